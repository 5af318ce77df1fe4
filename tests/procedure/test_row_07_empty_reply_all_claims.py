"""Row 7: the first operator who replies owns the ticket; an empty reply is enough."""

import pytest
from tests.procedure.desk_at_work import DeskAtWork

from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def test_an_empty_reply_all_to_the_announcement_claims(desk: DeskAtWork) -> None:
    town = desk.town
    town.send("ani", subject="Printer rusak", text="Halo, printer saya tidak mau mencetak.")
    announcement = desk.until(lambda: town.newest("budi", subject="Printer rusak [#1]"))
    town.reply(announcement, "budi", "")
    assigned = desk.until(lambda: town.newest("budi", subject="Re: Printer rusak [#1]"))
    ticket = desk.ticket(1)
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.owner is not None
    assert ticket.owner.name == "Budi"
    assert "Offline number 1, operator Budi" in assigned.get_content()
