"""Spec 3.1: #send, #note, #progress, #answered, and the grammar of command lines."""

from email.message import EmailMessage

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import (
    ANSWER,
    Watch,
    addresses,
    answers,
    asks,
    canned,
    claims,
    facts,
    newest,
    owner,
    received,
    text,
)

from mailticket.demo.people import text_of
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Reason, Status

pytestmark = pytest.mark.servers


@pytest.mark.parametrize(("locale", "word"), [("en", "#send"), ("id", "#kirim")])
def test_send_takes_the_text_to_the_customer_in_the_operators_name(open_desk: Open, locale: str, word: str) -> None:
    desk = open_desk(desk={"locale": locale})
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", f"{word}\n\n{ANSWER[locale]}")
    assert watch.news() == {"list": ["by budi", "sent_on"], "ani": ["sent_on"]}
    got = newest(desk, "ani", "sent_on")
    assert ANSWER[locale][:40] in text(got)
    assert word not in text_of(got)
    assert "Budi – iDuHelp!" in str(got["From"])
    assert addresses(got, "From") == [HELPDESK]
    assert addresses(got, "Cc") == [LIST]
    assert addresses(got, "Reply-To") == [HELPDESK]
    assert got["References"] is not None
    assert (desk.ticket().status, desk.ticket().response) == (Status.WAITING, None)
    assert received(desk)[-1][0] == "answer"


def test_send_on_an_open_ticket_claims_it_first(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", f"#send\n{ANSWER['en']}")
    assert watch.news() == {"list": ["by budi", "sent_on"], "ani": ["sent_on"]}
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")
    assert facts(desk) == ["Opened", "Claimed", "Answered"]


def test_send_sends_nothing_twice(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", f"#send\n{ANSWER['en']}", everybody=False)
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
    assert desk.ticket().status is Status.WAITING


def test_send_passes_attachments_on(desk: DeskAtWork) -> None:
    claims(desk)
    mail = EmailMessage()
    mail["From"], mail["To"] = "Budi <budi@example.org>", f"{HELPDESK}, {LIST}"
    mail["Subject"], mail["Message-ID"] = "Re: Printer broken [#1]", "<manual@example.org>"
    mail["In-Reply-To"] = str(newest(desk, "budi", "announcement")["Message-ID"])
    mail.set_content("#send\nHere is the manual, page 12 has the green key.\n")
    mail.add_attachment(b"%PDF-1.4 manual", maintype="application", subtype="pdf", filename="manual.pdf")
    desk.town.post(mail, "budi@example.org")
    desk.step()
    got = newest(desk, "ani", "sent_on")
    assert [part.get_filename() for part in got.iter_attachments()] == ["manual.pdf"]


def test_send_of_the_closing_text_closes(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answers(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", f"#kirim\n{canned(desk, 'closing')}")
    assert watch.news() == {"list": ["by budi", "sent_on", "closed"], "ani": ["sent_on", "closed"], "pic": ["closed"]}
    assert desk.ticket().closed_reason is Reason.SATISFIED


def test_send_by_a_colleague_changes_no_ownership(desk: DeskAtWork) -> None:
    claims(desk, "budi")
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", f"#send\n{ANSWER['en']}")
    news = watch.news()
    assert news["ani"] == ["sent_on"]
    assert owner(desk) == "Budi"
    assert desk.ticket().status is Status.WAITING


def test_send_without_text_is_answered(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "#send", everybody=False)
    news = watch.news()
    assert news["budi"] == ["command_result"]
    assert "ani" not in news
    assert desk.ticket().status is Status.IN_PROGRESS


def test_note_is_not_an_answer_whatever_else(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "#note\nSerial number 4711.")
    assert watch.news() == {"list": ["by budi"]}
    assert desk.ticket().status is Status.IN_PROGRESS
    assert desk.ticket().response is not None


def test_catatan_yang_sampai_ke_pelanggan_diperingatkan(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    assigned = claims(desk)
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", "#catatan\nPelanggan ini cerewet sekali, hati-hati.", everybody=False)
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"], "budi": ["notice"]}
    assert "sudah terkirim dan tidak dapat ditarik" in text(newest(desk, "budi", "notice"))
    assert desk.ticket().status is Status.IN_PROGRESS
    assert desk.ticket().response is not None


@pytest.mark.parametrize(
    ("line", "locale"), [("#answered by telephone, she pressed the key", "en"), ("#dijawab lewat telepon", "id")]
)
def test_answered_records_the_operators_word(open_desk: Open, line: str, locale: str) -> None:
    desk = open_desk(desk={"locale": locale})
    claims(desk)
    watch = Watch(desk)
    desk.town.send("budi", HELPDESK, subject="Re: [#1]", text=line)
    assert watch.news() == {}
    ticket = desk.ticket()
    assert (ticket.status, ticket.response) == (Status.WAITING, None)
    assert ticket.spell is not None
    assert facts(desk)[-1] == "Answered"


def test_answered_on_the_queue_claims_first(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    desk.town.reply(announcement, "dewi", "#answered I met Ani on the stairs", everybody=False)
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Dewi")


def test_an_unknown_word_with_a_number_is_text(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", "#1 Open the menu\n#2 Press the green key", everybody=False)
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
    assert desk.ticket().status is Status.WAITING


def test_a_mistyped_command_is_text_and_its_sender_is_told(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", f"#realese\n{ANSWER['en']}", everybody=False)
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"], "budi": ["command_result"]}
    told = text(newest(desk, "budi", "command_result"))
    assert "#realese" in told
    assert "#release" in told
    assert desk.ticket().status is Status.WAITING


def test_several_commands_may_follow_each_other(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", f"#take\n#send\n#close\n\n{ANSWER['en']}")
    news = watch.news()
    assert news["ani"] == ["sent_on", "closed"]
    assert (desk.ticket().status, owner(desk)) == (Status.CLOSED, "Budi")


def test_a_command_below_other_text_is_text(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", "Hello Ani, please write this in the first line:\n#close", everybody=False)
    desk.step()
    assert desk.ticket().status is Status.WAITING


@pytest.mark.parametrize(("locale", "word"), [("en", "#help"), ("id", "#bantuan")])
def test_help_lists_the_commands_to_its_sender_alone(open_desk: Open, locale: str, word: str) -> None:
    desk = open_desk(desk={"locale": locale})
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.send("sari", HELPDESK, subject="Re: [#1]", text=word)
    assert watch.news() == {"sari": ["command_result"]}
    told = text(newest(desk, "sari", "command_result"))
    assert "#take" in told
    assert "#kirim" in told
    assert desk.ticket().status is Status.OPEN
    assert announcement is not None


def test_help_outside_any_thread(desk: DeskAtWork) -> None:
    watch = Watch(desk)
    desk.town.send("sari", HELPDESK, subject="help", text="#help")
    assert watch.news() == {"sari": ["command_result"]}
    assert list(desk.tickets()) == []


def test_perintah_di_luar_tiket_dijawab(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    watch = Watch(desk)
    desk.town.send("sari", HELPDESK, subject="halo", text="#tutup")
    assert watch.news() == {"sari": ["command_result"]}
    assert "tidak termasuk tiket mana pun" in text(newest(desk, "sari", "command_result"))
