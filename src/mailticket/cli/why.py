"""`why N`: every decision on a ticket, in order, with its evidence (spec 4.4, 4.5)."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mailticket.cli import output, when
from mailticket.cli.number import number
from mailticket.cli.opening import config_of, store_of
from mailticket.clock import SystemClock
from mailticket.errors import Refused
from mailticket.reports.story import Story, tell
from mailticket.reports.story_json import decision_json
from mailticket.reports.ticket_json import instant
from mailticket.store.journal import JournalEntry
from mailticket.store.threads import StoredMessage
from mailticket.ticket.policy import Policy
from mailticket.ticket.record import PUBLIC, fact_to_json


@dataclass(slots=True, kw_only=True)
class Decision:
    """What was decided at one instant: on a message, or because of the clock or the command line."""

    at: datetime
    message: StoredMessage | None
    entries: list[JournalEntry] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    parser.add_argument("number", type=number, metavar="N", help="the ticket's number")
    parser.add_argument("--json", action="store_true", help="for programs: an array of decisions")


def run(args: argparse.Namespace) -> int:
    """Print the decisions. Refused if there is no ticket of that number."""
    config = config_of(args)
    policy = config.policy()
    with store_of(config).reading() as tx:
        story = tell(tx, args.number, policy, SystemClock().now())
    if story is None:
        raise Refused(f"there is no ticket {args.number}")
    made = decisions(story)
    if args.json:
        output.json([_json(one, policy) for one in made])
    else:
        output.line(f"#{story.ticket.number}  {story.ticket.subject}", "bold")
        for one in made:
            _print(one, policy)
    return 0


def decisions(story: Story) -> Sequence[Decision]:
    """Each message with the facts that it caused, and between them what no message caused, in order of time."""
    of_messages = {one.id: Decision(at=one.at, message=one) for one in story.messages}
    others: list[Decision] = []
    for entry in story.journal:
        if entry.message in of_messages:
            of_messages[entry.message].entries.append(entry)
        elif others and others[-1].at == entry.at:
            others[-1].entries.append(entry)
        else:
            others.append(Decision(at=entry.at, message=None, entries=[entry]))
    return sorted([*others, *of_messages.values()], key=lambda one: (one.at, _rank(one)))


def _rank(decision: Decision) -> int:
    """At one instant: what came, what followed, and what was sent of it."""
    if decision.message is None:
        return 1
    return 0 if decision.message.direction == "in" else 2


def _print(decision: Decision, policy: Policy) -> None:
    output.line()
    time = when.shown(decision.at, policy.tz)
    message = decision.message
    if message is None:
        who = decision.entries[0].by
        output.line(f"{time}  {who or 'the clock'}", "bold")
    elif message.direction == "out":
        output.line(f"{time}  sent: {message.kind} to {', '.join(one.address for one in message.to)}", "bold")
    else:
        output.line(f"{time}  {message.kind} from {message.author or 'nobody'}: {message.subject}", "bold")
    if message is not None and message.why:
        output.line(f"    {message.why}")
    for entry in decision.entries:
        name = PUBLIC[type(entry.fact)]
        output.line(f"    => {_named(entry)}{_values(entry)}", "cyan" if name else "dim")
        if entry.why and (message is None or entry.why != message.why):
            output.line(f"       {entry.why}")


def _named(entry: JournalEntry) -> str:
    return PUBLIC[type(entry.fact)] or type(entry.fact).__name__


def _values(entry: JournalEntry) -> str:
    shown = ", ".join(f"{name} {_value(value)}" for name, value in fact_to_json(entry.fact).items())
    return f" ({shown})" if shown else ""


def _value(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("address"))
    return str(value)


def _json(decision: Decision, policy: Policy) -> dict[str, object]:
    message = decision.message
    return {
        "at": instant(decision.at, policy.tz),
        "message": message
        and {
            "direction": message.direction,
            "kind": message.kind,
            "message_id": message.message_id,
            "from": message.author and message.author.address,
            "subject": message.subject,
        },
        "why": message.why if message else "",
        "facts": [decision_json(entry, policy.tz) for entry in decision.entries],
    }
