"""`show N`: where a ticket stands, and its story as a person reads it (spec 4.4)."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from mailticket.cli import output, when
from mailticket.cli.number import number
from mailticket.cli.opening import config_of, store_of
from mailticket.clock import SystemClock
from mailticket.errors import Refused
from mailticket.reports.story import Moment, Story, as_of, moments, tell
from mailticket.reports.story_json import shown_status, story_json
from mailticket.store.parcels import Delivery
from mailticket.store.threads import StoredMessage
from mailticket.ticket.effects import (
    Assigned,
    Closed,
    CustomerNamed,
    Fact,
    Held,
    Labelled,
    ParticipantJoined,
)
from mailticket.ticket.facts import PUBLIC
from mailticket.ticket.model import Breach
from mailticket.ticket.policy import Policy

_LINES: Final = 8
"""Lines of a mail that are shown without `--full`."""
_UNREMARKABLE: Final = frozenset(
    {"opened", "answered", "customer_replied", "noted", "progressed", "reminded", "thanked"}
)
"""Events that a message of the thread shows already."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The ticket, and how much of it."""
    parser.add_argument("number", type=number, metavar="N", help="the ticket's number")
    parser.add_argument("--full", action="store_true", help="whole mails, their recipients, and every event")
    parser.add_argument(
        "--at", type=when.written, metavar="TIME", help="as it stood at that date or time, read from its history"
    )
    parser.add_argument("--json", action="store_true", help="for programs: the ticket with its mails and events")


def run(args: argparse.Namespace) -> int:
    """Print one ticket. Refused if there is none of that number, or wasn't at that time."""
    config = config_of(args)
    policy, now = config.policy(), SystemClock().now()
    at = when.instant(args.at, policy.calendar) if args.at else None
    with store_of(config).reading() as tx:
        story = tell(tx, args.number, policy, now)
    if story is None:
        raise Refused(f"there is no ticket {args.number}")
    if at is not None:
        opened = story.ticket.opened_at
        story = as_of(story, policy, at)
        if story is None:
            raise Refused(f"ticket {args.number} was opened only at {when.shown(opened, policy.tz)}")
    if args.json:
        output.json(story_json(story, policy.tz))
    else:
        _print(story, policy, at or now, full=args.full)
    return 0


def _print(story: Story, policy: Policy, now: datetime, *, full: bool) -> None:
    output.line(f"#{story.ticket.number}  {story.ticket.subject}", "bold")
    for label, value in _head(story, policy, now):
        output.line(f"  {label:<10} {value}")
    for breach in story.ticket.breaches:
        output.line(f"  {'breach':<10} {_breach(breach, policy)}", "dim" if breach.excused_at else "red")
    for moment in moments(story):
        _print_moment(moment, story, policy, full=full)


def _head(story: Story, policy: Policy, now: datetime) -> Iterator[tuple[str, str]]:
    """What there is to say of the ticket as a whole, labelled."""
    ticket, tz = story.ticket, policy.tz
    yield "status", ticket.status.value + (f", {ticket.closed_reason.value}" if ticket.closed_reason else "")
    yield "customer", str(ticket.customer or "nobody yet")
    yield "operator", str(ticket.owner or "nobody yet")
    yield "opened", when.shown(ticket.opened_at, tz)
    if ticket.claimed_at:
        yield "claimed", when.shown(ticket.claimed_at, tz)
    if ticket.answered_at:
        yield "answered", when.shown(ticket.answered_at, tz)
    if ticket.closed_at:
        yield "closed", when.shown(ticket.closed_at, tz)
    if story.due:
        yield "next", f"{story.due.what.value}, {when.shown(story.due.at, tz)} ({when.relative(story.due.at, now)})"
    labels = (ticket.category, ticket.branch, ticket.department, *ticket.tags)
    shown = [f"priority {ticket.priority}"] if ticket.priority != "normal" else []
    if shown := [*shown, *(label for label in labels if label)]:
        yield "labels", ", ".join(shown)
    if ticket.survey:
        yield "survey", f"{ticket.survey.score} of 5 {ticket.survey.comment}"


def _breach(breach: Breach, policy: Policy) -> str:
    met = f"met {when.shown(breach.met_at, policy.tz)}" if breach.met_at else "not met"
    excused = ", excused" if breach.excused_at else ""
    due = when.shown(breach.due_at, policy.tz)
    return f"{breach.deadline.value} of {breach.operator.called}: due {due}, {met}{excused}"


def _print_moment(moment: Moment, story: Story, policy: Policy, *, full: bool) -> None:
    """A mail, and what it changed; without `--full` only what the mail doesn't show already, and no reasons."""
    if moment.message is not None:
        output.line()
        _print_message(moment.message, story, policy, full=full)
    for entry in moment.entries:
        name = PUBLIC[type(entry.fact)]
        if name is None or (moment.message is not None and not full and name in _UNREMARKABLE):
            continue
        output.line()
        by = f" by {entry.by}" if entry.by else ""
        told = f"{when.shown(entry.at, policy.tz)}  {name}{by}{_result(entry.fact, policy)}"
        output.line(told, "cyan")
        if full and entry.why:
            output.prose(entry.why, indent="    ", style="dim")


def _result(fact: Fact, policy: Policy) -> str:  # noqa: PLR0911 -- one arm a fact
    """What an event's name leaves open."""
    match fact:
        case Closed():
            return f", {fact.reason.value}"
        case Assigned():
            return f" to {fact.to.called}"
        case Held() if fact.until is not None:
            return f" until {when.shown(fact.until, policy.tz)}"
        case Labelled():
            return f": {fact.label} {fact.value}"
        case CustomerNamed():
            return f": customer {fact.customer.address}"
        case ParticipantJoined():
            return f": participant {fact.participant.address}"
        case _:
            return ""


def _print_message(message: StoredMessage, story: Story, policy: Policy, *, full: bool) -> None:
    author = str(message.author) if message.author and message.direction == "in" else "mailticket"
    output.line(f"{when.shown(message.at, policy.tz)}  {message.kind} from {author}", "bold")
    if message.doubt:
        output.line(f"    {message.doubt}", "yellow")
    if full:
        _print_header(message)
    _print_deliveries(story.deliveries.get(message.outbox_id or 0, ()), full=full)
    _print_text(message.text, full=full)
    for one in message.attachments:
        output.line(f"    [{one.name}, {one.media_type}, {one.size_bytes} bytes]", "dim")


def _print_header(message: StoredMessage) -> None:
    for label, people in (("to", message.to), ("cc", message.cc)):
        if people:
            output.line(f"    {label}: {', '.join(map(str, people))}", "dim")
    output.line(f"    subject: {message.subject}", "dim")
    output.line(f"    {message.message_id}", "dim")


def _print_deliveries(deliveries: Sequence[Delivery], *, full: bool) -> None:
    """Who got it. Without `--full` only what didn't go well is explained."""
    for one in deliveries:
        status = shown_status(one.status)
        detail = f" ({one.detail})" if one.detail and (full or status != "sent") else ""
        output.line(f"    -> {one.recipient}: {status}{detail}", "dim" if status == "sent" else "yellow")


def _print_text(text: str, *, full: bool) -> None:
    lines = text.strip().splitlines()
    shown = lines if full else lines[:_LINES]
    for each in shown:
        output.block(each, indent="    ")
    if len(shown) < len(lines):
        output.line(f"    … {len(lines) - len(shown)} more lines (--full)", "dim")
