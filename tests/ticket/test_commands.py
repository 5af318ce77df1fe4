"""Spec 3.1: what each command does, and what it doesn't."""
# ruff: noqa: E501 -- tables: one clause a line

from dataclasses import replace

import pytest
from tests.ticket.desk_words import (
    ALWAYS,
    ANI,
    BUDI,
    CHIEF,
    CLOSED,
    CONFIRMED,
    HELD,
    LATE,
    NOBODYS,
    OPEN,
    OWNED,
    RELAY,
    REMINDED,
    RESOLVED,
    SARI,
    STRANGER,
    WAITING,
    after,
    answer,
    applied,
    facts,
    mails,
    note,
    notice,
    order,
    ordered,
    row,
    send,
    to_our,
    to_their,
    what_follows,
)

from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.commands import BY_WORD, WORDS, Command
from mailticket.ticket.effects import Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Reason, Status

ALONE = row("command", 0, "commands alone (3.1)")


def result(who, *troubles, done=()):
    return send("command_result", who, topic="help", troubles=troubles, done=done)


def told_owner(line):
    return notice(BUDI, "command_on_your_ticket", text=line)


CLAUSES = [
    ("take: an open ticket is a claim", OPEN, ordered(SARI, order("take")), (fx.Claimed(by=SARI), ALONE, send("assigned"))),
    ("take: by mail to the helpdesk alone the list hears of it", OPEN, ordered(SARI, order("take"), on_list=False), (fx.Claimed(by=SARI), ALONE, send("assigned"), send("taken"))),
    ("take: the former owner is told", OWNED, ordered(SARI, order("take")), (fx.Assigned(to=SARI, by=SARI), send("command_result", BUDI, topic="taken_over"), ALONE, send("assigned"))),
    ("take: one's own changes nothing", OWNED, ordered(BUDI, order("take")), (ALONE,)),
    ("take: not a supervisor who isn't on the roster", OPEN, ordered(CHIEF, order("take")), (ALONE, result(CHIEF, ("#take", "not_operator")))),
    ("take with an answer: claim and answer in one", OPEN, ordered(SARI, order("take"), content=Content.TEXT, reaches_customer=True), (fx.Claimed(by=SARI), row("answer", 12), fx.Answered(by=SARI))),
    ("release: announced again", OWNED, ordered(BUDI, order("release")), (fx.Released(by=BUDI), send("announcement"), ALONE)),
    ("release: text below it is a plain note and no claim", OWNED, ordered(BUDI, order("release"), content=Content.TEXT), (fx.Released(by=BUDI), send("announcement"), row("note", 13), fx.Noted(by=BUDI))),
    ("release: not from the queue", OPEN, ordered(BUDI, order("release")), (ALONE, result(BUDI, ("#release", "in_queue")))),
    ("assign: the new owner gets assigned", OPEN, ordered(BUDI, order("assign", "Sari", person=SARI)), (fx.Assigned(to=SARI, by=BUDI), send("assigned"), ALONE)),
    ("assign: nobody of that name", OWNED, ordered(SARI, order("assign", "Sri")), (ALONE, result(SARI, ("#assign Sri", "no_such_operator")))),
    ("assign: words below a failed one are no claim", OPEN, ordered(SARI, order("assign", "Sri"), content=Content.TEXT), (row("note", 13), fx.Noted(by=SARI), result(SARI, ("#assign Sri", "no_such_operator")))),
    ("send: an answer in the operator's name", OWNED, ordered(BUDI, order("send", has_text=True), content=Content.TEXT, on_list=False), (send("sent_on", BUDI), row("answer", 12), fx.Answered(by=BUDI))),
    ("send: claims first", OPEN, ordered(SARI, order("send", has_text=True), content=Content.TEXT), (fx.Claimed(by=SARI), send("sent_on", SARI), row("answer", 12), fx.Answered(by=SARI))),
    ("send: nothing if the mail reached the customer", OWNED, ordered(BUDI, order("send", has_text=True), content=Content.TEXT, reaches_customer=True), (row("answer", 12), fx.Answered(by=BUDI))),
    ("send: alone it sends the note that it answers", OWNED, ordered(BUDI, order("send", has_text=True), passes_on=Content.TEXT), (send("sent_on", BUDI), row("answer", 12), fx.Answered(by=BUDI))),
    ("send: … though the mail itself reached the customer", OWNED, ordered(BUDI, order("send", has_text=True), passes_on=Content.TEXT, reaches_customer=True), (send("sent_on", BUDI), row("answer", 12), fx.Answered(by=BUDI))),
    ("send: what it sent is judged by row 9", OWNED, ordered(BUDI, order("send", has_text=True), passes_on=Content.CLOSING_SATISFIED), (send("sent_on", BUDI), row("closing", 9), fx.ResponseMet(by=BUDI), fx.Closed(reason=Reason.SATISFIED, by=BUDI), send("closed"))),
    ("send: with nothing to send", OWNED, ordered(BUDI, order("send")), (ALONE, result(BUDI, ("#send", "nothing_to_send")))),
    ("send: to nobody known; the text is a note", replace(OWNED, customer=None), ordered(SARI, order("send", has_text=True), content=Content.TEXT), (row("note", 13), fx.Noted(by=SARI), result(SARI, ("#send", "no_customer")))),
    ("send and close: the text leaves first, as the statement", OWNED, ordered(BUDI, order("close"), order("send", has_text=True), content=Content.TEXT), (send("sent_on", BUDI), fx.ResponseMet(by=BUDI), fx.Closed(reason=Reason.SATISFIED, by=BUDI), send("closed"), row("closing", 9, "#close"))),
    ("send and progress", OWNED, ordered(BUDI, order("progress"), order("send", has_text=True), content=Content.TEXT), (send("sent_on", BUDI), row("progress", 10), fx.Progressed(by=BUDI))),
    ("note: never a claim", OPEN, ordered(BUDI, order("note"), content=Content.TEXT), (row("note", 13, "#note"), fx.Noted(by=BUDI))),
    ("note: the customer was addressed: the sender is warned", OWNED, ordered(BUDI, order("note"), content=Content.TEXT, reaches_customer=True), (row("note", 13, "#note"), fx.Noted(by=BUDI), notice(BUDI, "customer_addressed_note"))),
    ("progress: the text is a progress note", WAITING, ordered(BUDI, order("progress"), content=Content.TEXT, reaches_customer=True), (row("progress", 10), fx.Progressed(by=BUDI))),
    ("progress: claims first", OPEN, ordered(SARI, order("progress"), content=Content.TEXT, reaches_customer=True), (fx.Claimed(by=SARI), row("progress", 10), fx.Progressed(by=SARI))),
    ("answered: by telephone", OWNED, ordered(BUDI, order("answered", "by telephone")), (fx.Answered(by=BUDI), ALONE)),
    ("answered: its text is a record", OWNED, ordered(BUDI, order("answered"), content=Content.TEXT), (fx.Answered(by=BUDI), row("answer", 0, "#answered: the operator's word (3.1)"))),
    ("answered: resolved: the supervisor is told", RESOLVED, ordered(BUDI, order("answered")), (fx.Answered(by=BUDI), notice(None, "resolved_answered", to_supervisor=True), ALONE)),
    ("close: satisfied", OWNED, ordered(BUDI, order("close")), (fx.Closed(reason=Reason.SATISFIED, by=BUDI), send("closed"), ALONE)),
    ("close: claims first, and sends no assigned", OPEN, ordered(SARI, order("close"), on_list=False), (fx.Claimed(by=SARI), fx.Closed(reason=Reason.SATISFIED, by=SARI), send("closed"), ALONE)),
    ("close: from a supervisor", WAITING, ordered(CHIEF, order("close")), (fx.Closed(reason=Reason.SUPERVISOR, by=CHIEF), send("closed"), told_owner("#close"), ALONE)),
    ("close: with a reason", REMINDED, ordered(BUDI, order("close", "no_reply")), (fx.Closed(reason=Reason.NO_REPLY, by=BUDI), send("closed"), ALONE)),
    ("close: an unknown reason", OWNED, ordered(BUDI, order("close", "tired")), (ALONE, result(BUDI, ("#close tired", "bad_value")))),
    ("close: supervisor isn't an operator's reason", OWNED, ordered(BUDI, order("close", "supervisor")), (ALONE, result(BUDI, ("#close supervisor", "not_supervisor")))),
    ("close: text that reaches the customer is the statement", OWNED, ordered(BUDI, order("close"), content=Content.TEXT, reaches_customer=True), (fx.ResponseMet(by=BUDI), fx.Closed(reason=Reason.SATISFIED, by=BUDI), send("closed"), row("closing", 9, "#close"))),
    ("close: text that doesn't is a note", OWNED, ordered(BUDI, order("close"), content=Content.TEXT), (fx.Closed(reason=Reason.SATISFIED, by=BUDI), send("closed"), row("note", 13, "below #close"), fx.Noted(by=BUDI))),
    ("reopen: for the same owner, who is told", CLOSED, ordered(SARI, order("reopen")), (fx.Reopened(by=SARI, to=Status.IN_PROGRESS), told_owner("#reopen"), ALONE)),
    ("reopen: nobody's goes to the queue", replace(CLOSED, owner=None), ordered(SARI, order("reopen")), (fx.Reopened(by=SARI, to=Status.OPEN), send("announcement"), ALONE)),
    ("reopen: ends a hold", HELD, ordered(BUDI, order("reopen")), (fx.Resumed(to=Status.IN_PROGRESS, by=BUDI), ALONE)),
    ("reopen: what is open isn't", OWNED, ordered(BUDI, order("reopen")), (ALONE, result(BUDI, ("#reopen", "not_closed")))),
    ("hold", WAITING, ordered(BUDI, order("hold")), (fx.Held(by=BUDI), ALONE)),
    ("hold: claims first", OPEN, ordered(BUDI, order("hold")), (fx.Claimed(by=BUDI), fx.Held(by=BUDI), ALONE, send("assigned"))),
    ("hold: what nobody owns can't be put aside", OPEN, ordered(CHIEF, order("hold")), (ALONE, result(CHIEF, ("#hold", "in_queue")))),
    ("hold until a date", OWNED, ordered(BUDI, order("hold", "until Friday", until=after(90))), (fx.Held(by=BUDI, until=after(90)), ALONE)),
    ("hold until a date that is past", OWNED, ordered(BUDI, order("hold", "until May", until=after(0))), (ALONE, result(BUDI, ("#hold until May", "bad_date")))),
    ("hold until no date; and a failed order claims nothing", OPEN, ordered(BUDI, order("hold", "until later")), (ALONE, result(BUDI, ("#hold until later", "bad_date")))),
    ("customer", NOBODYS, ordered(BUDI, order("customer", ANI.address, address=ANI)), (fx.CustomerNamed(customer=ANI, by=BUDI), ALONE)),
    ("customer: no address", OWNED, ordered(BUDI, order("customer", "Ani")), (ALONE, result(BUDI, ("#customer Ani", "no_address")))),
    ("excuse: the last breach, by a supervisor", LATE, ordered(CHIEF, order("excuse")), (fx.Excused(by=CHIEF), told_owner("#excuse"), ALONE)),
    ("excuse: not by an operator", LATE, ordered(SARI, order("excuse")), (ALONE, result(SARI, ("#excuse", "not_supervisor")))),
    ("excuse: there is none", OWNED, ordered(CHIEF, order("excuse")), (ALONE, result(CHIEF, ("#excuse", "no_breach")))),
    ("priority", CLOSED, ordered(BUDI, order("priority", "HIGH")), (fx.Labelled(label="priority", value="high", by=BUDI), ALONE)),
    ("priority: no such", OWNED, ordered(BUDI, order("priority", "top")), (ALONE, result(BUDI, ("#priority top", "bad_value")))),
    ("tag: added to the others, once", replace(OWNED, tags=("vpn",)), ordered(BUDI, order("tag", "VPN, wifi")), (fx.Labelled(label="tags", value="vpn,wifi", by=BUDI), ALONE)),
    ("help: the list of commands", OWNED, ordered(SARI, order("help")), (told_owner("#help"), ALONE, result(SARI, done=("#help",)))[1:]),
    ("a mistyped command: its text counts, its sender is told", OPEN, answer(SARI, suspects=("#sned",)), (fx.Claimed(by=SARI), row("answer", 12), fx.Answered(by=SARI), result(SARI, ("#sned", "unknown")))),
    ("on a closed ticket the others are refused", CLOSED, ordered(SARI, order("hold")), (ALONE, result(SARI, ("#hold", "closed")))),
    ("two of them, one of which fails", OWNED, ordered(BUDI, order("priority", "high"), order("excuse")), (fx.Labelled(label="priority", value="high", by=BUDI), ALONE, result(BUDI, ("#excuse", "not_supervisor"), done=("#priority high",)))),
    ("the owner hears of another's order", OWNED, ordered(SARI, order("hold")), (fx.Held(by=SARI), told_owner("#hold"), ALONE)),
    ("1.3: commands alone are no claim", OPEN, ordered(BUDI, order("tag", "vpn")), (fx.Labelled(label="tags", value="vpn", by=BUDI), ALONE)),
    ("6: a yes below another command still confirms", RESOLVED, ordered(CHIEF, order("priority", "high"), content=Content.COURTESY, yes=True), (fx.Labelled(label="priority", value="high", by=CHIEF), told_owner("#priority high"), row("closing", 6), fx.Closed(reason=Reason.SATISFIED, by=CHIEF), send("closed"))),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "event", "follows"), [pytest.param(*rest, id=name) for name, *rest in CLAUSES])
def test_what_follows(ticket, event, follows):
    assert what_follows(ticket, event) == follows


def at_the_command_line(who, given, **roles):
    return ev.CommandGiven(at=after(1), by=who, order=given, **{"operator": True, "supervisor": False, **roles})


@pytest.mark.parametrize(
    ("ticket", "given", "follows"),
    [
        pytest.param(OPEN, order("take"), (fx.Claimed(by=SARI), send("assigned"), send("taken")), id="take"),
        pytest.param(OPEN, order("hold"), (fx.Claimed(by=SARI), fx.Held(by=SARI), send("assigned"), send("taken")), id="hold claims first"),
        pytest.param(OPEN, order("close"), (fx.Claimed(by=SARI), fx.Closed(reason=Reason.SATISFIED, by=SARI), send("closed")), id="close claims first"),
        pytest.param(OWNED, order("note"), (fx.Noted(by=SARI), send("copy")), id="note"),
        pytest.param(OWNED, order("reopen"), (result(SARI, ("#reopen", "not_closed")),), id="refused"),
    ],
)  # fmt: skip
def test_4_4_the_command_line_follows_the_same_rules(ticket, given, follows):
    shown = [
        replace(one, topic="help") if isinstance(one, Send) and one.troubles else one
        for one in what_follows(ticket, at_the_command_line(SARI, given))
    ]
    assert tuple(shown) == follows


def test_an_administrator_cannot_resolve_what_nobody_owns():
    event = at_the_command_line(STRANGER, order("close"), operator=False)
    assert facts(what_follows(OPEN, event, CONFIRMED)) == []
    assert facts(what_follows(OPEN, event, ALWAYS)) == [fx.Closed]


def test_close_with_confirmation_waits_for_the_supervisor():
    effects = what_follows(OPEN, ordered(SARI, order("close"), on_list=False), CONFIRMED)
    assert (facts(effects), mails(effects)) == ([fx.Claimed, fx.Resolved], [Mail.CONFIRM_CLOSING])
    assert applied(OPEN, effects, after(1)).response is None, "the command counts as the statement"


RELAYED = (Mail.ASSIGNED, Mail.CUSTOMER_REPLIED, Mail.REOPENED, Mail.CUSTOMER_CONTENT, Mail.UPDATE_DUE)


@pytest.mark.parametrize(
    "parent", [*(to_our(mail) for mail in RELAYED), to_their(Kind.QUESTION), to_their(Kind.CUSTOMER_REPLY)], ids=str
)
def test_relay_sends_the_owners_reply_on(parent):
    effects = what_follows(OWNED, note(BUDI, parent=parent, on_list=False), RELAY)
    assert effects == (send("sent_on", BUDI), row("answer", 12), fx.Answered(by=BUDI))
    assert mails(what_follows(OWNED, note(BUDI, parent=parent, reaches_customer=True), RELAY)) == [], "nothing twice"


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(note(SARI, parent=to_our(Mail.ASSIGNED)), id="somebody else's text"),
        pytest.param(note(BUDI, parent=to_our(Mail.ANNOUNCEMENT)), id="a reply to any other mail"),
        pytest.param(note(BUDI, parent=to_their(Kind.NOTE)), id="a reply to a note"),
        pytest.param(note(BUDI), id="a reply to nothing"),
        pytest.param(ordered(BUDI, order("note"), content=Content.TEXT, parent=to_our(Mail.ASSIGNED)), id="#note"),
        pytest.param(ordered(BUDI, order("assign", "Sri"), content=Content.TEXT, parent=to_our(Mail.ASSIGNED)), id="words to a colleague below a failed #assign"),
    ],
)  # fmt: skip
def test_relay_keeps_notes(event):
    effects = what_follows(OWNED, event, RELAY)
    assert Mail.SENT_ON not in mails(effects)
    assert fx.Noted in facts(effects)


def test_every_command_has_its_words():
    assert set(WORDS) == set(Command)
    assert len(BY_WORD) == sum(1 + bool(word.also) for word in WORDS.values()), "no word means two things"
