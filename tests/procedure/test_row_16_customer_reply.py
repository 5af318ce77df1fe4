"""Row 16: the customer writes on a ticket that isn't closed: the owner's turn, with a deadline."""

from dataclasses import replace

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answered, facts, got, names, only, owned, prose, settled

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Deadline, Status

pytestmark = pytest.mark.servers

PRIVATE = {"To": HELPDESK, "Cc": ""}


def test_a_reply_to_the_answer_is_the_owners_turn(desk: DeskAtWork) -> None:
    answer = answered(desk)
    reply = settled(desk, desk.town.reply(answer, "ani", "Belum bisa, muncul galat 49."))
    ticket = desk.ticket()
    assert reply.kind == "customer_reply"
    assert "row 16" in reply.why
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.spell is None
    assert ticket.response is not None
    assert ticket.response.deadline is Deadline.NEXT_RESPONSE
    assert ticket.response.started_at == reply.at
    assert facts(desk)[-1] == "CustomerReplied"


def test_what_the_list_has_is_not_passed_on_again(desk: DeskAtWork) -> None:
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Belum bisa."))
    assert "customer_replied" not in names(desk, "sari")
    assert "copy" not in names(desk, "sari")


def test_what_reached_the_helpdesk_alone_is_passed_on_whole_to_owner_and_list(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Belum bisa, muncul galat 49.", headers=PRIVATE))
    passed = only(desk, "sari", "customer_replied")
    assert "Belum bisa, muncul galat 49." in prose(passed)
    assert addresses(passed, "To") == {"budi@example.org"}
    assert addresses(passed, "Cc") == {LIST}
    assert [one.addr_spec for one in passed["Reply-To"].addresses] == [HELPDESK, "ani@example.net", LIST]
    assert "customer_replied" not in names(desk, "ani")


def test_a_plain_reply_to_it_is_an_answer(desk: DeskAtWork) -> None:
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Belum bisa.", headers=PRIVATE))
    passed = only(desk, "budi", "customer_replied")
    sent = settled(desk, desk.town.reply(passed, "budi", "Coba nyalakan ulang.", everybody=False))
    assert sent.kind == "answer"
    assert desk.ticket().status is Status.WAITING
    assert "copy" not in names(desk, "sari")


def test_where_only_members_may_post_a_customers_copy_to_the_list_does_not_count(open_desk: Open) -> None:
    desk = open_desk(list={"posting": "members"})
    desk.town.mailing_list = replace(desk.town.mailing_list, posting="members")
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", "Belum bisa."))
    assert "Belum bisa." in prose(only(desk, "sari", "customer_replied"))


def test_a_deadline_that_runs_never_moves(desk: DeskAtWork) -> None:
    owned(desk)
    before = desk.ticket().response
    settled(desk, desk.town.reply(only(desk, "ani", "received"), "ani", "Tolong cepat ya."))
    assert desk.ticket().response == before
    again = settled(desk, desk.town.reply(only(desk, "ani", "received"), "ani", "Halo? Ada kabar?"))
    assert again.kind == "customer_reply"
    assert desk.ticket().response == before


def test_on_an_open_ticket_it_is_appended_and_shown(desk: DeskAtWork) -> None:
    desk.town.send("ani", subject="Cetak", text="Bagaimana?")
    received = desk.until(lambda: got(desk, "ani", "received"))[0]
    settled(desk, desk.town.reply(received, "ani", "Sekarang malah mati total."))
    shown = only(desk, "sari", "customer_replied")
    assert addresses(shown, "To") == {LIST}
    assert desk.ticket().status is Status.OPEN
    assert len(desk.tickets()) == 1
    assert names(desk, "ani") == ["received"]


def test_an_open_ticket_that_waits_too_long_calls_the_list_again_at_once(open_slow_desk: Open, clock: SetClock) -> None:
    """Though the list has this mail: `customer_replied` is the call."""
    desk = open_slow_desk(mails={"off": ["unclaimed"]})
    asked = desk.town.send("ani", HELPDESK, cc=LIST, subject="Cetak", text="Bagaimana?")
    settled(desk, asked)
    clock.forward(hours=3)
    again = {"In-Reply-To": asked, "References": asked}
    settled(desk, desk.town.send("ani", HELPDESK, cc=LIST, subject="Re: Cetak", text="Halo?", headers=again))
    assert "customer_replied" not in names(desk, "sari")
    clock.forward(hours=2)
    settled(desk, desk.town.send("ani", HELPDESK, cc=LIST, subject="Re: Cetak", text="Masih ada?", headers=again))
    assert addresses(only(desk, "sari", "customer_replied"), "To") == {LIST}


def test_on_hold_stays_on_hold_and_the_owner_is_told(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answer = answered(desk)
    settled(desk, desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "#tahan", everybody=False))
    assert desk.ticket().status is Status.ON_HOLD
    settled(desk, desk.town.reply(answer, "ani", "Ada kabar?"))
    ticket = desk.ticket()
    assert ticket.status is Status.ON_HOLD
    assert ticket.hold is not None
    assert ticket.hold.customer_wrote
    assert only(desk, "budi", "notice")["Subject"]


def test_an_empty_reply_of_the_customer_ends_the_silence_too(desk: DeskAtWork) -> None:
    """The table makes no exception: the customer has written, somebody should ask what was meant."""
    answer = answered(desk)
    settled(desk, desk.town.reply(answer, "ani", ""))
    assert desk.ticket().status is Status.IN_PROGRESS


def test_a_customer_never_commands(desk: DeskAtWork) -> None:
    answer = answered(desk)
    reply = settled(desk, desk.town.reply(answer, "ani", "#close\nTetapi printernya masih macet."))
    assert reply.kind == "customer_reply"
    assert desk.ticket().status is Status.IN_PROGRESS
    assert "#close" in reply.text


def test_a_new_mail_with_the_tag_in_its_subject_belongs_to_the_thread(desk: DeskAtWork) -> None:
    """2.3: the tag counts for those who are part of the ticket, and a participant is."""
    owned(desk)
    message = settled(desk, desk.town.send("ani", HELPDESK, subject="Tambahan [#1]", text="Ini nomor serinya: 4711."))
    assert (message.kind, message.ticket) == ("customer_reply", 1)
    assert len(desk.tickets()) == 1


def test_a_new_mail_without_it_is_a_new_question(desk: DeskAtWork) -> None:
    """A similar subject joins nothing."""
    owned(desk)
    settled(desk, desk.town.send("ani", HELPDESK, subject="Re: Cetak", text="Sekarang soal lain: pemindai."))
    assert len(desk.tickets()) == 2


def test_an_operator_who_answers_before_it_was_read_loses_nothing(desk: DeskAtWork) -> None:
    """Ani and Budi write at the same time; both arrive in one batch, Ani's first: the answer meets the deadline."""
    answer = answered(desk)
    desk.town.reply(answer, "ani", "Belum bisa.")
    sent = desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "Coba juga Ctrl+Alt+P.", everybody=False)
    settled(desk, sent)
    ticket = desk.ticket()
    assert ticket.status is Status.WAITING
    assert ticket.response is None
    assert facts(desk)[-2:] == ["CustomerReplied", "Answered"]
