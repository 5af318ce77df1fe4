"""Spec 1.3, 1.5, 2.3, 2.5, 3.1: the clauses that decide at the very edge, and the words that a mail needs of them."""
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
    DEWI,
    FRIEND,
    HELD,
    HELPDESK,
    LATE,
    NOBODYS,
    OFFICE,
    OPEN,
    OWNED,
    RELAY,
    REMINDED,
    RESOLVED,
    SARI,
    START,
    STRANGER,
    WAITING,
    after,
    answer,
    customer_writes,
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
    to_their,
    told,
    what_follows,
    wrote,
)

from mailticket.ids import TicketNumber
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.assignment import turn
from mailticket.ticket.decide import decide, open_ticket
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Reason, Status

ALONE = row("command", 0, "commands alone (3.1)")
REPLIED = row("customer_reply", 16)
SURVEYED = row("survey", 14)
WAITING_ON_HOLD = told(WAITING, fx.Held(by=BUDI), hours=0)
NOBODYS_CLOSED = replace(CLOSED, owner=None, owned_at=None)
OPENED = {"at": START, "number": TicketNumber(12), "subject": "VPN", "customer": ANI, "row": 25, "on_list": False}


def third_party(**how):
    return ev.ThirdPartyWrote(at=after(1), author=STRANGER, **{"other_account": False, **how})


def found(**how):
    return ev.AuthorFound(at=after(1), author=ANI, **{"outside": True, "acknowledge": True, **how})


def result(who, *troubles, done=()):
    return send("command_result", who, topic="help", troubles=troubles, done=done)


CLAUSES = [
    # what comes from outside the desk
    ("14: at the end of survey_within it counts", CLOSED, customer_writes(score=5, hours=30 * 24), (SURVEYED, fx.Surveyed(score=5, comment="", by=ANI))),
    ("14: before the close it counts", OWNED, customer_writes(score=5), (SURVEYED, fx.Surveyed(score=5, comment="", by=ANI))),
    ("14: a bad mark without words is told to nobody", CLOSED, customer_writes(score=1), (SURVEYED, fx.Surveyed(score=1, comment="", by=ANI))),
    ("14: without an owner the supervisor is told", NOBODYS_CLOSED, customer_writes(score=1, comment="slow"), (SURVEYED, fx.Surveyed(score=1, comment="slow", by=ANI), notice(None, "survey_comment", n=1, text="slow", to_supervisor=True))),
    ("16: put aside while it waited for the customer: no deadline yet", WAITING_ON_HOLD, customer_writes(), (REPLIED, fx.CustomerReplied(by=ANI, starts=False), notice(BUDI, "on_hold_customer_wrote"))),
    ("16: open for just claim_within: not called yet", OPEN, customer_writes(hours=4), (REPLIED, fx.CustomerReplied(by=ANI, starts=False))),
    ("16: on hold, what the list hasn't is passed on; the owner needs no word beside", HELD, customer_writes(on_list=False), (REPLIED, fx.CustomerReplied(by=ANI, starts=False), send("customer_replied"))),
    ("17: an operator's forward reopens", CLOSED, customer_writes(forwarded_by=SARI), (row("forward", 17), fx.Reopened(by=ANI, to=Status.IN_PROGRESS), send("reopened"))),
    ("17: nobody's goes to the queue", NOBODYS_CLOSED, customer_writes(), (row("customer_reply", 17), fx.Reopened(by=ANI, to=Status.OPEN), send("announcement"))),
    ("24: who asks again hears the number", WAITING, customer_writes(repeats=True), (send("received"), REPLIED, fx.CustomerReplied(by=ANI, starts=True))),
    ("1.3: words above a forward are a note", WAITING, customer_writes(forwarded_by=SARI, note=True), (fx.Noted(by=SARI), row("forward", 16), fx.CustomerReplied(by=ANI, starts=True))),
    ("18: a third party's echo is counted", OWNED, third_party(loops=True), (fx.Looped(by=STRANGER), row("third_party", 18), send("third_party"))),
    ("2.3: another account where nobody is awaited", OWNED, third_party(other_account=True), (row("third_party", 18), send("third_party"))),
    ("2.5: the third echo is an alarm that names who sent it", replace(WAITING, loops=2), customer_writes(Content.EMPTY, loops=True), (fx.Looped(by=ANI), send("alarm", topic="loop", text=ANI.address, to_supervisor=True), REPLIED, fx.CustomerReplied(by=ANI, starts=True))),
    ("5: why it was taken for a machine's is kept", WAITING, ev.MachineWrote(at=after(1), kind=Kind.AUTO_REPLY, row=5, why="Auto-Submitted"), (row("auto_reply", 5, "Auto-Submitted"),)),
    ("19: nobody owns it, nobody is told", OPEN, ev.HelpdeskWrote(at=after(1), author=HELPDESK, reaches_customer=True, on_list=True), (row("note", 19), fx.Noted(by=HELPDESK))),
    ("2.3: the author whom the list hid is the customer", NOBODYS, found(), (fx.CustomerNamed(customer=ANI, by=ANI), send("received"))),
    ("2.3: … not acknowledged", NOBODYS, found(acknowledge=False), (fx.CustomerNamed(customer=ANI, by=ANI),)),
    ("2.3: … nor when closed", told(NOBODYS, fx.Closed(reason=Reason.SPAM), hours=0), found(), (fx.CustomerNamed(customer=ANI, by=ANI),)),
    ("2.3: … one of the desk is nobody's customer", NOBODYS, found(outside=False), ()),
    ("2.3: … a customer who is known stays it", replace(OPEN, customer=FRIEND), found(), ()),
    ("3: known to be dead already", replace(OWNED, undeliverable=True), ev.DeliveryFailed(at=after(1), recipient=ANI, customer=True), (row("bounce", 3), fx.Bounced(recipient=ANI, customer=True))),
    ("2.8: the last reminder came back", REMINDED, ev.ReminderReturned(at=after(1), spell=1, n=3), (fx.ReminderQueued(n=3),)),
    ("2.8: … not an older one", REMINDED, ev.ReminderReturned(at=after(1), spell=1, n=2), ()),
    ("2.8: … nor one of another silence", REMINDED, ev.ReminderReturned(at=after(1), spell=2, n=3), ()),
    ("2.8: … nor one after which another is queued", told(WAITING, fx.Reminded(n=1), fx.ReminderQueued(n=2), hours=0), ev.ReminderReturned(at=after(1), spell=1, n=1), ()),
    ("2.8: … nor after the customer wrote", OWNED, ev.ReminderReturned(at=after(1), spell=1, n=1), ()),
    ("the server took it twice: counted once", REMINDED, ev.ReminderAccepted(at=after(1), spell=1, n=3), ()),
    ("the server took it after the customer wrote", OWNED, ev.ReminderAccepted(at=after(1), spell=1, n=1), ()),
    ("dropped after the customer wrote", OWNED, ev.ReminderDropped(at=after(1), spell=1, n=1), ()),
    # operators
    ("2.3: who takes part already doesn't join again", replace(OWNED, participants=(FRIEND,)), answer(BUDI, joins=(FRIEND, ANI)), (row("answer", 12), fx.Answered(by=BUDI))),
    ("1.1: of two strangers on nobody's ticket neither is the customer", NOBODYS, note(BUDI, joins=(ANI, FRIEND)), (fx.ParticipantJoined(participant=ANI, by=BUDI), fx.ParticipantJoined(participant=FRIEND, by=BUDI), fx.Claimed(by=BUDI), row("note", 13), fx.Noted(by=BUDI), send("assigned"))),
    ("7: a claim by #send to the helpdesk alone: the list reads sent_on", OPEN, ordered(SARI, order("send", has_text=True), passes_on=Content.TEXT, on_list=False), (fx.Claimed(by=SARI), send("sent_on", SARI), row("answer", 12), fx.Answered(by=SARI))),
    ("7: … a greeting sent on claims too", OPEN, ordered(SARI, order("send", has_text=True), passes_on=Content.COURTESY, on_list=False), (fx.Claimed(by=SARI), send("sent_on", SARI), row("thanks", 12, "only thanks or a greeting"), send("assigned"))),
    ("6: after resolved, a supervisor's #note is a note", RESOLVED, ordered(CHIEF, order("note"), content=Content.TEXT, yes=True), (row("note", 13, "#note"), fx.Noted(by=CHIEF))),
    ("6: an answer to the customer isn't the confirmation", RESOLVED, answer(CHIEF), (row("answer", 12), fx.Answered(by=CHIEF), notice(None, "resolved_answered", to_supervisor=True))),
    ("8: nobody's on hold is nothing to claim late", replace(OWNED, owner=None), empty_reply(SARI), (row("note", 8, "empty: recorded only"),)),
    ("10: #progress on what is resolved is an answer", RESOLVED, wrote(BUDI, Content.PROGRESS), (row("answer", 12), fx.Answered(by=BUDI), notice(None, "resolved_answered", to_supervisor=True))),
    ("12: an answer of the claim's very instant is aware of it", OWNED, answer(SARI, knows_of=START), (row("answer", 12), fx.Answered(by=SARI))),
    ("13: the list is shown a note in reply to somebody's message", OWNED, note(SARI, parent=to_their(Kind.NOTE), on_list=False), (row("note", 13), fx.Noted(by=SARI), send("copy"))),
    ("13: … and in reply to a mail of ours that named it", OWNED, note(SARI, parent=to_our(Mail.ASSIGNED), on_list=False), (row("note", 13), fx.Noted(by=SARI), send("copy"))),
    ("13: a note that gives the ticket away needs no explanation", OWNED, ordered(BUDI, order("assign", "Sari", person=SARI), content=Content.TEXT), (fx.Assigned(to=SARI, by=BUDI), send("assigned"), row("note", 13), fx.Noted(by=BUDI))),
    ("3.1: taking and answering in one needs no assigned", OWNED, ordered(SARI, order("take"), content=Content.TEXT, reaches_customer=True, knows_of=after(1)), (fx.Assigned(to=SARI, by=SARI), send("command_result", BUDI, topic="taken_over"), row("answer", 12), fx.Answered(by=SARI))),
    ("3.1: an owner who has left hears of no order", OWNED, ordered(SARI, order("hold"), owner_on_roster=False), (fx.Held(by=SARI), ALONE)),
    ("3.1: a mistyped command beside one that went well", OWNED, ordered(BUDI, order("hold"), suspects=("#sned",)), (fx.Held(by=BUDI), ALONE, result(BUDI, ("#sned", "unknown"), done=("#hold",)))),
    ("3.1: #close above #note: the text is a note", OWNED, ordered(BUDI, order("close"), order("note"), content=Content.TEXT), (fx.Closed(reason=Reason.SATISFIED, by=BUDI), send("closed"), row("note", 13, "#note"), fx.Noted(by=BUDI))),
    ("3.1: #hold until this very instant is past", OWNED, ordered(BUDI, order("hold", "until now", until=after(1))), (ALONE, result(BUDI, ("#hold until now", "bad_date")))),
    ("3.1: #reopen of what is resolved", RESOLVED, ordered(BUDI, order("reopen")), (fx.Reopened(by=BUDI, to=Status.IN_PROGRESS), ALONE)),
    ("3.1: #reopen for an owner who has left", CLOSED, ordered(SARI, order("reopen"), owner_on_roster=False), (fx.Reopened(by=SARI, to=Status.OPEN), send("announcement"), ALONE)),
    ("3.1: #assign to its owner changes nothing", OWNED, ordered(SARI, order("assign", "Budi", person=BUDI)), (ALONE,)),
    ("3.1: #assign to oneself from the queue is a claim", OPEN, ordered(BUDI, order("assign", "Budi", person=BUDI)), (fx.Claimed(by=BUDI), ALONE, send("assigned"))),
    ("3.1: a third one gives Budi's to Sari", OWNED, ordered(DEWI, order("assign", "Sari", person=SARI)), (fx.Assigned(to=SARI, by=DEWI), send("assigned"), send("command_result", BUDI, topic="taken_over"), ALONE)),
    ("3.1: a breach is excused once", told(LATE, fx.Excused(by=CHIEF), hours=25), ordered(CHIEF, order("excuse"), hours=26), (ALONE, result(CHIEF, ("#excuse", "no_breach")))),
    ("6: #close above an answer confirms, and meets the deadline", RESOLVED, ordered(CHIEF, order("close"), content=Content.TEXT, reaches_customer=True), (fx.ResponseMet(by=CHIEF), fx.Closed(reason=Reason.SATISFIED, by=CHIEF), send("closed"), notice(BUDI, "command_on_your_ticket", text="#close"), row("closing", 9, "#close"))),
    ("3.1: #category", OWNED, ordered(BUDI, order("category", " VPN ")), (fx.Labelled(label="category", value="VPN", by=BUDI), ALONE)),
    ("3.1: #branch, on a closed ticket", CLOSED, ordered(BUDI, order("branch", "Depok")), (fx.Labelled(label="branch", value="Depok", by=BUDI), ALONE)),
    ("3.1: #tag #vpn, wifi", OWNED, ordered(BUDI, order("tag", "#vpn, wifi,")), (fx.Labelled(label="tags", value="vpn,wifi", by=BUDI), ALONE)),
    ("3.1: #close spam tells the customer nothing", OWNED, ordered(BUDI, order("close", "spam")), (fx.Closed(reason=Reason.SPAM, by=BUDI), ALONE)),
    ("3.1: #close, by a supervisor of the roster, of what is resolved", RESOLVED, ordered(DEWI, order("close", "supervisor")), (fx.Closed(reason=Reason.SUPERVISOR, by=DEWI), send("closed"), notice(BUDI, "command_on_your_ticket", text="#close supervisor"), ALONE)),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "event", "follows"), [pytest.param(*rest, id=name) for name, *rest in CLAUSES])
def test_what_follows(ticket, event, follows):
    assert what_follows(ticket, event) == follows


@pytest.mark.parametrize("words", ["satisfied", "puas", "Selesai", " satisfied "])
def test_3_1_words_for_satisfied(words):
    assert fx.Closed(reason=Reason.SATISFIED, by=BUDI) in what_follows(OWNED, ordered(BUDI, order("close", words)))


@pytest.mark.parametrize("words", ["no_reply", "no reply", "tanpa balasan", "Tidak dibalas"])
def test_3_1_words_for_no_reply(words):
    assert fx.Closed(reason=Reason.NO_REPLY, by=BUDI) in what_follows(REMINDED, ordered(BUDI, order("close", words)))


@pytest.mark.parametrize(
    "command", ["reopen", "note", "excuse", "help", "ticket", "priority", "category", "branch", "tag"]
)
def test_3_1_on_a_closed_ticket_this_is_still_possible(command):
    effects = what_follows(CLOSED, ordered(CHIEF, order(command, "high")))
    assert "closed" not in {reason for one in effects if isinstance(one, Send) for _, reason in one.troubles}, effects


@pytest.mark.parametrize(
    "command", ["take", "release", "assign", "send", "answered", "close", "hold", "customer", "progress"]
)
def test_3_1_and_this_is_not(command):
    line = order(command, "x", person=SARI, address=ANI, has_text=True)
    assert result(BUDI, (line.line, "closed")) in what_follows(CLOSED, ordered(BUDI, line))


def test_1_2_spam_needs_no_confirmation():
    effects = what_follows(OWNED, ordered(BUDI, order("close", "spam")), CONFIRMED)
    assert facts(effects) == [fx.Closed]


def test_9_nobodys_ticket_cannot_wait_for_the_supervisors_word():
    nobodys = replace(WAITING, owner=None, owned_at=None)
    closing = wrote(BUDI, Content.CLOSING_SATISFIED, knows_of=None)
    assert facts(what_follows(nobodys, closing, CONFIRMED)) == [fx.Answered]
    assert fx.Closed in facts(what_follows(nobodys, closing, ALWAYS))


@pytest.mark.parametrize(
    ("read_until", "at", "late"),
    [(20, 30, False), (30, 20, False), (24, 30, True), (30, 24, True), (None, 30, False)],
)
def test_i15_an_order_at_the_command_line_is_late_only_as_far_as_the_mailbox_is_read(read_until, at, late):
    given = ev.CommandGiven(
        at=after(at), by=BUDI, operator=True, supervisor=False, order=order("answered"),
        read_until=None if read_until is None else after(read_until),
    )  # fmt: skip
    assert (fx.Breached in facts(what_follows(OWNED, given))) is late


def test_1_3_orders_above_a_forward_are_the_operators_and_come_first():
    given = ev.CommandGiven(at=after(30), by=SARI, operator=True, supervisor=False, order=order("priority", "high"))
    effects = what_follows(OWNED, customer_writes(hours=30, forwarded_by=SARI, given=(given,)))
    assert facts(effects) == [fx.Breached, fx.Labelled, fx.CustomerReplied]
    assert facts(what_follows(OWNED, customer_writes(hours=30))) == [fx.CustomerReplied], "else the sweep says it"


def test_11_without_a_reminder_that_is_left_none_by_hand_counts():
    once = then(WAITING, wrote(BUDI, Content.REMINDER))
    assert what_follows(once, wrote(BUDI, Content.REMINDER, hours=30)) == (
        row("reminder", 11),
        fx.Reminded(n=2, by=BUDI),
    )


@pytest.mark.parametrize(
    ("asked", "opened", "kind"),
    [
        ({}, {}, Kind.QUESTION),
        ({"row": 19, "by": BUDI, "customer": None}, {"by": BUDI, "customer": None}, Kind.QUESTION),
        ({"row": 20, "by": SARI}, {"by": SARI}, Kind.FORWARD),
        ({"follows": TicketNumber(3)}, {"follows": TicketNumber(3)}, Kind.QUESTION),
    ],
)
def test_what_a_question_is_filed_as(asked, opened, kind):
    effects = open_ticket(ev.Asked(**{**OPENED, **asked}), ALWAYS)
    fact = fx.Opened(**{"number": TicketNumber(12), "customer": ANI, "subject": "VPN", **opened})
    assert effects[:2] == (fact, Filed(kind=kind, row=asked.get("row", 25)))


@pytest.mark.parametrize("mail", ["received", "unclaimed", "deadline_warning", "closed", "hint"])
def test_1_4_five_mails_can_be_switched_off(mail):
    """And a mail that nobody gets takes no other's place on the list."""
    quiet = replace(ALWAYS, mails_off=frozenset({mail}))
    cases = {
        "received": lambda: open_ticket(ev.Asked(**OPENED), quiet),
        "unclaimed": lambda: decide(OPEN, ev.TimePassed(at=after(4)), quiet, after(4)),
        "deadline_warning": lambda: decide(OWNED, ev.TimePassed(at=after(18)), quiet, after(18)),
        "closed": lambda: what_follows(WAITING, wrote(BUDI, Content.CLOSING_SATISFIED), quiet),
        "hint": tuple,
    }
    assert Mail(mail) not in mails(cases[mail]())


def test_1_4_one_event_one_mail_on_the_list():
    """An operator releases what a yes from the supervisor closes: the last word is told."""
    effects = what_follows(OWNED, ordered(BUDI, order("release"), order("close")))
    assert mails(effects) == [Mail.CLOSED], "the announcement of a ticket that is closed by now is left out"


def test_1_2_the_queue_is_by_priority_then_by_age():
    old, young = replace(OPEN, queued_at=after(0)), replace(OPEN, queued_at=after(1))
    high, medium = replace(young, priority="high"), replace(young, priority="medium", queued_at=after(-9))
    assert sorted([young, old, medium, high], key=turn) == [high, medium, old, young]


def test_relay_is_the_owners_alone_and_needs_a_customer():
    parent = to_our(Mail.ASSIGNED)
    for ticket, event in (
        (OWNED, note(SARI, parent=parent)),
        (OWNED, note(BUDI)),
        (replace(OWNED, customer=None), note(BUDI, parent=parent)),
        (OWNED, note(BUDI, parent=to_our(Mail.TAKEN))),
        (OWNED, note(BUDI, parent=to_their(Kind.NOTE))),
    ):
        assert Mail.SENT_ON not in mails(what_follows(ticket, event, RELAY))
    for kind in (Kind.QUESTION, Kind.CUSTOMER_REPLY, Kind.THANKS, Kind.FORWARD):
        assert mails(what_follows(OWNED, note(BUDI, parent=to_their(kind)), RELAY)) == [Mail.SENT_ON]


def test_13_explained_again_on_the_desks_next_day():
    once = told(OWNED, fx.NoteExplained(), hours=1)
    assert Mail.KEPT_AS_NOTE not in mails(what_follows(once, note(BUDI, hours=14.9), OFFICE)), "23:54 in Jakarta"
    assert Mail.KEPT_AS_NOTE in mails(what_follows(once, note(BUDI, hours=15), OFFICE)), "midnight"
