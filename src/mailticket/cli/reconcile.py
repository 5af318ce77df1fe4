"""`reconcile`: the mailbox against the database, message by message (spec 5.4)."""

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from mailticket.cli import output
from mailticket.cli.opening import config_of, store_of

if TYPE_CHECKING:
    from mailticket.reports.reconcile import Discrepancy

_MEANS: Final = {
    "not read": "in the mailbox, not in the database: the next poll reads it, or nobody does",
    "gone": "in the database, no more in the mailbox",
    "no place": "decided on, but on no record",
    "several places": "on record more than once",
    "renumbered": "the folder has other numbers than the database knows; the next poll reads it again",
    "copy missing": "sent and filed, but its copy is gone",
    "unknown copy": "a copy of a mail that the database doesn't know",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to print."""
    parser.add_argument("--json", action="store_true", help="for programs: an array, empty where all is well")


def run(args: argparse.Namespace) -> int:
    """Compare, and say what is missing on either side; exit code 1 if anything is."""
    config = config_of(args)
    store_of(config).close()  # refuses where there is no database
    from mailticket import assemble
    from mailticket.rebuild import reconcile

    works = assemble.works(config)
    mailbox = works.mailbox()
    with closing(works.store), closing(mailbox):
        found = reconcile(works, mailbox)
    if args.json:
        output.json([asdict(one) for one in found])
    elif found:
        output.table(("What", "Folder", "UID", "Message-ID", "Means"), [_row(one) for one in found])
    else:
        output.line("mailbox and database agree", "green")
    return 1 if found else 0


def _row(one: "Discrepancy") -> tuple[str, str, str, str, str]:
    return one.what, one.folder, str(one.uid or "-"), one.message_id or "-", _MEANS[one.what]
