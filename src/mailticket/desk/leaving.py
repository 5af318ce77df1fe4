"""Whether a queued mail may still leave: asked again at the moment of sending (spec 1.5, I10)."""

from datetime import datetime

from mailticket.desk.desk import Desk
from mailticket.store import tickets
from mailticket.store.engine import Transaction
from mailticket.store.parcels import Parcel
from mailticket.ticket import deadlines
from mailticket.ticket.effects import Mail
from mailticket.ticket.model import Reason, Status


def may_leave(tx: Transaction, desk: Desk, parcel: Parcel, now: datetime) -> datetime | None:
    """Return when the mail may leave, `now` or later; None: what it belongs to is over."""
    mail = parcel.mail
    if mail.spell is None or mail.ticket is None:
        return now
    ticket = tickets.load(tx, mail.ticket)
    if ticket is None:
        return None
    if mail.mail in (Mail.CLOSED, Mail.CLOSED_NO_REPLY):
        same = mail.mail == Mail.CLOSED or ticket.closed_reason is Reason.NO_REPLY
        return now if ticket.status is Status.CLOSED and same and ticket.spells == mail.spell else None
    return deadlines.reminder_may_leave(ticket, mail.spell, desk.policy, now)
