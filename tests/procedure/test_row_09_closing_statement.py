"""Row 9 and spec 2.7: the closing text, copied by hand, closes the ticket."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, answers, asks, canned, claims, facts, newest, owner, received, story, text

from mailticket.demo.town import LIST
from mailticket.ticket.effects import Closed
from mailticket.ticket.model import Reason, Status

pytestmark = pytest.mark.servers


def closed(desk: DeskAtWork) -> Closed:
    """The fact of the close."""
    return next(one.fact for one in story(desk).journal if isinstance(one.fact, Closed))


def edited(text: str, edit: str) -> str:
    """What operators do to a text that they copy."""
    lines = text.splitlines()
    match edit:
        case "a sentence before":
            return "\n".join([lines[0], "", "glad the green key did it.", *lines[1:]])
        case "a sentence after":
            return "\n".join([*lines[:-2], "Have a good weekend!", "", *lines[-2:]])
        case "emoji and capitals":
            return text.upper().replace(".", " 🙏.")
        case "one typo":
            return text.replace("question", "qeustion", 1).replace("pertanyaan", "pertanyan", 1)
        case "without the greeting":
            return "\n".join(lines[2:])
        case _:
            return text


EDITS = ["as it is", "a sentence before", "a sentence after", "emoji and capitals", "one typo", "without the greeting"]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_copied_text_closes_with_small_edits_too(open_desk: Open, locale: str, edit: str) -> None:
    desk = open_desk(desk={"locale": locale})
    mail = answers(desk)
    watch = Watch(desk)
    desk.town.reply(mail, "budi", edited(canned(desk, "closing"), edit))
    assert watch.news() == {"ani": ["by budi", "closed"], "list": ["by budi", "closed"], "pic": ["closed"]}
    assert (desk.ticket().status, desk.ticket().closed_reason) == (Status.CLOSED, Reason.SATISFIED)
    assert received(desk)[-1][0] == "closing"
    assert "row 9" in received(desk)[-1][1]


def test_the_customer_gets_two_lines_and_the_survey(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    desk.step()
    told = newest(desk, "ani", "closed")
    assert "from 1 (poor) to 5" in text(told) or "1" in text(told)
    assert str(told["Subject"]).endswith("[#1]")
    html = told.get_body(("html",))
    assert html is not None
    assert "mailto:helpdesk@example.org" in html.get_content()
    assert owner(desk) == "Budi"


def test_a_text_that_merely_speaks_of_closing_is_an_answer(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", "We close at five today. Can I close this ticket, or does it still print in grey?")
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert received(desk)[-1][0] == "answer"


def test_kata_selesai_saja_bukan_penutup(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    mail = answers(desk)
    desk.town.reply(mail, "budi", "Perbaikannya selesai besok, tiket belum kami tutup ya.")
    desk.step()
    assert desk.ticket().status is Status.WAITING


def test_no_reply_before_all_reminders_is_accepted_and_shown_to_the_supervisor(desk: DeskAtWork) -> None:
    mail = answers(desk)
    watch = Watch(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing_no_reply"))
    assert watch.news() == {"ani": ["by budi", "closed"], "list": ["by budi", "closed"], "pic": ["closed", "notice"]}
    assert desk.ticket().closed_reason is Reason.NO_REPLY
    assert closed(desk).premature
    assert "premature" in text(newest(desk, "pic", "notice"))
    assert "Budi" in text(newest(desk, "pic", "notice"))


def test_no_reply_after_all_reminders_is_nothing_special(open_desk: Open) -> None:
    desk = open_desk(policy={"reminder_after": "1s", "reminders": 1})
    mail = answers(desk)
    desk.until(lambda: (spell := desk.ticket().spell) and spell.accepted)
    watch = Watch(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing_no_reply"))
    news = watch.news()
    assert news["pic"] == ["closed"]
    assert not closed(desk).premature


def test_alasan_no_reply_dalam_bahasa_indonesia(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing_no_reply"))
    desk.step()
    assert desk.ticket().closed_reason is Reason.NO_REPLY
    assert "terlalu dini" in text(newest(desk, "pic", "notice"))


def test_a_colleagues_closing_text_closes_too_and_the_owner_stays(desk: DeskAtWork) -> None:
    answers(desk)
    desk.town.reply(newest(desk, "sari", "by budi"), "sari", canned(desk, "closing", by="Sari"))
    desk.step()
    assert desk.ticket().status is Status.CLOSED
    assert owner(desk) == "Budi"
    assert closed(desk).by is not None
    assert str(closed(desk).by) == "Sari <sari@example.org>"


def test_the_closing_text_that_does_not_reach_the_customer_is_a_note(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", canned(desk, "closing"))
    assert watch.news() == {"list": ["by budi"], "budi": ["kept_as_note"]}
    assert desk.ticket().status is Status.IN_PROGRESS


def test_on_a_closed_ticket_it_is_recorded(desk: DeskAtWork) -> None:
    mail = answers(desk)
    for _ in range(2):
        desk.town.reply(mail, "budi", canned(desk, "closing"))
        desk.step()
    assert facts(desk).count("Closed") == 1


def test_it_meets_the_deadline_of_a_customer_who_waits(desk: DeskAtWork) -> None:
    asks(desk, cc=[LIST])
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    desk.town.reply(newest(desk, "budi", "assigned"), "budi", canned(desk, "closing"), everybody=False)
    desk.step()
    assert desk.ticket().answered_at is not None
    assert "ResponseMet" in facts(desk)


def test_closed_may_be_switched_off(open_desk: Open) -> None:
    desk = open_desk(mails={"off": ["closed"]})
    mail = answers(desk)
    watch = Watch(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
