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


HIDDEN = {"rewrite_from": True, "reply_to_list": True}
"""The habits of a list that puts itself into From and Reply-To alike: its copies name no author (Mailman)."""


def question(to: str, cc: str = "") -> EmailMessage:
    asked = EmailMessage()
    asked["From"], asked["To"] = "Ani <ani@example.net>", to
    if cc:
        asked["Cc"] = cc
    asked["Message-ID"], asked["Date"] = "<one@example.net>", "Mon, 02 Nov 2026 09:00:00 +0700"
    asked["Subject"] = "Printer"
    asked.set_content("It does not print.")
    return asked


def through_the_list(desk: DeskAtWork, direct: EmailMessage, *, hides: bool = False, new_id: str = "") -> bytes:
    """The copy that the list makes; `hides`: its author is named nowhere."""
    if hides:
        habits(desk, **HIDDEN)
    through = read(desk.town.mailing_list.expand(wire(direct), "somebody@example.net")[0][1])
    if hides:
        through.replace_header("Reply-To", LIST)
    if new_id:
        through.replace_header("Message-ID", new_id)
    return wire(through)


@pytest.mark.parametrize("new_id", [pytest.param("", id="same id"), pytest.param("<two@lists.example.org>", id="new")])
def test_a_copy_that_hides_the_author_and_comes_first_is_the_same_ticket(desk: DeskAtWork, new_id: str) -> None:
    """2.3: one message, whichever copy comes first; the direct one names the customer, who then gets `received`."""
    direct = question(HELPDESK, LIST)
    watch = Watch(desk)
    desk.town.put("helpdesk", through_the_list(desk, direct, hides=True, new_id=new_id))
    assert watch.news() == {"list": ["announcement"]}
    desk.town.put("helpdesk", wire(direct), "ani@example.net")
    assert watch.news() == {"ani": ["received"]}
    assert len(desk.tickets()) == 1
    assert str(desk.ticket().customer) == "Ani <ani@example.net>"
    assert [kind for kind, _ in received(desk)] == ["question"]
    assert str(story(desk).messages[0].author) == "Ani <ani@example.net>"


def test_talk_whose_author_the_list_hid_is_decided_by_its_direct_copy(open_desk: Open) -> None:
    """2.3, row 22: what came first without an author had no effect; the question is lost no more than doubled."""
    desk = open_desk(list={"posting": "members"})
    direct = question(LIST)
    desk.town.put("helpdesk", through_the_list(desk, direct, hides=True))
    desk.step()
    assert desk.tickets() == []
    desk.town.put("helpdesk", wire(direct))
    desk.step()
    assert [str(one.customer) for one in desk.tickets()] == ["Ani <ani@example.net>"]
    assert [kind for kind, _ in received(desk)] == ["question"]


def test_an_answer_whose_author_the_list_hid_first_is_one_answer(desk: DeskAtWork) -> None:
    """2.3, row 12: the hidden copy was a note without effect; it gives way to the message itself."""
    announcement = asks(desk)
    direct = EmailMessage()
    direct["From"], direct["To"], direct["Cc"] = "Budi <budi@example.org>", f"ani@example.net, {HELPDESK}", LIST
    direct["Message-ID"], direct["Date"] = "<one@example.org>", "Mon, 02 Nov 2026 09:00:00 +0700"
    direct["Subject"], direct["In-Reply-To"] = "Re: Printer [#1]", str(announcement["Message-ID"])
    direct.set_content(ANSWER["en"])
    watch = Watch(desk)
    desk.town.put("helpdesk", through_the_list(desk, direct, hides=True))
    desk.step()
    assert desk.ticket().status is Status.OPEN
    desk.town.put("helpdesk", wire(direct))
    assert watch.news() == {}
    assert [kind for kind, _ in received(desk)] == ["question", "answer"]
    assert owner(desk) == "Budi"
    assert "copy through the list" in received(desk)[-1][1]


@pytest.mark.parametrize("first", ["direct", "list"])
def test_klaim_kosong_yang_terlambat_diberi_tahu_sekali_saja(open_desk: Open, first: str) -> None:
    """2.3, row 8: an empty mail has no words to be known by, but what it answers, its author and its date."""
    desk = open_desk(desk={"locale": "id"})
    claims(desk, "budi")
    late = EmailMessage()
    late["From"], late["To"], late["Cc"] = "Sari <sari@example.org>", HELPDESK, LIST
    late["Message-ID"], late["Date"] = "<late@example.org>", "Mon, 02 Nov 2026 09:00:00 +0700"
    late["Subject"], late["In-Reply-To"] = "Re: Printer", str(newest(desk, "sari", "announcement")["Message-ID"])
    late.set_content("\n")
    copies = [wire(late), through_the_list(desk, late, new_id="<another@lists.example.org>")]
    watch = Watch(desk)
    for raw in copies if first == "direct" else reversed(copies):
        desk.town.put("helpdesk", raw)
    assert watch.news() == {"sari": ["already_taken"]}
    assert [kind for kind, _ in received(desk)] == ["question", "claim", "claim"]


def test_two_empty_mails_of_one_second_on_two_tickets_are_two(desk: DeskAtWork) -> None:
    """2.3: a client that sends a batch gives all of it one date; each answers another mail."""
    asks(desk)
    asks(desk, subject="Scanner", text="It does not scan.")
    for number, via_list in ((1, False), (2, True)):
        claim = EmailMessage()
        claim["From"], claim["To"] = "Sari <sari@example.org>", HELPDESK
        claim["Message-ID"], claim["Date"] = f"<claim{number}@example.org>", "Mon, 02 Nov 2026 09:00:00 +0700"
        announced = next(m for m in story(desk, number).messages if m.kind == "announcement")
        claim["Subject"], claim["In-Reply-To"] = f"Re: [#{number}]", announced.message_id
        claim.set_content("\n")
        desk.town.put("helpdesk", through_the_list(desk, claim) if via_list else wire(claim))
    desk.step()
    assert (owner(desk, 1), owner(desk, 2)) == ("Sari", "Sari")


def test_why_tells_of_the_further_copies_and_their_paths(desk: DeskAtWork) -> None:
    """1.3 row 2: the copy's path is noted."""
    direct = question(HELPDESK, LIST)
    desk.town.put("helpdesk", wire(direct))
    desk.town.put("helpdesk", through_the_list(desk, direct))
    desk.step()
    ((_, why),) = received(desk)
    assert "a further copy through the list" in why
