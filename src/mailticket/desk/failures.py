"""Mail of ours that didn't arrive: bounces, refusals, and the reminders that did (spec 1.3 row 3, 2.8)."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from mailticket.desk import hold
from mailticket.desk.cause import Cause
from mailticket.desk.desk import Desk
from mailticket.desk.letter import Letter
from mailticket.desk.perform import file_message, perform, say, tell_once
from mailticket.errors import TemporaryError
from mailticket.ids import Address, TicketNumber
from mailticket.mail.addr_spec import envelope
from mailticket.mail.bounce import Bounce
from mailticket.mail.token import read_header, read_own
from mailticket.store import outbox, records, tickets, told
from mailticket.store.engine import Store, Transaction
from mailticket.store.parcels import Delivery, DeliveryStatus, Ended, Parcel, Role
from mailticket.store.records import Act
from mailticket.ticket import events as ev
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Filed, Kind, Mail, Send

log: Final = logging.getLogger(__name__)

_LATE: Final = timedelta(minutes=1)
"""A recipient who got a mail so long after it was written may have got it after its copy was filed: it is recorded."""
_SAID: Final = 300
"""Characters of a server's words that go on record."""


def bounced(tx: Transaction, letter: Letter, bounce: Bounce, inbound_id: int, now: datetime) -> None:
    """Row 3: noted on the mail and its recipient; a delay changes nothing, a fault of ours blames nobody."""
    parcel = _returned(tx, letter, bounce)
    ticket = tickets.load(tx, parcel.mail.ticket, lock=True) if parcel and parcel.mail.ticket else None
    why = _why(bounce, known=parcel is not None)
    cause = Cause(at=letter.at, now=now, why=why, letter=letter, inbound_id=inbound_id)
    file_message(tx, ticket, Filed(kind=Kind.BOUNCE, row=3), cause)
    if bounce.delay:
        return
    hit = _struck(parcel, bounce, letter) if parcel is not None else ()
    if bounce.about_us:
        _fault_of_ours(tx, letter, bounce, parcel, hit, cause)
        return
    for one in hit:
        outbox.bounced(tx, [one.id], now, _said(letter, bounce, one.recipient))
    if parcel is not None and not hit:
        _of_a_member(tx, letter, bounce, parcel, cause)


def _why(bounce: Bounce, *, known: bool) -> str:
    lost = ", ".join(one.address for one in bounce.recipients if one.lost and one.address) or "no recipient named"
    marks = (
        "only a delay" if bounce.delay else "",
        "about us, not the recipient" if bounce.about_us else "",
        "" if known else "of no mail of ours",
        f"bounce: {', '.join(bounce.evidence)}",
        lost,
    )
    return "; ".join(one for one in marks if one)


def _fault_of_ours(
    tx: Transaction,
    letter: Letter,
    bounce: Bounce,
    parcel: Parcel | None,
    hit: Sequence[Delivery],
    cause: Cause,
) -> None:
    """Everything is held until the administrator says go on, what came back with it; the supervisor is told (2.8).

    Only a mail of ours that came back can hold anything; of one that we never sent (somebody used our address) nobody
    hears, of one that can't be told the supervisor does.
    """
    if parcel is None and bounce.original_id is not None and read_own(letter.desk.key, bounce.original_id) is None:
        return
    said = _said(letter, bounce, hit[0].recipient if hit else "")
    whole = parcel is not None and hold.refused(tx, *_refusal(bounce, parcel, hit), said, cause.now)
    for one in hit:
        outbox.returned(tx, [one.id], cause.now, said)
        if not whole:
            outbox.held(tx, [one.id], f"refused for a reason that lies with us: {said}")
        if parcel is not None:
            _reminder_returned(tx, letter.desk, parcel, one, cause)
    alarm = Send(mail=Mail.ALARM, topic="relay", text=said, to_supervisor=True)
    tell_once(tx, letter.desk, alarm, letter.at.date().isoformat(), cause)


def _refusal(bounce: Bounce, parcel: Parcel, hit: Sequence[Delivery]) -> tuple[str, datetime]:
    """The domain that refused ('' if the report names none), and when the mail was sent."""
    addresses = (*(one.recipient for one in hit), *(one.address for one in bounce.recipients if one.address))
    sent_at = max((one.ended_at for one in hit if one.ended_at), default=parcel.mail.created_at)
    return next(iter(addresses), "").rpartition("@")[2], sent_at


def _reminder_returned(tx: Transaction, desk: Desk, parcel: Parcel, delivery: Delivery, cause: Cause) -> None:
    mail = parcel.mail
    if mail.mail != Mail.REMINDER or delivery.role is not Role.CUSTOMER or mail.ticket is None or not mail.spell:
        return
    ticket = tickets.load(tx, mail.ticket, lock=True)
    if ticket is not None:
        event = ev.ReminderReturned(at=cause.at, spell=mail.spell, n=mail.n)
        perform(tx, desk, ticket, decide(ticket, event, desk.policy, cause.now), cause)


def _of_a_member(tx: Transaction, letter: Letter, bounce: Bounce, parcel: Parcel, cause: Cause) -> None:
    """A list that is a mere alias lets its members' bounces come back to us: the supervisor hears whom it misses.

    An address that nobody knows may as well be where the customer's mail is forwarded to, if they got it too.
    """
    if not any(one.role is Role.LIST for one in parcel.deliveries):
        return
    ours = {one.recipient for one in parcel.deliveries}
    for one in bounce.recipients:
        if one.lost and one.address and not ours & {one.address, one.original}:
            to_list_alone = all(other.role is Role.LIST for other in parcel.deliveries)
            known = to_list_alone or letter.desk.roster.find(Address(one.address)) is not None
            topic = "operator_bounced" if known else "address_bounced"
            _tell_of_address(tx, letter.desk, topic, one.address, _said(letter, bounce, one.address), cause)


def _tell_of_address(tx: Transaction, desk: Desk, topic: str, recipient: str, detail: str, cause: Cause) -> None:
    notice = Send(mail=Mail.NOTICE, topic=topic, text=f"{recipient}: {detail}", to_supervisor=True)
    tell_once(tx, desk, notice, recipient, cause)


def _tell_of_list(tx: Transaction, desk: Desk, recipient: str, detail: str, cause: Cause) -> None:
    """Once, and again only after the list has worked in between: an echo of ours shows it."""
    kind = "alarm:list_refuses"
    before = told.last(tx, kind, recipient)
    if before is None or outbox.echoed_since(tx, before):
        told.once(tx, kind, recipient, cause.now, timedelta())
        say(tx, desk, Send(mail=Mail.ALARM, topic="list_refuses", text=f"{recipient}: {detail}"), None, cause)


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
    """The mail of ours that came back: by its Message-ID, by one that the report refers to, by our keyed header.

    Some relays give a mail another Message-ID; the keyed header in what they return still says which it was.
    """
    for known in (bounce.original_id, *letter.parents):
        parcel = outbox.find_by_message_id(tx, known) if known is not None else None
        if parcel is not None:
            return parcel
    keyed = next((value for name, value in bounce.original_headers if name == "x-mailticket"), None)
    means = read_header(letter.desk.key, keyed) if keyed else None
    if means is None or "mail" not in means:
        return None
    mail = outbox.find_by_meaning(tx, TicketNumber(int(means.get("ticket", 0))), means["mail"], int(means.get("n", 0)))
    return outbox.find_by_message_id(tx, mail.message_id) if mail else None


def _struck(parcel: Parcel, bounce: Bounce, letter: Letter) -> tuple[Delivery, ...]:
    """The recipients of ours that the report speaks of; only what was sent can come back.

    By their address, or by the one it was forwarded from (RFC 3464 section 2.3.1), or where the report's words mention
    it; of a mail to one person it is that one. A list's members aren't the list.
    """
    lost = [one for one in bounce.recipients if one.lost]
    sent = tuple(one for one in parcel.deliveries if one.status in (DeliveryStatus.SENT, DeliveryStatus.IN_DOUBT))
    named = {address for one in lost for address in (one.address, one.original) if address}
    hit = tuple(one for one in sent if one.recipient in named)
    if hit or not lost or (len(parcel.deliveries) == 1 and not named):
        return hit or (sent if lost else ())
    words = letter.reply.new_text.lower()
    hit = tuple(one for one in sent if one.recipient in words)
    alone = len(parcel.deliveries) == 1 and parcel.deliveries[0].role is not Role.LIST
    return hit or (sent if alone else ())


def _said(letter: Letter, bounce: Bounce, recipient: str) -> str:
    """Why, for people: the server's words about this recipient, or else the beginning of the report."""
    about = [one for one in bounce.recipients if one.address.lower() in (recipient, "")]
    return next((one.said for one in about if one.said), "") or " ".join(letter.reply.new_text.split())[:300]


def _settle(tx: Transaction, desk: Desk, ended: Ended, now: datetime) -> None:
    delivery = ended.delivery
    ticket = tickets.load(tx, delivery.ticket, lock=True) if delivery.ticket else None
    cause = Cause(at=delivery.ended_at or now, now=now, why=f"{ended.mail} to {delivery.recipient}: {delivery.detail}")
    late = delivery.status is DeliveryStatus.SENT and cause.at - delivery.queued_at > _LATE
    if late or delivery.status in (DeliveryStatus.FAILED, DeliveryStatus.WITHDRAWN):
        records.add(tx, Act.ENDED, cause.at, _end(ended))
    if delivery.status in (DeliveryStatus.FAILED, DeliveryStatus.BOUNCED):
        if delivery.role is Role.LIST:
            _tell_of_list(tx, desk, delivery.recipient, delivery.detail, cause)
        elif delivery.role in (Role.OPERATOR, Role.SUPERVISOR):
            _tell_of_address(tx, desk, "operator_bounced", delivery.recipient, delivery.detail, cause)
        if ticket is not None:
            event = ev.DeliveryFailed(
                at=cause.at,
                recipient=Address(delivery.recipient),
                customer=ticket.customer is not None and envelope(ticket.customer) == delivery.recipient,
                mail=Mail(ended.mail),
                spell=ended.spell,
                detail=delivery.detail,
            )
            perform(tx, desk, ticket, decide(ticket, event, desk.policy, now), cause)
    if ended.mail == Mail.REMINDER and delivery.role is Role.CUSTOMER and delivery.ticket and ended.spell:
        _reminded(tx, desk, ended, ended.spell, cause)


def _end(ended: Ended) -> dict[str, str | None]:
    """An end that no copy tells of, as it goes on record (spec 2.6)."""
    return {
        "message": ended.message_id,
        "mail": ended.mail,
        "ticket": str(ended.delivery.ticket or 0),
        "n": str(ended.n),
        "recipient": ended.delivery.recipient,
        "status": ended.delivery.status.value,
        "detail": ended.delivery.detail[:_SAID],
    }


def _reminded(tx: Transaction, desk: Desk, ended: Ended, spell: int, cause: Cause) -> None:
    """The clock of the silence goes on, whether the reminder left or was dropped, or failed at a former address."""
    ticket = tickets.load(tx, ended.delivery.ticket, lock=True) if ended.delivery.ticket else None
    if ticket is not None:
        kind = ev.ReminderAccepted if ended.delivery.status is DeliveryStatus.SENT else ev.ReminderDropped
        perform(
            tx, desk, ticket, decide(ticket, kind(at=cause.at, spell=spell, n=ended.n), desk.policy, cause.now), cause
        )
