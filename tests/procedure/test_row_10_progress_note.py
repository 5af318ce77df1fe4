"""Row 10: a progress note tells the customer that work goes on; nobody waits for an answer."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, answers, canned, claims, facts, got, newest, received, text

from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

BUSY = "Hello Ani, the technician comes tomorrow at ten and looks at the printer."


def test_a_copied_progress_note_meets_the_deadline_and_stops_the_wait(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "assigned"), "budi", canned(desk, "progress"), everybody=False)
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
    ticket = desk.ticket()
    assert (ticket.status, ticket.response, ticket.spell) == (Status.IN_PROGRESS, None, None)
    assert ticket.update_from is not None
    assert facts(desk)[-1] == "Progressed"
    assert "row 10" in received(desk)[-1][1]


def test_kabar_kemajuan_pada_tiket_yang_menunggu_menghentikan_pengingat(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(desk={"locale": "id"}, policy={"reminder_after": "1h"})
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "handover"))
    desk.step()
    assert desk.ticket().status is Status.IN_PROGRESS
    watch = Watch(desk)
    clock.forward(hours=2)
    assert "reminder" not in str(watch.news())


@pytest.mark.parametrize("word", ["#progress", "#proses"])
def test_any_text_with_progress_is_one(desk: DeskAtWork, word: str) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", f"{word}\n{BUSY}")
    desk.step()
    assert desk.ticket().status is Status.IN_PROGRESS
    assert desk.ticket().spell is None
    assert received(desk)[-1][0] == "progress"


def test_the_owner_is_asked_for_an_update_in_time(open_desk: Open) -> None:
    desk = open_desk(policy={"update_within": "1s"})
    claims(desk)
    desk.town.reply(newest(desk, "budi", "assigned"), "budi", f"#progress\n{BUSY}", everybody=False)
    desk.step()
    desk.until(lambda: "update_due" in got(desk, "budi"))
    assert "Ani" in text(newest(desk, "budi", "update_due"))


def test_progress_that_does_not_reach_the_customer_is_a_note(desk: DeskAtWork) -> None:
    claims(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", f"#progress\n{BUSY}")
    desk.step()
    assert received(desk)[-1][0] == "note"
    assert desk.ticket().response is not None


def test_with_send_it_reaches_the_customer(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", f"#send\n#progress\n{BUSY}")
    assert watch.news() == {"list": ["by budi", "sent_on"], "ani": ["sent_on"]}
    assert (desk.ticket().status, desk.ticket().response) == (Status.IN_PROGRESS, None)


def test_on_hold_a_progress_text_is_an_answer_that_restarts_the_update_clock(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", "#hold", everybody=False)
    desk.step()
    desk.town.reply(mail, "budi", canned(desk, "progress"))
    desk.step()
    assert desk.ticket().status is Status.ON_HOLD
    assert facts(desk)[-2:] == ["Held", "Answered"]
