"""`list` and `search`: tickets in a table, or as JSON (spec 4.4)."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from mailticket.cli import output, when
from mailticket.cli.number import number
from mailticket.cli.opening import NothingYet, config_of, store_of
from mailticket.clock import SystemClock
from mailticket.config import Config
from mailticket.errors import Refused
from mailticket.ids import Address
from mailticket.reports import silence
from mailticket.reports.due import due_of
from mailticket.reports.ticket_json import ticket_json
from mailticket.store import tickets
from mailticket.store.tickets import Filter, Listed
from mailticket.ticket.model import Status
from mailticket.ticket.policy import Policy

_ALL: Final = 1_000_000_000
"""As many as there are: what a program gets unless it asks for less."""
_PAGE: Final = 200
"""What a person gets unless they ask for more."""
_STYLES: Final[dict[Status, output.Style]] = {
    Status.OPEN: "red",
    Status.IN_PROGRESS: "yellow",
    Status.WAITING: "cyan",
    Status.ON_HOLD: "cyan",
    Status.RESOLVED: "green",
    Status.CLOSED: "dim",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Filters of `list`; the words of `search`."""
    if parser.get_default("command") == "search":
        parser.add_argument("words", nargs="+", metavar="WORDS", help="all of them occur in the ticket or in one mail")
    else:
        parser.add_argument(
            "--status",
            action="append",
            metavar="STATUS",
            choices=[status.value for status in Status],
            help=f"{', '.join(Status)}; more than once: any of them",
        )
        parser.add_argument("--operator", metavar="NAME", help="owned by this operator (name or address)")
        parser.add_argument("--customer", metavar="ADDRESS", help="asked by this person")
        parser.add_argument("--overdue", action="store_true", help="what was due is past")
        parser.add_argument("--since", type=when.written, metavar="DATE", help="opened on this day or later")
        parser.add_argument("--search", metavar="WORDS", help="all the words occur in the ticket or in one mail")
    parser.add_argument(
        "--limit",
        type=number,
        metavar="N",
        help=f"at most so many, the newest; default: {_PAGE} in a table, all as JSON",
    )
    parser.add_argument("--json", action="store_true", help="for programs: an array of tickets, without their mails")


def run(args: argparse.Namespace) -> int:
    """Print the tickets that fit, the newest first. An empty answer is no error."""
    config = config_of(args)
    policy, now = config.policy(), SystemClock().now()
    try:
        store = store_of(config)
    except NothingYet as nothing:
        output.error(str(nothing))
        if args.json:
            output.json([])
        return 0
    limit = args.limit or (_ALL if args.json else _PAGE)
    with store.reading() as tx:
        found = tickets.listing(tx, _filter(args, config, policy, now), limit)
        reminded = silence.of_many(tx, [one.ticket.number for one in found]) if args.json else {}
    if args.json:
        output.json(
            [
                ticket_json(one.ticket, due_of(one, policy, now), reminded.get(one.ticket.number, 0), policy.tz)
                for one in found
            ]
        )
    elif found:
        _print(found, policy, now)
        if len(found) == limit:
            output.line(f"the newest {limit}; --limit N shows more", "dim")
    else:
        output.line("no such ticket")
    return 0


def _filter(args: argparse.Namespace, config: Config, policy: Policy, now: datetime) -> Filter:
    if args.command == "search":
        return Filter(search=_words(args.words))
    return Filter(
        statuses=tuple(Status(word) for word in args.status or ()),
        operator=_operator(args.operator, config) if args.operator else None,
        customer=Address(args.customer) if args.customer else None,
        overdue_at=now if args.overdue else None,
        since=when.instant(args.since, policy.calendar) if args.since else None,
        search=_words([args.search]) if args.search else (),
    )


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in text.split())


def _operator(name: str, config: Config) -> Address:
    """The owner as tickets name them: by the first address on the roster. Who has left it is found by address."""
    operator = config.roster().named(name)
    if operator is not None:
        return operator.primary
    if "@" in name:
        return Address(name)
    raise Refused(f"no operator is called {name!r}; the roster has {', '.join(one.name for one in config.operators)}")


def _print(found: Sequence[Listed], policy: Policy, now: datetime) -> None:
    output.table(
        ("#", "Status", "Due", "Operator", "Customer", "Opened", "Subject"), [_row(one, policy, now) for one in found]
    )


def _row(listed: Listed, policy: Policy, now: datetime) -> tuple[output.Cell, ...]:
    ticket = listed.ticket
    return (
        str(ticket.number),
        output.Styled(_status(listed), _STYLES[ticket.status]),
        _due(listed, policy, now),
        ticket.owner.called if ticket.owner else "-",
        ticket.customer.called if ticket.customer else "-",
        when.day(ticket.opened_at, policy.tz),
        ticket.subject,
    )


def _status(listed: Listed) -> str:
    reason = listed.ticket.closed_reason
    return listed.ticket.status.value if reason is None else f"{listed.ticket.status.value}: {reason.value}"


def _due(listed: Listed, policy: Policy, now: datetime) -> output.Cell:
    due = due_of(listed, policy, now)
    if due is None:
        return "-"
    text = f"{due.what.value} {when.relative(due.at, now)}"
    return output.Styled(text, "red") if due.at <= now else text
