"""Spec 5.2, 5.4: lies about TLS and the login, lies while we idle, and how much of a lie is ever in memory."""

import ssl
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.inbox.liar import Liar
from tests.inbox.lying_server import BODIES, EXAMINE, STRUCTURE, LyingServer
from tests.servers.certificate import make_certificate
from tests.servers.scripted import FLOOD, HANG_UP, HOST, SILENCE

from mailticket.errors import MailboxAway
from mailticket.inbox.connect import ImapAccount
from mailticket.inbox.imap import Fetched, Garbled, Mailbox

MIB = 1024 * 1024


@pytest.fixture
def server() -> Iterator[LyingServer]:
    with LyingServer() as each:
        each.arrive(b"Subject: halo\r\n\r\nisi\r\n", datetime.now(UTC))
        yield each


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, ssl.SSLContext]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


def mailbox(port: int, **changes) -> Mailbox:
    values = {"host": HOST, "port": port, "tls": "none", "username": "helpdesk", "password": lambda: "s3cret"}
    limits = {"connect_timeout": 1.0, "read_timeout": 1.0, "answer_seconds": 2.0}
    return Mailbox(ImapAccount(**values | limits | changes))


# TLS and the login


def test_words_smuggled_in_before_tls_are_not_heard_as_the_servers_own(certificate) -> None:
    """What came in clear with the answer to STARTTLS may be anybody's (RFC 9051 section 11.1)."""
    ca_file, context = certificate
    smuggled = b"TAG OK go on\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nXXX1 OK smuggled\r\n"
    with Liar({"STARTTLS": smuggled}, capabilities="IMAP4rev1 STARTTLS", tls=context) as liar:
        box = mailbox(liar.port, tls="starttls", ca_file=str(ca_file))
        try:
            assert box.select("INBOX").uidvalidity == 7
        except MailboxAway:
            assert not any(b"LOGIN" in each for each in liar.heard)
        box.close()


@pytest.mark.parametrize("answer", [b"TAG NO not today\r\n", b"TAG BAD what?\r\n", b"* BYE\r\n" + HANG_UP, SILENCE])
def test_starttls_that_is_offered_and_then_refused_ends_it_before_the_password_is_said(answer) -> None:
    with Liar({"STARTTLS": answer + HANG_UP}, capabilities="IMAP4rev1 STARTTLS") as liar:
        with pytest.raises(MailboxAway):
            mailbox(liar.port, tls="starttls").select("INBOX")
        assert not any(b"LOGIN" in each for each in liar.heard)


def test_a_server_that_talks_on_in_clear_after_starttls_is_told_no_password() -> None:
    with LyingServer(capabilities="IMAP4rev1 STARTTLS") as server:
        server.lies_that("STARTTLS", b"TAG OK go on\r\n* OK in clear, still\r\n" + SILENCE)
        with pytest.raises(MailboxAway):
            mailbox(server.port, tls="starttls").select("INBOX")
        assert not any(b"LOGIN" in each for each in server.heard)


@pytest.mark.parametrize("words", [b"* OK IMAP in clear\r\n", b"\x16\x03\x03\x00\x02", SILENCE, HANG_UP])
def test_a_port_that_speaks_no_tls_is_away(server, words) -> None:
    server.greeting = words
    with pytest.raises(MailboxAway):
        mailbox(server.port, tls="implicit").select("INBOX")
    assert not any(b"LOGIN" in each for each in server.heard)


def test_where_login_is_disabled_the_password_is_not_said(server) -> None:
    """RFC 9051 section 6.2.3."""
    server.capabilities = "IMAP4rev1 LOGINDISABLED"
    with pytest.raises(MailboxAway, match="LOGINDISABLED"):
        mailbox(server.port).select("INBOX")
    assert not any(b"LOGIN" in each for each in server.heard)


def test_capabilities_that_are_gone_after_the_login_are_not_used(server) -> None:
    server.lies_that("CAPABILITY", b"* CAPABILITY IMAP4rev1 IDLE NAMESPACE MOVE\r\nTAG OK done\r\n")
    server.lies_that("LOGIN", b"* CAPABILITY IMAP4rev1\r\nTAG OK [CAPABILITY IMAP4rev1] done\r\n")
    server.capabilities = "IMAP4rev1"
    box = mailbox(server.port)
    box.select("INBOX")
    assert (box.can_idle(), box.idle(30)) == (False, False)
    box.close()


# While we idle


@pytest.mark.parametrize(
    "answer",
    [
        b"TAG NO not now\r\n",
        b"TAG BAD what?\r\n",
        b"* 5 EXISTS\r\n+ idling\r\n",
        b"+ idling\r\n* BYE going down\r\n" + HANG_UP,
        b"+ idling\r\n* 5 EX" + SILENCE,
        b"+ idling\r\n\xff\x00\r\n",
        b"+ idling\r\nXYZ1 OK of another\r\n",
        b"* 5 EXISTS\r\n" + FLOOD,
        b"+ idling\r\n* 5 EXISTS\r\n" + FLOOD,
    ],
    ids=["NO", "BAD", "untagged first", "BYE", "half a line", "no IMAP", "another tag", "flood", "flood of notices"],
)
def test_idle_ends_in_time_and_the_next_use_finds_the_mail(server, answer) -> None:
    box = mailbox(server.port, answer_bytes=MIB)
    box.select("INBOX")
    server.lies_that("IDLE", answer)
    began = time.monotonic()
    with suppress(MailboxAway):
        box.idle(1)
    assert time.monotonic() - began < 10
    assert box.uids_above(0, box.select("INBOX").exists) == [2]
    box.close()


def test_a_notice_in_one_packet_with_the_go_ahead_is_told_when_idle_ends(server) -> None:
    server.lies_that("IDLE", b"+ idling\r\n* 2 EXISTS\r\n")
    box = mailbox(server.port)
    box.select("INBOX")
    assert box.idle(1) is True
    box.close()


def test_silence_in_idle_is_no_trouble_until_its_end(server) -> None:
    box = mailbox(server.port)
    box.select("INBOX")
    assert box.idle(1) is False
    server.lies_that("IDLE", b"+ idling\r\n" + SILENCE)
    with pytest.raises(MailboxAway):
        box.idle(1)
    assert box.select("INBOX").exists == 1
    box.close()


# Of a message that is too large

TEXT = b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 40 2 NIL NIL NIL NIL)'


@pytest.mark.parametrize(
    "structure",
    [
        b"NIL",
        b"17",
        b'"text"',
        b"()",
        b'(NIL NIL "MIXED" NIL)',
        b'((("MIXED") "MIXED") "MIXED" ("BOUNDARY" "b"))',
        b"(" + TEXT + b' "MIXED" ("BOUNDARY" NIL) NIL NIL NIL)',
        b"(" + TEXT + b' "MIXED" ("BOUNDARY" "' + b"b" * 5000 + b'") NIL NIL NIL)',
        b"(" + TEXT + b' "MIXED" ("BOUNDARY" "not it") NIL NIL NIL)',
        b"(" + TEXT * 3000 + b' "MIXED" ("BOUNDARY" "b") NIL NIL NIL)',
        b"(" * 60 + TEXT + b' "MIXED")' * 60,
        b"(" * 5000,
        b'("TEXT" "PLAIN"',
        b"\xff\x00",
    ],
)
def test_a_structure_that_is_a_lie_leaves_the_beginning_of_the_mail(server, structure) -> None:
    raw = b"Subject: halo\r\n\r\n" + b"isi\r\n" * 1000
    uid = server.arrive(raw, datetime.now(UTC))
    server.lies_that(STRUCTURE, b"* 2 FETCH (UID %d BODYSTRUCTURE %s)\r\nTAG OK done\r\n" % (uid, structure))
    box = mailbox(server.port)
    box.select("INBOX")
    try:
        (found,) = box.abridged([uid], 1000)
    except Garbled:  # then the poll asks for the beginning alone
        box.select("INBOX")
        (found,) = box.fetch([uid], first_bytes=1000)
    assert isinstance(found, Fetched)
    assert found.raw.startswith(b"Subject: halo\r\n\r\n")
    assert (len(found.raw) <= 2000, found.complete) == (True, False)
    box.close()


# How much of it is in memory


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        (EXAMINE, b"* OK all is well\r\n" + FLOOD),
        (EXAMINE, b"* OK " + b"x" * 100_000 + FLOOD),
        (BODIES, b"* 1 FETCH (UID 2 BODY[] {3000000000}\r\n" + b"x" * 1000 + FLOOD),
        (BODIES, b"* 1 FETCH (UID 2 BODY[] {20000}\r\n" + b"x" * 20_000 + b")\r\n" + FLOOD),
    ],
    ids=["lines", "a line", "a literal", "literals"],
)
def test_a_flood_ends_at_what_an_answer_may_weigh(server, at, answer) -> None:
    box = mailbox(server.port, answer_bytes=MIB // 2, answer_seconds=100.0)
    box.select("INBOX")
    server.lies_that(at, answer)
    tracemalloc.start()
    with pytest.raises(Garbled):
        box.select("INBOX") if at == EXAMINE else box.fetch([2])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * MIB
    assert box.select("INBOX").exists == 1
    box.close()
