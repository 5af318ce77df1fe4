"""`rebuild`: a new database from the mailbox and its `sent` folder, into a file of its own (spec 4.5)."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mailticket.cli import output, when
from mailticket.cli.opening import become_owner, config_of
from mailticket.config import Config
from mailticket.errors import ConfigError, Refused, StoreAway

if TYPE_CHECKING:
    from mailticket.desk.replay import Outcome
    from mailticket.reports.difference import Difference

_SERVER: Final = "://"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and since when."""
    parser.add_argument(
        "--into", metavar="FILE", help="the new database, a file that isn't there or the address of an empty one"
    )
    parser.add_argument(
        "--since",
        type=when.written,
        metavar="DATE",
        help="mail that arrived earlier isn't the desk's; default: the mailbox remembers",
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Rebuild, and say what differs from the database of the configuration: exit code 1 if anything does.

    Refused if the file is there already, or anything in the database: none is ever written over.
    """
    config = config_of(args)
    if config.database_file is not None:
        become_owner(config.database_file)
    from mailticket import assemble
    from mailticket.rebuild import rebuild
    from mailticket.store.engine import open_store
    from mailticket.store.move import make_empty

    target, unfinished = _places(args.into, config)
    since = when.instant(args.since, config.policy().calendar) if args.since else None
    with closing(open_store(unfinished)) as empty:
        make_empty(empty)
    works = assemble.works(replace(config, database=replace(config.database, url=unfinished)))
    mailbox = works.mailbox()
    with closing(works.store), closing(mailbox):
        outcome = rebuild(works, mailbox, since, output.progress)
    rebuilt = unfinished
    if works.store.path is not None:
        works.store.path.rename(target)
        rebuilt = f"sqlite:///{target}"
    found = _compared(config, rebuilt)
    if args.json:
        output.json(
            {"into": target, **asdict(outcome), "differences": None if found is None else list(map(asdict, found))}
        )
    else:
        _tell(target, outcome, found)
    return 1 if found else 0


def _places(into: str | None, config: Config) -> tuple[str, str]:
    """The new database as it is told, and as it is filled: a crash leaves no file that looks whole."""
    if into is not None and _SERVER in into and not into.startswith("sqlite:"):
        from mailticket.store.engine import shown

        return shown(into), into
    if into is None and config.database_file is None:
        raise Refused("say where to: --into with the address of an empty database, or a file")
    file = Path(into.removeprefix("sqlite:///")) if into else Path(f"{config.database_file}.rebuilt")
    if file.exists():
        raise Refused(f"{file} is there already; name another with --into")
    part = file.absolute().with_name(f"{file.name}.part")
    for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
        left.unlink(missing_ok=True)
    return str(file.absolute()), f"sqlite:///{part}"


def _compared(config: Config, rebuilt: str) -> "list[Difference] | None":
    """What the old database has otherwise; None where there is none that can be read."""
    from mailticket.reports.difference import differences
    from mailticket.store.engine import open_store
    from mailticket.store.schema import is_current

    with closing(open_store(config.database_url)) as old, closing(open_store(rebuilt)) as new:
        try:
            return differences(old, new) if is_current(old) else None
        except (ConfigError, StoreAway) as error:  # broken or away: that may be why there is a new one
            output.error(str(error))
            return None


def _tell(target: str, outcome: "Outcome", found: "Sequence[Difference] | None") -> None:
    output.line(f"{target}: {outcome.messages} messages, {outcome.known_again} mails known again", "bold")
    _listed("sent, but nothing in the mailbox led to it:", outcome.unexplained)
    _listed("held in the outbox, for no copy shows that it was ever sent:", outcome.never_sent)
    _listed("orders that could not be carried out again:", outcome.refused)
    if outcome.vanished:
        output.line(f"{outcome.vanished} messages vanished while they were read", "red")
    if found is None:
        output.line("there is no old database that can be read, to compare it with")
    elif not found:
        output.line("the old database says the same", "green")
    else:
        output.table(
            ("Ticket", "What", "Before", "Rebuilt"),
            [(str(one.ticket), one.what, one.before, one.after) for one in found],
        )
    output.line()
    output.line(
        "Stop the daemon, put the old database away (a file with its -wal and -shm), the new one in its place, start."
    )
    if outcome.held:
        output.line("Sending is held in it: look at `mailticket list` and `mailticket outbox`, then say")
        output.line("`mailticket outbox release`.")
    else:
        output.line("Sending goes on by itself: each mail that the desk would send has its copy in the `sent` folder.")


def _listed(title: str, lines: Sequence[str]) -> None:
    if lines:
        output.line(title, "yellow")
        for one in lines:
            output.line(f"  {one}")
