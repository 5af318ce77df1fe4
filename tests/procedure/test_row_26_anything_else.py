"""Row 26: whatever fits no other row is recorded, visible, and answered by nobody."""

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import set_aside, settled, stranger

from mailticket.demo.town import HELPDESK
from mailticket.store import threads

pytestmark = pytest.mark.servers


def test_a_note_to_itself_from_the_helpdesks_webmail(desk: DeskAtWork) -> None:
    itself = stranger("iDuHelp! Offline", HELPDESK)
    message = settled(desk, desk.town.send(itself, HELPDESK, subject="Ingat", text="Beli kertas."))
    assert (message.kind, message.ticket) == ("talk", None)
    assert "row 26" in message.why


def test_a_mail_without_an_author(desk: DeskAtWork) -> None:
    raw = b"Message-ID: <ghost@example.com>\r\nSubject: Halo\r\nTo: helpdesk@example.org\r\n\r\nSiapa saya?\r\n"
    desk.town.put("helpdesk", raw, "ghost@example.com")
    message = settled(desk, "<ghost@example.com>")
    assert "row 26" in message.why
    assert not desk.tickets()
    assert [copy.recipient for copy in desk.town.post_office.delivered] == []


def test_nothing_readable_at_all_is_kept(desk: DeskAtWork) -> None:
    """Twice, so that it is neither lost nor in the way of the next."""
    desk.town.put("helpdesk", b"\xff\xfe\x00\r\n\r\n\x80\x81", "x@example.com")
    settled(desk, desk.town.send("ani", HELPDESK, subject="Cetak", text="Bagaimana?"))
    assert len(desk.tickets()) == 1
    with desk.works.store.reading() as tx:
        assert threads.of_ticket(tx, desk.tickets()[0].number)[0].subject == "Cetak"
    assert len(set_aside(desk)) <= 1
