"""Whose the ticket is: the first to reply, or by somebody's word, or again after a hold (spec 1.3 row 7, 1.5, 3.1)."""

from datetime import datetime

from mailticket.ids import Address
from mailticket.ticket import effects as fx
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import PRIORITIES, Hold, Status, Ticket


def claim(by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when the first operator replies or takes it: who owns it.

    `assigned` and `taken` are the caller's affair: the rest of the mail may be the answer already.
    """
    return (fx.Claimed(by=by),)


def turn(ticket: Ticket) -> tuple[int, datetime]:
    """Return what the queue is sorted by: the oldest first, unless a priority says otherwise (spec 1.2)."""
    return PRIORITIES.index(ticket.priority), ticket.queued_at


def hand_to(ticket: Ticket, owner: Address, by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when somebody's word makes `owner` the owner; nothing where they are it already.

    Whom somebody else made the owner gets `assigned`; a former owner is told by `command_result` (spec 1.4). To one's
    own take-over the caller adds `assigned`, as to a claim.
    """
    if ticket.owner == owner:
        return ()
    if ticket.status is Status.OPEN and owner == by:
        return claim(by)
    changed: tuple[fx.Effect, ...] = (fx.Assigned(to=owner, by=by),)
    if owner != by:
        changed = (*changed, Send(mail=Mail.ASSIGNED))
    if ticket.owner is not None and ticket.owner != by:
        return (*changed, Send(mail=Mail.COMMAND_RESULT, to=ticket.owner, topic="taken_over"))
    return changed


def release(by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when a ticket goes back to the queue: it is announced again."""
    return (fx.Released(by=by), Send(mail=Mail.ANNOUNCEMENT))


def resume(hold: Hold, by: Address | None = None) -> fx.Resumed:
    """Return the end of a hold, by somebody or (None) by its date: whose turn it is again (spec 1.5).

    The status before it; but the owner's turn, with a deadline, where the customer wrote meanwhile.
    """
    if hold.customer_wrote:
        return fx.Resumed(to=Status.IN_PROGRESS, by=by, starts=True)
    return fx.Resumed(to=hold.before, by=by)
