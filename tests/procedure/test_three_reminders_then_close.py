"""1.5 `reminder_after`, `reminder_every`, `close_after`: a silent customer is reminded once a day, then it closes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answered, answers, facts, got, held, kind, names, only, prose, settled
from tests.servers.machines import failure_notice
from tests.servers.smtp_faults import ALWAYS, Script, refuse

from mailticket.demo.people import read
from mailticket.demo.town import HELPDESK, LIST
from mailticket.store import outbox
from mailticket.store.parcels import DeliveryStatus
from mailticket.ticket.model import Reason, Status

QUICK = {"reminder_after": "1s", "reminder_every": "1s", "close_after": "1s"}
SILENT = ["received", "reminder", "reminder", "reminder", "closed_no_reply"]


def reminded_on(desk: DeskAtWork) -> list[date]:
    """The local days on which reminders were brought to Ani."""
    tz = desk.works.desk.policy.tz
    return [copy.at.astimezone(tz).date() for copy in desk.town.mails_to("ani") if kind(read(copy.raw)) == "reminder"]


def days_pass(desk: DeskAtWork, clock: SetClock, days: int) -> None:
    """Looked at each day when the desk closes, before it opens, and at ten."""
    for _ in range(days):
        for hours in (6, 14, 4):
            clock.forward(hours=hours)
            desk.step()


@pytest.mark.servers
def test_in_seconds_on_real_servers(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, policy=QUICK)
    answered(desk)
    last = desk.until(lambda: got(desk, "ani", "closed_no_reply"))[0]
    ticket = desk.ticket()
    assert (ticket.status, ticket.closed_reason) == (Status.CLOSED, Reason.NO_REPLY)
    assert names(desk, "ani") == SILENT
    assert facts(desk)[3:] == ["ReminderQueued", "Reminded"] * 3 + ["Closed"]
    assert addresses(last, "Cc") == {LIST, "pic@example.org"}
    assert addresses(last, "Reply-To") == {HELPDESK}
    for reminder in got(desk, "ani", "reminder"):
        assert addresses(reminder, "To") == {"ani@example.net"}
        assert addresses(reminder, "Cc") == {LIST}
        assert addresses(reminder, "Reply-To") == {HELPDESK}
    assert names(desk, "sari").count("reminder") == 3
    first, second, third = map(prose, got(desk, "ani", "reminder"))
    assert "Sudah membalas?" in first
    assert "pengingat terakhir" not in first + second
    assert "pengingat terakhir" in third


@pytest.fixture
def desk(open_slow_desk: Open) -> DeskAtWork:
    """Open Monday to Friday, 8 to 16. Budi answered on Monday, the second of March, at ten."""
    desk = open_slow_desk(calendar={"always_open": False}, desk={"locale": "id"})
    answered(desk)
    return desk


def test_one_a_day_in_opening_hours_and_none_at_the_weekend(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(days=2)
    answers(desk, "Sudah dicoba? Hari Rabu kami ada di tempat.")
    days_pass(desk, clock, 8)
    wednesday = date(2026, 3, 4)
    days = reminded_on(desk)
    assert days == [wednesday + timedelta(days=n) for n in (1, 2, 5)]
    assert names(desk, "ani") == SILENT
    tz = desk.works.desk.policy.tz
    assert all(8 <= copy.at.astimezone(tz).hour < 16 for copy in desk.town.mails_to("ani"))
    assert desk.ticket().closed_at is not None
    assert desk.ticket().closed_at.astimezone(tz).date() == wednesday + timedelta(days=6)


def test_the_customers_reply_ends_the_silence(desk: DeskAtWork, clock: SetClock) -> None:
    days_pass(desk, clock, 1)
    settled(desk, desk.town.reply(only(desk, "ani", "reminder"), "ani", "Belum bisa."))
    assert desk.ticket().status is Status.IN_PROGRESS
    days_pass(desk, clock, 3)
    assert names(desk, "ani").count("reminder") == 1


def test_a_new_answer_begins_a_new_silence_at_zero(desk: DeskAtWork, clock: SetClock) -> None:
    days_pass(desk, clock, 1)
    answers(desk, "Satu hal lagi: periksa kabelnya.")
    days_pass(desk, clock, 7)
    assert names(desk, "ani").count("reminder") == 1 + 3
    assert desk.ticket().status is Status.CLOSED


def test_after_an_outage_of_five_days_one_reminder_now_the_rest_one_a_day(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(days=7)  # to Monday the ninth; two reminders and the weekend were missed
    desk.step()
    desk.step()
    assert reminded_on(desk) == [date(2026, 3, 9)]
    days_pass(desk, clock, 4)
    assert reminded_on(desk) == [date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)]
    assert names(desk, "ani") == SILENT


def test_a_reply_that_arrived_during_the_outage_cancels_the_reminder(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(days=3)
    last = desk.town.newest("ani", "Cetak", "Budi")
    assert last is not None
    desk.town.reply(last, "ani", "Belum bisa.")
    clock.forward(days=4)
    desk.step()
    assert "reminder" not in names(desk, "ani")
    assert desk.ticket().status is Status.IN_PROGRESS
    (breach,) = desk.ticket().breaches
    assert breach.started_at == clock.now() - timedelta(days=4)


def test_an_outage_of_the_relay_counts_from_when_it_took_the_reminder(desk: DeskAtWork, clock: SetClock) -> None:
    """A mail that waits in the outbox is no reminder yet: the next one follows the day after it left (I08)."""
    town = desk.town
    town.post_office.fault = Script(refuse("rcpt", "451 4.7.1 Greylisted", to="ani@example.net", times=ALWAYS))
    days_pass(desk, clock, 2)
    assert "reminder" not in names(desk, "ani")
    town.post_office.fault = Script()
    days_pass(desk, clock, 6)
    assert reminded_on(desk) == [date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)]
    assert names(desk, "ani") == SILENT


def test_a_reminder_that_waits_is_withdrawn_by_a_reply(desk: DeskAtWork, clock: SetClock) -> None:
    town = desk.town
    town.post_office.fault = Script(refuse("rcpt", "451 4.7.1 Greylisted", to="ani@example.net", times=ALWAYS))
    days_pass(desk, clock, 1)
    last = town.newest("ani", "Cetak", "Budi")
    assert last is not None
    settled(desk, town.reply(last, "ani", "Belum bisa."))
    town.post_office.fault = Script()
    days_pass(desk, clock, 1)
    assert "reminder" not in names(desk, "ani")


def test_refused_for_good_there_is_no_further_reminder_and_no_close(desk: DeskAtWork, clock: SetClock) -> None:
    town = desk.town
    town.post_office.fault = Script(refuse("rcpt", "550 5.1.1 No such user", to="ani@example.net", times=ALWAYS))
    days_pass(desk, clock, 1)
    ticket = desk.ticket()
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.undeliverable
    assert addresses(only(desk, "budi", "undeliverable"), "To") == {"budi@example.org"}
    days_pass(desk, clock, 6)
    assert desk.ticket().status is Status.IN_PROGRESS
    assert facts(desk).count("ReminderQueued") == 1
    assert not held(desk)


def test_a_reminder_that_bounces_stops_the_rest(desk: DeskAtWork, clock: SetClock) -> None:
    days_pass(desk, clock, 1)
    only(desk, "ani", "reminder")
    failure_notice(desk.town, desk.town.mails_to("ani")[-1])
    desk.step()
    assert desk.ticket().status is Status.IN_PROGRESS
    only(desk, "budi", "undeliverable")
    days_pass(desk, clock, 6)
    assert names(desk, "ani").count("reminder") == 1
    assert desk.ticket().status is Status.IN_PROGRESS


def test_an_operators_answer_at_the_weekend_is_counted_from_monday(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(days=5)
    answers(desk, "Saya tulis dari rumah: coba yang ini.")  # Saturday, ten o'clock
    days_pass(desk, clock, 4)
    assert reminded_on(desk)[0] == date(2026, 3, 9)


def test_with_a_list_that_never_echoes_nothing_waits(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    desk.town.mailing_list = replace(desk.town.mailing_list, echo=False)
    answered(desk)
    days_pass(desk, clock, 5)
    assert names(desk, "ani") == SILENT


def test_a_reminder_that_is_dropped_comes_again_a_day_later_and_the_ticket_closes(
    desk: DeskAtWork, clock: SetClock
) -> None:
    town = desk.town
    town.post_office.fault = Script(refuse("rcpt", "451 4.7.1 Greylisted", to="ani@example.net", times=ALWAYS))
    days_pass(desk, clock, 1)
    with desk.works.store.transaction() as tx:
        (waiting,) = outbox.listing(tx, {DeliveryStatus.QUEUED}, 9)
        assert all(outbox.drop(tx, one.id, clock.now()) for one in waiting.deliveries)
    town.post_office.fault = Script()
    days_pass(desk, clock, 8)
    assert names(desk, "ani") == SILENT
    assert facts(desk).count("ReminderDropped") == 1
