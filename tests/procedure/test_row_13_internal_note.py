"""Row 13: text that does not reach the customer is a note; the owner of a waiting customer is told so, once a day."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, answers, asks, claims, facts, newest, received, text

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def test_the_owner_alone_is_told_that_the_customer_has_not_got_it(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", ANSWER["en"])
    assert watch.news() == {"list": ["by budi"], "budi": ["kept_as_note"]}
    told = text(newest(desk, "budi", "kept_as_note"))
    assert "#send" in told
    assert "green key" in told
    assert (desk.ticket().status, desk.ticket().answered_at) == (Status.IN_PROGRESS, None)
    assert received(desk)[-1][0] == "note"


def test_at_most_once_a_day(desk: DeskAtWork) -> None:
    claims(desk)
    for n in (1, 2):
        watch = Watch(desk)
        desk.town.reply(newest(desk, "budi", "announcement"), "budi", f"{ANSWER['en']} ({n})")
        news = watch.news()
        assert news.get("budi", []) == (["kept_as_note"] if n == 1 else [])


@pytest.mark.parametrize("word", ["#send", "#kirim"])
def test_send_alone_in_reply_to_kept_as_note_sends_that_note(open_desk: Open, word: str) -> None:
    desk = open_desk(desk={"locale": "id" if word == "#kirim" else "en"})
    words = ANSWER[desk.works.desk.locale]
    claims(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", words)
    desk.step()
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "kept_as_note"), "budi", word, everybody=False)
    assert watch.news() == {"ani": ["sent_on"], "list": ["sent_on"]}
    got = newest(desk, "ani", "sent_on")
    assert words[:40] in text(got)
    assert "Budi" in str(got["From"])
    assert str(got["From"]).endswith("<helpdesk@example.org>")
    assert desk.ticket().status is Status.WAITING
    assert facts(desk)[-1] == "Answered"


def test_catatan_rekan_tidak_mengubah_apa_apa(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answers(desk)
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "Printer itu sudah tiga kali rusak tahun ini.")
    assert watch.news() == {"list": ["by sari"]}
    assert desk.ticket() == before


def test_a_note_to_the_helpdesk_alone_is_copied_to_the_list(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.send(
        "sari",
        HELPDESK,
        subject="Re: Printer broken [#1]",
        text="I had the same one last week.",
        headers={"In-Reply-To": str(newest(desk, "sari", "announcement")["Message-ID"])},
    )
    assert watch.news() == {"list": ["copy"]}
    assert "same one last week" in text(newest(desk, "budi", "copy"))


def test_a_reply_to_a_private_mail_is_neither_copied_nor_explained(desk: DeskAtWork) -> None:
    claims(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "")
    desk.step()
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "already_taken"), "sari", "All right, thank you for telling me this.")
    assert watch.news() == {}
    assert received(desk)[-1][0] in ("note", "thanks")


def test_with_note_nothing_is_explained(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "#note\nThe serial number is 4711.")
    assert watch.news() == {"list": ["by budi"]}


def test_a_colleagues_note_is_not_explained(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", ANSWER["en"])
    assert watch.news() == {"list": ["by sari"]}


def test_a_supervisors_note_on_an_open_ticket_claims_nothing(desk: DeskAtWork) -> None:
    asks(desk, cc=["pic@example.org", LIST])
    watch = Watch(desk)
    mail = newest(desk, "pic", "by ani")
    desk.town.send(
        "pic",
        LIST,
        subject="Re: Printer broken [#1]",
        text="Who takes this? It is the director's printer.",
        headers={"In-Reply-To": str(mail["Message-ID"])},
    )
    assert watch.news() == {"list": ["by pic"]}
    assert desk.ticket().status is Status.OPEN
