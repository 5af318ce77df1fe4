"""Mail of ours that didn't arrive: bounces, refusals, and the reminders that did (spec 1.3 row 3, 2.8)."""

import logging
from datetime import datetime
from typing import Final

from mailticket.desk.cause import Cause
from mailticket.desk.desk import Desk
from mailticket.desk.letter import Letter
from mailticket.desk.perform import file_message, perform, tell_once
from mailticket.errors import TemporaryError
from mailticket.ids import Address
from mailticket.mail.bounce import Bounce
from mailticket.store import outbox, tickets
from mailticket.store.engine import Store, Transaction
from mailticket.store.parcels import Delivery, DeliveryStatus, Ended, Parcel, Role
from mailticket.ticket import events as ev
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Filed, Kind, Mail, Send

log: Final = logging.getLogger(__name__)


def bounced(tx: Transaction, letter: Letter, bounce: Bounce, inbound_id: int, now: datetime) -> None:
    """Row 3: noted on the mail and its recipient; a delay changes nothing, a fault of ours blames nobody."""
    parcel = _returned(tx, letter, bounce)
    ticket = tickets.load(tx, parcel.mail.ticket, lock=True) if parcel and parcel.mail.ticket else None
    failed = [one.address.lower() for one in bounce.recipients if one.permanent]
    why = f"bounce: {', '.join(bounce.evidence)}; {', '.join(failed) or 'no recipient named'}"
    if bounce.delay:
        why = f"only a delay; {why}"
    if bounce.about_us:
        why = f"about us, not the recipient; {why}"
    cause = Cause(at=letter.at, now=now, why=why, letter=letter, inbound_id=inbound_id)
    file_message(tx, ticket, Filed(kind=Kind.BOUNCE, row=3), cause)
    if bounce.about_us:
        alarm = Send(mail=Mail.ALARM, topic="relay", text=letter.reply.new_text[:500], to_supervisor=True)
        tell_once(tx, letter.desk, alarm, letter.at.date().isoformat(), cause)
    elif parcel is not None and not bounce.delay:
        hit = [one for one in parcel.deliveries if _hit(one, failed, alone=len(parcel.deliveries) == 1)]
        for one in hit:
            outbox.bounced(tx, [one.id], now, _said(letter, bounce, one.recipient))


def settle(store: Store, desk: Desk, now: datetime, limit: int) -> int:
    """Tell the tickets how their mails ended: reminders taken or dropped, addresses that failed for good.

    Returns how many were told.
    """
    with store.reading() as tx:
        waiting = outbox.unreported(tx, limit)
    for ended in waiting:
        try:
            with store.transaction() as tx:
                if outbox.report(tx, ended.delivery.id):  # another thread may have told it meanwhile
                    _settle(tx, desk, ended, now)
        except TemporaryError:
            raise
        except Exception:  # a bug that one ticket meets must not stop the clocks of the others
            log.exception("delivery %d: its ticket could not be told", ended.delivery.id)
    return len(waiting)


def _returned(tx: Transaction, letter: Letter, bounce: Bounce) -> Parcel | None:
    """The mail of ours that came back, by its Message-ID, or by one that the report refers to."""
    for known in (bounce.original_id, *letter.parents):
        if known is not None:
            parcel = outbox.find_by_message_id(tx, known)
            if parcel is not None:
                return parcel
    return None


def _said(letter: Letter, bounce: Bounce, recipient: str) -> str:
    """Why, for people: the server's words about this recipient, or else the beginning of the report."""
    about = [one for one in bounce.recipients if one.address.lower() in (recipient, "")]
    return next((one.said for one in about if one.said), "") or " ".join(letter.reply.new_text.split())[:300]


def _hit(delivery: Delivery, failed: list[str], *, alone: bool) -> bool:
    """The recipient that the report names; where it names none, the only one that the mail had."""
    return delivery.recipient in failed or (alone and not failed)


def _settle(tx: Transaction, desk: Desk, ended: Ended, now: datetime) -> None:
    delivery = ended.delivery
    ticket = tickets.load(tx, delivery.ticket, lock=True) if delivery.ticket else None
    cause = Cause(at=delivery.ended_at or now, now=now, why=f"{ended.mail} to {delivery.recipient}: {delivery.detail}")
    if delivery.status in (DeliveryStatus.FAILED, DeliveryStatus.BOUNCED):
        if delivery.role in (Role.LIST, Role.OPERATOR, Role.SUPERVISOR):
            topic = "list_bounced" if delivery.role is Role.LIST else "operator_bounced"
            told = Send(
                mail=Mail.NOTICE, topic=topic, text=f"{delivery.recipient}: {delivery.detail}", to_supervisor=True
            )
            tell_once(tx, desk, told, delivery.recipient, cause)
        if ticket is not None:
            event = ev.DeliveryFailed(
                at=cause.at,
                recipient=Address(delivery.recipient),
                customer=ticket.customer is not None and ticket.customer.key == delivery.recipient,
                mail=Mail(ended.mail),
                spell=ended.spell,
                detail=delivery.detail,
            )
            perform(tx, desk, ticket, decide(ticket, event, desk.policy, now), cause)
    if ended.mail == Mail.REMINDER and delivery.role is Role.CUSTOMER and delivery.ticket and ended.spell:
        _reminded(tx, desk, ended, ended.spell, cause)


def _reminded(tx: Transaction, desk: Desk, ended: Ended, spell: int, cause: Cause) -> None:
    """The clock of the silence goes on, whether the reminder left or was dropped, or failed at a former address."""
    ticket = tickets.load(tx, ended.delivery.ticket, lock=True) if ended.delivery.ticket else None
    if ticket is not None:
        kind = ev.ReminderAccepted if ended.delivery.status is DeliveryStatus.SENT else ev.ReminderDropped
        perform(
            tx, desk, ticket, decide(ticket, kind(at=cause.at, spell=spell, n=ended.n), desk.policy, cause.now), cause
        )
