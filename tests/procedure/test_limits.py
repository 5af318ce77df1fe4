"""2.5: how much is sent to people outside, what a flood becomes, and a loop that is cut."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, answers, facts, got, held, names, only, owned, prose, settled, stranger

from mailticket.demo.town import HELPDESK
from mailticket.store import outbox
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


def test_a_flood_is_counted_by_when_it_arrived(open_slow_desk: Open, clock: SetClock) -> None:
    """It came in one minute, while the daemon was down, and is read hours later."""
    desk = open_slow_desk()
    desk.step()
    for n in range(24):
        desk.town.send("ani", HELPDESK, subject=f"Soal {n}", text=f"Pertanyaan nomor {n}: bagaimana?")
    clock.forward(hours=3)
    desk.step()
    assert len(desk.tickets()) == 20


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


def test_a_code_goes_to_nobody_outside_the_desk(desk: DeskAtWork) -> None:
    """5.3: somebody signs up at a service in the helpdesk's name, and asks it for the answer."""
    service = stranger("Layanan", "akun@layanan.example.com")
    settled(desk, desk.town.send(service, HELPDESK, subject="Kode verifikasi", text="Kode verifikasi Anda: 481223"))
    assert names(desk, service.address) == []
    assert "announcement" in names(desk, "sari")


def test_what_nobody_reads_is_held_and_an_operators_own_words_leave(open_desk: Open) -> None:
    """2.5: no mail to a no-reply address; a ticket that has one for its customer is seen in `outbox` and the digest."""
    desk = open_desk(policy={"reminder_after": "1s"})
    shop = stranger("Toko", "no-reply@toko.example.com")
    settled(desk, desk.town.send(shop, HELPDESK, subject="Pesanan", text="Pesanan Anda belum dibayar."))
    settled(desk, desk.town.reply(got(desk, "budi", "announcement")[0], "budi"))
    command = desk.town.reply(
        got(desk, "budi", "assigned")[0], "budi", "#kirim\nSudah dibayar?", everybody=False, headers={"To": HELPDESK}
    )
    settled(desk, command)
    (reminder,) = desk.until(lambda: held(desk))
    assert reminder.mail.mail == "reminder"
    assert any("nobody reads no-reply@toko.example.com" in each.detail for each in reminder.deliveries)
    assert names(desk, shop.address) == ["sent_on"]


def test_over_twenty_a_day_they_are_held_and_a_person_may_send_them(open_slow_desk: Open, clock: SetClock) -> None:
    """Five an hour, four times as many a day; never dropped."""
    desk = open_slow_desk(smtp={"max_auto_mails": 1})
    for hour in range(6):
        clock.forward(hours=1.1)
        settled(desk, desk.town.send("ani", HELPDESK, subject=f"Soal {hour}", text=f"Pertanyaan {hour}: bagaimana?"))
    assert names(desk, "ani").count("received") == 4
    waiting = [each for one in held(desk) for each in one.deliveries if each.recipient == "ani@example.net"]
    assert ["over 4 automatic mails a day" in each.detail for each in waiting] == [True, True]
    with desk.works.store.transaction() as tx:
        assert outbox.retry(tx, waiting[0].id, desk.works.clock.now())
    desk.step()
    assert names(desk, "ani").count("received") == 5


def test_a_strangers_empty_answers_are_a_loop_too(desk: DeskAtWork) -> None:
    owned(desk)
    received = only(desk, "ani", "received")
    robot = stranger("Robot", "robot@example.com")
    for _ in range(4):
        settled(desk, desk.town.reply(received, robot, ""))
    assert desk.ticket().silenced
    assert names(desk, "pic").count("alarm") == 1
