"""Spec 1.3: whose turn it is after an event, and what a new ticket starts with."""
# ruff: noqa: E501 -- tables: one clause a line

from dataclasses import replace

import pytest
from tests.ticket.desk_words import (
    ALWAYS,
    ANI,
    BUDI,
    CHIEF,
    CLOSED,
    HELD,
    OPEN,
    OWNED,
    RESOLVED,
    START,
    WAITING,
    after,
    answer,
    customer_writes,
    empty_reply,
    mails,
    send,
    then,
    what_follows,
    wrote,
)

from mailticket.ids import TicketNumber
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.decide import open_ticket
from mailticket.ticket.effects import Mail
from mailticket.ticket.events import Content
from mailticket.ticket.model import Status


@pytest.mark.parametrize(
    ("ticket", "event", "status"),
    [
        pytest.param(OPEN, empty_reply(BUDI), Status.IN_PROGRESS, id="7: claimed"),
        pytest.param(OPEN, answer(BUDI), Status.WAITING, id="7: claimed and answered"),
        pytest.param(OPEN, answer(CHIEF), Status.OPEN, id="12: open stays open"),
        pytest.param(OWNED, wrote(BUDI, Content.CLOSING_SATISFIED), Status.CLOSED, id="9"),
        pytest.param(WAITING, wrote(BUDI, Content.PROGRESS), Status.IN_PROGRESS, id="10"),
        pytest.param(OWNED, answer(BUDI), Status.WAITING, id="12"),
        pytest.param(HELD, answer(BUDI), Status.ON_HOLD, id="12: on hold stays"),
        pytest.param(RESOLVED, answer(BUDI), Status.WAITING, id="12: resolved waits again"),
        pytest.param(CLOSED, answer(BUDI), Status.CLOSED, id="12: closed stays closed"),
        pytest.param(WAITING, customer_writes(Content.COURTESY), Status.WAITING, id="15"),
        pytest.param(WAITING, customer_writes(), Status.IN_PROGRESS, id="16"),
        pytest.param(HELD, customer_writes(), Status.ON_HOLD, id="16: on hold stays"),
        pytest.param(RESOLVED, customer_writes(), Status.IN_PROGRESS, id="16: resolved"),
        pytest.param(CLOSED, customer_writes(), Status.IN_PROGRESS, id="17"),
        pytest.param(WAITING, ev.DeliveryFailed(at=after(1), recipient=ANI, customer=True), Status.IN_PROGRESS, id="3"),
        pytest.param(HELD, ev.DeliveryFailed(at=after(1), recipient=ANI, customer=True), Status.ON_HOLD, id="3: on hold stays"),
    ],
)  # fmt: skip
def test_whose_turn_it_is_then(ticket, event, status):
    assert then(ticket, event).status is status


def test_3_the_owner_hears_again_after_an_answer_to_a_dead_address():
    failed = ev.DeliveryFailed(at=after(1), recipient=ANI, customer=True)
    dead = then(WAITING, failed)
    assert mails(what_follows(dead, failed)) == []
    assert mails(what_follows(then(dead, answer(BUDI, hours=2)), replace(failed, at=after(3)))) == [Mail.UNDELIVERABLE]
    assert not then(dead, customer_writes(hours=4)).undeliverable


@pytest.mark.parametrize(
    ("asked", "follows"),
    [
        pytest.param({}, (send("received"), send("announcement")), id="25: received goes first"),
        pytest.param({"acknowledge": False}, (send("announcement"),), id="25: none to a proven false author"),
        pytest.param({"row": 19, "customer": None, "by": BUDI}, (send("announcement"),), id="19: nobody known to thank"),
        pytest.param({"row": 21, "owner": BUDI}, (send("received"), send("announcement"), fx.Assigned(to=BUDI), send("assigned")), id="21: answered talk is its author's"),
    ],
)  # fmt: skip
def test_a_question_opens_a_ticket(asked, follows):
    given = {"at": START, "number": TicketNumber(12), "subject": "VPN", "customer": ANI, "row": 25, "on_list": False}
    effects = open_ticket(ev.Asked(**{**given, **asked}), ALWAYS)
    assert effects[2:] == follows
    assert isinstance(effects[0], fx.Opened)


def test_what_is_switched_off_isnt_sent():
    quiet = replace(ALWAYS, mails_off=frozenset({"closed", "assigned"}))
    assert mails(what_follows(WAITING, wrote(BUDI, Content.CLOSING_SATISFIED), quiet)) == []
    assert mails(what_follows(OPEN, empty_reply(BUDI), quiet)) == [Mail.ASSIGNED], "the rest is the procedure"
