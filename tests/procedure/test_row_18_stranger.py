"""Row 18: a stranger who has seen the thread is shown to the list; nothing else happens, and nobody answers them."""

from dataclasses import replace

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answered, answers, facts, got, names, only, owned, prose, settled, stranger

from mailticket.demo.people import write
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

EKA = stranger("Eka", "eka@example.com")


def test_it_is_recorded_and_shown(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    asked = owned(desk)
    answered_id = {"In-Reply-To": asked, "References": asked}
    sent = desk.town.send(EKA, HELPDESK, subject="Re: Cetak", text="Saya juga mengalaminya.", headers=answered_id)
    message = settled(desk, sent)
    assert (message.kind, message.ticket) == ("third_party", 1)
    assert "row 18" in message.why
    shown = only(desk, "sari", "third_party")
    assert "Saya juga mengalaminya." in prose(shown)
    assert addresses(shown, "To") == {"budi@example.org"}
    assert addresses(shown, "Cc") == {LIST}
    assert [one.addr_spec for one in shown["Reply-To"].addresses] == [HELPDESK, LIST]


def test_no_state_clock_or_recipient_changes(desk: DeskAtWork) -> None:
    asked = owned(desk)
    before = desk.ticket()
    facts_before = facts(desk)
    reference = {"References": asked}
    settled(desk, desk.town.send(EKA, HELPDESK, subject="Re: Cetak", text="Saya juga.", headers=reference))
    assert desk.ticket() == before
    assert facts(desk) == facts_before
    assert [copy.recipient for copy in desk.town.post_office.delivered if copy.recipient == EKA.address] == []


def test_on_an_open_ticket_it_goes_to_the_list(desk: DeskAtWork) -> None:
    asked = desk.town.send("ani", subject="Cetak", text="Bagaimana?")
    settled(desk, asked)
    settled(desk, desk.town.send(EKA, HELPDESK, subject="Re: Cetak", text="Saya juga.", headers={"References": asked}))
    assert addresses(only(desk, "sari", "third_party"), "To") == {LIST}
    assert desk.ticket().status is Status.OPEN
    assert names(desk, EKA.address) == []


def test_a_subject_tag_alone_proves_nothing(desk: DeskAtWork) -> None:
    """Their own ticket, and nothing of the other one in it (5.3)."""
    owned(desk, text="Kata sandi printer saya tidak jalan.")
    sent = desk.town.send(EKA, HELPDESK, subject="Re: Cetak [#1]", text="Bagaimana statusnya?")
    message = settled(desk, sent)
    assert message.ticket == 2
    assert desk.ticket(2).customer is not None
    assert desk.ticket(2).customer.address == EKA.address
    received = only(desk, EKA.address, "received")
    assert "sandi" not in prose(received)
    assert "[#2]" in received["Subject"]
    assert "[#1]" not in received["Subject"]
    assert "third_party" not in names(desk, "sari")


def test_the_reply_to_a_mail_that_only_the_customer_got_may_be_their_other_account(open_desk: Open) -> None:
    """2.3: reminders pause until the owner decides; the owner is told how."""
    desk = open_desk(desk={"locale": "id"})
    answer = answered(desk)
    sent = desk.town.reply(answer, EKA, "Ini saya, Ani, dari alamat kantor. Sudah dicoba, belum bisa.")
    message = settled(desk, sent)
    ticket = desk.ticket()
    assert message.kind == "third_party"
    assert ticket.status is Status.WAITING
    assert ticket.spell is not None
    assert ticket.spell.quiet_until is not None
    told = only(desk, "budi", "notice")
    assert EKA.address in prose(told)
    assert names(desk, EKA.address) == []


def test_customer_makes_that_account_the_customer(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, EKA, "Ini saya, Ani, dari alamat kantor."))
    told = only(desk, "budi", "notice")
    settled(desk, desk.town.reply(told, "budi", f"#pelanggan {EKA.address}", everybody=False))
    customer = desk.ticket().customer
    assert customer is not None
    assert customer.address == EKA.address
    second = desk.town.reply(answer, EKA, "Belum bisa juga.")
    assert settled(desk, second).kind == "customer_reply"


def test_a_member_of_the_list_is_no_stranger(open_desk: Open) -> None:
    """Through a members-only list it is a colleague's note (row 22)."""
    desk = open_desk(list={"posting": "members"})
    town = desk.town
    town.mailing_list = replace(town.mailing_list, posting="members", members=(*town.mailing_list.members, EKA.address))
    asked = owned(desk)
    sent = town.send(EKA, LIST, subject="Re: Cetak", text="Itu sudah biasa.", headers={"References": asked})
    message = settled(desk, sent)
    assert (message.kind, message.ticket) == ("note", 1)
    assert "third_party" not in names(desk, "sari")


def test_whom_the_customer_put_in_copy_is_no_other_account(open_desk: Open) -> None:
    """Eka answers Ani's own question, which had no customer among its recipients: nothing pauses."""
    desk = open_desk(desk={"locale": "id"})
    asked = desk.town.send("ani", HELPDESK, cc=EKA.address, subject="Cetak", text="Bagaimana caranya?")
    desk.until(lambda: got(desk, "budi", "announcement"))
    desk.town.reply(got(desk, "budi", "announcement")[0], "budi")
    desk.until(lambda: got(desk, "budi", "assigned"))
    answers(desk, "Tekan Ctrl+P.")
    headers = {"In-Reply-To": asked, "References": asked}
    settled(desk, desk.town.send(EKA, HELPDESK, subject="Re: Cetak", text="Saya juga ingin tahu.", headers=headers))
    ticket = desk.ticket()
    assert ticket.spell is not None
    assert ticket.spell.quiet_until is None
    assert "notice" not in names(desk, "budi")
    only(desk, "sari", "third_party")


def test_nothing_is_sent_to_the_stranger_not_even_about_size(open_desk: Open) -> None:
    desk = open_desk(imap={"max_attachment": "10kB"})
    asked = owned(desk)
    mail = write(EKA, at=desk.town.now(), to=[HELPDESK], subject="Re: Cetak", text="Saya juga.\n")
    mail["References"] = asked
    mail.add_attachment(b"x" * 20_000, maintype="image", subtype="png", filename="besar.png")
    settled(desk, desk.town.post(mail, EKA.address))
    assert names(desk, "sari").count("third_party") == 1
    assert names(desk, EKA.address) == []
