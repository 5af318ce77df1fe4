"""`why N`: every decision on a ticket, in order, with its evidence (spec 4.4, 4.5)."""

import argparse
import re
from typing import Final

from mailticket.cli import output, when
from mailticket.cli.number import number
from mailticket.cli.opening import config_of, store_of
from mailticket.clock import SystemClock
from mailticket.errors import Refused
from mailticket.reports.story import Moment, moments, tell
from mailticket.reports.story_json import decision_json
from mailticket.reports.ticket_json import instant
from mailticket.store.journal import JournalEntry
from mailticket.ticket.facts import PUBLIC, fact_to_json
from mailticket.ticket.model import Ticket
from mailticket.ticket.policy import Policy

_ROW: Final = re.compile(r"^row \d+: ")
"""How a fact's reason begins; its message has the row in its own."""


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
    if args.json:
        output.json([_json(one, policy) for one in moments(story)])
    else:
        output.line(f"#{story.ticket.number}  {story.ticket.subject}", "bold")
        for one in moments(story):
            _print(one, story.ticket, policy)
    return 0


def _print(moment: Moment, ticket: Ticket, policy: Policy) -> None:
    output.line()
    output.line(f"{when.shown(moment.at, policy.tz)}  {_heading(moment, ticket)}", "bold")
    message = moment.message
    if message is not None and message.why:
        output.prose(message.why, indent="    ")
    for entry in moment.entries:
        output.prose(f"=> {_named(entry)}{_values(entry)}", indent="    ", style="cyan" if _is_public(entry) else "dim")
        if message is None or _ROW.sub("", entry.why) not in message.why:
            output.prose(entry.why, indent="       ")


def _heading(moment: Moment, ticket: Ticket) -> str:
    """Who did what; a mail's subject only where it isn't the ticket's."""
    message = moment.message
    if message is None:
        return moment.entries[0].by or "the daemon"
    if message.direction == "out":
        return f"sent: {message.kind} to {', '.join(one.address for one in message.to)}"
    subject = "" if ticket.subject in message.subject else f": {message.subject}"
    return f"{message.kind} from {message.author or 'nobody'}{subject}"


def _is_public(entry: JournalEntry) -> bool:
    return PUBLIC[type(entry.fact)] is not None


def _named(entry: JournalEntry) -> str:
    return PUBLIC[type(entry.fact)] or type(entry.fact).__name__


def _values(entry: JournalEntry) -> str:
    shown = ", ".join(f"{name} {_value(value)}" for name, value in fact_to_json(entry.fact).items())
    return f" ({shown})" if shown else ""


def _value(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("address"))
    return str(value)


def _json(moment: Moment, policy: Policy) -> dict[str, object]:
    message = moment.message
    return {
        "at": instant(moment.at, policy.tz),
        "message": message
        and {
            "direction": message.direction,
            "kind": message.kind,
            "message_id": message.message_id,
            "from": message.author and message.author.address,
            "subject": message.subject,
        },
        "why": message.why if message else "",
        "facts": [decision_json(entry, policy.tz) for entry in moment.entries],
    }
