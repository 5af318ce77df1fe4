"""Row 19: somebody used the helpdesk's own webmail to write to the list: an offline question."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, facts, got, names, only, owned, prose, settled, stranger

from mailticket.demo.town import ANI, HELPDESK, LIST
from mailticket.ids import Address
from mailticket.ticket.model import Status, Ticket

pytestmark = pytest.mark.servers

ANI_ADDRESS = Address(ANI.address)
WEBMAIL = stranger("iDuHelp! Offline", HELPDESK)
FORWARDED = """Tolong ditangani.

---------- Forwarded message ---------
From: Ani <ani@example.net>
Date: Mon, 2 Mar 2026 at 09:12
Subject: Kertas macet
To: <helpdesk@example.org>

Kertas saya macet di baki kedua.
"""


def opened(desk: DeskAtWork, *, subject: str, text: str) -> Ticket:
    message = settled(desk, desk.town.send(WEBMAIL, LIST, subject=subject, text=text))
    assert "row 19" in message.why
    (ticket,) = desk.tickets()
    return ticket


def test_the_customer_is_the_author_of_the_forwarded_mail(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    ticket = opened(desk, subject="Fwd: Kertas macet", text=FORWARDED)
    assert ticket.customer == ANI_ADDRESS
    assert ticket.subject == "Kertas macet"
    assert ticket.status is Status.OPEN
    announced = prose(got(desk, "sari", "announcement")[0])
    assert "Kertas saya macet di baki kedua." in announced
    assert "Tolong ditangani." in announced


@pytest.mark.parametrize(
    "text",
    [
        "Pelanggan: ani@example.net\n\nKertas macet di baki kedua.",
        "#customer ani@example.net\n\nThe paper jams in tray two, wrote eka@example.com.",
        "Ani (ani@example.net) menelepon: kertas macet di baki kedua.",
    ],
    ids=["a line that names them", "the command", "the only outside address in the text"],
)
def test_or_whom_the_text_names(desk: DeskAtWork, text: str) -> None:
    assert opened(desk, subject="Kertas macet", text=text).customer == ANI_ADDRESS


def test_otherwise_unknown_and_the_owner_is_asked(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    ticket = opened(desk, subject="Kertas macet", text="Ada penelepon: kertas macet di baki kedua.")
    assert ticket.customer is None
    desk.town.reply(got(desk, "budi", "announcement")[0], "budi")
    assigned = desk.until(lambda: got(desk, "budi", "assigned"))[0]
    assert "#pelanggan" in prose(assigned)
    assert not any("received" in names(desk, who) for who in ("ani", "budi", "pic"))


def test_never_the_helpdesk_as_its_own_customer(desk: DeskAtWork) -> None:
    text = f"Pelanggan: {HELPDESK}\n\nHubungi {HELPDESK}."
    ticket = opened(desk, subject="Kertas macet", text=text)
    assert ticket.customer is None
    assert names(desk, HELPDESK).count("received") == 0


def test_the_customer_gets_received_as_the_helpdesk_is_to_be_believed(desk: DeskAtWork) -> None:
    """Authority is `warn` here: 2.4 would accept it as one of the roster's."""
    opened(desk, subject="Fwd: Kertas macet", text=FORWARDED)
    assert "[#1]" in only(desk, "ani", "received")["Subject"]


def test_on_a_ticket_it_is_a_note(desk: DeskAtWork) -> None:
    owned(desk)
    before = desk.ticket()
    announced = got(desk, "sari", "announcement")[0]
    message = settled(desk, desk.town.reply(announced, WEBMAIL, "Sudah ditelepon.", headers={"To": LIST}))
    assert (message.kind, message.ticket) == ("note", 1)
    assert facts(desk)[-1] == "Noted"
    assert desk.ticket() == before
    assert "notice" not in names(desk, "budi")


def test_on_a_ticket_the_owner_is_told_if_it_reached_the_customer(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answer = answered(desk)
    sent = desk.town.reply(answer, WEBMAIL, "Sudah beres?", headers={"To": ANI.mailbox, "Cc": f"{LIST}, {HELPDESK}"})
    message = settled(desk, sent)
    assert message.kind == "note"
    assert desk.ticket().status is Status.WAITING
    assert "1" in only(desk, "budi", "notice")["Subject"]


def test_not_to_the_list_it_is_only_recorded(desk: DeskAtWork) -> None:
    message = settled(desk, desk.town.send(WEBMAIL, [HELPDESK], subject="Catatan", text="Beli kertas."))
    assert "row 26" in message.why
    assert not desk.tickets()
