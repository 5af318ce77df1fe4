"""Spec 1.3, rows 14 to 19, 5 and 3: a ticket, what somebody outside the desk writes, what follows."""
# ruff: noqa: E501 -- tables: one clause a line

import pytest
from tests.ticket.desk_words import (
    ANI,
    BUDI,
    CLOSED,
    CONTENT,
    DUPLICATE,
    FRIEND,
    HELD,
    HELPDESK,
    LATE,
    OPEN,
    OWNED,
    PROGRESSED,
    RESOLVED,
    SARI,
    SPAM,
    STRANGER,
    WAITING,
    after,
    answer,
    customer_writes,
    mails,
    notice,
    row,
    send,
    then,
    time_passes,
    what_follows,
)

from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.effects import Kind, Mail
from mailticket.ticket.events import Content
from mailticket.ticket.model import Status

CLAUSES = [
    # row 14
    ("14: a survey answer opens nothing", CLOSED, customer_writes(score=5), (row("survey", 14), fx.Surveyed(score=5, comment="", by=ANI))),
    ("14: a bad mark with words is told to the owner", CLOSED, customer_writes(score=2, comment="slow"), (row("survey", 14), fx.Surveyed(score=2, comment="slow", by=ANI), notice(BUDI, "survey_comment", n=2, text="slow"))),
    ("14: a question in it too", CLOSED, customer_writes(score=5, comment="and now?", asks=True), (row("survey", 14), fx.Surveyed(score=5, comment="and now?", by=ANI), notice(BUDI, "survey_comment", n=5, text="and now?"))),
    ("14: a good mark with words isn't", CLOSED, customer_writes(score=3, comment="fine"), (row("survey", 14), fx.Surveyed(score=3, comment="fine", by=ANI))),
    ("14: after survey_within it doesn't count", CLOSED, customer_writes(score=5, hours=31 * 24), (row("survey", 14, "after survey_within: not counted"),)),
    # row 15
    ("15: thanks on waiting: the owner is told", WAITING, customer_writes(Content.COURTESY), (row("thanks", 15), fx.Thanked(by=ANI, content=True), send("customer_content"))),
    ("15: … once", CONTENT, customer_writes(Content.COURTESY), (row("thanks", 15), fx.Thanked(by=ANI, content=False))),
    ("15: on any other status: recorded", OWNED, customer_writes(Content.COURTESY), (row("thanks", 15), fx.Thanked(by=ANI, content=False))),
    ("15: a participant's: recorded", WAITING, customer_writes(Content.COURTESY, author=FRIEND, participant=True), (row("thanks", 15), fx.Thanked(by=FRIEND, content=False))),
    ("15: closed stays closed", CLOSED, customer_writes(Content.COURTESY), (row("thanks", 15), fx.Thanked(by=ANI, content=False))),
    ("15: what the list hasn't is passed on", OWNED, customer_writes(Content.COURTESY, on_list=False), (row("thanks", 15), fx.Thanked(by=ANI, content=False), send("customer_replied"))),
    # row 16
    ("16: the owner's turn, with a deadline", WAITING, customer_writes(), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=True))),
    ("16: a running deadline never moves", OWNED, customer_writes(), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=False))),
    ("16: after a progress note it starts", PROGRESSED, customer_writes(), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=True))),
    ("16: a breached one runs on", LATE, customer_writes(hours=30), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=False))),
    ("16: resolved: the owner's turn", RESOLVED, customer_writes(), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=True))),
    ("16: on hold: the owner is told", HELD, customer_writes(), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=False), notice(BUDI, "on_hold_customer_wrote"))),
    ("16: open: appended", OPEN, customer_writes(), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=False))),
    ("16: open for longer than claim_within: the list is called again", OPEN, customer_writes(hours=5), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=False), send("customer_replied"))),
    ("16: what the list hasn't is passed on", WAITING, customer_writes(on_list=False), (row("customer_reply", 16), fx.CustomerReplied(by=ANI, starts=True), send("customer_replied"))),
    ("16: a participant's counts as the customer's", WAITING, customer_writes(author=FRIEND, participant=True), (row("customer_reply", 16), fx.CustomerReplied(by=FRIEND, starts=True))),
    ("1.3: an operator's forward of the customer's mail", WAITING, customer_writes(forwarded_by=SARI), (row("forward", 16), fx.CustomerReplied(by=ANI, starts=True))),
    # row 17
    ("17: reopens for the same owner", CLOSED, customer_writes(), (row("customer_reply", 17), fx.Reopened(by=ANI, to=Status.IN_PROGRESS), send("reopened"))),
    ("17: to the queue if the owner has left", CLOSED, customer_writes(owner_on_roster=False), (row("customer_reply", 17), fx.Reopened(by=ANI, to=Status.OPEN), send("announcement"))),
    ("17: … and the announcement carries the reply", CLOSED, customer_writes(owner_on_roster=False, on_list=False), (row("customer_reply", 17), fx.Reopened(by=ANI, to=Status.OPEN), send("announcement"))),
    ("17: empty: recorded", CLOSED, customer_writes(Content.EMPTY), (row("customer_reply", 17),)),
    ("17: closed as spam: recorded", SPAM, customer_writes(), (row("customer_reply", 17),)),
    ("17: a duplicate's goes elsewhere", DUPLICATE, customer_writes(), (row("customer_reply", 17),)),
    ("17: at the end of reopen_within", CLOSED, customer_writes(hours=30 * 24), (row("customer_reply", 17), fx.Reopened(by=ANI, to=Status.IN_PROGRESS), send("reopened"))),
    ("17: later a new ticket", CLOSED, customer_writes(hours=30 * 24 + 0.01), (row("customer_reply", 17),)),
    # row 18
    ("18: a third party's is shown", OWNED, ev.ThirdPartyWrote(at=after(1), author=STRANGER, other_account=False), (row("third_party", 18), send("third_party"))),
    ("2.3: perhaps the customer's other account: reminders pause", WAITING, ev.ThirdPartyWrote(at=after(1), author=STRANGER, other_account=True), (row("third_party", 18), send("third_party"), fx.Quieted(until=after(25), why="other_account"), notice(BUDI, "other_account", text=STRANGER.address))),
    # rows 19, 5, 3
    ("19: the helpdesk's webmail: a note", OWNED, ev.HelpdeskWrote(at=after(1), author=HELPDESK, reaches_customer=False, on_list=True), (row("note", 19), fx.Noted(by=HELPDESK))),
    ("19: … that reached the customer", OWNED, ev.HelpdeskWrote(at=after(1), author=HELPDESK, reaches_customer=True, on_list=False), (row("note", 19), fx.Noted(by=HELPDESK), notice(BUDI, "helpdesk_webmail_reached_customer"), send("copy"))),
    ("5: machine mail changes nothing", WAITING, ev.MachineWrote(at=after(1), kind=Kind.AUTO_REPLY, row=5), (row("auto_reply", 5),)),
    ("3: the customer's address is dead", WAITING, ev.DeliveryFailed(at=after(1), recipient=ANI, customer=True, detail="5.1.1"), (row("bounce", 3), fx.Bounced(recipient=ANI, customer=True, detail="5.1.1"), send("undeliverable", text="5.1.1"))),
    ("3: closed: recorded only", CLOSED, ev.DeliveryFailed(at=after(1), recipient=ANI, customer=True), (row("bounce", 3), fx.Bounced(recipient=ANI, customer=True))),
    ("3: somebody else's address changes nothing", WAITING, ev.DeliveryFailed(at=after(1), recipient=BUDI, customer=False), (row("bounce", 3), fx.Bounced(recipient=BUDI, customer=False))),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "event", "follows"), [pytest.param(*rest, id=name) for name, *rest in CLAUSES])
def test_what_follows(ticket, event, follows):
    assert what_follows(ticket, event) == follows


def test_15_an_answer_or_another_mail_ends_the_contentment():
    assert then(CONTENT, answer(BUDI)).spell.content_at is None
    assert then(CONTENT, customer_writes()).spell is None


def test_14_a_later_survey_answer_wins():
    judged = then(then(CLOSED, customer_writes(score=1)), customer_writes(score=4, comment="better", hours=2))
    assert (judged.survey.score, judged.survey.comment, judged.survey.at) == (4, "better", after(2))


def test_2_5_three_empty_echoes_silence_the_ticket_and_alarm_once():
    ticket, alarms = WAITING, []
    for hours in range(1, 6):
        event = customer_writes(Content.EMPTY, hours, loops=True)
        alarms.append(mails(what_follows(ticket, event)).count(Mail.ALARM))
        ticket = then(ticket, event)
    assert alarms == [0, 0, 1, 0, 0]
    assert ticket.silenced
    waiting = then(ticket, answer(BUDI, hours=6))
    assert not mails(what_follows(waiting, time_passes(1000))), "no automatic mail, and no close without it"
