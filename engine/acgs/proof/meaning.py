"""A norm as a formula: design §3 once more, for the solver.

Trusted. It reads the closed sum and shares nothing with the evaluator or with synthesis; tests hold it to the
evaluator on all inputs of small domains.
"""

from dataclasses import dataclass
from typing import Final

from acgs.constitution.principle import Effect
from acgs.constitution.schema import Kind, Listing, Scalar, Shape
from acgs.norms import condition as c
from acgs.norms.norm import Norm
from acgs.proof.places import Form, Place
from acgs.proof.script import FALSE, TRUE, Script, Term, number
from acgs.proof.texts import Texts

_FORMS: Final = {Kind.BOOLEAN: Form.BOOLEAN, Kind.INTEGER: Form.INTEGER, Kind.STRING: Form.TEXT}


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition: when it is definitely true, when definitely false; known is either."""

    known: Term
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

    def truth(self, e: c.Expression, slots: Slots = ()) -> Truth:
        truth = self.scalar(e, slots)
        assert isinstance(truth, Truth)  # noqa: S101 - typed when read
        return truth

    def value(self, e: c.Expression, slots: Slots = ()) -> Value:
        value = self.scalar(e, slots)
        assert isinstance(value, Value)  # noqa: S101 - typed when read
        return value

    def scalar(self, e: c.Expression, slots: Slots = ()) -> Truth | Value:  # noqa: C901, PLR0911, PLR0912 - one arm per node
        s = self.script
        match e:
            case c.Literal(value=bool() as value):
                return self._known(TRUE, TRUE if value else FALSE)
            case c.Literal(value=str() as text):
                return Value(TRUE, self.texts.literal(text))
            case c.Literal(value=int() as value):
                return Value(TRUE, number(value))
            case c.Instant(nanoseconds=nanoseconds):
                return Value(TRUE, number(nanoseconds))
            case c.Read(access=access):
                return self._read(self._spot(access, slots), access.shape)
            case c.Parsed(access=access):
                read = self.value(c.Read(access), slots)
                is_instant, instant = self.texts.instant(read.value)
                return Value(s.conj(read.known, is_instant), instant)
            case c.LocalValue(slot=slot):
                scalar = slots[slot]
                assert not isinstance(scalar, Spot)  # noqa: S101 - typed when read
                return scalar
            case c.Not(operand=operand):
                return _opposite(self.truth(operand, slots))
            case c.Junct(op=op, left=left, right=right):
                one, other = self.truth(left, slots), self.truth(right, slots)
                if op is c.Junction.AND:
                    return self._told(s.conj(one.true, other.true), s.disj(one.false, other.false))
                return self._told(s.disj(one.true, other.true), s.conj(one.false, other.false))
            case c.Choice(test=test, then=then, otherwise=otherwise):
                return self._chosen(self.truth(test, slots), self.scalar(then, slots), self.scalar(otherwise, slots))
            case c.Compare(op=op, type=kind, left=left, right=right):
                if op in (c.Relation.EQ, c.Relation.NE):
                    same = self._equal(self.scalar(left, slots), self.scalar(right, slots))
                    return same if op is c.Relation.EQ else _opposite(same)
                return self._ordered(op, kind, self.value(left, slots), self.value(right, slots))
            case c.In(item=item, members=members):
                return self._among(self.scalar(item, slots), members, slots)
            case c.Matches(op=affix, subject=subject, argument=argument):
                whole, part = self.value(subject, slots), self.value(argument, slots)
                return self._known(s.conj(whole.known, part.known), self.texts.matches(affix, whole.value, part.value))
            case c.Has(member=member):
                base = self._spot(member.base, slots)
                known = s.conj(base.reached, base.place.has(Form.OBJECT))
                return self._known(known, base.place.member(member.name).present)
            case c.Loop(quantity=quantity, over=over, body=body):
                known, elements = self._elements(over, slots)
                return self._loop(quantity, known, [(here, self.truth(body, (*slots, it))) for here, it in elements])
            case c.Arithmetic(op=operator, left=left, right=right):
                a, b = self.value(left, slots), self.value(right, slots)
                return self._int64(s.conj(a.known, b.known), s.calculate(operator.value, a.value, b.value))
            case c.Negate(operand=operand):
                negated = self.value(operand, slots)
                return self._int64(negated.known, s.calculate("-", negated.value))
            case c.Divide(op=division, left=left, divisor=divisor):
                return self._divide(division, self.value(left, slots), divisor)
            case c.Length(of=string):
                whole = self.value(string, slots)
                return Value(whole.known, self.texts.length(whole.value))
            case c.Count(of=c.ListLiteral() as literal):
                return Value(self._elements(literal, slots)[0], number(len(literal.elements)))
            case c.Count(of=c.Member() | c.Element() | c.Variable() as of):
                spot = self._listed(of, slots)
                return Value(spot.reached, spot.place.value(Form.LIST))
            case _:
                raise ValueError(f"not a scalar: {type(e).__name__}")

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
                spot = self._listed(base, slots)
                is_within = index < _listing(base).max_items
                return Spot(spot.place.element(index), spot.reached) if is_within else Spot(spot.place, FALSE)

    def _listed(self, access: c.Access, slots: Slots) -> Spot:
        """Return the place of a list, reached only if it has its type."""
        spot = self._spot(access, slots)
        short = self.script.at_most(spot.place.value(Form.LIST), number(_listing(access).max_items))
        return Spot(spot.place, self.script.conj(spot.reached, spot.place.has(Form.LIST), short))

    def _elements(self, over: c.Collection, slots: Slots) -> tuple[Term, list[tuple[Term, Slot]]]:
        """Return whether a list is known, and its elements, each with the condition under which it is there."""
        if isinstance(over, c.ListLiteral):
            scalars = [self.scalar(e, slots) for e in over.elements]
            return self.script.conj(*(scalar.known for scalar in scalars)), [(TRUE, scalar) for scalar in scalars]
        spot = self._listed(over, slots)
        places = [spot.place.element(index) for index in range(_listing(over).max_items)]
        return spot.reached, [(place.present, Spot(place, spot.reached)) for place in places]

    def _read(self, spot: Spot, shape: Shape) -> Truth | Value:
        assert isinstance(shape, Scalar)  # noqa: S101 - typed when read
        form = _FORMS[shape.kind]
        known, value = self.script.conj(spot.reached, spot.place.has(form)), spot.place.value(form)
        if form is Form.BOOLEAN:
            return self._known(known, value)
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
        return Truth(known, self.script.conj(known, holds), self.script.conj(known, self.script.neg(holds)))

    def _told(self, true: Term, false: Term) -> Truth:
        return Truth(self.script.disj(true, false), true, false)

    def _either(self, test: Truth, then: Term, otherwise: Term) -> Term:
        """Return `then` where the test is definitely true, `otherwise` where it is definitely false."""
        return self.script.disj(self.script.conj(test.true, then), self.script.conj(test.false, otherwise))

    def _chosen(self, test: Truth, then: Truth | Value, otherwise: Truth | Value) -> Truth | Value:
        if isinstance(then, Value) and isinstance(otherwise, Value):
            value = self.script.choose(test.true, then.value, otherwise.value)
            return Value(self._either(test, then.known, otherwise.known), value)
        assert isinstance(then, Truth)  # noqa: S101 - scalars of one type
        assert isinstance(otherwise, Truth)  # noqa: S101 - scalars of one type
        return self._told(
            self._either(test, then.true, otherwise.true), self._either(test, then.false, otherwise.false)
        )

    def _equal(self, one: Truth | Value, other: Truth | Value) -> Truth:
        if isinstance(one, Value) and isinstance(other, Value):
            return self._known(self.script.conj(one.known, other.known), self.script.equal(one.value, other.value))
        assert isinstance(one, Truth)  # noqa: S101 - scalars of one type
        assert isinstance(other, Truth)  # noqa: S101 - scalars of one type
        return self._told(self._either(one, other.true, other.false), self._either(one, other.false, other.true))

    def _ordered(self, op: c.Relation, kind: c.Type, left: Value, right: Value) -> Truth:
        one, other = (left, right) if op in (c.Relation.LT, c.Relation.GE) else (right, left)
        less = (self.texts if kind is c.Type.STRING else self.script).less(one.value, other.value)
        truth = self._known(self.script.conj(left.known, right.known), less)
        return truth if op in (c.Relation.LT, c.Relation.GT) else _opposite(truth)

    def _among(self, item: Truth | Value, over: c.Collection, slots: Slots) -> Truth:
        s = self.script
        known, elements = self._elements(over, slots)
        read = [(there, self._read(it, _listing(over).items) if isinstance(it, Spot) else it) for there, it in elements]
        all_known = (s.implies(there, scalar.known) for there, scalar in read)
        found = s.disj(*(s.conj(there, self._equal(item, scalar).true) for there, scalar in read))
        return self._known(s.conj(known, item.known, *all_known), found)

    def _loop(self, quantity: c.Quantity, typed: Term, each: list[tuple[Term, Truth]]) -> Truth:
        s = self.script
        match quantity:
            case c.Quantity.SOME:
                some = s.disj(*(s.conj(there, body.true) for there, body in each))
                none = s.conj(*(s.implies(there, body.false) for there, body in each))
                return self._told(s.conj(typed, some), s.conj(typed, none))
            case c.Quantity.EVERY:
                every = s.conj(*(s.implies(there, body.true) for there, body in each))
                fails = s.disj(*(s.conj(there, body.false) for there, body in each))
                return self._told(s.conj(typed, every), s.conj(typed, fails))
            case c.Quantity.ONE:
                known = s.conj(typed, *(s.implies(there, body.known) for there, body in each))
                return self._known(known, self._exactly_one([s.conj(there, body.true) for there, body in each]))

    def _exactly_one(self, terms: list[Term]) -> Term:
        s, none, one = self.script, TRUE, FALSE
        for term in terms:
            one = s.disj(s.conj(one, s.neg(term)), s.conj(none, term))
            none = s.conj(none, s.neg(term))
        return one


def _opposite(truth: Truth) -> Truth:
    return Truth(truth.known, truth.false, truth.true)


def _listing(over: c.Collection | c.Access) -> Listing:
    assert not isinstance(over, c.ListLiteral)  # noqa: S101 - an access
    assert isinstance(over.shape, Listing)  # noqa: S101 - typed when read
    return over.shape
