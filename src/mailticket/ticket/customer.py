"""What the customer's, a participant's and a third party's mail does (spec 1.3 rows 14–18)."""

from datetime import timedelta
from typing import Final

from mailticket.ids import Address
from mailticket.ticket import deadlines
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Reason, Status
from mailticket.ticket.policy import Policy
from mailticket.ticket.story import Story

ABSENCE_MAX: Final = timedelta(days=60)
"""The longest pause that a vacation notice brings, from its arrival (spec 1.3 row 5)."""


def wrote(story: Story, event: ev.CustomerWrote, policy: Policy) -> None:
    """Rows 14 to 17: the first that fits decides."""
    if event.loops:
        _looped(story, event.author)
    if event.note and event.forwarded_by is not None:
        story.add(fx.Noted(by=event.forwarded_by))
    if event.repeats:
        story.add(Send(mail=Mail.RECEIVED))
    if event.score is not None:
        _judged(story, event, event.score, policy)
    elif event.content is Content.COURTESY:
        _thanked(story, event)
    elif story.ticket.status is Status.CLOSED:
        _wrote_after_the_close(story, event, policy)
    else:
        _replied(story, event, policy)


def machine_wrote(story: Story, event: ev.MachineWrote, policy: Policy) -> None:
    """Row 5: recorded only; but nobody is reminded, and nothing closed, while the customer is known to be away."""
    story.add(Filed(kind=event.kind, row=event.row, why=event.why))
    if event.back_on is None or not policy.respect_absence or story.ticket.status is Status.CLOSED:
        return
    calendar = policy.calendar
    until = calendar.next_open(min(calendar.midnight(event.back_on), event.at + ABSENCE_MAX))
    if until > event.at:
        story.add(fx.WentAway(until=until))


def _looped(story: Story, author: Address) -> None:
    """The third time the ticket falls silent towards the outside, and the supervisor hears of it once (spec 2.5)."""
    story.add(fx.Looped(by=author))
    if story.ticket.loops == 3:
        story.add(Send(mail=Mail.ALARM, topic="loop", text=author.address, to_supervisor=True))


def third_party_wrote(story: Story, event: ev.ThirdPartyWrote, policy: Policy) -> None:
    """Row 18: shown to the list; if it may be the customer's other account the reminders pause (spec 2.3)."""
    if event.loops:
        _looped(story, event.author)
    story.add(Filed(kind=Kind.THIRD_PARTY, row=18), Send(mail=Mail.THIRD_PARTY))
    if event.other_account and story.ticket.spell is not None:
        until = policy.calendar.add(event.at, policy.close_after)
        story.add(fx.Quieted(until=until, why="other_account"))
        if story.ticket.owner is not None:
            story.add(Send(mail=Mail.NOTICE, to=story.ticket.owner, topic="other_account", text=event.author.address))


def _judged(story: Story, event: ev.CustomerWrote, score: int, policy: Policy) -> None:
    """Row 14: the last answer within `survey_within` counts; the owner hears bad marks with words, and questions."""
    closed_at = story.ticket.closed_at
    if closed_at is not None and event.at > policy.calendar.add(closed_at, policy.survey_within):
        story.add(Filed(kind=Kind.SURVEY, row=14, why="after survey_within: not counted"))
    else:
        story.add(
            Filed(kind=Kind.SURVEY, row=14),
            fx.Surveyed(score=score, comment=event.comment, by=event.author),
        )
    if (score <= 2 and event.comment) or event.asks:
        owner = story.ticket.owner
        story.add(
            Send(
                mail=Mail.NOTICE,
                to=owner,
                topic="survey_comment",
                n=score,
                text=event.comment,
                to_supervisor=owner is None,
            )
        )


def _thanked(story: Story, event: ev.CustomerWrote) -> None:
    """Row 15: content ends the wait for a customer's answer, and nothing else."""
    spell = story.ticket.spell
    content = spell is not None and spell.content_at is None and not event.participant
    story.add(Filed(kind=Kind.THANKS, row=15), fx.Thanked(by=event.author, content=content))
    if content:
        story.add(Send(mail=Mail.CUSTOMER_CONTENT))
    elif not event.on_list:
        story.add(Send(mail=Mail.CUSTOMER_REPLIED))


def _replied(story: Story, event: ev.CustomerWrote, policy: Policy) -> None:
    """Row 16: the owner's turn; a response deadline that runs never moves."""
    ticket = story.ticket
    starts = ticket.status not in (Status.OPEN, Status.ON_HOLD) and ticket.response is None
    story.add(Filed(kind=_kind(event), row=16), fx.CustomerReplied(by=event.author, starts=starts))
    overdue = ticket.status is Status.OPEN and event.at > policy.calendar.add(ticket.queued_at, policy.claim_within)
    if not event.on_list or overdue:
        story.add(Send(mail=Mail.CUSTOMER_REPLIED))
    elif ticket.status is Status.ON_HOLD and ticket.owner is not None:
        story.add(Send(mail=Mail.NOTICE, to=ticket.owner, topic="on_hold_customer_wrote"))


def _wrote_after_the_close(story: Story, event: ev.CustomerWrote, policy: Policy) -> None:
    """Row 17 within `reopen_within`; later mail, and mail to a duplicate, the desk leads to another ticket."""
    ticket = story.ticket
    story.add(Filed(kind=_kind(event), row=17))
    if event.content is Content.EMPTY or ticket.closed_reason in (Reason.SPAM, Reason.DUPLICATE):
        return
    until = deadlines.reopens_until(ticket, policy)
    if until is not None and event.at > until:
        return
    if ticket.owner is not None and event.owner_on_roster:
        story.add(fx.Reopened(by=event.author, to=Status.IN_PROGRESS), Send(mail=Mail.REOPENED))
    else:
        story.add(fx.Reopened(by=event.author, to=Status.OPEN), Send(mail=Mail.ANNOUNCEMENT))  # it carries the reply


def _kind(event: ev.CustomerWrote) -> Kind:
    """An operator's forward holds the customer's words (spec 1.3)."""
    return Kind.CUSTOMER_REPLY if event.forwarded_by is None else Kind.FORWARD
