"""Spec 3.1: #take, #release, #assign; English and Indonesian words both work in every locale."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, answers, asks, claims, facts, newest, owner, received, text

from mailticket.ticket.model import Deadline, Status

pytestmark = pytest.mark.servers


@pytest.mark.parametrize(("locale", "word"), [("en", "#take"), ("en", "#ambil"), ("id", "#Ambil"), ("id", "#take")])
def test_take_makes_the_sender_the_owner_and_tells_the_former_one(open_desk: Open, locale: str, word: str) -> None:
    desk = open_desk(desk={"locale": locale})
    claims(desk, "budi")
    before = desk.ticket().response
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", word, everybody=False)
    news = watch.news()
    assert news.pop("list", None) in (None, ["by sari"])
    assert news == {"sari": ["assigned"], "budi": ["command_result"]}
    assert "Sari" in text(newest(desk, "budi", "command_result"))
    ticket = desk.ticket()
    assert (ticket.status, owner(desk)) == (Status.IN_PROGRESS, "Sari")
    assert ticket.response is not None
    assert before is not None
    assert ticket.response.started_at >= before.started_at
    assert received(desk)[-1][0] == "command"


def test_take_on_an_open_ticket_is_a_claim(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", "#take")
    assert watch.news() == {"list": ["by budi"], "budi": ["assigned"]}
    assert owner(desk) == "Budi"


def test_take_with_an_answer_needs_no_explanation(desk: DeskAtWork) -> None:
    """`assigned` says what to do next; it is done already (1.4)."""
    claims(desk, "budi")
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", f"#take\n#send\n{ANSWER['en']}")
    assert watch.news() == {"list": ["by sari", "sent_on"], "ani": ["sent_on"], "budi": ["command_result"]}
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Sari")


def test_take_with_words_for_colleagues_explains_once(desk: DeskAtWork) -> None:
    """Not the claim itself: there `assigned` says it (row 13)."""
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", "#take\nI have the same printer at home.")
    assert watch.news() == {"list": ["by budi"], "budi": ["assigned"]}
    assert received(desk)[-1][0] == "note"


def test_take_by_the_owner_changes_nothing(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", "#take", everybody=False)
    news = watch.news()
    assert "budi" not in news
    assert desk.ticket() == before


def test_take_with_a_number_names_its_ticket_from_anywhere(desk: DeskAtWork) -> None:
    asks(desk)
    asks(desk, subject="Scanner broken", text="The scanner does not scan.")
    desk.town.send("dewi", "helpdesk@example.org", subject="hello", text="#take 2")
    desk.step()
    assert (owner(desk, 1), owner(desk, 2)) == (None, "Dewi")


@pytest.mark.parametrize("number", ["77", "#77", "999999999999999999", "99999999999999999999", "\u00b2"])
def test_take_of_a_number_that_does_not_exist_is_answered(desk: DeskAtWork, number: str) -> None:
    asks(desk)
    watch = Watch(desk)
    desk.town.send("dewi", "helpdesk@example.org", subject="hello", text=f"#take {number}")
    assert watch.news() == {"dewi": ["command_result"]}
    assert f"#take {number}" in text(newest(desk, "dewi", "command_result"))


def test_a_taken_ticket_that_waits_stays_waiting(desk: DeskAtWork) -> None:
    answers(desk, "budi")
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "#take", everybody=False)
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Sari")


@pytest.mark.parametrize("word", ["#release", "#lepas"])
def test_release_puts_it_back_and_announces_it_again(open_desk: Open, word: str) -> None:
    desk = open_desk(desk={"locale": "id" if word == "#lepas" else "en"})
    assigned = claims(desk, "budi")
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", word, everybody=False)
    news = watch.news()
    news.pop("ani", None)  # `assigned` answers go to the customer too
    assert news.pop("list")[-1] == "announcement"
    assert news == {}
    ticket = desk.ticket()
    assert (ticket.status, ticket.owner, ticket.response) == (Status.OPEN, None, None)
    again = newest(desk, "sari", "announcement")
    assert "Budi" in text(again)
    assert "print" in text(again) or "mencetak" in text(again)
    desk.town.reply(again, "sari", "")
    desk.step()
    assert owner(desk) == "Sari"


def test_release_with_text_keeps_the_text_as_a_note(desk: DeskAtWork) -> None:
    claims(desk, "budi")
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "#release\nI am not allowed into that building.")
    desk.step()
    assert desk.ticket().status is Status.OPEN
    assert received(desk)[-1][0] == "note"


def test_release_on_the_queue_is_answered_and_claims_nothing(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", "#release", everybody=False)
    news = watch.news()
    assert news["budi"] == ["command_result"]
    assert desk.ticket().status is Status.OPEN


@pytest.mark.parametrize(
    ("line", "to"), [("#assign Sari", "Sari"), ("#tugaskan sari", "Sari"), ("#assign dewi@example.org", "Dewi")]
)
def test_assign_gives_it_to_another_who_gets_assigned(desk: DeskAtWork, line: str, to: str) -> None:
    claims(desk, "budi")
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", line)
    assert watch.news() == {"list": ["by budi"], to.lower(): ["assigned"]}
    told = text(newest(desk, to.lower(), "assigned"))
    assert f"operator {to}" in told
    assert "Budi" in told
    assert owner(desk) == to
    response = desk.ticket().response
    assert response is not None
    assert response.deadline is Deadline.FIRST_RESPONSE


def test_assign_from_the_queue(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", "#tugaskan Dewi")
    assert watch.news() == {"list": ["by budi"], "dewi": ["assigned"]}
    assert "Budi menyerahkannya kepada Anda" in text(newest(desk, "dewi", "assigned"))
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Dewi")


def test_assign_of_somebody_elses_ticket_tells_the_former_owner(desk: DeskAtWork) -> None:
    claims(desk, "budi")
    watch = Watch(desk)
    desk.town.reply(newest(desk, "dewi", "announcement"), "dewi", "#assign Sari")
    news = watch.news()
    assert news["sari"] == ["assigned"]
    assert news["budi"] == ["command_result"]


def test_assign_to_nobody_known_is_answered_and_changes_nothing(desk: DeskAtWork) -> None:
    claims(desk, "budi")
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "#assign Joko")
    assert watch.news() == {"list": ["by budi"], "budi": ["command_result"]}
    assert "#assign Joko" in text(newest(desk, "budi", "command_result"))
    assert desk.ticket() == before


def test_a_supervisor_may_assign_but_not_take(desk: DeskAtWork) -> None:
    asks(desk)
    watch = Watch(desk)
    desk.town.send("pic", "helpdesk@example.org", subject="[#1]", text="#assign Sari")
    assert watch.news() == {"sari": ["assigned"]}
    assert owner(desk) == "Sari"
    desk.town.send("pic", "helpdesk@example.org", subject="[#1]", text="#take")
    assert watch.news() == {"pic": ["command_result"]}
    assert owner(desk) == "Sari"


def test_a_command_that_fails_does_not_change_how_the_text_below_it_counts(desk: DeskAtWork) -> None:
    assigned = claims(desk, "budi")
    desk.town.reply(assigned, "budi", f"#asign Joko\n#take\n{ANSWER['en']}", everybody=False)
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert facts(desk)[-1] == "Answered"
