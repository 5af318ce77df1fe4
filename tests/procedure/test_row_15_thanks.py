"""Row 15: thanks only. An answered ticket closes by itself, as satisfied; nothing else changes."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import (
    addresses,
    answered,
    answers,
    facts,
    filed,
    got,
    kind,
    names,
    only,
    owned,
    prose,
    settled,
    stranger,
)

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Reason, Status

pytestmark = pytest.mark.servers

QUICK = {"close_after": "1s", "reminder_after": "1h", "reminder_every": "1h"}


@pytest.mark.parametrize(
    ("locale", "thanks"),
    [("id", "Terima kasih banyak Pak Budi, sudah bisa."), ("en", "Thanks, solved!"), ("id", "👍")],
)
def test_thanks_for_an_answer_closes_it_as_satisfied(open_desk: Open, locale: str, thanks: str) -> None:
    desk = open_desk(desk={"locale": locale}, policy=QUICK)
    answer = answered(desk)
    reply = settled(desk, desk.town.reply(answer, "ani", thanks))
    assert reply.kind == "thanks"
    assert "only courtesy: '" in reply.why
    last = desk.until(lambda: got(desk, "ani", "closed"))[0]
    ticket = desk.ticket()
    assert ticket.status is Status.CLOSED
    assert ticket.closed_reason is Reason.SATISFIED
    assert addresses(last, "Cc") == {LIST, "pic@example.org"}
    assert "reminder" not in names(desk, "ani")


def test_the_owner_is_told_once_that_the_customer_is_content(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!"))
    settled(desk, desk.town.reply(answer, "ani", "Makasih banyak ya"))
    told = only(desk, "budi", "customer_content")
    assert desk.ticket().status is Status.WAITING
    assert "Terima kasih!" in prose(told)
    assert addresses(told, "Reply-To") == {HELPDESK, "ani@example.net", LIST}
    assert told["Reply-To"].addresses[0].addr_spec == HELPDESK


def test_thanks_that_the_list_has_are_not_copied_to_it(desk: DeskAtWork) -> None:
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!"))
    assert LIST in addresses(answer, "To", "Cc")
    assert addresses(only(desk, "budi", "customer_content"), "To", "Cc") == {"budi@example.org"}
    assert "customer_content" not in names(desk, "sari")


def test_thanks_to_the_helpdesk_alone_reach_the_list_with_that_mail(desk: DeskAtWork) -> None:
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!", everybody=False, headers={"To": HELPDESK}))
    told = only(desk, "sari", "customer_content")
    assert "Terima kasih!" in prose(told)
    assert addresses(told, "Cc") == {LIST}
    assert "customer_replied" not in names(desk, "sari")


def test_no_deadline_runs_and_no_reminder_follows(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(policy={"reminder_after": "1h", "reminder_every": "1h", "close_after": "9h"})
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!"))
    for _ in range(4):
        clock.forward(hours=2)
        desk.step()
    assert "reminder" not in names(desk, "ani")
    assert (desk.ticket().status, desk.ticket().response) == (Status.WAITING, None)


def test_an_answer_takes_the_close_back(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(policy={"close_after": "2h", "reminder_after": "9h", "reminder_every": "9h"})
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!"))
    clock.forward(hours=1)
    answers(desk, "Satu lagi: matikan printer dulu, ya.")
    clock.forward(hours=3)
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert "closed" not in names(desk, "ani")


def test_a_customers_question_takes_the_close_back(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(policy={"close_after": "2h", "reminder_after": "9h", "reminder_every": "9h"})
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!"))
    clock.forward(hours=1)
    settled(desk, desk.town.reply(answer, "ani", "Maaf, ternyata belum bisa. Bagaimana?"))
    clock.forward(hours=3)
    desk.step()
    assert desk.ticket().status is Status.IN_PROGRESS
    assert "closed" not in names(desk, "ani")


def test_thanks_with_a_question_is_a_question(desk: DeskAtWork) -> None:
    answer = answered(desk)
    reply = settled(desk, desk.town.reply(answer, "ani", "Terima kasih. Kalau di laptop bagaimana?"))
    assert reply.kind == "customer_reply"
    assert desk.ticket().status is Status.IN_PROGRESS


def test_thanks_before_the_answer_change_nothing(desk: DeskAtWork) -> None:
    owned(desk)
    received = only(desk, "ani", "received")
    settled(desk, desk.town.reply(received, "ani", "Terima kasih!"))
    ticket = desk.ticket()
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.response is not None
    assert facts(desk) == ["Opened", "Claimed", "Thanked"]
    assert kind(only(desk, "sari", "customer_replied")) == "customer_replied"


def test_thanks_for_the_closing_leave_it_closed(open_desk: Open) -> None:
    desk = open_desk(policy=QUICK)
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!"))
    last = desk.until(lambda: got(desk, "ani", "closed"))[0]
    sent = desk.town.reply(last, "ani", "Sama-sama, terima kasih!")
    settled(desk, sent)
    assert desk.ticket().status is Status.CLOSED
    assert filed(desk, sent) is not None
    assert names(desk, "ani").count("closed") == 1


def test_a_participants_thanks_change_nothing(desk: DeskAtWork) -> None:
    """Ani's colleague was brought in by an operator's answer."""
    owned(desk)
    cc = f"{HELPDESK}, {LIST}, eka@example.net"
    sent = desk.town.reply(
        got(desk, "budi", "assigned")[-1], "budi", "Coba Ctrl+P.", headers={"To": "ani@example.net", "Cc": cc}
    )
    settled(desk, sent)
    assert [one.address for one in desk.ticket().participants] == ["eka@example.net"]
    thanks = desk.town.send(
        stranger("Eka", "eka@example.net"),
        HELPDESK,
        subject="Re: Cetak",
        text="Terima kasih!",
        headers={"In-Reply-To": sent, "References": sent},
    )
    settled(desk, thanks)
    ticket = desk.ticket()
    assert ticket.status is Status.WAITING
    assert ticket.spell is not None
    assert ticket.spell.content_at is None
    assert "customer_content" not in names(desk, "budi")
    assert names(desk, "eka@example.net") == []
