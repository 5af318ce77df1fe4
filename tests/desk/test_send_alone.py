"""`#send` alone, in reply to `kept_as_note`, sends the note (spec 3.1); with a text below it, that text."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork

from mailticket.demo.people import text_of
from mailticket.demo.town import Town
from mailticket.ticket.model import Status


@pytest.fixture
def desk(small_town: Town, tmp_path: Path):
    opened = DeskAtWork(small_town, tmp_path / "desk")
    yield opened
    opened.close()


def kept_as_note(desk: DeskAtWork) -> EmailMessage:
    """What Budi gets when his answer went to the list alone."""
    desk.town.send("ani", subject="Printer", text="It does not print.")
    desk.town.reply(desk.until(lambda: desk.town.newest("budi", "Printer [#1]")), "budi")
    assigned = desk.until(lambda: desk.town.newest("budi", "Re: Printer [#1]"))
    references = {"In-Reply-To": str(assigned["Message-ID"])}
    desk.town.send(
        "budi", "operators@lists.example.org", subject="Re: Printer [#1]", text="Switch it off.", headers=references
    )
    return desk.until(lambda: desk.town.newest("budi", "The customer hasn't got this"))


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        pytest.param("#kirim", "Switch it off.", id="alone: the note"),
        pytest.param("#send\nSwitch it on.", "Switch it on.", id="with a text: the text"),
    ],
)
def test_what_the_customer_reads(desk: DeskAtWork, text: str, sent: str) -> None:
    desk.town.reply(kept_as_note(desk), "budi", text, everybody=False)
    passed = desk.until(lambda: desk.town.newest("ani", sender="Budi"))
    assert text_of(passed).strip() == sent
    assert desk.ticket(1).status is Status.WAITING
