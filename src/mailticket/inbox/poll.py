"""Poll pass: what is new in the mailbox is written down, with the position, before anybody reads it (spec 2.1)."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from mailticket.errors import MailboxAway
from mailticket.inbox.imap import Broken, Fetched, Garbled, Selected, batches
from mailticket.store import desk, inbound, records
from mailticket.store.engine import Store, Transaction
from mailticket.store.mailbox import Position, got, mark_polled, position, set_position, wanted
from mailticket.store.records import Act

log = logging.getLogger(__name__)

BATCH_BYTES = 8 * 1024 * 1024
"""What a batch may weigh: it is in memory, and it is one transaction."""
BATCH_COUNT = 100
SIZES_AT_ONCE = 1000
LATE = 200
"""How many UIDs below the last one are looked at again: some servers show a mail only after one with a higher UID."""
CUT_BYTES = 256 * 1024
"""What is fetched of a message over `max_message`: its header, and so much of its first text."""
STRIKES = 3
"""Polls after which a message that can't be fetched is set aside."""
GARBLED_MAX = 5
"""Messages that may spoil the connection in one pass; more of them, and the server itself is ill."""
CLOCK_SKEW = timedelta(hours=1)
"""How far the mail server's clock may be from ours before a mail that came after the start looks older."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Mailbox(Protocol):
    """What the pass needs of `inbox.imap.Mailbox`."""

    def select(self, folder: str) -> Selected: ...  # noqa: D102
    def uids_above(self, uid: int, exists: int) -> list[int]: ...  # noqa: D102
    def sizes(self, uids: Sequence[int]) -> Mapping[int, int]: ...  # noqa: D102
    def fetch(self, uids: Sequence[int], *, first_bytes: int | None = None) -> list[Fetched | Broken]: ...  # noqa: D102
    def abridged(self, uids: Sequence[int], most_bytes: int) -> list[Fetched | Broken]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What of the mailbox is read (spec 4.2, `[imap]`)."""

    folders: tuple[str, ...] = ("INBOX",)
    start: Literal["now", "all"] = "now"
    max_message_bytes: int = 32_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PollTally:
    """What a poll did. All zero and not `more`: nothing was new."""

    stored: int = 0
    older: int = 0
    """Passed over: they arrived before the start."""
    unread: int = 0
    """Could not be fetched; tried again at the next poll."""
    set_aside: int = 0
    """Could not be fetched three times; in quarantine."""
    renumbered: int = 0
    """Folders whose UIDVALIDITY changed: all since the start is read again."""
    more: bool = False
    """The limit was reached: poll again at once."""

    def __add__(self, other: "PollTally") -> "PollTally":
        return PollTally(
            stored=self.stored + other.stored,
            older=self.older + other.older,
            unread=self.unread + other.unread,
            set_aside=self.set_aside + other.set_aside,
            renumbered=self.renumbered + other.renumbered,
            more=self.more or other.more,
        )


def poll(
    store: Store,
    mailbox: Mailbox,
    inbox: Inbox,
    now: datetime,
    limit: int,
    *,
    checkpoint: Callable[[str], None] = lambda _name: None,
) -> PollTally:
    """Write down at most `limit` new messages of each folder. Idle when run twice.

    A folder that was read to its end is marked as polled at `now`, the instant before it was looked at: timers act only
    on what had been read by then (house rule 1). MailboxAway and StoreAway: what was committed stays; poll again.
    """
    tally = PollTally()
    for folder in inbox.folders:
        tally += _Poll(store, mailbox, inbox, folder, now, checkpoint).run(limit)
    if tally != PollTally():
        log.info("polled", extra={"tally": tally})
    return tally


class _Poll:
    """One pass over one folder."""

    def __init__(
        self,
        store: Store,
        mailbox: Mailbox,
        inbox: Inbox,
        folder: str,
        now: datetime,
        checkpoint: Callable[[str], None],
    ) -> None:
        self._store = store
        self._mailbox = mailbox
        self._inbox = inbox
        self._folder = folder
        self._now = now
        self._checkpoint = checkpoint
        self._garbled = 0

    def run(self, limit: int) -> PollTally:
        seen = self._mailbox.select(self._folder)
        self._server_validity = seen.uidvalidity
        with self._store.transaction() as tx:
            at, tally = self._begin(tx, seen)
            self._oldest = _oldest(tx, at)
            self._floor = _floor(tx, at)
            low = max(self._floor, at.last_uid - LATE)
            stored = inbound.uids_above(tx, self._folder, at.uidvalidity, low)
            self._wanted = wanted(tx, self._folder, at.uidvalidity)
            self._strikes = _Strikes.load(tx, self._folder, at.uidvalidity)
        self._at = at
        self._held_at: int | None = None
        there = self._mailbox.uids_above(low, seen.exists) if seen.exists else []
        self._end = max(there, default=at.last_uid)
        uids = sorted(self._wanted.union(uid for uid in there if uid not in stored))
        more = len(uids) > limit
        waiting = list(batches(self._weights(uids[:limit]), bytes_max=BATCH_BYTES, count_max=BATCH_COUNT))
        for place, batch in enumerate(waiting, 1):
            tally += self._store_batch(batch, to_the_end=place == len(waiting) and not more)
        if not waiting:
            with self._store.transaction() as tx:
                mark_polled(tx, self._folder, self._now)
            self._checkpoint("polled")
        return replace(tally, more=more)

    def _begin(self, tx: Transaction, seen: Selected) -> tuple[Position, PollTally]:
        """Where to go on; at the first contact the start, after a new UIDVALIDITY the beginning (RFC 9051, 2.3.1.1)."""
        at = position(tx, self._folder)
        validity = _validity(tx, self._folder, seen, at)
        if at is not None and at.uidvalidity == validity:
            return at, PollTally()
        if at is not None:
            log.warning("the folder was renumbered", extra={"folder": self._folder, "uidvalidity": validity})
            set_position(tx, self._folder, validity, 0, at.started_at)
            if at.polled_at is not None and desk.get(tx, desk.RENUMBERED) is None:
                desk.put(tx, desk.RENUMBERED, at.polled_at.isoformat())
            return replace(at, uidvalidity=validity, last_uid=0), PollTally(renumbered=1)
        last, started = (seen.uid_next - 1, self._now) if self._inbox.start == "now" else (0, _EPOCH)
        begin_at(tx, self._folder, validity, last, started)
        told = {"folder": self._folder, "uidvalidity": str(validity), "last_uid": str(last)}
        records.add(tx, Act.START, started, told)
        first = Position(folder=self._folder, uidvalidity=validity, last_uid=last, started_at=started)
        return first, PollTally()

    def _weights(self, uids: Sequence[int]) -> dict[int, int]:
        """What each message weighs in memory; its whole size where it isn't known weighs a batch of its own."""
        sizes: dict[int, int] = {}
        for first in range(0, len(uids), SIZES_AT_ONCE):
            try:
                sizes |= self._mailbox.sizes(uids[first : first + SIZES_AT_ONCE])
            except Garbled:
                self._again()
        self._large = {uid for uid, size in sizes.items() if size > self._inbox.max_message_bytes}
        return {uid: CUT_BYTES if uid in self._large else sizes.get(uid, BATCH_BYTES) for uid in uids}

    def _store_batch(self, batch: Sequence[int], *, to_the_end: bool) -> PollTally:
        """Write down what can be fetched, with the position; `to_the_end`: this is all that is left in the folder."""
        fetched: list[Fetched] = []
        aside: list[Broken] = []
        unread = 0
        for one in sorted(self._fetch(batch), key=lambda one: one.uid):
            if isinstance(one, Fetched):
                fetched.append(one)
                self._strikes.forget(one.uid)
            elif one.uid in self._wanted:
                log.warning("asked for again in vain", extra={"folder": self._folder, "uid": one.uid, "why": one.why})
            elif self._strikes.count(one.uid) >= STRIKES:
                aside.append(one)
                self._strikes.forget(one.uid)
            else:
                unread += 1
                self._held_at = self._held_at or one.uid
                log.warning(
                    "a message can't be fetched", extra={"folder": self._folder, "uid": one.uid, "why": one.why}
                )
        recent = [one for one in fetched if one.received_at >= self._oldest]
        with self._store.transaction() as tx:
            inbound.add(tx, [self._arrival(one) for one in recent], self._now)
            for one in recent:
                if one.uid in self._wanted:
                    inbound.refill(tx, self._arrival(one))
            for broken in aside:
                inbound.set_aside(tx, self._broken_arrival(broken), self._now, f"not fetched: {broken.why}")
            # What comes after a message that could not be fetched is stored, but the position waits for it.
            read_to = self._end if to_the_end else batch[-1]
            last = read_to if self._held_at is None else self._held_at - 1
            set_position(tx, self._folder, self._at.uidvalidity, max(last, self._at.last_uid), self._at.started_at)
            self._raise_floor(tx, [one.uid for one in fetched if one.received_at < self._oldest])
            self._strikes.save(tx)
            if tried := self._wanted.intersection(batch):
                got(tx, self._folder, self._at.uidvalidity, tried)
            if to_the_end and self._held_at is None:
                mark_polled(tx, self._folder, self._now)
        self._checkpoint("stored")
        return PollTally(stored=len(recent), older=len(fetched) - len(recent), unread=unread, set_aside=len(aside))

    def _raise_floor(self, tx: Transaction, passed_over: Sequence[int]) -> None:
        """What is older than the start isn't stored: look no more where it lies, but for what is to be tried again."""
        below = self._held_at
        floor = max((uid for uid in passed_over if below is None or uid < below), default=self._floor)
        if floor > self._floor:
            self._floor = floor
            _put_floor(tx, self._folder, self._at.uidvalidity, floor)

    def _fetch(self, batch: Sequence[int]) -> list[Fetched | Broken]:
        try:
            return self._fetch_sized(batch)
        except Garbled:
            self._again()
        found: list[Fetched | Broken] = []
        for uid in batch:
            try:
                found += self._fetch_sized([uid])
            except Garbled as error:
                self._again()
                found.append(Broken(uid=uid, raw=b"", why=str(error)))
        return found

    def _fetch_sized(self, uids: Sequence[int]) -> list[Fetched | Broken]:
        whole = [uid for uid in uids if uid not in self._large]
        large = [uid for uid in uids if uid in self._large]
        found = self._mailbox.fetch(whole) if whole else []
        return found + (self._abridged(large) if large else [])

    def _abridged(self, uids: Sequence[int]) -> list[Fetched | Broken]:
        """Header and first text; the beginning, from a server whose word on structure is no IMAP."""
        try:
            return self._mailbox.abridged(uids, CUT_BYTES)
        except Garbled:
            self._again()
            return self._mailbox.fetch(uids, first_bytes=CUT_BYTES)

    def _again(self) -> None:
        """Open the folder anew after an answer that could not be read."""
        self._garbled += 1
        if self._garbled > GARBLED_MAX:
            raise MailboxAway(f"{self._folder}: too many answers of the server can't be read")
        if self._mailbox.select(self._folder).uidvalidity != self._server_validity:
            raise MailboxAway(f"{self._folder}: renumbered while it was being read")

    def _arrival(self, one: Fetched) -> inbound.Arrival:
        return inbound.Arrival(
            folder=self._folder,
            uidvalidity=self._at.uidvalidity,
            uid=one.uid,
            # Nothing arrives after it was read: its clocks would start when the server's own clock says so.
            received_at=one.received_at if one.received_at <= self._now + CLOCK_SKEW else self._now,
            size_bytes=one.size_bytes if not one.complete else len(one.raw),
            raw=one.raw,
        )

    def _broken_arrival(self, one: Broken) -> inbound.Arrival:
        return inbound.Arrival(
            folder=self._folder,
            uidvalidity=self._at.uidvalidity,
            uid=one.uid,
            received_at=self._now,
            size_bytes=len(one.raw),
            raw=one.raw,
        )


class _Strikes:
    """How many polls in a row could not fetch a message; kept over restarts."""

    def __init__(self, key: str, uidvalidity: int, uids: dict[str, int]) -> None:
        self._key = key
        self._validity = uidvalidity
        self._uids = uids
        self._changed = False

    @classmethod
    def load(cls, tx: Transaction, folder: str, uidvalidity: int) -> "_Strikes":
        key = f"unfetched {folder}"
        kept = json.loads(desk.get(tx, key) or "{}")
        return cls(key, uidvalidity, kept["uids"] if kept.get("uidvalidity") == uidvalidity else {})

    def count(self, uid: int) -> int:
        """One more for this message; how many it has now."""
        self._changed = True
        self._uids[str(uid)] = self._uids.get(str(uid), 0) + 1
        return self._uids[str(uid)]

    def forget(self, uid: int) -> None:
        self._changed = self._uids.pop(str(uid), None) is not None or self._changed

    def save(self, tx: Transaction) -> None:
        if self._changed:
            kept = {"uidvalidity": self._validity, "uids": self._uids}
            desk.put(tx, self._key, json.dumps(kept) if self._uids else None)
            self._changed = False


def _validity(tx: Transaction, folder: str, seen: Selected, at: Position | None) -> int:
    """The UIDVALIDITY that we go by: the server's, and above its 32 bits how often it gave UIDs back without a new one.

    A restored backup does that, servers whose UIDVALIDITY never changes, and who goes back to an old server. UIDs that
    were read are then given to new mails, which would be taken for known ones.
    """
    key = f"rewound {folder}"
    rewound = int(desk.get(tx, key) or 0)
    validity = seen.uidvalidity + (rewound << 32)
    if at is None:
        return validity
    same = at.uidvalidity == validity
    given_back = seen.uid_next <= at.last_uid if same else inbound.uids_above(tx, folder, validity, 0)
    if not given_back:
        return validity
    desk.put(tx, key, str(rewound + 1))
    return seen.uidvalidity + (rewound + 1 << 32)


def _floor(tx: Transaction, at: Position) -> int:
    """The UID from which on everything is stored, but what comes late; what lies below it isn't looked at again."""
    validity, _, floor = (desk.get(tx, _floor_key(at.folder)) or "0 0").partition(" ")
    if int(validity) == at.uidvalidity:
        return int(floor)
    _put_floor(tx, at.folder, at.uidvalidity, at.last_uid)
    return at.last_uid


def _put_floor(tx: Transaction, folder: str, uidvalidity: int, floor: int) -> None:
    desk.put(tx, _floor_key(folder), f"{uidvalidity} {floor}")


def _floor_key(folder: str) -> str:
    return f"floor {folder}"


def begin_at(tx: Transaction, folder: str, uidvalidity: int, last_uid: int, started_at: datetime) -> None:
    """Let a folder be read from there on: what arrived before `started_at` isn't the desk's."""
    set_position(tx, folder, uidvalidity, last_uid, started_at)
    desk.put(tx, _first_validity(folder), str(uidvalidity))


def _first_validity(folder: str) -> str:
    return f"first uidvalidity {folder}"


def _oldest(tx: Transaction, at: Position) -> datetime:
    """What arrived before this instant is never decided.

    Under the UIDVALIDITY of the first contact a new UID came after the start, and only a mail moved in from elsewhere
    is older: there the server's clock may differ from ours. After a renumbering the clock is all there is; INTERNALDATE
    counts whole seconds.
    """
    if desk.get(tx, _first_validity(at.folder)) == str(at.uidvalidity):
        return at.started_at - CLOCK_SKEW
    return at.started_at.replace(microsecond=0)
