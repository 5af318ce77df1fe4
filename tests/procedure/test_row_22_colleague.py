"""Row 22: through a members-only list, from an address that is no roster's and no customer's: a colleague's talk."""

from dataclasses import replace

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import facts, got, names, only, owned, prose, settled, stranger

from mailticket.demo.town import ANI, HELPDESK, LIST

pytestmark = pytest.mark.servers

FAJAR = stranger("Fajar", "fajar@example.org")


@pytest.fixture(params=["en", "id"])
def desk(open_desk: Open, request: pytest.FixtureRequest) -> DeskAtWork:
    """The list takes posts of members only; Fajar is one, Ani became one long ago."""
    desk = open_desk(list={"posting": "members"}, desk={"locale": request.param})
    now = desk.town.mailing_list
    members = (*now.members, FAJAR.address, ANI.address)
    desk.town.mailing_list = replace(now, posting="members", members=members)
    return desk


def test_it_is_talk_and_no_ticket(desk: DeskAtWork) -> None:
    message = settled(desk, desk.town.send(FAJAR, LIST, subject="Makan siang", text="Siapa ikut?"))
    assert (message.kind, message.ticket) == ("talk", None)
    assert "row 22" in message.why
    assert not desk.tickets()
    assert names(desk, FAJAR.address) == []


def test_the_supervisor_is_told_once_per_address_with_the_text(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send(FAJAR, LIST, subject="Makan siang", text="Siapa ikut?"))
    settled(desk, desk.town.send(FAJAR, LIST, subject="Rapat", text="Jam berapa?"))
    told = only(desk, "pic", "notice")
    assert FAJAR.address in prose(told)
    assert "Siapa ikut?" in prose(told)
    assert "Jam berapa?" not in prose(told)


def test_on_a_ticket_it_is_a_note(desk: DeskAtWork) -> None:
    owned(desk)
    before = facts(desk)
    message = settled(
        desk, desk.town.reply(got(desk, "sari", "announcement")[0], FAJAR, "Pernah juga.", headers={"To": LIST})
    )
    assert (message.kind, message.ticket) == ("note", 1)
    assert "row 22" in message.why
    assert facts(desk) == before
    assert "third_party" not in names(desk, "sari")


def test_addressed_to_the_helpdesk_too_it_is_a_question(desk: DeskAtWork) -> None:
    settled(desk, desk.town.send(FAJAR, [LIST, HELPDESK], subject="Cetak", text="Printer saya macet."))
    (ticket,) = desk.tickets()
    assert ticket.customer is not None
    assert ticket.customer.address == FAJAR.address


def test_a_known_customers_question_through_the_list_is_a_question(desk: DeskAtWork) -> None:
    owned(desk)
    settled(desk, desk.town.send("ani", LIST, subject="Pindai", text="Bagaimana cara memindai?"))
    assert len(desk.tickets()) == 2


def test_where_anyone_may_post_it_is_a_question(open_desk: Open) -> None:
    desk = open_desk()
    settled(desk, desk.town.send(FAJAR, LIST, subject="Cetak", text="Printer saya macet."))
    (ticket,) = desk.tickets()
    assert ticket.customer is not None
    assert ticket.customer.address == FAJAR.address
