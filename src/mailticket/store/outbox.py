"""Mail to be sent: one row a mail, frozen bytes; one delivery a recipient (spec 2.6, 2.8, I03 to I05)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Executable

from mailticket.ids import MessageId, TicketNumber
from mailticket.store import outbox_sql as sql
from mailticket.store.engine import AnyRow, Transaction
from mailticket.store.parcels import Copy, Delivery, DeliveryStatus, Ended, OutboxRow, Outgoing, Parcel, Recipient, Role
from mailticket.store.prepared import Values
from mailticket.store.tables import deliveries, one_of


def enqueue(tx: Transaction, mail: Outgoing, recipients: Sequence[Recipient]) -> int:
    """Write a mail down before it is said (house rule 6); due at once, in order per ticket and recipient. Its id."""
    row = tx.add(sql.ADD_MAIL, _mail_values(mail))
    tx.run(sql.ADD_DELIVERY, [_delivery_values(mail, row, recipient) for recipient in recipients])
    return row


def due(tx: Transaction, now: datetime, limit: int, mails: Collection[str] | None = None) -> list[Parcel]:
    """At most `limit` deliveries that are due, with their mails; nothing is taken yet. `mails`: names; None: any.

    Left out, per ticket and recipient, is what stands behind an earlier mail that still waits: no two of them are in
    each other's way.
    """
    values = {"now": now, "limit": limit}
    rows = tx.rows(sql.DUE, values) if mails is None else tx.rows(sql.DUE_OF, {**values, "mails": list(mails)})
    found = [_delivery(row) for row in rows]
    last = found[-1].outbox_id if found else 0
    if len(found) == limit and found[0].outbox_id != last:  # a mail cut in two waits for the next call
        found = [one for one in found if one.outbox_id != last]
    return _parcels(tx, found)


def take(tx: Transaction, parcel: Parcel) -> Parcel:
    """Mark what `due` found `sending`, one attempt more; without what was withdrawn or dropped meanwhile."""
    ids = [one.id for one in parcel.deliveries]
    still = {row[0] for row in tx.rows(sql.TAKE, {"ids": ids})}
    taken = (
        replace(one, status=DeliveryStatus.SENDING, attempts=one.attempts + 1)
        for one in parcel.deliveries
        if one.id in still
    )
    return replace(parcel, deliveries=tuple(taken))


def raw(tx: Transaction, outbox_id: int) -> bytes:
    """The mail itself: frozen bytes, the same at every attempt (I04)."""
    text: bytes = tx.value(sql.RAW, {"mail": outbox_id})
    return text


def sent(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """The server took it. The ticket will hear of it if the mail belongs to a silent spell."""
    _each(tx, sql.SENT, ids, ended_at=at, detail=detail)


def put_back(tx: Transaction, ids: Iterable[int], next_at: datetime, detail: str) -> None:
    """Not now: waits again, for `next_at`; what was in doubt before stays so, for its echo may still come."""
    _each(tx, sql.PUT_BACK, ids, next_at=next_at, detail=detail)


def untried(tx: Transaction, ids: Iterable[int], next_at: datetime, detail: str) -> None:
    """Taken, but nobody was asked to take it: put back, and the attempt doesn't count."""
    _each(tx, sql.UNTRIED, ids, next_at=next_at, detail=detail)


def failed(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """Refused for good, or given up. The ticket will hear of it."""
    _each(tx, sql.CHANGE, ids, status="failed", ended_at=at, detail=detail, reported=False)


def bounced(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """Sent, and then returned. The ticket will hear of it."""
    _each(tx, sql.CHANGE, ids, status="bounced", ended_at=at, detail=detail, reported=False)


def returned(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """Sent, and come back for a fault of ours: waits again, as if it had never been sent (spec 2.8)."""
    _each(tx, sql.RETURNED, ids, next_at=at, detail=detail)


def in_doubt(tx: Transaction, ids: Iterable[int], next_at: datetime, detail: str) -> None:
    """The answer was lost: sent or not, nobody knows. Due again at `next_at` unless the echo comes first.

    All of one attempt together: the echo may have come before its answer was missed, and settles them all.
    """
    chosen = list(ids)
    _each(tx, sql.DOUBT, chosen, next_at=next_at, detail=detail)
    _settle(tx, [row[0] for row in tx.rows(sql.MAILS_OF, {"ids": chosen})])


def held(tx: Transaction, ids: Iterable[int], detail: str) -> None:
    """Set aside for a person, with the reason."""
    _each(tx, sql.CHANGE, ids, status="held", detail=detail)


def withdraw(
    tx: Transaction, ticket: TicketNumber, *, spell_before: int, mails: Collection[str], at: datetime, detail: str
) -> int:
    """Take back what waits or is held of these mails from a silent spell with a number below `spell_before`.

    What is being sent this instant stays. Returns how many deliveries were taken back.
    """
    values = {"on": ticket, "spell": spell_before, "mails": list(mails), "ended_at": at, "detail": detail}
    return len(tx.rows(sql.WITHDRAW, values))


def withdrawn(tx: Transaction, ids: Iterable[int], at: datetime, detail: str) -> None:
    """Taken, but it shall not leave any more."""
    _each(tx, sql.WITHDRAWN, ids, ended_at=at, detail=detail)


def echoed(tx: Transaction, outbox_id: int, at: datetime) -> None:
    """The list's copy of a mail came back: what is in doubt since the same attempt was sent after all (I05)."""
    tx.run(sql.ECHOED, {"mail": outbox_id, "echoed_at": at})
    _settle(tx, [outbox_id])


def recover(tx: Transaction, until: Callable[[bool], datetime]) -> int:
    """Put in doubt what a dead process left `sending`. How many deliveries.

    `until` says when a mail is due again, told whether the list was to get it. Its echo may have been read already:
    the mailbox is read first after a start.
    """
    found = tx.rows(sql.RECOVER)
    by_list = {row.outbox_id for row in found if row.role == Role.LIST}
    for row in found:
        tx.run(sql.CHANGE, {"which": row.id, "next_at": until(row.outbox_id in by_list)})
    _settle(tx, sorted({row.outbox_id for row in found}))
    return len(found)


def unreported(tx: Transaction, limit: int) -> list[Ended]:
    """Ends of which the ticket must hear, in order of their rows."""
    return [
        Ended(
            delivery=_delivery(row),
            mail=row.mail,
            message_id=row.message_id,
            subject=row.subject,
            spell=row.spell,
            n=row.n,
        )
        for row in tx.rows(sql.UNREPORTED, {"limit": limit})
    ]


def report(tx: Transaction, delivery_id: int) -> bool:
    """Its ticket hears of the end now; False if it has heard already, or the delivery was queued again."""
    return bool(tx.rows(sql.REPORT, {"which": delivery_id}))


def unfiled(tx: Transaction, limit: int, most_bytes: int = 16 * 2**20) -> list[Copy]:
    """Mails that somebody got and whose copy isn't in the `sent` folder yet, oldest first.

    At most `limit`, and no more than `most_bytes` together, but at least one.
    """
    chosen: list[int] = []
    total = 0
    for which, size in tx.rows(sql.UNFILED, {"limit": limit}):
        total += size
        if chosen and total > most_bytes:
            break
        chosen.append(which)
    return [
        Copy(id=row.id, message_id=row.message_id, raw=row.raw, taken_at=row.taken_at)
        for row in (tx.rows(sql.COPIES, {"ids": chosen}) if chosen else ())
    ]


def mark_filed(tx: Transaction, ids: Iterable[int], at: datetime) -> None:
    """Their copies are in the `sent` folder."""
    _each(tx, sql.FILE, ids, filed_at=at)


def find_by_message_id(tx: Transaction, message_id: str) -> Parcel | None:
    """The mail of ours with that Message-ID and all its deliveries; None if it is none of ours."""
    row = tx.first(sql.BY_MESSAGE_ID, {"wanted": message_id})
    if row is None:
        return None
    found = tuple(_delivery(one) for one in tx.rows(sql.OF_MAIL, {"mail": row.id}))
    return Parcel(mail=_mail(row), deliveries=found)


def after(tx: Transaction, outbox_id: int) -> list[OutboxRow]:
    """The mails that were queued after this one, oldest first."""
    return [_mail(row) for row in tx.rows(sql.AFTER, {"after": outbox_id})]


def know_again(tx: Transaction, outbox_id: int, message_id: MessageId, at: datetime) -> None:
    """The mail is one that was sent before, decided on at `at`: give it the identity that it has outside (I04)."""
    tx.run(sql.KNOW_ITS_MESSAGE, {"which": outbox_id, "message_id": message_id, "at": at})
    tx.run(sql.KNOW_AGAIN, {"which": outbox_id, "message_id": message_id, "created_at": at})


def put_raw(tx: Transaction, message_id: str, text: bytes) -> None:
    """The bytes that a mail had when it was sent."""
    tx.run(sql.PUT_RAW, {"wanted": message_id, "raw": text})


def find_by_meaning(tx: Transaction, ticket: TicketNumber, mail: str, n: int) -> OutboxRow | None:
    """The last mail of a ticket with that name and number; None without one. For what lost its Message-ID."""
    row = tx.first(sql.BY_MEANING, {"on": ticket, "named": mail, "nth": n})
    return _mail(row) if row else None


def echoed_since(tx: Transaction, since: datetime) -> bool:
    """Whether the list has delivered a mail that the relay took since then."""
    return tx.first(sql.ECHOED_SINCE, {"since": since}) is not None


def arrived(tx: Transaction, recipient: str, since: datetime, until: datetime) -> bool:
    """Whether the relay took a mail to an address in that time that hasn't come back."""
    return tx.first(sql.ARRIVED, {"to": recipient.lower(), "since": since, "until": until}) is not None


def count_to(tx: Transaction, recipient: str, since: datetime, *, besides: Collection[str] = ()) -> int:
    """Mails to an outside address that were queued since then and not held or withdrawn (spec 2.5).

    `besides`: names of mails that aren't counted.
    """
    values = {"to": recipient.lower(), "since": since, "besides": list(besides)}
    return int(tx.value(sql.COUNT_TO, values))


def count_sent(tx: Transaction, since: datetime) -> int:
    """Deliveries that the relay took since then (spec 2.8, `max_per_hour`)."""
    return int(tx.value(sql.COUNT_SENT, {"since": since}))


def next_due_at(tx: Transaction) -> datetime | None:
    """When the next delivery is due, of those with nothing in line before them; None if nothing waits."""
    at: datetime | None = tx.value(sql.NEXT_DUE)
    return at


def listing(tx: Transaction, statuses: Collection[DeliveryStatus], limit: int) -> list[Parcel]:
    """Mails with deliveries in these statuses, oldest first, without what is over."""
    chosen = sql.ALL.where(one_of(deliveries.c.status, *statuses)).order_by(deliveries.c.id).limit(limit)
    return _parcels(tx, [_delivery(row) for row in tx.rows(chosen)])


def retry(tx: Transaction, delivery_id: int, now: datetime) -> bool:
    """A person says: send it. Queued again if held, failed, in doubt or waiting; False elsewhere."""
    return bool(tx.rows(sql.RETRY, {"which": delivery_id, "next_at": now}))


def drop(tx: Transaction, delivery_id: int, now: datetime) -> bool:
    """A person says: don't. Withdrawn if it waits, is in doubt or held; False elsewhere.

    The ticket will hear of it if the mail belongs to a silent spell: its clock goes on.
    """
    return bool(tx.rows(sql.DROP, {"which": delivery_id, "ended_at": now}))


def of_ticket(tx: Transaction, ticket: TicketNumber) -> dict[int, list[Delivery]]:
    """All deliveries of a ticket's mails, by the id of the outbox row."""
    found: dict[int, list[Delivery]] = {}
    for row in tx.rows(sql.OF_TICKET, {"on": ticket}):
        found.setdefault(row.outbox_id, []).append(_delivery(row))
    return found


def _settle(tx: Transaction, mails: Sequence[int]) -> None:
    """End the doubts of these mails that the list's echo answers."""
    if mails:
        for mail, heard_at in tx.rows(sql.HEARD, {"mails": list(mails)}):
            tx.run(sql.SETTLE, {"mail": mail, "ended_at": heard_at})


def _each(tx: Transaction, statement: Executable, ids: Iterable[int], **values: object) -> None:
    """The same change for each of these rows."""
    rows = [{"which": one, **values} for one in ids]
    if rows:
        tx.run(statement, rows)


def _parcels(tx: Transaction, chosen: Sequence[Delivery]) -> list[Parcel]:
    """The deliveries with their mails, in order of the mails' first delivery."""
    by_mail: dict[int, list[Delivery]] = {}
    for one in chosen:
        by_mail.setdefault(one.outbox_id, []).append(one)
    mails = {row.id: _mail(row) for row in tx.rows(sql.MAILS, {"ids": list(by_mail)})} if by_mail else {}
    return [Parcel(mail=mails[mail], deliveries=tuple(parts)) for mail, parts in by_mail.items()]


def _mail_values(mail: Outgoing) -> Values:
    return {
        "ticket": mail.ticket,
        "mail": mail.mail,
        "message_id": mail.message_id,
        "raw": mail.raw,
        "sender": mail.sender,
        "subject": mail.subject,
        "created_at": mail.created_at,
        "spell": mail.spell,
        "n": mail.n,
        "smtputf8": mail.smtputf8,
    }


def _delivery_values(mail: Outgoing, row: int, recipient: Recipient) -> Values:
    return {
        "outbox_id": row,
        "ticket": mail.ticket,
        "recipient": recipient.address.lower(),
        "role": recipient.role.value,
        "status": "failed" if recipient.failed else "held" if recipient.held else "queued",
        "attempts": 0,
        "doubts": 0,
        "queued_at": mail.created_at,
        "next_at": mail.created_at,
        "detail": recipient.failed or recipient.held,
        "ended_at": mail.created_at if recipient.failed else None,
        "reported": False,
    }


def _mail(row: AnyRow) -> OutboxRow:
    return OutboxRow(
        id=row.id,
        ticket=row.ticket,
        mail=row.mail,
        message_id=row.message_id,
        sender=row.sender,
        subject=row.subject,
        created_at=row.created_at,
        spell=row.spell,
        n=row.n,
        smtputf8=row.smtputf8,
        filed_at=row.filed_at,
    )


def _delivery(row: AnyRow) -> Delivery:
    return Delivery(
        id=row.id,
        outbox_id=row.outbox_id,
        ticket=row.ticket,
        recipient=row.recipient,
        role=Role(row.role),
        status=DeliveryStatus(row.status),
        attempts=row.attempts,
        doubts=row.doubts,
        queued_at=row.queued_at,
        next_at=row.next_at,
        detail=row.detail,
        ended_at=row.ended_at,
        reported=row.reported,
        echoed_at=row.echoed_at,
    )
