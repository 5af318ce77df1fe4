"""The JSON of a ticket with its thread and events, key for key as spec 4.4 has it.

Addresses of messages are plain addr-specs; `delivery` is null on incoming messages.
"""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from mailticket.reports import silence
from mailticket.reports.story import Story
from mailticket.reports.ticket_json import Json, instant, ticket_json
from mailticket.store.journal import JournalEntry
from mailticket.store.parcels import Delivery, DeliveryStatus
from mailticket.store.threads import StoredMessage
from mailticket.ticket.facts import PUBLIC, fact_to_json

_SHOWN_AS: Final = {DeliveryStatus.SENDING: DeliveryStatus.QUEUED}
"""Statuses that are nobody's business but the outbox's."""


def story_json(story: Story, tz: tzinfo) -> Json:
    """The JSON of `show`: the ticket with its messages and the events that people know of."""
    return ticket_json(story.ticket, story.due, silence.of_one(entry.fact for entry in story.journal), tz) | {
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


def shown_status(status: DeliveryStatus) -> str:
    """The word of spec 4.4 for a delivery's status."""
    return _SHOWN_AS.get(status, status).value


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
