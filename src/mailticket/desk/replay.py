"""A desk is lived through again, from its mailbox and `sent` folder, in order of time (spec 4.5).

The same code decides: `receive` on each message when it was decided on, `sweep` when a mail says that a clock acted,
`give` on each order. What that would send is known again in what was sent: by its meaning it gets the Message-ID, the
instant and the end that it had. So nothing is sent, and what people answer finds its thread.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from mailticket.desk import digest, failures, past
from mailticket.desk.desk import Desk
from mailticket.desk.order import give, read_again
from mailticket.desk.past import Arrived, Done, Told
from mailticket.desk.receive import receive
from mailticket.desk.sweep import sweep, wake
from mailticket.errors import Refused
from mailticket.ids import Address, TicketNumber
from mailticket.mail.parse import parse
from mailticket.mail.token import read_header
from mailticket.store import inbound, mailbox, outbox, records, threads, tickets
from mailticket.store.engine import Store, Transaction
from mailticket.store.inbound import Arrival
from mailticket.store.parcels import DeliveryStatus, OutboxRow, Outgoing, Parcel, Recipient, Role
from mailticket.store.records import Act
from mailticket.store.threads import MessageRow
from mailticket.ticket.audience import audience
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.events import TimePassed
from mailticket.ticket.model import Ticket

log: Final = logging.getLogger(__name__)

_ALL: Final = 1_000_000
_APART: Final = timedelta(days=4)
"""How far the instant of a mail that a clock or an order caused may be from the copy that it is known again in."""
_WAITS: Final = frozenset({DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.IN_DOUBT})
_SAME: Final = ("mail", "ticket", "n", "spell", "of")
"""What two mails of the same meaning have in common in the keyed header."""

Fetch = Callable[[Arrived], Arrival | None]
"""The whole of a message; None if it vanished from the mailbox meanwhile."""
Step = Callable[[int, int], None]
"""Told of the progress: how many of how many events."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    messages: int = 0
    known_again: int = 0
    """Mails that were sent, and that the desk would have sent again."""
    unexplained: list[str] = field(default_factory=list)
    """Mails that were sent, but that nothing in the mailbox led to; they are on record, on their ticket."""
    never_sent: list[str] = field(default_factory=list)
    """Mails that lie in the outbox, held: no copy shows that they left."""
    refused: list[str] = field(default_factory=list)
    """Orders that could not be carried out again."""
    vanished: int = 0
    """Messages that were gone when they were to be read."""
    held: bool = True
    """Sending waits for the administrator's word."""

    @property
    def in_doubt(self) -> bool:
        """Something was sent, queued or ordered that the mailbox explains in part only."""
        return bool(self.unexplained or self.never_sent or self.refused or self.vanished)


@dataclass(frozen=True, slots=True)
class _Event:
    at: datetime
    rank: int
    """What comes first at one instant."""
    act: Callable[[datetime], None]


def replay(
    store: Store,
    desk: Desk,
    messages: Iterable[Arrived],
    mails: Iterable[Told],
    acts: Iterable[Done],
    fetch: Fetch,
    step: Step = lambda _done, _all: None,
) -> Outcome:
    """Fill an empty store, whose folders have a position; returns what could and what could not be lived again."""
    return _Replay(store, desk, tuple(mails), tuple(acts), fetch).run(tuple(messages), step)


class _Replay:
    """Events in order of time; after each the mails that it led to are looked for among those that were sent."""

    def __init__(self, store: Store, desk: Desk, mails: tuple[Told, ...], acts: tuple[Done, ...], fetch: Fetch) -> None:
        self._store = store
        self._desk = desk
        self._mails = mails
        self._acts = acts
        self._fetch = fetch
        self._outcome = Outcome()
        self._by_meaning: dict[tuple[str, ...], list[Told]] = {}
        for one in mails:
            self._by_meaning.setdefault(_meaning(one.said), []).append(one)
        self._rows: dict[str, int] = {}
        """The mails that are known again, by Message-ID: their rows in the outbox."""
        self._taken: list[Told] = []
        """Mails whose instant of leaving has come."""
        self._last_row = 0
        self._discarded = {one.said.get("bytes", ""): one.at for one in acts if one.said["record"] == Act.DISCARDED}
        self._ends = [one for one in acts if one.said["record"] == Act.ENDED]

    def run(self, messages: tuple[Arrived, ...], step: Step) -> Outcome:
        events = self._events(messages)
        for n, event in enumerate(events):
            self._quiet_clocks(event.at)
            event.act(event.at)
            self._know_again()
            self._leave(event.at)
            failures.settle(self._store, self._desk, event.at, _ALL)
            self._know_again()
            step(n + 1, len(events))
        self._finish()
        return self._outcome

    def _events(self, messages: tuple[Arrived, ...]) -> list[_Event]:
        """At one instant: what arrived, then clocks, then what left, then what answers our mail, then orders."""
        names = {one.message_id for one in self._mails}
        events = [
            _Event(at, 4 if names.intersection(one.ours) else 0, partial(self._message, one))
            for at, one in past.in_order(messages, self._mails)
        ]
        clocks = {(one.at, one.said["mail"] == Mail.DIGEST): one for one in self._mails if one.read_until is not None}
        events += [_Event(one.at, 1, partial(self._clock, one)) for one in clocks.values()]
        events += [_Event(one.taken_at, 2, partial(self._left, one)) for one in self._mails]
        again = [one for one in self._acts if one.said["record"] in (Act.ORDER, Act.ENDED)]
        events += [_Event(one.at, 5, partial(self._done, one)) for one in again]
        return sorted(events, key=lambda one: (one.at, one.rank))

    # What happened

    def _message(self, message: Arrived, at: datetime) -> None:
        whole = self._fetch(message)
        if whole is None:
            self._outcome.vanished += 1
            return
        gone_at = self._discarded.get(records.digest(whole.raw))
        with self._store.transaction() as tx:
            inbound.add(tx, [whole], at)
            self._read_to(tx, at)
            if gone_at is not None:
                (row,) = inbound.next_new(tx, 1)
                inbound.quarantine(tx, row.id, "set aside, and discarded by hand")
                inbound.discard(tx, row.id, gone_at)
        receive(self._store, self._desk, at, 1)
        self._outcome.messages += 1

    def _clock(self, mail: Told, at: datetime) -> None:
        """A mail says that the clocks were looked at: all that had run out by then acted."""
        with self._store.transaction() as tx:
            self._read_to(tx, mail.read_until or at)
        if mail.said["mail"] == Mail.DIGEST:
            digest.send(self._store, self._desk, at, 0)
        else:
            sweep(self._store, self._desk, at, _ALL)

    def _quiet_clocks(self, until: datetime) -> None:
        """Clocks that act without a word leave no mail that says when: they acted when they ran out."""
        acted = True
        while acted:
            acted = False
            with self._store.reading() as tx:
                waking = [tickets.look_up(tx, number) for number in tickets.waking(tx, until, _ALL)]
            for one in waking:
                if one is None or one.wake_at is None or self._is_heard(one.ticket, one.wake_at):
                    continue
                event = TimePassed(at=one.wake_at)
                with self._store.transaction() as tx:
                    acted |= bool(wake(tx, self._desk, one.ticket.number, event, one.wake_at))

    def _is_heard(self, ticket: Ticket, at: datetime) -> bool:
        effects = decide(ticket, TimePassed(at=at), self._desk.policy, at)
        sends = (one for one in effects if isinstance(one, Send))
        return any(audience(one, ticket, self._desk.addresses) is not None for one in sends)

    def _left(self, mail: Told, _at: datetime) -> None:
        self._taken.append(mail)

    def _done(self, done: Done, _at: datetime) -> None:
        if done.said["record"] == Act.ENDED:
            self._ended(done)
            return
        number = int(done.said["ticket"])
        if "read" in done.said:
            with self._store.transaction() as tx:
                self._read_to(tx, datetime.fromisoformat(done.said["read"]))
        try:
            give(self._store, self._desk, number, read_again(done.said, done.at), done.at, done.said.get("login", ""))
        except Refused as error:
            self._outcome.refused.append(f"{number}: {done.said['line']}: {error}")

    def _ended(self, done: Done) -> None:
        """A mail of ours ended for one recipient otherwise than its copy says."""
        said = done.said
        with self._store.transaction() as tx:
            found = outbox.find_by_message_id(tx, said["message"]) or self._unsent(tx, said)
            for one in found.deliveries if found else ():
                if one.recipient != said["recipient"] or one.status is DeliveryStatus.FAILED:
                    continue
                match said["status"]:
                    case DeliveryStatus.FAILED:
                        outbox.failed(tx, [one.id], done.at, said["detail"])
                    case DeliveryStatus.SENT:
                        outbox.sent(tx, [one.id], done.at, said["detail"])
                    case _:
                        outbox.drop(tx, one.id, done.at)

    def _unsent(self, tx: Transaction, said: Mapping[str, str]) -> Parcel | None:
        """A mail that nobody got has no copy, and so another Message-ID than it had."""
        row = outbox.find_by_meaning(tx, TicketNumber(int(said["ticket"])), said["mail"], int(said["n"]))
        known = row is None or row.id in self._rows.values()
        return None if row is None or known else outbox.find_by_message_id(tx, row.message_id)

    # What was sent

    def _know_again(self) -> None:
        """Give the mails that were queued since the last look the identity of those that were sent."""
        with self._store.transaction() as tx:
            for row in outbox.after(tx, self._last_row):
                self._last_row = row.id
                message = parse(outbox.raw(tx, row.id))
                said = read_header(self._desk.key, message.header("x-mailticket") or "") or {}
                found = self._same(_meaning(said), row, tuple(one.key for one in message.recipients))
                if found is not None:
                    outbox.know_again(tx, row.id, found.message_id, found.at)
                    self._rows[found.message_id] = row.id
                    self._outcome.known_again += 1

    def _same(self, meaning: tuple[str, ...], row: OutboxRow, recipients: tuple[str, ...]) -> Told | None:
        """The mail that was sent in the place of this one: the same people first, then the nearest instant."""
        sent = self._by_meaning.get(meaning, [])
        best = min(sent, key=lambda one: (one.recipients != recipients, abs(one.at - row.created_at)), default=None)
        if best is None or best.message_id in self._rows:
            return None
        if not best.said.get("of") and abs(best.at - row.created_at) > _APART:
            return None
        sent.remove(best)
        return best

    def _leave(self, now: datetime) -> None:
        """What left by now was taken by the relay; of what nothing led to, only that is known."""
        waiting = []
        for mail in self._taken:
            row = self._rows.get(mail.message_id)
            if row is not None:
                self._sent(mail, row)
            elif mail.taken_at < now:
                self._unexplained(mail)
            else:
                waiting.append(mail)
        self._taken = waiting

    def _sent(self, mail: Told, row: int) -> None:
        apart = {one.said["recipient"] for one in self._ends if one.said["message"] == mail.message_id}
        with self._store.transaction() as tx:
            parcel = outbox.find_by_message_id(tx, mail.message_id)
            deliveries = [one for one in parcel.deliveries if one.recipient not in apart] if parcel else []
            queued = [one.id for one in deliveries if one.status in _WAITS]
            released = [one.id for one in deliveries if one.status is DeliveryStatus.HELD] if not queued else []
            outbox.sent(tx, queued or released, mail.taken_at, "its copy lies in the `sent` folder")
            outbox.mark_filed(tx, [row], mail.taken_at)

    def _unexplained(self, mail: Told) -> None:
        """Put it on record, so that answers to it find their ticket."""
        self._outcome.unexplained.append(f"{mail.said['mail']}: {mail.subject} ({mail.message_id})")
        with self._store.transaction() as tx:
            ticket = tickets.load(tx, int(mail.said.get("ticket", "0")))
            number = ticket.number if ticket else None
            row = outbox.enqueue(
                tx,
                Outgoing(
                    ticket=number,
                    mail=mail.said["mail"],
                    message_id=mail.message_id,
                    raw=b"",
                    sender=self._desk.addresses.helpdesk.address,
                    subject=mail.subject,
                    created_at=mail.at,
                ),
                [Recipient(address=one, role=Role.OTHER) for one in mail.recipients],
            )
            threads.add(
                tx,
                MessageRow(
                    ticket=number,
                    outbox_id=row,
                    direction="out",
                    kind=mail.said["mail"],
                    message_id=mail.message_id,
                    author=self._desk.sender,
                    to=tuple(Address(one) for one in mail.recipients),
                    subject=mail.subject,
                    at=mail.at,
                    text="",
                    why="known by its copy alone",
                ),
            )
            self._rows[mail.message_id] = row
            self._last_row = max(self._last_row, row)
        self._sent(mail, row)

    # The end

    def _finish(self) -> None:
        for mail in self._taken:
            self._unexplained(mail)
        with self._store.transaction() as tx:
            for parcel in outbox.listing(tx, _WAITS, _ALL):
                outbox.held(tx, [one.id for one in parcel.deliveries], "no copy shows that it was ever sent")
                self._outcome.never_sent.append(f"{parcel.mail.mail}: {parcel.mail.subject}")
            filed = [(one.id, one.at) for one in records.unfiled(tx, _ALL)]  # they came from the folder
            for which, at in filed:
                records.mark_filed(tx, [which], at)

    def _read_to(self, tx: Transaction, at: datetime) -> None:
        for folder in self._desk.folders:
            mailbox.mark_polled(tx, folder, at)


def _meaning(said: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(said.get(name, "") for name in _SAME)
