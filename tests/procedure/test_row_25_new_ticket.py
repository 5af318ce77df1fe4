"""Row 25: a question from outside is a new ticket: acknowledged, announced whole, numbered without gaps."""

from dataclasses import replace

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, facts, got, names, only, prose, settled, stranger

from mailticket.demo.people import read, write
from mailticket.demo.town import ANI, HELPDESK, LIST
from mailticket.ids import Address
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_customer_is_told_the_number_and_the_list_gets_the_whole_question(open_desk: Open, locale: str) -> None:
    desk = open_desk(desk={"locale": locale})
    message = settled(desk, desk.town.send("ani", HELPDESK, subject="Printer rusak", text="Halo,\n\nbagaimana?\n\nAni"))
    assert (message.kind, message.ticket) == ("question", 1)
    received, announced = only(desk, "ani", "received"), only(desk, "sari", "announcement")
    assert received["Subject"] == "Re: Printer rusak [#1]"
    assert addresses(received, "To", "Cc") == {"ani@example.net"}
    assert addresses(received, "Reply-To") == {HELPDESK}
    assert "Ani" in prose(received)
    assert addresses(announced, "To") == {LIST}
    assert [one.addr_spec for one in announced["Reply-To"].addresses] == [HELPDESK, LIST]
    assert "Halo, bagaimana? Ani" in prose(announced)
    assert "ani@example.net" in prose(announced)
    ticket = desk.ticket()
    assert (ticket.status, ticket.owner, ticket.customer) == (Status.OPEN, None, Address("ani@example.net"))
    assert facts(desk) == ["Opened"]


def test_received_leaves_before_the_announcement(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send("ani", HELPDESK, subject="Cetak", text="Bagaimana?"))
    ours = [mail.rcpt_tos for mail in desk.town.post_office.accepted if mail.mail_from == HELPDESK]
    assert ours == [("ani@example.net",), (LIST,)]


def test_both_land_in_the_customers_thread(desk: DeskAtWork) -> None:
    asked = desk.town.send("ani", HELPDESK, subject="Cetak", text="Bagaimana?")
    settled(desk, asked)
    for message in (only(desk, "ani", "received"), only(desk, "sari", "announcement")):
        assert message["In-Reply-To"].strip() == asked
        assert asked in message["References"]
        assert message["Auto-Submitted"] in ("auto-replied", "auto-generated")
        assert message["X-Auto-Response-Suppress"] == "All"


def test_numbers_rise_by_one(desk: DeskAtWork) -> None:
    for subject in ("Satu", "Dua", "Tiga"):
        settled(desk, desk.town.send("ani", HELPDESK, subject=subject, text=f"Soal {subject}?"))
    settled(desk, desk.town.send("budi", LIST, subject="Rapat", text="Besok?"))
    settled(desk, desk.town.send("ani", HELPDESK, subject="Empat", text="Soal empat?"))
    assert [(one.number, one.subject) for one in desk.tickets()] == [(1, "Satu"), (2, "Dua"), (3, "Tiga"), (4, "Empat")]


def test_attachments_go_to_the_list_with_it(desk: DeskAtWork) -> None:
    mail = write(ANI, at=desk.town.now(), to=[HELPDESK], subject="Galat", text="Lihat gambar.\n")
    mail.add_attachment(b"\x89PNG 1234", maintype="image", subtype="png", filename="galat.png")
    settled(desk, desk.town.post(mail, ANI.address))
    announced = only(desk, "sari", "announcement")
    assert [one.get_filename() for one in announced.iter_attachments() if one.get_filename()] == ["galat.png"]


def test_to_the_list_in_copy_is_one_ticket(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send("ani", HELPDESK, cc=LIST, subject="Cetak", text="Bagaimana?"))
    assert len(desk.tickets()) == 1
    assert names(desk, "sari") == ["announcement"]


def test_to_the_list_alone_is_a_ticket_too(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send("ani", LIST, subject="Cetak", text="Bagaimana?"))
    assert desk.ticket().customer == Address("ani@example.net")
    assert names(desk, "ani") == ["received"]


def test_through_a_list_that_rewrites_from_the_author_is_found(desk: DeskAtWork) -> None:
    desk.town.mailing_list = replace(desk.town.mailing_list, rewrite_from=True)
    settled(desk, desk.town.send("ani", LIST, subject="Cetak", text="Bagaimana?"))
    assert desk.ticket().customer == Address("ani@example.net")
    assert names(desk, "ani") == ["received"]


def test_received_and_closed_can_be_switched_off(open_desk: Open) -> None:
    desk = open_desk(mails={"off": ["received"]})
    settled(desk, desk.town.send("ani", HELPDESK, subject="Cetak", text="Bagaimana?"))
    assert names(desk, "ani") == []
    assert names(desk, "sari") == ["announcement"]


def test_a_question_without_a_word_is_a_ticket_all_the_same(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send("ani", HELPDESK, subject="Tolong telepon saya", text=""))
    assert desk.ticket().subject == "Tolong telepon saya"
    assert got(desk, "sari", "announcement")


def test_an_operators_private_address_is_outside(desk: DeskAtWork) -> None:
    budi_at_home = stranger("Budi", "budi@gmail.example")
    settled(desk, desk.town.send(budi_at_home, HELPDESK, subject="Cetak", text="Bagaimana?"))
    assert desk.ticket().customer == Address("budi@gmail.example")


def test_a_web_forms_mail_is_of_whom_its_reply_to_names(open_desk: Open) -> None:
    desk = open_desk(forms=[{"from": "no-reply@www.example.org"}], desk={"locale": "id"})
    form = stranger("Formulir", "no-reply@www.example.org")
    headers = {"Reply-To": "Ani <ani@example.net>"}
    settled(desk, desk.town.send(form, HELPDESK, subject="Formulir kontak", text="Printer macet.", headers=headers))
    ticket = desk.ticket()
    assert ticket.customer == Address("ani@example.net")
    assert ticket.customer is not None
    assert ticket.customer.name == "Ani"
    assert names(desk, "ani") == ["received"]
    assert names(desk, form.address) == []
    desk.town.reply(got(desk, "budi", "announcement")[0], "budi")
    assigned = desk.until(lambda: got(desk, "budi", "assigned"))[0]
    settled(desk, desk.town.reply(assigned, "budi", "Coba buka baki kedua.", everybody=False))
    assert "baki kedua" in prose(read(desk.town.mails_to("ani")[-1].raw))


def test_nothing_but_a_form_makes_reply_to_the_author(desk: DeskAtWork) -> None:
    headers = {"Reply-To": "Ani <ani@example.net>"}
    eka = stranger("Eka", "eka@example.com")
    settled(desk, desk.town.send(eka, HELPDESK, subject="Cetak", text="Bagaimana?", headers=headers))
    assert desk.ticket().customer == Address("eka@example.com")
