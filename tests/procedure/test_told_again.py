"""Row 3, row 5: what has worked in between and fails again is news; nobody is blamed who may not have failed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.procedure.border import BORDER
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, answers, asks, claims, got, newest, text
from tests.procedure.test_authority_enforced import unproven_claim
from tests.procedure.test_row_03_bounces import copy_to, to_the_list
from tests.procedure.test_row_05_machine_mail import machine
from tests.servers.machines import failure_notice

from mailticket.desk import vouch

pytestmark = pytest.mark.servers


def told(desk: DeskAtWork) -> int:
    """How many notices the supervisor has got."""
    return got(desk, "pic").count("notice")


def test_of_an_operator_again_after_a_mail_arrived_in_between(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    claims(desk)
    lost = copy_to(desk, "budi", "assigned")
    failure_notice(desk.town, lost)
    desk.step()
    clock.forward(days=2)
    failure_notice(desk.town, lost)
    desk.step()
    assert told(desk) == 1
    desk.town.reply(asks(desk, subject="Scanner"), "budi", "")
    desk.step()
    clock.forward(days=2)
    failure_notice(desk.town, copy_to(desk, "budi", "assigned"))
    desk.step()
    assert told(desk) == 2


def test_of_a_held_post_again_after_the_list_has_passed_one_on(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    announcement = asks(desk)

    def held(n: int) -> None:
        notice = machine(
            announcement,
            sender="operators-owner@lists.example.org",
            subject="Your message to Operators awaits moderator approval",
            X_List_Administrivia="yes",
        )
        notice.replace_header("Message-ID", f"<held{n}@lists.example.org>")
        desk.town.post(notice, "operators-bounces@lists.example.org")
        desk.step()

    held(1)
    clock.forward(minutes=10)
    asks(desk, subject="Scanner")
    held(2)
    assert told(desk) == 1
    clock.forward(days=1)
    held(3)
    assert told(desk) == 2


def test_an_unknown_address_of_a_mail_to_customer_and_list_is_nobodys_fault(
    open_slow_desk: Open, clock: SetClock
) -> None:
    """Perhaps a member of the list, perhaps where the customer's mail goes on to: the words leave it open."""
    desk = open_slow_desk()
    answers(desk)
    clock.forward(days=1)
    desk.step()
    desk.step()
    watch = Watch(desk)
    reminder = desk.town.mails_to("ani")[-1]
    failure_notice(desk.town, replace(reminder, recipient="somebody@example.com"))
    assert watch.news() == {"pic": ["notice"]}
    said = text(newest(desk, "pic", "notice"))
    assert "somebody@example.com" in said
    assert "operator" not in said.lower().replace("operators@", "")
    failure_notice(desk.town, replace(to_the_list(desk), recipient="member@example.com"))
    assert watch.news() == {"pic": ["notice"]}
    assert "operator" in text(newest(desk, "pic", "notice"))


def test_the_daemon_knows_when_somebody_is_to_be_asked(open_slow_desk: Open, clock: SetClock) -> None:
    """2.4: two minutes after an unproven mail, and no sooner than an hour after the question before."""
    desk = open_slow_desk(authority={"authserv_id": BORDER})

    def next_question() -> datetime | None:
        with desk.works.store.reading() as tx:
            return vouch.next_at(tx)

    asks(desk)
    assert next_question() is None
    unproven_claim(desk)
    asked_at = clock.now() + vouch.WAIT
    assert next_question() == asked_at
    clock.forward(minutes=2)
    desk.step()
    assert next_question() is None
    unproven_claim(desk, words="Saya ambil.")
    assert next_question() == asked_at + timedelta(hours=1)
