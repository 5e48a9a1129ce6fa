"""Where the two trunks join: what is right and who agreed, of one governed root.

Trusted: a bundle is made of a `Release` and of nothing else.
"""

from dataclasses import dataclass

from acgs.council.ratified import Ratified
from acgs.errors import Untrusted
from acgs.proof.proven import Proven


@dataclass(frozen=True, slots=True)
class Release:
    """A governed root that is proven and ratified. Only `admit` makes one."""

    proven: Proven
    ratified: Ratified

    def __post_init__(self) -> None:
        if self.proven.root != self.ratified.root:
            raise Untrusted(
                f"proven is {self.proven.root}, ratified is {self.ratified.root}: no release", code="root-differs"
            )


def admit(proven: Proven, ratified: Ratified) -> Release:
    """Return the release of the root that both are about.

    Raises:
        Untrusted: `root-differs`, they are about two.
    """
    return Release(proven, ratified)
