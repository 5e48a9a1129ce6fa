"""A condition in Rego: the bodies that succeed iff it is definitely true, or iff it is definitely false.

A body is a list of lines that all hold; bodies are alternatives. Whatever is missing or mistyped makes a line of both
renderings fail, so that Rego's undefined is the third value; lines never negate a call whose operand may be undefined,
for OPA lifts it out of the negation (verification §2). What a body cannot say in place becomes a rule of its own.
Rule names end in a digit without an underscore, loop variables in an underscore and their slot, locals are `v1 …`: no
two can meet, nor any name of OPA's.

Not trusted: `proof` compares what comes out with the evaluator. Pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final

from acgs.constitution.schema import Kind, Listing, Scalar, Shape
from acgs.norms import condition as c
from acgs.synthesis.lines import Bodies, Body, chosen, cost, indented, lines_of, mentions, split, text_guard
from acgs.synthesis.places import guard, listing, place, variable
from acgs.synthesis.quoting import rego_json, rego_member, rego_text

NEVER: Final[Bodies] = ()

_FEW: Final = 4

_INVERSE: Final = {
    c.Relation.EQ: c.Relation.NE,
    c.Relation.NE: c.Relation.EQ,
    c.Relation.LT: c.Relation.GE,
    c.Relation.GE: c.Relation.LT,
    c.Relation.GT: c.Relation.LE,
    c.Relation.LE: c.Relation.GT,
}
_BOUNDS: Final = {c.Relation.GT: True, c.Relation.GE: True, c.Relation.LT: False, c.Relation.LE: False}  # from below?
_AFFIXES: Final = {c.Affix.PREFIX: "startswith", c.Affix.SUFFIX: "endswith", c.Affix.PART: "contains"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One definition of a rule: `name := value if body`."""

    name: str
    value: str
    body: Body = ()
    otherwise: "Rule | None" = None


@dataclass(slots=True)
class Writer:
    """Renders the conditions of one principle, and collects the rules that they need."""

    rules: list[Rule] = field(default_factory=list)
    functions: set[str] = field(default_factory=set)
    _calls: dict[tuple[int, str], str] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _locals: Iterator[int] = field(default_factory=lambda: count(1))

    def holds(self, e: c.Expression, *, want: bool) -> Bodies:  # noqa: C901, PLR0911, PLR0912 - one arm a node
        """Return the bodies of which one succeeds iff `e`, a bool, is definitely `want`."""
        match e:
            case c.Literal(value=value):
                return ((),) if value is want else NEVER
            case c.Read(access=access):
                guards, at = place(access)
                return ((*guards, f"{at} == {_bool(want)}"),)
            case c.LocalValue():
                return ((f"{variable(e)} == {_bool(want)}",),)
            case c.Not(operand=operand):
                return self.holds(operand, want=not want)
            case c.Junct(op=op, left=left, right=right):
                if (op is c.Junction.OR) is want:
                    return (*self.holds(left, want=want), *self.holds(right, want=want))
                return self._both((left, want), (right, want))
            case c.Choice(test=test, then=then, otherwise=otherwise):
                return tuple(
                    (*self._tested(test, want=which), *body)
                    for which, branch in ((True, then), (False, otherwise))
                    for body in self.holds(branch, want=want)
                )
            case c.Compare():
                return (self._compare(e, want=want),)
            case c.In():
                return (self._in(e, want=want),)
            case c.Matches(op=affix, subject=subject, argument=argument):
                lines, (text, part) = self._values(subject, argument)
                return ((*lines, f"{'' if want else 'not '}{_AFFIXES[affix]}({text}, {part})"),)
            case c.Has(member=member):
                guards, at = place(member.base)
                if want:
                    return ((*guards, f"_ = {at}{rego_member(member.name)}"),)
                return ((*guards, f"object.get({at}, {rego_text(member.name)}, set()) == set()"),)
            case c.Loop():
                return self._loop(e, want=want)
            case _:
                raise ValueError(f"not a condition: {e}")

    def _line(self, e: c.Expression, *, want: bool) -> Body | None:
        """Return the one body that `holds`, a call of a rule where there are several; None if it never does."""
        match self.holds(e, want=want):
            case ():
                return None
            case (body,):
                return body
            case bodies:
                return self._either(e, bodies, want=want)

    def _either(self, e: c.Expression, bodies: Bodies, *, want: bool) -> Body:
        return (self._call("either", e, [("true", body) for body in bodies], key=f"either {want}"),)

    def _both(self, *parts: tuple[c.Expression, bool]) -> Bodies:
        """Return the bodies in which all parts hold; of alternatives one part's are multiplied out, if they are few.

        Loops side by side may have one name for their variables; no body does.
        """
        found: Bodies = ((),)
        for e, want in parts:
            bodies = self.holds(e, want=want)
            is_many = len(found) * len(bodies) > _FEW or (len(found) > 1 and len(bodies) > 1)
            if is_many or chosen(found) & chosen(bodies):
                bodies = (self._either(e, bodies, want=want),)
            found = tuple(tuple(chain(*sorted((one, other), key=cost))) for one in found for other in bodies)
        return found

    def _call(self, word: str, e: c.Expression, cases: Iterable[tuple[str, Body]], *, key: str) -> str:
        """Return a call of the rule that has `cases`: each a value and its body."""
        if (id(e), key) not in self._calls:
            name, found = f"{word}{next(self._numbers)}", list(cases)
            read = [each for each in self._open if any(mentions((value, *body), each) for value, body in found)]
            for value, body in found:
                head = [each if mentions((value, *body), each) else "_" for each in read]  # OPA names an unused one
                self.rules.append(Rule(_applied(name, head), value, body))
            self._calls[id(e), key] = _applied(name, read)
        return self._calls[id(e), key]

    def value(self, e: c.Expression) -> tuple[Body, str]:  # noqa: C901, PLR0911 - one arm a node
        """Return lines that succeed iff the value of `e` is known, and a term for it that they leave defined."""
        match e:
            case c.Literal(value=value):
                return (), rego_json(value)
            case c.Instant(nanoseconds=nanoseconds):
                return (), str(nanoseconds)
            case c.LocalValue():
                return (), variable(e)
            case c.Read(access=access):
                guards, at = place(access)
                return (*guards, *guard(access.shape, at)), at
            case c.Parsed(access=access):
                self.functions.add("instant")
                guards, at = place(access)
                return self._let(guards, f"instant({at})")
            case c.Arithmetic(op=op, left=left, right=right):
                lines, (a, b) = self._values(left, right)
                return self._int64(lines, f"{a} {op} {b}")
            case c.Negate(operand=operand):
                lines, a = self.value(operand)
                return self._int64(lines, f"0 - {a}")
            case c.Divide():
                return self._divide(e)
            case c.Length(of=of):
                lines, text = self.value(of)
                return self._let(lines, f"count({text})")
            case c.Count(of=of):
                lines, members = self._collection(of)
                return self._let(lines, f"count({members})")
            case c.Choice(test=test, then=then, otherwise=otherwise):
                return self._let((), self._call("pick", e, self._picks(test, then, otherwise), key="pick"))
            case c.Not() | c.Junct() | c.Compare() | c.In() | c.Matches() | c.Has() | c.Loop():
                return self._let((), self._truth(e))

    def _values(self, *operands: c.Expression) -> tuple[Body, list[str]]:
        found = [self.value(operand) for operand in operands]
        return tuple(line for lines, _ in found for line in lines), [term for _, term in found]

    def _let(self, lines: Body, term: str) -> tuple[Body, str]:
        name = f"v{next(self._locals)}"
        return (*lines, f"{name} := {term}"), name

    def _int64(self, lines: Body, term: str) -> tuple[Body, str]:
        lines, name = self._let(lines, term)
        return (*lines, f"{name} >= {c.INT_MIN}", f"{name} <= {c.INT_MAX}"), name

    def _divide(self, e: c.Divide) -> tuple[Body, str]:
        lines, left = self.value(e.left)
        lines, dividend = self._let(lines, f"{left} + 0")  # 1e2 % 3 may be undefined, (1e2 + 0) % 3 is not
        if e.divisor == -1:
            lines = (*lines, f"{dividend} > {c.INT_MIN}")
        lines, remainder = self._let(lines, f"{dividend} % {e.divisor}")
        if e.op is c.Division.REMAINDER:
            return lines, remainder
        lines, multiple = self._let(lines, f"{dividend} - {remainder}")
        return self._let(lines, f"{multiple} / {e.divisor}")

    def _picks(self, test: c.Expression, then: c.Expression, otherwise: c.Expression) -> Iterator[tuple[str, Body]]:
        for which, branch in ((True, then), (False, otherwise)):
            lines, term = self.value(branch)
            yield term, (*self._tested(test, want=which), *lines)

    def _tested(self, test: c.Expression, *, want: bool) -> Body:
        """Return what holds iff `test` is `want`; asked both ways, each `?:` would double it if it had no rule."""
        return (f"{self._truth(test)} == {_bool(want)}",)

    def _truth(self, e: c.Expression) -> str:
        """Return a call whose value is `e`'s, undefined if unknown; `e` is rendered once, however often it is asked."""
        return self._call(
            "truth",
            e,
            ((_bool(want), body) for want in (True, False) for body in self.holds(e, want=want)),
            key="truth",
        )

    def _compare(self, e: c.Compare, *, want: bool) -> Body:
        op = e.op if want else _INVERSE[e.op]
        for one, other in ((e.left, e.right), (e.right, e.left)):
            if op is c.Relation.EQ and isinstance(one, c.Read) and isinstance(other, c.Literal):
                guards, at = place(one.access)  # equal to a literal is of its type, and OPA indexes it
                return (*guards, f"{at} == {self.value(other)[1]}")
        if e.type is c.Type.INT and isinstance(e.left, c.Read) and isinstance(e.right, c.Literal) and op in _BOUNDS:
            return self._bounded(op, e.left.access, str(e.right.value))
        if op is c.Relation.EQ and isinstance(e.left, c.Read):
            guards, left = place(e.left.access)  # equal to a value of its type
            lines, right = self.value(e.right)
            return (*lines, *guards, f"{left} == {right}")
        lines, (left, right) = self._values(e.left, e.right)
        if op is c.Relation.NE:
            return (*lines, f"not {left} == {right}")  # cheaper than a call, and both are known
        lines, left = self._leading(lines, left)
        return (*lines, f"{left} {op} {right}")

    def _bounded(self, op: c.Relation, access: c.Access, bound: str) -> Body:
        """Return the guard of an integer and its comparison in one: of the range, one end is the bound.

        In Rego's order, null and booleans come before all numbers, the rest after: the range leaves numbers only.
        """
        guards, at = place(access)
        low, high = f"{at} >= {c.INT_MIN}", f"{at} <= {c.INT_MAX}"
        end = high if _BOUNDS[op] else low
        return (*guards, f"{at} {op} {bound}", end, f"floor({at}) == {at}")

    def _leading(self, lines: Body, term: str) -> tuple[Body, str]:
        """Return a term that can begin a line: one that begins with a minus would go on with the line before."""
        return self._let(lines, term) if term.startswith("-") else (lines, term)

    def _in(self, e: c.In, *, want: bool) -> Body:
        lines, item = self.value(e.item)
        within, members = self._collection(e.members)
        if not isinstance(e.members, c.ListLiteral):
            assert isinstance(e.members.shape, Listing)  # noqa: S101 - what `in` looks at is a list
            within = (*within, *self._all(e.members.shape.items, members))
        if want and isinstance(e.item, c.Read):
            lines, item = place(e.item.access)  # equal to an element is of its type
        lines, item = self._leading(lines, item)
        return (*lines, *within, f"{'' if want else 'not '}{item} in {members}")

    def _all(self, shape: Shape, members: str) -> Body:
        """Return the lines that hold iff every element of the list is of its type: texts are asked in one go."""
        if isinstance(shape, Scalar) and shape.kind is Kind.STRING:
            return (text_guard(f'concat("", {members})'),)
        each = f"v{next(self._locals)}"
        return (_every(each, members, guard(shape, each)),)

    def _collection(self, over: c.Collection) -> tuple[Body, str]:
        """Return lines that succeed iff the list is known, and a term for it."""
        if isinstance(over, c.ListLiteral):
            lines, terms = self._values(*over.elements)
            return lines, f"[{', '.join(terms)}]"
        guards, at = place(over)
        return (*guards, *listing(over.shape, at)), at

    def _loop(self, e: c.Loop, *, want: bool) -> Bodies:
        lines, members = self._collection(e.over)
        self._open.append(f"{e.name}_{e.slot}")
        body = (self._truth(e.body),) if e.quantity is c.Quantity.ONE else self._line(e.body, want=want)
        each = self._open.pop()
        each = each if mentions(body or (), each) else "_"
        if body and e.quantity is c.Quantity.ONE:
            lines, answers = self._let(lines, f"[{body[0]} | some {each} in {members}]")
            lines, holding = self._let(lines, f"[true | some true in {answers}]")
            known = f"count({answers}) == count({members})"
            return ((*lines, known, f"count({holding}) {'==' if want else '!='} 1"),)
        always = ("false",) if body is None else body
        apart, within = split(always, each)
        if (e.quantity is c.Quantity.SOME) is want:
            return NEVER if body is None else ((*lines, *apart, f"some {each} in {members}", *within),)
        if self._open or not apart or isinstance(e.over, c.ListLiteral):
            return ((*lines, _every(each, members, always)),)
        empty = (*place(e.over)[0], f"{members} == []")
        return empty, (*lines, *apart, *([_every(each, members, within)] if within else []))


def _every(each: str, members: str, body: Body) -> str:
    return f"every {each} in {members} {{\n{indented(lines_of(body))}\n}}"


def _applied(name: str, arguments: Sequence[str]) -> str:
    return f"{name}({', '.join(arguments)})" if arguments else name


def _bool(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"
