"""Messages in an operator's name that lack proof and are only kept, until a proof comes (spec 2.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from mailticket.store.engine import AnyRow, Transaction
from mailticket.store.tables import unproven


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """One message that waits."""

    message: int
    """The id of its record (`threads.add`)."""
    author: str
    """The address, as it is compared, of the person in whose name it was written."""
    arrived_at: datetime
    asked_at: datetime | None = None
    """When a mail to that person first named it; None: none did."""


_MESSAGE: Final = unproven.c.message == bindparam("which")
_AUTHOR: Final = unproven.c.author == bindparam("who")
_ADD: Final = insert(unproven)
_FORGET: Final = delete(unproven).where(_MESSAGE)
_WAITS: Final = select(unproven.c.message).where(_MESSAGE)
_OF: Final = (
    select(unproven.c.message, unproven.c.author, unproven.c.arrived_at, unproven.c.asked_at)
    .where(_AUTHOR)
    .order_by(unproven.c.message)
)
_UNASKED: Final = (
    select(unproven.c.author)
    .where(unproven.c.asked_at.is_(None), unproven.c.arrived_at <= bindparam("latest"))
    .order_by(unproven.c.arrived_at)
)
_FIRST_UNASKED: Final = (
    select(unproven.c.author, func.min(unproven.c.arrived_at))
    .where(unproven.c.asked_at.is_(None))
    .group_by(unproven.c.author)
)
_ALL: Final = (
    select(unproven.c.message, unproven.c.author, unproven.c.arrived_at, unproven.c.asked_at)
    .order_by(unproven.c.message)
    .limit(bindparam("limit"))
)
_ASKED: Final = update(unproven).where(_MESSAGE).values(asked_at=bindparam("now", type_=unproven.c.asked_at.type))


def add(tx: Transaction, message: int, author: str, arrived_at: datetime) -> None:
    """Let a message wait."""
    tx.run(_ADD, {"message": message, "author": author, "arrived_at": arrived_at})


def forget(tx: Transaction, message: int) -> None:
    """It waits no more."""
    tx.run(_FORGET, {"which": message})


def waits(tx: Transaction, message: int) -> bool:
    """Whether it waits."""
    return tx.first(_WAITS, {"which": message}) is not None


def of(tx: Transaction, author: str) -> list[Unproven]:
    """All that wait in this person's name, in order of arrival."""
    return [_unproven(row) for row in tx.rows(_OF, {"who": author})]


def listing(tx: Transaction, limit: int) -> list[Unproven]:
    """What waits, in order of arrival."""
    return [_unproven(row) for row in tx.rows(_ALL, {"limit": limit})]


def unasked(tx: Transaction, arrived_by: datetime) -> list[str]:
    """The people in whose name something waits that arrived by then, and of which they haven't heard."""
    return list(dict.fromkeys(row[0] for row in tx.rows(_UNASKED, {"latest": arrived_by})))


def first_unasked(tx: Transaction) -> list[tuple[str, datetime]]:
    """Everybody who hasn't heard of something that waits in their name, and when the first of it arrived."""
    return [(author, at) for author, at in tx.rows(_FIRST_UNASKED)]


def asked(tx: Transaction, messages: Sequence[int], now: datetime) -> None:
    """A mail named these messages, for the first time."""
    tx.run(_ASKED, [{"which": one, "now": now} for one in messages])


def _unproven(row: AnyRow) -> Unproven:
    return Unproven(message=row[0], author=row[1], arrived_at=row[2], asked_at=row[3])
