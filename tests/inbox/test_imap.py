"""Spec 2.1 on the wire: read without a change, bounded, and whatever a server does is MailboxAway and nothing else."""

import inspect
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import imapclient.exceptions
import pytest
from imapclient import IMAPClient
from tests.inbox.liar import Liar
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import Dovecot
from tests.servers.scripted import HANG_UP, HOST, SILENCE

from mailticket.demo.imap_server import ImapServer
from mailticket.errors import ConfigError, MailboxAway
from mailticket.inbox import imap
from mailticket.inbox.connect import ImapAccount
from mailticket.inbox.imap import Broken, Fetched, Garbled, Mailbox, batches

_accounts = count(1)
T0 = datetime(2026, 11, 2, 8, 30, 15, tzinfo=UTC)
MAILS = [b"Message-ID: <%d@example.org>\r\nSubject: %d\r\n\r\n\xff\x00 isi %d\r\n" % (n, n, n) for n in range(5)]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("/", marks=pytest.mark.servers, id="dovecot"),
        pytest.param(".", marks=pytest.mark.servers, id="dovecot-dots"),
        pytest.param("", id="embedded"),
    ],
)
def server(request) -> Iterator[Dovecot | ImapServer]:
    with Dovecot(separator=request.param) if request.param else ImapServer(now=lambda: datetime.now(UTC)) as each:
        yield each


@pytest.fixture
def account(server) -> str:
    name = f"a{next(_accounts)}"
    server.open_account(name)
    return name


@pytest.fixture
def mailbox(server, account) -> Iterator[Mailbox]:
    each = connect(server, account)
    yield each
    each.close()


def connect(server, username: str = "budi", **changes) -> Mailbox:
    values = {"host": HOST, "port": server.port, "tls": "none", "username": username, "password": lambda: "secret"}
    return Mailbox(ImapAccount(**values | {"read_timeout": 5.0} | changes))


def raws(found: list[Fetched | Broken]) -> list[bytes]:
    return [each.raw for each in found]


def deliver(server, account: str, *mails: bytes) -> None:
    for raw in mails:
        server.deliver(account, "ani@example.net", raw)


def body(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


# With servers that tell the truth


def test_new_mail_is_found_by_uid_fetched_whole_and_left_unseen(server, account, mailbox) -> None:
    before = mailbox.select("INBOX")
    assert (before.exists, mailbox.uids_above(0, before.exists)) == (0, [])
    deliver(server, account, *MAILS)
    now = mailbox.select("INBOX")
    assert (now.exists, now.uidvalidity) == (5, before.uidvalidity)
    uids = mailbox.uids_above(before.uid_next - 1, now.exists)
    assert uids == list(range(before.uid_next, now.uid_next))
    found = mailbox.fetch(uids)
    assert [body(raw)[3:] for raw in raws(found)] == [body(raw)[3:] for raw in MAILS]
    assert all(abs(each.received_at - datetime.now(UTC)) < timedelta(minutes=1) for each in found)
    assert mailbox.sizes(uids) == {each.uid: len(each.raw) for each in found}
    assert mailbox.uids_above(uids[-1], now.exists) == []
    with IMAPClient(HOST, server.port, ssl=False, timeout=5) as client:
        client.login(account, "secret")
        client.select_folder("INBOX", readonly=True)
        assert client.search("UNSEEN") == uids


def test_no_command_waits_for_the_acknowledgement_of_its_first_piece(server, account, mailbox) -> None:
    mailbox.select("INBOX")
    wire = mailbox._client.socket()
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_a_large_folder_is_searched_in_pieces(server, account, mailbox, monkeypatch) -> None:
    monkeypatch.setattr(imap, "SEARCHED_AT_ONCE", 2)
    deliver(server, account, *MAILS)
    now = mailbox.select("INBOX")
    assert mailbox.uids_above(now.uid_next - 4, now.exists) == list(range(now.uid_next - 3, now.uid_next))
    assert len(mailbox.uids_above(0, now.exists)) == 5


def test_the_beginning_of_a_message_is_marked_as_cut(server, account, mailbox) -> None:
    deliver(server, account, b"Subject: x\r\n\r\n" + b"x" * 5000)
    (uid,) = mailbox.uids_above(0, mailbox.select("INBOX").exists)
    (found,) = mailbox.fetch([uid], first_bytes=1000)
    assert (len(found.raw), found.complete, found.size_bytes > 5000) == (1000, False, True)


def test_what_vanished_meanwhile_is_left_out(server, account, mailbox) -> None:
    deliver(server, account, MAILS[0])
    (uid,) = mailbox.uids_above(0, mailbox.select("INBOX").exists)
    assert [each.uid for each in mailbox.fetch([uid, uid + 1])] == [uid]


def test_the_sent_folder_is_made_where_the_server_wants_it_and_copies_are_found_again(mailbox) -> None:
    mailbox.append("mailticket/sent", [(raw, T0) for raw in MAILS[:3]])
    mailbox.append("mailticket/sent", [(MAILS[3], T0)])
    now = mailbox.select("mailticket/sent")
    uids = mailbox.uids_above(0, now.exists)
    assert len(uids) == 4
    assert mailbox.with_message_id("<2@example.org>") == [uids[2]]
    assert mailbox.with_message_id("<2@example.org>", above=uids[2]) == []
    assert mailbox.with_message_id("<9@example.org>") == []
    assert {each.received_at for each in mailbox.fetch(uids)} == {T0}


def test_a_decided_message_is_moved_to_the_archive(server, account, mailbox) -> None:
    deliver(server, account, *MAILS[:2])
    first, second = mailbox.uids_above(0, mailbox.select("INBOX").exists)
    mailbox.move([first], "INBOX", "mailticket/archive")
    assert mailbox.uids_above(0, mailbox.select("INBOX").exists) == [second]
    assert mailbox.select("mailticket/archive").exists == 1


def test_idle_wakes_for_new_mail_and_the_connection_is_usable_after_it(server, account, mailbox) -> None:
    mailbox.select("INBOX")
    timer = threading.Timer(0.3, deliver, (server, account, MAILS[0]))
    timer.start()
    began = time.monotonic()
    assert mailbox.idle(60)
    assert time.monotonic() - began < 40
    timer.join()
    assert mailbox.uids_above(0, 1) == [mailbox.select("INBOX").uid_next - 1]


def test_idle_ends_by_itself_and_when_told_to(server, account, mailbox) -> None:
    mailbox.select("INBOX")
    assert mailbox.idle(1) is False
    assert mailbox.idle(60, stopped=lambda: True) is False


def test_after_a_close_the_next_use_connects_again(server, account, mailbox) -> None:
    mailbox.select("INBOX")
    mailbox.close()
    assert mailbox.select("INBOX").exists == 0


# With servers that don't


def test_a_refused_login_is_mailbox_away_and_the_password_is_never_shown() -> None:
    with Liar({"LOGIN": b"TAG NO [AUTHENTICATIONFAILED] no\r\n"}) as liar:
        with pytest.raises(MailboxAway) as away:
            connect(liar, password=lambda: "s3cret").select("INBOX")
        assert not isinstance(away.value, Garbled)
        assert "s3cret" not in str(away.value) + repr(away.value.__cause__)


@pytest.mark.parametrize(
    ("command", "reply"),
    [
        ("UID FETCH", b"* 1 FETCH (UID 1 BODY[] NIL)\r\nTAG OK\r\n"),
        ("UID FETCH", b"* 1 FETCH (UID 1 RFC822.SIZE 3)\r\nTAG OK\r\n"),
        ("UID FETCH", b'* 1 FETCH (UID 1 BODY[] "abc" INTERNALDATE "yesterday" RFC822.SIZE 3)\r\nTAG OK\r\n'),
        ("UID FETCH", b'* 1 FETCH (UID 1 BODY[] "abc" INTERNALDATE "02-Nov-2026 08:00:00 +0000")\r\nTAG OK\r\n'),
    ],
    ids=["NIL", "no body", "no date", "no size"],
)
def test_a_hole_in_an_answer_is_a_broken_message_and_not_the_end_of_the_connection(command, reply) -> None:
    with Liar({command: reply}) as liar:
        mailbox = connect(liar)
        mailbox.select("INBOX")
        (found,) = mailbox.fetch([1])
        assert isinstance(found, Broken)
        mailbox.close()


def test_a_message_that_is_there_but_not_in_the_answer_is_broken() -> None:
    with Liar({"UID FETCH": b"TAG OK\r\n", "UID SEARCH": b"* SEARCH 2\r\nTAG OK\r\n"}) as liar:
        mailbox = connect(liar)
        mailbox.select("INBOX")
        assert mailbox.fetch([1, 2]) == [Broken(uid=2, raw=b"", why="the server gives no answer")]
        mailbox.close()


def test_unasked_answers_are_no_messages() -> None:
    fetched = (
        b'* 1 FETCH (UID 1 BODY[] "abc" INTERNALDATE "02-Nov-2026 08:00:00 +0700" RFC822.SIZE 3)\r\n'
        b"* 9 FETCH (FLAGS (\\Seen) UID 9)\r\n* 12 EXISTS\r\nTAG OK\r\n"
    )
    with Liar({"UID FETCH": fetched}) as liar:
        mailbox = connect(liar)
        mailbox.select("INBOX")
        at = datetime(2026, 11, 2, 1, tzinfo=UTC)
        assert mailbox.fetch([1]) == [Fetched(uid=1, received_at=at, raw=b"abc", size_bytes=3, complete=True)]
        mailbox.close()


@pytest.mark.parametrize(
    "reply",
    [
        b"TAG NO [SERVERBUG] can't\r\n",
        b"TAG BAD what\r\n",
        b"* 1 FETCH (UID 1 BODY[] {99999999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[] {3}\r\nabc\r\nTAG OK\r\n",
        b"* 1 FETCH (UID x)\r\nTAG OK\r\n",
        b"* 1 FETCH " + b"(" * 5000 + b"\r\nTAG OK\r\n",
        b"* 1 FETCH (" + b"x" * 1_100_000 + b"\r\nTAG OK\r\n",
    ],
    ids=["NO", "BAD", "absurd literal", "unclosed", "no number", "deep", "endless line"],
)
def test_an_answer_that_cannot_be_read_is_garbled_and_the_next_use_connects_anew(reply) -> None:
    with Liar({"UID FETCH": reply}) as liar:
        mailbox = connect(liar)
        mailbox.select("INBOX")
        with pytest.raises(Garbled):
            mailbox.fetch([1])
        assert mailbox.select("INBOX").uidvalidity == 7
        mailbox.close()


def test_a_server_that_gives_no_uidvalidity_cannot_be_read() -> None:
    with Liar({"EXAMINE": b"* 3 EXISTS\r\n* OK [UIDNEXT 4] x\r\nTAG OK\r\n"}) as liar, pytest.raises(MailboxAway):
        connect(liar).select("INBOX")


def test_a_server_that_does_not_say_uidnext_is_asked_for_it() -> None:
    replies = {
        "EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK\r\n",
        "STATUS": b"* STATUS INBOX (UIDNEXT 9)\r\nTAG OK\r\n",
    }
    with Liar(replies) as liar:
        mailbox = connect(liar)
        assert mailbox.select("INBOX").uid_next == 9
        mailbox.close()


def test_unread_mail_in_the_junk_folder_is_counted() -> None:
    replies = {
        "LIST": b'* LIST (\\Junk) "/" Spam\r\nTAG OK\r\n',
        "STATUS": b"* STATUS Spam (UNSEEN 4)\r\nTAG OK\r\n",
    }
    with Liar(replies, capabilities="IMAP4rev1 SPECIAL-USE") as liar:
        mailbox = connect(liar)
        assert mailbox.unread_junk() == 4
        mailbox.close()


@pytest.mark.parametrize("command", ["LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH", "IDLE"])
@pytest.mark.parametrize("reply", [HANG_UP, SILENCE, b"* BYE so long\r\n" + HANG_UP, b"* 1 FET" + HANG_UP])
def test_a_server_that_goes_away_in_the_middle_is_away_and_not_garbled(command, reply) -> None:
    with Liar({command: reply}, capabilities="IMAP4rev1 IDLE") as liar:
        mailbox = connect(liar, read_timeout=0.3)

        def everything() -> None:
            mailbox.select("INBOX")
            mailbox.uids_above(0, 3)
            mailbox.fetch([1])
            mailbox.idle(1)

        with pytest.raises(MailboxAway) as away:
            everything()
        assert not isinstance(away.value, Garbled) or command == "IDLE"


def test_a_peer_that_vanishes_while_we_idle_is_noticed() -> None:
    with Liar({"IDLE": b"+ idling\r\n" + HANG_UP}, capabilities="IMAP4rev1 IDLE") as liar:
        mailbox = connect(liar)
        mailbox.select("INBOX")
        began = time.monotonic()
        with pytest.raises(MailboxAway):
            mailbox.idle(60)
        assert time.monotonic() - began < 40


def test_without_idle_there_is_no_waiting() -> None:
    with Liar() as liar:
        mailbox = connect(liar)
        assert (mailbox.can_idle(), mailbox.idle(30)) == (False, False)
        mailbox.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, ssl.SSLContext]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.mark.parametrize(("tls", "capabilities"), [("implicit", "IMAP4rev1"), ("starttls", "IMAP4rev1 STARTTLS")])
def test_tls_is_verified_against_the_given_authority(certificate, tls, capabilities) -> None:
    ca_file, context = certificate
    with Liar(tls=context, capabilities=capabilities) as liar:
        mailbox = connect(liar, tls=tls, ca_file=str(ca_file))
        assert mailbox.select("INBOX").uidvalidity == 7
        mailbox.close()
        assert b'LOGIN budi "secret"' in liar.heard


@pytest.mark.parametrize(("tls", "capabilities"), [("implicit", "IMAP4rev1"), ("starttls", "IMAP4rev1 STARTTLS")])
def test_a_certificate_that_nobody_vouches_for_ends_it_before_the_password_is_said(
    certificate, tls, capabilities
) -> None:
    with Liar(tls=certificate[1], capabilities=capabilities) as liar:
        with pytest.raises(MailboxAway, match=r"(?i)certificate"):
            connect(liar, tls=tls).select("INBOX")
        assert not any(b"LOGIN" in each for each in liar.heard)


def test_starttls_that_is_not_offered_ends_it_before_the_password_is_said() -> None:
    with Liar() as liar:
        with pytest.raises(MailboxAway):
            connect(liar, tls="starttls").select("INBOX")
        assert not any(b"LOGIN" in each for each in liar.heard)


def test_a_greeting_that_skips_the_login_does_not_skip_starttls() -> None:
    with Liar(capabilities="IMAP4rev1 STARTTLS") as liar:
        liar.greeting = b"* PREAUTH welcome\r\n"
        with pytest.raises(MailboxAway):
            connect(liar, tls="starttls").select("INBOX")
        assert not any(b"EXAMINE" in each for each in liar.heard)


def test_a_password_that_is_not_ascii_is_said_in_utf_8_and_never_quoted_in_an_error() -> None:
    with Liar({"AUTHENTICATE": b"TAG NO no\r\n"}) as liar:
        with pytest.raises(MailboxAway) as away:
            connect(liar, password=lambda: "pässwörd").select("INBOX")
        assert "ssw" not in str(away.value)
        assert liar.heard[1].startswith(b"AUTHENTICATE PLAIN")


def test_a_password_that_cannot_be_read_is_the_configurations_fault() -> None:
    def missing() -> str:
        raise ConfigError("[imap] password_file: no such file")

    with Liar() as liar, pytest.raises(ConfigError):
        connect(liar, password=missing).select("INBOX")


@pytest.mark.parametrize(
    ("namespace", "ours", "theirs"),
    [
        (b'(("INBOX." ".")) NIL NIL', "mailticket/sent", b"INBOX.mailticket.sent"),
        (b'(("INBOX." ".")) NIL NIL', "INBOX.Help", b"INBOX.Help"),
        (b'(("INBOX." ".")) NIL NIL', "inbox", b"inbox"),
        (b'(("" "/")) NIL NIL', "mailticket/sent", b"mailticket/sent"),
        (b'(("" NIL)) NIL NIL', "mailticket/sent", b"mailticket-sent"),
        (b"NIL NIL NIL", "mailticket/sent", b"mailticket/sent"),
    ],
)
def test_folders_are_named_by_the_servers_namespace(namespace, ours, theirs) -> None:
    said = b"* NAMESPACE " + namespace + b"\r\nTAG OK\r\n"
    with Liar({"NAMESPACE": said}, capabilities="IMAP4rev1 NAMESPACE") as liar:
        mailbox = connect(liar)
        mailbox.select(ours)
        mailbox.close()
    assert b"EXAMINE " + theirs in [each.replace(b'"', b"") for each in liar.heard]


def test_without_namespace_the_separator_is_asked_for() -> None:
    with Liar({"LIST": b'* LIST (\\Noselect) "." ""\r\nTAG OK\r\n'}) as liar:
        mailbox = connect(liar)
        mailbox.select("mailticket/sent")
        mailbox.close()
    assert b'EXAMINE "mailticket.sent"' in liar.heard


def test_an_append_that_is_refused_is_not_taken_for_done() -> None:
    refusal = {"APPEND": b"TAG NO [OVERQUOTA] full\r\n"}
    with Liar(refusal, capabilities="IMAP4rev1 MULTIAPPEND") as liar, pytest.raises(MailboxAway, match="OVERQUOTA"):
        connect(liar).append("INBOX", [(b"x", T0), (b"y", T0)])


IMAPCLIENT_ERRORS = [
    each for _, each in inspect.getmembers(imapclient.exceptions, inspect.isclass) if issubclass(each, Exception)
]


def test_imapclient_has_the_errors_that_we_know() -> None:
    assert len(IMAPCLIENT_ERRORS) == 8


@pytest.mark.parametrize(
    "kind",
    [*IMAPCLIENT_ERRORS, OSError, TimeoutError, ConnectionResetError, ssl.SSLError, UnicodeError, MemoryError],
)
def test_every_error_of_imapclient_and_of_the_socket_becomes_mailbox_away(kind, monkeypatch) -> None:
    with Liar() as liar:
        mailbox = connect(liar)
        mailbox.select("INBOX")

        def fail(*_: object, **__: object) -> None:
            raise kind("x")

        monkeypatch.setattr(mailbox._client, "search", fail)
        with pytest.raises(MailboxAway):
            mailbox.uids_above(0, 1)
        assert mailbox.select("INBOX").uidvalidity == 7
        mailbox.close()


def test_batches_are_bounded_in_bytes_and_number_and_keep_the_order() -> None:
    sizes = {5: 10, 1: 40, 2: 40, 3: 200, 4: 10}
    assert list(batches(sizes, bytes_max=100, count_max=100)) == [[1, 2], [3], [4, 5]]
    assert list(batches(sizes, bytes_max=1000, count_max=2)) == [[1, 2], [3, 4], [5]]
    assert list(batches({}, bytes_max=1, count_max=1)) == []
