"""Spec 5.2, 5.4: whatever an IMAP server says, nothing is lost or decided twice, it ends, it is said once, it resumes.

The desk's own reading (poll, receive, sweep) runs against a server that lies at one place. First two mails are read
from it while it is honest, then four more arrive, and the lie is told.
"""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.inbox.liar import HANG_UP, SILENCE
from tests.inbox.lying_server import BODIES, DRIP, EXAMINE, FLOOD, SEARCH, SIZES, LyingServer

from mailticket import assemble, stations
from mailticket.backoff import Backoff
from mailticket.config import load
from mailticket.inbox.imap import Mailbox

CONFIG = """
[desk]
helpdesk = "helpdesk@example.org"
list = "operators@lists.example.org"
supervisors = ["pic@example.org"]
timezone = "Asia/Jakarta"
[imap]
host = "127.0.0.1"
port = {port}
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

    server: LyingServer
    folder: Path
    now: float = 1000.0
    """Seconds, of the clock that a retry waits on."""
    logged: list[logging.LogRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        file = self.folder / "config.toml"
        file.write_text(CONFIG.format(port=self.server.port), encoding="utf-8")
        self.works = assemble.works(load(file, environ={}))
        account = replace(self.works.account, connect_timeout=0.5, read_timeout=0.5, answer_seconds=1.5)
        self.mailbox = Mailbox(account)
        self.trouble = Backoff("the mailbox", seconds=lambda: self.now)

    def look(self, times: int = 1) -> None:
        """What the daemon does at each alarm; a retry's time has come."""
        for _ in range(times):
            self.now += 1000
            with self.trouble.attempt():
                stations.read(self.works, self.works.desk, self.mailbox)

    def asked(self, query: str) -> list[tuple]:
        with sqlite3.connect(self.folder / "mailticket.db") as database:
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
        return [each.getMessage() for each in self.logged if each.levelno >= logging.WARNING]

    def close(self) -> None:
        self.mailbox.close()
        self.works.store.close()


@pytest.fixture
def server() -> Iterator[LyingServer]:
    with LyingServer() as each:
        yield each


@pytest.fixture
def desk(server, tmp_path, caplog) -> Iterator[Desk]:
    """It has read two mails; four more are there."""
    caplog.set_level(logging.INFO)
    each = Desk(server, tmp_path)
    each.logged = caplog.records
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
    kept = {raw for (raw,) in desk.asked("SELECT raw FROM inbound WHERE state IN ('decided', 'copy')")}
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


@pytest.mark.timeout(30)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_step_that_goes_wrong_for_a_while(desk, step, refusal) -> None:
    desk.mailbox.close()
    desk.server.lies_that(step, REFUSALS[refusal], times=2)
    desk.look(2)
    honest_again(desk)


@pytest.mark.timeout(30)
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
