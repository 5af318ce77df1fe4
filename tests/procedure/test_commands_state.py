"""Spec 3.1: #close, #reopen, #hold, #customer, #excuse, and who hears of them."""

from datetime import timedelta

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import (
    ANSWER,
    Watch,
    answers,
    asks,
    canned,
    claims,
    facts,
    got,
    newest,
    owner,
    received,
    text,
)

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Deadline, Reason, Status

pytestmark = pytest.mark.servers


@pytest.mark.parametrize(("locale", "word"), [("en", "#close"), ("id", "#tutup")])
def test_close_alone_counts_as_the_statement(open_desk: Open, locale: str, word: str) -> None:
    desk = open_desk(desk={"locale": locale})
    answers(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=word)
    assert watch.news() == {"ani": ["closed"], "list": ["closed"], "pic": ["closed"]}
    assert (desk.ticket().status, desk.ticket().closed_reason) == (Status.CLOSED, Reason.SATISFIED)
    assert received(desk)[-1][0] == "command"


def test_the_text_below_close_that_reaches_the_customer_is_the_statement(desk: DeskAtWork) -> None:
    mail = answers(desk)
    watch = Watch(desk)
    desk.town.reply(mail, "budi", "#close\nGood that it prints again. Have a nice day!")
    assert watch.news() == {"ani": ["by budi", "closed"], "list": ["by budi", "closed"], "pic": ["closed"]}
    kind, why = received(desk)[-1]
    assert kind == "closing"
    assert "row 9" in why


def test_the_text_below_close_that_stays_inside_is_a_note(desk: DeskAtWork) -> None:
    answers(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "#close\nShe told me on the stairs that it works.")
    desk.step()
    assert desk.ticket().status is Status.CLOSED
    assert received(desk)[-1][0] == "note"


def test_close_with_a_reason(desk: DeskAtWork) -> None:
    answers(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text="#close no_reply")
    assert watch.news()["pic"] == ["closed", "notice"]
    assert desk.ticket().closed_reason is Reason.NO_REPLY


def test_close_with_an_unknown_reason_is_answered_and_closes_nothing(desk: DeskAtWork) -> None:
    answers(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text="#close because")
    assert watch.news() == {"budi": ["command_result"]}
    assert desk.ticket().status is Status.WAITING


def test_a_supervisors_close_has_the_reason_supervisor(desk: DeskAtWork) -> None:
    answers(desk)
    watch = Watch(desk)
    desk.town.send("pic", HELPDESK, subject="Re: [#1]", text="#close")
    news = watch.news()
    assert news["ani"] == ["closed"]
    assert desk.ticket().closed_reason is Reason.SUPERVISOR
    assert owner(desk) == "Budi"


def test_close_on_the_queue_claims_first(desk: DeskAtWork) -> None:
    asks(desk)
    desk.town.send("sari", HELPDESK, subject="Re: [#1]", text="#close")
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.CLOSED, "Sari")


def test_a_colleagues_close_is_told_to_the_owner(desk: DeskAtWork) -> None:
    answers(desk, "budi")
    watch = Watch(desk)
    desk.town.send("sari", HELPDESK, subject="Re: [#1]", text="#close")
    assert watch.news() == {"ani": ["closed"], "list": ["closed"], "pic": ["closed"], "budi": ["notice"]}
    assert "#close" in text(newest(desk, "budi", "notice"))
    assert "Sari" in text(newest(desk, "budi", "notice"))


def test_tutup_dengan_persetujuan_penanggung_jawab(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, policy={"close": "supervisor"})
    answers(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text="#tutup")
    assert watch.news() == {"pic": ["confirm_closing"], "list": ["confirm_closing"]}
    assert desk.ticket().status is Status.RESOLVED


@pytest.mark.parametrize(("locale", "word"), [("en", "#reopen"), ("id", "#buka")])
def test_reopen(open_desk: Open, locale: str, word: str) -> None:
    desk = open_desk(desk={"locale": locale})
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    desk.step()
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=word)
    assert watch.news() == {}
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    response = desk.ticket().response
    assert response is not None
    assert response.deadline is Deadline.NEXT_RESPONSE


def test_reopen_of_what_is_not_closed_is_answered(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text="#reopen")
    assert watch.news() == {"budi": ["command_result"]}


@pytest.mark.parametrize("word", ["#take", "#release", "#assign Sari", "#hold", "#answered by phone", "#send\nText."])
def test_on_a_closed_ticket_other_commands_are_refused(desk: DeskAtWork, word: str) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    desk.step()
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=word)
    news = watch.news()
    assert news.pop("budi") == ["command_result"]
    assert news in ({}, {"list": ["copy"]})
    assert desk.ticket() == before


def test_note_on_a_closed_ticket_works(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    desk.step()
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "#note\nIt was the fuser again.")
    assert watch.news() == {"list": ["by sari"]}
    assert received(desk)[-1][0] == "note"


@pytest.mark.parametrize(("locale", "word"), [("en", "#hold"), ("id", "#tahan")])
def test_hold_stops_the_reminders(open_slow_desk: Open, clock: SetClock, locale: str, word: str) -> None:
    desk = open_slow_desk(desk={"locale": locale}, policy={"reminder_after": "1h"})
    answers(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=word)
    assert "ani" not in watch.news()
    clock.forward(hours=2)
    assert "ani" not in watch.news()
    assert desk.ticket().status is Status.ON_HOLD


def test_hold_until_a_date(desk: DeskAtWork) -> None:
    answers(desk)
    day = (desk.works.clock.now() + timedelta(days=9)).astimezone(desk.works.desk.policy.tz)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=f"#hold until {day:%Y-%m-%d}")
    desk.step()
    hold = desk.ticket().hold
    assert hold is not None
    assert hold.until is not None
    assert hold.until.astimezone(desk.works.desk.policy.tz).date() == day.date()


@pytest.mark.parametrize("argument", ["until yesterday evening", "until 2001-01-01"])
def test_hold_until_nonsense_or_the_past_is_answered(desk: DeskAtWork, argument: str) -> None:
    answers(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=f"#hold {argument}")
    assert watch.news() == {"budi": ["command_result"]}
    assert desk.ticket().status is Status.WAITING


def test_hold_on_the_queue_claims_first(desk: DeskAtWork) -> None:
    asks(desk)
    desk.town.send("dewi", HELPDESK, subject="Re: [#1]", text="#hold")
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.ON_HOLD, "Dewi")


@pytest.mark.parametrize("word", ["#customer", "#pelanggan"])
def test_customer_names_the_requester(desk: DeskAtWork, word: str) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=f"{word} ani.work@example.com")
    assert watch.news() == {}
    assert str(desk.ticket().customer) == "ani.work@example.com"
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=f"#send\n{ANSWER['en']}")
    news = watch.news()
    assert news["ani.work"] == ["sent_on"]
    assert "ani" not in news


def test_customer_without_an_address_is_answered(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text="#customer Ani from accounting")
    assert watch.news() == {"budi": ["command_result"]}


def test_tiket_tanpa_pelanggan_minta_alamatnya_lalu_terkirim(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    desk.town.send("budi", LIST, subject="Telepon dari gudang", text="#tiket\nPrinter gudang macet.")
    desk.step()
    assert desk.ticket().customer is None
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "")
    desk.step()
    assigned = newest(desk, "sari", "assigned")
    assert "#pelanggan ALAMAT" in text(assigned)
    watch = Watch(desk)
    words = f"#pelanggan tono@example.com\n#kirim\n{ANSWER['id']}"
    desk.town.reply(assigned, "sari", words, everybody=False)
    assert watch.news()["tono"] == ["sent_on"]
    assert desk.ticket().status is Status.WAITING


def test_excuse_is_the_supervisors_and_does_not_erase_the_breach(open_desk: Open) -> None:
    desk = open_desk(policy={"first_response": "1s"})
    claims(desk)
    desk.until(lambda: "breach" in got(desk, "pic"))
    assert got(desk, "budi").count("breach") == 1
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "breach"), "budi", "#excuse", everybody=False)
    assert watch.news() == {"budi": ["command_result"]}
    assert desk.ticket().breaches[0].excused_at is None
    desk.town.reply(newest(desk, "pic", "breach"), "pic", "#excuse", everybody=False)
    news = watch.news()
    assert "ani" not in news
    (breach,) = desk.ticket().breaches
    assert breach.excused_at is not None
    assert breach.operator.name == "Budi"
    assert facts(desk).count("Breached") == 1


@pytest.mark.parametrize("line", ["#priority high", "#prioritas high"])
def test_labels(desk: DeskAtWork, line: str) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=f"{line}\n#category hardware\n#tag Fuser Paper")
    assert watch.news() == {}
    assert (desk.ticket().priority, desk.ticket().category) == ("high", "hardware")
    assert desk.ticket().tags == ("fuser", "paper")
