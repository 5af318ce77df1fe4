"""Messages on record, incoming and outgoing: Message-ID to ticket (spec 2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store.engine import Transaction


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
    """Of author and text: tells a further copy from another message under the same Message-ID."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage(MessageRow):
    """A message on record."""

    id: int


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


def find(tx: Transaction, message_ids: Sequence[str]) -> list[ThreadRow]:
    """The messages on record with these Message-IDs, in order of record; those of no ticket too."""
    raise NotImplementedError


def by_fingerprint(tx: Transaction, fingerprint: str) -> list[ThreadRow]:
    """The messages with the same author and text, newest first, at most ten."""
    raise NotImplementedError


def add(tx: Transaction, message: MessageRow) -> int:
    """Put a message on record; returns its id."""
    raise NotImplementedError


def of_ticket(tx: Transaction, number: TicketNumber) -> list[StoredMessage]:
    """A ticket's whole thread, oldest first."""
    raise NotImplementedError


def last_public(tx: Transaction, number: TicketNumber) -> ThreadRow | None:
    """The newest message that the customer wrote or got; None if there is none."""
    raise NotImplementedError


def references(tx: Transaction, number: TicketNumber, limit: int = 30) -> list[MessageId]:
    """Message-IDs of a ticket's thread that the customer wrote or got: the first and the newest, in order."""
    raise NotImplementedError


def search(tx: Transaction, words: Sequence[str], limit: int) -> list[StoredMessage]:
    """Messages in which every word occurs in subject, text or author, newest first."""
    raise NotImplementedError
