"""`assign`, `take`, `close`, `reopen`, `hold`, `priority`, `note`: the commands of spec 3.1 given at the command line.

The same rules and the same audit trail as by mail: an order is an event, and the desk decides on it.
"""

import argparse
import getpass
import os
from datetime import datetime
from typing import Final

from mailticket.cli import output
from mailticket.cli.number import number
from mailticket.cli.opening import config_of, store_of
from mailticket.clock import SystemClock
from mailticket.config import Config
from mailticket.errors import Refused
from mailticket.ids import Address
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.dates import parse_until
from mailticket.ticket.events import CommandGiven
from mailticket.ticket.model import PRIORITIES, Reason
from mailticket.ticket.policy import Policy
from mailticket.ticket.roster import Operator, Roster

_REASONS: Final = [reason.value for reason in Reason if reason is not Reason.DUPLICATE]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The ticket, what the command needs, and in whose name it is given."""
    parser.add_argument("number", type=number, metavar="N", help="the ticket's number")
    match Command(parser.get_default("command")):
        case Command.ASSIGN:
            parser.add_argument("name", metavar="NAME", help="the operator, by name or address")
        case Command.TAKE:
            parser.add_argument("name", nargs="?", metavar="NAME", help="who takes it; default: who --as names")
        case Command.CLOSE:
            parser.add_argument("--reason", choices=_REASONS, help="default: satisfied; from a supervisor: supervisor")
        case Command.HOLD:
            parser.add_argument("--until", metavar="DATE", help="ends by itself then; default: when somebody ends it")
        case Command.PRIORITY:
            parser.add_argument("priority", choices=PRIORITIES, help=", ".join(PRIORITIES))
        case Command.NOTE:
            parser.add_argument("text", nargs="+", metavar="TEXT", help="the note")
    parser.add_argument("--as", dest="actor", metavar="NAME", help="in the name of this operator or supervisor")
    parser.add_argument("--json", action="store_true", help="for programs: the ticket afterwards")


def run(args: argparse.Namespace) -> int:
    """Give the order and say what came of it. Refused, in words, if the rules don't allow it."""
    config = config_of(args)
    policy, now = config.policy(), SystemClock().now()
    event = given(args, config.roster(), policy, now)
    from mailticket.assemble import desk
    from mailticket.desk.order import give

    login = _login() if args.actor is not None else ""
    ticket = give(store_of(config), desk(config), args.number, event, now, login)
    if args.json:
        _print_json(args.number, config, now)
    else:
        owner = f", {ticket.owner.called}" if ticket.owner else ""
        output.line(f"#{ticket.number} is now {ticket.status.value}{owner}")
    return 0


def given(args: argparse.Namespace, roster: Roster, policy: Policy, now: datetime) -> CommandGiven:
    """The event that the arguments describe. Refused if they name nobody or no date."""
    command = Command(args.command)
    if command is Command.TAKE and args.name:
        args.actor = args.name
    by, operator, supervisor = _actor(args.actor, roster)
    if command is Command.TAKE and not operator:
        raise Refused("only an operator can take a ticket; say who: `mailticket take N NAME`")
    return CommandGiven(
        at=now, by=by, operator=operator, supervisor=supervisor, order=_order(command, args, roster, policy, now)
    )


def _order(command: Command, args: argparse.Namespace, roster: Roster, policy: Policy, now: datetime) -> Order:
    """The order, with the line that would have been written in a mail."""
    argument = _argument(command, args)
    return Order(
        command=command,
        argument=argument,
        line=f"#{command.value} {argument}".rstrip(),
        person=_operator(args.name, roster).primary if command is Command.ASSIGN else None,
        until=_until(args.until, policy, now) if command is Command.HOLD and args.until else None,
        has_text=command is Command.NOTE,
    )


def _argument(command: Command, args: argparse.Namespace) -> str:
    match command:
        case Command.ASSIGN:
            return str(args.name)
        case Command.CLOSE:
            return args.reason or ""
        case Command.HOLD:
            return f"until {args.until}" if args.until else ""
        case Command.PRIORITY:
            return str(args.priority)
        case Command.NOTE:
            return " ".join(args.text)
        case _:
            return ""


def _until(words: str, policy: Policy, now: datetime) -> datetime:
    """The instant that the words name, read as in a mail."""
    until = parse_until(words, policy.calendar, now)
    if until is None:
        raise Refused(f"{words!r} is no date; write 2026-12-24, '24 Dec 14:00', tomorrow, or 2bd")
    return until


def _actor(name: str | None, roster: Roster) -> tuple[Address, bool, bool]:
    """Who gives the order, and whether that is an operator, a supervisor.

    Without `--as` it is the system administrator, whose word counts as a supervisor's: nobody stands above root.
    """
    if name is None:
        login = _login()
        return Address(f"{login}@localhost", login), False, True
    supervisor = next((one for one in roster.supervisors if one.key == name.lower()), None)
    if supervisor is not None and roster.find(supervisor) is None:
        return supervisor, False, True
    operator = _operator(name, roster)
    return operator.primary, True, roster.is_supervisor(operator.primary)


def _operator(name: str, roster: Roster) -> Operator:
    found = roster.named(name)
    if found is None:
        names = ", ".join(one.name for one in roster.operators)
        raise Refused(f"no operator is meant by {name!r}, or more than one; the roster has {names}")
    return found


def _login() -> str:
    """The login name of whoever sits at the terminal; behind sudo, who called it."""
    return os.environ.get("SUDO_USER") or _own_name()


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return f"uid-{os.getuid()}"


def _print_json(number: int, config: Config, now: datetime) -> None:
    from mailticket.reports.story import tell
    from mailticket.reports.story_json import story_json

    policy = config.policy()
    with store_of(config).reading() as tx:
        story = tell(tx, number, policy, now)
    if story is not None:
        output.json(story_json(story, policy.tz))
