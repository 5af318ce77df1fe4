"""What has been decided moves to an archive folder, where the desk wants that (`after = "move"`, spec 2.1)."""

from collections.abc import Sequence
from typing import Final, Protocol

from mailticket.errors import MailboxAway
from mailticket.inbox.imap import Selected
from mailticket.store import desk, inbound
from mailticket.store.engine import Store
from mailticket.store.inbound import InboundState
from mailticket.store.mailbox import SERVERS, position

_MARK: Final = "archived"
_MOVED: Final = (InboundState.DECIDED, InboundState.COPY)


class Movable(Protocol):
    """What the pass needs of `inbox.imap.Mailbox`."""

    def select(self, folder: str) -> Selected: ...  # noqa: D102
    def ensure(self, folder: str) -> None: ...  # noqa: D102
    def move(self, uids: Sequence[int], folder: str, to: str) -> bool: ...  # noqa: D102


def archive(store: Store, mailbox: Movable, folder: str, to: str, limit: int) -> int:
    """Move at most `limit` decided messages of a folder; returns how many. Quarantined ones stay where they are.

    MailboxAway: the server is away, or can't move. Idle when run twice. A crash between the move and its mark moves
    nothing twice: the UIDs are gone. Where the folder was renumbered since it was read, it is to be read again first.
    """
    seen = mailbox.select(folder)
    with store.reading() as tx:
        at = position(tx, folder)
        if at is None or at.uidvalidity % SERVERS != seen.uidvalidity or seen.uid_next <= at.last_uid:
            return 0
        validity = at.uidvalidity
        key = f"{_MARK}:{folder}:{validity}"
        mark = int(desk.get(tx, key) or 0)
        settled = inbound.settled_above(tx, folder, validity, mark, limit)
    if not settled:
        return 0
    moved = [uid for uid, state in settled if state in _MOVED]
    if moved:
        mailbox.ensure(to)
        if not mailbox.move(moved, folder, to):
            raise MailboxAway('the server can neither move nor expunge by UID; write [imap] after = "keep"')
    with store.transaction() as tx:
        desk.put(tx, key, str(settled[-1][0]))
    return len(moved)
