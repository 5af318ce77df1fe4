"""Row 21: whatever else an operator writes outside a thread is talk; an outsider's answer to it opens a ticket."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import got, names, only, prose, settled

from mailticket.demo.people import read
from mailticket.demo.town import ANI, HELPDESK, LIST
from mailticket.ids import Address
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def test_it_opens_nothing_and_is_not_answered(desk: DeskAtWork) -> None:
    message = settled(desk, desk.town.send("budi", LIST, subject="Rapat", text="Besok jam sembilan?"))
    assert (message.kind, message.ticket) == ("talk", None)
    assert "row 21" in message.why
    settled(desk, desk.town.reply(desk.town.newest("sari", "Rapat"), "sari", "Bisa."))
    assert not desk.tickets()
    assert not any(names(desk, who) for who in ("budi", "sari", "dewi", "pic"))


def test_sent_to_the_helpdesk_alone_its_sender_is_told_how_to_make_it_a_ticket(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    settled(desk, desk.town.send("budi", HELPDESK, subject="Printer lantai dua", text="Toner habis."))
    assert not desk.tickets()
    told = only(desk, "budi", "notice")
    assert "#tiket" in prose(told) or "#ticket" in prose(told)
    assert names(desk, "sari") == []


def test_a_reply_with_the_command_makes_it_one(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    text = "Eka dari eka@example.com menelepon: toner habis."
    settled(desk, desk.town.send("budi", HELPDESK, subject="Printer lantai dua", text=text))
    settled(desk, desk.town.reply(only(desk, "budi", "notice"), "budi", "#tiket", everybody=False))
    (ticket,) = desk.tickets()
    assert ticket.customer == Address("eka@example.com")
    assert ticket.subject == "Printer lantai dua"
    assert "toner habis" in prose(got(desk, "sari", "announcement")[0])


def test_the_command_in_the_mail_itself_makes_it_one_at_once(desk: DeskAtWork) -> None:
    text = "#ticket\n#customer ani@example.net\n\nShe rang: the paper jams."
    settled(desk, desk.town.send("budi", HELPDESK, subject="Paper jam", text=text))
    (ticket,) = desk.tickets()
    assert ticket.customer == Address(ANI.address)
    assert ticket.status is Status.OPEN
    announced = prose(got(desk, "sari", "announcement")[0])
    assert "the paper jams" in announced
    assert "#ticket" not in announced
    assert "#customer" not in announced


def test_when_an_outsider_answers_the_ticket_belongs_to_that_operator(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    town = desk.town
    asked = town.send("budi", ANI.address, cc=LIST, subject="Pindah ruangan", text="Jumat kami datang ke kantor Ibu.")
    settled(desk, asked)
    assert not desk.tickets()
    at_ani = read(town.mails_to("ani")[0].raw)
    message = settled(desk, town.reply(at_ani, "ani", "Baik, tapi setelah jam sepuluh. Bisa?"))
    assert message.ticket == 1
    ticket = desk.ticket()
    assert ticket.customer == Address(ANI.address)
    assert ticket.owner is not None
    assert ticket.owner.name == "Budi"
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.response is not None
    assert "Pindah ruangan" in only(desk, "budi", "assigned")["Subject"]
    assert "setelah jam sepuluh" in prose(only(desk, "budi", "assigned"))


def test_an_empty_mail_to_the_helpdesk_alone_is_only_recorded(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send("budi", HELPDESK, subject="uji", text=""))
    assert not desk.tickets()
    assert names(desk, "budi") == []
