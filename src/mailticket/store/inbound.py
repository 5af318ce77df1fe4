"""Raw messages as they arrived: new, decided, a further copy, quarantined, discarded. Never deleted here.

Their bytes lie in a table of their own: a row is written anew as a whole each time its state changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import LargeBinary, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from mailticket.store import mailbox
from mailticket.store.engine import Transaction
from mailticket.store.prepared import Values
from mailticket.store.tables import inbound, inbound_raw, one_of


class InboundState(StrEnum):
    """What has become of a message."""

    NEW = "new"
    DECIDED = "decided"
    COPY = "copy"
    QUARANTINED = "quarantined"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message as the mail server gave it."""

    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    """INTERNALDATE: when the server got it."""
    size_bytes: int
    """Its whole size on the server; `raw` may be less (spec 2.1)."""
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundRow:
    """A stored message without its bytes, for listings."""

    id: int
    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    size_bytes: int
    state: InboundState
    attempts: int
    reason: str | None
    """Why it lies in quarantine; None elsewhere."""
    traceback: str | None
    subject: str | None
    """None until it was read."""
    message_id: str | None
    stored_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message that waits for its decision."""

    id: int
    received_at: datetime
    size_bytes: int
    raw: bytes
    attempts: int
    """How often its decision was begun before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What is asked of a waiting message before it is loaded."""

    size_bytes: int
    attempts: int


_NEW: Final = one_of(inbound.c.state, InboundState.NEW)
_ADD: Final = insert(inbound).on_conflict_do_nothing(
    index_elements=[inbound.c.folder, inbound.c.uidvalidity, inbound.c.uid]
)
_ADD_RAW: Final = (
    insert(inbound_raw)
    .from_select(
        ["id", "raw"],
        select(inbound.c.id, bindparam("raw", type_=LargeBinary)).where(
            inbound.c.folder == bindparam("folder"),
            inbound.c.uidvalidity == bindparam("uidvalidity"),
            inbound.c.uid == bindparam("uid"),
        ),
    )
    .on_conflict_do_nothing(index_elements=[inbound_raw.c.id])
)
_NEXT: Final = (
    select(inbound.c.id, inbound.c.received_at, inbound.c.size_bytes, inbound_raw.c.raw, inbound.c.attempts)
    .join(inbound_raw, inbound_raw.c.id == inbound.c.id)
    .where(_NEW)
    .order_by(inbound.c.id)
    .limit(bindparam("limit"))
)
_WEIGHTS: Final = (
    select(inbound.c.size_bytes, inbound.c.attempts).where(_NEW).order_by(inbound.c.id).limit(bindparam("limit"))
)
_COUNT_NEW: Final = select(func.count()).select_from(inbound).where(_NEW)
_BY_ID: Final = inbound.c.id == bindparam("which")
_CHANGE: Final = update(inbound).where(_BY_ID)
_BUMP: Final = update(inbound).where(_BY_ID).values(attempts=inbound.c.attempts + 1)
_TAKE_BACK: Final = update(inbound).where(_BY_ID).values(attempts=inbound.c.attempts - 1)
_QUARANTINED: Final = (
    select(inbound)
    .where(one_of(inbound.c.state, InboundState.QUARANTINED))
    .order_by(inbound.c.id)
    .limit(bindparam("limit"))
)
_ABOVE: Final = (
    select(inbound.c.uid, inbound.c.state)
    .where(
        inbound.c.folder == bindparam("folder"),
        inbound.c.uidvalidity == bindparam("uidvalidity"),
        inbound.c.uid > bindparam("above"),
    )
    .order_by(inbound.c.uid)
    .limit(bindparam("limit"))
)
_UIDS: Final = select(inbound.c.uid).where(
    inbound.c.folder == bindparam("folder"),
    inbound.c.uidvalidity == bindparam("uidvalidity"),
    inbound.c.uid > bindparam("above"),
)
_SHOW: Final = select(inbound).where(_BY_ID)
_RAW: Final = select(inbound_raw.c.raw).where(inbound_raw.c.id == bindparam("which"))
_REFILL: Final = (
    update(inbound)
    .where(
        inbound.c.folder == bindparam("of_folder"),
        inbound.c.uidvalidity == bindparam("of_uidvalidity"),
        inbound.c.uid == bindparam("of_uid"),
        one_of(inbound.c.state, InboundState.QUARANTINED),
    )
    .values(state="new", attempts=0, reason=None, traceback=None)
    .values(received_at=bindparam("arrived_at"), size_bytes=bindparam("weighs_bytes"))
    .returning(inbound.c.id)
)
_REFILL_RAW: Final = update(inbound_raw).where(inbound_raw.c.id == bindparam("which")).values(raw=bindparam("bytes"))
_RETRY: Final = (
    update(inbound)
    .where(_BY_ID, one_of(inbound.c.state, InboundState.QUARANTINED))
    .values(state="new", attempts=0, reason=None, traceback=None)
    .returning(inbound.c.id)
)
_DISCARD: Final = (
    update(inbound)
    .where(_BY_ID, one_of(inbound.c.state, InboundState.QUARANTINED))
    .values(state="discarded", decided_at=bindparam("at"))
    .returning(inbound.c.id)
)


def add(tx: Transaction, arrivals: Sequence[Arrival], stored_at: datetime) -> None:
    """Write messages down in order of arrival; one whose (folder, UIDVALIDITY, UID) is known is left as it is."""
    if arrivals:
        tx.run(_ADD, [_values(one, stored_at) for one in arrivals])
        tx.run(_ADD_RAW, [_raw_values(one) for one in arrivals])


def set_aside(tx: Transaction, arrival: Arrival, stored_at: datetime, reason: str) -> None:
    """Write a message down that could not be fetched whole: in quarantine from the first, with what there is of it."""
    tx.run(_ADD, _values(arrival, stored_at) | {"state": InboundState.QUARANTINED.value, "reason": _storable(reason)})
    tx.run(_ADD_RAW, _raw_values(arrival))


def next_new(tx: Transaction, limit: int) -> list[NewMessage]:
    """The oldest messages that wait, in order of arrival."""
    return [
        NewMessage(id=row[0], received_at=row[1], size_bytes=row[2], raw=row[3], attempts=row[4])
        for row in tx.rows(_NEXT, {"limit": limit})
    ]


def weights(tx: Transaction, limit: int) -> list[Weight]:
    """Of the messages that `next_new` gives, without their bytes."""
    return [Weight(size_bytes=row[0], attempts=row[1]) for row in tx.rows(_WEIGHTS, {"limit": limit})]


def count_new(tx: Transaction) -> int:
    """How many messages wait."""
    return int(tx.value(_COUNT_NEW))


def bump_attempts(tx: Transaction, ids: Sequence[int]) -> None:
    """Note that the decision of these messages begins, before one may take the process with it."""
    tx.run(_BUMP, [{"which": one} for one in ids])


def take_back_attempts(tx: Transaction, ids: Sequence[int]) -> None:
    """Their decision ended for a reason that is none of theirs."""
    tx.run(_TAKE_BACK, [{"which": one} for one in ids])


def decided(
    tx: Transaction,
    row_id: int,
    state: InboundState,
    at: datetime,
    *,
    subject: str | None = None,
    message_id: str | None = None,
) -> None:
    """The message has had its effect (DECIDED), or is a further copy of one that had (COPY)."""
    tx.run(
        _CHANGE,
        {"which": row_id, "state": state.value, "decided_at": at, "subject": subject, "message_id": message_id},
    )


def also_a_copy(tx: Transaction, row_id: int) -> None:
    """A message that was taken for one of its own turned out to be a copy of a later one."""
    tx.run(_CHANGE, {"which": row_id, "state": InboundState.COPY.value})


def quarantine(
    tx: Transaction,
    row_id: int,
    reason: str,
    traceback: str | None = None,
    *,
    subject: str | None = None,
    message_id: str | None = None,
) -> None:
    """Set the message aside for a person, whole."""
    tx.run(
        _CHANGE,
        {
            "which": row_id,
            "state": "quarantined",
            "reason": _storable(reason),
            "traceback": _storable(traceback),
            "subject": _storable(subject),
            "message_id": _storable(message_id),
        },
    )


def uids_above(tx: Transaction, folder: str, uidvalidity: int, above: int) -> frozenset[int]:
    """The UIDs above this one that are stored already, whatever became of them."""
    rows = tx.rows(_UIDS, {"folder": folder, "uidvalidity": uidvalidity, "above": above})
    return frozenset(row.uid for row in rows)


def settled_above(
    tx: Transaction, folder: str, uidvalidity: int, uid: int, limit: int
) -> list[tuple[int, InboundState]]:
    """UID and state of the messages of a folder above `uid`, ascending, up to the first that waits for its decision."""
    values = {"folder": folder, "uidvalidity": uidvalidity, "above": uid, "limit": limit}
    found: list[tuple[int, InboundState]] = []
    for row in tx.rows(_ABOVE, values):
        if row[1] == InboundState.NEW:
            break
        found.append((row[0], InboundState(row[1])))
    return found


def quarantined(tx: Transaction, limit: int = 1000) -> list[InboundRow]:
    """What lies in quarantine, oldest first."""
    return [_row(row._asdict()) for row in tx.rows(_QUARANTINED, {"limit": limit})]


def show(tx: Transaction, row_id: int) -> InboundRow | None:
    """One stored message; None if there is none of that id."""
    row = tx.first(_SHOW, {"which": row_id})
    return None if row is None else _row(row._asdict())


def raw(tx: Transaction, row_id: int) -> bytes | None:
    """The bytes of one stored message."""
    found: bytes | None = tx.value(_RAW, {"which": row_id})
    return found


def load(tx: Transaction, row_id: int) -> NewMessage | None:
    """A stored message with its bytes, to be decided after all; None if there is none of that id."""
    row, whole = show(tx, row_id), raw(tx, row_id)
    if row is None or whole is None:
        return None
    return NewMessage(id=row.id, received_at=row.received_at, size_bytes=row.size_bytes, raw=whole, attempts=0)


def retry(tx: Transaction, row_id: int) -> bool:
    """Out of quarantine, to be decided again; False if it isn't there. What was never fetched stays until it is."""
    row = show(tx, row_id)
    if row is None or raw(tx, row_id):
        return tx.first(_RETRY, {"which": row_id}) is not None
    if row.state is InboundState.QUARANTINED:
        mailbox.want(tx, row.folder, row.uidvalidity, row.uid)
    return row.state is InboundState.QUARANTINED


def refill(tx: Transaction, arrival: Arrival) -> None:
    """A message that was set aside because it couldn't be fetched is here now, and waits for its decision."""
    row = tx.first(
        _REFILL,
        {
            "of_folder": arrival.folder,
            "of_uidvalidity": arrival.uidvalidity,
            "of_uid": arrival.uid,
            "arrived_at": arrival.received_at,
            "weighs_bytes": arrival.size_bytes,
        },
    )
    if row is not None:
        tx.run(_REFILL_RAW, {"which": row.id, "bytes": arrival.raw})


def discard(tx: Transaction, row_id: int, at: datetime) -> bool:
    """A person says that it has no effect; False if it isn't in quarantine. The bytes stay."""
    return tx.first(_DISCARD, {"which": row_id, "at": at}) is not None


def _row(columns: dict[str, Any]) -> InboundRow:
    return InboundRow(**columns | {"state": InboundState(columns["state"])})


def _storable(text: str | None) -> str | None:
    """Without what no database takes: NUL and lone surrogates, which a traceback may quote from a broken mail."""
    return None if text is None else text.replace("\0", "").encode("utf-8", "replace").decode()


def _values(arrival: Arrival, stored_at: datetime) -> dict[str, object]:
    return {
        "folder": arrival.folder,
        "uidvalidity": arrival.uidvalidity,
        "uid": arrival.uid,
        "received_at": arrival.received_at,
        "size_bytes": arrival.size_bytes,
        "state": InboundState.NEW.value,
        "attempts": 0,
        "stored_at": stored_at,
    }


def _raw_values(arrival: Arrival) -> Values:
    return {"folder": arrival.folder, "uidvalidity": arrival.uidvalidity, "uid": arrival.uid, "raw": arrival.raw}
