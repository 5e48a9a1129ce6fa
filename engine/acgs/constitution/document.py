"""JSON with exact numbers: read as OPA's reader reads it, or strictly, and written back.

Trusted: evaluator, proof and OPA are asked about what these functions return. Pure, and bounded in depth and digits.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, NoReturn

from acgs.constitution.principle import Json

MAX_DEPTH: Final = 100
"""Lists and objects within one another; OPA's reader stops at 10,000, Python's stack well before."""
_MAX_DIGITS: Final = 30_000
_MAX_INT_DIGITS: Final = 1_000  # Python prints no int of more than 4,300 digits, and any Decimal
_MAX_BITS: Final = 100_000  # `maxNumberExp` in OPA's v1/ast/term.go
_ZERO_BELOW: Final = -646_456_994  # what Go's big.Float underflows (2 ** -(2 ** 31))
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F].{2})|.)", re.DOTALL
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
        ValueError: OPA's reader would refuse it, or it has more than 30,000 characters.
    """
    if len(text) > _MAX_DIGITS:
        raise ValueError(f"a number of more than {_MAX_DIGITS} characters")
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _MAX_INT_DIGITS else Decimal(text)
    _, _, exponent = text.lower().partition("e")
    if not exponent:
        return Decimal(text)
    if len(exponent) > 11 or abs(int(exponent)) > 2**31:  # noqa: PLR2004 - the exponents that Go's big.Float reads
        raise ValueError(f"{text[:40]}: an exponent that OPA refuses")
    number = Decimal(text)
    if number and number.adjusted() <= _ZERO_BELOW:
        return Decimal(0)
    if number and not _is_within_bits(abs(number)):
        raise ValueError(f"{text[:40]}: a number that OPA refuses, its binary exponent is beyond ±{_MAX_BITS}")
    return number


def _is_within_bits(number: Decimal) -> bool:
    tens = number.adjusted()
    if abs(tens) < 30_000 or abs(tens) > 31_000:  # noqa: PLR2004 - far from 2 ** ±100,000, which is 10 ** ±30,103
        return abs(tens) < 30_000  # noqa: PLR2004
    return Fraction(2) ** -(_MAX_BITS + 1) <= Fraction(number) < Fraction(2) ** _MAX_BITS


def write_json(value: Json) -> bytes:
    """Return `value` as JSON in UTF-8 on one line, each number exactly, members in their order."""
    return "".join(_write(value)).encode()


def _write(value: Json) -> "list[str]":
    match value:
        case bool() | None | str():
            return [json.dumps(value, ensure_ascii=False)]
        case int() | Decimal():
            if isinstance(value, Decimal) and not value.is_finite():
                raise ValueError(f"no JSON number: {value}")
            return [str(Decimal(value))]
        case list():
            parts = [part for item in value for part in [",", *_write(item)]]
            return ["[", *parts[1:], "]"]
        case dict():
            parts = [
                part
                for key, member in value.items()
                for part in [",", json.dumps(key, ensure_ascii=False), ":", *_write(member)]
            ]
            return ["{", *parts[1:], "}"]


def _require_shallow(value: Json) -> None:
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, list | dict)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return
    raise ValueError(f"nested deeper than {MAX_DEPTH}")


def _require_pair(escape: re.Match[str]) -> str:
    if escape[1]:
        raise json.JSONDecodeError("lone surrogate", escape.string, escape.start())
    return escape[0]


def _replace_lone(escape: re.Match[str]) -> str:
    return r"\ufffd" if escape[1] else escape[0]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
