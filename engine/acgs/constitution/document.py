"""JSON with exact numbers: read as OPA's reader reads it, or strictly, and written back.

Trusted: evaluator, proof and OPA are asked about what these functions return. Pure, and bounded in depth and digits.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NoReturn

from acgs.constitution.principle import Json

MAX_DEPTH: Final = 64
"""Lists and objects within one another; OPA's reader stops at 10,000, Python's stack well before."""
_MAX_CHARACTERS: Final = 30_000
_MAX_INT: Final = 1_000  # Python prints no int of more than 4,300 digits, and any Decimal
_OPA_EXPONENT: Final = 30_101  # OPA stops at 2 ** ±100,000 (`maxNumberExp`, v1/ast/term.go), in the next decade
_GO_EXPONENT: Final = 2**31  # the exponents that Go's big.Float reads,
_GO_ZERO: Final = -646_456_994  # and what it reads as 0
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
_STRAY_BYTE: Final = re.compile("[\udc80-\udcff]")
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)

Path = tuple[str | int, ...]
"""The members and elements that lead from the root to a value."""


def read_json(data: bytes, *, strict: bool) -> Json:
    """Return the value of `data`, bytes as received.

    Not strict is OPA's reader: of duplicate keys the last wins; a lone surrogate, and each byte that is not UTF-8,
    becomes U+FFFD. Escaped surrogate pairs are one character in both.

    Raises:
        ValueError: no JSON (NaN and infinities are none), nested beyond `MAX_DEPTH`, a number that OPA's reader
            refuses or of more than 30,000 characters; if strict, duplicate keys, lone surrogates, invalid UTF-8.
            It is a `json.JSONDecodeError` where there is a place.
    """
    text = data.decode("utf-8", "strict" if strict else "surrogateescape")
    text = _STRAY_BYTE.sub("\ufffd", text)
    if "\\u" in text:
        text = _ESCAPE.sub(_require_pair if strict else _replace_lone, text)
    twice: list[str] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        value = dict(pairs)
        if len(value) < len(pairs):
            twice.extend(value)
        return value

    try:
        value: Json = json.loads(
            text, parse_int=exact_number, parse_float=exact_number, parse_constant=_refuse, object_pairs_hook=members
        )
    except RecursionError as exc:
        raise ValueError(f"nested deeper than {MAX_DEPTH}") from exc
    _require_shallow(value)
    if strict and twice:
        path, offset = _first_duplicate(text)
        raise json.JSONDecodeError(f"duplicate key {path[-1]!r}", text, offset)
    return value


def places(text: str) -> Iterator[tuple[Path, int]]:
    """Yield the path of each value in `text`, valid JSON, and its offset (of a member: that of its key), in order."""
    steps: list[str | int] = []
    awaits_key = False
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "}]":
            steps.pop()
            awaits_key = False
        elif sign == ",":
            last = steps.pop()
            awaits_key = isinstance(last, str)
            steps.append(last + 1 if isinstance(last, int) else last)
        elif awaits_key:
            steps[-1] = json.loads(sign)
            yield tuple(steps), token.start()
            awaits_key = False
        elif sign != ":":
            if not steps or isinstance(steps[-1], int):
                yield tuple(steps), token.start()
            if sign in "{[":
                steps.append("" if sign == "{" else 0)
                awaits_key = sign == "{"


def _first_duplicate(text: str) -> tuple[Path, int]:
    seen: set[Path] = set()
    for path, offset in places(text):
        if path in seen:
            return path, offset
        seen.add(path)
    raise ValueError("no duplicate")


def exact_number(text: str) -> int | Decimal:
    """Return the number that `text` spells: an int if it is spelt as one in up to 1,000 characters, else a Decimal.

    Raises:
        ValueError: OPA's reader refuses it for its exponent, or it has more than 30,000 characters.
    """
    if len(text) > _MAX_CHARACTERS:
        raise ValueError(f"a number of more than {_MAX_CHARACTERS:,} characters")
    if _INTEGER.fullmatch(text) and len(text) <= _MAX_INT:
        return int(text)
    exponent = text.lower().partition("e")[2]
    if exponent and abs(int(exponent)) > _GO_EXPONENT:
        raise ValueError(f"`{text[:40]}` has an exponent that OPA refuses")
    number = Decimal(text)
    if exponent and number and number.adjusted() <= _GO_ZERO:
        return Decimal(0)
    if exponent and number and abs(number.adjusted()) > _OPA_EXPONENT:
        raise ValueError(f"`{text[:40]}` has an exponent that OPA refuses")
    return number


def write_json(value: Json) -> bytes:
    """Return `value` as JSON in UTF-8 on one line, each number exactly, members in their order."""
    return _write(value).encode()


def _write(value: Json) -> str:
    match value:
        case bool() | None | str():
            return json.dumps(value, ensure_ascii=False)
        case int() | Decimal():
            if not Decimal(value).is_finite():
                raise ValueError(f"no JSON number: {value}")
            return str(Decimal(value))
        case list():
            return f"[{','.join(map(_write, value))}]"
        case dict():
            members = (f"{json.dumps(key, ensure_ascii=False)}:{_write(member)}" for key, member in value.items())
            return f"{{{','.join(members)}}}"


def _require_shallow(value: Json, room: int = MAX_DEPTH) -> None:
    if isinstance(value, list | dict):
        if not room:
            raise ValueError(f"nested deeper than {MAX_DEPTH}")
        for inner in value.values() if isinstance(value, dict) else value:
            _require_shallow(inner, room - 1)


def _require_pair(escape: re.Match[str]) -> str:
    if escape[1]:
        raise json.JSONDecodeError("lone surrogate", escape.string, escape.start())
    return escape[0]


def _replace_lone(escape: re.Match[str]) -> str:
    return r"\ufffd" if escape[1] else escape[0]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
