"""1.5 `first_response`, `next_response`: an answer within 24 hours of the claim; a warning before, a breach after."""

from datetime import timedelta

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import (
    addresses,
    answered,
    answers,
    copied,
    entries,
    facts,
    got,
    kind,
    names,
    only,
    owned,
    prose,
    settled,
)

from mailticket.ticket.effects import Breached
from mailticket.ticket.model import Deadline, Status

RULES = "https://example.org/aturan"


@pytest.mark.servers
def test_in_seconds_on_real_servers(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id", "rules_url": RULES}, policy={"first_response": "2s"})
    owned(desk)
    told = desk.until(lambda: got(desk, "pic", "breach"))[0]
    assert addresses(told, "To") == {"budi@example.org"}
    assert addresses(told, "Cc") == {"pic@example.org"}
    assert RULES in prose(told)
    assert len(desk.ticket().breaches) == 1


@pytest.fixture
def desk(open_slow_desk: Open) -> DeskAtWork:
    """Ani's question is Budi's since ten o'clock."""
    desk = open_slow_desk(desk={"rules_url": RULES})
    owned(desk)
    return desk


def test_a_warning_at_three_quarters_to_the_owner_alone(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(hours=17, minutes=59)
    desk.step()
    assert "deadline_warning" not in names(desk, "budi")
    clock.forward(minutes=2)
    desk.step()
    desk.step()
    told = only(desk, "budi", "deadline_warning")
    assert addresses(told, "To", "Cc") == {"budi@example.org"}
    assert "Bagaimana caranya?" in prose(told)
    assert "deadline_warning" not in {*names(desk, "sari"), *names(desk, "pic"), *names(desk, "ani")}


def test_a_breach_once_to_owner_and_supervisor_not_to_the_list(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(hours=24, minutes=-1)
    desk.step()
    assert not desk.ticket().breaches
    for _ in range(3):
        clock.forward(hours=20)
        desk.step()
    only(desk, "budi", "breach")
    told = only(desk, "pic", "breach")
    assert RULES in prose(told)
    assert "breach" not in {*names(desk, "sari"), *names(desk, "ani")}
    assert facts(desk).count("Breached") == 1


def test_it_keeps_its_arithmetic(desk: DeskAtWork, clock: SetClock) -> None:
    claimed = desk.ticket().owned_at
    clock.forward(hours=25)
    desk.step()
    (breach,) = desk.ticket().breaches
    assert claimed is not None
    assert breach.deadline is Deadline.FIRST_RESPONSE
    assert breach.operator.name == "Budi"
    assert (breach.started_at, breach.due_at) == (claimed, claimed + timedelta(hours=24))
    assert "24h" in breach.calendar
    why = next(one.why for one in entries(desk) if isinstance(one.fact, Breached))
    assert breach.due_at.isoformat() in why
    clock.forward(hours=1)
    answers(desk, "Tekan Ctrl+P.")
    (met,) = desk.ticket().breaches
    assert met.met_at == clock.now()
    assert met.due_at == breach.due_at


def test_an_answer_that_arrived_in_time_is_in_time_though_it_is_read_late(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(hours=23)
    desk.town.reply(only(desk, "budi", "assigned"), "budi", "Tekan Ctrl+P.", everybody=False)
    clock.forward(hours=40)
    desk.step()
    assert not desk.ticket().breaches
    assert "breach" not in names(desk, "pic")
    assert desk.ticket().answered_at == clock.now() - timedelta(hours=40)


def test_a_late_answer_is_a_breach_even_before_the_clock_looked(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(hours=25)
    desk.town.reply(only(desk, "budi", "assigned"), "budi", "Tekan Ctrl+P.", everybody=False)
    desk.step()
    (breach,) = desk.ticket().breaches
    assert breach.met_at == clock.now()
    assert only(desk, "pic", "breach")
    assert desk.ticket().status is Status.WAITING


@pytest.mark.parametrize("word", ["#answered Told her by telephone.", "#dijawab Sudah lewat telepon."])
def test_the_operators_word_meets_it(desk: DeskAtWork, clock: SetClock, word: str) -> None:
    settled(
        desk,
        desk.town.reply(
            only(desk, "budi", "assigned"), "budi", word, everybody=False, headers={"To": "helpdesk@example.org"}
        ),
    )
    clock.forward(hours=23)
    desk.step()
    assert "deadline_warning" not in names(desk, "budi")
    assert desk.ticket().response is None


def test_a_progress_note_meets_it(desk: DeskAtWork, clock: SetClock) -> None:
    answers(desk, copied(desk, "progress", "Budi"))
    assert desk.ticket().status is Status.IN_PROGRESS
    clock.forward(hours=25)
    desk.step()
    assert not desk.ticket().breaches


def test_a_note_does_not(desk: DeskAtWork, clock: SetClock) -> None:
    note = desk.town.send("budi", "operators@lists.example.org", subject="Re: Cetak [#1]", text="Saya tanya dulu.")
    assert settled(desk, note).kind == "note"
    clock.forward(hours=25)
    desk.step()
    assert desk.ticket().breaches


def test_a_new_owner_gets_a_fresh_deadline_and_the_breach_stays_with_the_old_one(
    desk: DeskAtWork, clock: SetClock
) -> None:
    clock.forward(hours=25)
    desk.step()
    settled(desk, desk.town.reply(got(desk, "sari", "announcement")[0], "sari", "#ambil"))
    ticket = desk.ticket()
    assert ticket.owner is not None
    assert ticket.owner.name == "Sari"
    assert ticket.response is not None
    assert ticket.response.started_at == clock.now()
    assert [one.operator.name for one in ticket.breaches] == ["Budi"]
    clock.forward(hours=23)
    desk.step()
    assert len(desk.ticket().breaches) == 1
    clock.forward(hours=2)
    desk.step()
    assert [one.operator.name for one in desk.ticket().breaches] == ["Budi", "Sari"]


def test_on_hold_it_stands_still(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(hours=10)
    settled(desk, desk.town.reply(only(desk, "budi", "assigned"), "budi", "#hold", everybody=False))
    clock.forward(hours=30)
    desk.step()
    assert not desk.ticket().breaches
    settled(desk, desk.town.reply(only(desk, "budi", "assigned"), "budi", "#reopen", everybody=False))
    clock.forward(hours=13)
    desk.step()
    assert not desk.ticket().breaches
    clock.forward(hours=2)
    desk.step()
    (breach,) = desk.ticket().breaches
    assert breach.held == timedelta(hours=30)


def test_the_next_response_counts_from_the_customers_reply(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(policy={"reminder_after": "9d", "next_response": "4h"})
    answer = answered(desk)
    clock.forward(hours=30)
    settled(desk, desk.town.reply(answer, "ani", "Belum bisa."))
    clock.forward(hours=2)
    settled(desk, desk.town.reply(answer, "ani", "Halo?"))
    clock.forward(hours=1, minutes=1)
    desk.step()
    only(desk, "budi", "deadline_warning")
    clock.forward(hours=1)
    desk.step()
    (breach,) = desk.ticket().breaches
    assert breach.deadline is Deadline.NEXT_RESPONSE
    assert clock.now() - breach.started_at == timedelta(hours=4, minutes=1)


def test_a_supervisor_excuses_it_and_it_stays_on_record(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(hours=25)
    desk.step()
    settled(desk, desk.town.reply(only(desk, "pic", "breach"), "pic", "#maafkan", everybody=False))
    (breach,) = desk.ticket().breaches
    assert breach.excused_at == clock.now()


def test_the_warning_can_be_switched_off_the_breach_cannot(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(mails={"off": ["deadline_warning"]})
    owned(desk)
    clock.forward(hours=23)
    desk.step()
    clock.forward(hours=2)
    desk.step()
    assert "deadline_warning" not in names(desk, "budi")
    assert kind(only(desk, "budi", "breach")) == "breach"


def test_the_warning_waits_for_the_morning(open_slow_desk: Open, clock: SetClock) -> None:
    """Three quarters of a claim at ten are at four in the morning; the desk opens at eight."""
    desk = open_slow_desk(calendar={"always_open": False})
    owned(desk)
    clock.forward(hours=21)
    desk.step()
    assert "deadline_warning" not in names(desk, "budi")
    clock.forward(hours=1)
    desk.step()
    assert "deadline_warning" in names(desk, "budi")


def test_before_a_weekend_it_comes_in_the_last_minute_of_friday(open_slow_desk: Open, clock: SetClock) -> None:
    """The deadline runs on the wall clock and is over before the desk opens again."""
    desk = open_slow_desk(calendar={"always_open": False})
    clock.forward(days=4, hours=5)  # Friday, three o'clock
    owned(desk)
    clock.forward(minutes=58)
    desk.step()
    assert "deadline_warning" not in names(desk, "budi")
    clock.forward(minutes=1, seconds=30)
    desk.step()
    assert "deadline_warning" in names(desk, "budi")
