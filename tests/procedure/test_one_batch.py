"""1.3: several mails read in one batch are decided one after the other, in order of arrival (IMAP UID)."""

from email.message import EmailMessage

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, answers, asks, canned, facts, got, newest, owner, received, story

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Reason, Status

pytestmark = pytest.mark.servers


def by_budi(parent: str, text: str, at: str, nth: int) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Budi <budi@example.org>", "ani@example.net"
    message["Cc"] = f"{HELPDESK}, {LIST}"
    message["Message-ID"], message["Date"] = f"<batch{nth}@example.org>", at
    message["Subject"], message["In-Reply-To"] = "Re: Printer [#1]", parent
    message.set_content(text + "\n")
    return message


def test_claim_answer_and_closing_in_one_batch_with_dates_that_lie(desk: DeskAtWork) -> None:
    """The Date header is the sender's; the last one to arrive claims to be the first written."""
    announced = str(asks(desk)["Message-ID"])
    for nth, (text, at) in enumerate(
        [
            ("", "Fri, 01 Jan 2100 00:00:00 +0000"),
            (ANSWER["en"], "Mon, 02 Nov 2026 09:00:00 +0700"),
            (canned(desk, "closing"), "Thu, 01 Jan 1970 00:00:00 +0000"),
        ]
    ):
        desk.town.post(by_budi(announced, text, at, nth), "budi@example.org")
    desk.step()
    assert [kind for kind, _ in received(desk)] == ["question", "claim", "answer", "closing"]
    assert facts(desk) == ["Opened", "Claimed", "Answered", "ResponseMet", "Closed"]
    assert (desk.ticket().status, desk.ticket().closed_reason) == (Status.CLOSED, Reason.SATISFIED)
    assert [name for name in got(desk, "ani") if not name.startswith("by ")] == ["received", "closed"]


def test_balasan_pelanggan_dan_jawaban_dalam_satu_kelompok(open_desk: Open) -> None:
    """The answer arrived after the reply: the reply's deadline is met, a new silence begins."""
    desk = open_desk(desk={"locale": "id"})
    answer = answers(desk)
    desk.town.reply(answer, "ani", "Belum bisa, bagaimana lagi?")
    desk.town.reply(answer, "budi", ANSWER["id"], headers={"To": "ani@example.net", "Cc": f"{HELPDESK}, {LIST}"})
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert desk.ticket().response is None
    assert facts(desk)[-2:] == ["CustomerReplied", "Answered"]


def test_a_closing_and_the_customers_reply_in_one_batch_reopen_it(desk: DeskAtWork) -> None:
    answer = answers(desk)
    closing = canned(desk, "closing")
    desk.town.reply(answer, "budi", closing, headers={"To": "ani@example.net", "Cc": f"{HELPDESK}, {LIST}"})
    desk.town.reply(answer, "ani", "It smokes now. What shall I do?")
    watch = Watch(desk)
    news = watch.news()
    assert desk.ticket().status is Status.IN_PROGRESS
    assert "closed" not in str(news.get("ani"))
    assert news["budi"] == ["reopened"]


def test_two_takes_in_one_batch_have_one_winner_and_the_other_is_told(desk: DeskAtWork) -> None:
    asks(desk)
    for who in ("sari", "budi"):
        desk.town.reply(newest(desk, who, "announcement"), who, "#take", everybody=False)
    watch = Watch(desk)
    news = watch.news()
    assert owner(desk) == "Budi"
    assert "command_result" in news["sari"]


def test_the_thread_is_told_in_the_order_in_which_it_was_decided(desk: DeskAtWork) -> None:
    """4.4: the server's times have no fractions of a second; what followed stands behind what it followed from."""
    announced = str(asks(desk)["Message-ID"])
    for nth, text in enumerate(["", ANSWER["en"]]):
        desk.town.post(by_budi(announced, text, "Mon, 02 Nov 2026 09:00:00 +0700", nth), "budi@example.org")
    desk.step()
    told = [one.kind for one in story(desk).messages]
    assert told.index("claim") < told.index("assigned")
    assert told.index("assigned") < told.index("answer")
