"""A ticket as JSON: what the tickets' `state` column holds (I16)."""

from functools import cache
from typing import Final

from mailticket.ticket.codec import Field, Json, fields_of, read, written
from mailticket.ticket.model import Ticket

COLUMNS: Final = frozenset(
    (
        "number",
        "department",
        "subject",
        "customer",
        "status",
        "closed_reason",
        "owner",
        "priority",
        "opened_at",
        "closed_at",
    )
)
"""Fields of a ticket that a table keeps in columns of their own, to look for them; the rest is the state."""


def ticket_to_json(ticket: Ticket) -> Json:
    """All fields of a ticket that aren't in `COLUMNS`."""
    return written(_state(), ticket)


def ticket_from_json(state: Json, columns: Json) -> Ticket:
    """The ticket again, from its state and the fields in `COLUMNS`, these as values."""
    return Ticket(**columns, **read(_state(), state))


@cache
def _state() -> tuple[Field, ...]:
    return tuple(one for one in fields_of(Ticket) if one[0] not in COLUMNS)
