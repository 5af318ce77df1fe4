"""Spec 1.3, total: every sender, status and kind of text has an answer, and the invariants hold (5.1)."""

from dataclasses import replace
from itertools import product

import pytest
from tests.ticket.desk_words import (
    ALWAYS,
    ANI,
    BUDI,
    CHIEF,
    CONFIRMED,
    DEWI,
    EVERY_TICKET,
    FRIEND,
    HELPDESK,
    OFFICE,
    RELAY,
    SARI,
    STRANGER,
    after,
    customer_writes,
    order,
    time_passes,
    to_our,
    to_their,
    wrote,
)  # fmt: skip
from tests.ticket.laws import check

from mailticket.ticket import events as ev
from mailticket.ticket.commands import Command
from mailticket.ticket.deadlines import reopens_until
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Filed, Kind, Mail
from mailticket.ticket.events import Content
from mailticket.ticket.model import Reason

POLICIES = {"office": OFFICE, "confirmed": CONFIRMED, "relay": RELAY}
PARENTS = (None, to_our(Mail.ASSIGNED), to_our(Mail.BREACH, named_list=False), to_their(Kind.QUESTION))

ORDERS = {
    Command.HOLD: order("hold", until=after(60)),
    Command.ASSIGN: order("assign", "Sari", person=SARI),
    Command.CUSTOMER: order("customer", address=FRIEND),
    Command.SEND: order("send", has_text=True),
    Command.PRIORITY: order("priority", "high"),
}


def staff_mails(orders=()):
    for who, content, reaches, on_list, parent in product(
        (BUDI, SARI, DEWI, CHIEF), Content, (True, False), (True, False), PARENTS
    ):
        yes = content is Content.COURTESY
        how = {"reaches_customer": reaches, "on_list": on_list, "parent": parent, "orders": orders, "yes": yes}
        yield wrote(who, content, 30, **how)


def mails_of_others():
    for who, content, on_list in product((ANI, FRIEND), (Content.EMPTY, Content.COURTESY, Content.TEXT), (True, False)):
        for how in (
            {},
            {"owner_on_roster": False},
            {"loops": True},
            {"score": 1, "comment": "so"},
            {"score": 5, "asks": True},
        ):
            yield customer_writes(content, 30, author=who, participant=who == FRIEND, on_list=on_list, **how)
    yield customer_writes(hours=30, forwarded_by=BUDI)
    for flag in (True, False):
        yield ev.ThirdPartyWrote(at=after(30), author=STRANGER, other_account=flag)
        yield ev.HelpdeskWrote(at=after(30), author=HELPDESK, reaches_customer=flag, on_list=not flag)
        yield ev.DeliveryFailed(at=after(30), recipient=ANI if flag else BUDI, customer=flag)
    for back_on in (None, after(30).date(), after(99).date()):
        yield ev.MachineWrote(at=after(30), kind=Kind.AUTO_REPLY, row=5, back_on=back_on)


def what_is_no_message():
    for who, operator, supervisor, command in product((BUDI, CHIEF), (True, False), (True, False), Command):
        given = ORDERS.get(command, order(command.value))
        yield ev.CommandGiven(at=after(30), by=who, operator=operator, supervisor=supervisor, order=given)
    for spell, n in product((0, 1, 2), (1, 2, 3, 4)):
        yield ev.ReminderAccepted(at=after(30), spell=spell, n=n)
        yield ev.ReminderDropped(at=after(30), spell=spell, n=n)
    for hours in (0, 1, 30, 500):
        yield time_passes(hours)


def goes_elsewhere(ticket, policy):
    """Row 17: the desk leads it to another ticket, which shows it; or it is spam."""
    until = reopens_until(ticket, policy)
    return ticket.closed_reason in (Reason.SPAM, Reason.DUPLICATE) or (until is not None and until < after(30))


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@pytest.mark.parametrize("ticket", EVERY_TICKET.values(), ids=EVERY_TICKET)
def test_every_mail_is_filed_once_and_is_on_the_list_once(ticket, policy):
    for event in (*staff_mails(), *mails_of_others()):
        effects, _, named = check(ticket, event, policy)
        assert len([one for one in effects if isinstance(one, Filed)]) == 1, event
        silent = event.content is Content.EMPTY if hasattr(event, "content") else True
        survey = getattr(event, "score", None) is not None
        if silent or survey or getattr(event, "on_list", True):
            continue
        parent = getattr(event, "parent", None)
        private = parent is not None and not parent.named_list and not event.reaches_customer
        elsewhere = (
            isinstance(event, ev.CustomerWrote) and event.content is Content.TEXT and goes_elsewhere(ticket, policy)
        )
        assert named or private or elsewhere, (event, "I11")


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@pytest.mark.parametrize("ticket", EVERY_TICKET.values(), ids=EVERY_TICKET)
def test_orders_and_the_clock_never_break_the_invariants(ticket, policy):
    for event in what_is_no_message():
        effects, later, _ = check(ticket, event, policy)
        assert not any(isinstance(one, Filed) for one in effects)
        if isinstance(event, ev.TimePassed):
            assert not decide(later, event, policy, event.at), "a second look at the same instant is idle"


@pytest.mark.parametrize("command", Command)
def test_a_mail_with_a_command_is_filed_once(command):
    given = ORDERS.get(command, order(command.value, has_text=True))
    for ticket, policy in product(EVERY_TICKET.values(), (CONFIRMED, RELAY)):
        for event in staff_mails((given,)):
            if event.author in (SARI, CHIEF) and event.parent == to_our(Mail.ASSIGNED):
                effects, _, _ = check(ticket, event, policy)
                assert len([one for one in effects if isinstance(one, Filed)]) == 1, event


@pytest.mark.parametrize("first", Command)
def test_two_commands_in_one_mail(first):
    for ticket, second, who, content in product(
        EVERY_TICKET.values(), Command, (SARI, CHIEF), (Content.EMPTY, Content.TEXT)
    ):
        orders = tuple(ORDERS.get(one, order(one.value, has_text=True)) for one in (first, second))
        mail = wrote(who, content, 30, orders=orders, on_list=False, reaches_customer=False)
        effects, _, _ = check(ticket, mail, CONFIRMED)
        assert len([one for one in effects if isinstance(one, Filed)]) == 1, mail


def test_a_ticket_without_a_customer_is_never_a_dead_end():
    for name, ticket in EVERY_TICKET.items():
        for event in staff_mails():
            _, later, _ = check(replace(ticket, customer=None), replace(event, reaches_customer=False), ALWAYS)
            assert later.customer is None, name
