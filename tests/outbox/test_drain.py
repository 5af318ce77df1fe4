"""Spec 2.8 and I03 to I05: every row ends somewhere, repeats come only from doubt, nobody is blamed for the relay."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.servers.smtp_faults import ALWAYS, Script, refuse, take_and_drop

from mailticket.demo.post_office import HOST, PostOffice
from mailticket.errors import ConfigError, RelayAway
from mailticket.outbox.drain import DrainTally, Go, Later, Outbox, Withdraw, drain
from mailticket.outbox.smtp import Accepted, Carrier, Denied, Doubtful, Letter, Outcome, Relay
from mailticket.store import desk, outbox
from mailticket.store.engine import Store
from mailticket.store.parcels import Delivery, DeliveryStatus, Outgoing, Recipient, Role

T0 = datetime(2026, 11, 2, 8, tzinfo=UTC)
ANI, BUDI, LIST = "ani@example.net", "budi@example.org", "operators@lists.example.org"
ROLES = {ANI: Role.CUSTOMER, BUDI: Role.OPERATOR, LIST: Role.LIST}
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
DEFAULTS = Outbox()


class Crash(BaseException):
    """The process ends here."""


class FakeRelay:
    """Answers as it is told, and remembers what it was given."""

    def __init__(self, *answers: Outcome | Mapping[str, Outcome] | BaseException) -> None:
        self.answers = list(answers)
        self.carried: list[Letter] = []
        self.given: list[Outcome | Mapping[str, Outcome] | BaseException] = []
        self.away: Exception | None = None

    smtputf8 = True

    def open(self) -> None:
        if self.away:
            raise self.away

    def carry(self, letter: Letter) -> Mapping[str, Outcome]:
        self.carried.append(letter)
        answer = self.answers.pop(0) if self.answers else Accepted("250 ok")
        self.given.append(answer)
        if isinstance(answer, BaseException):
            raise answer
        return answer if isinstance(answer, Mapping) else dict.fromkeys(letter.recipients, answer)


def crash_at(name: str, times: int = 1):
    left = [times]

    def checkpoint(reached: str) -> None:
        if reached == name:
            left[0] -= 1
            if not left[0]:
                raise Crash

    return checkpoint


def enqueue(store: Store, *recipients: str, subject: str = "1", at: datetime = T0) -> int:
    with store.transaction() as tx:
        return outbox.enqueue(
            tx,
            Outgoing(
                ticket=None,
                mail="assigned",
                message_id=f"<{subject}@example.org>",
                raw=f"Message-ID: <{subject}@example.org>\r\n\r\n{subject}\r\n".encode(),
                sender="helpdesk@example.org",
                subject=subject,
                created_at=at,
            ),
            [Recipient(address=each, role=ROLES[each]) for each in recipients or (ANI,)],
        )


def rows(store: Store) -> list[Delivery]:
    with store.reading() as tx:
        found = outbox.listing(tx, list(DeliveryStatus), 100)
    return sorted((each for parcel in found for each in parcel.deliveries), key=lambda each: each.id)


def states(store: Store) -> list[str]:
    return [each.status for each in rows(store)]


def run(store: Store, relay, after: timedelta = timedelta(), how: Outbox = DEFAULTS, **more) -> DrainTally:
    return drain(store, relay, how, lambda: T0 + after, 50, **more)


def test_what_is_accepted_is_sent_once_and_a_second_pass_is_idle(store) -> None:
    enqueue(store, ANI, LIST)
    relay = FakeRelay()
    assert run(store, relay) == DrainTally(sent=2, more=True)
    assert run(store, relay) == DrainTally()
    assert [each.recipients for each in relay.carried] == [(ANI, LIST)]
    assert [(each.status, each.detail, each.ended_at, each.attempts) for each in rows(store)] == [
        ("sent", "250 ok", T0, 1)
    ] * 2


def test_2_6_whether_the_relay_takes_international_addresses_is_known_to_who_writes_mail(store) -> None:
    relay = FakeRelay()

    def known() -> bool:
        with store.reading() as tx:
            return desk.get(tx, desk.ASCII_RELAY) is None

    for takes in (True, False, False, True):
        relay.smtputf8 = takes
        enqueue(store, subject=str(len(relay.carried)))
        run(store, relay)
        assert known() is takes


def test_an_absent_relay_changes_no_row(store) -> None:
    enqueue(store)
    before = rows(store)
    relay = FakeRelay()
    relay.away = RelayAway("gone")
    with pytest.raises(RelayAway):
        run(store, relay)
    assert rows(store) == before


def test_nothing_due_needs_no_relay(store) -> None:
    relay = FakeRelay()
    relay.away = RelayAway("gone")
    assert run(store, relay) == DrainTally()


def test_a_relay_that_breaks_off_before_the_text_costs_no_attempt_and_the_rest_waits_untouched(store) -> None:
    enqueue(store, subject="1")
    enqueue(store, subject="2")
    relay = FakeRelay(RelayAway("connection lost"))
    with pytest.raises(RelayAway):
        run(store, relay)
    first, second = rows(store)
    assert (first.status, first.attempts, first.next_at, first.detail) == ("queued", 0, T0 + MINUTE, "connection lost")
    assert (second.status, second.attempts, second.next_at) == ("queued", 0, T0)


def test_a_4xx_puts_back_only_the_recipient_it_was_for(store) -> None:
    enqueue(store, ANI, BUDI)
    relay = FakeRelay({ANI: Denied(451, "451 4.7.1 Greylisted"), BUDI: Accepted("250 ok")})
    assert run(store, relay) == DrainTally(sent=1, put_back=1, more=True)
    ani, budi = rows(store)
    assert (ani.status, ani.next_at, ani.detail) == ("queued", T0 + MINUTE, "451 4.7.1 Greylisted")
    assert budi.status == "sent"
    assert run(store, relay, MINUTE) == DrainTally(sent=1, more=True)
    assert [each.recipients for each in relay.carried] == [(ANI, BUDI), (ANI,)]
    assert relay.carried[0].raw == relay.carried[1].raw


def test_after_three_days_of_4xx_it_has_failed_with_the_last_answer(store) -> None:
    enqueue(store)
    relay = FakeRelay(*[Denied(451, "451 busy")] * 5)
    tallies = [run(store, relay, timedelta(days=3, hours=hour)) for hour in range(5)]
    assert tallies[-1] == DrainTally(failed=1)
    assert rows(store)[0].detail == "tried for 3 days; the last answer was: 451 busy"


def test_a_5xx_fails_the_recipient_with_the_reply(store) -> None:
    enqueue(store, ANI, BUDI)
    run(store, FakeRelay({ANI: Denied(550, "550 5.1.1 No such user"), BUDI: Accepted("250 ok")}))
    assert [(each.status, each.detail) for each in rows(store)] == [
        ("failed", "550 5.1.1 No such user"),
        ("sent", "250 ok"),
    ]


@pytest.mark.parametrize("code", [450, 550])
def test_a_refusal_that_speaks_of_us_fails_nobody_stops_the_pass_and_lets_others_past(store, code) -> None:
    enqueue(store, subject="1")
    enqueue(store, subject="2")
    relay = FakeRelay(Denied(code, f"{code} Sender address rejected"))
    with pytest.raises(RelayAway, match="Sender address rejected"):
        run(store, relay)
    assert states(store) == ["queued", "queued"]
    assert len(relay.carried) == 1
    assert run(store, relay).sent == 1  # the second; the first waits its time
    assert states(store) == ["queued", "sent"]


def test_a_relay_that_spoke_of_us_for_three_days_leaves_the_mail_to_a_person(store) -> None:
    enqueue(store)
    relay = FakeRelay(*[Denied(550, "550 Sender address rejected")] * 5)
    for hour in range(5):
        with pytest.raises(RelayAway):
            run(store, relay, timedelta(days=3, hours=hour))
    assert states(store) == ["held"]


def test_a_relay_that_takes_hours_over_a_mail_moves_the_hour_of_the_next(store) -> None:
    """Also a computer that slept: who may leave at eight in the evening is asked at eight in the evening (1.5, I08)."""
    now = [T0]

    class SlowRelay(FakeRelay):
        def carry(self, letter: Letter) -> Mapping[str, Outcome]:
            now[0] += timedelta(hours=12)
            return super().carry(letter)

    enqueue(store, subject="1")
    enqueue(store, BUDI, subject="2")
    asked: list[datetime] = []

    def may_leave(_tx, _parcel, at: datetime) -> Go:
        asked.append(at)
        return Go()

    drain(store, SlowRelay(), DEFAULTS, lambda: now[0], 50, may_leave=may_leave)
    assert asked == [T0, T0 + timedelta(hours=12)]
    assert [each.ended_at for each in rows(store)] == [T0 + timedelta(hours=12), T0 + timedelta(hours=24)]


def the_list_has_echoed(store: Store, at: datetime = T0 - 29 * DAY) -> None:
    mail = enqueue(store, LIST, subject="before", at=at)
    drain(store, FakeRelay(), DEFAULTS, lambda: at, 50)
    with store.transaction() as tx:
        outbox.echoed(tx, mail, at)


def test_a_doubt_waits_for_the_echo_and_is_repeated_once_with_the_same_bytes_then_held(store) -> None:
    the_list_has_echoed(store)
    enqueue(store, ANI, LIST)
    relay = FakeRelay(Doubtful("lost"), Doubtful("lost"))
    assert run(store, relay) == DrainTally(in_doubt=2)
    assert run(store, relay, 9 * MINUTE) == DrainTally()
    assert run(store, relay, 10 * MINUTE) == DrainTally(held=2)
    assert run(store, relay, timedelta(days=2)) == DrainTally()
    assert states(store) == ["sent", "held", "held"]
    assert relay.carried[0].raw == relay.carried[1].raw
    assert len(relay.carried) == 2


@pytest.mark.parametrize(
    ("echoed_at", "waits"), [(None, MINUTE), (T0 - 31 * DAY, MINUTE), (T0 - 29 * DAY, 10 * MINUTE)]
)
@pytest.mark.parametrize("how", ["the answer was lost", "the process died"])
def test_only_a_list_that_has_echoed_before_is_waited_for(store, how, echoed_at, waits) -> None:
    """I05: another one's copy never comes, and the customer would wait for nothing."""
    if echoed_at is not None:
        the_list_has_echoed(store, echoed_at)
    enqueue(store, ANI, LIST)
    died = how == "the process died"
    relay = FakeRelay(Accepted("250 ok") if died else Doubtful("lost"))
    with suppress(Crash):
        run(store, relay, checkpoint=crash_at("delivered", 1 if died else 2))
    run(store, relay)
    assert run(store, relay, waits - timedelta(seconds=1)) == DrainTally()
    assert run(store, relay, waits).sent == 2


def test_where_the_list_was_refused_its_echo_is_not_waited_for(store) -> None:
    the_list_has_echoed(store)
    enqueue(store, ANI, LIST)
    relay = FakeRelay({LIST: Denied(451, "4.2.1 later"), ANI: Doubtful("lost")})
    run(store, relay)
    assert run(store, relay, MINUTE).sent >= 1
    assert ANI in relay.carried[-1].recipients


def test_the_echo_settles_the_doubt_without_a_repeat(store) -> None:
    mail = enqueue(store, ANI, LIST)
    relay = FakeRelay(Doubtful("lost"))
    run(store, relay)
    with store.transaction() as tx:
        outbox.echoed(tx, mail, T0 + MINUTE)
    assert run(store, relay, timedelta(hours=1)) == DrainTally()
    assert states(store) == ["sent", "sent"]


def test_an_echo_that_came_before_its_doubt_settles_it_for_all_who_were_asked(store) -> None:
    """I05: a fast list is read before the lost answer is missed."""
    mail = enqueue(store, LIST, ANI)

    class Echoing(FakeRelay):
        def carry(self, letter: Letter) -> Mapping[str, Outcome]:
            with store.transaction() as tx:
                outbox.echoed(tx, mail, T0)
            return super().carry(letter)

    relay = Echoing(Doubtful("gone"))
    run(store, relay)
    run(store, relay, 11 * MINUTE)
    assert (len(relay.carried), states(store)) == (1, ["sent", "sent"])
    assert {each.ended_at for each in rows(store)} == {T0}


def test_an_echo_read_between_a_crash_and_the_next_drain_settles_it(store) -> None:
    """I05: after a start the mailbox is read first."""
    mail = enqueue(store, ANI, LIST)
    relay = FakeRelay()
    with suppress(Crash):
        run(store, relay, checkpoint=crash_at("delivered"))
    with store.transaction() as tx:
        outbox.echoed(tx, mail, T0)
    run(store, relay, MINUTE)
    run(store, relay, 12 * MINUTE)
    assert (len(relay.carried), states(store)) == (1, ["sent", "sent"])


def test_the_echo_of_an_attempt_says_nothing_of_a_later_one(store) -> None:
    """I03: the customer's own attempt is in doubt; the list had its copy minutes before."""
    mail = enqueue(store, ANI, LIST)
    relay = FakeRelay({LIST: Accepted("250 ok"), ANI: Denied(451, "4.7.1 come back")}, Doubtful("gone"))
    run(store, relay)
    run(store, relay, 3 * MINUTE)
    with store.transaction() as tx:
        outbox.echoed(tx, mail, T0)
    assert states(store) == ["in_doubt", "sent"]


def test_a_doubt_without_a_list_among_the_recipients_waits_a_minute_only(store) -> None:
    enqueue(store, BUDI)
    relay = FakeRelay(Doubtful("lost"))
    run(store, relay)
    assert run(store, relay, MINUTE).sent == 1


def test_a_doubt_that_meets_an_absent_relay_stays_a_doubt_for_its_echo(store) -> None:
    mail = enqueue(store, ANI, LIST)
    relay = FakeRelay(Doubtful("lost"), RelayAway("gone"))
    run(store, relay)
    with pytest.raises(RelayAway):
        run(store, relay, 10 * MINUTE)
    assert states(store) == ["in_doubt", "in_doubt"]
    with store.transaction() as tx:
        outbox.echoed(tx, mail, T0 + 11 * MINUTE)
    assert states(store) == ["sent", "sent"]


def test_a_person_may_have_a_held_doubt_sent_again(store) -> None:
    enqueue(store)
    relay = FakeRelay(Doubtful("lost"), Doubtful("lost"))
    run(store, relay)
    run(store, relay, MINUTE)
    with store.transaction() as tx:
        assert outbox.retry(tx, rows(store)[0].id, T0 + 2 * MINUTE)
    assert run(store, relay, 2 * MINUTE).sent == 1


@pytest.mark.parametrize("point", ["taken", "delivered"])
def test_a_crash_leaves_at_most_one_mail_in_doubt_and_the_others_go_at_once(store, point) -> None:
    for subject in "123":
        enqueue(store, subject=subject)
    relay = FakeRelay()
    with pytest.raises(Crash):
        run(store, relay, checkpoint=crash_at(point, 2))
    assert states(store) == ["sent", "sending", "queued"]
    assert run(store, relay) == DrainTally(in_doubt=1, sent=1, more=True)
    assert states(store) == ["sent", "in_doubt", "sent"]
    assert run(store, relay, 10 * MINUTE).sent == 1
    carried = [each.raw for each in relay.carried]
    assert len(carried) == (3 if point == "taken" else 4)
    assert len(set(carried)) == 3


def test_a_crash_after_the_answer_was_written_down_repeats_nothing(store) -> None:
    enqueue(store, subject="1")
    relay = FakeRelay()
    with pytest.raises(Crash):
        run(store, relay, checkpoint=crash_at("settled"))
    assert run(store, relay, timedelta(hours=1)) == DrainTally()
    assert len(relay.carried) == 1


def test_what_crashed_us_twice_is_left_to_a_person(store) -> None:
    enqueue(store)
    relay = FakeRelay()
    for after in (timedelta(), 10 * MINUTE):
        with pytest.raises(Crash):
            run(store, relay, after, checkpoint=crash_at("delivered"))
        run(store, relay, after)
    assert run(store, relay, timedelta(hours=1)) == DrainTally(held=1)
    assert len(relay.carried) == 2


def test_the_desk_is_asked_at_the_moment_of_sending(store) -> None:
    enqueue(store, subject="go")
    enqueue(store, subject="later")
    enqueue(store, subject="withdraw")
    verdicts = {"go": Go(), "later": Later(T0 + timedelta(hours=5), "closed now"), "withdraw": Withdraw("answered")}
    relay = FakeRelay()
    tally = run(store, relay, may_leave=lambda _tx, parcel, _now: verdicts[parcel.mail.subject])
    assert tally == DrainTally(sent=1, put_back=1, withdrawn=1, more=True)
    _, later, withdrawn = rows(store)
    assert (later.status, later.next_at, later.attempts, later.detail) == (
        "queued", T0 + timedelta(hours=5), 0, "closed now",
    )  # fmt: skip
    assert (withdrawn.status, withdrawn.detail) == ("withdrawn", "answered")
    assert len(relay.carried) == 1


def test_what_was_dropped_after_the_pass_began_does_not_leave(store) -> None:
    enqueue(store, subject="1")
    enqueue(store, subject="2")

    def drop_second(name: str) -> None:
        if name == "delivered":
            with store.transaction() as tx:
                outbox.drop(tx, rows(store)[1].id, T0)

    relay = FakeRelay()
    assert run(store, relay, checkpoint=drop_second).sent == 1
    assert states(store) == ["sent", "withdrawn"]


def test_no_more_an_hour_than_the_host_allows(store) -> None:
    for subject in "123":
        enqueue(store, subject=subject)
    relay, how = FakeRelay(), Outbox(max_per_hour=2)
    assert run(store, relay, how=how).sent == 2
    relay.away = RelayAway("not to be asked before the hour is over")
    assert run(store, relay, 59 * MINUTE, how=how) == DrainTally()
    relay.away = None
    assert run(store, relay, 60 * MINUTE, how=how).sent == 1


FATES = st.lists(
    st.sampled_from(
        [
            Accepted("250 ok"),
            Denied(451, "451 busy"),
            Denied(550, "550 5.1.1 No such user"),
            Denied(550, "550 Sender address rejected"),
            Doubtful("lost"),
            RelayAway("gone"),
            Crash(),
        ]
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FATES)
def test_whatever_happens_every_row_ends_and_is_repeated_only_from_doubt(store, fates) -> None:
    ids = [enqueue(store, ANI, LIST, subject=f"{uuid4()}") for _ in range(3)]
    relay = FakeRelay(*fates)
    for hour in range(60):
        with suppress(RelayAway, Crash):
            run(store, relay, timedelta(hours=hour))
    ends = {each.status for each in rows(store) if each.outbox_id in ids}
    assert ends <= {"sent", "failed", "held"}
    for mail in ids:
        with store.reading() as tx:
            raw = outbox.raw(tx, mail)
        answers = [answer for letter, answer in zip(relay.carried, relay.given, strict=True) if letter.raw == raw]
        doubts = sum(isinstance(each, Doubtful | Crash) for each in answers)
        taken = sum(isinstance(each, Accepted) for each in answers)
        assert taken <= 1
        assert doubts <= 2


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice(now=lambda: T0, deliver=lambda *_: None) as each:
        yield each


def test_with_a_real_server_every_fault_ends_in_one_copy_for_each_recipient(store, office) -> None:
    for subject in "12345":
        enqueue(store, ANI, LIST, subject=subject)
    office.fault = Script(
        refuse("rcpt", "451 4.7.1 Greylisted", to=ANI),
        refuse("mail", "421 4.3.2 Shutting down", times=2),
        refuse("dot", "452 4.3.1 Disk full"),
    )
    with Carrier(Relay(host=HOST, port=office.port, tls="none", greeting="desk.example.org")) as carrier:
        for minute in range(30):
            try:
                run(store, carrier, minute * MINUTE)
            except RelayAway:
                continue
    assert set(states(store)) == {"sent"}
    brought = [(one.recipient, one.raw) for one in office.delivered]
    assert len(brought) == len(set(brought)) == 10


def test_with_a_real_server_a_lost_answer_brings_a_second_copy_of_the_same_bytes_and_no_third(store, office) -> None:
    enqueue(store, ANI)
    office.fault = Script(take_and_drop(times=ALWAYS))
    with Carrier(Relay(host=HOST, port=office.port, tls="none", greeting="desk.example.org")) as carrier:
        for minute in range(0, 60, 5):
            run(store, carrier, minute * MINUTE)
    assert states(store) == ["held"]
    assert len(office.accepted) == 2
    assert len({one.raw for one in office.accepted}) == 1


def test_a_password_that_is_gone_at_a_reconnect_puts_nothing_in_doubt(store) -> None:
    enqueue(store, ANI)
    with pytest.raises(ConfigError):
        run(store, FakeRelay(ConfigError("smtp password_file: no such file")))
    (row,) = rows(store)
    assert (row.status, row.attempts, row.doubts) == ("queued", 0, 0)
    assert run(store, FakeRelay(), MINUTE).sent == 1
