"""Spec 2.1: both servers let the daemon in by an access token, and nobody else ever reads it (I20)."""

import base64
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.inbox.liar import Liar
from tests.servers import jwt
from tests.servers.dovecot import HOST, Dovecot
from tests.servers.scripted import HANG_UP
from tests.servers.token_relay import token_relay

from mailticket.cli.main import main
from mailticket.config import load
from mailticket.demo.town import Town
from mailticket.errors import MailboxAway, RelayAway, TokenAway
from mailticket.inbox.connect import ImapAccount
from mailticket.inbox.imap import Mailbox
from mailticket.outbox.smtp import Accepted, Carrier, Letter, Relay

ANI = "ani@example.net"
LETTER = Letter(sender="helpdesk@example.org", recipients=(ANI,), raw=b"Subject: halo\r\n\r\nisi\r\n")
PLANTED = "planted-token-" + "x" * 1500


class Purse:
    """Gives these tokens, one after the other; the last one for ever."""

    def __init__(self, *tokens: str) -> None:
        self.left = list(tokens)
        self.renewed = 0

    def read(self) -> str:
        return self.left[0]

    def renew(self, refused: str) -> str:
        self.renewed += 1
        if len(self.left) > 1 and self.left[0] == refused:
            self.left.pop(0)
        return self.left[0]


def mailbox(port: int, purse: Purse, username: str = "budi") -> Mailbox:
    return Mailbox(
        ImapAccount(
            host=HOST,
            port=port,
            tls="none",
            username=username,
            password=purse.read,
            renew=purse.renew,
            read_timeout=5.0,
        )
    )


def carrier(port: int, purse: Purse) -> Carrier:
    return Carrier(
        Relay(host=HOST, port=port, tls="none", username="budi", password=purse.read, renew=purse.renew, timeout=5.0)
    )


@pytest.fixture(scope="module")
def jwt_dovecot() -> Iterator[Dovecot]:
    """One of its own: Dovecot answers ever later after failed logins."""
    with Dovecot() as each:
        yield each


# IMAP


@pytest.mark.servers
def test_dovecot_takes_a_token_that_it_can_prove(jwt_dovecot) -> None:
    purse = Purse(jwt.token("budi"))
    box = mailbox(jwt_dovecot.port, purse)
    assert box.select("INBOX").exists == 0
    box.close()
    assert purse.renewed == 0


@pytest.mark.servers
def test_a_token_that_has_ended_is_replaced_once_and_the_mailbox_is_open(jwt_dovecot) -> None:
    purse = Purse(jwt.token("budi", lasts=-60), jwt.token("budi"))
    box = mailbox(jwt_dovecot.port, purse)
    assert box.select("INBOX").exists == 0
    box.close()
    assert purse.renewed == 1


@pytest.mark.servers
def test_a_token_of_somebody_else_opens_nothing_and_is_not_tried_twice(jwt_dovecot) -> None:
    purse = Purse(jwt.token("sari"))
    with pytest.raises(MailboxAway, match="AUTHENTICATIONFAILED"):
        mailbox(jwt_dovecot.port, purse).select("INBOX")
    assert purse.renewed == 1


def said_to(liar: Liar) -> list[bytes]:
    return [each.partition(b" ")[2] for each in liar.heard if each.startswith(b"AUTHENTICATE")]


@pytest.mark.parametrize(
    ("offered", "mechanism"),
    [("AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER", b"XOAUTH2"), ("AUTH=OAUTHBEARER", b"OAUTHBEARER")],
)
def test_the_mechanism_is_one_that_the_imap_server_names(offered, mechanism) -> None:
    with Liar(capabilities=f"IMAP4rev1 {offered}") as liar:
        box = mailbox(liar.port, Purse("t"))
        box.select("INBOX")
        box.close()
        assert said_to(liar) == [mechanism]


def test_an_imap_server_that_takes_no_token_is_never_told_one() -> None:
    with Liar(capabilities="IMAP4rev1 AUTH=PLAIN AUTH=LOGIN") as liar:
        with pytest.raises(MailboxAway, match=r"takes no access token .* but PLAIN, LOGIN"):
            mailbox(liar.port, Purse(PLANTED)).select("INBOX")
        assert said_to(liar) == []
        assert not any(b"LOGIN" in each for each in liar.heard)


@pytest.mark.parametrize(
    "refusal", [b"TAG NO AUTHENTICATE failed\r\n", b"TAG BAD no\r\n", HANG_UP, b"* BYE\r\n" + HANG_UP]
)
def test_however_an_imap_server_refuses_there_is_one_more_try_with_another_token(refusal) -> None:
    """Some say NO, some hang up on a token that has ended; one that is kept for ever would never open again."""
    with Liar({"AUTHENTICATE": refusal}, capabilities="IMAP4rev1 AUTH=XOAUTH2") as liar:
        purse = Purse("one", "two", "three")
        with pytest.raises(MailboxAway):
            mailbox(liar.port, purse).select("INBOX")
        assert len(said_to(liar)) == 2
        assert purse.renewed == 1


# SMTP


@pytest.mark.parametrize("mechanism", ["XOAUTH2", "OAUTHBEARER"])
def test_a_relay_takes_a_token_and_then_mail(mechanism) -> None:
    with token_relay("good", only=mechanism) as relay, carrier(relay.port, Purse("good")) as each:
        assert isinstance(each.carry(LETTER)[ANI], Accepted)
        assert len(relay.mails) == 1


@pytest.mark.parametrize(("mechanism", "ended_by"), [("XOAUTH2", b""), ("OAUTHBEARER", b"\1")])
def test_a_token_that_a_relay_refuses_is_replaced_once(mechanism, ended_by) -> None:
    with token_relay("good", only=mechanism) as relay:
        purse = Purse("ended", "good")
        with carrier(relay.port, purse) as each:
            assert isinstance(each.carry(LETTER)[ANI], Accepted)
        assert (purse.renewed, relay.ended_by) == (1, [ended_by])
        purse = Purse("bad", "worse", "worst")
        with carrier(relay.port, purse) as each, pytest.raises(RelayAway, match=r"535 5\.7\.8"):
            each.open()
        assert (purse.renewed, len(relay.said)) == (1, 4)


def test_a_relay_that_takes_no_token_is_never_told_one() -> None:
    with token_relay("t", only="NONE") as relay, carrier(relay.port, Purse(PLANTED)) as each:
        with pytest.raises(RelayAway, match=r"takes no access token .* but LOGIN, PLAIN"):
            each.open()
        assert relay.said == []


def test_a_token_too_long_for_a_line_is_said_when_the_relay_asks_for_it() -> None:
    """RFC 4954 section 4: an AUTH line obeys the limit of SMTP, 512 bytes; tokens of Microsoft have over 2,000."""
    heard: list[bytes] = []
    lines = ("220 hi", "250-x", "250 AUTH XOAUTH2", "334 ", "235 2.7.0 Accepted", "221 bye")
    with scripted(heard, *lines) as port, carrier(port, Purse(PLANTED)) as each:
        each.open()
    assert heard[1] == b"AUTH XOAUTH2\r\n"
    assert f"auth=Bearer {PLANTED}\1\1".encode() in base64.b64decode(heard[2])


@contextmanager
def scripted(heard: list[bytes], *lines: str) -> Iterator[int]:
    """An SMTP server that says these lines, one after each that it hears."""

    def serve() -> None:
        connection, _ = server.accept()
        connection.settimeout(5)
        with connection, connection.makefile("rb") as file:
            for line in lines:
                connection.sendall(line.encode() + b"\r\n")
                if not line.startswith("250-"):
                    heard.append(file.readline())

    with socket.create_server((HOST, 0)) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join(10)


# Both


def failing() -> str:
    raise TokenAway("[imap] oauth2_command token: exit code 1: log in again")


def test_a_command_that_fails_is_a_server_away_and_nothing_is_said() -> None:
    purse = Purse("x")
    purse.read = failing
    with Liar() as liar:
        with pytest.raises(MailboxAway, match="exit code 1: log in again"):
            mailbox(liar.port, purse).select("INBOX")
        assert liar.heard == []
    with token_relay("t") as relay, carrier(relay.port, purse) as each:
        with pytest.raises(RelayAway, match="exit code 1: log in again"):
            each.open()
        assert relay.said == []


@pytest.fixture
def everything_said(caplog, capfd) -> Callable[[], str]:
    """All log records down to DEBUG, of all libraries, and all output."""
    caplog.set_level(logging.DEBUG, logger="")
    for name in ("imapclient", "aiosmtplib", "imaplib"):
        caplog.set_level(logging.DEBUG, logger=name)
    return lambda: caplog.text + "".join(capfd.readouterr())


@pytest.mark.servers
def test_a_desk_lives_by_tokens_and_they_occur_nowhere(jwt_dovecot, tmp_path: Path, everything_said) -> None:
    """I20: a planted secret occurs in no log, mail, error or database."""
    with Town(jwt_dovecot, now=lambda: datetime.now(UTC), account_prefix="tok-") as town:
        account = town.account("helpdesk@example.org")
        planted = jwt.token(account)
        program = tmp_path / "token"
        program.write_text(f"#!{sys.executable}\nprint({planted!r})\n")
        program.chmod(0o700)
        with token_relay(planted) as relay:
            login = {"oauth2_command": "./token --client-secret planted-argument"}
            written = town.config_toml(imap=login, smtp=login | {"port": relay.port})
            lines = [each for each in written.splitlines() if not each.startswith("password")]
            file = tmp_path / "config.toml"
            file.write_text("\n".join(lines), encoding="utf-8")
            town.send("ani", subject="Halo", text="Bagaimana cara masuk?\n")
            assert main(["--config", str(file), "check"]) == 0
            assert main(["--config", str(file), "once"]) == 0
            assert len(relay.mails) > 0
            relay.good.clear()
            town.send("ani", subject="Lagi", text="Bagaimana cara keluar?\n")
            assert main(["--config", str(file), "once"]) == 1
            mails = b"".join(relay.mails)
        kept = b"".join(each.read_bytes() for each in tmp_path.iterdir() if each.name.startswith("mailticket.db"))
    config = repr(load(file, environ={}))
    said = everything_said()
    assert "535 5.7.8" in said
    for secret in (planted.rpartition(".")[2], "planted-argument"):
        for coded in (secret, *as_base64_has_it(secret)):
            assert coded not in said + config
            assert coded.encode() not in kept + mails


def as_base64_has_it(secret: str) -> list[str]:
    """What is left of a text in base64, wherever in the whole it begins."""
    return [base64.b64encode(b"-" * shift + secret.encode()).decode()[4:-4] for shift in range(3)]
