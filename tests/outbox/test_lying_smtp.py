"""Spec 5.2, I03 to I05: whatever a relay says, each mail ends accepted, failed with its reason, or held; the same bytes
each time, and again only where the answer to the first was lost.

The real drain and the real connection, against a server that lies at one step. Time is what the test says it is.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.outbox.lying_relay import AUTH, DATA, DOT, EHLO, GREETING, MAIL, RCPT, RSET, LyingRelay
from tests.servers.scripted import DRIP, FLOOD, HANG_UP, HOST, SILENCE

from mailticket.backoff import Backoff
from mailticket.outbox.drain import Outbox, drain
from mailticket.outbox.smtp import Carrier, Relay
from mailticket.store import outbox
from mailticket.store.engine import Store
from mailticket.store.parcels import Delivery, DeliveryStatus, Outgoing, Recipient, Role

T0 = datetime(2026, 11, 2, 8, tzinfo=UTC)
ANI, BUDI, SARI = "ani@example.net", "budi@example.org", "sari@example.org"
SENT, FAILED, HELD = DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.HELD
MAILS = {"<1@example.org>": (ANI, BUDI), "<2@example.org>": (SARI,)}


class Desk:
    """Two mails wait: one to Ani and Budi, one to Sari."""

    def __init__(self, store: Store, relay: LyingRelay, caplog: pytest.LogCaptureFixture) -> None:
        self.store, self.relay, self.caplog = store, relay, caplog
        self.now = T0
        self.seconds = 0.0
        self.trouble = Backoff("the relay", seconds=lambda: self.seconds)
        self.carrier = self.connect()
        for message_id, recipients in MAILS.items():
            self.enqueue(message_id, *recipients)

    def connect(self, **changes) -> Carrier:
        values = {"host": HOST, "port": self.relay.port, "tls": "none", "greeting": "desk.example.org"}
        return Carrier(Relay(**values | {"timeout": 1.0, "final_timeout": 1.5} | changes))

    def enqueue(self, message_id: str, *recipients: str) -> None:
        raw = f"Message-ID: {message_id}\r\nSubject: halo\r\n\r\n.isi\r\n".encode()
        mail = Outgoing(
            ticket=None,
            mail="assigned",
            message_id=message_id,
            raw=raw,
            sender="helpdesk@example.org",
            subject="halo",
            created_at=self.now,
        )
        with self.store.transaction() as tx:
            outbox.enqueue(tx, mail, [Recipient(address=each, role=Role.OPERATOR) for each in recipients])

    def drain(self, times: int = 1, after: timedelta = timedelta()) -> None:
        """What the daemon does at each alarm; a retry's time has come."""
        for _ in range(times):
            self.now += after
            self.seconds += 1000
            with self.trouble.attempt():
                while drain(self.store, self.carrier, Outbox(), lambda: self.now, 100).more:
                    pass

    def deliveries(self) -> dict[str, Delivery]:
        with self.store.reading() as tx:
            found = outbox.listing(tx, list(DeliveryStatus), 100)
        return {each.recipient: each for parcel in found for each in parcel.deliveries}

    @property
    def troubles(self) -> list[str]:
        return [
            each.getMessage() for each in self.caplog.records if each.name.endswith("backoff") and each.levelno >= 30
        ]

    def ends(self, days: int = 4, **statuses: DeliveryStatus) -> None:
        """Let the days pass; every delivery comes to its end: SENT but for those named by the first part of an address.

        I03: nothing is left over, failed and held ones have a reason. I04: all copies are the same. I05: more than one
        of them only from doubt, and two at most.
        """
        for _ in range(days * 6):
            self.drain(after=timedelta(hours=4))
        found = self.deliveries()
        expected = {each: statuses.get(each.partition("@")[0], SENT) for each in (ANI, BUDI, SARI)}
        assert {each: row.status for each, row in found.items()} == expected
        assert all(row.detail for row in found.values() if row.status in {FAILED, HELD})
        copies = Counter(each.recipient for each in self.relay.ledger)
        for recipient, row in found.items():
            assert copies[recipient] <= 1 + min(row.doubts, 1), recipient
            assert copies[recipient] >= 1 or row.status is not SENT, recipient
        bodies = {
            recipient: {each.raw for each in self.relay.ledger if each.recipient == recipient} for recipient in copies
        }
        assert all(len(each) == 1 for each in bodies.values())
        assert all(b"\r\n\r\n.isi\r\n" in raw for each in bodies.values() for raw in each)
        assert all(each.isprintable() and len(each) < 700 for each in self.troubles)


@pytest.fixture
def relay() -> Iterator[LyingRelay]:
    with LyingRelay() as each:
        yield each


@pytest.fixture
def desk(store, relay, caplog) -> Iterator[Desk]:
    caplog.set_level(logging.INFO)
    each = Desk(store, relay, caplog)
    yield each
    each.carrier.close()


STEPS = [GREETING, EHLO, MAIL, RCPT, DATA]
NO_ANSWERS = {
    "hung up": HANG_UP,
    "silence": SILENCE,
    "half a line": b"250 2.0" + SILENCE,
    "drip": b"250-" + DRIP + b"x" * 1000,
    "no SMTP": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "8 bit and NUL": b"\xff\x00\x1b[31m\r\n",
    "an endless line": b"250 " + b"x" * 9000 + FLOOD,
    "endless lines": b"250-and so on\r\n" + FLOOD,
    "a code that is none": b"999 what?\r\n",
    "a code of another step": b"354 go on\r\n",
    "421": b"421 4.3.2 going down\r\n" + HANG_UP,
    "nothing but a line end": b"\r\n",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("step", "answer"),
    [(step, answer) for answer in NO_ANSWERS for step in STEPS if (step, answer) != (DATA, "a code of another step")],
)
def test_no_answer_before_the_text_is_the_relays_fault_and_no_doubt(desk, step, answer) -> None:
    desk.relay.lies_that(step, NO_ANSWERS[answer], times=2)
    desk.drain()
    assert all(row.doubts == 0 and row.status is not FAILED for row in desk.deliveries().values())
    assert len(desk.troubles) == 1
    desk.ends()
    assert Counter(each.recipient for each in desk.relay.ledger) == {ANI: 1, BUDI: 1, SARI: 1}
    assert len(desk.troubles) == 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize("answer", [each for each in NO_ANSWERS if each != "421"])
@pytest.mark.parametrize("takes", [True, False], ids=["taken", "not taken"])
def test_no_answer_after_the_text_is_a_doubt_and_is_repeated_once(desk, answer, takes) -> None:
    desk.relay.lies_that(DOT, NO_ANSWERS[answer], takes=takes, about="<1@example.org>")
    desk.drain()
    found = desk.deliveries()
    assert {found[ANI].status, found[BUDI].status} == {DeliveryStatus.IN_DOUBT}
    assert found[SARI].status is SENT
    desk.ends()
    assert Counter(each.recipient for each in desk.relay.ledger)[ANI] == 1 + takes


@pytest.mark.timeout(60)
@pytest.mark.parametrize("answer", ["hung up", "silence", "no SMTP"])
def test_a_doubt_that_comes_twice_is_left_to_a_person(desk, answer) -> None:
    desk.relay.lies_that(DOT, NO_ANSWERS[answer], times=-1, takes=False, about="<1@example.org>")
    desk.ends(ani=HELD, budi=HELD)


def test_a_slow_last_answer_is_waited_for(store, relay, caplog) -> None:
    """RFC 5321 section 4.5.3.2.6: the server files the mail before it answers; longer than for any other step."""
    desk = Desk(store, relay, caplog)
    desk.carrier.close()
    desk.carrier = desk.connect(timeout=1.0, final_timeout=20.0)
    relay.lies_that(DOT, b"250-" + DRIP + b"wait\r\n250 ok\r\n", takes=True)
    desk.drain()
    assert desk.deliveries()[ANI].status is SENT
    desk.ends()
    desk.carrier.close()


# Refusals


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        (GREETING, b"554 5.3.2 no service\r\n"),
        (GREETING, b"450 4.3.2 not now\r\n"),
        (EHLO, b"502 5.5.1 what?\r\n"),
        (EHLO, b"550 5.7.1 who are you?\r\n"),
        (MAIL, b"451 4.3.0 try again\r\n"),
        (MAIL, b"550 5.1.8 sender rejected\r\n"),
        (MAIL, b"550 5.4.5 daily sending quota exceeded\r\n"),
        (MAIL, b"451 4.7.1 you exceeded the max emails per hour\r\n"),
        (MAIL, b"530 5.7.0 authentication required\r\n"),
        (RCPT, b"450 4.7.1 sending limit reached for your account\r\n"),
        (RCPT, b"535 5.7.8 not logged in\r\n"),
        (DATA, b"421 4.7.0 rate limit\r\n" + HANG_UP),
        (DOT, b"421 4.7.0 too many messages\r\n" + HANG_UP),
        (DOT, b"554 5.7.1 your account is suspended\r\n"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.split(b"\r")[0].decode(),
)
def test_a_refusal_that_speaks_of_us_blames_nobody_and_everything_leaves_later(desk, step, answer) -> None:
    desk.relay.lies_that(step, answer, times=4)
    desk.drain(2, after=timedelta(minutes=2))
    assert not any(row.status is FAILED for row in desk.deliveries().values())
    assert len(desk.troubles) == 1
    desk.ends()
    assert len(desk.troubles) == 1


def test_a_login_that_is_revoked_holds_everything_until_it_works_again(store, caplog) -> None:
    with LyingRelay(extensions=("AUTH PLAIN LOGIN",)) as relay:
        desk = Desk(store, relay, caplog)
        desk.carrier.close()
        desk.carrier = desk.connect(username="helpdesk", password=lambda: "s3cret")
        relay.lies_that(AUTH, b"535 5.7.8 no more\r\n", times=8)
        desk.drain(3, after=timedelta(hours=1))
        assert not relay.ledger
        assert "s3cret" not in caplog.text
        desk.ends()
        assert len(desk.troubles) == 1
        desk.carrier.close()


@pytest.mark.parametrize("step", [RCPT, DATA, DOT])
@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (b"550 5.1.1 no such user\r\n", FAILED),
        (b"553 5.1.3 no address\r\n", FAILED),
        (b"552 5.2.2 mailbox full\r\n", FAILED),
        (b"450 4.2.0 greylisted\r\n", SENT),
        (b"452 4.2.2 mailbox full\r\n", SENT),
    ],
    ids=["550", "553", "552", "450", "452"],
)
def test_a_refusal_of_one_recipient_is_theirs_alone(desk, step, answer, end) -> None:
    about = SARI if step is RCPT else "<2@example.org>" if step is DOT else ""
    if step is DATA:  # has nothing to tell mails by: the one to Sari leaves first
        desk.relay.lies_that(DATA, b"354 go\r\n")
    desk.relay.lies_that(step, answer, times=2, about=about)
    if step is DATA:
        desk.ends(**({"sari": end} if end is FAILED else {}))
        return
    desk.ends(sari=end)


def test_half_of_the_recipients_are_refused_and_the_others_get_it(desk) -> None:
    desk.relay.lies_that(RCPT, b"550 5.1.1 no such user\r\n", about=ANI)
    desk.ends(ani=FAILED)


def test_one_of_two_recipients_is_greylisted_for_a_day(desk) -> None:
    desk.relay.lies_that(RCPT, b"451 4.7.1 greylisted\r\n", times=8, about=ANI)
    desk.ends()


def test_a_recipient_that_is_refused_for_now_for_ever_fails_with_the_last_answer(desk) -> None:
    desk.relay.lies_that(RCPT, b"451 4.2.0 later\r\n", times=-1, about=ANI)
    desk.ends(ani=FAILED)
    assert "later" in desk.deliveries()[ANI].detail


def test_a_reset_that_is_refused_or_lost_costs_nothing(desk) -> None:
    desk.relay.lies_that(RCPT, b"550 5.1.1 no\r\n", about=SARI)
    desk.relay.lies_that(RSET, HANG_UP)
    desk.ends(sari=FAILED)


# Answers out of step


@pytest.mark.parametrize("step", [GREETING, EHLO, MAIL, RCPT, DATA])
def test_an_answer_too_many_is_never_taken_for_the_next_one(desk, step) -> None:
    """Else '250' said too early would be the answer to a text that is refused in the end."""
    honest = {GREETING: b"220 hi\r\n", EHLO: b"250 hi\r\n", DATA: b"354 go\r\n"}.get(step, b"250 ok\r\n")
    desk.relay.lies_that(step, honest + b"250 2.0.0 and that is that\r\n", times=2)
    desk.relay.lies_that(DOT, b"554 5.6.0 this text is refused\r\n", times=-1, about="<1@example.org>")
    desk.ends(ani=FAILED, budi=FAILED)


def test_an_offer_of_size_that_is_a_lie_costs_one_mail(desk) -> None:
    desk.relay.lies_that(MAIL, b"552 5.3.4 too big\r\n")
    desk.ends(**{"sari": FAILED} if desk_first(desk) == SARI else {"ani": FAILED, "budi": FAILED})


def desk_first(desk: Desk) -> str:
    """Who is refused: the recipient of the mail that leaves first."""
    desk.drain()
    failed = {each for each, row in desk.deliveries().items() if row.status is FAILED}
    return SARI if failed == {SARI} else ANI


@pytest.mark.parametrize(
    "extensions",
    [
        (),
        ("SIZE",),
        ("SIZE x",),
        ("SIZE 1",),
        ("SIZE 99999999999999999999",),
        ("8BITMIME x", "AUTH", "\xff"),
        ("X" * 500,),
    ],
    ids=["none", "no number", "a word", "1", "huge", "odd ones", "long"],
)
def test_odd_offers_cost_nothing(desk, extensions) -> None:
    desk.relay.extensions = extensions
    desk.ends()


@pytest.mark.parametrize("extensions", [(), ("STARTTLS",)], ids=["not offered", "offered"])
@pytest.mark.parametrize("answer", [b"454 4.7.0 not now\r\n", b"220 go\r\n250 smuggled\r\n", b"220 go\r\n" + HANG_UP])
def test_starttls_that_fails_sends_neither_password_nor_mail(store, caplog, extensions, answer) -> None:
    with LyingRelay(extensions=(*extensions, "AUTH PLAIN")) as relay:
        desk = Desk(store, relay, caplog)
        desk.carrier.close()
        desk.carrier = desk.connect(tls="starttls", username="helpdesk", password=lambda: "s3cret")
        relay.lies_that("STAR", answer, times=-1)
        desk.drain(3, after=timedelta(hours=1))
        assert not any(each.startswith((b"AUTH", b"MAIL")) for each in relay.heard)
        assert {row.status for row in desk.deliveries().values()} == {DeliveryStatus.QUEUED}
        assert len(desk.troubles) == 1
        desk.carrier.close()
