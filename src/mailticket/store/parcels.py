"""What lies in the outbox, as values: a mail, its recipients, and how far each delivery got (spec 2.6, 4.4).

A delivery is queued, then sending, then it ends: sent, failed, withdrawn; a sent one may turn out bounced. `in_doubt`
waits for the echo of a lost answer, `held` for a person.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailticket.ids import MessageId, TicketNumber


class DeliveryStatus(StrEnum):
    """What has become of one recipient of a mail (spec 4.4)."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    HELD = "held"
    IN_DOUBT = "in_doubt"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """Who a recipient is to the desk, as known when the mail was queued."""

    CUSTOMER = "customer"
    LIST = "list"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """All of a mail to be sent but its text, which may be large."""

    ticket: TicketNumber | None
    mail: str
    """Its name in spec 1.4."""
    message_id: MessageId
    sender: str
    """The envelope sender."""
    subject: str
    created_at: datetime
    spell: int | None = None
    """The silent spell it belongs to: withdrawn with it, and the ticket hears when it is accepted. None: neither."""
    n: int = 0
    """Which reminder, which call; 0 elsewhere."""
    smtputf8: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing(Heading):
    """A mail to be sent, as it will go out."""

    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow(Heading):
    """A mail in the outbox; `raw` reads its text."""

    id: int
    filed_at: datetime | None = None
    """When its copy reached the `sent` folder; None before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What the `sent` folder gets of a mail, or of a record."""

    id: int
    """The row in the outbox, or among the records."""
    message_id: MessageId
    raw: bytes
    taken_at: datetime
    """When the relay took it, or the act was done: the date of the copy; a mail's own says when it was decided on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One recipient of a mail to be sent."""

    address: str
    """The addr-spec; kept in lower case."""
    role: Role
    held: str = ""
    """Why a person has to let it go first (spec 2.5); empty: it may go."""
    failed: str = ""
    """Why it can't be sent there at all (spec 2.6): the ticket hears of it as of a refusal; empty: it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One recipient of one mail, and how far it got."""

    id: int
    outbox_id: int
    ticket: TicketNumber | None
    recipient: str
    role: Role
    status: DeliveryStatus
    attempts: int
    doubts: int
    """How often the answer to an attempt was lost (I05)."""
    queued_at: datetime
    next_at: datetime
    """When it is due, if it waits."""
    detail: str
    """The server's last word, or why it was held, failed or withdrawn."""
    ended_at: datetime | None
    reported: bool
    """The ticket has heard of the end, or needn't."""
    echoed_at: datetime | None
    """When the list's own copy of it came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A mail and those of its deliveries that were asked for."""

    mail: OutboxRow
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A delivery that ended and of which its ticket hasn't heard."""

    delivery: Delivery
    mail: str
    message_id: MessageId
    subject: str
    spell: int | None
    n: int
