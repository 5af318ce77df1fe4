"""The whole procedure: what follows from an event (spec 1.3, 1.5). Reads nothing else and changes nothing."""

from datetime import datetime
from typing import Final, assert_never

from mailticket.ticket import customer, staff, timers
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.audience import ON_LIST
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.model import Status, Ticket
from mailticket.ticket.policy import Policy
from mailticket.ticket.story import Story

_CAN_BE_OFF: Final = frozenset({Mail.RECEIVED, Mail.UNCLAIMED, Mail.DEADLINE_WARNING, Mail.CLOSED, Mail.HINT})
"""The mails that a desk may switch off; the rest is the procedure (spec 1.4)."""


def open_ticket(asked: ev.Asked, policy: Policy) -> tuple[fx.Effect, ...]:
    """Return what follows from a question that is a ticket of its own (rows 19, 20, 25; `received` goes first)."""
    kind = Kind.FORWARD if asked.row == 20 else Kind.QUESTION
    effects: list[fx.Effect] = [
        fx.Opened(
            number=asked.number,
            customer=asked.customer,
            subject=asked.subject,
            by=asked.by,
            follows=asked.follows,
        ),
        Filed(kind=kind, row=asked.row),
    ]
    if asked.acknowledge and asked.customer is not None:
        effects.append(Send(mail=Mail.RECEIVED))
    effects.append(Send(mail=Mail.ANNOUNCEMENT))
    if asked.owner is not None:
        effects += [fx.Assigned(to=asked.owner), Send(mail=Mail.ASSIGNED)]
    return _wanted(effects, policy)


def decide(  # noqa: C901, PLR0912 -- one arm an event
    ticket: Ticket, event: ev.Event, policy: Policy, now: datetime
) -> tuple[fx.Effect, ...]:
    """Return what follows from the event, in the order in which it happens. Total: every event has an answer."""
    story = Story(ticket, event.at)
    match event:
        case ev.StaffWrote():
            timers.breach_if_due(story, policy, event.at)
            staff.wrote(story, event, policy)
        case ev.CommandGiven():
            if event.read_until is not None:
                timers.breach_if_due(story, policy, min(event.read_until, event.at))
            staff.ordered(story, event, policy)
        case ev.CustomerWrote():
            if event.given:
                timers.breach_if_due(story, policy, event.at)
            for given in event.given:
                staff.ordered(story, given, policy)
            customer.wrote(story, event, policy)
        case ev.AuthorFound():
            _author_found(story, event)
        case ev.ThirdPartyWrote():
            customer.third_party_wrote(story, event, policy)
        case ev.HelpdeskWrote():
            _helpdesk_wrote(story, event)
        case ev.MachineWrote():
            customer.machine_wrote(story, event, policy)
        case ev.DeliveryFailed():
            _delivery_failed(story, event)
        case ev.ReminderAccepted():
            _reminder_accepted(story, event)
        case ev.ReminderDropped():
            _reminder_dropped(story, event)
        case ev.ReminderReturned():
            _reminder_returned(story, event)
        case ev.TimePassed():
            timers.time_passed(story, event, policy, now)
        case _:
            assert_never(event)
    return _wanted(story.effects, policy)


def _wanted(effects: list[fx.Effect], policy: Policy) -> tuple[fx.Effect, ...]:
    """Leave out what the desk has switched off, and where several mails would be on the list all but the last."""
    off = _CAN_BE_OFF & policy.mails_off
    wanted = [effect for effect in effects if not (isinstance(effect, Send) and effect.mail in off)]
    on_list = [effect for effect in wanted if isinstance(effect, Send) and effect.mail in ON_LIST]
    return tuple(effect for effect in wanted if not any(effect is other for other in on_list[:-1]))


def _author_found(story: Story, event: ev.AuthorFound) -> None:
    """A ticket that nobody was known to have asked has its customer (spec 2.3)."""
    if story.ticket.customer is not None or not event.outside:
        return
    story.add(fx.CustomerNamed(customer=event.author, by=event.author))
    if event.acknowledge and story.ticket.status is not Status.CLOSED:
        story.add(Send(mail=Mail.RECEIVED))


def _helpdesk_wrote(story: Story, event: ev.HelpdeskWrote) -> None:
    """Row 19 on a ticket: a note; if it reached the customer the owner is told."""
    story.add(Filed(kind=Kind.NOTE, row=19), fx.Noted(by=event.author))
    if event.reaches_customer and story.ticket.owner is not None:
        story.add(Send(mail=Mail.NOTICE, to=story.ticket.owner, topic="helpdesk_webmail_reached_customer"))
    if not event.on_list:
        story.add(Send(mail=Mail.COPY))


def _delivery_failed(story: Story, event: ev.DeliveryFailed) -> None:
    """Row 3: a dead address of the customer stops the wait for an answer; its owner hears of it.

    Once, and again after an answer in spite of it. What of the list's and operators', the desk tells.
    """
    known = story.ticket.undeliverable and story.ticket.status is not Status.WAITING
    story.add(
        Filed(kind=Kind.BOUNCE, row=3),
        fx.Bounced(recipient=event.recipient, customer=event.customer, detail=event.detail),
    )
    if event.customer and not known and story.ticket.status is not Status.CLOSED:
        story.add(Send(mail=Mail.UNDELIVERABLE, text=event.detail))


def _reminder_accepted(story: Story, event: ev.ReminderAccepted) -> None:
    """The server's word for an older silence, or for one already counted, changes nothing."""
    spell = story.ticket.spell
    if spell is not None and spell.number == event.spell and spell.accepted < event.n:
        story.add(fx.Reminded(n=event.n))


def _reminder_dropped(story: Story, event: ev.ReminderDropped) -> None:
    """The same reminder is due again one interval later: no close before the server took all of them."""
    spell = story.ticket.spell
    if spell is not None and spell.number == event.spell and spell.accepted < event.n == spell.queued:
        story.add(fx.ReminderDropped(n=event.n))


def _reminder_returned(story: Story, event: ev.ReminderReturned) -> None:
    """No close before the server took all of them for good (I09): the last one is on its way again."""
    spell = story.ticket.spell
    if spell is not None and spell.number == event.spell and spell.accepted == event.n == spell.queued:
        story.add(fx.ReminderQueued(n=event.n))
