"""Row 24: the same question again outside the thread is appended to the first, and `received` says its number."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, got, names, only, prose, settled, stranger

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

TEXT = "Printer saya tidak mau mencetak. Bagaimana?"


def ask(desk: DeskAtWork, text: str = TEXT, subject: str = "Cetak") -> str:
    sent = desk.town.send("ani", HELPDESK, subject=subject, text=text)
    settled(desk, sent)
    return sent


def test_it_joins_the_ticket_and_is_shown_to_the_list(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    ask(desk)
    message = settled(desk, desk.town.send("ani", HELPDESK, subject="Re: Cetak", text=f"{TEXT}\n"))
    assert message.ticket == 1
    assert "repeats number 1" in message.why
    assert len(desk.tickets()) == 1
    assert TEXT in prose(only(desk, "sari", "customer_replied"))
    _, second = got(desk, "ani", "received")
    assert "[#1]" in second["Subject"]
    assert "nomor 1" in prose(second)


def test_it_is_the_customers_reply(desk: DeskAtWork) -> None:
    """Row 16: an answered ticket is the owner's turn again."""
    answered(desk, question=TEXT)
    message = settled(desk, desk.town.send("ani", HELPDESK, subject="Cetak", text=TEXT))
    assert message.kind == "customer_reply"
    assert desk.ticket().status is Status.IN_PROGRESS
    assert len(desk.tickets()) == 1


def test_another_customer_with_the_same_words_gets_their_own(desk: DeskAtWork) -> None:
    ask(desk)
    settled(desk, desk.town.send(stranger("Eka", "eka@example.com"), HELPDESK, subject="Cetak", text=TEXT))
    assert [one.number for one in desk.tickets()] == [1, 2]


def test_another_subject_is_another_question(desk: DeskAtWork) -> None:
    ask(desk)
    ask(desk, text="Bagaimana cara memindai?", subject="Pindai")
    assert len(desk.tickets()) == 2


def test_after_three_days_it_is_a_new_ticket(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    ask(desk)
    clock.forward(hours=73)
    ask(desk)
    assert len(desk.tickets()) == 2


def test_of_a_closed_ticket_it_is_a_new_one(desk: DeskAtWork) -> None:
    answered(desk, question=TEXT)
    settled(desk, desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "#close", everybody=False))
    assert desk.ticket().status is Status.CLOSED
    ask(desk)
    assert len(desk.tickets()) == 2


def test_the_two_copies_of_one_question_are_no_repeat(desk: DeskAtWork) -> None:
    """Directly and through the list: one message (row 2)."""
    settled(desk, desk.town.send("ani", HELPDESK, cc=LIST, subject="Cetak", text=TEXT))
    desk.step()
    assert len(desk.tickets()) == 1
    assert names(desk, "ani") == ["received"]
