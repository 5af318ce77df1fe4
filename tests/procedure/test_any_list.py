"""Spec 2.3: one ordinary ticket reads the same through every kind of list."""

from dataclasses import replace
from typing import Any

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, QUESTION, canned, facts, newest, owner, received

from mailticket.demo.town import LIST, Town
from mailticket.store import threads
from mailticket.ticket.model import Reason, Status

pytestmark = pytest.mark.servers

HABITS: dict[str, dict[str, Any]] = {
    "Mailman as it ships": {},
    "an alias that changes nothing": {"prefix": "", "footer": ""},
    "rewrites From": {"rewrite_from": True},
    "rewrites From as Google Groups does": {"rewrite_from": True, "original_from": True, "reply_to_list": True},
    "wants all answers for itself": {"reply_to_list": True},
    "rewrites From and wants all answers": {"rewrite_from": True, "reply_to_list": True},
    "strips duplicates": {"copies": "once"},
    "never echoes": {"echo": False},
    "members only": {"posting": "members"},
    "members only, rewrites From, never echoes": {"posting": "members", "rewrite_from": True, "echo": False},
    "a footer of its own words": {"footer": "Ops desk, floor 2 -- https://wiki.example.org/ops"},
}


@pytest.mark.parametrize("habits", HABITS.values(), ids=HABITS.keys())
@pytest.mark.parametrize("locale", ["en", "id"])
def test_question_claim_answer_and_closing(town: Town, open_desk: Open, habits: dict[str, Any], locale: str) -> None:
    town.mailing_list = replace(town.mailing_list, **habits)
    desk = open_desk(desk={"locale": locale})
    town.send("ani", cc=LIST, subject=QUESTION[locale][0], text=QUESTION[locale][1])
    desk.step()
    assert str(desk.ticket().customer) == "Ani <ani@example.net>"
    town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    town.reply(newest(desk, "budi", "assigned"), "budi", ANSWER[locale], everybody=False)
    desk.step()
    assert desk.ticket().status is Status.WAITING
    town.reply(newest(desk, "ani", "by budi"), "ani", "Not yet. / Belum bisa.")
    desk.step()
    assert desk.ticket().status is Status.IN_PROGRESS
    town.reply(newest(desk, "ani", "by budi"), "budi", canned(desk, "closing"))
    desk.step()
    assert (desk.ticket().status, desk.ticket().closed_reason) == (Status.CLOSED, Reason.SATISFIED)
    assert [kind for kind, _ in received(desk)] == ["question", "claim", "answer", "customer_reply", "closing"]
    assert facts(desk) == ["Opened", "Claimed", "Answered", "CustomerReplied", "ResponseMet", "Closed"]
    assert len(desk.tickets()) == 1


@pytest.mark.parametrize("habits", [{"rewrite_from": True}, {"rewrite_from": True, "reply_to_list": True}], ids=str)
def test_an_operator_who_writes_to_the_list_alone_is_found_behind_a_rewritten_from(
    town: Town, open_desk: Open, habits: dict[str, Any]
) -> None:
    town.mailing_list = replace(town.mailing_list, **habits)
    desk = open_desk()
    town.send("ani", subject="Printer", text="It does not print.")
    desk.step()
    announcement = newest(desk, "sari", "announcement")
    town.send("sari", LIST, subject="Re: Printer [#1]", headers={"In-Reply-To": str(announcement["Message-ID"])})
    desk.step()
    assert owner(desk) == "Sari"


HIDES: dict[str, str] = {
    "From": "Ani via Operators <operators@lists.example.org>",
    "Reply-To": LIST,
    "List-Id": "<operators.lists.example.org>",
}
"""What a list writes that names nobody but itself."""


def test_a_hidden_author_is_no_stranger_on_a_ticket(town: Town, open_desk: Open) -> None:
    """2.3, row 18: only the direct copy says who wrote it; until then it is a note."""
    desk = open_desk()
    town.send("ani", cc=LIST, subject="Printer", text="It does not print.")
    desk.step()
    announcement = newest(desk, "budi", "announcement")
    headers = {**HIDES, "In-Reply-To": str(announcement["Message-ID"])}
    town.send("ani", subject="Re: Printer [#1]", text="It is the one in room 3.", headers=headers)
    desk.step()
    assert received(desk)[-1][0] == "note"
    assert "third_party" not in mails(desk)
    assert len(desk.tickets()) == 1


def test_a_hidden_author_on_no_ticket_never_makes_the_list_a_customer(town: Town, open_desk: Open) -> None:
    """2.3, row 25: the owner is asked whose question it is."""
    desk = open_desk()
    town.send("ani", subject="Printer", text="It does not print.", headers=HIDES)
    desk.step()
    assert [one.customer for one in desk.tickets()] == [None]
    assert "received" not in mails(desk)


def mails(desk: DeskAtWork) -> list[str]:
    """The kinds of all mails that the desk sent."""
    with desk.works.store.reading() as tx:
        return [one.kind for one in threads.of_ticket(tx, desk.ticket().number) if one.direction == "out"]
