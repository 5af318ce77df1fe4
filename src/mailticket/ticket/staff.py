"""What an operator's or supervisor's mail or order does (spec 1.3 rows 6–13, 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from mailticket.ticket import deadlines
from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.assignment import claim
from mailticket.ticket.audience import ON_LIST
from mailticket.ticket.closing import answer, close, confirm, needs_confirmation
from mailticket.ticket.commands import CLAIMS_FIRST, NEVER_CLAIMS, OWNS_TEXT, Command, Order, Trouble
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Reason, Status
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

_ANSWERS: Final = (fx.Answered, fx.Progressed, fx.ResponseMet, fx.Resolved, fx.Closed)
"""After these the new owner needs no `assigned`: the customer has heard (spec 1.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Obeyed:
    """Which orders of a mail were carried out, and what came of the rest."""

    done: tuple[Order, ...]
    troubles: tuple[tuple[str, str], ...]

    def has(self, command: Command) -> bool:
        return any(order.command is command for order in self.done)


def ordered(story: Story, event: ev.CommandGiven, policy: Policy) -> None:
    """An order from the command line; what can't be done comes back as `command_result` to its giver."""
    giver = Giver(
        who=event.by,
        operator=event.operator,
        supervisor=event.supervisor,
        owner_on_roster=event.owner_on_roster,
    )
    obeyed = _carry_out(story, (event.order,), giver, policy)
    if event.order.command is Command.NOTE:
        story.add(fx.Noted(by=event.by), Send(mail=Mail.COPY))
    _told_of_claim(story, seen=False)
    if obeyed.troubles:
        story.add(Send(mail=Mail.COMMAND_RESULT, to=event.by, troubles=obeyed.troubles))


def wrote(story: Story, event: ev.StaffWrote, policy: Policy) -> None:
    """Commands first, then the first row that fits what is left."""
    event = _joined(story, event)
    giver = Giver(
        who=event.author,
        operator=event.operator,
        supervisor=event.supervisor,
        text_reached=event.reaches_customer and event.content is not Content.EMPTY,
        owner_on_roster=event.owner_on_roster,
    )
    obeyed = _carry_out(story, sorted(event.orders, key=_close_last), giver, policy)
    if event.orders and event.content is Content.EMPTY and not obeyed.has(Command.SEND):
        story.add(Filed(kind=Kind.COMMAND, row=0, why="commands alone (3.1)"))
    else:
        _judge(story, event, obeyed, policy)
    _told_of_claim(story, seen=event.on_list or event.content is not Content.EMPTY)
    _result(story, event, obeyed)


def _close_last(order: Order) -> bool:
    """A text that is sent by `#send` leaves before the ticket closes, however they are written."""
    return order.command is Command.CLOSE


def _joined(story: Story, event: ev.StaffWrote) -> ev.StaffWrote:
    """Outside people whom the mail adds take part; on a ticket without a customer the only one is the customer."""
    if story.ticket.customer is None and len(event.joins) == 1 and not event.reaches_customer:
        story.add(fx.CustomerNamed(customer=event.joins[0], by=event.author))
        return replace(event, reaches_customer=True)
    for person in event.joins:
        if person != story.ticket.customer and person not in story.ticket.participants:
            story.add(fx.ParticipantJoined(participant=person, by=event.author))
    return event


def _carry_out(story: Story, orders: Sequence[Order], giver: Giver, policy: Policy) -> _Obeyed:
    """Obey one after the other; an order that fails changes nothing, not even who owns the ticket."""
    done: list[Order] = []
    troubles: list[tuple[str, str]] = []
    for order in orders:
        owner = story.ticket.owner
        first = Story(story.ticket, story.at)
        if giver.operator and order.command in CLAIMS_FIRST and story.ticket.status is Status.OPEN:
            first.add(*claim(giver.who))
        outcome = obey(first.ticket, order, giver, policy, story.at)
        if isinstance(outcome, Trouble):
            troubles.append((order.line, outcome.value))
            continue
        story.add(*first.effects, *outcome)
        done.append(order)
        if order.command is Command.SEND:
            giver = replace(giver, text_reached=True)
        told = owner is not None and giver.owner_on_roster and owner != giver.who
        if told and order.command not in _SILENT:
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
    empty = event.content is Content.EMPTY
    owned = any(order.command in OWNS_TEXT for order in obeyed.done)
    plain = any(order.command in NEVER_CLAIMS for order in event.orders)
    if (
        event.supervisor
        and story.ticket.status is Status.RESOLVED
        and not owned
        and (empty or not event.reaches_customer)
    ):
        _asked_supervisor_wrote(story, event)
        return
    may_claim = event.operator and (not event.supervisor or empty or event.reaches_customer)
    claimed = story.ticket.status is Status.OPEN and may_claim and not plain
    if claimed:
        story.add(*claim(event.author))
    if owned:
        _owned_text(story, event, obeyed, policy)
    elif empty:
        _empty(story, event, claimed=claimed)
    elif event.reaches_customer:
        _reached_customer(story, event, _said(event, obeyed), policy)
        _copy_if_unseen(story, event)
    elif not plain and _is_relayed(story, event, policy):
        story.add(Send(mail=Mail.SENT_ON, to=event.author))
        _reached_customer(story, event, _said(event, obeyed), policy)
    else:
        _noted(story, event, policy, explain=not claimed and not plain)


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


def _owned_text(story: Story, event: ev.StaffWrote, obeyed: _Obeyed, policy: Policy) -> None:
    """The text belongs to a command. What `#send` sent is judged as if the mail had reached the customer."""
    sent = any(isinstance(effect, Send) and effect.mail is Mail.SENT_ON for effect in story.effects)
    reached = sent or event.reaches_customer
    if obeyed.has(Command.NOTE):
        story.add(Filed(kind=Kind.NOTE, row=13, why="#note"), fx.Noted(by=event.author))
        if event.reaches_customer:
            story.add(Send(mail=Mail.NOTICE, to=event.author, topic="customer_addressed_note"))
    elif obeyed.has(Command.CLOSE) and reached:
        story.add(Filed(kind=Kind.CLOSING, row=9, why="#close"))
    elif obeyed.has(Command.ANSWERED):
        story.add(Filed(kind=Kind.ANSWER, row=0, why="#answered: the operator's word (3.1)"))
    elif obeyed.has(Command.SEND):
        _reached_customer(story, event, _said(event, obeyed), policy)
    else:
        story.add(Filed(kind=Kind.NOTE, row=13, why="below #close"), fx.Noted(by=event.author))
    if not sent:
        _copy_if_unseen(story, event)


def _said(event: ev.StaffWrote, obeyed: _Obeyed) -> Content:
    """What the customer has read: the text, or the note that a lone `#send` sent; `#progress` says what it is."""
    if obeyed.has(Command.PROGRESS):
        return Content.PROGRESS
    return event.passes_on or event.content


def _is_relayed(story: Story, event: ev.StaffWrote, policy: Policy) -> bool:
    if policy.conversation != "relay" or event.author != story.ticket.owner or event.parent is None:
        return False
    if story.ticket.customer is None:
        return False
    return event.parent.mail in _RELAYED or event.parent.kind in _FROM_CUSTOMER


def _reached_customer(story: Story, event: ev.StaffWrote, said: Content, policy: Policy) -> None:
    """Rows 9 to 12: text that the customer has got."""
    status = story.ticket.status
    reason = said.closes
    if reason is not None and status is not Status.CLOSED and _may_close(story, event, reason, policy):
        story.add(Filed(kind=Kind.CLOSING, row=9), fx.ResponseMet(by=event.author))
        story.add(*close(story.ticket, reason, event.author, supervisor=event.supervisor, policy=policy))
    elif said is Content.PROGRESS and status in (Status.IN_PROGRESS, Status.WAITING):
        story.add(Filed(kind=Kind.PROGRESS, row=10), fx.Progressed(by=event.author))
    elif said is Content.REMINDER and status is Status.WAITING:
        _reminded_by_hand(story, event, policy)
    elif said is Content.COURTESY:
        story.add(Filed(kind=Kind.THANKS, row=12, why="only thanks or a greeting"))
    else:
        _answered(story, event)


def _may_close(story: Story, event: ev.StaffWrote, reason: Reason, policy: Policy) -> bool:
    """Only what somebody owns can wait for the supervisor's word."""
    confirmed = needs_confirmation(reason, supervisor=event.supervisor, policy=policy)
    return story.ticket.owner is not None or not confirmed


def _reminded_by_hand(story: Story, event: ev.StaffWrote, policy: Policy) -> None:
    """Row 11: it is that day's reminder, at whatever hour; one too many is only recorded."""
    spell = story.ticket.spell
    may = spell is not None and not spell.content_at and spell.accepted < policy.reminders
    if spell is None or not may or deadlines.reminded_lately(story.ticket, event.at, policy):
        story.add(Filed(kind=Kind.REMINDER, row=11, why="one more than the day or the silence allows: recorded"))
    else:
        story.add(Filed(kind=Kind.REMINDER, row=11), fx.Reminded(n=spell.accepted + 1, by=event.author))


def _answered(story: Story, event: ev.StaffWrote) -> None:
    """Row 12."""
    owner, since = story.ticket.owner, story.ticket.owned_at
    story.add(Filed(kind=Kind.ANSWER, row=12), *answer(story.ticket, event.author))
    unaware = since is not None and (event.knows_of is None or event.knows_of < since)
    if owner is not None and owner != event.author and unaware:
        story.add(Send(mail=Mail.ALREADY_TAKEN, to=event.author))


def _noted(story: Story, event: ev.StaffWrote, policy: Policy, *, explain: bool) -> None:
    """Row 13: for the desk alone; the owner of a ticket whose customer waits is told so, once a day."""
    story.add(Filed(kind=Kind.NOTE, row=13), fx.Noted(by=event.author))
    _copy_if_unseen(story, event)
    ticket = story.ticket
    explain = explain and not any(isinstance(effect, fx.Claimed | fx.Assigned) for effect in story.effects)
    if not explain or ticket.owner != event.author or ticket.status is not Status.IN_PROGRESS:
        return
    if event.parent is not None and not event.parent.named_list:
        return
    if not _explained_today(ticket.note_explained_at, event.at, policy):
        story.add(fx.NoteExplained(), Send(mail=Mail.KEPT_AS_NOTE, to=event.author))


def _explained_today(last: datetime | None, at: datetime, policy: Policy) -> bool:
    return last is not None and policy.calendar.local_date(last) == policy.calendar.local_date(at)


def _copy_if_unseen(story: Story, event: ev.StaffWrote) -> None:
    """The list gets what it hasn't seen, but not a private answer to a mail of ours that didn't name it (spec 1.4)."""
    parent = event.parent
    private = parent is not None and parent.mail is not None and not parent.named_list and not event.reaches_customer
    if not event.on_list and not private and event.content is not Content.EMPTY:
        story.add(Send(mail=Mail.COPY))


def _told_of_claim(story: Story, *, seen: bool) -> None:
    """`assigned` unless the claim was the answer already; `taken` where the list hasn't seen it in another way."""
    claimed = any(isinstance(effect, fx.Claimed) for effect in story.effects)
    taken_over = any(isinstance(effect, fx.Assigned) and effect.to == effect.by for effect in story.effects)
    answered = any(isinstance(effect, _ANSWERS) for effect in story.effects)
    ticket = story.ticket
    mails = {effect.mail for effect in story.effects if isinstance(effect, Send)}
    if (claimed or taken_over) and ticket.owner is not None and not answered and Mail.ASSIGNED not in mails:
        story.add(Send(mail=Mail.ASSIGNED))
    if (
        claimed
        and not seen
        and ticket.owner is not None
        and ticket.status is not Status.CLOSED
        and not mails & {*ON_LIST, Mail.SENT_ON}
    ):
        story.add(Send(mail=Mail.TAKEN))
