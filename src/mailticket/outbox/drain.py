"""Drain pass: what is due is handed to the relay, and the answer is written down, mail by mail (spec 2.8; I03-I05)."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, assert_never

from mailticket.errors import ConfigError, PlaceLost, RelayAway
from mailticket.outbox.retry import Again, GiveUp, about_us, retry
from mailticket.outbox.smtp import Accepted, Denied, Doubtful, Letter, Outcome
from mailticket.store import desk, outbox
from mailticket.store.engine import Store, Transaction
from mailticket.store.parcels import Delivery, Parcel, Role

log = logging.getLogger(__name__)

DOUBTS_MAX = 2
"""Lost answers after which a person decides: one repeat is risked, not two (I05)."""
UNECHOED_WAIT = timedelta(minutes=1)
"""How long a doubt waits at most where no echo can be hoped for."""
ECHO_MEMORY = timedelta(days=30)
"""A list that has echoed within this time is one that echoes."""
RELAY_PAUSE = timedelta(minutes=1)
"""When a mail is due again that the relay would not take for a reason of its own."""


@dataclass(frozen=True, slots=True)
class Go:
    """The mail may leave now."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not before this instant: the desk is closed, or one reminder was sent today (spec 1.5)."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Not any more: its silent spell is over (I10)."""

    why: str


Verdict = Go | Later | Withdraw

MayLeave = Callable[[Transaction, Parcel, datetime], Verdict]
"""Asked at the moment of sending, in the transaction that takes the mail."""


class Carrier(Protocol):
    """What the pass needs of `outbox.smtp.Carrier`."""

    @property
    def smtputf8(self) -> bool: ...  # noqa: D102
    def open(self) -> None: ...  # noqa: D102
    def carry(self, letter: Letter) -> Mapping[str, Outcome]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """How mail leaves (spec 4.2, `[smtp]`)."""

    max_per_hour: int = 0
    """Recipients an hour; 0: no limit of our own."""
    echo_wait: timedelta = timedelta(minutes=10)
    """How long a doubt waits for the list's echo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrainTally:
    """What became of the deliveries; all zero: nothing was due."""

    sent: int = 0
    put_back: int = 0
    failed: int = 0
    in_doubt: int = 0
    held: int = 0
    withdrawn: int = 0
    more: bool = False
    """Something was sent, so what stood behind it may be due: drain again at once."""


def drain(
    store: Store,
    carrier: Carrier,
    settings: Outbox,
    clock: Callable[[], datetime],
    limit: int,
    *,
    mails: Collection[str] | None = None,
    may_leave: MayLeave = lambda _tx, _parcel, _now: Go(),
    jitter: Callable[[], float] = lambda: 0.0,
    checkpoint: Callable[[str], None] = lambda _name: None,
) -> DrainTally:
    """Send what is due, at most `limit` deliveries. Idle when run twice. One drain at a time.

    Other passes are given an instant; this one waits for a relay, which may take minutes over each mail, so it asks the
    `clock` before each: opening hours and the day between two reminders are judged by when a mail really leaves.
    RelayAway: the relay can't be reached or spoke of us; no recipient is blamed, no attempt counted, the rest waits.
    ConfigError: the same, for want of the password. PlaceLost: another daemon may send by now (I19). The caller says it
    once and backs off. `mails`: names of the mails that may leave, None for any; `jitter` gives numbers in [0, 1).
    """
    now = clock()
    with store.reading() as tx:
        due_at = outbox.next_due_at(tx)
        if due_at is None or due_at > now or _over_limit(tx, settings, now):
            return DrainTally()
        if mails is not None and not outbox.due(tx, now, 1, mails):
            return DrainTally()
        ascii_only = desk.get(tx, desk.ASCII_RELAY) is not None
    carrier.open()  # before anything is taken: an absent relay changes no row
    if carrier.smtputf8 is ascii_only:
        with store.transaction() as tx:  # the next mails are written for what it takes
            desk.put(tx, desk.ASCII_RELAY, None if carrier.smtputf8 else "no SMTPUTF8")
    return _Drain(store, carrier, settings, clock, may_leave, jitter, checkpoint).run(limit, mails)


class _Drain:
    """One pass. At most one mail is `sending` at any commit, so a crash leaves at most one in doubt."""

    def __init__(
        self,
        store: Store,
        carrier: Carrier,
        settings: Outbox,
        clock: Callable[[], datetime],
        may_leave: MayLeave,
        jitter: Callable[[], float],
        checkpoint: Callable[[str], None],
    ) -> None:
        self._store = store
        self._carrier = carrier
        self._settings = settings
        self._clock = clock
        self._now = clock()
        self._may_leave = may_leave
        self._jitter = jitter
        self._checkpoint = checkpoint
        self._counts: Counter[str] = Counter()

    def run(self, limit: int, mails: Collection[str] | None) -> DrainTally:
        try:
            self._send_all(self._due(limit, mails))
        finally:
            if self._counts.total():
                log.info("drained", extra={"tally": dict(self._counts)})
        # What stood behind a mail that went is due now.
        return DrainTally(**self._counts, more=self._counts["sent"] > 0)

    def _due(self, limit: int, mails: Collection[str] | None) -> list[Parcel]:
        with self._store.transaction() as tx:
            # What is `sending` before we began was left so by a pass that died.
            self._counts["in_doubt"] += outbox.recover(tx, lambda by_list: self._doubted_until(tx, by_list=by_list))
            return outbox.due(tx, self._now, limit, mails)

    def _send_all(self, parcels: Iterable[Parcel]) -> None:
        """Take, carry, settle. The answer for one mail and the taking of the next share a commit: one fsync a mail."""
        answered: tuple[Parcel, Mapping[str, Outcome]] | None = None
        raw = b""
        for parcel in (*parcels, None):
            self._now = self._clock()
            with self._store.transaction() as tx:
                fault = None if answered is None else self._settle(tx, *answered)
                taken = None if parcel is None or fault is not None else self._take(tx, parcel)
                if taken is not None:
                    raw = outbox.raw(tx, taken.mail.id)  # one mail's at a time: a backlog may be large
            if answered is not None:
                self._checkpoint("settled")
            if fault is not None:
                raise RelayAway(fault)
            answered = None if taken is None else (taken, self._carry(taken, raw))

    def _take(self, tx: Transaction, due: Parcel) -> Parcel | None:
        """The mail, marked `sending`, with those who are to get it now; None if nobody is."""
        if _over_limit(tx, self._settings, self._now):
            return None
        parcel = outbox.take(tx, due)
        verdict = self._may_leave(tx, parcel, self._now) if parcel.deliveries else Go()
        match verdict:
            case Go():
                parcel = self._without_doubted(tx, parcel)
                return parcel if parcel.deliveries else None
            case Later(at, why):
                self._put_back(tx, parcel.deliveries, max(at, self._now + RELAY_PAUSE), why)
            case Withdraw(why):
                outbox.withdrawn(tx, _ids(parcel.deliveries), self._now, why)
                self._counts["withdrawn"] += len(parcel.deliveries)
            case _:
                assert_never(verdict)
        return None

    def _without_doubted(self, tx: Transaction, parcel: Parcel) -> Parcel:
        """Leave to a person what was lost too often already: a crash counts as a lost answer."""
        doubted = [each for each in parcel.deliveries if each.doubts >= DOUBTS_MAX]
        self._hold(tx, doubted, "sent or not, nobody knows: the answer was lost twice")
        rest = tuple(each for each in parcel.deliveries if each.doubts < DOUBTS_MAX)
        return Parcel(mail=parcel.mail, deliveries=rest)

    def _carry(self, parcel: Parcel, raw: bytes) -> Mapping[str, Outcome]:
        mail = parcel.mail
        letter = Letter(
            sender=mail.sender,
            recipients=tuple(each.recipient for each in parcel.deliveries),
            raw=raw,
            smtputf8=mail.smtputf8,
        )
        self._checkpoint("taken")
        try:
            self._store.assure_place()  # whoever was stopped since the commit may wake to another daemon's desk
            outcomes = self._carrier.carry(letter)
        except (RelayAway, ConfigError, PlaceLost) as fault:  # nobody got it; also where a reconnect finds no password
            self._now = self._clock()
            with self._store.transaction() as tx:
                self._put_back(tx, parcel.deliveries, self._now + RELAY_PAUSE, str(fault))
            raise
        self._checkpoint("delivered")
        return outcomes

    def _settle(self, tx: Transaction, parcel: Parcel, outcomes: Mapping[str, Outcome]) -> str | None:
        """Write down what became of each recipient; returns what the relay said of us, or None."""
        fault = None
        accepted: dict[str, list[int]] = {}
        doubted: dict[str, list[int]] = {}
        for delivery in parcel.deliveries:
            outcome = outcomes[delivery.recipient]
            match outcome:
                case Accepted(said):
                    accepted.setdefault(said, []).append(delivery.id)
                case Doubtful(why) if delivery.doubts + 1 >= DOUBTS_MAX:
                    self._hold(tx, [delivery], f"sent or not, nobody knows: the answer was lost twice ({why})")
                case Doubtful(why):
                    doubted.setdefault(why, []).append(delivery.id)
                case Denied(code, said) if about_us(code, said):
                    fault = said
                    self._blame_nobody(tx, parcel, delivery, said)
                case Denied(said=said):
                    self._denied(tx, parcel, delivery, outcome)
                case _:
                    assert_never(outcome)
        for said, ids in accepted.items():
            outbox.sent(tx, ids, self._now, said)
            self._counts["sent"] += len(ids)
        if doubted:
            chosen = {one for ids in doubted.values() for one in ids}
            by_list = any(each.role is Role.LIST for each in parcel.deliveries if each.id in chosen)
            until = self._doubted_until(tx, by_list=by_list)
        for why, ids in doubted.items():
            outbox.in_doubt(tx, ids, until, why)
            self._counts["in_doubt"] += len(ids)
        return fault

    def _doubted_until(self, tx: Transaction, *, by_list: bool) -> datetime:
        """Until when a doubt waits: for the echo where the list itself is in doubt, and is known to echo (I05)."""
        wait = self._settings.echo_wait
        if not by_list or not outbox.echoed_since(tx, self._now - ECHO_MEMORY):
            wait = min(UNECHOED_WAIT, wait)
        return self._now + wait

    def _denied(self, tx: Transaction, parcel: Parcel, delivery: Delivery, denied: Denied) -> None:
        """The recipient was refused: for now, or for good."""
        follows = GiveUp(denied.said) if denied.for_good else self._retry(parcel, delivery, denied.said)
        match follows:
            case Again(at):
                outbox.put_back(tx, [delivery.id], at, denied.said)
                self._counts["put_back"] += 1
            case GiveUp(reason):
                outbox.failed(tx, [delivery.id], self._now, reason)
                self._counts["failed"] += 1
                log.warning("refused", extra={"outbox": parcel.mail.id, "mail": parcel.mail.mail, "said": reason})

    def _blame_nobody(self, tx: Transaction, parcel: Parcel, delivery: Delivery, said: str) -> None:
        """The relay spoke of us. This mail waits longer than the rest: should it alone be refused, they get past it."""
        match self._retry(parcel, delivery, said):
            case Again(at):
                outbox.put_back(tx, [delivery.id], at, said)
                self._counts["put_back"] += 1
            case GiveUp(reason):
                self._hold(tx, [delivery], reason)

    def _retry(self, parcel: Parcel, delivery: Delivery, said: str) -> Again | GiveUp:
        return retry(
            attempts=delivery.attempts,
            created_at=parcel.mail.created_at,
            now=self._now,
            said=said,
            jitter=self._jitter(),
        )

    def _put_back(self, tx: Transaction, deliveries: Iterable[Delivery], at: datetime, why: str) -> None:
        ids = _ids(deliveries)
        outbox.untried(tx, ids, at, why)
        self._counts["put_back"] += len(ids)

    def _hold(self, tx: Transaction, deliveries: Iterable[Delivery], why: str) -> None:
        ids = _ids(deliveries)
        if ids:
            outbox.held(tx, ids, why)
            self._counts["held"] += len(ids)
            log.warning("held for a person", extra={"deliveries": ids, "why": why})


def _over_limit(tx: Transaction, settings: Outbox, now: datetime) -> bool:
    """Whether the relay has had all that it is to get within an hour (spec 2.8)."""
    most = settings.max_per_hour
    return most > 0 and outbox.count_sent(tx, now - timedelta(hours=1)) >= most


def _ids(deliveries: Iterable[Delivery]) -> list[int]:
    return [each.id for each in deliveries]
