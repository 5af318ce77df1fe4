"""A ticket: whose turn it is, who owns it, and the instants that its clocks run from (spec 1.2, 1.5).

All instants are aware UTC. Nothing here is computed from the policy: the same ticket read under another policy has
other deadlines (`deadlines.py`), never another history.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mailticket.ids import Address, TicketNumber


class Status(StrEnum):
    """Whose turn it is (spec 1.2)."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why a ticket was closed (spec 1.2)."""

    SATISFIED = "satisfied"
    NO_REPLY = "no_reply"
    SUPERVISOR = "supervisor"
    DUPLICATE = "duplicate"
    SPAM = "spam"


class Deadline(StrEnum):
    """The response deadlines whose passing is a breach (spec 1.5)."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"


PRIORITIES: Final = ("high", "medium", "normal")
"""The most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response deadline that runs: the customer waits for the owner."""

    deadline: Deadline
    started_at: datetime
    held: timedelta = timedelta()
    """Time spent on hold since `started_at`; the deadline moves back by it."""
    warned_at: datetime | None = None
    breached_at: datetime | None = None
    """None while in time; there is one breach a wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A response deadline passed: a fact about an operator, kept for ever with its arithmetic (spec 1.5, I15)."""

    deadline: Deadline
    operator: Address
    started_at: datetime
    due_at: datetime
    held: timedelta
    calendar: str
    """The policy it was judged by, in words, as it stood then."""
    met_at: datetime | None = None
    excused_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A silence of the customer: begins with an answer, ends with the next, the customer's mail, or the close."""

    number: int
    """1, 2, 3 … within the ticket; what is queued under an older number is withdrawn."""
    started_at: datetime
    queued: int = 0
    """Reminders decided on."""
    accepted: int = 0
    """Reminders that the mail server took (or an operator sent)."""
    queued_at: datetime | None = None
    accepted_at: datetime | None = None
    """When the last one was taken or dropped: the next follows from there. None before the first."""
    quiet_until: datetime | None = None
    """No reminder and no close before this instant: the customer may be writing from elsewhere."""
    content_at: datetime | None = None
    """When the customer said thanks (row 15): no more reminders, closes as satisfied `close_after` later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Put aside: no reminders, response deadlines stand still."""

    since: datetime
    before: Status
    """The status it goes back to."""
    updated_at: datetime
    """The last update to the customer or the last `update_due`."""
    until: datetime | None = None
    """When it ends by itself; None: when somebody ends it."""
    customer_wrote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The customer's word on the service; the last one counts (spec 3.10)."""

    score: int
    """1 (poor) to 5 (very good)."""
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A thread with a number, a state, an owner and a clock."""

    number: TicketNumber
    department: str | None = None
    subject: str
    customer: Address | None
    participants: tuple[Address, ...] = ()
    status: Status = Status.OPEN
    closed_reason: Reason | None = None
    owner: Address | None = None
    """The owner's name and first address on the roster; None in the queue."""
    opened_at: datetime
    queued_at: datetime
    """Opened, released or reopened into the queue: `claim_within` runs from here."""
    calls: int = 0
    """How often `unclaimed` named it since `queued_at`."""
    called_at: datetime | None = None
    owned_at: datetime | None = None
    """When the present owner became it."""
    claimed_at: datetime | None = None
    """The first claim ever."""
    answered_at: datetime | None = None
    """The first answer ever."""
    closed_at: datetime | None = None
    response: Response | None = None
    update_from: datetime | None = None
    """A progress note or the last `update_due`: `update_within` runs from here."""
    spell: Spell | None = None
    spells: int = 0
    away_until: datetime | None = None
    """No reminder and no close before this instant, in whatever spell: the customer is away, by their own notice."""
    reminded_at: datetime | None = None
    """When the customer was last reminded, in whatever spell: one reminder a ticket on one local day."""
    hold: Hold | None = None
    pending_reason: Reason | None = None
    """While `resolved`: the reason it will be closed with."""
    asked_at: datetime | None = None
    """While `resolved`: when the supervisor was last asked."""
    duplicate_of: TicketNumber | None = None
    follows: TicketNumber | None = None
    """The older ticket that this one continues (row 17, after `reopen_within`)."""
    undeliverable: bool = False
    """The customer's address failed for good; cleared by their next mail."""
    note_explained_at: datetime | None = None
    """When `kept_as_note` was last sent (at most once a day)."""
    loops: int = 0
    silenced: bool = False
    """A loop was seen: no automatic mail to people outside (spec 2.5)."""
    breaches: tuple[Breach, ...] = ()
    survey: Survey | None = None
    priority: str = "normal"
    category: str | None = None
    branch: str | None = None
    tags: tuple[str, ...] = ()
