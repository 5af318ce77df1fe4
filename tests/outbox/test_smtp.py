"""Spec 2.8 on the wire: one kept connection, an answer for each recipient, and doubt only after the text was sent."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import free_ports
from tests.servers.fixtures import now
from tests.servers.smtp_faults import Script, drop, refuse, slow, take_and_drop

from mailticket.demo.post_office import HOST, PostOffice
from mailticket.errors import RelayAway
from mailticket.outbox.smtp import Accepted, Carrier, Denied, Doubtful, Letter, Relay

HELPDESK, ANI, BUDI = "helpdesk@example.org", "ani@example.net", "budi@example.org"
RAW = b"Message-ID: <1@example.org>\r\nSubject: halo\r\n\r\nisi\r\n"


class Sink:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
        self.mails.append(envelope.content)
        return "250 ok"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice(now=now, deliver=lambda *_: None) as each:
        yield each


@pytest.fixture
def carrier(office: PostOffice) -> Iterator[Carrier]:
    with Carrier(relay(office.port)) as each:
        yield each


def relay(port: int, **changes: object) -> Relay:
    return Relay(
        **{
            "host": HOST,
            "port": port,
            "tls": "none",
            "greeting": "desk.example.org",
            "timeout": 2.0,
            "final_timeout": 2.0,
        }
        | changes
    )


def letter(*recipients: str, raw: bytes = RAW, **changes: object) -> Letter:
    return Letter(**{"sender": HELPDESK, "recipients": recipients or (ANI,), "raw": raw} | changes)


def test_the_bytes_arrive_as_they_are_and_both_recipients_are_answered_for(office, carrier) -> None:
    raw = RAW + b".\r\n..two dots\r\n.one\r\n"
    outcomes = carrier.carry(letter(ANI, BUDI, raw=raw))
    assert {each: type(outcome) for each, outcome in outcomes.items()} == {ANI: Accepted, BUDI: Accepted}
    assert outcomes[ANI].said.startswith("250 ")
    assert [(one.mail_from, one.rcpt_tos, one.raw) for one in office.accepted] == [(HELPDESK, (ANI, BUDI), raw)]


def test_one_connection_is_kept_for_all_letters(office, carrier) -> None:
    connections = []
    office.fault = lambda stage, *_: connections.append(carrier._smtp) if stage == "mail" else None
    for _ in range(3):
        carrier.carry(letter())
    assert len(set(map(id, connections))) == 1
    assert len(office.accepted) == 3


def test_a_refused_recipient_does_not_keep_the_mail_from_the_other(office, carrier) -> None:
    office.fault = Script(refuse("rcpt", "550 5.1.1 No such user", to=ANI))
    outcomes = carrier.carry(letter(ANI, BUDI))
    assert outcomes[ANI] == Denied(550, "550 5.1.1 No such user")
    assert isinstance(outcomes[BUDI], Accepted)
    assert office.accepted[0].rcpt_tos == (BUDI,)


@pytest.mark.parametrize("stage", ["rcpt", "data", "dot"])
@pytest.mark.parametrize("code", [451, 550])
def test_a_refusal_is_an_answer_and_the_connection_goes_on(office, carrier, stage, code) -> None:
    office.fault = Script(refuse(stage, f"{code} 4.0.0 No"))
    outcome = carrier.carry(letter())[ANI]
    assert outcome == Denied(code, f"{code} 4.0.0 No")
    assert outcome.for_good == (code == 550)
    assert isinstance(carrier.carry(letter())[ANI], Accepted)


@pytest.mark.parametrize(
    "fault",
    [
        refuse("mail", "550 5.1.8 Sender rejected", times=2),
        refuse("mail", "421 4.3.2 Shutting down", times=2),
        refuse("rcpt", "421 4.3.2 Shutting down", times=2),
        drop("mail", times=2),
        drop("rcpt", times=2),
        slow("mail", 3.0, times=2),
    ],
    ids=["sender refused", "421 at MAIL", "421 at RCPT", "lost at MAIL", "lost at RCPT", "silence at MAIL"],
)
def test_what_goes_wrong_before_the_text_is_the_relays_fault_and_no_doubt(office, carrier, fault) -> None:
    office.fault = Script(fault)
    with pytest.raises(RelayAway):
        carrier.carry(letter())
    assert office.accepted == []
    office.fault = Script()
    assert isinstance(carrier.carry(letter())[ANI], Accepted)


def test_a_mail_over_the_servers_size_is_refused_alone(office, carrier) -> None:
    """RFC 1870: the answer to MAIL with SIZE speaks of this mail; as a fault of the relay it would never end."""
    office.fault = Script(refuse("mail", "552 5.3.4 Message size exceeds fixed limit"))
    assert carrier.carry(letter(ANI, BUDI)) == dict.fromkeys(
        (ANI, BUDI), Denied(552, "552 5.3.4 Message size exceeds fixed limit")
    )
    assert isinstance(carrier.carry(letter())[ANI], Accepted)


def test_a_connection_that_went_stale_is_made_anew_without_a_word(office, carrier) -> None:
    carrier.carry(letter())
    office.fault = Script(drop("mail"))
    assert isinstance(carrier.carry(letter())[ANI], Accepted)
    assert len(office.accepted) == 2


@pytest.mark.parametrize("fault", [take_and_drop(), slow("dot", 3.0), drop("dot")], ids=["taken", "silence", "lost"])
def test_a_lost_answer_after_the_final_dot_is_a_doubt_for_those_it_was_for(office, carrier, fault) -> None:
    office.fault = Script(refuse("rcpt", "550 5.1.1 No", to=BUDI), fault)
    outcomes = carrier.carry(letter(ANI, BUDI))
    assert isinstance(outcomes[ANI], Doubtful)
    assert isinstance(outcomes[BUDI], Denied)
    assert isinstance(carrier.carry(letter())[ANI], Accepted)


def test_a_relay_that_is_not_there_is_away(office) -> None:
    office.stop()
    with Carrier(relay(office.port)) as carrier, pytest.raises(RelayAway):
        carrier.open()


def test_starttls_that_is_not_offered_is_refused_before_the_password_is_said(office) -> None:
    said: list[str] = []
    account = {"username": "helpdesk", "password": lambda: "s3cret"}
    with Carrier(relay(office.port, tls="starttls", **account)) as carrier:
        with pytest.raises(RelayAway) as away:
            carrier.open()
        said.append(repr(carrier._relay) + str(away.value))
    assert "s3cret" not in said[0]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, ssl.SSLContext]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@contextmanager
def secure_server(tls: str, context: ssl.SSLContext) -> Iterator[tuple[int, Sink]]:
    sink = Sink()
    if tls == "implicit":
        controller = Controller(sink, hostname=HOST, port=free_ports(1)[0], ssl_context=context)
    else:
        port = free_ports(1)[0]
        controller = Controller(sink, hostname=HOST, port=port, tls_context=context, require_starttls=True)
    controller.start()
    try:
        yield controller.port, sink
    finally:
        controller.stop()


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_tls_is_verified_against_the_given_authority(certificate, tls) -> None:
    ca_file, context = certificate
    with secure_server(tls, context) as (port, sink):
        with Carrier(relay(port, tls=tls, ca_file=str(ca_file))) as carrier:
            assert isinstance(carrier.carry(letter())[ANI], Accepted)
        assert len(sink.mails) == 1


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_that_nobody_vouches_for_ends_it(certificate, tls) -> None:
    with secure_server(tls, certificate[1]) as (port, sink):
        with Carrier(relay(port, tls=tls)) as carrier, pytest.raises(RelayAway, match=r"(?i)certificate"):
            carrier.carry(letter())
        assert sink.mails == []


def test_a_tls_connection_ends_with_its_carrier_whether_or_not_the_relay_says_farewell(certificate) -> None:
    ca_file, context = certificate
    with script(["220 hi", "250 x", "221 bye"], context) as port:
        with Carrier(relay(port, tls="implicit", ca_file=str(ca_file))) as carrier:
            carrier.open()
            wire = carrier._smtp.get_transport_info("socket")
        assert wire.fileno() == -1


def test_a_login_that_fails_is_the_relays_fault(office) -> None:
    with script(["220 hi", "250-x", "250 AUTH PLAIN", "535 5.7.8 No"]) as port:
        account = {"username": "helpdesk", "password": lambda: "s3cret"}
        with Carrier(relay(port, **account)) as carrier, pytest.raises(RelayAway, match=r"535 5\.7\.8 No"):
            carrier.open()


@pytest.mark.parametrize(
    "address",
    ["budi", "budi@example.org)<mallory@evil.example>", "a b@example.org", "x@y\r\nRCPT TO:<z@example.org>", ""],
)
def test_what_is_no_address_is_never_said(office, carrier, address) -> None:
    outcomes = carrier.carry(letter(address, BUDI))
    assert outcomes[address].for_good
    assert isinstance(outcomes[BUDI], Accepted)
    assert office.accepted[0].rcpt_tos == (BUDI,)


def test_a_sender_that_is_no_address_is_never_said_and_nobody_is_blamed(office, carrier) -> None:
    bad = Letter(sender="x@y>\r\nRCPT TO:<z@example.org", recipients=(BUDI,), raw=b"Subject: x\r\n\r\n")
    with pytest.raises(RelayAway, match="no address to send from"):
        carrier.carry(bad)
    assert office.accepted == []


@pytest.mark.parametrize("text", [b".", b"..\r\n.", b"a\r\n.\r\nb\r\n", b"a\r\n.b"])
def test_a_dot_at_a_line_start_arrives_as_it_is_and_ends_nothing(office, carrier, text) -> None:
    carrier.carry(letter(BUDI, raw=b"Subject: x\r\n\r\n" + text))
    assert office.accepted[0].raw.removesuffix(b"\r\n") == b"Subject: x\r\n\r\n" + text.removesuffix(b"\r\n")


def test_an_international_address_goes_where_the_relay_takes_it(office, carrier) -> None:
    assert isinstance(carrier.carry(letter("añi@example.net"))["añi@example.net"], Accepted)
    assert office.accepted[0].rcpt_tos == ("añi@example.net",)


def test_and_is_reported_where_it_does_not_while_the_others_get_theirs() -> None:
    with (
        script(["220 hi", "250 x", "250 ok", "250 ok", "354 go", "250 taken"]) as port,
        Carrier(relay(port)) as carrier,
    ):
        outcomes = carrier.carry(letter("añi@example.net", BUDI))
    assert outcomes["añi@example.net"] == Denied(
        553, "5.6.7 the relay takes no international addresses (SMTPUTF8, RFC 6531)"
    )
    assert isinstance(outcomes[BUDI], Accepted)


def test_an_answer_that_is_no_smtp_after_the_dot_is_a_doubt() -> None:
    with script(["220 hi", "250 x", "250 ok", "250 ok", "354 go", "what?"]) as port, Carrier(relay(port)) as carrier:
        assert isinstance(carrier.carry(letter())[ANI], Doubtful)


class script:  # noqa: N801
    """A server that says these lines, one after each that it hears (the text of a mail is one)."""

    def __init__(self, lines: list[str], tls: ssl.SSLContext | None = None) -> None:
        self.lines = lines
        self.tls = tls

    def __enter__(self) -> int:
        self.socket = socket.create_server((HOST, 0))
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()
        return self.socket.getsockname()[1]

    def __exit__(self, *_: object) -> None:
        self.thread.join(10)
        self.socket.close()

    def _serve(self) -> None:
        connection, _ = self.socket.accept()
        if self.tls is not None:
            connection = self.tls.wrap_socket(connection, server_side=True)
        with connection, connection.makefile("rb") as heard:
            connection.settimeout(5)
            for line in self.lines:
                connection.sendall(line.encode() + b"\r\n")
                if line.startswith("354"):
                    while heard.readline() not in (b".\r\n", b""):
                        pass
                elif not line.startswith("250-"):
                    heard.readline()
