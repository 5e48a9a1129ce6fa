"""Whether the founding and a ratification hold: files, base, class, ballots, threshold (ledger-format §6, §8, §10).

Trusted: a `Node` is made here and nowhere else, of files and ballots as the entry carries them.
"""

from acgs.council.ballot import Bond, ballot_in, founding, read_ballot, require_ballot
from acgs.council.judging import is_open_base
from acgs.council.record import Governed, Node, Record
from acgs.council.roster import Council
from acgs.council.threshold import change_class, require_threshold, tally, tally_for
from acgs.council.tree import Incoming, govern
from acgs.errors import Untrusted
from acgs.git.repository import Repository
from acgs.ledger.chain import Added
from acgs.ledger.entry import Genesis, Ratify
from acgs.ledger.statement import BallotStatement
from acgs.names import Digest, File, Root


def require_files(repo: Repository, added: Added, root: Root) -> Governed:
    """Return what `D/governed/` holds, or refuse: `council-file`, `no-root`, `root`."""
    files = {path: File(entry.mode, repo.blob(entry.oid)) for path, entry in added.governed.items()}
    governed = govern(files)
    if governed.root != root or governed.files.keys() != files.keys():
        raise Untrusted(f"D/governed is not the governed files of {root}", code="root")
    return governed


def found(repo: Repository, incoming: Incoming, event: Genesis, governed: Governed) -> tuple[Node, frozenset[Digest]]:
    """Return the founding node and the ballots that it uses: every member has signed this root."""
    signed, file = incoming.signed, governed.council.file
    if file.epoch != 1:
        raise Untrusted(f"a council is founded with epoch 1, not {file.epoch}", code="epoch")
    ballots = _ballots(repo, incoming, founding(event.ref, event.root), governed.council, frozenset())
    count = tally(file.members, len(file.members), ballots)
    if count.code:
        raise Untrusted(f"founders who have not signed: {', '.join(count.missing)}", code="quorum-founders")
    return Node(signed.seq, signed.time, None, governed, None, count.agreeing, is_admitted=True), frozenset(ballots)


def ratify(repo: Repository, record: Record, incoming: Incoming, event: Ratify) -> tuple[Node, frozenset[Digest]]:
    """Return the node that the council has agreed to, and the ballots that it uses."""
    signed = incoming.signed
    governed = require_files(repo, incoming.added, event.root)
    # 1. The base is a node, of that root, open now, and something changes.
    base = record.nodes.get(event.base_seq)
    if base is None or base.root != event.base or event.base == event.root:
        raise Untrusted(f"entry {event.base_seq} did not ratify {event.base}", code="base")
    if not is_open_base(record.nodes, base.seq, record.last, signed.time):
        raise Untrusted(f"entry {base.seq} is not the last ratified, nor leads from it", code="base-not-last")
    # 2. The class is that of the two trees.
    change = change_class(base.governed.files, governed.files)
    if change.value != event.change_class.value:
        raise Untrusted(f"a change of class {change}, recorded as {event.change_class}", code="class")
    # 3. The base's council may still decide.
    file = base.governed.council.file
    if file.expires <= signed.time:
        raise Untrusted(f"the council file has expired at {file.expires:%FT%TZ}", code="expired")
    # 4. The ballots are about this step, and enough persons of the base's council agree.
    ballots = _ballots(repo, incoming, record.bond(base, event.root), base.governed.council, record.used)
    count = tally_for(file, change, ballots)
    require_threshold(count)
    return Node(signed.seq, signed.time, base.seq, governed, change, count.agreeing), frozenset(ballots)


def _ballots(
    repo: Repository, incoming: Incoming, bond: Bond, council: Council, used: frozenset[Digest]
) -> dict[Digest, BallotStatement]:
    found: dict[Digest, BallotStatement] = {}
    for name, blob in sorted(incoming.added.ballots.items()):
        block = read_ballot(repo.blob(blob))
        if block.id != name:
            raise Untrusted(f"the ballot {block.id} lies at {name}", code="ballot-block")
        require_ballot(block, bond, council, incoming.signed.time, used)
        found[block.id] = ballot_in(block)
    return found
