"""Spec 5.1 on the pure core: a desk of one ticket, months of random events, outages and slow servers.

The seed of a run is in the name of its test.
"""

import json
from dataclasses import replace
from datetime import UTC, timedelta
from random import Random

import pytest
from tests.simulation.moves import MOVES
from tests.ticket.desk_words import (
    ANI,
    BUDI,
    CHIEF,
    DEWI,
    FRIEND,
    OFFICE,
    OPEN,
    SARI,
    SECONDS,
    START,
    STRANGER,
    mails,
    order,
    to_our,
)
from tests.ticket.laws import check

from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.commands import Command
from mailticket.ticket.deadlines import agenda, breach_at, close_at, reminder_may_leave
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.evolve import evolve, replay
from mailticket.ticket.facts import fact_from_json, fact_to_json
from mailticket.ticket.model import Reason, Status

DAY = timedelta(days=1)
OFFICES = {
    "office": OFFICE,
    "confirmed": replace(OFFICE, close="supervisor"),
    "relay": replace(OFFICE, conversation="relay"),
}
STEPS = {"seconds": timedelta(seconds=3), **dict.fromkeys(OFFICES, timedelta(hours=3))}
SEEDS = range(12)


class Town:
    """One ticket, its journal, the reminders in the outbox, and the laws they are held against at each step."""

    def __init__(self, policy):
        self.policy = policy
        self.daily = policy is not SECONDS
        self.ticket, self.now = OPEN, START
        self.journal = [(fx.Opened(number=OPEN.number, customer=ANI, subject="VPN"), START)]
        self.outbox, self.flying = [], []
        self.reminded, self.breaches, self.customer_wrote_at = [], set(), START

    def happen(self, event):
        before = self.ticket
        late = breach_at(before, self.policy)
        effects, self.ticket, _ = check(before, event, self.policy, self.now)
        recorded = [one for one in effects if isinstance(one, fx.Breached)]
        if isinstance(event, ev.StaffWrote | ev.CommandGiven | ev.TimePassed):
            read_until = event.read_until if isinstance(event, ev.CommandGiven) else event.at
            known_late = late is not None and read_until is not None and late <= read_until
            assert bool(recorded) == known_late, "a breach exactly when late (I15)"
        for breach in recorded:
            wait = (breach.deadline, breach.started_at, breach.operator)
            assert wait not in self.breaches, "one breach a wait (I15)"
            self.breaches.add(wait)
        self.remember(before, effects, event)
        if isinstance(event, ev.TimePassed):
            assert decide(self.ticket, event, self.policy, self.now) == (), "idle when asked twice"
        thanks = getattr(event, "content", None) is Content.COURTESY
        if isinstance(event, ev.CustomerWrote) and event.score is None and not thanks:
            self.customer_wrote_at = event.at

    def remember(self, ticket, effects, event):
        for fact in effects:
            if isinstance(fact, Send | Filed):
                continue
            self.closing_is_right(ticket, fact, event)
            self.journal.append((fact, event.at))
            after = evolve(ticket, fact, event.at)
            if after.status is not ticket.status:
                assert type(fact) in MOVES[(ticket.status, after.status)], "only the transitions of the table (I17)"
            if isinstance(fact, fx.ReminderQueued):
                assert all(spell != ticket.spell.number for spell, _ in self.outbox), "one reminder at a time"
                self.outbox = [(ticket.spell.number, fact.n)]
            if isinstance(fact, fx.Reminded) and fact.by is not None:
                self.outbox.clear()
                if (ticket.spell.number, fact.n) not in self.flying:  # too late to withdraw that one
                    self.note_reminder(ticket.spell.number, fact.n, by_hand=True)
            ticket = after

    def closing_is_right(self, ticket, fact, event):
        """I09."""
        if not isinstance(fact, fx.Closed) or fact.by is not None:
            return
        spell = ticket.spell
        assert isinstance(event, ev.TimePassed)
        assert ticket.status is Status.WAITING
        assert ticket.answered_at
        assert close_at(ticket, spell, self.policy) <= event.at, "the last interval has passed"
        if fact.reason is Reason.SATISFIED:
            assert spell.content_at
        else:
            assert [n for number, n, _ in self.reminded if number == spell.number] == [1, 2, 3]
            assert self.customer_wrote_at <= spell.started_at, "no customer mail came since"

    def note_reminder(self, spell, n, *, by_hand=False):
        """I08."""
        earlier = [(m, at) for number, m, at in self.reminded if number == spell]
        assert [m for m, _ in earlier] == list(range(1, n)), "1, 2, 3 once each in one silence"
        if self.daily:
            local = [self.policy.calendar.local_date(at) for _, _, at in self.reminded]
            assert self.policy.calendar.local_date(self.now) not in local, "one reminder a ticket on one day"
            assert by_hand or not earlier or self.now - earlier[-1][1] >= timedelta(hours=20)
        self.reminded.append((spell, n, self.now))

    def drain(self, random):
        """The mail server takes what may leave, and says so a little later; or is away."""
        if self.flying and random.random() < 0.7:
            spell, n = self.flying.pop()
            self.happen(ev.ReminderAccepted(at=self.now, spell=spell, n=n))
        if not self.outbox or random.random() < 0.3:
            return
        spell, n = self.outbox[0]
        if random.random() < 0.05:
            self.outbox.clear()
            self.happen(ev.ReminderDropped(at=self.now, spell=spell, n=n))
            return
        leaves = reminder_may_leave(self.ticket, spell, self.policy, self.now)
        if leaves is None:
            self.outbox.clear()
        elif leaves == self.now:
            assert self.policy.calendar.is_open(self.now), "never outside opening hours"
            assert self.customer_wrote_at <= self.ticket.spell.started_at, "none of an old silence starts (I10)"
            self.outbox.clear()
            self.note_reminder(spell, n)
            self.flying.append((spell, n))

    def replays(self):
        """I16."""
        assert replay(self.journal) == self.ticket
        written = [(type(fact).__name__, json.dumps(fact_to_json(fact)), at) for fact, at in self.journal]
        assert replay((fact_from_json(name, json.loads(text)), at) for name, text, at in written) == self.ticket


def something(random, now):
    """A random event: mostly mail, now and then an order, a bounce, a stranger."""
    who = random.choice((BUDI, BUDI, SARI, DEWI, CHIEF))
    roles = {"operator": who is not CHIEF, "supervisor": who in (DEWI, CHIEF)}
    kind = random.randrange(20)
    if kind < 7:
        return ev.StaffWrote(
            at=now,
            author=who,
            content=random.choice((*Content, Content.TEXT, Content.TEXT)),
            reaches_customer=random.random() < 0.7,
            on_list=random.random() < 0.8,
            parent=random.choice((None, to_our(Mail.ASSIGNED))),
            yes=random.random() < 0.3,
            orders=random.choice(((), (), (), (an_order(random, now),))),
            **roles,
        )
    if kind < 11:
        person = random.choice((ANI, ANI, FRIEND))
        return ev.CustomerWrote(
            at=now,
            author=person,
            participant=person is FRIEND,
            content=random.choice((Content.EMPTY, Content.COURTESY, Content.TEXT, Content.TEXT)),
            on_list=random.random() < 0.5,
            score=random.choice((None, None, None, None, 3)),
            owner_on_roster=random.random() < 0.9,
        )
    if kind == 11:
        read_until = random.choice((None, now, now, now - timedelta(hours=30)))
        return ev.CommandGiven(at=now, by=who, order=an_order(random, now), read_until=read_until, **roles)
    if kind == 12 and random.random() < 0.3:
        return ev.DeliveryFailed(at=now, recipient=ANI, customer=random.random() < 0.5)
    if kind == 13:
        return ev.ThirdPartyWrote(at=now, author=STRANGER, other_account=random.random() < 0.5)
    if kind == 14:
        back_on = random.choice((None, (now + random.choice((-1, 1, 3, 90)) * DAY).date()))
        return ev.MachineWrote(at=now, kind=Kind.AUTO_REPLY, row=5, back_on=back_on)
    return ev.TimePassed(at=now)


def an_order(random, now):
    until = random.choice((None, now + 2 * DAY))
    return order(
        random.choice(tuple(Command)).value,
        random.choice(("", "", "no_reply", "high")),
        person=random.choice((None, BUDI, SARI)),
        address=ANI,
        until=until,
        has_text=True,
    )


def live(town, random, step, steps):
    """Random events on a clock that moves in leaps, with the server away for five days now and then."""
    quiet = 0
    for _ in range(steps):
        if quiet or random.random() < 0.03:
            quiet = quiet or random.randrange(5, 40)
            quiet -= 1
        if town.daily and random.random() < 0.01:
            town.now += 5 * DAY
        town.now += step * random.choice((0, 0.1, 0.5, 1, 1, 3))
        if quiet:
            town.happen(ev.TimePassed(at=town.now))
        else:
            town.happen(something(random, town.now))
        town.drain(random)


def left_alone(town, random):
    """Nobody writes any more: the clock goes from one `wake_at` to the next until nothing happens by itself."""
    for _ in range(1000):
        agenda_now = agenda(town.ticket, town.policy, town.now)
        waits = town.outbox or town.flying
        if agenda_now.wake_at is None and not waits:
            return
        town.now = max(town.now, agenda_now.wake_at) if agenda_now.wake_at else town.now + timedelta(minutes=20)
        town.happen(ev.TimePassed(at=town.now))
        town.drain(random)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("desk", STEPS)
def test_the_laws_hold(desk, seed):
    random = Random(f"{desk} {seed}")
    town = Town(SECONDS if desk == "seconds" else OFFICES[desk])
    live(town, random, STEPS[desk], 250)
    town.replays()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("desk", STEPS)
def test_left_alone_a_waiting_ticket_is_reminded_three_times_and_closes(desk, seed):
    random = Random(f"alone {desk} {seed}")
    town = Town(SECONDS if desk == "seconds" else OFFICES[desk])
    town.now += timedelta(minutes=random.randrange(10_000))
    how = {"operator": True, "supervisor": False, "content": Content.TEXT, "reaches_customer": True, "on_list": True}
    town.happen(ev.StaffWrote(at=town.now, author=BUDI, **how))
    left_alone(town, random)
    assert [n for _, n, _ in town.reminded] == [1, 2, 3]
    assert town.ticket.closed_reason is Reason.NO_REPLY
    town.replays()


@pytest.mark.parametrize("seed", SEEDS)
def test_after_an_outage_of_five_days_one_reminder_now_and_the_rest_one_a_day(seed):
    random = Random(seed)
    town = Town(OFFICE)
    how = {"operator": True, "supervisor": False, "content": Content.TEXT, "reaches_customer": True, "on_list": True}
    town.happen(ev.StaffWrote(at=town.now, author=BUDI, **how))
    town.now += 5 * DAY + timedelta(minutes=random.randrange(3 * 24 * 60))
    back = town.now
    left_alone(town, random)
    days = [OFFICE.calendar.local_date(at.astimezone(UTC)) for _, _, at in town.reminded]
    assert len(set(days)) == 3
    assert days[0] == OFFICE.calendar.local_date(OFFICE.calendar.next_open(back)), (
        "the first at once, if the desk is open"
    )


def test_a_reply_that_arrived_during_the_outage_cancels_the_reminder():
    town = Town(OFFICE)
    how = {"operator": True, "supervisor": False, "content": Content.TEXT, "reaches_customer": True, "on_list": True}
    town.happen(ev.StaffWrote(at=town.now, author=BUDI, **how))
    arrived, town.now = town.now + DAY, town.now + 7 * DAY
    reply = {"author": ANI, "participant": False, "content": Content.TEXT, "on_list": True}
    town.happen(ev.CustomerWrote(at=arrived, **reply))
    effects = decide(town.ticket, ev.TimePassed(at=town.now), OFFICE, town.now)
    assert Mail.REMINDER not in mails(effects)
