"""A norm as a formula: design §3 once more, for the solver.

Trusted. It reads the closed sum and shares nothing with the evaluator or with synthesis; tests hold it to the
evaluator on all inputs of small domains.
"""

from dataclasses import dataclass

from acgs.constitution.principle import Effect
from acgs.constitution.schema import Kind, Listing, Scalar
from acgs.norms import condition as c
from acgs.norms.norm import Norm
from acgs.proof.places import Form, Place
from acgs.proof.script import FALSE, TRUE, Script, Term, number
from acgs.proof.texts import Texts


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition: when it is definitely true, when definitely false. Neither is unknown."""

    true: Term
    false: Term


@dataclass(frozen=True, slots=True)
class Value:
    """An integer, the code of a string, or nanoseconds: whether it is known, and what it then is."""

    known: Term
    value: Term


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, and whether every list on the way to it has its type."""

    place: Place
    reached: Term


Slot = Spot | Truth | Value
Slots = tuple[Slot, ...]


class Meaning:
    """One unknown input, and what norms say of it."""

    def __init__(self) -> None:
        self.script = Script()
        self.texts = Texts(self.script)
        self.root = Place(self.script, ())

    def bites(self, norm: Norm) -> Term:
        s = self.script
        spared = [] if norm.when is None else [self.truth(norm.when).false]
        spared += [] if norm.unless is None else [self.truth(norm.unless).true]
        spared += [] if norm.require is None else [self.truth(norm.require).true]
        return s.neg(s.disj(*spared))

    def applies(self, norm: Norm) -> Term:
        """Return that `when` is definitely true and `unless` definitely false: a permit applies, a require is due."""
        when = TRUE if norm.when is None else self.truth(norm.when).true
        unless = TRUE if norm.unless is None else self.truth(norm.unless).false
        return self.script.conj(when, unless)

    def speaks(self, norm: Norm) -> Term:
        """Return that a permit applies, or that a forbid or require bites."""
        return self.applies(norm) if norm.principle.effect is Effect.PERMIT else self.bites(norm)

    def met(self, norm: Norm) -> Term:
        """Return that the requirement is definitely true."""
        return TRUE if norm.require is None else self.truth(norm.require).true

    def truth(self, e: c.Expression, slots: Slots = ()) -> Truth:  # noqa: C901, PLR0911, PLR0912 - one arm per node
        s = self.script
        match e:
            case c.Literal(value=bool() as value):
                return Truth(TRUE, FALSE) if value else Truth(FALSE, TRUE)
            case c.Read(access=access):
                spot = self._spot(access, slots)
                return self._known(s.conj(spot.reached, spot.place.has(Form.BOOLEAN)), spot.place.value(Form.BOOLEAN))
            case c.LocalValue(slot=slot):
                truth = slots[slot]
                assert isinstance(truth, Truth)  # noqa: S101 - typed when read
                return truth
            case c.Not(operand=operand):
                truth = self.truth(operand, slots)
                return Truth(truth.false, truth.true)
            case c.Junct(op=op, left=left, right=right):
                one, other = self.truth(left, slots), self.truth(right, slots)
                if op is c.Junction.AND:
                    return Truth(s.conj(one.true, other.true), s.disj(one.false, other.false))
                return Truth(s.disj(one.true, other.true), s.conj(one.false, other.false))
            case c.Choice(test=test, then=then, otherwise=otherwise):
                which, one, other = (self.truth(part, slots) for part in (test, then, otherwise))
                return Truth(
                    s.disj(s.conj(which.true, one.true), s.conj(which.false, other.true)),
                    s.disj(s.conj(which.true, one.false), s.conj(which.false, other.false)),
                )
            case c.Compare(type=c.Type.BOOL, op=op, left=left, right=right):
                one, other = self.truth(left, slots), self.truth(right, slots)
                same = Truth(*self._equal(one, other))
                return same if op is c.Relation.EQ else Truth(same.false, same.true)
            case c.Compare(op=op, type=kind, left=left, right=right):
                return self._compare(op, kind, self.value(left, slots), self.value(right, slots))
            case c.In(item=item, members=members, type=kind):
                return self._among(self._scalar(item, kind, slots), self._members(members, kind, slots))
            case c.Matches(op=op, subject=subject, argument=argument):
                text, part = self.value(subject, slots), self.value(argument, slots)
                return self._known(s.conj(text.known, part.known), self.texts.matches(op, text.value, part.value))
            case c.Has(member=member):
                base = self._spot(member.base, slots)
                known = s.conj(base.reached, base.place.has(Form.OBJECT))
                return self._known(known, base.place.member(member.name).present)
            case c.Loop():
                return self._loop(e, slots)
            case _:
                raise ValueError(f"not a condition: {type(e).__name__}")

    def value(self, e: c.Expression, slots: Slots = ()) -> Value:  # noqa: C901, PLR0911, PLR0912 - one arm per node
        s = self.script
        match e:
            case c.Literal(value=str() as text):
                return Value(TRUE, self.texts.literal(text))
            case c.Literal(value=int() as value):
                return Value(TRUE, number(value))
            case c.Instant(nanoseconds=nanoseconds):
                return Value(TRUE, number(nanoseconds))
            case c.Parsed(access=access):
                read = self.value(c.Read(access), slots)
                is_instant, instant = self.texts.instant(read.value)
                return Value(s.conj(read.known, is_instant), instant)
            case c.Read(access=access):
                return self._read(access, slots)
            case c.LocalValue(slot=slot):
                scalar = slots[slot]
                assert isinstance(scalar, Value)  # noqa: S101 - typed when read
                return scalar
            case c.Choice(test=test, then=then, otherwise=otherwise):
                which, one, other = self.truth(test, slots), self.value(then, slots), self.value(otherwise, slots)
                known = s.disj(s.conj(which.true, one.known), s.conj(which.false, other.known))
                return Value(known, s.choose(which.true, one.value, other.value))
            case c.Arithmetic(op=op, left=left, right=right):
                one, other = self.value(left, slots), self.value(right, slots)
                return self._int64(s.conj(one.known, other.known), s.calculate(op.value, one.value, other.value))
            case c.Negate(operand=operand):
                one = self.value(operand, slots)
                return self._int64(one.known, s.calculate("-", one.value))
            case c.Divide(op=op, left=left, divisor=divisor):
                return self._divide(op, self.value(left, slots), divisor)
            case c.Length(of=of):
                one = self.value(of, slots)
                return Value(one.known, self.texts.length(one.value))
            case c.Count(of=c.ListLiteral() as literal):
                members = self._members(literal, literal.type, slots)
                return Value(s.conj(*(self._is_known(m) for _, m in members.each)), number(len(members.each)))
            case c.Count(of=c.Member() | c.Element() | c.Variable() as of):
                return Value(*self._listed(of, slots)[1:])
            case _:
                raise ValueError(f"not an int, a string or a timestamp: {type(e).__name__}")

    def _spot(self, access: c.Access, slots: Slots) -> Spot:
        match access:
            case c.Input():
                return Spot(self.root, TRUE)
            case c.Variable(slot=slot):
                spot = slots[slot]
                assert isinstance(spot, Spot)  # noqa: S101 - typed when read
                return spot
            case c.Member(base=base, name=name):
                spot = self._spot(base, slots)
                return Spot(spot.place.member(name), spot.reached)
            case c.Element(base=base, index=index):
                place, typed, _ = self._listed(base, slots)
                assert isinstance(base.shape, Listing)  # noqa: S101 - typed when read
                return Spot(place.element(index), typed) if index < base.shape.max_items else Spot(place, FALSE)

    def _listed(self, access: c.Access, slots: Slots) -> tuple[Place, Term, Term]:
        """Return the place of a list, that it has its type, and its length."""
        spot = self._spot(access, slots)
        assert isinstance(access.shape, Listing)  # noqa: S101 - typed when read
        length = spot.place.value(Form.LIST)
        short = self.script.at_most(length, number(access.shape.max_items))
        return spot.place, self.script.conj(spot.reached, spot.place.has(Form.LIST), short), length

    def _read(self, access: c.Access, slots: Slots) -> Value:
        spot = self._spot(access, slots)
        assert isinstance(access.shape, Scalar)  # noqa: S101 - typed when read
        form = Form.INTEGER if access.shape.kind is Kind.INTEGER else Form.TEXT
        known, value = self.script.conj(spot.reached, spot.place.has(form)), spot.place.value(form)
        return self._int64(known, value) if form is Form.INTEGER else Value(known, value)

    def _int64(self, known: Term, value: Term) -> Value:
        return Value(self.script.conj(known, self.script.within(c.INT_MIN, value, c.INT_MAX)), value)

    def _divide(self, op: c.Division, left: Value, divisor: int) -> Value:
        """Truncate, as CEL: SMT-LIB's `div` rounds down where the divisor is positive."""
        s, size = self.script, number(abs(divisor))
        minus = s.calculate("-", left.value)
        word = "div" if op is c.Division.QUOTIENT else "mod"
        below = s.calculate("-", s.calculate(word, minus, size))
        result = s.choose(s.at_most(number(0), left.value), s.calculate(word, left.value, size), below)
        if op is c.Division.QUOTIENT and divisor < 0:
            result = s.calculate("-", result)
        overflow = s.equal(left.value, number(c.INT_MIN)) if divisor == -1 else FALSE
        return Value(s.conj(left.known, s.neg(overflow)), result)

    def _known(self, known: Term, holds: Term) -> Truth:
        return Truth(self.script.conj(known, holds), self.script.conj(known, self.script.neg(holds)))

    def _is_known(self, scalar: Truth | Value) -> Term:
        return scalar.known if isinstance(scalar, Value) else self.script.disj(scalar.true, scalar.false)

    def _equal(self, one: Truth | Value, other: Truth | Value) -> tuple[Term, Term]:
        s = self.script
        if isinstance(one, Value) and isinstance(other, Value):
            known, same = s.conj(one.known, other.known), s.equal(one.value, other.value)
            return s.conj(known, same), s.conj(known, s.neg(same))
        assert isinstance(one, Truth)  # noqa: S101 - scalars of one type
        assert isinstance(other, Truth)  # noqa: S101 - scalars of one type
        return (
            s.disj(s.conj(one.true, other.true), s.conj(one.false, other.false)),
            s.disj(s.conj(one.true, other.false), s.conj(one.false, other.true)),
        )

    def _compare(self, op: c.Relation, kind: c.Type, left: Value, right: Value) -> Truth:
        s = self.script
        less = self.texts.less if kind is c.Type.STRING else s.less
        known = s.conj(left.known, right.known)
        match op:
            case c.Relation.EQ:
                return self._known(known, s.equal(left.value, right.value))
            case c.Relation.NE:
                return self._known(known, s.neg(s.equal(left.value, right.value)))
            case c.Relation.LT:
                return self._known(known, less(left.value, right.value))
            case c.Relation.GE:
                return self._known(known, s.neg(less(left.value, right.value)))
            case c.Relation.GT:
                return self._known(known, less(right.value, left.value))
            case c.Relation.LE:
                return self._known(known, s.neg(less(right.value, left.value)))

    def _scalar(self, e: c.Expression, kind: c.Type, slots: Slots) -> Truth | Value:
        return self.truth(e, slots) if kind is c.Type.BOOL else self.value(e, slots)

    def _members(self, over: c.Collection, kind: c.Type, slots: Slots) -> "_Members":
        """Return the elements as scalars, each with the condition under which it is there."""
        if isinstance(over, c.ListLiteral):
            scalars = tuple((TRUE, self._scalar(e, kind, slots)) for e in over.elements)
            return _Members(self.script.conj(*(self._is_known(scalar) for _, scalar in scalars)), scalars)
        spots = self._spots(over, slots)
        read = c.Variable(name="", slot=len(slots), shape=_items(over))
        each = tuple((spot.place.present, self._scalar(c.Read(read), kind, (*slots, spot))) for spot in spots.each)
        return _Members(spots.typed, each)

    def _spots(self, over: c.Access, slots: Slots) -> "_Spots":
        place, typed, _ = self._listed(over, slots)
        assert isinstance(over.shape, Listing)  # noqa: S101 - typed when read
        return _Spots(typed, tuple(Spot(place.element(i), typed) for i in range(over.shape.max_items)))

    def _among(self, item: Truth | Value, members: "_Members") -> Truth:
        s = self.script
        known = [members.known, self._is_known(item)]
        known += [s.implies(there, self._is_known(scalar)) for there, scalar in members.each]
        found = s.disj(*(s.conj(there, self._equal(item, scalar)[0]) for there, scalar in members.each))
        return self._known(s.conj(*known), found)

    def _loop(self, loop: c.Loop, slots: Slots) -> Truth:
        s, over = self.script, loop.over
        if isinstance(over, c.ListLiteral):
            literal = self._members(over, over.type, slots)
            typed, each = literal.known, [(TRUE, self.truth(loop.body, (*slots, m))) for _, m in literal.each]
        else:
            spots = self._spots(over, slots)
            typed = spots.typed
            each = [(spot.place.present, self.truth(loop.body, (*slots, spot))) for spot in spots.each]
        match loop.quantity:
            case c.Quantity.SOME:
                some = s.disj(*(s.conj(there, body.true) for there, body in each))
                none = s.conj(*(s.implies(there, body.false) for there, body in each))
                return Truth(s.conj(typed, some), s.conj(typed, none))
            case c.Quantity.EVERY:
                every = s.conj(*(s.implies(there, body.true) for there, body in each))
                fails = s.disj(*(s.conj(there, body.false) for there, body in each))
                return Truth(s.conj(typed, every), s.conj(typed, fails))
            case c.Quantity.ONE:
                known = s.conj(typed, *(s.implies(there, self._is_known(body)) for there, body in each))
                return self._known(known, self._exactly_one([s.conj(there, body.true) for there, body in each]))

    def _exactly_one(self, terms: list[Term]) -> Term:
        s, none, one = self.script, TRUE, FALSE
        for term in terms:
            one = s.disj(s.conj(one, s.neg(term)), s.conj(none, term))
            none = s.conj(none, s.neg(term))
        return one


@dataclass(frozen=True, slots=True)
class _Members:
    known: Term
    each: tuple[tuple[Term, Truth | Value], ...]


@dataclass(frozen=True, slots=True)
class _Spots:
    typed: Term
    each: tuple[Spot, ...]


def _items(over: c.Access) -> Scalar:
    assert isinstance(over.shape, Listing)  # noqa: S101 - typed when read
    assert isinstance(over.shape.items, Scalar)  # noqa: S101 - `in` looks at scalars only
    return over.shape.items
