"""The JSON of a ticket without its thread, key for key as spec 4.4 has it: every key always there, never renamed.

Instants are ISO 8601 in the desk's zone. Kept apart from `story_json.py` so that `list` starts fast.
"""

from datetime import datetime, tzinfo
from typing import Any

from mailticket.ids import Address
from mailticket.ticket.deadlines import Due
from mailticket.ticket.model import Breach, Survey, Ticket

Json = dict[str, Any]


def ticket_json(ticket: Ticket, due: Due | None, reminders_sent: int, tz: tzinfo) -> Json:
    """An element of `list --json`: a ticket without its messages and events."""
    return {
        "number": ticket.number,
        "subject": ticket.subject,
        "status": ticket.status.value,
        "closed_reason": ticket.closed_reason and ticket.closed_reason.value,
        "operator": _person(ticket.owner),
        "customer": _person(ticket.customer),
        "priority": ticket.priority,
        "category": ticket.category,
        "branch": ticket.branch,
        "department": ticket.department,
        "tags": list(ticket.tags),
        "opened_at": instant(ticket.opened_at, tz),
        "claimed_at": instant(ticket.claimed_at, tz),
        "answered_at": instant(ticket.answered_at, tz),
        "closed_at": instant(ticket.closed_at, tz),
        "due": due and {"what": due.what.value, "at": instant(due.at, tz)},
        "reminders_sent": reminders_sent,
        "breaches": [_breach(breach, tz) for breach in ticket.breaches],
        "survey": _survey(ticket.survey),
    }


def instant(at: datetime | None, tz: tzinfo) -> str | None:
    """ISO 8601 with the zone's offset, to the second."""
    return None if at is None else at.astimezone(tz).isoformat(timespec="seconds")


def _person(address: Address | None) -> Json | None:
    return None if address is None else {"name": address.name, "address": address.address}


def _breach(breach: Breach, tz: tzinfo) -> Json:
    return {
        "deadline": breach.deadline.value,
        "operator": breach.operator.called,
        "due_at": instant(breach.due_at, tz),
        "met_at": instant(breach.met_at, tz),
        "excused_at": instant(breach.excused_at, tz),
    }


def _survey(survey: Survey | None) -> Json | None:
    return None if survey is None else {"score": survey.score, "comment": survey.comment}
