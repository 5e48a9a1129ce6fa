"""An input of which nothing is known yet: places, made when somebody looks at them.

Trusted. Every JSON document (and none) is one assignment of these constants, whatever its shape; a schema says what
is looked for at a place, never what is there.
"""

from collections.abc import Iterator
from enum import StrEnum

from acgs.proof.script import Script, Term, number


class Form(StrEnum):
    """What can stand at a place and matter. Anything else present is none of these.

    An integer is any number equal to one, in int64 or not; TEXT has no U+0000, NUL is a string with one.
    """

    BOOLEAN = "boolean"
    INTEGER = "integer"
    TEXT = "text"
    NUL = "nul"
    LIST = "list"
    OBJECT = "object"


class Place:
    """One place of the input: whether something is there, of which form, and its value per form."""

    def __init__(self, script: Script, path: tuple[str | int, ...], present: Term | None = None) -> None:
        self._script = script
        self.path = path
        self.present = script.constant("Bool") if present is None else present
        self.forms: dict[Form, Term] = {}
        self.members: dict[str, Place] = {}
        self.elements: list[Place] = []
        self.values: dict[Form, Term] = {}

    def has(self, form: Form) -> Term:
        """Return that a value of `form` stands here: at most one form does, and then something is present."""
        if form not in self.forms:
            made = self._script.constant("Bool")
            self._script.require(self._script.implies(made, self.present))
            for other in self.forms.values():
                self._script.require(self._script.neg(self._script.conj(made, other)))
            self.forms[form] = made
        return self.forms[form]

    def value(self, form: Form) -> Term:
        """Return the value here where `form` stands: a Bool; else an Int, of a TEXT its code, of a LIST its length."""
        if form not in self.values:
            self.has(form)
            self.values[form] = self._script.constant("Bool" if form is Form.BOOLEAN else "Int")
            if form is Form.LIST:
                self._script.require(self._script.at_most(number(0), self.values[form]))
        return self.values[form]

    def member(self, name: str) -> "Place":
        """Return the place of key `name`; something is present there only if an object stands here."""
        if name not in self.members:
            made = Place(self._script, (*self.path, name))
            self._script.require(self._script.implies(made.present, self.has(Form.OBJECT)))
            self.members[name] = made
        return self.members[name]

    def element(self, index: int) -> "Place":
        """Return the place of element `index`; something is present there iff a longer list stands here."""
        while len(self.elements) <= index:
            at = len(self.elements)
            longer = self._script.less(number(at), self.value(Form.LIST))
            present = self._script.conj(self.has(Form.LIST), longer)
            self.elements.append(Place(self._script, (*self.path, at), present))
        return self.elements[index]

    def all(self) -> Iterator["Place"]:
        """Yield this place and all below, in path order."""
        yield self
        for name in sorted(self.members):
            yield from self.members[name].all()
        for element in self.elements:
            yield from element.all()

    def terms(self) -> Iterator[Term]:
        yield self.present
        yield from self.forms.values()
        yield from self.values.values()
