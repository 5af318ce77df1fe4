"""How a ticket closes by somebody's word (spec 1.3 rows 6 and 9), and what an answer takes back (row 12)."""

from mailticket.ids import Address
from mailticket.ticket import effects as fx
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import Reason, Status, Ticket
from mailticket.ticket.policy import Policy


def close(ticket: Ticket, reason: Reason, by: Address, *, supervisor: bool, policy: Policy) -> tuple[fx.Effect, ...]:
    """Return what follows from somebody's word that the ticket is done.

    With `close = "supervisor"` an operator's word only resolves it; a supervisor's own needs no confirmation. Closing
    as `no_reply` before all reminders went out is accepted and shown to the supervisor.
    """
    premature = reason is Reason.NO_REPLY and not _all_reminded(ticket, policy)
    if needs_confirmation(reason, supervisor=supervisor, policy=policy):
        resolved = fx.Resolved(by=by, reason=reason, premature=premature)
        return (resolved, Send(mail=Mail.CONFIRM_CLOSING, topic="premature_closing" if premature else ""))
    closed: tuple[fx.Effect, ...] = (fx.Closed(reason=reason, by=by, premature=premature),)
    if reason is not Reason.SPAM:
        closed = (*closed, Send(mail=Mail.CLOSED))
    if premature:
        closed = (*closed, Send(mail=Mail.NOTICE, topic="premature_closing", to_supervisor=True))
    return closed


def needs_confirmation(reason: Reason, *, supervisor: bool, policy: Policy) -> bool:
    """True if the supervisor has the last word (spec 1.2, `resolved`)."""
    return policy.close == "supervisor" and not supervisor and reason is not Reason.SPAM


def answer(ticket: Ticket, by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when the customer was answered: a ticket to be confirmed isn't done after all (row 12)."""
    answered: tuple[fx.Effect, ...] = (fx.Answered(by=by),)
    if ticket.status is Status.RESOLVED:
        answered = (*answered, Send(mail=Mail.NOTICE, topic="resolved_answered", to_supervisor=True))
    return answered


def confirm(ticket: Ticket, by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when the supervisor says yes to a `resolved` ticket: the statement's reason holds (row 6)."""
    return (fx.Closed(reason=ticket.pending_reason or Reason.SATISFIED, by=by), Send(mail=Mail.CLOSED))


def _all_reminded(ticket: Ticket, policy: Policy) -> bool:
    return ticket.spell is not None and ticket.spell.accepted >= policy.reminders
