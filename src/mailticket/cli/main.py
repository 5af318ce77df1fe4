"""The table of commands (spec 4.4). A command's file is imported only when it is called: start-up time is a feature.

Each file has `add_arguments(parser)` and `run(args) -> int`. A file with several commands asks the parser's default
`command`, and `args.command`, for the name. `args.config` and `args.state` are paths or None.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

from mailticket import __version__
from mailticket.cli import output
from mailticket.errors import ConfigError, MailticketError


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its name, the file that has it, what it does, and an example."""

    name: str
    file: str
    does: str
    example: str


COMMANDS: Final[dict[str, tuple[Entry, ...]]] = {
    "Tickets": (
        Entry("list", "ticket", "all tickets, the newest first", "list --status waiting --operator Budi"),
        Entry("show", "show", "one ticket: where it stands and all that was written", "show 12 --full"),
        Entry("why", "why", "why a ticket is as it is: every decision with its evidence", "why 12"),
        Entry("search", "ticket", "tickets in which all the words occur", "search projector lab 3"),
        Entry("assign", "act", "give a ticket to an operator", "assign 12 Sari"),
        Entry("take", "act", "make an operator the owner of a ticket", "take 12 Budi"),
        Entry("close", "act", "close a ticket", "close 12 --reason satisfied"),
        Entry("reopen", "act", "open a closed ticket again", "reopen 12"),
        Entry("hold", "act", "put a ticket aside, without reminders", "hold 12 --until 2026-12-24"),
        Entry("priority", "act", "say how urgent a ticket is: its place in the queue", "priority 12 high"),
        Entry("note", "act", "add a note for the desk; the customer doesn't get it", "note 12 The part is ordered."),
    ),
    "Mail": (
        Entry("outbox", "outbox", "mail that waits to be sent, and what to do with it", "outbox retry 31"),
        Entry("quarantine", "quarantine", "mail that a person must look at", "quarantine show 4"),
        Entry("read", "read", "how messages are read, one JSON line each", "read --json question.eml"),
        Entry("canned", "canned", "the canned responses: list, show, render, check", "canned render reminder"),
    ),
    "The desk": (
        Entry("run", "run", "the daemon, in the foreground", "run --log json"),
        Entry("once", "run", "one pass of every station, for cron", "once"),
        Entry("check", "check", "try the configuration for real", "check"),
        Entry("init", "init", "ask a few questions and write config.toml", "init"),
        Entry("demo", "demo", "the whole procedure on loopback, in under a minute", "demo"),
        Entry("reconcile", "reconcile", "compare mailbox and database, message by message", "reconcile"),
        Entry("rebuild", "rebuild", "a new database from the mailbox, where the old one is lost", "rebuild"),
        Entry("db", "db", "the database: bring it up to date, or say if it is", "db upgrade"),
        Entry("install-service", "service", "print the systemd unit, filled in", "install-service"),
    ),
}

_TOP: Final = """\
global options come before the command:
  --config FILE  default: MAILTICKET_CONFIG, then ./config.toml, then
                 /etc/mailticket/config.toml
  --state DIR    what relative paths are relative to; default: systemd's
                 StateDirectory, else FILE's folder

exit code: 0 fine, 1 refused or not found, 2 wrong usage or configuration
example: mailticket --config /etc/mailticket/config.toml list --json
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 not found or refused, 2 usage or configuration (spec 4.4)."""
    try:
        code = _called(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except ConfigError as error:
        output.error(str(error))
        return 2
    except MailticketError as error:
        output.error(str(error))
        return 1
    except BrokenPipeError:
        # Nobody reads on (`| head`); Python must not complain about it while it ends either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except SystemExit as end:  # argparse: 0 after --help, 2 after a mistake
        return end.code if isinstance(end.code, int) else 2
    return code


def entries() -> dict[str, Entry]:
    """Every command by its name, in the order of the help text."""
    return {entry.name: entry for group in COMMANDS.values() for entry in group}


def root_parser() -> argparse.ArgumentParser:
    """The options that come before any command; what follows the command is its own."""
    parser = argparse.ArgumentParser(
        prog="mailticket",
        description="A helpdesk run by plain mail.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"{_commands()}\n{_TOP}",
        allow_abbrev=False,
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="the configuration file")
    parser.add_argument("--state", type=Path, metavar="DIR", help="the state directory")
    parser.add_argument("--version", action="version", version=f"mailticket {__version__}")
    parser.add_argument("command", metavar="COMMAND", help="one of those below; `COMMAND --help` tells more")
    rest = parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    rest.required = False  # or a missing command would be told as two things missing
    return parser


def command_parser(entry: Entry) -> argparse.ArgumentParser:
    """The parser of one command; imports its file."""
    parser = argparse.ArgumentParser(
        prog=f"mailticket {entry.name}",
        description=entry.does[0].upper() + entry.does[1:] + ".",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"example: mailticket {entry.example}",
        allow_abbrev=False,
    )
    parser.set_defaults(command=entry.name)
    _file(entry).add_arguments(parser)
    return parser


def _called(argv: Sequence[str]) -> int:
    root = root_parser()
    if not argv:
        root.print_help()
        return 2
    wanted = root.parse_args(argv)
    entry = entries().get(wanted.command)
    if entry is None:
        root.error(f"there is no command {output.safe(wanted.command)!r}{_near(wanted.command)}")
    # What an import makes, stays: to look through it for garbage, again and again, is a tenth of the start.
    gc.disable()
    file = _file(entry)
    gc.freeze()
    gc.enable()
    args = command_parser(entry).parse_args(wanted.arguments)
    args.config, args.state = wanted.config, wanted.state
    code: int = file.run(args)
    return code


def _file(entry: Entry) -> ModuleType:
    return import_module(f"mailticket.cli.{entry.file}")


def _commands() -> str:
    lines = []
    for group, members in COMMANDS.items():
        lines += [f"{group}:", *(f"  {entry.name:<16} {entry.does}" for entry in members), ""]
    return "\n".join(lines)


def _near(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, entries(), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


if __name__ == "__main__":
    sys.exit(main())
