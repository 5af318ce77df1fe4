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
from mailticket.reports.story import Story, as_of, tell
from mailticket.reports.story_json import shown_status, story_json
from mailticket.store.journal import JournalEntry
from mailticket.store.parcels import Delivery
from mailticket.store.threads import StoredMessage
from mailticket.ticket.model import Breach
from mailticket.ticket.policy import Policy
from mailticket.ticket.record import PUBLIC

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
    parser.add_argument("--at", metavar="TIME", help="as it stood at that date or time, read from its history")
    parser.add_argument("--json", action="store_true", help="for programs: the ticket with its mails and events")


def run(args: argparse.Namespace) -> int:
    """Print one ticket. Refused if there is none of that number, or wasn't at that time."""
    config = config_of(args)
    policy, now = config.policy(), SystemClock().now()
    at = when.read(args.at, policy.calendar) if args.at else None
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
    for at, thing in _timeline(story, full=full):
        output.line()
        _print_thing(at, thing, story, policy, full=full)


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


def _timeline(story: Story, *, full: bool) -> Sequence[tuple[datetime, StoredMessage | JournalEntry]]:
    """Mails and events in order of time: at one instant what came, what followed, and what was sent of it."""
    events = [
        entry
        for entry in story.journal
        if (name := PUBLIC[type(entry.fact)]) and (full or entry.message is None or name not in _UNREMARKABLE)
    ]
    things: list[tuple[datetime, StoredMessage | JournalEntry]] = [(one.at, one) for one in story.messages]
    return sorted([*things, *((entry.at, entry) for entry in events)], key=lambda each: (each[0], _rank(each[1])))


def _rank(thing: StoredMessage | JournalEntry) -> int:
    if isinstance(thing, JournalEntry):
        return 1
    return 0 if thing.direction == "in" else 2


def _print_thing(
    at: datetime, thing: StoredMessage | JournalEntry, story: Story, policy: Policy, *, full: bool
) -> None:
    time = when.shown(at, policy.tz)
    if isinstance(thing, JournalEntry):
        by = f" by {thing.by}" if thing.by else ""
        output.line(f"{time}  {PUBLIC[type(thing.fact)]}{by}" + (f": {thing.why}" if thing.why else ""), "cyan")
        return
    author = str(thing.author) if thing.author and thing.direction == "in" else "mailticket"
    output.line(f"{time}  {thing.kind} from {author}", "bold")
    if full:
        _print_header(thing)
    _print_deliveries(story.deliveries.get(thing.outbox_id or 0, ()), full=full)
    _print_text(thing.text, full=full)
    for one in thing.attachments:
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
