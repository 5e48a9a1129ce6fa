"""From a candidate back to JSON: an example, changed where the candidate differs and nowhere else."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from acgs.constitution.principle import Json
from acgs.norms.evaluate import ABSENT, Absent, Document
from acgs.proof.places import Form, Place
from acgs.proof.texts import Values

_MAX_ELEMENTS: Final = 10_000


def form_of(value: Document) -> Form | None:
    match value:
        case bool():
            return Form.BOOLEAN
        case int() | Decimal() if value == Decimal(value).to_integral_value():
            return Form.INTEGER
        case str():
            return Form.NUL if "\0" in value else Form.TEXT
        case list():
            return Form.LIST
        case dict():
            return Form.OBJECT
        case _:
            return None


def at(document: Document, path: Sequence[str | int]) -> Document:
    """Return what stands at `path`, or ABSENT."""
    for step in path:
        match document, step:
            case dict(), str() if step in document:
                document = document[step]
            case list(), int() if step < len(document):
                document = document[step]
            case _:
                return ABSENT
    return document


def rebuilt(  # noqa: PLR0911 - one arm per form
    place: Place, near: Document, values: Values, texts: Mapping[int, str]
) -> Document:
    """Return the document of a candidate: what it leaves open is as in `near`."""
    if not values[place.present]:
        return ABSENT
    form = next((form for form, here in place.forms.items() if values[here]), None)
    same = near if form_of(near) is form else None
    if form is None:
        return near if not isinstance(near, Absent) and form_of(near) not in place.forms else None
    value = values[place.values[form]] if form in place.values else 0
    match form:
        case Form.BOOLEAN:
            return bool(value) if form in place.values else bool(same)
        case Form.INTEGER:
            return same if isinstance(same, int | Decimal) and same == value else value
        case Form.TEXT:
            return texts[value] if form in place.values else str(same or "")
        case Form.NUL:
            return same or "\0"
        case Form.LIST:
            return _list(place, same if isinstance(same, list) else [], values, texts)
        case Form.OBJECT:
            return _object(place, same if isinstance(same, dict) else {}, values, texts)


def _list(place: Place, near: list[Json], values: Values, texts: Mapping[int, str]) -> list[Json]:
    length = min(values[place.values[Form.LIST]], _MAX_ELEMENTS) if Form.LIST in place.values else len(near)
    made = list[Json]()
    for index in range(length):
        if index < len(place.elements) and values[place.elements[index].present]:
            element = rebuilt(place.elements[index], at(near, (index,)), values, texts)
            made.append(None if isinstance(element, Absent) else element)
        else:
            made.append(near[index] if index < len(near) else made[-1] if made else None)
    return made


def _object(place: Place, near: dict[str, Json], values: Values, texts: Mapping[int, str]) -> dict[str, Json]:
    made = dict(near)
    for name, member in place.members.items():
        value = rebuilt(member, at(near, (name,)), values, texts)
        if not isinstance(value, Absent):
            made[name] = value
        else:
            made.pop(name, None)
    return made


def strings(place: Place, examples: Sequence[Document]) -> Iterator[str]:
    """Yield strings that look like those that the examples have at such a place, whatever the index."""
    for example in examples:
        for value in _alike(example, place.path):
            if isinstance(value, str):
                yield value
                yield from _varied(value)


def _alike(document: Document, path: Sequence[str | int]) -> Iterator[Document]:
    if not path:
        yield document
    elif isinstance(path[0], int) and isinstance(document, list):
        for element in document:
            yield from _alike(element, path[1:])
    else:
        yield from _alike(at(document, path[:1]), path[1:])


def _varied(text: str) -> Iterator[str]:
    """Yield texts of the same pattern, most likely: one letter changed for another of its kind, the last first."""
    kinds = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for place in range(len(text) - 1, -1, -1):
        for kind in kinds:
            if text[place] in kind:
                yield from (text[:place] + letter + text[place + 1 :] for letter in kind[:6] if letter != text[place])
