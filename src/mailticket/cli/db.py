"""`db upgrade`, `db check`, `db copy`: the tables of the desk's database (spec 4.3, 4.4)."""

import argparse
from contextlib import closing

from mailticket.cli import output
from mailticket.cli.opening import become_owner, config_of
from mailticket.config import Config
from mailticket.errors import ConfigError, Refused
from mailticket.store.engine import Store, open_store, shown
from mailticket.store.schema import HEAD, is_current, revision, upgrade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument(
        "what",
        choices=("upgrade", "check", "copy"),
        help="bring the tables up to date; say if they are; copy the whole desk into another, empty database",
    )
    parser.add_argument("url", nargs="?", metavar="URL", help="of `copy`: the other database, as in [database] url")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 from `check` where an upgrade is due; 2 where the database is newer than this program.

    Refused by `copy` while the daemon runs, or where the other database isn't empty: then nothing was changed.
    """
    if (args.what == "copy") is not (args.url is not None):
        raise ConfigError("`db copy` needs the other database's URL, and nothing else does")
    if args.what == "copy":
        return _copy(config_of(args), args.url, as_json=args.json)
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


def _copy(config: Config, url: str, *, as_json: bool) -> int:
    from mailticket.store.alone import alone
    from mailticket.store.move import copy

    if config.database_file is not None and not config.database_file.exists():
        raise Refused(f"there is no database at {config.database_file}")
    with closing(_any_store(config)) as source, closing(open_store(url)) as target, alone(source):
        counts = copy(source, target, output.progress)
    if as_json:
        output.json({"copied": counts})
    else:
        output.table(("Table", "Rows"), [(name, str(count)) for name, count in counts.items()])
        output.line(f"copied and counted; now write into [database]: url = {shown(url)!r}")
    return 0


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
