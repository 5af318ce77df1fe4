"""The JSON of a ticket, key for key as spec 4.4 has it: every key always there, keys may be added, never renamed.

Instants are ISO 8601 in the desk's zone; addresses of messages are plain addr-specs.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any, Final

from mailticket.ids import Address
from mailticket.reports import silence
from mailticket.reports.story import Story
from mailticket.store.journal import JournalEntry
from mailticket.store.outbox import Delivery, DeliveryStatus
from mailticket.store.threads import StoredMessage
from mailticket.ticket.deadlines import Due
from mailticket.ticket.model import Breach, Survey, Ticket
from mailticket.ticket.record import PUBLIC, fact_to_json

Json = dict[str, Any]

_SHOWN_AS: Final = {DeliveryStatus.SENDING: DeliveryStatus.QUEUED}
"""Statuses that are nobody's business but the outbox's."""


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


def story_json(story: Story, tz: tzinfo) -> Json:
    """The JSON of `show`: the ticket with its messages and the events that people know of."""
    return ticket_json(story.ticket, story.due, silence.of_one(story.journal), tz) | {
        "messages": [_message(one, story.deliveries.get(one.outbox_id or 0, ()), tz) for one in story.messages],
        "events": [_event(entry, name, tz) for entry in story.journal if (name := PUBLIC[type(entry.fact)])],
    }


def decision_json(entry: JournalEntry, tz: tzinfo) -> Json:
    """A fact of `why --json`: also those that only the procedure remembers (`type` is null there)."""
    return {
        "at": instant(entry.at, tz),
        "type": PUBLIC[type(entry.fact)],
        "fact": type(entry.fact).__name__,
        "by": entry.by,
        "why": entry.why,
        "values": fact_to_json(entry.fact),
    }


def instant(at: datetime | None, tz: tzinfo) -> str | None:
    """ISO 8601 with the zone's offset, to the second."""
    return None if at is None else at.astimezone(tz).isoformat(timespec="seconds")


def shown_status(status: DeliveryStatus) -> str:
    """The word of spec 4.4 for a delivery's status."""
    return _SHOWN_AS.get(status, status).value


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


def _message(message: StoredMessage, deliveries: Sequence[Delivery], tz: tzinfo) -> Json:
    return {
        "direction": message.direction,
        "kind": message.kind,
        "message_id": message.message_id,
        "from": message.author and message.author.address,
        "to": [one.address for one in message.to],
        "cc": [one.address for one in message.cc],
        "subject": message.subject,
        "at": instant(message.at, tz),
        "text": message.text,
        "attachments": [
            {"name": one.name, "type": one.media_type, "size": one.size_bytes} for one in message.attachments
        ],
        "delivery": None if message.direction == "in" else [_delivery(one) for one in deliveries],
    }


def _delivery(delivery: Delivery) -> Json:
    return {
        "recipient": delivery.recipient,
        "status": shown_status(delivery.status),
        "detail": delivery.detail,
        "attempts": delivery.attempts,
    }


def _event(entry: JournalEntry, name: str, tz: tzinfo) -> Json:
    return {"at": instant(entry.at, tz), "type": name, "by": entry.by, "why": entry.why}
