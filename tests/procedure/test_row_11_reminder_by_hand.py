"""Row 11: an operator's own reminder is that day's reminder."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, answers, canned, claims, facts, newest, received, story

from mailticket.ticket.effects import Reminded
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def test_it_counts_as_the_next_number_accepted_when_it_arrived(desk: DeskAtWork) -> None:
    mail = answers(desk)
    watch = Watch(desk)
    desk.town.reply(mail, "budi", canned(desk, "reminder_by_hand"))
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
    ticket = desk.ticket()
    assert ticket.status is Status.WAITING
    assert ticket.spell is not None
    assert (ticket.spell.number, ticket.spell.accepted) == (1, 1)
    reminded = [one.fact for one in story(desk).journal if isinstance(one.fact, Reminded)]
    assert [(one.n, one.by and one.by.name) for one in reminded] == [(1, "Budi")]
    assert "row 11" in received(desk)[-1][1]


def test_pengingat_kedua_di_hari_yang_sama_hanya_dicatat(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    mail = answers(desk)
    for _ in range(2):
        desk.town.reply(mail, "budi", canned(desk, "reminder_by_hand"))
        desk.step()
    spell = desk.ticket().spell
    assert spell is not None
    assert spell.accepted == 1
    assert [kind for kind, _ in received(desk)][-2:] == ["reminder", "reminder"]
    assert "recorded" in received(desk)[-1][1]


def test_none_of_the_daemons_goes_out_on_the_same_day(open_slow_desk: Open, clock: SetClock) -> None:
    # One a day holds for intervals of 20 hours and more (1.5).
    desk = open_slow_desk(policy={"reminder_after": "1h", "reminder_every": "24h"})
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", "Hello Ani, please press the green key.", everybody=False)
    desk.step()
    desk.town.reply(newest(desk, "ani", "by budi"), "budi", canned(desk, "reminder_by_hand"))
    desk.step()
    watch = Watch(desk)
    for _ in range(3):
        clock.forward(hours=1)
        assert watch.news() == {}
    assert facts(desk).count("Reminded") == 1


def test_one_after_the_last_is_only_recorded(open_desk: Open) -> None:
    desk = open_desk(policy={"reminder_after": "1s", "reminders": 1, "close_after": "1h"})
    mail = answers(desk)
    desk.until(lambda: (spell := desk.ticket().spell) and spell.accepted)
    desk.town.reply(mail, "budi", canned(desk, "reminder_by_hand"))
    desk.step()
    spell = desk.ticket().spell
    assert spell is not None
    assert spell.accepted == 1


def test_on_a_ticket_that_does_not_wait_it_is_an_answer(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", canned(desk, "reminder_by_hand"), everybody=False)
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert received(desk)[-1][0] == "answer"
