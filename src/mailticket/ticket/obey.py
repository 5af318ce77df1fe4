"""Who may order what, and what follows from it (spec 3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, assert_never

from mailticket.ids import Address
from mailticket.ticket import effects as fx
from mailticket.ticket.assignment import hand_to, release, resume
from mailticket.ticket.closing import answer, close, confirm, needs_confirmation
from mailticket.ticket.commands import Command, Order, Trouble
from mailticket.ticket.model import PRIORITIES, Reason, Status, Ticket
from mailticket.ticket.policy import Policy

_ON_CLOSED: Final = frozenset(
    {
        Command.REOPEN,
        Command.NOTE,
        Command.EXCUSE,
        Command.HELP,
        Command.TICKET,
        Command.PRIORITY,
        Command.CATEGORY,
        Command.BRANCH,
        Command.TAG,
    }
)

_REASONS: Final[Mapping[str, Reason]] = {
    "satisfied": Reason.SATISFIED,
    "puas": Reason.SATISFIED,
    "selesai": Reason.SATISFIED,
    "no_reply": Reason.NO_REPLY,
    "no reply": Reason.NO_REPLY,
    "tanpa balasan": Reason.NO_REPLY,
    "tidak dibalas": Reason.NO_REPLY,
    "supervisor": Reason.SUPERVISOR,
    "spam": Reason.SPAM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who gives the order."""

    who: Address
    operator: bool
    supervisor: bool
    text_reached: bool = False
    """The customer has got the text that stands below the order."""
    owner_on_roster: bool = True


Outcome = tuple[fx.Effect, ...] | Trouble


def obey(ticket: Ticket, order: Order, giver: Giver, policy: Policy, at: datetime) -> Outcome:  # noqa: C901, PLR0911, PLR0912 -- one arm a word
    """Return what follows from the order, or the trouble with it.

    `#note`, `#progress`, `#ticket` and `#help` say how the rest of the mail is to be taken: that is `decide`'s affair.
    """
    if ticket.status is Status.CLOSED and order.command not in _ON_CLOSED:
        return Trouble.CLOSED
    match order.command:
        case Command.TAKE:
            return hand_to(ticket, giver.who, giver.who) if giver.operator else Trouble.NOT_OPERATOR
        case Command.ASSIGN:
            return hand_to(ticket, order.person, giver.who) if order.person else Trouble.NO_SUCH_OPERATOR
        case Command.RELEASE:
            return Trouble.IN_QUEUE if ticket.status is Status.OPEN else release(giver.who)
        case Command.SEND:
            return _send(ticket, order, giver)
        case Command.ANSWERED:
            return answer(ticket, giver.who)
        case Command.CLOSE:
            return _close(ticket, order, giver, policy)
        case Command.REOPEN:
            return _reopen(ticket, giver)
        case Command.HOLD:
            return _hold(ticket, order, giver, at)
        case Command.CUSTOMER:
            if order.address is None:
                return Trouble.NO_ADDRESS
            return (fx.CustomerNamed(customer=order.address, by=giver.who),)
        case Command.EXCUSE:
            return _excuse(ticket, giver)
        case Command.PRIORITY | Command.CATEGORY | Command.BRANCH | Command.TAG:
            return _label(ticket, order, giver)
        case Command.NOTE | Command.PROGRESS | Command.TICKET | Command.HELP:
            return ()
        case _:
            assert_never(order.command)


def _send(ticket: Ticket, order: Order, giver: Giver) -> Outcome:
    """Nothing goes out twice."""
    if ticket.customer is None:
        return Trouble.NO_CUSTOMER
    if not order.has_text:
        return Trouble.NOTHING_TO_SEND
    return () if giver.text_reached else (fx.Send(mail=fx.Mail.SENT_ON, to=giver.who),)


def _hold(ticket: Ticket, order: Order, giver: Giver, at: datetime) -> Outcome:
    """Only what is owned can be put aside (spec 1.2)."""
    if order.argument and (order.until is None or order.until <= at):
        return Trouble.BAD_DATE
    if ticket.owner is None:
        return Trouble.IN_QUEUE
    return (fx.Held(by=giver.who, until=order.until),)


def _close(ticket: Ticket, order: Order, giver: Giver, policy: Policy) -> Outcome:
    """The text below is the closing statement if the customer has it: it meets the deadline."""
    met = (fx.ResponseMet(by=giver.who),) if giver.text_reached else ()
    words = order.argument.strip().lower()
    if ticket.status is Status.RESOLVED and giver.supervisor and not words:
        return (*met, *confirm(ticket, giver.who))
    default = Reason.SUPERVISOR if giver.supervisor else Reason.SATISFIED
    reason = _REASONS.get(words) if words else default
    if reason is None:
        return Trouble.BAD_VALUE
    if reason is Reason.SUPERVISOR and not giver.supervisor:
        return Trouble.NOT_SUPERVISOR
    if ticket.owner is None and needs_confirmation(reason, supervisor=giver.supervisor, policy=policy):
        return Trouble.IN_QUEUE
    return (*met, *close(ticket, reason, giver.who, supervisor=giver.supervisor, policy=policy))


def _reopen(ticket: Ticket, giver: Giver) -> Outcome:
    """On hold it ends the hold: without a date nothing else would give the ticket back to its owner.

    Nobody waits for an owner who has left: such a ticket goes back to the queue, as by the customer's reply (row 17).
    """
    if ticket.hold is not None:
        return (resume(ticket.hold, giver.who),)
    if ticket.status not in (Status.CLOSED, Status.RESOLVED):
        return Trouble.NOT_CLOSED
    if ticket.owner is None or not giver.owner_on_roster:
        return (fx.Reopened(by=giver.who, to=Status.OPEN), fx.Send(mail=fx.Mail.ANNOUNCEMENT))
    return (fx.Reopened(by=giver.who, to=Status.IN_PROGRESS),)


def _excuse(ticket: Ticket, giver: Giver) -> Outcome:
    if not giver.supervisor:
        return Trouble.NOT_SUPERVISOR
    if not ticket.breaches or ticket.breaches[-1].excused_at:
        return Trouble.NO_BREACH
    return (fx.Excused(by=giver.who),)


def _label(ticket: Ticket, order: Order, giver: Giver) -> Outcome:
    value = order.argument.strip()
    if order.command is Command.PRIORITY:
        value = value.lower()
        if value not in PRIORITIES:
            return Trouble.BAD_VALUE
    if order.command is Command.TAG:
        words = (*ticket.tags, *(word.strip(",#").lower() for word in value.split()))
        return (fx.Labelled(label="tags", value=",".join(dict.fromkeys(words)), by=giver.who),)
    return (fx.Labelled(label=order.command.value, value=value, by=giver.who),)
