"""I16: one fact at a time."""
# ruff: noqa: E501 -- tables: one clause a line

from typing import get_args

import pytest
from tests.ticket.desk_words import (
    ANI,
    BUDI,
    CHIEF,
    EVERY_TICKET,
    FRIEND,
    LATE,
    OWNED,
    SARI,
    START,
    WAITING,
    after,
    told,
)

from mailticket.ids import TicketNumber
from mailticket.ticket import effects as fx
from mailticket.ticket.evolve import evolve, replay
from mailticket.ticket.model import Deadline, Reason, Status


def test_i16_a_journal_replays_to_the_ticket():
    journal = [
        (fx.Opened(number=TicketNumber(12), customer=ANI, subject="VPN"), START),
        (fx.Claimed(by=BUDI), after(1)),
        (fx.Answered(by=BUDI), after(2)),
    ]
    ticket = replay(journal)
    assert (ticket.owner, ticket.claimed_at, ticket.answered_at, ticket.status) == (BUDI, after(1), after(2), "waiting")


@pytest.mark.parametrize("journal", [[], [(fx.Claimed(by=BUDI), START)]], ids=["empty", "without a beginning"])
def test_what_is_no_journal_is_refused(journal):
    with pytest.raises(ValueError, match="journal"):
        replay(journal)


def test_every_fact_has_a_meaning_on_every_ticket():
    one_of_each = [
        fx.Opened(number=TicketNumber(12), customer=ANI, subject="VPN"), fx.Claimed(by=BUDI), fx.Assigned(to=SARI), fx.Released(by=BUDI),
        fx.Answered(by=BUDI), fx.ResponseMet(by=BUDI), fx.Progressed(by=BUDI), fx.Noted(by=BUDI), fx.NoteExplained(),
        fx.CustomerReplied(by=ANI, starts=True), fx.Thanked(by=ANI, content=True), fx.ReminderQueued(n=1), fx.Reminded(n=1),
        fx.ReminderDropped(n=1),
        fx.Quieted(until=after(5), why=""), fx.WentAway(until=after(5)), fx.Warned(deadline=Deadline.FIRST_RESPONSE), fx.CalledAgain(n=1), fx.UpdateAsked(),
        fx.Held(by=BUDI), fx.Resumed(to=Status.IN_PROGRESS), fx.Resolved(by=BUDI, reason=Reason.SATISFIED), fx.ConfirmAsked(),
        fx.Closed(reason=Reason.SPAM), fx.Reopened(by=ANI, to=Status.OPEN), fx.Bounced(recipient=ANI, customer=True),
        fx.Labelled(label="branch", value="Depok", by=BUDI), fx.CustomerNamed(customer=FRIEND, by=BUDI),
        fx.ParticipantJoined(participant=FRIEND, by=BUDI), fx.Merged(into=TicketNumber(1), by=BUDI),
        fx.Surveyed(score=3, comment="", by=ANI), fx.Looped(by=ANI),
    ]  # fmt: skip
    assert {type(one) for one in one_of_each} | {fx.Breached, fx.Excused} == set(get_args(fx.Fact))
    for ticket in EVERY_TICKET.values():
        for fact in one_of_each:
            assert evolve(ticket, fact, after(9)).number == ticket.number


def test_the_first_claim_and_the_first_answer_are_kept():
    ticket = told(told(WAITING, fx.Assigned(to=SARI), hours=5), fx.Answered(by=SARI), hours=6)
    assert (ticket.claimed_at, ticket.answered_at, ticket.owned_at) == (after(0), after(0), after(5))


def test_release_forgets_the_clocks_and_not_the_history():
    ticket = told(told(LATE, fx.Released(by=BUDI), hours=30), fx.Claimed(by=SARI), hours=31)
    assert (ticket.owner, ticket.response.started_at, len(ticket.breaches)) == (SARI, after(31), 1)


def test_an_excused_breach_stays_on_record():
    (breach,) = told(LATE, fx.Excused(by=CHIEF), hours=40).breaches
    assert (breach.excused_at, breach.due_at) == (after(40), after(24))


def test_a_dead_address_ends_the_wait_of_a_ticket_on_hold_too():
    held = told(
        told(WAITING, fx.Held(by=BUDI, until=after(9)), hours=1), fx.Bounced(recipient=ANI, customer=True), hours=2
    )
    assert held.hold.before is Status.IN_PROGRESS


def test_a_participant_who_becomes_the_customer_changes_places_with_them():
    ticket = told(
        told(OWNED, fx.ParticipantJoined(participant=FRIEND, by=BUDI), hours=1),
        fx.CustomerNamed(customer=FRIEND, by=BUDI),
        hours=2,
    )
    assert (ticket.customer, ticket.participants) == (FRIEND, (ANI,))


@pytest.mark.parametrize(
    ("label", "value", "field", "is_now"),
    [
        ("priority", "high", "priority", "high"),
        ("category", "VPN/Wifi", "category", "VPN/Wifi"),
        ("category", "", "category", None),
        ("branch", "Depok", "branch", "Depok"),
        ("tags", "vpn,wifi", "tags", ("vpn", "wifi")),
        ("tags", "", "tags", ()),
    ],
)
def test_labels(label, value, field, is_now):
    assert getattr(told(OWNED, fx.Labelled(label=label, value=value, by=BUDI), hours=1), field) == is_now
