"""Spec 2.1 and I01, I02: everything that arrives is written down once, in order, with the position, or set aside."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from mailticket.errors import MailboxAway
from mailticket.inbox import poll as poll_module
from mailticket.inbox.imap import Broken, Fetched, Garbled, Selected
from mailticket.inbox.poll import CUT_BYTES, Inbox, PollTally, poll
from mailticket.store import inbound, mailbox
from mailticket.store.engine import Store

T0 = datetime(2026, 11, 2, 8, 0, 0, 500_000, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ALL = Inbox(start="all")


@dataclass
class Folder:
    """A folder on a server that can be told to misbehave."""

    uidvalidity: int = 7
    uid_next: int = 1
    mails: dict[int, tuple[datetime, bytes]] = field(default_factory=dict)
    holes: set[int] = field(default_factory=set)
    """UIDs whose body is NIL."""
    spoilers: set[int] = field(default_factory=set)
    """UIDs whose answer can't be read: the connection is lost with it."""
    structureless: bool = False
    """Its BODYSTRUCTURE is no IMAP."""
    cut_off: int | None = None
    """The cable is pulled when this UID is fetched."""
    fetched: list[int] = field(default_factory=list)
    now: datetime = T0

    def arrive(self, *bodies: bytes, at: datetime | None = None) -> None:
        for body in bodies:
            self.mails[self.uid_next] = (at or self.now, body)
            self.uid_next += 1

    def renumber(self) -> None:
        """As a migration to a new server does."""
        old, self.mails, self.uid_next = sorted(self.mails.items()), {}, 1
        self.uidvalidity += 1
        for _, (at, body) in old:
            self.arrive(body, at=at)

    def select(self, folder: str) -> Selected:
        return Selected(uidvalidity=self.uidvalidity, uid_next=self.uid_next, exists=len(self.mails))

    def uids_above(self, uid: int, exists: int) -> list[int]:
        return [each for each in sorted(self.mails) if each > uid]

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        return {uid: len(self.mails[uid][1]) for uid in uids}

    def fetch(self, uids: Sequence[int], *, first_bytes: int | None = None) -> list[Fetched | Broken]:
        if self.cut_off in uids:
            raise MailboxAway("cable")
        if self.spoilers & set(uids):
            raise Garbled("what?")
        found: list[Fetched | Broken] = []
        for uid in uids:
            at, raw = self.mails[uid]
            self.fetched.append(uid)
            if uid in self.holes:
                found.append(Broken(uid=uid, raw=b"", why="no body"))
                continue
            cut = raw if first_bytes is None else raw[:first_bytes]
            found.append(Fetched(uid=uid, received_at=at, raw=cut, size_bytes=len(raw), complete=first_bytes is None))
        return found

    def abridged(self, uids: Sequence[int], most_bytes: int) -> list[Fetched | Broken]:
        if self.structureless:
            raise Garbled("NIL NIL (")
        return self.fetch(uids, first_bytes=most_bytes)


@pytest.fixture
def folder() -> Folder:
    return Folder()


def run(store: Store, folder: Folder, inbox: Inbox = ALL, after: timedelta = timedelta(), limit: int = 1000, **more):
    return poll(store, folder, inbox, T0 + after, limit, **more)


def stored(store: Store) -> list[bytes]:
    with store.reading() as tx:
        return [row.raw for row in inbound.next_new(tx, 1000)]


def horizon(store: Store) -> datetime | None:
    with store.reading() as tx:
        return mailbox.horizon(tx)


def test_start_now_leaves_what_was_there_and_takes_what_comes(store, folder) -> None:
    folder.arrive(b"old")
    assert run(store, folder, Inbox()) == PollTally()
    folder.arrive(b"new")
    assert run(store, folder, Inbox(), MINUTE) == PollTally(stored=1)
    assert stored(store) == [b"new"]


def test_start_all_takes_everything_in_order_of_arrival_and_a_second_pass_is_idle(store, folder) -> None:
    folder.arrive(*(b"%d" % n for n in range(250)), at=T0 - timedelta(days=4000))
    assert run(store, folder) == PollTally(stored=250)
    assert stored(store) == [b"%d" % n for n in range(250)]
    assert run(store, folder, after=MINUTE) == PollTally()
    assert len(folder.fetched) == 250


def test_what_lay_there_before_the_start_is_not_looked_at_again(store, folder) -> None:
    folder.arrive(b"old", b"older")
    run(store, folder, Inbox())
    folder.arrive(b"new")
    run(store, folder, Inbox(), MINUTE)
    folder.arrive(b"moved in", at=T0 - timedelta(days=3))
    for _ in range(3):
        run(store, folder, Inbox(), MINUTE)
    assert folder.fetched == [3, 4]


def test_the_horizon_is_the_instant_before_the_folder_was_looked_at(store, folder) -> None:
    assert horizon(store) is None
    run(store, folder)
    assert horizon(store) == T0
    run(store, folder, after=MINUTE)
    assert horizon(store) == T0 + MINUTE


def test_a_pass_is_bounded_and_only_the_last_one_moves_the_horizon(store, folder) -> None:
    folder.arrive(b"1", b"2", b"3")
    assert run(store, folder, limit=2) == PollTally(stored=2, more=True)
    assert horizon(store) is None
    assert run(store, folder, limit=2) == PollTally(stored=1)
    assert horizon(store) == T0


def test_a_lost_connection_keeps_what_was_stored_and_loses_nothing(store, folder, monkeypatch) -> None:
    monkeypatch.setattr(poll_module, "BATCH_COUNT", 2)
    folder.arrive(*(b"%d" % n for n in range(5)))
    folder.cut_off = 3
    with pytest.raises(MailboxAway):
        run(store, folder)
    assert (stored(store), horizon(store)) == ([b"0", b"1"], None)
    folder.cut_off = None
    run(store, folder)
    assert stored(store) == [b"%d" % n for n in range(5)]
    assert folder.fetched == [1, 2, 3, 4, 5]


def test_a_crash_after_the_commit_repeats_nothing_and_the_horizon_is_in_the_same_commit(store, folder) -> None:
    folder.arrive(b"1", b"2")

    def crash(name: str) -> None:
        assert name == "stored"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(store, folder, checkpoint=crash)
    assert horizon(store) == T0
    assert run(store, folder) == PollTally()
    assert (stored(store), folder.fetched) == ([b"1", b"2"], [1, 2])


def test_a_new_uidvalidity_reads_everything_since_the_start_again_and_nothing_older(store, folder) -> None:
    folder.arrive(b"old", at=T0 - MINUTE)
    run(store, folder, Inbox())
    folder.arrive(b"new", at=T0 + MINUTE)
    folder.arrive(b"same second", at=T0.replace(microsecond=0))
    run(store, folder, Inbox(), MINUTE)
    folder.renumber()
    assert run(store, folder, Inbox(), 2 * MINUTE) == PollTally(stored=2, older=1, renumbered=1)
    # The copies are told apart by Message-ID and fingerprint, when they are read.
    assert stored(store) == [b"new", b"same second"] * 2
    assert run(store, folder, Inbox(), 3 * MINUTE) == PollTally()


def test_a_folder_that_gives_uids_back_without_a_new_uidvalidity_is_read_again_and_loses_nothing(store, folder) -> None:
    folder.arrive(b"1", b"2", b"3")
    run(store, folder)
    for uid in (2, 3):
        del folder.mails[uid]
    folder.uid_next = 2
    folder.arrive(b"4")
    assert run(store, folder, after=MINUTE) == PollTally(stored=2, renumbered=1)
    assert stored(store) == [b"1", b"2", b"3", b"1", b"4"]
    folder.arrive(b"5")
    assert run(store, folder, after=2 * MINUTE) == PollTally(stored=1)
    assert run(store, folder, after=3 * MINUTE) == PollTally()


def test_a_uidvalidity_that_comes_back_with_other_uids_is_read_again_and_loses_nothing(store, folder) -> None:
    """A provider goes back to its old server, which counts on: UIDs that were read may name other mails."""
    folder.arrive(b"1", b"2")
    run(store, folder)
    before = folder.uidvalidity
    folder.renumber()
    run(store, folder, after=MINUTE)
    folder.uidvalidity, folder.uid_next, folder.mails = before, 1, {}
    folder.arrive(b"2", b"3")
    assert run(store, folder, after=2 * MINUTE) == PollTally(stored=2, renumbered=1)
    assert stored(store)[-2:] == [b"2", b"3"]


def test_old_mail_that_is_moved_in_is_never_decided_but_a_server_clock_that_is_behind_loses_nothing(
    store, folder
) -> None:
    run(store, folder, Inbox())
    folder.arrive(b"moved in", at=T0 - timedelta(days=1))
    folder.arrive(b"new, by a slow clock", at=T0 - 10 * MINUTE)
    assert run(store, folder, Inbox(), MINUTE) == PollTally(stored=1, older=1)
    assert stored(store) == [b"new, by a slow clock"]


@pytest.mark.parametrize("structureless", [False, True])
def test_of_a_message_over_the_limit_the_beginning_is_fetched_with_its_true_size(store, folder, structureless) -> None:
    folder.structureless = structureless
    inbox = Inbox(start="all", max_message_bytes=CUT_BYTES * 2)
    folder.arrive(b"1", b"x" * (CUT_BYTES * 2 + 1), b"3")
    assert run(store, folder, inbox) == PollTally(stored=3)
    with store.reading() as tx:
        rows = inbound.next_new(tx, 10)
    assert [(len(row.raw), row.size_bytes) for row in rows] == [(1, 1), (CUT_BYTES, CUT_BYTES * 2 + 1), (1, 1)]


@pytest.mark.parametrize("trouble", ["holes", "spoilers"])
def test_a_message_that_cannot_be_fetched_is_set_aside_at_the_third_poll_and_the_others_go_on(
    store, folder, trouble
) -> None:
    folder.arrive(b"1", b"2", b"3")
    getattr(folder, trouble).add(2)
    assert run(store, folder) == PollTally(stored=2, unread=1)
    assert (stored(store), horizon(store)) == ([b"1", b"3"], None)
    folder.arrive(b"4")
    assert run(store, folder, after=MINUTE).unread == 1
    assert stored(store) == [b"1", b"3", b"4"]
    assert run(store, folder, after=2 * MINUTE).set_aside == 1
    with store.reading() as tx:
        (aside,) = inbound.quarantined(tx)
    assert (aside.uid, aside.reason.startswith("not fetched: ")) == (2, True)
    assert stored(store) == [b"1", b"3", b"4"]
    assert horizon(store) == T0 + 2 * MINUTE
    assert run(store, folder, after=3 * MINUTE) == PollTally()


@pytest.mark.parametrize("trouble", ["holes", "spoilers"])
def test_what_lies_above_a_message_that_cannot_be_fetched_is_fetched_once(store, folder, trouble) -> None:
    folder.arrive(b"1", b"2", b"3")
    getattr(folder, trouble).add(2)
    assert run(store, folder) == PollTally(stored=2, unread=1)
    assert run(store, folder, after=MINUTE) == PollTally(unread=1)
    assert run(store, folder, after=2 * MINUTE) == PollTally(set_aside=1)
    assert [uid for uid in folder.fetched if uid != 2] == [1, 3]
    with store.reading() as tx:
        at = mailbox.position(tx, "INBOX")
    assert at is not None
    assert at.last_uid == 3, "all of it is read: UIDs that the server gives back are noticed"


def test_a_message_that_cannot_be_fetched_keeps_its_tries_below_one_from_before_the_start(store, folder) -> None:
    run(store, folder, Inbox())
    folder.arrive(b"1")
    folder.arrive(b"moved in", at=T0 - timedelta(days=3))
    folder.holes = {1}
    assert run(store, folder, Inbox(), MINUTE) == PollTally(older=1, unread=1)
    folder.holes = set()
    assert run(store, folder, Inbox(), 2 * MINUTE).stored == 1
    assert stored(store) == [b"1"]
    assert run(store, folder, Inbox(), 3 * MINUTE) == PollTally()
    assert run(store, folder, Inbox(), 4 * MINUTE) == PollTally()


def test_a_message_that_can_be_fetched_at_the_second_try_is_stored_and_its_strike_forgotten(store, folder) -> None:
    folder.arrive(b"1", b"2")
    folder.holes = {1}
    run(store, folder)
    folder.holes = set()
    assert run(store, folder, after=MINUTE).unread == 0
    assert sorted(stored(store)) == [b"1", b"2"]
    folder.arrive(b"3")
    folder.holes = {3}
    assert run(store, folder, after=2 * MINUTE).unread == 1


def test_a_server_that_garbles_everything_is_away_and_no_message_is_set_aside(store, folder) -> None:
    folder.arrive(*(b"%d" % n for n in range(20)))
    folder.spoilers = set(folder.mails)
    for _ in range(5):
        with pytest.raises(MailboxAway):
            run(store, folder)
    with store.reading() as tx:
        assert inbound.quarantined(tx) == []
    folder.spoilers = set()
    assert run(store, folder) == PollTally(stored=20)


def test_each_folder_has_its_own_position(store) -> None:
    folders = {"INBOX": Folder(), "Help": Folder(uidvalidity=9)}

    class Both(Folder):
        def select(self, folder: str) -> Selected:
            self.mails, self.uid_next = folders[folder].mails, folders[folder].uid_next
            return replace(super().select(folder), uidvalidity=folders[folder].uidvalidity)

    folders["INBOX"].arrive(b"1")
    folders["Help"].arrive(b"2", b"3")
    inbox = Inbox(folders=("INBOX", "Help"), start="all")
    assert run(store, Both(), inbox) == PollTally(stored=3)
    assert run(store, Both(), inbox) == PollTally()
