"""Mail to be sent: one row a mail, frozen bytes; one delivery a recipient (spec 2.6, 2.8, I03 to I05).

A delivery is queued, then sending, then it ends: sent, failed, withdrawn; a sent one may turn out bounced. `in_doubt`
waits for the echo of a lost answer, `held` for a person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row, bindparam, exists, func, insert, literal_column, select, tuple_, update

from mailticket.ids import MessageId, TicketNumber
from mailticket.store.engine import Transaction, Values
from mailticket.store.tables import deliveries, ended_unheard, one_of, outbox, outside, waits


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
class Outgoing:
    """A mail to be sent, as it will go out."""

    ticket: TicketNumber | None
    mail: str
    """Its name in spec 1.4."""
    message_id: MessageId
    raw: bytes
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
class OutboxRow(Outgoing):
    """A mail in the outbox."""

    id: int
    filed_at: datetime | None = None
    """When its copy reached the `sent` folder; None before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One recipient of a mail to be sent."""

    address: str
    """The addr-spec; kept in lower case."""
    role: Role
    held: str = ""
    """Why a person has to let it go first (spec 2.5); empty: it may go."""


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


def enqueue(tx: Transaction, mail: Outgoing, recipients: Sequence[Recipient]) -> int:
    """Write a mail down before it is said (house rule 6); due at once, in order per ticket and recipient. Its id."""
    raise NotImplementedError


def take_due(tx: Transaction, now: datetime, limit: int) -> list[Parcel]:
    """Take at most `limit` deliveries that are due and mark them `sending`, one attempt more.

    Left out, per ticket and recipient, is what stands behind an earlier mail that still waits.
    """
    raise NotImplementedError


def sent(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """The server took it. The ticket will hear of it if the mail belongs to a silent spell."""
    raise NotImplementedError


def put_back(tx: Transaction, ids: Iterable[int], next_at: datetime, detail: str) -> None:
    """Not now: queued again for `next_at`."""
    raise NotImplementedError


def failed(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """Refused for good, or given up. The ticket will hear of it."""
    raise NotImplementedError


def bounced(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """Sent, and then returned. The ticket will hear of it."""
    raise NotImplementedError


def in_doubt(tx: Transaction, ids: Iterable[int], next_at: datetime, detail: str) -> None:
    """The answer was lost: sent or not, nobody knows. Due again at `next_at` unless the echo comes first."""
    raise NotImplementedError


def held(tx: Transaction, ids: Iterable[int], detail: str) -> None:
    """Set aside for a person, with the reason."""
    raise NotImplementedError


def withdraw(
    tx: Transaction, ticket: TicketNumber, *, spell_before: int, mails: Collection[str], at: datetime, detail: str
) -> int:
    """Take back what waits or is held of these mails from a silent spell with a number below `spell_before`.

    What is being sent this instant stays. Returns how many deliveries were taken back.
    """
    raise NotImplementedError


def echoed(tx: Transaction, outbox_id: int, at: datetime) -> None:
    """The list's copy of a mail came back: a delivery in doubt was sent after all (I05)."""
    raise NotImplementedError


def recover(tx: Transaction, next_at: datetime) -> int:
    """Put in doubt what a dead process left `sending`; due again at `next_at`. How many."""
    raise NotImplementedError


def unreported(tx: Transaction, limit: int) -> list[Ended]:
    """Ends of which the ticket must hear, in order of their rows."""
    raise NotImplementedError


def mark_reported(tx: Transaction, ids: Iterable[int]) -> None:
    """The tickets have heard of them."""
    raise NotImplementedError


def unfiled(tx: Transaction, limit: int) -> list[OutboxRow]:
    """Mails that somebody got and whose copy isn't in the `sent` folder yet, oldest first."""
    raise NotImplementedError


def mark_filed(tx: Transaction, ids: Iterable[int], at: datetime) -> None:
    """Their copies are in the `sent` folder."""
    raise NotImplementedError


def find_by_message_id(tx: Transaction, message_id: str) -> Parcel | None:
    """The mail of ours with that Message-ID and all its deliveries; None if it is none of ours."""
    raise NotImplementedError


def count_to(tx: Transaction, recipient: str, since: datetime, *, besides: Collection[str] = ()) -> int:
    """Mails to an outside address that were queued since then and not held or withdrawn (spec 2.5).

    `besides`: names of mails that aren't counted.
    """
    raise NotImplementedError


def count_sent(tx: Transaction, since: datetime) -> int:
    """Deliveries that the relay took since then (spec 2.8, `max_per_hour`)."""
    raise NotImplementedError


def next_due_at(tx: Transaction) -> datetime | None:
    """When the next waiting delivery is due; None if nothing waits."""
    raise NotImplementedError


def listing(tx: Transaction, statuses: Collection[DeliveryStatus], limit: int) -> list[Parcel]:
    """Mails with deliveries in these statuses, oldest first, without what is over."""
    raise NotImplementedError


def retry(tx: Transaction, delivery_id: int, now: datetime) -> bool:
    """A person says: send it. Queued again if held, failed, in doubt or waiting; False elsewhere."""
    raise NotImplementedError


def drop(tx: Transaction, delivery_id: int, now: datetime) -> bool:
    """A person says: don't. Withdrawn if it waits, is in doubt or held; False elsewhere."""
    raise NotImplementedError


def of_ticket(tx: Transaction, ticket: TicketNumber) -> dict[int, list[Delivery]]:
    """All deliveries of a ticket's mails, by the id of the outbox row."""
    raise NotImplementedError
