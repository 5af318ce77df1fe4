"""Row 6: with `close = "supervisor"` the supervisor has the last word on a closing statement."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, answers, canned, facts, got, newest, owner, received, text

from mailticket.ticket.model import Deadline, Reason, Status

pytestmark = pytest.mark.servers

CONFIRM = {"close": "supervisor"}


def resolved(open_desk: Open, locale: str = "en", statement: str = "closing") -> DeskAtWork:
    """A ticket whose closing statement is out."""
    desk = open_desk(desk={"locale": locale}, policy=CONFIRM)
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, statement))
    desk.step()
    assert desk.ticket().status is Status.RESOLVED
    return desk


def test_the_closing_statement_asks_the_supervisor(open_desk: Open) -> None:
    desk = open_desk(policy=CONFIRM)
    mail = answers(desk)
    watch = Watch(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi", "confirm_closing"], "pic": ["confirm_closing"]}
    question = text(newest(desk, "pic", "confirm_closing"))
    assert "Budi" in question
    assert "number 1" in question
    assert desk.ticket().response is None


@pytest.mark.parametrize("word", ["", "ok", "Yes.", "#close"])
def test_nothing_a_yes_or_close_confirms(open_desk: Open, word: str) -> None:
    desk = resolved(open_desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "pic", "confirm_closing"), "pic", word, everybody=False)
    news = watch.news()
    assert news.pop("ani") == ["closed"]
    assert news.pop("pic") == ["closed"]
    assert "closed" in news["list"]
    assert (desk.ticket().status, desk.ticket().closed_reason) == (Status.CLOSED, Reason.SATISFIED)
    assert owner(desk) == "Budi"


@pytest.mark.parametrize("word", ["setuju", "Ya, silakan tutup", "oke", "#tutup"])
def test_ya_dari_penanggung_jawab_menutup_dengan_alasan_pernyataannya(open_desk: Open, word: str) -> None:
    desk = resolved(open_desk, "id", "closing_no_reply")
    desk.town.reply(newest(desk, "pic", "confirm_closing"), "pic", word, everybody=False)
    desk.step()
    assert (desk.ticket().status, desk.ticket().closed_reason) == (Status.CLOSED, Reason.NO_REPLY)
    assert "sudah selesai" in text(newest(desk, "ani", "closed"))


def test_reopen_gives_it_back_with_a_deadline(open_desk: Open) -> None:
    desk = resolved(open_desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "pic", "confirm_closing"), "pic", "#reopen\nPlease ask whether the colour works too.")
    news = watch.news()
    assert "closed" not in str(news)
    assert "ani" not in news
    ticket = desk.ticket()
    assert (ticket.status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    assert ticket.response is not None
    assert ticket.response.deadline is Deadline.NEXT_RESPONSE


def test_anything_else_is_a_note_and_the_question_stays_open(open_desk: Open) -> None:
    desk = resolved(open_desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "pic", "confirm_closing"), "pic", "Has Ani really tried the colour?", everybody=False)
    news = watch.news()
    assert "ani" not in news
    assert desk.ticket().status is Status.RESOLVED
    assert received(desk)[-1][0] == "note"
    assert "row 6" in received(desk)[-1][1]


@pytest.mark.parametrize("word", ["belum", "tutup? belum!", "Ya, tetapi warnanya bagaimana?", "jangan ditutup"])
def test_bukan_ya(open_desk: Open, word: str) -> None:
    desk = resolved(open_desk, "id")
    desk.town.reply(newest(desk, "pic", "confirm_closing"), "pic", word, everybody=False)
    desk.step()
    assert desk.ticket().status is Status.RESOLVED


def test_an_operators_yes_confirms_nothing(open_desk: Open) -> None:
    desk = resolved(open_desk)
    desk.town.reply(newest(desk, "budi", "confirm_closing"), "sari", "ok")
    desk.step()
    assert desk.ticket().status is Status.RESOLVED


def test_a_supervisors_own_statement_needs_no_confirmation(open_desk: Open) -> None:
    desk = open_desk(desk={"supervisors": ["dewi@example.org"]}, policy=CONFIRM)
    mail = answers(desk, "dewi")
    watch = Watch(desk)
    desk.town.reply(mail, "dewi", canned(desk, "closing", by="Dewi"))
    assert watch.news() == {"ani": ["by dewi", "closed"], "list": ["by dewi", "closed"], "dewi": ["closed"]}
    assert "Resolved" not in facts(desk)


def test_an_answer_meanwhile_takes_the_statement_back(open_desk: Open) -> None:
    desk = resolved(open_desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "ani", "by budi"), "budi", "One more thing: " + ANSWER["en"])
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"], "pic": ["notice"]}
    assert desk.ticket().status is Status.WAITING


def test_the_customers_reply_takes_it_back_to_the_owner(open_desk: Open) -> None:
    desk = resolved(open_desk)
    desk.town.reply(newest(desk, "ani", "by budi"), "ani", "No, it still prints in grey.")
    desk.step()
    assert desk.ticket().status is Status.IN_PROGRESS
    assert desk.ticket().response is not None


def test_asked_again_after_confirm_within(open_desk: Open) -> None:
    desk = open_desk(policy={**CONFIRM, "confirm_within": "1s"})
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    desk.step()
    desk.until(lambda: got(desk, "pic").count("confirm_closing") >= 2)
    assert desk.ticket().status is Status.RESOLVED


def test_a_supervisors_own_answer_to_the_customer_takes_the_statement_back(open_desk: Open) -> None:
    desk = resolved(open_desk)
    desk.town.send(
        "pic",
        "ani@example.net",
        cc=["helpdesk@example.org", "operators@lists.example.org"],
        subject="Re: Printer broken [#1]",
        text="Dear Ani, may I ask whether it also prints in colour now?",
    )
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert "row 12" in received(desk)[-1][1]
