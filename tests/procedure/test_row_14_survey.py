"""Row 14: a number from 1 to 5 in reply to a `closed…` mail, or by its survey link, is a survey answer."""

from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, answers, copied, facts, got, names, only, owned, settled

from mailticket.mail.token import survey_token
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def closed(desk: DeskAtWork) -> EmailMessage:
    """Question, claim, closing text; the `closed` mail as Ani has it."""
    owned(desk)
    answers(desk, copied(desk, "closing", "Budi"))
    return desk.until(lambda: got(desk, "ani", "closed"))[0]


@pytest.mark.parametrize("text", ["5", "5/5", "5.", "5!\n\nMantap sekali"])
def test_a_number_alone_in_reply_to_closed_is_the_survey(desk: DeskAtWork, text: str) -> None:
    last = closed(desk)
    reply = settled(desk, desk.town.reply(last, "ani", text, everybody=False))
    ticket = desk.ticket()
    assert reply.kind == "survey"
    assert "row 14" in reply.why
    assert ticket.survey is not None
    assert ticket.survey.score == 5
    assert ticket.status is Status.CLOSED
    assert facts(desk)[-1] == "Surveyed"


def test_it_opens_nothing_and_is_answered_and_shown_to_nobody(desk: DeskAtWork) -> None:
    last = closed(desk)
    before = len(desk.town.post_office.accepted)
    settled(desk, desk.town.reply(last, "ani", "4", everybody=False))
    desk.step()
    assert len(desk.town.post_office.accepted) == before + 1
    assert len(desk.tickets()) == 1


def test_the_last_answer_counts(desk: DeskAtWork) -> None:
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "2", everybody=False))
    settled(desk, desk.town.reply(last, "ani", "4\nMaaf, salah pencet", everybody=False))
    survey = desk.ticket().survey
    assert survey is not None
    assert (survey.score, survey.comment) == (4, "Maaf, salah pencet")


def test_a_bad_mark_with_words_is_told_to_the_owner(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "1\nLama sekali", everybody=False))
    told = desk.until(lambda: got(desk, "budi", "notice"))[-1]
    assert "Lama sekali" in told.get_content()
    assert "1" in told.get_content()
    assert desk.ticket().status is Status.CLOSED
    assert "notice" not in names(desk, "pic")


def test_a_bad_mark_without_words_is_told_to_nobody(desk: DeskAtWork) -> None:
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "1", everybody=False))
    desk.step()
    assert "notice" not in names(desk, "budi")


def test_a_comment_that_asks_is_told_to_the_owner_whatever_the_mark(desk: DeskAtWork) -> None:
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "5\nApakah bisa juga untuk laptop?", everybody=False))
    told = desk.until(lambda: got(desk, "budi", "notice"))[-1]
    assert "laptop" in told.get_content()
    assert desk.ticket().status is Status.CLOSED


def test_the_survey_link_writes_a_mail_that_counts(desk: DeskAtWork) -> None:
    """Five `mailto:` links in the HTML part; what they write is a mail without thread."""
    last = closed(desk)
    page = last.get_body(("html",))
    assert page is not None
    links = [part.split('"')[0] for part in page.get_content().split('href="mailto:')[1:]]
    assert len(links) == 5
    link = urlsplit("mailto:" + links[2].replace("&amp;", "&"))
    asked = parse_qs(link.query)
    sent = desk.town.send("ani", unquote(link.path), subject=asked["subject"][0], text=asked["body"][0] + "\n")
    settled(desk, sent)
    survey = desk.ticket().survey
    assert survey is not None
    assert survey.score == 3
    assert len(desk.tickets()) == 1


def test_the_desks_own_form_gets_number_and_token(open_desk: Open) -> None:
    desk = open_desk(survey={"url": "https://example.org/survey?ticket={number}&token={token}"})
    token = survey_token(desk.works.desk.key, 1)
    assert f"https://example.org/survey?ticket=1&token={token}" in closed(desk).get_body(("plain",)).get_content()


def test_a_number_on_a_ticket_that_was_never_closed_is_an_answer_to_a_question(desk: DeskAtWork) -> None:
    answer = answered(desk, text="Berapa lembar?")
    reply = settled(desk, desk.town.reply(answer, "ani", "3"))
    assert reply.kind == "customer_reply"
    assert desk.ticket().status is Status.IN_PROGRESS
    assert desk.ticket().survey is None


def test_more_than_a_number_in_the_first_line_reopens(desk: DeskAtWork) -> None:
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "3 printer lain juga rusak", everybody=False))
    assert desk.ticket().survey is None
    assert desk.ticket().status is Status.IN_PROGRESS


def test_closed_by_silence_asks_too(open_desk: Open) -> None:
    spans = {"reminder_after": "1s", "reminder_every": "1s", "reminders": 1, "close_after": "1s"}
    desk = open_desk(policy=spans)
    answered(desk)
    last = desk.until(lambda: got(desk, "ani", "closed_no_reply"))[0]
    settled(desk, desk.town.reply(last, "ani", "4", everybody=False))
    survey = desk.ticket().survey
    assert survey is not None
    assert survey.score == 4
    assert only(desk, "ani", "closed_no_reply")["Cc"] is not None


def test_after_survey_within_it_is_recorded_but_does_not_count(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    last = closed(desk)
    clock.forward(days=31)
    reply = settled(desk, desk.town.reply(last, "ani", "5", everybody=False))
    assert reply.kind == "survey"
    assert desk.ticket().survey is None
    assert len(desk.tickets()) == 1
