"""The lines of a body in the form that OPA evaluates fastest: they all hold or they do not, in whatever order.

To a call, OPA gives its arguments by an expression each; an equality reads them in place, negated or not. Pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from acgs.norms import condition as c

Body = tuple[str, ...]
Bodies = tuple[Body, ...]

_TEXT: Final = r'"(?:[^"\\]|\\.)*"'
_PLACE: Final = re.compile(rf"{_TEXT}|(?<![\w.])((?:input|\w+_\d+)(?:\.\w+)+)")
_LITERAL_TEST: Final = re.compile(rf"(?:not )?[^\s()]+ == (?:{_TEXT}|true|false|-?\d+|\[\])")
_IN_PLACE: Final = re.compile(rf"{_LITERAL_TEST.pattern}|(?:not )?[^\s()]+ == [^\s()]+|_ = \S+|some \w+ in \S+")
_SOME: Final = re.compile(r"some (\w+) in ")
_DECLARED: Final = re.compile(r"(?:every|some) (\w+) in ")
_BOUND: Final = re.compile(r"(\S+ [<>])=? -?\d+")
_ENDS: Final = (f">= {c.INT_MIN}", f"<= {c.INT_MAX}")
_GUARD: Final = re.compile(r'contains\((.+), "\\u0000"\) == false')


def text_guard(text: str) -> str:
    """Return the line that holds iff `text` is one: where it is none, `contains` fails."""
    return f'contains({text}, "\\u0000") == false'


def lines_of(body: Body) -> str:
    """Return the lines, without what others say already: each once, no end of int64 beside a nearer bound."""
    bounds = [match for line in dict.fromkeys(body) if (match := _BOUND.fullmatch(line))]
    nearer = {match[1] for match in bounds if not match[0].endswith(_ENDS)}
    idle = {match[0] for match in bounds if match[0].endswith(_ENDS) and match[1] in nearer}
    lines = [line for line in dict.fromkeys(body) if line not in idle]
    return "\n".join(_named([*_guarded_last(lines)])) or "true"


def cost(body: Body) -> int:
    """Return how many lines the body has, those within others counted."""
    return sum(line.count("\n") + 1 for line in body)


def indented(code: str) -> str:
    """Return the code, a tab further in."""
    return "\t" + code.replace("\n", "\n\t")


def chosen(bodies: Bodies) -> set[str]:
    """Return the variables that `some` declares in the bodies."""
    return {match[1] for body in bodies for line in body if (match := _SOME.match(line))}


def split(body: Body, each: str) -> tuple[Body, Body]:
    """Return the lines that say the same of every element, and those that depend on `each`, both in their order.

    What is chosen anew for every element is no such line, nor what is said of it.
    """
    names, apart, within = [each], [], []
    for line in body:
        if _SOME.match(line) or any(mentions([line], name) for name in names):
            within.append(line)
            names += re.findall(r"^(?:some )?(\w+) (?:in|:=) ", line)
        else:
            apart.append(line)
    return tuple(apart), tuple(within)


def mentions(lines: Iterable[str], variable: str) -> bool:
    """Return whether one of the lines reads the variable: not a text that holds its name, nor a field of that name."""
    return any(re.search(rf"(?<![\w.]){variable}\b", re.sub(_TEXT, "", line)) for line in lines)


def _guarded_last(lines: Sequence[str]) -> Iterator[str]:
    """Yield the guards of texts after all else, for they hardly ever fail, and several as one."""
    texts = [match[1] for line in lines if (match := _GUARD.fullmatch(line))]
    yield from (line for line in lines if not _GUARD.fullmatch(line))
    if len(texts) > 1:
        yield f'texts := concat("", [{", ".join(texts)}])'
        yield 'not contains(texts, "\\u0000")'
    else:
        yield from map(text_guard, texts)


def _named(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, before them a name for each place that calls read repeatedly: it is looked up once.

    Where a place is missing, naming it fails. So it is named where a line stands that fails as well: none that is
    negated, nor what is said of elements, of which there may be none.
    """
    text = "\n".join(lines)
    reads = Counter(place for line in text.splitlines() for place in _read(line.strip()))
    fresh = (name for name in map("v{}".format, count(1)) if not re.search(rf"\b{name}\b", text))
    names: dict[str, str] = {}
    for line in lines:
        if not line.startswith("not ") and " | some " not in line:
            for place in _read(line.partition("\n")[0]):
                if reads[place] > 1 and place not in names:
                    names[place] = next(fresh)
                    yield f"{names[place]} := {place}"
        yield line if _LITERAL_TEST.fullmatch(line) else _with(names, line)


def _with(names: Mapping[str, str], line: str) -> str:
    """Return the line with the names of its places, but for those of variables that it declares itself."""
    own = _DECLARED.findall(line)
    known = {place: name for place, name in names.items() if place.partition(".")[0] not in own}
    return _PLACE.sub(lambda match: known.get(match[0], match[0]), line)


def _read(line: str) -> Iterator[str]:
    """Yield the places that calls in the line read."""
    if not _IN_PLACE.fullmatch(line):
        yield from (match[1] for match in _PLACE.finditer(line) if match[1])
