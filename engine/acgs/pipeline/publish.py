"""What stands on the shelf: the bundles that the ledger says are served, discovery and control beside them."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from acgs.errors import Unavailable
from acgs.names import Oid, Target
from acgs.release import control, discovery
from acgs.release.keys import Key, Kind
from acgs.release.sealed import Bundle
from acgs.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Publisher:
    """Puts bundles on the shelf where they are not there already; `moved` is called after each that was not."""

    shelf: Shelf
    keys: Mapping[Kind, Key]
    moved: Callable[[Kind], None]

    def steer(self, genesis: Oid, targets: Collection[Target]) -> None:
        """Keep discovery current and control lent; each is signed anew where it is lost."""
        for target in sorted(targets):
            told, steered = (self._on_shelf(target, kind) for kind in (Kind.DISCOVERY, Kind.CONTROL))
            now_ns = time.time_ns()
            found = discovery.renewed(genesis, target, self.keys, told, now_ns=now_ns)
            lent = control.renewed(genesis, target, self.keys[Kind.CONTROL], steered, now_ns=now_ns)
            for kind, bundle in ((Kind.DISCOVERY, found), (Kind.CONTROL, lent)):
                self.put(target, kind, bundle)

    def put(self, target: Target, kind: Kind, bundle: Bundle) -> None:
        if self._on_shelf(target, kind) == bundle:
            return
        self.shelf.publish(f"{target}/{kind}", bundle.serial, bundle.tar)
        self.moved(kind)

    def _on_shelf(self, target: Target, kind: Kind) -> Bundle | None:
        try:
            published, tar = self.shelf.read(f"{target}/{kind}")
        except Unavailable:
            return None
        return Bundle.of(published.serial, tar)
