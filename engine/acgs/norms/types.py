"""A schema as CEL's types: a protobuf message for each record, under names of our own where proto's would collide.

Trusted: a condition is checked against exactly these types. CEL selects by proto's field name; a map's field
brings a nested message (`AEntry` of `a` and of `A`), and where two of those meet, or one meets a field, the
field goes under another name, in the descriptor and in the text that CEL reads.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cel_expr_python import cel
from google.protobuf import descriptor_pb2, descriptor_pool

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
    """What CEL checks a domain's conditions with; `renamed` is property to the name of our own."""

    env: cel.Env
    root: Record
    records: Mapping[str, Place]
    renamed: Mapping[str, str]


def declare(schema: Schema, texts: Iterable[str] = ()) -> Types:
    """Return the types of `schema`; no name of our own stands in any of `texts`, the conditions to be read."""
    records = tuple(_records("input", schema.root, {}))
    renamed = _renamed([place.record for place in records], texts)
    file = descriptor_pb2.FileDescriptorProto(name="acgs/input.proto", package="acgs")
    names = {id(place.record): f"Record{i}" for i, place in enumerate(records)}
    for place in records:
        _describe(file.message_type.add(name=names[id(place.record)]), place.record, names, renamed)
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    env = cel.NewEnv(pool, variables={"input": cel.Type("acgs.Record0")})
    return Types(env, schema.root, {f"acgs.{names[id(place.record)]}": place for place in records}, renamed)


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


def _renamed(records: Iterable[Record], texts: Iterable[str]) -> Mapping[str, str]:
    found: dict[str, None] = {}
    for record in records:
        taken = set(record.fields)
        for name, shape in record.fields.items():
            if isinstance(shape, Table):
                if _entry(name) in taken:
                    found[name] = None
                taken.add(_entry(name))
    known = [text.lower() for text in (*texts, *(name for record in records for name in record.fields))]
    own = "own"
    while any(own in text for text in known):
        own += "n"
    return {name: f"{own}{i}" for i, name in enumerate(found)}


def _describe(
    message: descriptor_pb2.DescriptorProto, record: Record, names: Mapping[int, str], renamed: Mapping[str, str]
) -> None:
    message.options.deprecated_legacy_json_field_conflicts = True
    for i, (name, shape) in enumerate(record.fields.items(), 1):
        number = i if i < _RESERVED.start else i + len(_RESERVED)
        own = renamed.get(name, name)
        match shape:
            case Listing(items=items):
                _field(message, own, number, items, names).label = _FIELD.LABEL_REPEATED
            case Table(values=values):
                entry = message.nested_type.add(name=_entry(own))
                entry.options.map_entry = True
                _field(entry, "key", 1, Scalar(Kind.STRING), names)
                _field(entry, "value", 2, values, names)
                kind = f".acgs.{message.name}.{entry.name}"
                message.field.add(name=own, number=number, label=_FIELD.LABEL_REPEATED, type_name=kind)
            case Scalar() | Record():
                _field(message, own, number, shape, names)


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
