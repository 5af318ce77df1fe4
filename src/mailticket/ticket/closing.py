"""How a ticket closes: by a statement, a command, thanks, the supervisor, or silence (spec 1.3 rows 6 and 9, 1.5)."""

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
    silent = reason in (Reason.SPAM, Reason.DUPLICATE)
    if policy.close == "supervisor" and not supervisor and not silent:
        return (fx.Resolved(by=by, reason=reason), Send(mail=Mail.CONFIRM_CLOSING))
    premature = reason is Reason.NO_REPLY and not _all_reminded(ticket, policy)
    closed: tuple[fx.Effect, ...] = (fx.Closed(reason=reason, by=by, premature=premature),)
    if not silent:
        closed = (*closed, Send(mail=Mail.CLOSED))
    if premature:
        closed = (*closed, Send(mail=Mail.NOTICE, topic="premature_closing", to_supervisor=True))
    return closed


def confirm(ticket: Ticket, by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when the supervisor says yes to a `resolved` ticket: the statement's reason holds (row 6)."""
    return (fx.Closed(reason=ticket.pending_reason or Reason.SATISFIED, by=by), Send(mail=Mail.CLOSED))


def _all_reminded(ticket: Ticket, policy: Policy) -> bool:
    return ticket.status is Status.WAITING and ticket.spell is not None and ticket.spell.accepted >= policy.reminders
