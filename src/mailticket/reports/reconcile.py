"""Whether mailbox and database agree, message by message (spec 5.1 I01, 5.4)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from mailticket.store.engine import Store, Transaction
from mailticket.store.inbound import InboundState
from mailticket.store.mailbox import SERVERS, position
from mailticket.store.tables import inbound, messages, outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A folder as the server has it: the Message-ID of each message that is the desk's, by UID; '' without one."""

    folder: str
    uidvalidity: int
    messages: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One message that isn't in exactly one place."""

    what: str
    """`not read`, `gone`, `no place`, `several places`, `renumbered`, `copy missing`, `unknown copy`."""
    folder: str
    uid: int | None = None
    message_id: str = ""


_ROWS: Final = select(inbound.c.id, inbound.c.uidvalidity, inbound.c.uid, inbound.c.state, inbound.c.message_id)
_PLACES: Final = (
    select(messages.c.inbound_id, func.count().label("places"))
    .where(messages.c.inbound_id.is_not(None))
    .group_by(messages.c.inbound_id)
)
_OURS: Final = select(outbox.c.message_id)
_FILED: Final = _OURS.where(outbox.c.filed_at.is_not(None))

IsOurs = Callable[[int, str], bool]
"""Whether a stored message (its id, its Message-ID) is a mail of ours that came back: those have no record."""


def inbox_differences(store: Store, held: Held, elsewhere: Collection[str], is_ours: IsOurs) -> list[Discrepancy]:
    """What one folder and the database say differently. `elsewhere`: Message-IDs in the archive (`after = "move"`)."""
    with store.reading() as tx:
        at = position(tx, held.folder)
        if at is None or at.uidvalidity % SERVERS != held.uidvalidity:
            return [Discrepancy(what="renumbered", folder=held.folder)]
        places = dict(map(tuple, tx.rows(_PLACES)))
        ours = {row[0] for row in tx.rows(_OURS)}
        rows = [row for row in tx.rows(_ROWS.where(inbound.c.folder == held.folder)) if row[1] == at.uidvalidity]
        known = {row.uid for row in rows}
        found = [
            Discrepancy(what="not read", folder=held.folder, uid=uid, message_id=name)
            for uid, name in held.messages.items()
            if uid not in known
        ]
        for row in rows:
            name = row.message_id or ""
            if row.uid not in held.messages and name not in elsewhere:
                found.append(Discrepancy(what="gone", folder=held.folder, uid=row.uid, message_id=name))
            count = places.get(row.id, 0)
            placed = row.state != InboundState.DECIDED or count == 1 or name in ours or is_ours(row.id, name)
            if not placed or count > 1:
                what = "several places" if count > 1 else "no place"
                found.append(Discrepancy(what=what, folder=held.folder, uid=row.uid, message_id=name))
    return found


def sent_differences(store: Store, folder: str, copies: Mapping[str, int]) -> Iterator[Discrepancy]:
    """What the `sent` folder and the outbox say differently. `copies`: UIDs of our mails there, by Message-ID."""
    with store.reading() as tx:
        known, filed = _names(tx)
    for name in sorted(filed - copies.keys()):
        yield Discrepancy(what="copy missing", folder=folder, message_id=name)
    for name, uid in copies.items():
        if name not in known:
            yield Discrepancy(what="unknown copy", folder=folder, uid=uid, message_id=name)


def _names(tx: Transaction) -> tuple[set[str], set[str]]:
    return {row[0] for row in tx.rows(_OURS)}, {row[0] for row in tx.rows(_FILED)}
