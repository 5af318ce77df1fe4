"""Spec 1.3, rows 6 to 13, clause by clause: a ticket, what an operator or supervisor writes, what follows."""
# ruff: noqa: E501 -- tables: one clause a line

import pytest
from tests.ticket.desk_words import (
    ANI,
    BUDI,
    CHIEF,
    CLOSED,
    CONFIRMED,
    CONTENT,
    DEWI,
    FRIEND,
    HELD,
    NOBODYS,
    OFFICE,
    OPEN,
    OWNED,
    REMINDED,
    RESOLVED,
    SARI,
    SECONDS,
    WAITING,
    after,
    answer,
    empty_reply,
    facts,
    mails,
    note,
    notice,
    order,
    ordered,
    row,
    send,
    then,
    to_our,
    told,
    what_follows,
    wrote,
)

from mailticket.ticket import effects as fx
from mailticket.ticket.deadlines import What, agenda
from mailticket.ticket.effects import Mail
from mailticket.ticket.events import Content
from mailticket.ticket.model import Reason, Status

TO_CHIEF = {"to_supervisor": True}
CLAIMED = fx.Claimed(by=BUDI)
SATISFIED = fx.Closed(reason=Reason.SATISFIED, by=BUDI)
RECORDED = "one more than the day or the silence allows: recorded"

CLAUSES = [
    # row 6
    ("6: an empty mail confirms", RESOLVED, empty_reply(CHIEF), (row("closing", 6), fx.Closed(reason=Reason.SATISFIED, by=CHIEF), send("closed"))),
    ("6: a yes confirms", RESOLVED, note(CHIEF, yes=True), (row("closing", 6), fx.Closed(reason=Reason.SATISFIED, by=CHIEF), send("closed"))),
    ("6: a yes that the list hasn't is shown to it", RESOLVED, note(DEWI, yes=True, on_list=False), (row("closing", 6), fx.Closed(reason=Reason.SATISFIED, by=DEWI), send("closed"), send("copy"))),
    ("6: #close confirms", RESOLVED, ordered(CHIEF, order("close")), (fx.Closed(reason=Reason.SATISFIED, by=CHIEF), send("closed"), notice(BUDI, "command_on_your_ticket", text="#close"), row("command", 0, "commands alone (3.1)"))),
    ("6: #reopen starts next_response", RESOLVED, ordered(DEWI, order("reopen")), (fx.Reopened(by=DEWI, to=Status.IN_PROGRESS), notice(BUDI, "command_on_your_ticket", text="#reopen"), row("command", 0, "commands alone (3.1)"))),
    ("6: anything else is a note", RESOLVED, note(CHIEF), (row("note", 6), fx.Noted(by=CHIEF))),
    ("6: not an operator's", RESOLVED, empty_reply(SARI), (row("claim", 8, "a late claim"), send("already_taken", SARI))),
    # row 7
    ("7: an empty reply to all claims", OPEN, empty_reply(BUDI), (CLAIMED, row("claim", 7), send("assigned"))),
    ("7: an empty reply to the helpdesk alone: the list hears of it", OPEN, empty_reply(BUDI, on_list=False), (CLAIMED, row("claim", 7), send("assigned"), send("taken"))),
    ("7: text that reaches the customer is claim and answer", OPEN, answer(BUDI), (CLAIMED, row("answer", 12), fx.Answered(by=BUDI))),
    ("7: a closing text is claim and closing", OPEN, wrote(BUDI, Content.CLOSING_SATISFIED), (CLAIMED, row("closing", 9), fx.ResponseMet(by=BUDI), SATISFIED, send("closed"))),
    ("7: a progress text is claim and progress", OPEN, wrote(BUDI, Content.PROGRESS), (CLAIMED, row("progress", 10), fx.Progressed(by=BUDI))),
    ("7: text for the list claims, and assigned says the rest", OPEN, note(BUDI), (CLAIMED, row("note", 13), fx.Noted(by=BUDI), send("assigned"))),
    ("7: a supervisor on the roster claims when empty", OPEN, empty_reply(DEWI), (fx.Claimed(by=DEWI), row("claim", 7), send("assigned"))),
    ("7: … or when answering", OPEN, answer(DEWI), (fx.Claimed(by=DEWI), row("answer", 12), fx.Answered(by=DEWI))),
    ("7: … not by a word to the list", OPEN, note(DEWI), (row("note", 13), fx.Noted(by=DEWI))),
    ("7: a greeting claims but answers nothing", OPEN, wrote(BUDI, Content.COURTESY), (CLAIMED, row("thanks", 12, "only thanks or a greeting"), send("assigned"))),
    # row 8
    ("8: empty by the owner: nothing", OWNED, empty_reply(BUDI), (row("note", 8, "empty: recorded only"),)),
    ("8: a late claim is told to its author alone", OWNED, empty_reply(SARI), (row("claim", 8, "a late claim"), send("already_taken", SARI))),
    ("8: … on a waiting ticket too", WAITING, empty_reply(SARI), (row("claim", 8, "a late claim"), send("already_taken", SARI))),
    ("8: closed: recorded only", CLOSED, empty_reply(SARI), (row("note", 8, "empty: recorded only"),)),
    ("8: open, a supervisor's who isn't on the roster", OPEN, empty_reply(CHIEF), (row("note", 8, "empty: recorded only"),)),
    # row 9
    ("9: a closing statement closes", WAITING, wrote(BUDI, Content.CLOSING_SATISFIED), (row("closing", 9), fx.ResponseMet(by=BUDI), SATISFIED, send("closed"))),
    ("9: by any operator", OWNED, wrote(SARI, Content.CLOSING_SATISFIED), (row("closing", 9), fx.ResponseMet(by=SARI), fx.Closed(reason=Reason.SATISFIED, by=SARI), send("closed"))),
    ("9: no_reply after all reminders", REMINDED, wrote(BUDI, Content.CLOSING_NO_REPLY), (row("closing", 9), fx.ResponseMet(by=BUDI), fx.Closed(reason=Reason.NO_REPLY, by=BUDI), send("closed"))),
    ("9: no_reply before is premature", WAITING, wrote(BUDI, Content.CLOSING_NO_REPLY), (row("closing", 9), fx.ResponseMet(by=BUDI), fx.Closed(reason=Reason.NO_REPLY, by=BUDI, premature=True), send("closed"), notice(None, "premature_closing", **TO_CHIEF))),
    ("9: not on a closed ticket", CLOSED, wrote(BUDI, Content.CLOSING_SATISFIED), (row("answer", 12), fx.Answered(by=BUDI))),
    ("9: a statement without the list is shown to it", WAITING, wrote(BUDI, Content.CLOSING_SATISFIED, on_list=False), (row("closing", 9), fx.ResponseMet(by=BUDI), SATISFIED, send("closed"), send("copy"))),
    ("9: a statement that misses the customer is a note", OWNED, wrote(SARI, Content.CLOSING_SATISFIED, reaches_customer=False), (row("note", 13), fx.Noted(by=SARI))),
    # row 10
    ("10: a progress note", OWNED, wrote(BUDI, Content.PROGRESS), (row("progress", 10), fx.Progressed(by=BUDI))),
    ("10: … on a waiting ticket", WAITING, wrote(SARI, Content.PROGRESS), (row("progress", 10), fx.Progressed(by=SARI))),
    ("10: … on hold it is an answer", HELD, wrote(BUDI, Content.PROGRESS), (row("answer", 12), fx.Answered(by=BUDI))),
    # row 11
    ("11: a reminder by hand counts", WAITING, wrote(BUDI, Content.REMINDER), (row("reminder", 11), fx.Reminded(n=1, by=BUDI))),
    ("11: one after the last is recorded", REMINDED, wrote(BUDI, Content.REMINDER, hours=30), (row("reminder", 11, RECORDED),)),
    ("11: not while the customer is content", CONTENT, wrote(BUDI, Content.REMINDER), (row("reminder", 11, RECORDED),)),
    ("11: only on a waiting ticket", OWNED, wrote(BUDI, Content.REMINDER), (row("answer", 12), fx.Answered(by=BUDI))),
    # row 12
    ("12: an answer", OWNED, answer(BUDI), (row("answer", 12), fx.Answered(by=BUDI))),
    ("12: only thanks: nothing changes", OWNED, wrote(BUDI, Content.COURTESY), (row("thanks", 12, "only thanks or a greeting"),)),
    ("12: resolved: the supervisor is told", RESOLVED, answer(BUDI), (row("answer", 12), fx.Answered(by=BUDI), notice(None, "resolved_answered", **TO_CHIEF))),
    ("12: closed stays closed", CLOSED, answer(BUDI), (row("answer", 12), fx.Answered(by=BUDI))),
    ("12: open, by a supervisor who isn't on the roster", OPEN, answer(CHIEF), (row("answer", 12), fx.Answered(by=CHIEF))),
    ("12: by somebody who knew the claim", OWNED, answer(SARI, knows_of=after(0)), (row("answer", 12), fx.Answered(by=SARI))),
    ("12: by somebody who didn't", OWNED, answer(SARI, knows_of=after(-0.1)), (row("answer", 12), fx.Answered(by=SARI), send("already_taken", SARI))),
    ("12: … or of whom nothing is known", OWNED, answer(SARI, knows_of=None), (row("answer", 12), fx.Answered(by=SARI), send("already_taken", SARI))),
    ("12: an answer without the list is shown to it", OWNED, answer(BUDI, on_list=False), (row("answer", 12), fx.Answered(by=BUDI), send("copy"))),
    # row 13
    ("13: a note by the owner is explained", OWNED, note(BUDI), (row("note", 13), fx.Noted(by=BUDI), fx.NoteExplained(), send("kept_as_note", BUDI))),
    ("13: by another operator it isn't", OWNED, note(SARI), (row("note", 13), fx.Noted(by=SARI))),
    ("13: only while the customer waits", WAITING, note(BUDI), (row("note", 13), fx.Noted(by=BUDI))),
    ("13: not with #note", OWNED, ordered(BUDI, order("note"), content=Content.TEXT), (row("note", 13, "#note"), fx.Noted(by=BUDI))),
    ("13: not in reply to a private mail", OWNED, note(BUDI, parent=to_our(Mail.BREACH, named_list=False)), (row("note", 13), fx.Noted(by=BUDI))),
    ("13: … and that isn't copied to the list", OWNED, note(BUDI, parent=to_our(Mail.BREACH, named_list=False), on_list=False), (row("note", 13), fx.Noted(by=BUDI))),
    ("13: a note that the list hasn't is shown to it", OWNED, note(SARI, on_list=False), (row("note", 13), fx.Noted(by=SARI), send("copy"))),
    ("1.4: … an answer to the customer is, whatever it answers", OWNED, answer(BUDI, parent=to_our(Mail.BREACH, named_list=False), on_list=False), (row("answer", 12), fx.Answered(by=BUDI), send("copy"))),
    # 2.3
    ("2.3: whom an operator adds takes part", OWNED, answer(BUDI, joins=(FRIEND,)), (fx.ParticipantJoined(participant=FRIEND, by=BUDI), row("answer", 12), fx.Answered(by=BUDI))),
    ("1.1: the one whom nobody knew yet is the customer", NOBODYS, note(BUDI, joins=(ANI,)), (fx.CustomerNamed(customer=ANI, by=BUDI), CLAIMED, row("answer", 12), fx.Answered(by=BUDI))),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "event", "follows"), [pytest.param(*rest, id=name) for name, *rest in CLAUSES])
def test_what_follows(ticket, event, follows):
    assert what_follows(ticket, event) == follows


@pytest.mark.parametrize(
    ("event", "follows"),
    [
        pytest.param(wrote(BUDI, Content.CLOSING_SATISFIED), (row("closing", 9), fx.ResponseMet(by=BUDI), fx.Resolved(by=BUDI, reason=Reason.SATISFIED), send("confirm_closing")), id="9: a statement has to be confirmed"),
        pytest.param(wrote(BUDI, Content.CLOSING_NO_REPLY), (row("closing", 9), fx.ResponseMet(by=BUDI), fx.Resolved(by=BUDI, reason=Reason.NO_REPLY, premature=True), send("confirm_closing", topic="premature_closing")), id="9: a premature one says so"),
        pytest.param(wrote(CHIEF, Content.CLOSING_SATISFIED), (row("closing", 9), fx.ResponseMet(by=CHIEF), fx.Closed(reason=Reason.SATISFIED, by=CHIEF), send("closed")), id="9: a supervisor's own doesn't"),
        pytest.param(wrote(DEWI, Content.CLOSING_SATISFIED), (row("closing", 9), fx.ResponseMet(by=DEWI), fx.Closed(reason=Reason.SATISFIED, by=DEWI), send("closed")), id="9: nor of an operator who is one"),
    ],
)  # fmt: skip
def test_closing_with_confirmation(event, follows):
    assert what_follows(WAITING, event, CONFIRMED) == follows


def test_6_the_statements_reason_holds():
    resolved = then(REMINDED, wrote(BUDI, Content.CLOSING_NO_REPLY), CONFIRMED)
    closed = then(resolved, empty_reply(CHIEF, hours=2), CONFIRMED)
    assert (closed.status, closed.closed_reason) == (Status.CLOSED, Reason.NO_REPLY)


def test_6_after_reopen_the_owner_has_a_deadline():
    ticket = then(RESOLVED, ordered(CHIEF, order("reopen"), hours=3), CONFIRMED)
    due = agenda(ticket, CONFIRMED, after(3)).due
    assert (ticket.status, due.what, due.at) == (Status.IN_PROGRESS, What.NEXT_RESPONSE, after(27))


def test_11_a_second_reminder_on_one_day_is_only_recorded():
    once = then(WAITING, wrote(BUDI, Content.REMINDER, hours=1))
    assert what_follows(once, wrote(BUDI, Content.REMINDER, hours=3)) == (row("reminder", 11, RECORDED),)
    assert fx.Reminded in facts(what_follows(once, wrote(BUDI, Content.REMINDER, hours=30)))


def test_11_a_reminder_by_hand_counts_after_hours_too():
    waiting = told(OWNED, fx.Answered(by=BUDI), hours=0)
    evening = wrote(BUDI, Content.REMINDER, hours=12)
    assert fx.Reminded in facts(what_follows(waiting, evening, OFFICE)), "21:00 in Jakarta"


def test_11_with_short_intervals_the_interval_takes_the_place_of_the_day():
    once = then(WAITING, wrote(BUDI, Content.REMINDER, hours=1), SECONDS)
    assert fx.Reminded not in facts(what_follows(once, wrote(BUDI, Content.REMINDER, hours=1 + 9 / 3600), SECONDS))
    assert fx.Reminded in facts(what_follows(once, wrote(BUDI, Content.REMINDER, hours=1 + 10 / 3600), SECONDS))


def test_13_explained_once_a_day():
    once = then(OWNED, note(BUDI, hours=1))
    assert Mail.KEPT_AS_NOTE not in mails(what_follows(once, note(BUDI, hours=2)))
    assert Mail.KEPT_AS_NOTE in mails(what_follows(once, note(BUDI, hours=23)))


def test_12_an_answer_restarts_the_spell_at_zero():
    again = then(REMINDED, answer(SARI, hours=5))
    assert (again.owner, again.spell.accepted, again.spell.started_at, again.spells) == (BUDI, 0, after(5), 2)
