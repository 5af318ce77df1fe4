"""What holds after every event, whatever it was (spec 5.1): the tests and the simulation hold decisions against it."""

from tests.ticket.desk_words import applied, on_the_list

from mailticket.ticket import effects as fx
from mailticket.ticket.deadlines import agenda
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Filed, Mail
from mailticket.ticket.evolve import evolve
from mailticket.ticket.model import Status

CARRIES_THE_MESSAGE = {Mail.COPY, Mail.SENT_ON}
"""The list's copy of the message itself: the one that may come beside another mail (1.4)."""


def check(ticket, event, policy, now=None):
    """Decide, and hold what follows against the invariants; the words say which was broken."""
    effects = decide(ticket, event, policy, now or event.at)
    later = ticket
    for fact in (one for one in effects if not isinstance(one, fx.Send | Filed)):
        before, later = later, evolve(later, fact, event.at)
        if before.status is Status.CLOSED is not later.status:
            assert isinstance(fact, fx.Reopened), "closed stays closed but for a reopening (I17)"
        if before.owner is not None and later.owner not in (before.owner, None):
            assert isinstance(fact, fx.Assigned), "an owner is followed by another only by somebody's word (I06)"
    assert later == applied(ticket, effects, event.at)
    owned = later.status in (Status.IN_PROGRESS, Status.WAITING, Status.ON_HOLD, Status.RESOLVED)
    assert not owned or later.owner is not None, "whose turn it is (1.2)"
    assert later.status is not Status.OPEN or later.owner is None, "nobody owns what is in the queue (1.2)"
    assert (later.status is Status.WAITING) == (later.spell is not None), "a silent spell is the wait for the customer"
    assert (later.status is Status.ON_HOLD) == (later.hold is not None)
    assert (later.status is Status.CLOSED) == (later.closed_reason is not None)
    assert later.response is None or later.status in (Status.IN_PROGRESS, Status.ON_HOLD), "who waits for an answer"
    shown = agenda(later, policy, event.at)
    assert (shown.due is None) == (later.status is Status.CLOSED), "no dead end (I21)"
    named = on_the_list(effects, later, list_has_it=getattr(event, "on_list", False))
    assert len([mail for mail in named if mail not in CARRIES_THE_MESSAGE]) <= 1, (
        "one event, one mail on the list (1.4)"
    )
    assert len([mail for mail in named if mail in CARRIES_THE_MESSAGE]) <= 1
    return effects, later, named
