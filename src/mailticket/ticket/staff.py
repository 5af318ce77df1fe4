"""What an operator's or supervisor's mail or order does (spec 1.3 rows 6–13, 3.1)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from mailticket.ticket import deadlines
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.assignment import claim
from mailticket.ticket.closing import close, confirm
from mailticket.ticket.commands import CLAIMS_FIRST, NEVER_CLAIMS, Command, Order, Trouble
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Spell, Status
from mailticket.ticket.obey import Giver, obey
from mailticket.ticket.policy import Policy
from mailticket.ticket.story import Story

_RELAYED: Final = frozenset(
    {Mail.ASSIGNED, Mail.CUSTOMER_REPLIED, Mail.REOPENED, Mail.CUSTOMER_CONTENT, Mail.UPDATE_DUE}
)
"""Mails of ours whose answer by the owner goes on to the customer with `conversation = "relay"` (spec 3.1)."""

_FROM_CUSTOMER: Final = frozenset({Kind.QUESTION, Kind.CUSTOMER_REPLY, Kind.THANKS, Kind.FORWARD})

_SILENT: Final = frozenset({Command.TAKE, Command.ASSIGN, Command.NOTE, Command.SEND, Command.HELP, Command.TICKET})
"""Orders that the owner hears of in another way, or that are no business of the owner's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Obeyed:
    """Which orders of a mail were carried out, and what came of the rest."""

    done: tuple[Order, ...]
    troubles: tuple[tuple[str, str], ...]

    def has(self, command: Command) -> bool:
        return any(order.command is command for order in self.done)


def ordered(story: Story, event: ev.CommandGiven, policy: Policy) -> None:
    """An order from the command line; what can't be done comes back as `command_result` to its giver."""
    giver = Giver(who=event.by, operator=event.operator, supervisor=event.supervisor)
    obeyed = _carry_out(story, (event.order,), giver, policy)
    if event.order.command is Command.NOTE:
        story.add(fx.Noted(by=event.by))
    if obeyed.troubles:
        story.add(Send(mail=Mail.COMMAND_RESULT, to=event.by, troubles=obeyed.troubles))


def wrote(story: Story, event: ev.StaffWrote, policy: Policy) -> None:
    """Commands first, then the first row that fits what is left."""
    event = _joined(story, event)
    open_before = story.ticket.status is Status.OPEN
    giver = Giver(who=event.author, operator=event.operator, supervisor=event.supervisor)
    if open_before and event.operator and any(order.command in CLAIMS_FIRST for order in event.orders):
        story.add(*claim(event.author))
    obeyed = _carry_out(story, event.orders, giver, policy)
    if event.orders and event.content is Content.EMPTY and not obeyed.has(Command.SEND):
        story.add(Filed(kind=Kind.COMMAND, row=0, why="commands alone (3.1)"))
    else:
        _judge(story, event, obeyed, policy)
    _assigned_if_claimed(story, event, open_before=open_before)
    _result(story, event, obeyed)


def _joined(story: Story, event: ev.StaffWrote) -> ev.StaffWrote:
    """Outside people whom the mail adds take part; on a ticket without a customer the only one is the customer."""
    if story.ticket.customer is None and len(event.joins) == 1 and not event.reaches_customer:
        story.add(fx.CustomerNamed(customer=event.joins[0], by=event.author))
        return replace(event, reaches_customer=True)
    for person in event.joins:
        if person != story.ticket.customer and person not in story.ticket.participants:
            story.add(fx.ParticipantJoined(participant=person, by=event.author))
    return event


def _carry_out(story: Story, orders: tuple[Order, ...], giver: Giver, policy: Policy) -> _Obeyed:
    done: list[Order] = []
    troubles: list[tuple[str, str]] = []
    for order in orders:
        owner = story.ticket.owner
        outcome = obey(story.ticket, order, giver, policy, story.at)
        if isinstance(outcome, Trouble):
            troubles.append((order.line, outcome.value))
            continue
        story.add(*outcome)
        done.append(order)
        if owner is not None and owner != giver.who and order.command not in _SILENT:
            story.add(Send(mail=Mail.NOTICE, to=owner, topic="command_on_your_ticket", text=order.line))
    return _Obeyed(done=tuple(done), troubles=tuple(troubles))


def _result(story: Story, event: ev.StaffWrote, obeyed: _Obeyed) -> None:
    """One `command_result` for what was not understood or asked for help; nothing where all went well."""
    unknown = tuple((line, Trouble.UNKNOWN.value) for line in event.suspects)
    troubles = (*obeyed.troubles, *unknown)
    if troubles or obeyed.has(Command.HELP):
        done = tuple(order.line for order in obeyed.done)
        story.add(Send(mail=Mail.COMMAND_RESULT, to=event.author, topic="help", done=done, troubles=troubles))


def _judge(story: Story, event: ev.StaffWrote, obeyed: _Obeyed, policy: Policy) -> None:
    """Row 6, row 7, then what the text is."""
    private = event.content is Content.EMPTY or not event.reaches_customer
    if event.supervisor and story.ticket.status is Status.RESOLVED and private and not event.orders:
        _asked_supervisor_wrote(story, event)
        return
    claims = event.operator and (not event.supervisor or event.content is Content.EMPTY or event.reaches_customer)
    claimed = False
    if story.ticket.status is Status.OPEN and claims and not any(o.command in NEVER_CLAIMS for o in event.orders):
        story.add(*claim(event.author))
        claimed = True
    if obeyed.has(Command.NOTE):
        _noted(story, event, obeyed, policy, explain=False)
    elif obeyed.has(Command.CLOSE) or obeyed.has(Command.ANSWERED):
        _owned_text(story, event, obeyed)
    elif obeyed.has(Command.SEND):
        _sent_on(story, event, policy)
    elif event.content is Content.EMPTY:
        _empty(story, event, claimed=claimed)
    elif event.reaches_customer:
        progress = obeyed.has(Command.PROGRESS)
        _reached_customer(story, replace(event, content=Content.PROGRESS) if progress else event, policy)
        _copy_if_unseen(story, event)
    elif _is_relayed(story, event, policy):
        _sent_on(story, event, policy)
    else:
        _noted(story, event, obeyed, policy, explain=not claimed)


def _asked_supervisor_wrote(story: Story, event: ev.StaffWrote) -> None:
    """Row 6: nothing or a yes confirms; anything else is a note, and the question stays open."""
    if event.content is Content.EMPTY or event.yes:
        story.add(Filed(kind=Kind.CLOSING, row=6), *confirm(story.ticket, event.author))
    else:
        story.add(Filed(kind=Kind.NOTE, row=6), fx.Noted(by=event.author))
        _copy_if_unseen(story, event)


def _empty(story: Story, event: ev.StaffWrote, *, claimed: bool) -> None:
    """Row 8, or an empty claim (row 7)."""
    ticket = story.ticket
    if claimed:
        story.add(Filed(kind=Kind.CLAIM, row=7))
    elif ticket.status is not Status.CLOSED and ticket.owner is not None and ticket.owner != event.author:
        story.add(Filed(kind=Kind.CLAIM, row=8, why="a late claim"), Send(mail=Mail.ALREADY_TAKEN, to=event.author))
    else:
        story.add(Filed(kind=Kind.NOTE, row=8, why="empty: recorded only"))


def _owned_text(story: Story, event: ev.StaffWrote, obeyed: _Obeyed) -> None:
    """The text under `#close` is the closing statement if it reaches the customer; under `#answered` it's a record."""
    if obeyed.has(Command.ANSWERED):
        story.add(Filed(kind=Kind.ANSWER, row=0, why="#answered: the operator's word (3.1)"))
    elif event.reaches_customer:
        story.add(Filed(kind=Kind.CLOSING, row=9, why="#close"))
    else:
        story.add(Filed(kind=Kind.NOTE, row=13, why="below #close"), fx.Noted(by=event.author))
    _copy_if_unseen(story, event)


def _sent_on(story: Story, event: ev.StaffWrote, policy: Policy) -> None:
    """`#send` and relay: what went out is judged as if it had reached the customer; nothing goes out twice."""
    if not event.reaches_customer:
        story.add(Send(mail=Mail.SENT_ON, to=event.author))
    elif event.content is not Content.EMPTY:
        _copy_if_unseen(story, event)
    progress = any(order.command is Command.PROGRESS for order in event.orders)
    _reached_customer(story, replace(event, content=Content.PROGRESS) if progress else event, policy)


def _is_relayed(story: Story, event: ev.StaffWrote, policy: Policy) -> bool:
    if policy.conversation != "relay" or event.author != story.ticket.owner or event.parent is None:
        return False
    if story.ticket.customer is None:
        return False
    return event.parent.mail in _RELAYED or event.parent.kind in _FROM_CUSTOMER


def _reached_customer(story: Story, event: ev.StaffWrote, policy: Policy) -> None:
    """Rows 9 to 12: text that the customer has got."""
    status = story.ticket.status
    reason = event.content.closes
    if reason is not None and status is not Status.CLOSED:
        story.add(Filed(kind=Kind.CLOSING, row=9), fx.ResponseMet(by=event.author))
        story.add(*close(story.ticket, reason, event.author, supervisor=event.supervisor, policy=policy))
    elif event.content is Content.PROGRESS and status in (Status.IN_PROGRESS, Status.WAITING):
        story.add(Filed(kind=Kind.PROGRESS, row=10), fx.Progressed(by=event.author))
    elif event.content is Content.REMINDER and status is Status.WAITING and story.ticket.spell is not None:
        _reminded_by_hand(story, event, story.ticket.spell, policy)
    elif event.content is Content.COURTESY:
        story.add(Filed(kind=Kind.THANKS, row=12, why="only thanks or a greeting"))
    else:
        _answered(story, event)


def _reminded_by_hand(story: Story, event: ev.StaffWrote, spell: Spell, policy: Policy) -> None:
    """Row 11: it is that day's reminder; a second one that day, or one after the last, is only recorded."""
    earliest = deadlines.reminder_may_leave(story.ticket, spell.number, policy, event.at)
    today = policy.calendar.local_date(event.at)
    if spell.accepted >= policy.reminders or earliest is None or policy.calendar.local_date(earliest) != today:
        story.add(Filed(kind=Kind.REMINDER, row=11, why="one more than the day or the silence allows: recorded"))
    else:
        story.add(Filed(kind=Kind.REMINDER, row=11), fx.Reminded(n=spell.accepted + 1, by=event.author))


def _answered(story: Story, event: ev.StaffWrote) -> None:
    """Row 12."""
    before = story.ticket
    story.add(Filed(kind=Kind.ANSWER, row=12), fx.Answered(by=event.author))
    if before.status is Status.RESOLVED:
        story.add(Send(mail=Mail.NOTICE, topic="resolved_answered", to_supervisor=True))
    owner = before.owner
    unaware = before.owned_at is not None and (event.knows_of is None or event.knows_of < before.owned_at)
    if owner is not None and owner != event.author and unaware:
        story.add(Send(mail=Mail.ALREADY_TAKEN, to=event.author))


def _noted(story: Story, event: ev.StaffWrote, obeyed: _Obeyed, policy: Policy, *, explain: bool) -> None:
    """Row 13: for the desk alone; the owner of a ticket whose customer waits is told so, once a day."""
    story.add(Filed(kind=Kind.NOTE, row=13), fx.Noted(by=event.author))
    if obeyed.has(Command.NOTE) and event.reaches_customer:
        story.add(Send(mail=Mail.NOTICE, to=event.author, topic="customer_addressed_note"))
    _copy_if_unseen(story, event)
    ticket = story.ticket
    if not explain or ticket.owner != event.author or ticket.status is not Status.IN_PROGRESS:
        return
    if event.parent is not None and not event.parent.named_list:
        return
    if not _explained_today(ticket.note_explained_at, event.at, policy):
        story.add(fx.NoteExplained(), Send(mail=Mail.KEPT_AS_NOTE, to=event.author))


def _explained_today(last: datetime | None, at: datetime, policy: Policy) -> bool:
    return last is not None and policy.calendar.local_date(last) == policy.calendar.local_date(at)


def _copy_if_unseen(story: Story, event: ev.StaffWrote) -> None:
    """The list gets what it hasn't seen, but not an answer to a mail of ours that didn't name the list (spec 1.4)."""
    private = event.parent is not None and event.parent.mail is not None and not event.parent.named_list
    if not event.on_list and not private and event.content is not Content.EMPTY:
        story.add(Send(mail=Mail.COPY))


def _assigned_if_claimed(story: Story, event: ev.StaffWrote, *, open_before: bool) -> None:
    """`assigned` unless the claim was an answer already; `taken` where an empty claim didn't pass through the list."""
    claimed = any(isinstance(effect, fx.Claimed) for effect in story.effects)
    told = any(isinstance(effect, Send) and effect.mail is Mail.ASSIGNED for effect in story.effects)
    if not open_before or not claimed:
        return
    answered = story.ticket.answered_at is not None and story.ticket.response is None
    if not told and not answered and story.ticket.status is not Status.CLOSED:
        story.add(Send(mail=Mail.ASSIGNED))
    if event.content is Content.EMPTY and not event.on_list:
        story.add(Send(mail=Mail.TAKEN))
