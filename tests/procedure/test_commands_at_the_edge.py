"""3.1: what the commands do where two rules meet."""

from datetime import datetime, timedelta

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import (
    ANSWER,
    Watch,
    addresses,
    answers,
    asks,
    canned,
    claims,
    facts,
    got,
    newest,
    owner,
    received,
    text,
)

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

TO_ANI = {"To": "ani@example.net", "Cc": f"{HELPDESK}, {LIST}"}


def closed(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"), headers=TO_ANI)
    desk.step()
    assert desk.ticket().status is Status.CLOSED


def test_reopen_without_its_owner_on_the_roster_goes_back_to_the_queue(open_desk: Open) -> None:
    """1.3 row 17: the same for a command as for the customer's reply; nobody waits for one who has left."""
    desk = open_desk()
    closed(desk)
    later = open_desk(
        operators=[{"name": "Sari", "addresses": ["sari@example.org"]}],
        database={"url": str(desk.works.store.engine.url)},
        desk={"secret_file": str(desk.config.desk.secret_file)},
    )
    watch = Watch(later)
    later.town.reply(newest(later, "sari", "announcement"), "sari", "#reopen", headers={"To": HELPDESK, "Cc": ""})
    assert watch.news() == {"list": ["announcement"]}
    assert (later.ticket().status, owner(later)) == (Status.OPEN, None)


def test_buka_dan_jawaban_dalam_satu_surat(open_desk: Open) -> None:
    """`#reopen` first, then the text below it is an answer on a ticket that isn't closed any more."""
    desk = open_desk(desk={"locale": "id"})
    closed(desk)
    mail = newest(desk, "budi", "closed")
    desk.town.reply(mail, "budi", f"#buka\n{ANSWER['id']}", headers=TO_ANI)
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")
    assert facts(desk)[-2:] == ["Reopened", "Answered"]


def test_hold_with_words_to_the_customer_is_hold_and_answer(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", "#hold\nWe have ordered the part, it comes next week.", everybody=False)
    desk.step()
    ticket = desk.ticket()
    assert ticket.status is Status.ON_HOLD
    assert ticket.response is None
    assert received(desk)[-1][0] == "answer"


def test_hold_again_moves_the_date_and_keeps_the_status_before_it(desk: DeskAtWork) -> None:
    answers(desk)
    assigned = newest(desk, "budi", "assigned")
    desk.town.reply(assigned, "budi", "#hold until 2096-12-24", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    desk.town.reply(assigned, "budi", "#hold until 2097-01-02", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    hold = desk.ticket().hold
    assert hold is not None
    assert hold.until is not None
    assert hold.until.year == 2097
    assert hold.before is Status.WAITING


def test_a_hold_that_ends_at_a_weekend_is_felt_in_opening_hours(open_slow_desk: Open, clock: SetClock) -> None:
    """1.5: a Saturday means the next opening; the status before it comes back, and a silence begins anew."""
    desk = open_slow_desk(calendar={"always_open": False})
    answers(desk)
    assigned = newest(desk, "budi", "assigned")
    desk.town.reply(assigned, "budi", "#hold until 2026-03-07", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    zone = desk.works.desk.policy.tz
    clock.at = datetime(2026, 3, 8, 12, 0, tzinfo=zone)
    desk.step()
    assert desk.ticket().status is Status.ON_HOLD
    clock.at = datetime(2026, 3, 9, 8, 1, tzinfo=zone)
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert "reminder" not in got(desk, "ani")
    clock.at = datetime(2026, 3, 10, 8, 2, tzinfo=zone)
    desk.step()
    assert got(desk, "ani").count("reminder") == 1


def test_assign_to_oneself_is_a_claim_from_the_queue_and_nothing_on_ones_own(desk: DeskAtWork) -> None:
    asks(desk)
    announced = newest(desk, "budi", "announcement")
    desk.town.reply(announced, "budi", "#assign Budi", everybody=False)
    desk.step()
    assert facts(desk) == ["Opened", "Claimed"]
    before = desk.ticket()
    desk.town.reply(announced, "budi", "#assign Budi", everybody=False)
    desk.step()
    assert desk.ticket() == before


def test_assign_of_a_ticket_on_hold_gives_its_new_owner_a_fresh_deadline_afterwards(
    open_slow_desk: Open, clock: SetClock
) -> None:
    """1.5: a new owner gets a fresh deadline; on hold it stands still."""
    desk = open_slow_desk()
    assigned = claims(desk)
    clock.forward(hours=20)
    desk.town.reply(assigned, "budi", "#hold", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    clock.forward(hours=10)
    desk.town.reply(assigned, "budi", "#assign Sari", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    clock.forward(hours=10)
    desk.town.reply(newest(desk, "sari", "assigned"), "sari", "#reopen", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Sari")
    clock.forward(hours=23)
    desk.step()
    assert desk.ticket().breaches == ()
    clock.forward(hours=2)
    desk.step()
    assert [one.operator.name for one in desk.ticket().breaches] == ["Sari"]


def test_release_and_claim_in_turns_never_owes_two_deadlines(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    assigned = claims(desk)
    clock.forward(hours=23)
    desk.town.reply(assigned, "budi", "#release", everybody=False)
    desk.step()
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "")
    clock.forward(hours=2)
    desk.step()
    assert owner(desk) == "Sari"
    assert desk.ticket().breaches == ()
    response = desk.ticket().response
    assert response is not None
    assert clock.now() - response.started_at < timedelta(hours=3)


def test_a_supervisor_holds_and_reopens_what_somebody_owns_but_not_the_queue(desk: DeskAtWork) -> None:
    asks(desk, cc=["pic@example.org"])
    mail = newest(desk, "pic", "by ani")
    watch = Watch(desk)
    desk.town.reply(mail, "pic", "#hold", headers={"To": HELPDESK, "Cc": ""})
    assert watch.news() == {"pic": ["command_result"]}
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    watch = Watch(desk)
    desk.town.reply(mail, "pic", "#hold", headers={"To": HELPDESK, "Cc": ""})
    assert watch.news() == {"budi": ["notice"]}
    assert desk.ticket().status is Status.ON_HOLD
    assert "#hold" in text(newest(desk, "budi", "notice"))


def test_a_command_in_a_quote_below_commands_nothing(desk: DeskAtWork) -> None:
    """The commands stand in the new text; a colleague who quotes one doesn't give it."""
    claims(desk)
    desk.town.reply(newest(desk, "budi", "assigned"), "budi", "#note\nI wait for the part.", headers=TO_ANI)
    desk.step()
    post = newest(desk, "sari", "by budi")
    desk.town.reply(post, "sari", "Which part?", headers={"To": LIST, "Cc": ""})
    desk.step()
    assert received(desk)[-1][0] == "note"
    assert "#note" not in received(desk)[-1][1]


def test_an_owner_who_has_left_gets_no_more_mail_about_it(open_desk: Open) -> None:
    """1.1: an operator is a person on the roster; what concerns the owner then concerns the list."""
    desk = open_desk()
    mail = answers(desk)
    later = open_desk(
        operators=[{"name": "Sari", "addresses": ["sari@example.org"]}],
        database={"url": str(desk.works.store.engine.url)},
        desk={"secret_file": str(desk.config.desk.secret_file)},
    )
    watch = Watch(later)
    later.town.reply(mail, "ani", "It still does not print. What now?", headers={"To": HELPDESK, "Cc": ""})
    assert watch.news() == {"list": ["customer_replied"]}
    assert addresses(newest(later, "sari", "customer_replied"), "To") == [LIST]
