"""Row 1: the daemon's own mail come back is only proof that the list delivered it."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, asks, claims, facts, newest, story

from mailticket.demo.people import read, wire
from mailticket.demo.town import HELPDESK

pytestmark = pytest.mark.servers


def echoes(desk: DeskAtWork) -> dict[str, bool]:
    """Of each mail to the list: whether it was seen to come back."""
    found = story(desk)
    return {
        one.kind: any(each.echoed_at is not None for each in found.deliveries.get(one.outbox_id or 0, ()))
        for one in found.messages
        if one.direction == "out" and "operators@" in str(one.to)
    }


def test_the_echo_of_the_announcement_is_recorded_as_proof_and_changes_nothing(desk: DeskAtWork) -> None:
    asks(desk)
    watch = Watch(desk)
    assert watch.news() == {}
    assert [one.ticket.number for one in [story(desk)]] == [1]
    assert len(desk.tickets()) == 1
    assert facts(desk) == ["Opened"]
    assert echoes(desk) == {"announcement": True}


def test_a_list_that_never_echoes_leaves_nothing_waiting(desk: DeskAtWork) -> None:
    desk.town.mailing_list = replace(desk.town.mailing_list, echo=False)
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", ANSWER["en"], everybody=False)
    desk.step()
    assert desk.ticket().status == "waiting"
    assert echoes(desk) == {"announcement": False}


def test_an_echo_under_a_new_message_id_is_known_by_our_keyed_header(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    # Some lists give each copy a Message-ID of its own.
    changed: EmailMessage = read(wire(announcement))
    del changed["Message-ID"]
    changed["Message-ID"] = "<new-id@lists.example.org>"
    watch = Watch(desk)
    desk.town.put("helpdesk", wire(changed))
    assert watch.news() == {}
    assert len(desk.tickets()) == 1
    assert len([one for one in story(desk).messages if one.direction == "in"]) == 1


def test_an_echo_whose_from_the_list_rewrote_is_known_too(desk: DeskAtWork) -> None:
    desk.town.mailing_list = replace(desk.town.mailing_list, rewrite_from=True, reply_to_list=True)
    asks(desk)
    assert len(desk.tickets()) == 1
    assert echoes(desk) == {"announcement": True}


def test_a_customers_mail_that_carries_our_keyed_header_is_the_customers(desk: DeskAtWork) -> None:
    claims(desk)
    mail = newest(desk, "ani", "received")
    # Seen in practice: a mail program that answers in a copy of the original's header.
    desk.town.reply(mail, "ani", "It still does not print.", headers={"X-Mailticket": str(mail["X-Mailticket"])})
    desk.step()
    assert [one.kind for one in story(desk).messages if one.direction == "in"][-1] == "customer_reply"


def test_surat_sendiri_dari_webmail_helpdesk_bukan_gema(open_desk: Open) -> None:
    """Without our token it isn't ours, whoever's address it bears (row 19)."""
    desk = open_desk(desk={"locale": "id"})
    asks(desk)
    message = EmailMessage()
    message["From"] = HELPDESK
    message["To"] = "operators@lists.example.org"
    message["Subject"] = "Pertanyaan lewat telepon"
    message["Message-ID"] = "<webmail-1@example.org>"
    message.set_content("Ibu tina@example.com bertanya soal tagihan.")
    desk.town.post(message, HELPDESK)
    desk.step()
    assert [str(one.customer) for one in desk.tickets()][-1] == "tina@example.com"
