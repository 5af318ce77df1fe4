"""Prints `docs/cli.md` from the command table and the parsers: `python -m mailticket.cli.docs > docs/cli.md`."""

import argparse
from collections.abc import Iterator
from typing import Final

from mailticket.cli import output
from mailticket.cli.main import COMMANDS, Entry, command_parser

_HEAD = """\
# The command line

`mailticket [--config FILE] [--state DIR] COMMAND …`

`--config FILE` names the configuration file; without it `MAILTICKET_CONFIG`, then `./config.toml`, then
`/etc/mailticket/config.toml`. `--state DIR` is what relative paths are relative to; without it systemd's
StateDirectory, else the folder of the configuration file. Both come before the command.

Every command has `--help`. Tables are for people and fit the terminal; `--json` is for programs: one JSON value on
stdout, UTF-8, with every text exactly as it is. What people outside wrote is shown with control characters made
visible (`␛`, `⟨U+202E⟩`), never passed on to the terminal. Times are in the desk's zone.

| exit code | means |
|---|---|
| 0 | fine |
| 1 | refused, not found, or something is away; stderr says what in one line |
| 2 | wrong usage, or the configuration can't be used |
| 130 | interrupted |

Reading works while the daemon runs and never writes. `list` shows all tickets, closed ones included, the newest first.
Commands on a ticket follow the same rules as in a mail and leave the same trail; `--as NAME` gives them in an
operator's or supervisor's name, otherwise they are the system administrator's, whose word counts as a supervisor's.
Started by root on an SQLite file, a command goes on as the owner of the file.
"""


BAR: Final = r"\|"
"""A bar inside a table of Markdown."""


def print_docs() -> str:
    """The text of `docs/cli.md`."""
    parts = [_HEAD]
    for group, members in COMMANDS.items():
        parts.append(f"## {group}\n")
        parts += ["\n".join(_command(entry)) + "\n" for entry in members]
    return "\n".join(parts)


def _command(entry: Entry) -> Iterator[str]:
    actions = [one for one in command_parser(entry)._actions if one.dest != "help"]  # noqa: SLF001 - no other way
    yield f"### {entry.name}"
    yield ""
    yield f"{entry.does[0].upper()}{entry.does[1:]}."
    yield ""
    yield f"    mailticket {' '.join([entry.name, *map(_usage, actions)])}"
    if actions:
        yield ""
        yield "| argument | |"
        yield "|---|---|"
        yield from (f"| `{_shown(action).replace('|', BAR)}` | {action.help or ''} |" for action in actions)
    yield ""
    yield f"Example: `mailticket {entry.example}`"


def _usage(action: argparse.Action) -> str:
    """How an argument stands in the usage line; the alternatives of an option are in the table."""
    if action.option_strings:
        return f"[{_shown(action)}]"
    more = " …" if action.nargs in ("+", "*") else ""
    return f"[{_shown(action)}{more}]" if action.nargs in ("?", "*") else f"{_shown(action)}{more}"


def _shown(action: argparse.Action) -> str:
    value = _value(action)
    name = action.option_strings[-1] if action.option_strings else ""
    return " ".join(word for word in (name, value) if word)


def _value(action: argparse.Action) -> str:
    """What is to be put in place of the argument; nothing for a switch."""
    if action.nargs == 0:
        return ""
    if action.choices is not None and action.metavar is None:
        return "|".join(map(str, action.choices))
    return str(action.metavar or action.dest.upper())


if __name__ == "__main__":
    output.block(print_docs().rstrip("\n"))
