"""Messages on record, incoming and outgoing: Message-ID to ticket (spec 2.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import bindparam, insert, select, true, update

from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store.engine import AnyRow, Transaction
from mailticket.store.prepared import Values
from mailticket.store.tables import messages


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentNote:
    """What is remembered of an attachment; its bytes are in the raw message."""

    name: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """A message to be put on record."""

    ticket: TicketNumber | None
    """None: talk on the list, or machine mail, on no ticket."""
    inbound_id: int | None = None
    outbox_id: int | None = None
    direction: Literal["in", "out"]
    kind: str
    """`Kind` of an incoming message, the name in spec 1.4 of an outgoing one."""
    message_id: MessageId
    fingerprint: str | None = None
    """Of date and text: tells a further copy from another message under the same Message-ID."""
    author: Address | None = None
    via_list: bool = False
    parent: MessageId | None = None
    """The Message-ID that it answers."""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str
    at: datetime
    """When the server received it, or when it was queued."""
    text: str
    """The new part only."""
    attachments: tuple[AttachmentNote, ...] = ()
    why: str = ""
    """How it was read: which row, which evidence."""
    reached_customer: bool = False
    """The customer wrote it or got it: their client knows its Message-ID."""


NOT_ACCEPTED: Final = "not accepted"
"""In the `why` of a message in an operator's name that spec 2.4 doesn't accept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage(MessageRow):
    """A message on record."""

    id: int

    @property
    def doubt(self) -> str:
        """Why its author may be another than it says (spec 2.4); '' where it was accepted."""
        return next((part for part in self.why.split("; ") if NOT_ACCEPTED in part), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow:
    """What a reference leads to: enough to choose the ticket and the role of a message."""

    id: int
    ticket: TicketNumber | None
    inbound_id: int | None
    outbox_id: int | None
    direction: Literal["in", "out"]
    kind: str
    message_id: MessageId
    fingerprint: str | None
    author: Address | None
    via_list: bool
    parent: MessageId | None
    at: datetime
    reached_customer: bool


_LEAD: Final = select(
    messages.c.id,
    messages.c.ticket,
    messages.c.inbound_id,
    messages.c.outbox_id,
    messages.c.direction,
    messages.c.kind,
    messages.c.message_id,
    messages.c.fingerprint,
    messages.c.author_name,
    messages.c.author_address,
    messages.c.via_list,
    messages.c.parent,
    messages.c.at,
    messages.c.reached_customer,
)
_WHOLE: Final = select(messages)
_ON: Final = messages.c.ticket == bindparam("number")
_PUBLIC: Final = messages.c.reached_customer.is_(true())
_FIND: Final = _LEAD.where(messages.c.message_id.in_(bindparam("ids", expanding=True))).order_by(messages.c.id)
_BY_FINGERPRINT: Final = (
    _LEAD.where(messages.c.fingerprint == bindparam("wanted")).order_by(messages.c.id.desc()).limit(100)
)
_ADD: Final = insert(messages)
_NOTED: Final = (
    update(messages)
    .where(messages.c.id == bindparam("which"))
    .values(why=messages.c.why + bindparam("more", type_=messages.c.why.type))
)
_AUTHORED: Final = (
    update(messages)
    .where(messages.c.id == bindparam("which"))
    .values(author_name=bindparam("name"), author_address=bindparam("address"), reached_customer=true())
)
_REPLACE: Final = update(messages).where(messages.c.id == bindparam("which"))
_OF_TICKET: Final = _WHOLE.where(_ON).order_by(messages.c.id)
_FIRST_PUBLIC: Final = select(messages.c.message_id).where(_ON, _PUBLIC).order_by(messages.c.id).limit(1)
_FIRST: Final = _WHOLE.where(_ON).order_by(messages.c.id).limit(1)
_ONE: Final = _WHOLE.where(messages.c.id == bindparam("which"))
_NEWEST_PUBLIC: Final = (
    select(messages.c.message_id).where(_ON, _PUBLIC).order_by(messages.c.id.desc()).limit(bindparam("limit"))
)


def find(tx: Transaction, message_ids: Sequence[str]) -> list[ThreadRow]:
    """The messages on record with these Message-IDs, in order of record; those of no ticket too."""
    if not message_ids:
        return []
    return [_thread_row(row) for row in tx.rows(_FIND, {"ids": list(message_ids)})]


def by_fingerprint(tx: Transaction, fingerprint: str) -> list[ThreadRow]:
    """The messages with the same date and text, newest first, at most a hundred."""
    return [_thread_row(row) for row in tx.rows(_BY_FINGERPRINT, {"wanted": fingerprint})]


def add(tx: Transaction, message: MessageRow) -> int:
    """Put a message on record; returns its id."""
    return tx.add(_ADD, _values(message))


def noted(tx: Transaction, message: int, words: str) -> None:
    """Add to how a message was read: a further copy of it came."""
    tx.run(_NOTED, {"which": message, "more": f"; {words}"})


def authored(tx: Transaction, message: int, author: Address) -> None:
    """A message of a customer whose name came only with its next copy."""
    tx.run(_AUTHORED, {"which": message, "name": author.name, "address": author.address})


def replace(tx: Transaction, message: int, by: MessageRow) -> None:
    """Write the record anew of what had no effect, and is now decided, itself or by its next copy."""
    tx.run(_REPLACE, {"which": message, **_values(by)})


def of_ticket(tx: Transaction, number: TicketNumber) -> list[StoredMessage]:
    """A ticket's whole thread, oldest first."""
    return [_stored(row) for row in tx.rows(_OF_TICKET, {"number": number})]


def first(tx: Transaction, number: TicketNumber) -> StoredMessage | None:
    """The message that opened the ticket; None only where nothing is on record yet."""
    row = tx.first(_FIRST, {"number": number})
    return None if row is None else _stored(row)


def load(tx: Transaction, message: int) -> StoredMessage | None:
    """One message by its id, or None."""
    row = tx.first(_ONE, {"which": message})
    return None if row is None else _stored(row)


def references(tx: Transaction, number: TicketNumber, limit: int = 30) -> list[MessageId]:
    """Message-IDs of a ticket's thread that the customer wrote or got: the first and the newest, in order."""
    newest = [row[0] for row in tx.rows(_NEWEST_PUBLIC, {"number": number, "limit": limit})]
    first = tx.value(_FIRST_PUBLIC, {"number": number})
    chain = newest[::-1]
    return chain if not chain or chain[0] == first else [first, *chain[1:]]


def _values(message: MessageRow) -> Values:
    return {
        "ticket": message.ticket,
        "inbound_id": message.inbound_id,
        "outbox_id": message.outbox_id,
        "direction": message.direction,
        "kind": message.kind,
        "message_id": message.message_id,
        "fingerprint": message.fingerprint,
        "author_name": message.author and message.author.name,
        "author_address": message.author and message.author.address,
        "via_list": message.via_list,
        "parent": message.parent,
        "recipients": {
            "to": [{"name": one.name, "address": one.address} for one in message.to],
            "cc": [{"name": one.name, "address": one.address} for one in message.cc],
        },
        "subject": message.subject,
        "at": message.at,
        "text": message.text,
        "attachments": [
            {"name": one.name, "type": one.media_type, "size": one.size_bytes} for one in message.attachments
        ],
        "why": message.why,
        "reached_customer": message.reached_customer,
    }


def _author(row: AnyRow) -> Address | None:
    return None if row.author_address is None else Address(row.author_address, row.author_name or "")


def _lead(row: AnyRow) -> dict[str, Any]:
    """What both kinds of rows tell."""
    return {
        "id": row.id,
        "ticket": row.ticket,
        "inbound_id": row.inbound_id,
        "outbox_id": row.outbox_id,
        "direction": row.direction,
        "kind": row.kind,
        "message_id": row.message_id,
        "fingerprint": row.fingerprint,
        "author": _author(row),
        "via_list": row.via_list,
        "parent": row.parent,
        "at": row.at,
        "reached_customer": row.reached_customer,
    }


def _thread_row(row: AnyRow) -> ThreadRow:
    return ThreadRow(**_lead(row))


def _stored(row: AnyRow) -> StoredMessage:
    return StoredMessage(
        **_lead(row),
        to=_addresses(row.recipients["to"]),
        cc=_addresses(row.recipients["cc"]),
        subject=row.subject,
        text=row.text,
        attachments=tuple(
            AttachmentNote(name=one["name"], media_type=one["type"], size_bytes=one["size"]) for one in row.attachments
        ),
        why=row.why,
    )


def _addresses(records: Sequence[Mapping[str, str]]) -> tuple[Address, ...]:
    return tuple(Address(one["address"], one["name"]) for one in records)
