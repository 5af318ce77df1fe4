"""What the desk did that no mail tells of: kept here until it lies in the `sent` folder (spec 2.6, 4.5)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, insert, select, update

from mailticket.store.engine import Transaction
from mailticket.store.tables import records


class Act(StrEnum):
    """What a record tells of."""

    START = "start"
    """A folder was looked at for the first time: what arrived before isn't the desk's."""
    ORDER = "order"
    """A command was given at the command line."""
    ENDED = "ended"
    """How a mail of ours ended for one recipient: refused, given up, dropped by hand, or taken later than by others."""
    DISCARDED = "discarded"
    """A person took a message out of quarantine: it has no effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One act, as it will lie in the `sent` folder."""

    id: int
    at: datetime
    said: Mapping[str, str]
    """What it was, by name; `record` names the `Act`."""


def digest(raw: bytes) -> str:
    """What a message is known by in a record, wherever it lies."""
    return hashlib.sha256(raw).hexdigest()[:32]


_ADD: Final = insert(records)
_UNFILED: Final = (
    select(records.c.id, records.c.at, records.c.said)
    .where(records.c.filed_at.is_(None))
    .order_by(records.c.id)
    .limit(bindparam("limit"))
)
_FILE: Final = update(records).where(records.c.id == bindparam("which"))


def add(tx: Transaction, act: Act, at: datetime, said: Mapping[str, str | None]) -> None:
    """Put an act on record. Names are small letters, digits and _; what is None is left out."""
    kept = {name: value for name, value in said.items() if value is not None}
    tx.add(_ADD, {"at": at, "said": {"record": act.value, **kept}})


def unfiled(tx: Transaction, limit: int) -> list[Record]:
    """What isn't in the `sent` folder yet, oldest first."""
    return [Record(id=row[0], at=row[1], said=row[2]) for row in tx.rows(_UNFILED, {"limit": limit})]


def mark_filed(tx: Transaction, ids: Iterable[int], at: datetime) -> None:
    """They are in the `sent` folder."""
    rows = [{"which": one, "filed_at": at} for one in ids]
    if rows:
        tx.run(_FILE, rows)
