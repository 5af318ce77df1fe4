"""The daily digest: every ticket whose clock has run out, and whatever waits for a person (spec 4.6, I21)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from mailticket.canned import values as cv
from mailticket.desk import words
from mailticket.desk.cause import Cause
from mailticket.desk.desk import EVER, Desk
from mailticket.desk.paper import Thread, write
from mailticket.desk.perform import enqueue
from mailticket.ids import TicketNumber
from mailticket.store import desk as kept
from mailticket.store import inbound, journal, mailbox, outbox, threads, tickets, unproven
from mailticket.store.engine import Store, Transaction
from mailticket.store.parcels import DeliveryStatus
from mailticket.ticket import deadlines
from mailticket.ticket.assignment import turn
from mailticket.ticket.audience import Audience
from mailticket.ticket.deadlines import What
from mailticket.ticket.effects import Breached, Mail, Send
from mailticket.ticket.model import Status, Ticket

_NEXT = "digest_next_at"
_TOLD = "digest_told_to"
"""The last row of the journal whose breaches were told."""
_MOST = 200
"""Rows in one digest."""


def due(store: Store, desk: Desk, now: datetime) -> bool:
    """Whether a digest is due; the first look only notes when that will be."""
    with store.reading() as tx:
        said = kept.get(tx, _NEXT)
    if said is None:
        with store.transaction() as tx:
            kept.put(tx, _NEXT, deadlines.digest_after(desk.policy, now).isoformat())
        return False
    return datetime.fromisoformat(said) <= now


def send(store: Store, desk: Desk, now: datetime, unread_junk: int) -> bool:
    """Send today's digest to the supervisors, unless there is nothing to say; True if it was sent.

    `unread_junk`: unread messages in the Junk folder (spec 2.1). After an outage one digest goes out, not one a day.
    """
    with store.transaction() as tx:
        told = int(kept.get(tx, _TOLD) or 0)
        kept.put(tx, _NEXT, deadlines.digest_after(desk.policy, now).isoformat())
        kept.put(tx, _TOLD, str(journal.last_id(tx)))
        sections = _sections(tx, desk, told, unread_junk)
        supervisors = desk.roster.supervisors
        if not sections or not supervisors:
            return False
        to = Audience(
            to=supervisors,
            cc=(desk.addresses.list,) if desk.policy.digest_to_list else (),
            reply_to=(desk.addresses.helpdesk,),
        )
        mail = Send(mail=Mail.DIGEST)
        cause = Cause(at=now, now=now, why="daily", read_until=mailbox.horizon(tx, desk.folders))
        values = replace(words.values(tx, desk, mail, None, to, cause), sections=sections)
        enqueue(tx, desk, mail, None, to, write(desk, mail, None, to, values, cause, Thread()), now)
    return True


def _sections(tx: Transaction, desk: Desk, told: int, unread_junk: int) -> tuple[cv.Section, ...]:
    listed = tickets.still_open(tx, _MOST)
    held = outbox.listing(tx, {DeliveryStatus.HELD, DeliveryStatus.IN_DOUBT, DeliveryStatus.FAILED}, _MOST)
    aside = inbound.quarantined(tx, _MOST)
    read_to = mailbox.horizon(tx, desk.folders) or EVER  # an answer may lie unread behind it (house rule 1)
    sections = (
        cv.Section(
            title="digest_unclaimed", tickets=_rows(listed, lambda one: one.status is Status.OPEN and one.calls > 0)
        ),
        cv.Section(
            title="digest_overdue",
            tickets=tuple(
                words.row(one.ticket)
                for one in listed
                if one.ticket.status is not Status.OPEN and (one.due_what == What.DIGEST or _past(one.due_at, read_to))
            ),
        ),
        cv.Section(title="digest_breaches", lines=_breaches(tx, desk, told)),
        cv.Section(title="digest_resolved", tickets=_rows(listed, lambda one: one.status is Status.RESOLVED)),
        cv.Section(title="digest_undeliverable", tickets=_rows(listed, lambda one: one.undeliverable)),
        cv.Section(title="digest_held", lines=tuple(f"{one.mail.mail}: {one.mail.subject}" for one in held)),
        cv.Section(title="digest_unproven", lines=_unproven(tx)),
        cv.Section(title="digest_quarantine", lines=tuple(f"{one.id}: {one.reason or ''}" for one in aside)),
        cv.Section(title="digest_junk", lines=(str(unread_junk),) if unread_junk else ()),
    )
    return tuple(one for one in sections if one.tickets or one.lines)


def _past(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def _rows(listed: list[tickets.Listed], wanted: Callable[[Ticket], bool]) -> tuple[cv.Row, ...]:
    return tuple(words.row(one) for one in sorted((one.ticket for one in listed if wanted(one.ticket)), key=turn))


def _unproven(tx: Transaction) -> tuple[str, ...]:
    """Mail in the desk's names that waits for a proof of its author (spec 2.4)."""
    waiting = ((one.author, threads.load(tx, one.message)) for one in unproven.listing(tx, _MOST))
    return tuple(f"{author}: {stored.subject}" for author, stored in waiting if stored is not None)


def _breaches(tx: Transaction, desk: Desk, told: int) -> tuple[str, ...]:
    """The deadlines whose passing was recorded since the last digest, and that nobody has excused."""
    word = desk.catalog.locale(desk.locale).language.word
    return tuple(
        f"{number}: {fact.operator.called}, {word(fact.deadline.value)}"
        for number, fact in journal.breached(tx, told)
        if not _excused(tx, number, fact)
    )


def _excused(tx: Transaction, number: TicketNumber, fact: Breached) -> bool:
    ticket = tickets.load(tx, number)
    return ticket is not None and any(one.excused_at and one.due_at == fact.due_at for one in ticket.breaches)
