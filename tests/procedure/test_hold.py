"""1.5 `on_hold_update`, `#hold until`: put aside without reminders, with a word to the owner, and back by itself."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, answers, facts, got, names, only, owned, settled

from mailticket.demo.people import read
from mailticket.ticket.model import Deadline, Status


def hold(desk: DeskAtWork, line: str = "#hold") -> None:
    settled(desk, desk.town.reply(got(desk, "budi", "assigned")[-1], "budi", line, everybody=False))


@pytest.mark.servers
def test_in_seconds_on_real_servers(open_desk: Open) -> None:
    desk = open_desk(policy={"on_hold_update": "1s"})
    owned(desk)
    hold(desk, "#tahan")
    desk.until(lambda: len(got(desk, "budi", "update_due")) == 2)
    assert desk.ticket().status is Status.ON_HOLD


@pytest.fixture
def desk(open_slow_desk: Open) -> DeskAtWork:
    """Always open; Budi answered on Monday at ten and put it aside."""
    desk = open_slow_desk()
    answered(desk)
    return desk


def test_no_reminder_and_no_close(desk: DeskAtWork, clock: SetClock) -> None:
    hold(desk)
    for _ in range(6):
        clock.forward(days=1)
        desk.step()
    assert desk.ticket().status is Status.ON_HOLD
    assert "reminder" not in names(desk, "ani")
    assert names(desk, "budi").count("update_due") == 3


def test_an_answer_keeps_it_on_hold_and_counts_as_the_update(desk: DeskAtWork, clock: SetClock) -> None:
    hold(desk)
    clock.forward(days=1, hours=12)
    answers(desk, "Suku cadangnya sudah dipesan.")
    assert desk.ticket().status is Status.ON_HOLD
    clock.forward(days=1)
    desk.step()
    assert "update_due" not in names(desk, "budi")
    clock.forward(days=1)
    desk.step()
    only(desk, "budi", "update_due")


@pytest.mark.parametrize("until", ["#hold until 2026-03-05", "#tahan sampai 5 Maret 2026"])
def test_until_a_date_it_comes_back_by_itself(desk: DeskAtWork, clock: SetClock, until: str) -> None:
    """In the status before it: the customer is waited for again, from zero."""
    hold(desk, until)
    clock.forward(days=2)
    desk.step()
    assert desk.ticket().status is Status.ON_HOLD
    clock.forward(days=1)
    desk.step()
    ticket = desk.ticket()
    assert ticket.status is Status.WAITING
    assert ticket.spell is not None
    assert ticket.spell.accepted == 0
    assert facts(desk)[-1] == "Resumed"


def test_if_the_customer_wrote_meanwhile_it_is_the_owners_turn(desk: DeskAtWork, clock: SetClock) -> None:
    hold(desk, "#hold until 2026-03-05")
    clock.forward(days=1)
    settled(desk, desk.town.reply(read(desk.town.mails_to("ani")[-1].raw), "ani", "Sudah ada kabar?"))
    assert desk.ticket().status is Status.ON_HOLD
    clock.forward(days=2)
    desk.step()
    ticket = desk.ticket()
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.response is not None
    assert ticket.response.deadline is Deadline.NEXT_RESPONSE


def test_a_date_that_is_over_is_no_hold(desk: DeskAtWork) -> None:
    hold(desk, "#hold until 2026-03-01")
    assert desk.ticket().status is Status.WAITING
    only(desk, "budi", "command_result")
