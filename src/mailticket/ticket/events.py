"""What can happen to a ticket, in the past tense, with every outside fact that a rule needs (house 5).

`at` is when the mail server received the mail (IMAP INTERNALDATE), never the Date header; lateness is judged by it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mailticket.ids import Address, TicketNumber
from mailticket.ticket.commands import Order
from mailticket.ticket.effects import Kind, Mail
from mailticket.ticket.model import Reason


class Content(StrEnum):
    """What is left of a message after quotes, signature, list footer and commands are taken away (spec 1.3)."""

    EMPTY = "empty"
    COURTESY = "courtesy"
    """Only thanks or a greeting (spec 3.9)."""
    CLOSING_SATISFIED = "closing_satisfied"
    CLOSING_NO_REPLY = "closing_no_reply"
    PROGRESS = "progress"
    REMINDER = "reminder"
    TEXT = "text"

    @property
    def closes(self) -> Reason | None:
        """The reason that a closing statement names; None if it isn't one."""
        return {
            Content.CLOSING_SATISFIED: Reason.SATISFIED,
            Content.CLOSING_NO_REPLY: Reason.NO_REPLY,
        }.get(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """The recorded message that a message answers."""

    mail: Mail | None = None
    """Which of our own mails; None for somebody else's message."""
    kind: Kind | None = None
    """How somebody else's message was filed; None for our own."""
    named_list: bool = True
    """The list was in its To, Cc or Reply-To. False: a private mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWrote:
    """An operator or supervisor wrote on a ticket, acceptably by spec 2.4 (rows 6–13)."""

    at: datetime
    author: Address
    """Name and first address on the roster."""
    operator: bool
    supervisor: bool
    content: Content
    reaches_customer: bool
    """The customer's address is in To or Cc."""
    on_list: bool
    """The list has it already."""
    orders: tuple[Order, ...] = ()
    passes_on: Content | None = None
    """What the note holds that a lone `#send` sends (spec 3.1); None: it sends the text below it."""
    parent: Parent | None = None
    knows_of: datetime | None = None
    """The latest instant at which anything that it refers to was sent or received; None if nothing is known."""
    joins: tuple[Address, ...] = ()
    """Outside addresses that this mail adds (spec 2.3)."""
    yes: bool = False
    """The text is a plain yes ('setuju', 'ok', 'ya')."""
    suspects: tuple[str, ...] = ()
    """Lines that look like a mistyped command."""
    owner_on_roster: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerWrote:
    """The customer or a participant wrote on a ticket (rows 14–17, 24)."""

    at: datetime
    author: Address
    participant: bool
    content: Content
    """EMPTY, COURTESY or TEXT."""
    on_list: bool
    score: int | None = None
    """1–5 where the message is a survey answer (row 14)."""
    comment: str = ""
    asks: bool = False
    """The comment of a survey answer asks something."""
    owner_on_roster: bool = True
    loops: bool = False
    """It answers our own mail and brings no new text (spec 2.5)."""
    forwarded_by: Address | None = None
    """The operator who forwarded it; None if it came by itself."""
    note: bool = False
    """The operator who forwarded it wrote words of their own above it."""
    given: tuple["CommandGiven", ...] = ()
    """What that operator ordered above it."""
    repeats: bool = False
    """The same question again, outside the thread (row 24): its author is told the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorFound:
    """The direct copy of a question names the author whom our list hid in the copy that came first (spec 2.3)."""

    at: datetime
    author: Address
    outside: bool
    """False: one of the desk, who is nobody's customer."""
    acknowledge: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyWrote:
    """A stranger who has seen the thread wrote (row 18). `other_account`: perhaps the customer (spec 2.3)."""

    at: datetime
    author: Address
    other_account: bool
    loops: bool = False
    """Our own token comes back with no new text (spec 2.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineWrote:
    """Machine mail on a ticket (row 5), or another message that is only recorded (rows 8, 22, 26)."""

    at: datetime
    kind: Kind
    row: int
    why: str = ""
    back_on: date | None = None
    """The first day on which the customer is back, by their vacation notice; None: it is none, or names no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpdeskWrote:
    """Somebody used the helpdesk's own webmail on a ticket (row 19)."""

    at: datetime
    author: Address
    reaches_customer: bool
    on_list: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed:
    """A mail of ours failed for good at a recipient: a bounce, or a refusal by the server (row 3)."""

    at: datetime
    recipient: Address
    customer: bool
    """The recipient is the ticket's customer."""
    mail: Mail | None = None
    spell: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderAccepted:
    """The mail server took reminder `n` of spell `spell` for the customer."""

    at: datetime
    spell: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDropped:
    """Reminder `n` of spell `spell` will not reach the customer, and the present address is not to blame."""

    at: datetime
    spell: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderReturned:
    """Reminder `n` of spell `spell` came back for a fault of ours (2.8): it waits in the outbox once more."""

    at: datetime
    spell: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandGiven:
    """Somebody at the command line gave an order (spec 4.4); same rules, same audit trail as by mail."""

    at: datetime
    by: Address
    operator: bool
    """`by` is on the roster: may own a ticket."""
    supervisor: bool
    order: Order
    read_until: datetime | None = None
    """The instant up to which the mailbox is known to be read; None: unknown, and nothing is called late (I15)."""
    owner_on_roster: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that is a ticket of its own (rows 19, 20, 25 and `#ticket`). The only event without a ticket."""

    at: datetime
    number: TicketNumber
    subject: str
    customer: Address | None
    row: int
    on_list: bool
    by: Address | None = None
    """The operator who brought it; None if the customer wrote."""
    owner: Address | None = None
    """The operator whose talk the outsider answered (row 21)."""
    acknowledge: bool = True
    """False: no `received` (the author is proven false, a machine's address, a busy domain)."""
    follows: TicketNumber | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed:
    """The sweep looks at the ticket. `at`: the instant up to which the mailbox is known to be read."""

    at: datetime


Event = (
    StaffWrote
    | CustomerWrote
    | AuthorFound
    | ThirdPartyWrote
    | MachineWrote
    | HelpdeskWrote
    | DeliveryFailed
    | ReminderAccepted
    | ReminderDropped
    | ReminderReturned
    | CommandGiven
    | TimePassed
)
