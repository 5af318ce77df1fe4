"""2.5: how much is sent to people outside, what a flood becomes, and a loop that is cut."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, answers, facts, got, held, names, only, owned, prose, settled, stranger

from mailticket.demo.town import HELPDESK
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def questions(desk: DeskAtWork, amount: int) -> None:
    for n in range(amount):
        desk.town.send("ani", HELPDESK, subject=f"Soal {n}", text=f"Pertanyaan nomor {n}: bagaimana?")
    desk.step()


def test_over_max_auto_mails_an_hour_they_are_held_with_the_reason(open_desk: Open) -> None:
    desk = open_desk(smtp={"max_auto_mails": 2})
    questions(desk, 4)
    assert len(desk.tickets()) == 4
    assert names(desk, "ani") == ["received", "received"]
    assert names(desk, "sari").count("announcement") == 4
    waiting = held(desk)
    assert [one.mail.mail for one in waiting] == ["received", "received"]
    assert all("over 2 automatic mails an hour" in each.detail for one in waiting for each in one.deliveries)


def test_what_an_operator_sends_is_not_counted(open_desk: Open) -> None:
    desk = open_desk(smtp={"max_auto_mails": 1})
    owned(desk)
    for text in ("Coba satu.", "Coba dua.", "Coba tiga."):
        command = desk.town.reply(
            got(desk, "budi", "assigned")[0], "budi", f"#kirim\n{text}", everybody=False, headers={"To": HELPDESK}
        )
        settled(desk, command)
    assert names(desk, "ani") == ["received", "sent_on", "sent_on", "sent_on"]
    assert not held(desk)


def test_reminders_and_closings_have_their_own_clocks(open_desk: Open) -> None:
    spans = {"reminder_after": "1s", "reminder_every": "1s", "close_after": "1s", "reminders": 1}
    desk = open_desk(smtp={"max_auto_mails": 1}, policy=spans)
    answered(desk)
    desk.until(lambda: got(desk, "ani", "closed_no_reply"))
    assert names(desk, "ani") == ["received", "reminder", "closed_no_reply"]


def test_list_roster_and_supervisor_are_never_limited(open_desk: Open) -> None:
    desk = open_desk(smtp={"max_auto_mails": 1})
    questions(desk, 3)
    for announced in got(desk, "budi", "announcement"):
        desk.town.reply(announced, "budi")
    desk.step()
    assert names(desk, "budi").count("assigned") == 3


def test_a_flood_from_one_address_is_collected_into_one_ticket(open_desk: Open) -> None:
    """Twenty an hour; the rest is kept, all of it on one of them, and the supervisor hears of it once."""
    desk = open_desk(desk={"locale": "id"})
    questions(desk, 24)
    assert len(desk.tickets()) == 20
    assert sum(facts(desk, one.number).count("CustomerReplied") for one in desk.tickets()) == 4
    assert max(facts(desk, one.number).count("CustomerReplied") for one in desk.tickets()) == 4
    assert names(desk, "pic").count("alarm") == 1
    assert "ani@example.net" in prose(only(desk, "pic", "alarm"))
    assert names(desk, "ani").count("received") <= 5


def test_others_are_served_meanwhile(desk: DeskAtWork) -> None:
    questions(desk, 22)
    eka = stranger("Eka", "eka@example.com")
    settled(desk, desk.town.send(eka, HELPDESK, subject="Cetak", text="Bagaimana?"))
    assert names(desk, eka.address) == ["received"]


def test_a_busy_domain_gets_no_received_and_loses_nothing(open_desk: Open) -> None:
    desk = open_desk(policy={"busy_domain": 2})
    for n in range(4):
        who = stranger(f"Orang {n}", f"orang{n}@campus.example.edu")
        settled(desk, desk.town.send(who, HELPDESK, subject=f"Soal {n}", text="Bagaimana?"))
    assert len(desk.tickets()) == 4
    assert [names(desk, f"orang{n}@campus.example.edu") for n in range(4)] == [["received"], ["received"], [], []]


def test_a_loop_is_cut_the_third_time_and_told_once(open_desk: Open) -> None:
    """An empty mail from outside that answers ours: perhaps a machine that doesn't say so."""
    desk = open_desk(desk={"locale": "id"})
    owned(desk)
    received = only(desk, "ani", "received")
    for _ in range(5):
        settled(desk, desk.town.reply(received, "ani", ""))
    ticket = desk.ticket()
    assert ticket.silenced
    assert names(desk, "pic").count("alarm") == 1
    assert "1" in prose(only(desk, "pic", "alarm"))
    command = desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "#tutup", everybody=False)
    settled(desk, command)
    assert desk.ticket().status is Status.CLOSED
    assert "closed" not in names(desk, "ani")
    assert "closed" in names(desk, "sari")


def test_twice_is_no_loop(desk: DeskAtWork) -> None:
    owned(desk)
    for _ in range(2):
        settled(desk, desk.town.reply(only(desk, "ani", "received"), "ani", ""))
    assert not desk.ticket().silenced
    assert "alarm" not in names(desk, "pic")
    answers(desk, "Apa yang bisa kami bantu?")
    assert desk.ticket().status is Status.WAITING
