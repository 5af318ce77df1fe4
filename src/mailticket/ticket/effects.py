"""What follows from an event: facts (kept for ever), sends, and how the message is filed (house 5).

Facts are in the past tense and are all that `evolve` knows. A `Send` names a mail of spec 1.4 and whom it concerns,
never a list of addresses and never a text: `audience.py` and the canned responses have those.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mailticket.ids import Address, TicketNumber
from mailticket.ticket.model import Deadline, Reason, Status
from mailticket.ticket.quiet import Quieted as Quieted  # noqa: PLC0414 -- a fact like those below
from mailticket.ticket.quiet import WentAway as WentAway  # noqa: PLC0414


class Mail(StrEnum):
    """Every mail that the daemon sends (spec 1.4); the value is the name of its canned response."""

    RECEIVED = "received"
    ANNOUNCEMENT = "announcement"
    ASSIGNED = "assigned"
    TAKEN = "taken"
    ALREADY_TAKEN = "already_taken"
    CUSTOMER_REPLIED = "customer_replied"
    COPY = "copy"
    KEPT_AS_NOTE = "kept_as_note"
    UNCLAIMED = "unclaimed"
    DEADLINE_WARNING = "deadline_warning"
    BREACH = "breach"
    REMINDER = "reminder"
    CLOSED_NO_REPLY = "closed_no_reply"
    CLOSED = "closed"
    SENT_ON = "sent_on"
    MY_TICKETS = "my_tickets"
    CONFIRM_CLOSING = "confirm_closing"
    REOPENED = "reopened"
    CUSTOMER_CONTENT = "customer_content"
    THIRD_PARTY = "third_party"
    UPDATE_DUE = "update_due"
    UNDELIVERABLE = "undeliverable"
    COMMAND_RESULT = "command_result"
    HINT = "hint"
    NOTICE = "notice"
    TOO_LARGE = "too_large"
    WAS_THIS_YOU = "was_this_you"
    ALARM = "alarm"
    DIGEST = "digest"


class Kind(StrEnum):
    """How an incoming message is filed (spec 4.4, message kinds)."""

    QUESTION = "question"
    CLAIM = "claim"
    ANSWER = "answer"
    PROGRESS = "progress"
    REMINDER = "reminder"
    CLOSING = "closing"
    NOTE = "note"
    COMMAND = "command"
    CUSTOMER_REPLY = "customer_reply"
    THANKS = "thanks"
    SURVEY = "survey"
    FORWARD = "forward"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    SECOND_TIER = "second_tier"
    THIRD_PARTY = "third_party"
    TALK = "talk"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A question became a ticket. `by`: the operator who brought it; None if the customer wrote."""

    number: TicketNumber
    customer: Address | None
    subject: str
    by: Address | None = None
    follows: TicketNumber | None = None
    """The older ticket that this one continues (row 17, after `reopen_within`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An operator's first reply made them the owner (row 7)."""

    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Somebody's word, not a reply, made `to` the owner."""

    to: Address
    by: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """Back to the queue."""

    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The customer was answered; a new silent spell begins if the ticket then waits for the customer."""

    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseMet:
    """A closing text reached the customer: the response deadline is met without a new silent spell."""

    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Progressed:
    """The customer was told that work goes on (row 10)."""

    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A text for the desk alone (row 13)."""

    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteExplained:
    """The owner was told that the customer has not got the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerReplied:
    """The customer or a participant wrote (row 16). `starts`: a `next_response` deadline runs from now."""

    by: Address
    starts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanked:
    """The customer only said thanks (row 15). `content`: and that ends the wait."""

    by: Address
    content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderQueued:
    """Reminder `n` of the present spell was decided on and lies in the outbox."""

    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """Reminder `n` was taken by the mail server, or sent by an operator by hand (`by`)."""

    n: int
    by: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDropped:
    """Reminder `n` never left, by a person's word or to an address that is the customer's no more; put off."""

    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Three quarters of a response deadline are gone."""

    deadline: Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Breached:
    """A response deadline passed unmet; with its arithmetic (I15)."""

    deadline: Deadline
    operator: Address
    started_at: datetime
    due_at: datetime
    held: timedelta
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excused:
    """The supervisor forgave the last breach; it stays on record."""

    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledAgain:
    """The list heard for the `n`th time that nobody claimed the ticket."""

    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAsked:
    """The owner was told that the customer is owed an update."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Put aside; `until` None: until somebody ends it."""

    by: Address
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """No longer on hold. `starts`: a `next_response` deadline runs from now."""

    to: Status
    by: Address | None = None
    starts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The closing statement is out; the supervisor has to confirm. `premature`: as in `Closed`."""

    by: Address
    reason: Reason
    premature: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmAsked:
    """The supervisor was asked (again) to confirm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Done. `by` None: by the clock. `premature`: closed as `no_reply` before all reminders went out."""

    reason: Reason
    by: Address | None = None
    premature: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """Open again under the same number; `to` is `in_progress` (same owner) or `open` (queue)."""

    by: Address
    to: Status
    starts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """A mail of ours failed for good at `recipient`. `customer`: it is the customer's address."""

    recipient: Address
    customer: bool
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A label was set: priority, category, branch or tags (comma-separated)."""

    label: str
    value: str
    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNamed:
    """The requester is this person (`#customer`, or the first outside address an answer went to)."""

    customer: Address
    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantJoined:
    """An operator brought an outside person in (spec 2.3)."""

    participant: Address
    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The ticket is a duplicate of `into`."""

    into: TicketNumber
    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """The customer judged the service, 1 to 5."""

    score: int
    comment: str
    by: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Looped:
    """An empty mail from outside that answers our own; the third silences the ticket (spec 2.5)."""

    by: Address


Fact = (
    Opened
    | Claimed
    | Assigned
    | Released
    | Answered
    | ResponseMet
    | Progressed
    | Noted
    | NoteExplained
    | CustomerReplied
    | Thanked
    | ReminderQueued
    | Reminded
    | ReminderDropped
    | Quieted
    | WentAway
    | Warned
    | Breached
    | Excused
    | CalledAgain
    | UpdateAsked
    | Held
    | Resumed
    | Resolved
    | ConfirmAsked
    | Closed
    | Reopened
    | Bounced
    | Labelled
    | CustomerNamed
    | ParticipantJoined
    | Merged
    | Surveyed
    | Looped
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """A mail of spec 1.4. Who gets it, `audience.py` computes from the ticket as it is after the whole event.

    `to` is 'that operator' or 'that person' of the table; of a breach, the one whom it is recorded against.
    """

    mail: Mail
    to: Address | None = None
    topic: str = ""
    """Which notice or hint."""
    n: int = 0
    """Which reminder, which call."""
    text: str = ""
    """Words to be passed on: a reason, the customer's comment."""
    done: tuple[str, ...] = ()
    """`command_result`: the command lines that were carried out."""
    troubles: tuple[tuple[str, str], ...] = ()
    """`command_result`: command lines that were not, each with its `Trouble`."""
    to_supervisor: bool = False
    """`notice`, `hint`, `alarm`: to the supervisors instead of `to`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """How the message that caused the event is filed: its kind, and the rows of spec 1.3 that decided."""

    kind: Kind
    row: int
    why: str = ""


Effect = Fact | Send | Filed
