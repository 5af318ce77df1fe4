"""What a clock that has run out does (spec 1.5). Every rule is idle when asked twice at the same instant."""

from datetime import datetime

from mailticket.ticket import deadlines
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.assignment import resume
from mailticket.ticket.deadlines import What
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import Deadline, Reason, Response
from mailticket.ticket.policy import Policy
from mailticket.ticket.story import Story


def time_passed(story: Story, event: ev.TimePassed, policy: Policy, now: datetime) -> None:
    """Do what is due by `event.at`, the instant up to which the mailbox is known to be read.

    Opening hours are judged by `now`: after an outage a reminder goes out in today's, not in those it was due in.
    """
    breach_if_due(story, policy, event.at)
    done = -1
    while done < len(story.effects):
        done = len(story.effects)
        _next_due(story, event, policy, now)
    warning = deadlines.warning_at(story.ticket, policy)
    if warning is not None and warning <= event.at and policy.calendar.is_open(now):
        _warn(story)


def _next_due(story: Story, event: ev.TimePassed, policy: Policy, now: datetime) -> None:
    """One thing; after an outage another may be due behind it."""
    agenda = deadlines.agenda(story.ticket, policy, now)
    if agenda.due is None or agenda.wake_at is None or agenda.due.at > event.at:
        return
    match agenda.due.what:
        case What.UNCLAIMED:
            n = story.ticket.calls + 1
            story.add(fx.CalledAgain(n=n), Send(mail=Mail.UNCLAIMED, n=n))
        case What.UPDATE:
            story.add(fx.UpdateAsked(), Send(mail=Mail.UPDATE_DUE))
        case What.REMINDER:
            _remind(story, policy, now)
        case What.CLOSE:
            _close(story)
        case What.CONFIRM:
            story.add(fx.ConfirmAsked(), Send(mail=Mail.CONFIRM_CLOSING))
        case What.HOLD:
            if story.ticket.hold is not None:
                story.add(resume(story.ticket.hold))
        case What.FIRST_RESPONSE | What.NEXT_RESPONSE | What.DIGEST:
            pass


def breach_if_due(story: Story, policy: Policy, at: datetime) -> None:
    """Record a response deadline that had passed at `at`, once a wait, with its arithmetic.

    An answer is in time if it arrived before the deadline (I15): what arrives at that very instant is late.
    """
    due_at = deadlines.breach_at(story.ticket, policy)
    response, owner = story.ticket.response, story.ticket.owner
    if due_at is None or response is None or owner is None or due_at > at:
        return
    story.add(
        fx.Breached(
            deadline=response.deadline,
            operator=owner,
            started_at=response.started_at,
            due_at=due_at,
            held=response.held,
            calendar=_arithmetic(response, policy),
        ),
        Send(mail=Mail.BREACH, to=owner),
    )


def _arithmetic(response: Response, policy: Policy) -> str:
    """The policy that the deadline was judged by, in words that no later edit changes."""
    span = policy.first_response if response.deadline is Deadline.FIRST_RESPONSE else policy.next_response
    clock = "business calendar" if span.on_calendar else "wall clock"
    return f"{response.deadline.value} = {span}, {clock}, {policy.tz}"


def _warn(story: Story) -> None:
    if story.ticket.response is not None:
        story.add(fx.Warned(deadline=story.ticket.response.deadline), Send(mail=Mail.DEADLINE_WARNING))


def _remind(story: Story, policy: Policy, now: datetime) -> None:
    spell = story.ticket.spell
    if spell is not None and deadlines.reminder_may_leave(story.ticket, spell.number, policy, now) == now:
        n = spell.accepted + 1
        story.add(fx.ReminderQueued(n=n), Send(mail=Mail.REMINDER, n=n))


def _close(story: Story) -> None:
    spell = story.ticket.spell
    if spell is not None and spell.content_at is not None:
        story.add(fx.Closed(reason=Reason.SATISFIED), Send(mail=Mail.CLOSED))
    else:
        story.add(fx.Closed(reason=Reason.NO_REPLY), Send(mail=Mail.CLOSED_NO_REPLY))
