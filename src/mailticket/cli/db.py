"""`db upgrade`, `db check`: the tables of the desk's database (spec 4.3)."""

import argparse

from mailticket.cli import output
from mailticket.cli.opening import become_owner, config_of
from mailticket.config import Config
from mailticket.store.engine import Store, open_store
from mailticket.store.schema import HEAD, is_current, revision, upgrade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("what", choices=("upgrade", "check"), help="bring the tables up to date, or say if they are")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 from `check` where an upgrade is due; 2 where the database is newer than this program."""
    store = _any_store(config_of(args))
    try:
        before = upgrade(store) if args.what == "upgrade" else revision(store)
        current = is_current(store)
    finally:
        store.close()
    if args.json:
        output.json({"revision": HEAD if current else before, "newest": HEAD, "current": current})
    elif args.what == "upgrade":
        output.line(_upgraded(before))
    else:
        output.line(_checked(before, current=current))
    return 0 if current else 1


def _any_store(config: Config) -> Store:
    """The database, whatever its state; an SQLite file as its owner."""
    if config.database_file is not None:
        become_owner(config.database_file)
    return open_store(config.database_url)


def _upgraded(before: str | None) -> str:
    if before is None:
        return f"the tables are made, revision {HEAD}"
    return f"up to date already, revision {HEAD}" if before == HEAD else f"upgraded from revision {before} to {HEAD}"


def _checked(found: str | None, *, current: bool) -> str:
    if current:
        return f"up to date, revision {HEAD}"
    has = "there are no tables yet" if found is None else f"the tables have revision {found}, the newest is {HEAD}"
    return f"{has}; `mailticket db upgrade` mends that"
