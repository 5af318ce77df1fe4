"""How much lies where, for the health endpoint (spec 4.3): counts by index, whatever the age of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from mailticket.store.engine import Transaction
from mailticket.store.tables import deliveries, inbound, mailboxes, one_of, tickets, waits

_TICKETS: Final = select(tickets.c.status, func.count()).group_by(tickets.c.status)
_WAITING: Final = select(deliveries.c.status, func.count()).where(waits(deliveries.c)).group_by(deliveries.c.status)
_HELD: Final = select(func.count()).select_from(deliveries).where(one_of(deliveries.c.status, "held"))
_NEW: Final = select(func.count()).select_from(inbound).where(one_of(inbound.c.state, "new"))
_ASIDE: Final = select(func.count()).select_from(inbound).where(one_of(inbound.c.state, "quarantined"))
_POLLED: Final = select(func.min(mailboxes.c.polled_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """What lies in the desk now."""

    tickets: Mapping[str, int]
    """By status."""
    outbox: Mapping[str, int]
    """Deliveries that aren't over, by status."""
    undecided: int
    """Messages that were stored and wait to be decided."""
    quarantined: int
    polled_at: datetime | None
    """The last instant up to which every folder is read; None: not read yet."""


def gauges(tx: Transaction) -> Gauges:
    """Count."""
    waiting = {"queued": 0, "sending": 0, "in_doubt": 0} | {row[0]: row[1] for row in tx.rows(_WAITING)}
    return Gauges(
        tickets={row[0]: row[1] for row in tx.rows(_TICKETS)},
        outbox={**waiting, "held": int(tx.value(_HELD))},
        undecided=int(tx.value(_NEW)),
        quarantined=int(tx.value(_ASIDE)),
        polled_at=tx.value(_POLLED),
    )
