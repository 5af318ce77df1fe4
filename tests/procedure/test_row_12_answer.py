"""Row 12: text that reaches the customer is an answer, whoever of the desk wrote it."""

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

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def test_a_plain_reply_to_assigned_is_a_correct_answer(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", ANSWER["en"], everybody=False)
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
    got = newest(desk, "ani", "by budi")
    assert set(addresses(got, "To", "Cc")) == {"ani@example.net", HELPDESK, LIST}
    ticket = desk.ticket()
    assert (ticket.status, ticket.response) == (Status.WAITING, None)
    assert ticket.spell is not None
    assert (ticket.spell.number, ticket.spell.accepted) == (1, 0)
    assert facts(desk) == ["Opened", "Claimed", "Answered"]
    assert "row 12" in received(desk)[-1][1]


def test_jawaban_baru_memulai_hitungan_dari_nol(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, policy={"reminder_after": "1s", "reminder_every": "24h"})
    mail = answers(desk)
    desk.until(lambda: (spell := desk.ticket().spell) and spell.accepted)
    desk.town.reply(mail, "budi", "Maaf, yang saya maksud tombol merah. Apakah sudah dicoba?")
    desk.step()
    spell = desk.ticket().spell
    assert spell is not None
    assert (spell.number, spell.accepted) == (2, 0)


@pytest.mark.parametrize("words", ["You're welcome!", "Sama-sama, Bu Ani!", "Good morning!", "Terima kasih 🙏", "🙏"])
def test_only_thanks_or_a_greeting_changes_nothing(desk: DeskAtWork, words: str) -> None:
    mail = answers(desk)
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.reply(mail, "budi", words)
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
    assert desk.ticket() == before
    assert received(desk)[-1][0] == "thanks"


@pytest.mark.parametrize("words", ["It works again now, thank you.", "Printernya sudah normal kembali, terima kasih."])
def test_what_would_be_thanks_of_a_customer_is_an_answer_of_an_operator(desk: DeskAtWork, words: str) -> None:
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", words)
    desk.step()
    assert desk.ticket().status is Status.WAITING


def test_an_answer_by_a_colleague_who_saw_the_claim_changes_no_ownership(desk: DeskAtWork) -> None:
    answers(desk)
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "by budi"), "sari", ANSWER["en"])
    assert watch.news() == {"ani": ["by sari"], "budi": ["by sari"], "list": ["by sari"]}
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")


def test_an_answer_by_one_who_had_not_seen_the_claim_is_told_who_has_it(desk: DeskAtWork) -> None:
    asks(desk, cc=[LIST])
    question = newest(desk, "sari", "by ani")
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    watch = Watch(desk)
    desk.town.reply(question, "sari", ANSWER["en"])
    assert watch.news() == {"ani": ["by sari"], "list": ["by sari"], "sari": ["already_taken"]}
    assert "Budi" in text(newest(desk, "sari", "already_taken"))
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")


def test_of_two_answers_in_one_batch_the_first_claims_and_the_other_is_told(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    asks(desk, cc=[LIST])
    watch = Watch(desk)
    desk.town.reply(newest(desk, "dewi", "by ani"), "dewi", ANSWER["id"])
    desk.town.reply(newest(desk, "sari", "by ani"), "sari", "Halo Ani, coba tekan tombol merah dulu, lalu cetak lagi.")
    news = watch.news()
    assert news == {"ani": ["by dewi", "by sari"], "list": ["by dewi", "by sari"], "sari": ["already_taken"]}
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Dewi")
    assert facts(desk) == ["Opened", "Claimed", "Answered", "Answered"]


def test_on_hold_it_stays_on_hold(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", "#hold", everybody=False)
    desk.step()
    desk.town.reply(mail, "budi", ANSWER["en"])
    desk.step()
    assert desk.ticket().status is Status.ON_HOLD


def test_closed_stays_closed(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    desk.step()
    watch = Watch(desk)
    desk.town.reply(mail, "budi", "By the way, there is new paper in the cupboard on the second floor.")
    assert watch.news() == {"ani": ["by budi"], "list": ["by budi"]}
    assert desk.ticket().status is Status.CLOSED
    assert received(desk)[-1][0] == "answer"


def test_an_answer_without_the_list_is_copied_to_it_under_our_own_from(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.send(
        "budi",
        "ani@example.net",
        cc=HELPDESK,
        subject="Re: Printer broken [#1]",
        text=ANSWER["en"],
        headers={"In-Reply-To": str(newest(desk, "budi", "assigned")["Message-ID"])},
    )
    assert watch.news() == {"ani": ["by budi"], "list": ["copy"]}
    copy = newest(desk, "sari", "copy")
    assert str(copy["From"]).startswith('"Budi via iDuHelp!') or str(copy["From"]).startswith("Budi via iDuHelp!")
    assert "press the green key" in text(copy)
    assert desk.ticket().status is Status.WAITING


def test_an_attachment_alone_is_an_answer_too(desk: DeskAtWork) -> None:
    claims(desk)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Cc"] = "Budi <budi@example.org>", "ani@example.net", f"{HELPDESK}, {LIST}"
    mail["Subject"], mail["Message-ID"] = "Re: Printer broken [#1]", "<manual@example.org>"
    mail["In-Reply-To"] = str(newest(desk, "budi", "assigned")["Message-ID"])
    mail.set_content("\n")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="manual.pdf")
    desk.town.post(mail, "budi@example.org")
    desk.step()
    assert desk.ticket().status is Status.WAITING


def test_outside_people_whom_an_operator_adds_take_part_and_get_nothing_from_the_daemon(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.send(
        "budi",
        ["ani@example.net", "tono@vendor.example.com"],
        cc=[HELPDESK, LIST],
        subject="Re: Printer broken [#1]",
        text="Ani, Tono of the vendor comes tomorrow at ten. Does that suit you?",
        headers={"In-Reply-To": str(newest(desk, "budi", "assigned")["Message-ID"])},
    )
    assert watch.news() == {"ani": ["by budi"], "tono": ["by budi"], "list": ["by budi"]}
    assert [one.address for one in desk.ticket().participants] == ["tono@vendor.example.com"]


def test_an_operator_who_is_the_customer_answers_as_the_customer(desk: DeskAtWork) -> None:
    """On a ticket where an operator is the customer, that role wins (1.1)."""
    desk.town.send("sari", LIST, subject="Dewi's printer", text="#ticket\n#customer dewi@example.org\nHers is broken.")
    desk.step()
    assert str(desk.ticket().customer) == "dewi@example.org"
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", f"#send\n{ANSWER['en']}")
    desk.step()
    assert desk.ticket().status is Status.WAITING
    desk.town.reply(newest(desk, "dewi", "sent_on"), "dewi", "It still does not print, what now?")
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    assert received(desk)[-1][0] == "customer_reply"


def test_balasan_langsung_dari_alamat_lain_operator(open_desk: Open) -> None:
    roster = [{"name": "Budi", "addresses": ["budi@example.org", "budi@rumah.example.com"]}]
    desk = open_desk(desk={"locale": "id"}, operators=roster)
    claims(desk)
    desk.town.send(
        "budi",
        "ani@example.net",
        cc=[HELPDESK, LIST],
        subject="Re: Printer rusak [#1]",
        text=ANSWER["id"],
        headers={"From": "Budi <budi@rumah.example.com>"},
    )
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert owner(desk) == "Budi"
