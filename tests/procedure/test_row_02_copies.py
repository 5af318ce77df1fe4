"""Row 2 and spec 2.3: one message however often and by whatever path it comes."""

from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, asks, claims, facts, newest, owner, received, story

from mailticket.demo.people import read, wire
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def habits(desk: DeskAtWork, **changes: Any) -> None:
    desk.town.mailing_list = replace(desk.town.mailing_list, **changes)


def test_directly_and_through_the_list_is_one_ticket_and_one_message(desk: DeskAtWork) -> None:
    watch = Watch(desk)
    desk.town.send("ani", cc=LIST, subject="Printer", text="It does not print.")
    assert watch.news() == {"ani": ["received"], "list": ["by ani", "announcement"]}
    assert len(desk.town.mails_to("helpdesk")) >= 2
    assert len(desk.tickets()) == 1
    assert [kind for kind, _ in received(desk)] == ["question"]


def test_the_copies_may_come_in_either_order_and_in_different_passes(desk: DeskAtWork) -> None:
    # The list is faster than the direct copy.
    asked = EmailMessage()
    asked["From"], asked["To"], asked["Cc"] = "Ani <ani@example.net>", HELPDESK, LIST
    asked["Message-ID"], asked["Date"] = "<one@example.net>", "Mon, 02 Nov 2026 09:00:00 +0700"
    asked["Subject"] = "Printer"
    asked.set_content("It does not print.")
    through = desk.town.mailing_list.expand(wire(asked), "ani@example.net")[0][1]
    desk.town.put("helpdesk", through)
    desk.step()
    desk.town.put("helpdesk", wire(asked))
    desk.step()
    assert len(desk.tickets()) == 1
    assert [kind for kind, _ in received(desk)] == ["question"]
    assert desk.ticket().customer is not None
    assert str(desk.ticket().customer) == "Ani <ani@example.net>"


def test_klaim_langsung_dan_lewat_milis_dihitung_sekali(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", "")
    assert watch.news() == {"list": ["by budi"], "budi": ["assigned"]}
    assert facts(desk) == ["Opened", "Claimed"]
    assert [kind for kind, _ in received(desk)] == ["question", "claim"]


def test_an_empty_mail_with_text_and_a_changed_body_is_still_one(desk: DeskAtWork) -> None:
    """The list changes the subject, adds a footer, and turns the From round."""
    habits(desk, rewrite_from=True, footer="Unsubscribe: https://lists.example.org/operators", prefix="[Ops]")
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", ANSWER["en"], everybody=False)
    desk.step()
    assert [kind for kind, _ in received(desk)] == ["question", "claim", "answer"]
    assert facts(desk) == ["Opened", "Claimed", "Answered"]


def test_a_list_that_gives_each_copy_a_new_message_id(desk: DeskAtWork) -> None:
    asked = EmailMessage()
    asked["From"], asked["To"], asked["Cc"] = "Ani <ani@example.net>", HELPDESK, LIST
    asked["Message-ID"], asked["Date"] = "<one@example.net>", "Mon, 02 Nov 2026 09:00:00 +0700"
    asked["Subject"] = "Printer"
    asked.set_content("It does not print.")
    through = read(desk.town.mailing_list.expand(wire(asked), "ani@example.net")[0][1])
    through.replace_header("Message-ID", "<another@lists.example.org>")
    desk.town.put("helpdesk", wire(asked))
    desk.town.put("helpdesk", wire(through))
    desk.step()
    assert len(desk.tickets()) == 1
    assert [kind for kind, _ in received(desk)] == ["question"]


def test_the_same_message_id_with_another_text_is_a_message_of_its_own(desk: DeskAtWork) -> None:
    claims(desk)
    one = newest(desk, "ani", "received")
    first = desk.town.reply(one, "ani", "It happens each morning.")
    desk.step()
    desk.town.reply(one, "ani", "And now it smells of smoke.", headers={"Message-ID": first})
    desk.step()
    texts = [one.text for one in story(desk).messages if one.direction == "in" and one.kind == "customer_reply"]
    assert [each.split("\n")[0] for each in texts] == ["It happens each morning.", "And now it smells of smoke."]


def test_the_same_message_id_by_another_author_is_a_message_of_its_own(desk: DeskAtWork) -> None:
    claims(desk)
    first = desk.town.reply(newest(desk, "ani", "received"), "ani", "It happens each morning.")
    desk.step()
    desk.town.reply(newest(desk, "budi", "assigned"), "budi", ANSWER["en"], headers={"Message-ID": first})
    desk.step()
    assert [kind for kind, _ in received(desk)] == ["question", "claim", "customer_reply", "answer"]


def test_an_answer_that_strips_duplicates_reaches_us_once(desk: DeskAtWork) -> None:
    """A list that leaves out members named in To or Cc: the helpdesk gets the direct copy alone."""
    habits(desk, copies="once")
    announcement = asks(desk)
    desk.town.reply(announcement, "budi", "")
    desk.step()
    desk.town.reply(newest(desk, "budi", "assigned"), "budi", ANSWER["en"], everybody=False)
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")
    assert [kind for kind, _ in received(desk)] == ["question", "claim", "answer"]


def test_a_question_that_comes_through_the_list_alone(desk: DeskAtWork) -> None:
    watch = Watch(desk)
    desk.town.send("ani", LIST, subject="Printer", text="It does not print.")
    assert watch.news() == {"list": ["by ani", "announcement"], "ani": ["received"]}
    assert len(desk.tickets()) == 1


def test_a_list_that_rewrites_from_the_author_is_found_by_reply_to(desk: DeskAtWork) -> None:
    habits(desk, rewrite_from=True)
    desk.town.send("ani", LIST, subject="Printer", text="It does not print.")
    desk.step()
    assert str(desk.ticket().customer) == "Ani <ani@example.net>"
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "", everybody=False)
    desk.step()
    assert owner(desk) == "Sari"


def test_a_list_that_rewrites_from_the_author_is_found_by_x_original_from(desk: DeskAtWork) -> None:
    habits(desk, rewrite_from=True, original_from=True, reply_to_list=True)
    desk.town.send("ani", LIST, subject="Printer", text="It does not print.")
    desk.step()
    assert str(desk.ticket().customer) == "Ani <ani@example.net>"


def test_klaim_lewat_milis_yang_mengganti_from(open_desk: Open) -> None:
    """Only the list's copy comes: under `warn` a rewritten author acts, and the doubt is shown (2.4)."""
    desk = open_desk(desk={"locale": "id"})
    habits(desk, rewrite_from=True)
    asks(desk, cc=[LIST])
    post = newest(desk, "budi", "announcement")
    message = EmailMessage()
    message["From"], message["To"] = "Budi <budi@example.org>", LIST
    message["Message-ID"], message["In-Reply-To"] = "<claim@example.org>", str(post["Message-ID"])
    message["Subject"] = "Re: Printer rusak [#1]"
    message.set_content("\n")
    desk.town.post(message, "budi@example.org")
    desk.step()
    assert owner(desk) == "Budi"
    why = received(desk)[-1][1]
    assert "the list rewrote From" in why
    assert "no proof" in why


def test_a_copy_in_which_the_list_hides_the_author_is_still_a_copy(desk: DeskAtWork) -> None:
    """2.3: the author is found in the direct copy (Mailman: From rewritten, all answers to the list)."""
    announcement = asks(desk)
    watch = Watch(desk)
    direct = EmailMessage()
    direct["From"], direct["To"], direct["Cc"] = "Budi <budi@example.org>", f"ani@example.net, {HELPDESK}", LIST
    direct["Message-ID"], direct["Date"] = "<one@example.org>", "Mon, 02 Nov 2026 09:00:00 +0700"
    direct["Subject"], direct["In-Reply-To"] = "Re: Printer [#1]", str(announcement["Message-ID"])
    direct.set_content(ANSWER["en"])
    habits(desk, rewrite_from=True, reply_to_list=True)
    through = read(desk.town.mailing_list.expand(wire(direct), "budi@example.org")[0][1])
    through.replace_header("Reply-To", LIST)
    desk.town.put("helpdesk", wire(direct))
    watch.news()
    desk.town.put("helpdesk", wire(through))
    assert watch.news() == {}
    assert [kind for kind, _ in received(desk)] == ["question", "answer"]
