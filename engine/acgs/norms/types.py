"""A schema as CEL's types: a protobuf message for each record, under a name of our own.

Trusted: a condition is checked against these types by CEL, and once more, by the schema's shapes, in `checked`.
CEL selects by proto's field name, which is the property's. A map's field brings a nested message (`AEntry`, of `a`
and of `A`): where that name is taken or none, the field is a `Struct`, a map whose values CEL does not check.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cel_expr_python import cel
from google.protobuf import descriptor_pb2, descriptor_pool, struct_pb2

from acgs.constitution.schema import Kind, Listing, Record, Scalar, Schema, Shape, Table

_FIELD: Final = descriptor_pb2.FieldDescriptorProto
_SCALARS: Final = {
    Kind.BOOLEAN: _FIELD.TYPE_BOOL,
    Kind.INTEGER: _FIELD.TYPE_INT64,
    Kind.STRING: _FIELD.TYPE_STRING,
}
_RESERVED: Final = range(19_000, 20_000)  # field numbers that protobuf keeps for itself


@dataclass(frozen=True, slots=True)
class Place:
    """A record and where it stands, as its message's name in CEL's errors is to be read."""

    text: str
    record: Record


@dataclass(frozen=True, slots=True)
class Types:
    """What CEL checks a domain's conditions with; `records` by the names of their messages."""

    env: cel.Env
    root: Record
    records: Mapping[str, Place]


def declare(schema: Schema) -> Types:
    records = tuple(_records("input", schema.root, {}))
    file = descriptor_pb2.FileDescriptorProto(name="acgs/input.proto", package="acgs")
    file.dependency.append(struct_pb2.DESCRIPTOR.name)
    names = {id(place.record): f"Record{i}" for i, place in enumerate(records)}
    for place in records:
        _describe(file.message_type.add(name=names[id(place.record)]), place.record, names)
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(struct_pb2.DESCRIPTOR.serialized_pb)
    pool.AddSerializedFile(file.SerializeToString())
    env = cel.NewEnv(pool, variables={"input": cel.Type("acgs.Record0")})
    return Types(env, schema.root, {f"acgs.{names[id(place.record)]}": place for place in records})


def _records(text: str, shape: Shape, seen: dict[int, Record]) -> Iterator[Place]:
    match shape:
        case Record(fields=fields):
            if id(shape) not in seen:
                seen[id(shape)] = shape
                yield Place(text, shape)
                for name, field in fields.items():
                    yield from _records(f"{text}.{name}", field, seen)
        case Listing(items=items):
            yield from _records(f"{text}[…]", items, seen)
        case Table(values=values):
            yield from _records(f"{text}[…]", values, seen)
        case Scalar():
            return


def _entry(name: str) -> str:
    """Return what protobuf wants a map field's nested message to be called."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_")) + "Entry"


def _describe(message: descriptor_pb2.DescriptorProto, record: Record, names: Mapping[int, str]) -> None:
    message.options.deprecated_legacy_json_field_conflicts = True  # no word of it on stderr
    taken = set(record.fields)
    for i, (name, shape) in enumerate(record.fields.items(), 1):
        number = i if i < _RESERVED.start else i + len(_RESERVED)
        match shape:
            case Listing(items=items):
                _field(message, name, number, items, names).label = _FIELD.LABEL_REPEATED
            case Table() if _entry(name) in taken or _entry(name)[0].isdigit():
                kind = ".google.protobuf.Struct"
                message.field.add(name=name, number=number, label=_FIELD.LABEL_OPTIONAL, type_name=kind)
            case Table(values=values):
                taken.add(_entry(name))
                entry = message.nested_type.add(name=_entry(name))
                entry.options.map_entry = True
                _field(entry, "key", 1, Scalar(Kind.STRING), names)
                _field(entry, "value", 2, values, names)
                kind = f".acgs.{message.name}.{entry.name}"
                message.field.add(name=name, number=number, label=_FIELD.LABEL_REPEATED, type_name=kind)
            case Scalar() | Record():
                _field(message, name, number, shape, names)


def _field(
    message: descriptor_pb2.DescriptorProto, name: str, number: int, shape: Shape, names: Mapping[int, str]
) -> descriptor_pb2.FieldDescriptorProto:
    """Add a field; json_name is its number, since two names can have one default and proto refuses that."""
    field = message.field.add(name=name, number=number, label=_FIELD.LABEL_OPTIONAL, json_name=f"f{number}")
    match shape:
        case Scalar(kind=kind):
            field.type = _SCALARS[kind]
        case Record():
            field.type_name = f".acgs.{names[id(shape)]}"
        case Listing() | Table():
            raise ValueError("the schema's reader refuses lists and maps of these")
    return field
