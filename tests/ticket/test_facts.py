"""I16: what each fact changes, and that it changes nothing else; on a ticket on which everything is set."""
# ruff: noqa: E501 -- tables: one clause a line

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from tests.ticket.desk_words import ANI, BUDI, FRIEND, HELD, LATE, OPEN, OWNED, SARI, STRANGER, WAITING, after, told

from mailticket.ids import TicketNumber
from mailticket.ticket import effects as fx
from mailticket.ticket.evolve import begin, evolve
from mailticket.ticket.model import Deadline, Hold, Reason, Response, Spell, Status, Survey

FIRST, NEXT = Deadline.FIRST_RESPONSE, Deadline.NEXT_RESPONSE
RUNS = Response(deadline=FIRST, started_at=after(1), held=timedelta(hours=1), warned_at=after(19))
SILENT = Spell(number=4, started_at=after(2), queued=2, accepted=2, queued_at=after(26), accepted_at=after(27))
HOLDS = Hold(since=after(3), before=Status.WAITING, updated_at=after(4), until=after(90), customer_wrote=True)
FULL = replace(
    LATE,
    owned_at=after(1), claimed_at=after(1), calls=2, called_at=after(1), answered_at=after(2), response=RUNS,
    update_from=after(2), spell=SILENT, spells=4, away_until=after(99), reminded_at=after(27), pending_reason=Reason.NO_REPLY,
    asked_at=after(5), undeliverable=True, loops=1, participants=(FRIEND,),
)  # fmt: skip
"""No ticket is all of this at once: so whatever a fact clears is seen."""
ON_HOLD = replace(FULL, status=Status.ON_HOLD, hold=HOLDS)
CLOSED = replace(
    FULL, status=Status.CLOSED, closed_at=after(6), closed_reason=Reason.DUPLICATE, duplicate_of=TicketNumber(3)
)
(BREACH,) = LATE.breaches
BREACHED = replace(FULL, response=replace(RUNS, breached_at=after(24)))
AT = after(30)

ASKED_NO_MORE = {"pending_reason": None, "asked_at": None}
STOPPED = {"response": None, "spell": None, "update_from": None, **ASKED_NO_MORE}
QUEUED = {
    **STOPPED,
    "status": Status.OPEN,
    "owner": None,
    "owned_at": None,
    "queued_at": AT,
    "calls": 0,
    "called_at": None,
}
OWNED_BY_SARI = {"owner": SARI, "owned_at": AT, "calls": 0, "called_at": None}
ANEW = {"response": Response(deadline=FIRST, started_at=AT)}
FIFTH = {"spell": Spell(number=5, started_at=AT), "spells": 5}

CHANGES = [
    ("claimed: owner, deadline, and no call any more", replace(OPEN, calls=1, called_at=after(4)), fx.Claimed(by=SARI), {**OWNED_BY_SARI, **ANEW, "claimed_at": AT, "status": Status.IN_PROGRESS}),
    ("claimed again after a release: the first claim is kept", replace(OPEN, claimed_at=after(1)), fx.Claimed(by=SARI), {"owner": SARI, "owned_at": AT, **ANEW, "status": Status.IN_PROGRESS}),
    ("assigned: a new owner gets a fresh deadline of the same kind", FULL, fx.Assigned(to=SARI, by=BUDI), {**OWNED_BY_SARI, **ANEW}),
    ("assigned from the queue", OPEN, fx.Assigned(to=SARI, by=BUDI), {"owner": SARI, "owned_at": AT, "claimed_at": AT, **ANEW, "status": Status.IN_PROGRESS}),
    ("assigned: where no deadline runs none begins", WAITING, fx.Assigned(to=SARI, by=BUDI), {"owner": SARI, "owned_at": AT}),
    ("released: no clock but claim_within", ON_HOLD, fx.Released(by=BUDI), {**QUEUED, "hold": None}),
    ("answered: a new silence", FULL, fx.Answered(by=BUDI), {**STOPPED, **FIFTH, "status": Status.WAITING}),
    ("answered for the first time", OWNED, fx.Answered(by=BUDI), {"answered_at": AT, "response": None, "spell": Spell(number=1, started_at=AT), "spells": 1, "status": Status.WAITING}),
    ("answered on hold: an update, and the customer's turn again", ON_HOLD, fx.Answered(by=BUDI), {"response": None, "update_from": None, "hold": replace(HOLDS, updated_at=AT, customer_wrote=False)}),
    ("answered when closed: nothing begins", CLOSED, fx.Answered(by=BUDI), {"response": None, "update_from": None}),
    ("answered in the queue: only the answer is kept", OPEN, fx.Answered(by=SARI), {"answered_at": AT}),
    ("response met", FULL, fx.ResponseMet(by=BUDI), {"response": None}),
    ("response met for the first time", OWNED, fx.ResponseMet(by=BUDI), {"response": None, "answered_at": AT}),
    ("response met late: the breach notes when", BREACHED, fx.ResponseMet(by=BUDI), {"response": None, "breaches": (replace(BREACH, met_at=AT),)}),
    ("… the last one alone, once", replace(BREACHED, breaches=(BREACH, replace(BREACH, met_at=after(29)))), fx.ResponseMet(by=BUDI), {"response": None}),
    ("progressed", FULL, fx.Progressed(by=BUDI), {"response": None, "spell": None, "update_from": AT}),
    ("progressed: the first answer, on a waiting ticket", replace(WAITING, answered_at=None), fx.Progressed(by=BUDI), {"answered_at": AT, "spell": None, "update_from": AT, "status": Status.IN_PROGRESS}),
    ("the customer replied: the owner's turn", replace(FULL, response=None), fx.CustomerReplied(by=ANI, starts=True), {**ASKED_NO_MORE, "spell": None, "update_from": None, "undeliverable": False, "away_until": None, "response": Response(deadline=NEXT, started_at=AT)}),
    ("… a running deadline never moves", FULL, fx.CustomerReplied(by=ANI, starts=False), {**ASKED_NO_MORE, "spell": None, "update_from": None, "undeliverable": False, "away_until": None}),
    ("… on hold it stays there", ON_HOLD, fx.CustomerReplied(by=ANI, starts=False), {"spell": None, "undeliverable": False, "away_until": None, "hold": replace(HOLDS, customer_wrote=True)}),
    ("… in the queue it stays there", replace(OPEN, update_from=after(1)), fx.CustomerReplied(by=ANI, starts=False), {}),
    ("a participant replied: the customer is still away", FULL, fx.CustomerReplied(by=FRIEND, starts=False), {**ASKED_NO_MORE, "spell": None, "update_from": None, "undeliverable": False}),
    ("thanked: content", FULL, fx.Thanked(by=ANI, content=True), {"spell": replace(SILENT, content_at=AT), "away_until": None}),
    ("thanked: recorded", FULL, fx.Thanked(by=FRIEND, content=False), {}),
    ("a reminder was queued", FULL, fx.ReminderQueued(n=3), {"spell": replace(SILENT, queued=3, queued_at=AT)}),
    ("… again, as it came back", FULL, fx.ReminderQueued(n=2), {"spell": replace(SILENT, queued=2, accepted=1, queued_at=AT)}),
    ("the server took a reminder", FULL, fx.Reminded(n=3), {"spell": replace(SILENT, queued=3, accepted=3, accepted_at=AT), "reminded_at": AT}),
    ("a reminder was dropped", FULL, fx.ReminderDropped(n=2), {"spell": replace(SILENT, queued=1, accepted_at=AT)}),
    ("quieted", FULL, fx.Quieted(until=after(60), why="other_account"), {"spell": replace(SILENT, quiet_until=after(60))}),
    ("went away", FULL, fx.WentAway(until=after(60)), {"away_until": after(60)}),
    ("warned", FULL, fx.Warned(deadline=FIRST), {"response": replace(RUNS, warned_at=AT)}),
    ("excused: the last breach", replace(FULL, breaches=(BREACH, BREACH)), fx.Excused(by=SARI), {"breaches": (BREACH, replace(BREACH, excused_at=AT))}),
    ("called again", OPEN, fx.CalledAgain(n=2), {"calls": 2, "called_at": AT}),
    ("an update was asked for", FULL, fx.UpdateAsked(), {"update_from": AT}),
    ("… on hold", ON_HOLD, fx.UpdateAsked(), {"hold": replace(HOLDS, updated_at=AT)}),
    ("held", FULL, fx.Held(by=BUDI, until=after(90)), {"status": Status.ON_HOLD, "spell": None, "update_from": None, "hold": Hold(since=AT, before=Status.IN_PROGRESS, updated_at=AT, until=after(90))}),
    ("held again: another date, the same hold", ON_HOLD, fx.Held(by=BUDI), {"spell": None, "update_from": None, "hold": replace(HOLDS, updated_at=AT, until=None)}),
    ("resumed: the deadline moves back by the hold", ON_HOLD, fx.Resumed(to=Status.IN_PROGRESS), {**ASKED_NO_MORE, "status": Status.IN_PROGRESS, "hold": None, "response": replace(RUNS, held=timedelta(hours=1 + 27))}),
    ("… by the part of it since the deadline began", replace(ON_HOLD, response=replace(RUNS, started_at=after(10))), fx.Resumed(to=Status.IN_PROGRESS), {**ASKED_NO_MORE, "status": Status.IN_PROGRESS, "hold": None, "response": replace(RUNS, started_at=after(10), held=timedelta(hours=1 + 20))}),
    ("resumed: the owner's turn, with a deadline", replace(ON_HOLD, response=None), fx.Resumed(to=Status.IN_PROGRESS, starts=True), {**ASKED_NO_MORE, "status": Status.IN_PROGRESS, "hold": None, "response": Response(deadline=NEXT, started_at=AT)}),
    ("… one that runs already runs on", ON_HOLD, fx.Resumed(to=Status.IN_PROGRESS, starts=True), {**ASKED_NO_MORE, "status": Status.IN_PROGRESS, "hold": None, "response": replace(RUNS, held=timedelta(hours=1 + 27))}),
    ("resumed: the wait for the customer begins anew", replace(ON_HOLD, response=None), fx.Resumed(to=Status.WAITING), {**FIFTH, "status": Status.WAITING, "hold": None}),
    ("resumed: the supervisor is asked again", replace(ON_HOLD, response=None), fx.Resumed(to=Status.RESOLVED), {"status": Status.RESOLVED, "hold": None}),
    ("resolved", ON_HOLD, fx.Resolved(by=BUDI, reason=Reason.SATISFIED), {"status": Status.RESOLVED, "response": None, "spell": None, "hold": None, "update_from": None, "pending_reason": Reason.SATISFIED, "asked_at": AT}),
    ("the supervisor was asked again", FULL, fx.ConfirmAsked(), {"asked_at": AT}),
    ("closed: no clock runs", ON_HOLD, fx.Closed(reason=Reason.SPAM, by=BUDI), {**STOPPED, "hold": None, "status": Status.CLOSED, "closed_reason": Reason.SPAM, "closed_at": AT}),
    ("merged", ON_HOLD, fx.Merged(into=TicketNumber(7), by=BUDI), {**STOPPED, "hold": None, "status": Status.CLOSED, "closed_reason": Reason.DUPLICATE, "closed_at": AT, "duplicate_of": 7}),
    ("reopened for its owner", CLOSED, fx.Reopened(by=ANI, to=Status.IN_PROGRESS), {**ASKED_NO_MORE, "status": Status.IN_PROGRESS, "response": Response(deadline=NEXT, started_at=AT), "spell": None, "closed_at": None, "closed_reason": None, "duplicate_of": None, "away_until": None}),
    ("reopened to the queue, by somebody else", CLOSED, fx.Reopened(by=SARI, to=Status.OPEN), {**QUEUED, "closed_at": None, "closed_reason": None, "duplicate_of": None}),
    ("the customer's address is dead", replace(FULL, status=Status.WAITING, undeliverable=False), fx.Bounced(recipient=ANI, customer=True), {"status": Status.IN_PROGRESS, "spell": None, "undeliverable": True}),
    ("… while on hold", replace(ON_HOLD, undeliverable=False), fx.Bounced(recipient=ANI, customer=True), {"spell": None, "undeliverable": True, "hold": replace(HOLDS, before=Status.IN_PROGRESS)}),
    ("… on hold for the owner", HELD, fx.Bounced(recipient=ANI, customer=True), {"undeliverable": True}),
    ("somebody else's address is dead", FULL, fx.Bounced(recipient=SARI, customer=False), {}),
    ("another customer: the one before takes part", FULL, fx.CustomerNamed(customer=STRANGER, by=BUDI), {"customer": STRANGER, "participants": (FRIEND, ANI), "undeliverable": False, "away_until": None}),
    ("a participant joined", FULL, fx.ParticipantJoined(participant=STRANGER, by=BUDI), {"participants": (FRIEND, STRANGER)}),
    ("surveyed", FULL, fx.Surveyed(score=4, comment="fine", by=ANI), {"survey": Survey(score=4, comment="fine", at=AT)}),
    ("a note was explained", FULL, fx.NoteExplained(), {"note_explained_at": AT}),
    ("looped the second time", FULL, fx.Looped(by=ANI), {"loops": 2}),
    ("looped the third time: silent", replace(FULL, loops=2), fx.Looped(by=ANI), {"loops": 3, "silenced": True}),
    ("noted", FULL, fx.Noted(by=BUDI), {}),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "fact", "changes"), [pytest.param(*rest, id=name) for name, *rest in CHANGES])
def test_a_fact_changes_this_and_nothing_else(ticket, fact, changes):
    after_it = evolve(ticket, fact, AT)
    changed = {
        one.name: getattr(after_it, one.name)
        for one in fields(ticket)
        if getattr(after_it, one.name) != getattr(ticket, one.name)
    }
    assert changed == {name: value for name, value in changes.items() if value != getattr(ticket, name)}


def test_a_breach_is_kept_with_its_arithmetic():
    fact = fx.Breached(
        deadline=FIRST, operator=BUDI, started_at=after(1), due_at=after(26), held=timedelta(hours=1), calendar="24h"
    )
    late = evolve(FULL, fact, AT)
    assert late.response == replace(RUNS, breached_at=AT)
    breach = late.breaches[-1]
    assert (breach.deadline, breach.operator, breach.calendar) == (FIRST, BUDI, "24h")
    assert (breach.started_at, breach.due_at, breach.held) == (after(1), after(26), timedelta(hours=1))
    assert (breach.met_at, breach.excused_at) == (None, None)
    assert len(late.breaches) == 2


def test_a_question_opens_a_ticket_in_the_queue():
    asked = fx.Opened(number=TicketNumber(9), customer=ANI, subject="VPN", follows=TicketNumber(4))
    ticket = begin(asked, AT)
    assert (ticket.number, ticket.subject, ticket.customer, ticket.follows) == (9, "VPN", ANI, 4)
    assert (ticket.opened_at, ticket.queued_at, ticket.status) == (AT, AT, Status.OPEN)
    assert evolve(ticket, asked, after(40)) == ticket


def test_what_no_silence_or_deadline_is_there_for_changes_nothing():
    """The server's word may come after the customer's."""
    for fact in (fx.ReminderDropped(n=1), fx.ReminderQueued(n=1), fx.Warned(deadline=FIRST)):
        assert told(OPEN, fact, hours=3) == OPEN
