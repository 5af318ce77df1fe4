"""Spec 5.2, 5.4: whatever an IMAP server says, nothing is lost or decided twice, it ends, it is said once, it resumes.

The desk's own reading (poll, receive, sweep) runs against a server that lies at one place. First two mails are read
from it while it is honest, then four more arrive, and the lie is told.
"""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.inbox.lying_server import BODIES, EXAMINE, SEARCH, SIZES, LyingServer, Told
from tests.servers.scripted import DRIP, FLOOD, HANG_UP, SILENCE

from mailticket import assemble, stations
from mailticket.assemble import Works
from mailticket.backoff import Backoff
from mailticket.config import load
from mailticket.store import inbound
from mailticket.store.engine import open_store

CONFIG = """
[desk]
helpdesk = "helpdesk@example.org"
list = "operators@lists.example.org"
supervisors = ["pic@example.org"]
timezone = "Asia/Jakarta"
[imap]
host = "127.0.0.1"
tls = "none"
username = "helpdesk"
password = "planted-secret"
start = "all"
[smtp]
host = "127.0.0.1"
tls = "none"
[[operators]]
name = "Budi"
addresses = ["budi@example.org"]
"""
SUBJECTS = [f"Pertanyaan {word}" for word in ("satu", "dua", "tiga", "empat", "lima", "enam")]


def mail(subject: str) -> bytes:
    name = subject.rpartition(" ")[2]
    lines = (
        f"Message-ID: <{name}@example.net>",
        f"From: Ani <ani-{name}@example.net>",
        "To: helpdesk@example.org",
        f"Subject: {subject}",
        "Date: Mon, 02 Nov 2026 08:00:00 +0700",
        "",
        f"Bagaimana cara {subject.lower()}?",
        "",
    )
    return "\r\n".join(lines).encode()


@dataclass
class Desk:
    """A desk that reads from this server."""

    works: Works
    server: LyingServer
    file: Path
    caplog: pytest.LogCaptureFixture
    now: float = 1000.0
    """Seconds, of the clock that a retry waits on."""

    def __post_init__(self) -> None:
        account = replace(
            self.works.account, port=self.server.port, connect_timeout=1.0, read_timeout=1.0, answer_seconds=2.0
        )
        self.works = replace(self.works, store=open_store(f"sqlite:///{self.file}"), account=account)
        self.mailbox = self.works.mailbox()
        self.trouble = Backoff("the mailbox", seconds=lambda: self.now)

    def look(self, times: int = 1) -> None:
        """What the daemon does at each alarm; a retry's time has come."""
        for _ in range(times):
            self.now += 1000
            with self.trouble.attempt():
                stations.read(self.works, self.works.desk, self.mailbox)

    def asked(self, query: str) -> list[tuple]:
        with sqlite3.connect(self.file) as database:
            found = database.execute(query).fetchall()
        database.close()
        return found

    @property
    def tickets(self) -> list[str]:
        """The subject of each ticket."""
        return sorted(json_subject for (json_subject,) in self.asked("SELECT subject FROM tickets"))

    @property
    def horizon(self) -> str:
        ((at,),) = self.asked("SELECT polled_at FROM mailboxes")
        return at

    @property
    def troubles(self) -> list[str]:
        return [each.getMessage() for each in self.caplog.records if each.levelno >= logging.WARNING]

    def close(self) -> None:
        self.mailbox.close()
        self.works.store.close()


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Works:
    """Everything but the server; its database, empty, is copied for each test."""
    file = tmp_path_factory.mktemp("desk") / "config.toml"
    file.write_text(CONFIG, encoding="utf-8")
    works = assemble.works(load(file, environ={}))
    works.store.close()
    return works


@pytest.fixture
def server() -> Iterator[LyingServer]:
    with LyingServer() as each:
        yield each


@pytest.fixture
def desk(server, ready, tmp_path, caplog) -> Iterator[Desk]:
    """It has read two mails; four more are there."""
    caplog.set_level(logging.INFO)
    each = Desk(ready, server, shutil.copy(ready.config.database_file, tmp_path), caplog)
    for subject in SUBJECTS[:2]:
        server.arrive(mail(subject), now())
    each.look()
    assert each.tickets == sorted(SUBJECTS[:2])
    for subject in SUBJECTS[2:]:
        server.arrive(mail(subject), now())
    yield each
    each.close()


def now() -> datetime:
    return datetime.now(UTC)


def honest_again(desk: Desk, *, said: int = 1, looks: int = 3) -> None:
    """The lie is over: everything is there, once; trouble was said at most so often, in one line each, and is over."""
    desk.server.lies.clear()
    desk.look(looks)
    assert desk.tickets == sorted(SUBJECTS)
    assert desk.asked("SELECT count(*) FROM outbox WHERE mail = 'received'") == [(len(SUBJECTS),)]
    kept = {
        raw
        for (raw,) in desk.asked(
            "SELECT raw FROM inbound JOIN inbound_raw USING (id) WHERE state IN ('decided', 'copy')"
        )
    }
    assert {raw for _, raw in desk.server.mails.values()} <= kept
    assert not desk.trouble.failed
    assert len(desk.troubles) <= said
    assert all(each.isprintable() and len(each) < 400 and "planted" not in each for each in desk.troubles)
    before = desk.horizon
    desk.look()
    assert desk.horizon > before


# Refusals and silence, at each step

STEPS = ["CAPABILITY", "LOGIN", "LIST", EXAMINE, SEARCH, SIZES, BODIES]
REFUSALS = {
    "NO": b"TAG NO not now\r\n",
    "NO with a code": b"TAG NO [UNAVAILABLE] later\r\n",
    "BAD": b"TAG BAD what?\r\n",
    "BYE": b"* BYE so long\r\n" + HANG_UP,
    "hung up": HANG_UP,
    "cut in the middle of a line": b"* 1 FET" + HANG_UP,
    "silence": SILENCE,
    "another tag": b"XYZ1 OK done\r\n" + SILENCE,
    "no IMAP at all": b"HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n" + HANG_UP,
    "control characters": b"\x00\x1b[31m\xff\r\n" + SILENCE,
    "drip": b"* OK " + DRIP + b"x" * 1000,
    "flood": b"* OK all is well\r\n" + FLOOD,
    "endless line": b"* OK " + b"x" * 70_000 + FLOOD,
}


EVERYWHERE = ["NO", "BAD", "BYE", "hung up"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("step", "refusal"),
    [(step, refusal) for refusal in REFUSALS for step in (STEPS if refusal in EVERYWHERE else [EXAMINE, BODIES])],
)
def test_a_step_that_goes_wrong_for_a_while(desk, step, refusal) -> None:
    desk.mailbox.close()
    desk.server.lies_that(step, REFUSALS[refusal], times=2)
    desk.look(2)
    honest_again(desk)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "greeting",
    [
        b"* BYE too busy\r\n" + HANG_UP,
        b"* NO what\r\n",
        b"220 mail.example.org ESMTP\r\n",
        b"\x16\x03\x01\x02" + SILENCE,
        b"* PREAUTH welcome\r\n",
        SILENCE,
        HANG_UP,
        b"* OK " + DRIP + b"x" * 1000,
        b"* OK " + b"x" * 70_000 + FLOOD,
    ],
    ids=["BYE", "NO", "SMTP", "TLS", "PREAUTH", "silence", "hung up", "drip", "endless line"],
)
def test_a_greeting_that_is_none(desk, greeting) -> None:
    desk.mailbox.close()
    honest, desk.server.greeting = desk.server.greeting, greeting
    desk.look(2)
    desk.server.greeting = honest
    honest_again(desk)


# The state of the folder


def with_numbers(**changes: bytes) -> Callable[[Told], bytes]:
    """EXAMINE, with another line for EXISTS, UIDVALIDITY or UIDNEXT; an empty one: it isn't said."""

    def say(told: Told) -> bytes:
        lines = told.answer.splitlines(keepends=True)
        return b"".join(next((new for key, new in changes.items() if key.encode() in line), line) for line in lines)

    return say


def renumber(server: LyingServer) -> None:
    """All mails get new UIDs, as after a migration."""
    mails = list(server.mails.values())
    server.mails.clear()
    server.uidvalidity += 1
    server.uid_next = 1
    for at, raw in mails:
        server.arrive(raw, at)


def test_a_new_uidvalidity_is_read_from_the_beginning_and_nothing_is_decided_twice(desk) -> None:
    renumber(desk.server)
    honest_again(desk)


def test_a_uidvalidity_that_changes_at_every_look(desk) -> None:
    for _ in range(6):
        renumber(desk.server)
        desk.look()
    honest_again(desk, said=6)


def test_a_uidvalidity_that_goes_back_and_forth_over_the_same_uids(desk) -> None:
    for validity in (8, 7, 8, 7):
        desk.server.uidvalidity = validity
        desk.look()
    honest_again(desk, said=4)


def test_a_folder_that_is_renumbered_between_two_questions(desk) -> None:
    """The answer can't be read, so the folder is opened anew; by then its UIDs mean other mails."""

    def say(told: Told) -> bytes:
        renumber(told.server)
        return b"TAG NO what?\r\n"

    desk.server.lies_that(BODIES, say)
    desk.look()
    honest_again(desk, said=2)


@pytest.mark.parametrize(
    "changes",
    [
        {"UIDVALIDITY": b""},
        {"UIDVALIDITY": b"* OK [UIDVALIDITY x] x\r\n"},
        {"UIDVALIDITY": b"* OK [UIDVALIDITY 99999999999999999999] x\r\n"},
        {"UIDVALIDITY": b"* OK [UIDVALIDITY -7] x\r\n"},
        {"UIDNEXT": b""},
        {"UIDNEXT": b"* OK [UIDNEXT NIL] x\r\n"},
        {"UIDNEXT": b"* OK [UIDNEXT 4294967296] x\r\n"},
        {"EXISTS": b"* 4294967295 EXISTS\r\n"},
        {"EXISTS": b"* 99999999999999999999 EXISTS\r\n"},
        {"EXISTS": b"* x EXISTS\r\n"},
        {"EXISTS": b""},
    ],
    ids=lambda each: b" ".join(each.values()).decode().strip() or f"no {next(iter(each))}",
)
def test_numbers_that_cannot_be(desk, changes) -> None:
    desk.server.lies_that(EXAMINE, with_numbers(**changes), times=2)
    desk.look(2)
    honest_again(desk)


def test_a_uidnext_that_goes_backwards(desk) -> None:
    """As a restored backup has it: UIDs may then name other mails, so all is read again."""
    desk.server.lies_that(EXAMINE, with_numbers(UIDNEXT=b"* OK [UIDNEXT 1] x\r\n"))
    desk.look()
    honest_again(desk)


def test_a_uidnext_far_ahead(desk) -> None:
    desk.server.lies_that(EXAMINE, with_numbers(UIDNEXT=b"* OK [UIDNEXT 4294967295] x\r\n"))
    desk.look()
    honest_again(desk)


@pytest.mark.parametrize("exists", [0, 1])
def test_fewer_mails_than_there_are(desk, exists) -> None:
    desk.server.lies_that(EXAMINE, with_numbers(EXISTS=b"* %d EXISTS\r\n" % exists))
    desk.look()
    honest_again(desk, said=0)


def test_more_mails_than_there_are(desk) -> None:
    desk.server.lies_that(EXAMINE, with_numbers(EXISTS=b"* 120000 EXISTS\r\n"))
    desk.look()
    honest_again(desk, said=0)


# Which mails


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("found", "said"),
    [
        (b"* SEARCH\r\n", 0),
        (b"", 0),
        (b"* SEARCH 7 4 5 6 7 4\r\n", 0),
        (b"* SEARCH 1 2 3\r\n", 0),
        (b"* SEARCH 4 5\r\n* SEARCH 6 7\r\n", 1),
        (b"* SEARCH 4 five 6\r\n", 0),
        (b"* SEARCH 7\r\n", 0),
        (b"* SEARCH 4 99999999999999999999\r\n", 1),
        (b"* SEARCH 4 -5\r\n", 1),
        (b"* SEARCH " + b"4 " * 200_000 + b"\r\n", 0),
        (b"* SEARCH " + b"4 " * 600_000 + b"\r\n", 1),
        (b"* ESEARCH (TAG x) UID ALL 4:7\r\n", 0),
        (b"* SEARCH 4 5 6 7 (MODSEQ 917162500)\r\n", 0),
        (b"* SEARCH \xff\x00\r\n", 1),
        (b"* 1 EXISTS\r\n* 5 EXPUNGE\r\n* SEARCH 4\r\n* 3 RECENT\r\n", 0),
    ],
    ids=[
        "none", "nothing said", "twice and in no order", "those below", "in two lines", "a word", "the last alone",
        "beyond 64 bits",
        "below zero", "one 200,000 times", "one 600,000 times", "ESEARCH", "MODSEQ", "8 bit and NUL", "among others",
    ],
)  # fmt: skip
def test_a_search_that_finds_something_else(desk, found, said) -> None:
    desk.server.lies_that(SEARCH, found + b"TAG OK done\r\n")
    desk.look()
    honest_again(desk, said=said)


def test_a_mail_that_appears_below_the_last_uid_is_read_all_the_same(desk) -> None:
    """A server may show a mail only after one with a higher UID; here, long after."""
    hidden = {uid: desk.server.mails.pop(uid) for uid in (4, 6)}
    desk.look()
    assert len(desk.tickets) == 4
    desk.server.mails |= hidden
    honest_again(desk, said=0)
    bodies = [each for each in desk.server.heard if b"BODY" in each]
    assert len(bodies) == 3, "what is known isn't fetched again"


@pytest.mark.parametrize("uid", [99, 2**32 - 1])
def test_a_uid_that_nobody_has_does_not_hide_those_that_come_later(desk, uid) -> None:
    """Its mail can't be had, now or ever; the position went beyond those that are still to come."""
    desk.server.lies_that(SEARCH, b"* SEARCH 4 5 6 7 %d\r\nTAG OK done\r\n" % uid)
    desk.look()
    assert desk.tickets == sorted(SUBJECTS)
    honest_again(desk)


def test_mails_that_vanish_before_they_are_fetched_are_gone_and_the_rest_is_read(desk) -> None:
    def say(told: Told) -> bytes:
        gone.extend(told.server.mails.pop(uid) for uid in (5, 6))
        return told.answer

    gone: list[tuple[datetime, bytes]] = []
    desk.server.lies_that(SIZES, say)
    desk.look()
    assert len(desk.tickets) == 4
    for at, raw in gone:  # and come back as new ones
        desk.server.arrive(raw, at)
    honest_again(desk, said=0)


# The mails themselves

Edit = Callable[[LyingServer, int, bytes], bytes]


def each_as(edit: Edit) -> Callable[[Told], bytes]:
    """The answer to FETCH, with another line for each UID that was asked for."""

    def say(told: Told) -> bytes:
        asked = [uid for uid in sorted(told.server.mails) if uid > 3]
        return b"".join(edit(told.server, uid, told.command) for uid in asked) + b"TAG OK done\r\n"

    return say


def changed(**changes: bytes) -> Edit:
    return lambda server, uid, command: server.fetched(uid, command, **changes)


def body(server: LyingServer, uid: int) -> bytes:
    return server.mails[uid][1]


ANSWERS: dict[str, tuple[Edit, int]] = {
    "no UID": (changed(uid=b""), 4),
    "the UID of another": (lambda s, uid, c: s.fetched(uid, c, uid=b"UID %d" % (uid + 50)), 4),
    "a UID that is none": (changed(uid=b"UID x"), 1),
    "NIL": (changed(body=b"BODY[] NIL"), 4),
    "no body": (changed(body=b""), 4),
    "no date": (changed(date=b""), 4),
    "no size": (changed(size=b""), 4),
    "another part": (lambda s, uid, c: s.fetched(uid, c).replace(b"BODY[]", b"BODY[TEXT]"), 4),
    "small letters": (lambda s, uid, c: s.fetched(uid, c).replace(b"BODY[]", b"body[]"), 0),
    "twice": (lambda s, uid, c: s.fetched(uid, c) * 2, 0),
    "in two halves": (lambda s, uid, c: s.fetched(uid, c, body=b"") + s.fetched(uid, c, date=b"", size=b""), 0),
    "all at one place": (changed(seq=b"1"), 0),
    "flags of others": (lambda s, uid, c: b"* 9 FETCH (FLAGS (\\Seen))\r\n* 12 EXISTS\r\n" + s.fetched(uid, c), 0),
    "expunged meanwhile": (lambda s, uid, c: s.fetched(uid, c, seq=b"3") + b"* 3 EXPUNGE\r\n", 0),
    "those of others": (lambda s, uid, c: s.fetched(2, c, uid=b"UID 400") + s.fetched(uid, c), 0),
    "an absurd literal": (lambda s, uid, c: b"* 1 FETCH (UID 4 BODY[] {99999999999999}\r\n", 1),
    "a literal of gigabytes": (lambda s, uid, c: b"* 1 FETCH (UID 4 BODY[] {3000000000}\r\n" + FLOOD, 1),
    "a literal that ends early": (lambda s, uid, c: s.fetched(uid, c, body=b"BODY[] {99}\r\nabc") + SILENCE, 1),
    "a literal cut off": (lambda s, uid, c: s.fetched(uid, c)[:-60] + HANG_UP, 1),
    "a literal without end": (lambda s, uid, c: s.fetched(uid, c)[:-3] + b"\r\n", 1),
    "a literal as clients write it": (changed(body=b"BODY[] {3+}\r\nabc"), 1),
    "a number in the place of text": (changed(body=b"BODY[] 17"), 4),
    "a list in the place of text": (changed(body=b'BODY[] ("a" "b")'), 4),
    "deep": (lambda s, uid, c: b"* 4 FETCH (UID %d " % uid + b"(" * 5000 + b"\r\n", 1),
    "8 bit and NUL": (lambda s, uid, c: b"* 4 FETCH (\xff\x00 \xfe UID)\r\n", 4),
    "a size of nothing": (changed(size=b"RFC822.SIZE 0"), 0),
    "a size too small": (changed(size=b"RFC822.SIZE 1"), 0),
    "a size below zero": (changed(size=b"RFC822.SIZE -1"), 4),
    "a size beyond 64 bits": (changed(size=b"RFC822.SIZE 99999999999999999999"), 4),
    "a size that is none": (changed(size=b"RFC822.SIZE large"), 4),
    "yesterday": (changed(date=b'INTERNALDATE "yesterday"'), 4),
    "year 1": (changed(date=b'INTERNALDATE "01-Jan-0001 00:00:00 +1400"'), 4),
    "year 9999": (changed(date=b'INTERNALDATE "31-Dec-9999 23:59:59 -1200"'), 4),
    "1 January 1970": (changed(date=b'INTERNALDATE "01-Jan-1970 00:00:00 +0000"'), 4),
    "a zone that is none": (changed(date=b'INTERNALDATE "22-Nov-2026 02:00:00 +9999"'), 4),
    "NIL for a date": (changed(date=b"INTERNALDATE NIL"), 4),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_to_fetch_that_is_wrong_for_a_while(desk, answer) -> None:
    """What can't be had is asked for again, and holds the position; twice is not yet for ever."""
    edit, warned = ANSWERS[answer]
    desk.server.lies_that(BODIES, each_as(edit), times=1)
    desk.look()
    honest_again(desk, said=warned)


def test_a_date_that_lies_ahead_starts_no_clock_there(desk) -> None:
    """A ticket that was opened in 2099 would be late in 2099."""
    desk.server.lies_that(BODIES, each_as(changed(date=b'INTERNALDATE "02-Nov-2099 08:00:00 +0700"')))
    desk.look()
    honest_again(desk, said=0)
    with desk.works.store.reading() as tx:
        found = [inbound.show(tx, number) for (number,) in desk.asked("SELECT id FROM inbound")]
    assert all(each.received_at <= now() for each in found)


def test_a_mail_that_can_never_be_had_is_set_aside_and_the_others_go_on(desk) -> None:
    """Three looks, then it lies in quarantine, with its reason; clocks go on."""
    desk.server.lies_that(BODIES, lambda told: told.answer.replace(b"UID 5 ", b"UID 5000 "), times=-1)
    before = desk.horizon
    desk.look(3)
    assert len(desk.tickets) == 5
    assert desk.asked("SELECT uid, state FROM inbound WHERE state <> 'decided'") == [(5, "quarantined")]
    ((reason,),) = desk.asked("SELECT reason FROM inbound WHERE uid = 5")
    assert "not fetched: the server gives no answer" in reason
    assert desk.horizon > before
    # The server tells the truth again, and somebody says `quarantine retry`.
    desk.server.lies.clear()
    with desk.works.store.transaction() as tx:
        ((number,),) = desk.asked("SELECT id FROM inbound WHERE uid = 5")
        assert inbound.retry(tx, number)
    honest_again(desk, said=2)
    bodies = len([each for each in desk.server.heard if b"BODY" in each])
    desk.look()
    assert len([each for each in desk.server.heard if b"BODY" in each]) == bodies


def test_what_is_asked_for_again_in_vain_lies_in_quarantine_again(desk) -> None:
    desk.server.lies_that(BODIES, lambda told: told.answer.replace(b"UID 5 ", b"UID 5000 "), times=-1)
    desk.look(3)
    with desk.works.store.transaction() as tx:
        ((number,),) = desk.asked("SELECT id FROM inbound WHERE uid = 5")
        assert inbound.retry(tx, number)
    before = desk.horizon
    desk.look(3)
    assert desk.asked("SELECT state FROM inbound WHERE uid = 5") == [("quarantined",)]
    assert desk.horizon > before
    assert len(desk.troubles) == 3, "two looks, and one more"


@pytest.mark.parametrize("size", [b"RFC822.SIZE 99999999999", b"RFC822.SIZE 0", b"", b"RFC822.SIZE -3"])
def test_a_size_that_is_a_lie_changes_nothing_about_the_mail(desk, size) -> None:
    """A small mail that claims to be huge is fetched in part, and the part is the whole: nobody is told 'too large'."""
    desk.server.lies_that(SIZES, each_as(changed(size=size)))
    desk.look()
    honest_again(desk, said=0)
    assert desk.asked("SELECT count(*) FROM outbox WHERE mail = 'too_large'") == [(0,)]
