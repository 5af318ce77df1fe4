"""Row 23: a mail with the subject `status` or `tiket saya`, and nothing else, is answered with the sender's tickets."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answers, copied, got, names, only, owned, prose, settled, stranger

from mailticket.demo.town import HELPDESK

pytestmark = pytest.mark.servers


@pytest.mark.parametrize(
    ("locale", "subject", "closed", "open_"),
    [("id", "Tiket saya", "Selesai", "Baru"), ("en", "status", "Closed", "Open"), ("id", "STATUS", "", "")],
)
def test_number_subject_and_status_as_customers_read_them(
    open_desk: Open, locale: str, subject: str, closed: str, open_: str
) -> None:
    desk = open_desk(desk={"locale": locale})
    owned(desk)
    answers(desk, copied(desk, "closing", "Budi"))
    settled(desk, desk.town.send("ani", HELPDESK, subject="Pindai", text="Bagaimana cara memindai?"))
    settled(desk, desk.town.send("ani", HELPDESK, subject=subject, text=""))
    told = only(desk, "ani", "my_tickets")
    text = prose(told)
    assert "1: Cetak" in text
    assert "2: Pindai" in text
    assert closed in text
    assert open_ in text
    assert addresses(told, "To", "Cc") == {"ani@example.net"}
    assert "[#" not in told["Subject"]


def test_it_opens_nothing_and_is_on_no_list(desk: DeskAtWork) -> None:
    owned(desk)
    message = settled(desk, desk.town.send("ani", HELPDESK, subject="status", text="\n-- \nAni\n"))
    assert "row 23" in message.why
    assert len(desk.tickets()) == 1
    assert "my_tickets" not in names(desk, "sari")


def test_nobody_sees_anybody_elses(desk: DeskAtWork) -> None:
    eka = stranger("Eka", "eka@example.com")
    owned(desk)
    settled(desk, desk.town.send(eka, HELPDESK, subject="tiket saya", text=""))
    told = prose(only(desk, eka.address, "my_tickets"))
    assert "Cetak" not in told
    assert len(desk.tickets()) == 1


def test_with_words_below_it_is_a_question(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send("ani", HELPDESK, subject="Status", text="Bagaimana status pesanan saya?"))
    assert len(desk.tickets()) == 1
    assert "my_tickets" not in names(desk, "ani")


def test_a_reply_with_that_subject_on_a_ticket_is_a_reply(desk: DeskAtWork) -> None:
    owned(desk)
    asked = only(desk, "ani", "received")
    settled(desk, desk.town.reply(asked, "ani", "", headers={"Subject": "status"}))
    assert "my_tickets" not in names(desk, "ani")
    assert "[#1]" in got(desk, "sari", "customer_replied")[0]["Subject"]


def test_a_machine_gets_nothing(desk: DeskAtWork) -> None:
    robot = stranger("Robot", "no-reply@shop.example.com")
    settled(
        desk, desk.town.send(robot, HELPDESK, subject="status", text="", headers={"Auto-Submitted": "auto-generated"})
    )
    assert names(desk, robot.address) == []
