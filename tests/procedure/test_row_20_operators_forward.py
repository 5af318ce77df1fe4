"""Row 20: an operator forwards an outsider's mail to the helpdesk or the list: a ticket on behalf of its author."""

from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, facts, got, names, only, owned, prose, settled

from mailticket.demo.people import write
from mailticket.demo.town import ANI, BUDI, HELPDESK, LIST, PIC
from mailticket.ids import Address
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

OUTLOOK = """Tolong dibantu, ini dari tetangga.

________________________________
Dari: Ani <ani@example.net>
Dikirim: Senin, 2 Maret 2026 09.12
Kepada: Budi <budi@example.org>
Subjek: Kertas macet

Kertas saya macet di baki kedua.
"""
GMAIL = """---------- Forwarded message ---------
From: Ani <ani@example.net>
Date: Mon, 2 Mar 2026 at 09:12
Subject: Kertas macet
To: Budi <budi@example.org>

Kertas saya macet di baki kedua.
"""


@pytest.mark.parametrize(
    ("locale", "who", "to", "subject", "text"),
    [
        ("id", "budi", HELPDESK, "FW: Kertas macet", OUTLOOK),
        ("en", "budi", LIST, "Fwd: Kertas macet", GMAIL),
        ("en", "pic", HELPDESK, "Fwd: Kertas macet", GMAIL),
    ],
    ids=["Outlook, to the helpdesk", "Gmail, to the list", "a supervisor's"],
)
def test_the_author_is_the_customer(open_desk: Open, locale: str, who: str, to: str, subject: str, text: str) -> None:
    desk = open_desk(desk={"locale": locale})
    message = settled(desk, desk.town.send(who, to, subject=subject, text=text))
    assert message.kind == "forward"
    assert "row 20" in message.why
    ticket = desk.ticket()
    assert ticket.customer == Address(ANI.address)
    assert ticket.customer is not None
    assert ticket.customer.name == "Ani"
    assert ticket.subject == "Kertas macet"
    assert ticket.status is Status.OPEN
    assert "Kertas saya macet di baki kedua." in prose(got(desk, "sari", "announcement")[0])
    assert "[#1]" in only(desk, "ani", "received")["Subject"]


def test_the_operators_own_words_are_not_shown_to_the_customer(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    settled(desk, desk.town.send("budi", HELPDESK, subject="FW: Kertas macet", text=OUTLOOK))
    assert "tetangga" in prose(got(desk, "sari", "announcement")[0])
    assert "tetangga" not in prose(only(desk, "ani", "received"))


def test_a_mail_attached_whole_is_a_forward_too(desk: DeskAtWork) -> None:
    inner = write(ANI, at=desk.town.now(), to=[BUDI.address], subject="Kertas macet", text="Di baki kedua.\n")
    outer = write(BUDI, at=desk.town.now(), to=[HELPDESK], subject="Fwd: Kertas macet", text="")
    outer.add_attachment(inner)
    settled(desk, desk.town.post(outer, BUDI.address))
    assert desk.ticket().customer == Address(ANI.address)
    assert "Di baki kedua." in prose(got(desk, "sari", "announcement")[0])


def test_answers_reach_the_author(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send("budi", HELPDESK, subject="Fwd: Kertas macet", text=GMAIL))
    desk.town.reply(got(desk, "sari", "announcement")[0], "sari")
    assigned = desk.until(lambda: got(desk, "sari", "assigned"))[0]
    sent = desk.town.reply(assigned, "sari", "Buka baki kedua.", everybody=False)
    assert settled(desk, sent).kind == "answer"
    assert any(mail.mail_from == "sari@example.org" for mail in desk.town.mails_to("ani"))


def test_a_colleagues_mail_forwarded_is_talk(desk: DeskAtWork) -> None:
    text = GMAIL.replace("Ani <ani@example.net>", PIC.mailbox)
    assert settled(desk, desk.town.send("budi", LIST, subject="Fwd: Rapat", text=text)).kind == "talk"
    assert not desk.tickets()


def on_the_ticket(desk: DeskAtWork, text: str, **headers: str) -> EmailMessage:
    """Budi forwards into the thread what Ani wrote to Budi alone."""
    date = format_datetime(desk.town.now())
    forward = (
        f"Beliau menjawab saya langsung.\n\n---------- Forwarded message ---------\nFrom: Ani <ani@example.net>\n"
        f"Date: {date}\nSubject: Re: Cetak\nTo: Budi <budi@example.org>\n\n{text}\n"
    )
    message = write(BUDI, at=desk.town.now(), to=[HELPDESK], cc=[LIST], subject="Fwd: Cetak [#1]", text=forward)
    for name, value in headers.items():
        del message[name]
        message[name] = value
    return message


def test_on_a_ticket_it_is_the_customers_message(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answered(desk)
    message = settled(desk, desk.town.post(on_the_ticket(desk, "Belum bisa juga."), BUDI.address))
    assert (message.kind, message.ticket) == ("forward", 1)
    assert "row 16" in message.why
    assert desk.ticket().status is Status.IN_PROGRESS
    assert facts(desk)[-2:] == ["Noted", "CustomerReplied"]
    assert len(desk.tickets()) == 1


def test_a_command_above_it_is_carried_out_first(open_desk: Open) -> None:
    """1.3, 3.1: Sari found the customer's mail in her own mailbox and takes the ticket with it."""
    desk = open_desk(desk={"locale": "id"})
    answered(desk)
    message = on_the_ticket(desk, "Belum bisa juga.", From="Sari <sari@example.org>")
    message.set_content("#ambil\n" + message.get_content())
    settled(desk, desk.town.post(message, "sari@example.org"))
    assert facts(desk)[-3:] == ["Assigned", "Noted", "CustomerReplied"]
    ticket = desk.ticket()
    assert ticket.owner is not None
    assert ticket.owner.name == "Sari"


def test_nothing_is_sent_to_the_customer_by_a_command_above_their_own_words(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answered(desk)
    message = on_the_ticket(desk, "Belum bisa juga.")
    message.set_content("#kirim\n" + message.get_content())
    settled(desk, desk.town.post(message, BUDI.address))
    assert "sent_on" not in names(desk, "ani")
    assert "command_result" in names(desk, "budi")


def test_thanks_in_it_are_the_customers_thanks(desk: DeskAtWork) -> None:
    answered(desk)
    settled(desk, desk.town.post(on_the_ticket(desk, "Terima kasih, sudah bisa!"), BUDI.address))
    ticket = desk.ticket()
    assert ticket.status is Status.WAITING
    assert ticket.spell is not None
    assert ticket.spell.content_at is not None


def test_of_a_mail_on_record_it_is_a_note(desk: DeskAtWork) -> None:
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Belum bisa juga."))
    before = desk.ticket()
    message = settled(desk, desk.town.post(on_the_ticket(desk, "Belum bisa juga."), BUDI.address))
    assert message.kind == "note"
    assert desk.ticket().response == before.response


def test_a_replys_quote_is_no_forward(desk: DeskAtWork) -> None:
    """Outlook quotes with a header block; that it quotes the customer makes it no mail of theirs."""
    owned(desk)
    quoted = f"Sudah saya cek.\n\n-----Original Message-----\n{GMAIL.partition(chr(10))[2]}"
    sent = desk.town.reply(got(desk, "budi", "announcement")[0], "budi", quoted, headers={"To": LIST, "Cc": HELPDESK})
    assert settled(desk, sent).kind == "note"
    assert "CustomerReplied" not in facts(desk)


def test_received_can_be_switched_off(open_desk: Open) -> None:
    desk = open_desk(mails={"off": ["received"]})
    settled(desk, desk.town.send("budi", HELPDESK, subject="Fwd: Kertas macet", text=GMAIL))
    assert names(desk, "ani") == []
