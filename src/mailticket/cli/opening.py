"""Opens what a command works on: the configuration, then the database as its owner (spec 4.3, 4.4)."""

import argparse
import os
from pathlib import Path

from mailticket.config import Config, default_path, load
from mailticket.errors import Refused
from mailticket.store.engine import Store, open_store
from mailticket.store.schema import is_current, revision


def config_of(args: argparse.Namespace) -> Config:
    """The configuration that `--config` and `--state` (or their defaults) name. ConfigError if it can't be used."""
    return load(args.config or default_path(os.environ), state=args.state, environ=os.environ)


class NothingYet(Refused):
    """The daemon has never run here: there is no database, or one without tables."""


def store_of(config: Config) -> Store:
    """The desk's database, which has to be there and up to date: reading never makes one.

    NothingYet if there is none; Refused, in words, if it is an older version's.
    """
    file = config.database_file
    if file is not None:
        become_owner(file)
        if not file.exists():
            raise NothingYet(f"there is no database yet at {file}; `mailticket run` makes it")
    store = open_store(config.database_url)
    if not is_current(store):
        if revision(store) is None:
            raise NothingYet("the database has no tables yet; `mailticket run` or `mailticket db upgrade` makes them")
        raise Refused("the database is not up to date; `mailticket db upgrade` does that")
    return store


def become_owner(file: Path) -> None:
    """As root, go on as the user whom an SQLite file belongs to, so that no file of root's locks the daemon out."""
    if os.geteuid() != 0:
        return
    owner = owner_to_become(file)
    if owner is not None:
        uid, gid = owner
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)


def owner_to_become(file: Path) -> tuple[int, int] | None:
    """User and group of the file, or of its folder while it doesn't exist; None where that is root or unknown."""
    for path in (file, file.parent):
        if path.exists():
            found = path.stat()
            return (found.st_uid, found.st_gid) if found.st_uid != 0 else None
    return None
