"""Who becomes the owner: the first to reply, or by somebody's word (spec 1.3 row 7, 3.1)."""

from mailticket.ids import Address
from mailticket.ticket import effects as fx
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import Status, Ticket


def claim(by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when the first operator replies: the sender owns it. `assigned` is the caller's affair."""
    return (fx.Claimed(by=by),)


def hand_to(ticket: Ticket, owner: Address, by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when somebody's word makes `owner` the owner; nothing where they are it already.

    The new owner gets `assigned`; a former owner is told by `command_result` (spec 1.4).
    """
    if ticket.owner == owner:
        return ()
    if ticket.status is Status.OPEN and owner == by:
        changed: fx.Fact = fx.Claimed(by=by)
    else:
        changed = fx.Assigned(to=owner, by=by)
    told = (Send(mail=Mail.ASSIGNED),)
    if ticket.owner is not None and ticket.owner != by:
        return (changed, *told, Send(mail=Mail.COMMAND_RESULT, to=ticket.owner, topic="taken_over"))
    return (changed, *told)


def release(by: Address) -> tuple[fx.Effect, ...]:
    """Return what follows when a ticket goes back to the queue: it is announced again."""
    return (fx.Released(by=by), Send(mail=Mail.ANNOUNCEMENT))
