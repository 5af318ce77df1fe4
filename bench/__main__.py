"""Measure, and print the table of spec 5.5: `python -m bench [PART ...]`; all parts where none is named."""

import argparse
import resource
import sys
from contextlib import ExitStack
from pathlib import Path

from bench import ingest, large, notice, reading, recovery
from bench.desks import Desks, server
from bench.measure import Table

PARTS = ("ingest", "postgres", "notice", "reading", "recovery", "large")
ELSEWHERE = {
    "simulation, seeds without a violation": "make simulate SEEDS=10000",
    "SIGKILL against real servers": "make kill N=500",
}
"""Rows of the table that have a command of their own."""


def main() -> int:
    """Print the rows; returns the exit code, 1 where one isn't met."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--small", type=int, default=2000, help="messages of the first run (default 2000)")
    parser.add_argument("--large", type=int, default=8000, help="messages of the second run (default 8000)")
    parser.add_argument("--tickets", type=int, default=100_000, help="tickets of the large desk (default 100000)")
    parser.add_argument("--store", type=Path, help="where the large desk is kept; one that is there is used again")
    parser.add_argument("--times", type=int, default=2, help="runs of each; the cheapest counts (default 2)")
    chosen = parser.parse_args()
    parts = chosen.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    table = Table()
    with ExitStack() as stack:
        desks = stack.enter_context(Desks())
        if {"ingest", "postgres"} & set(parts):
            databases = [ingest.Database(name="SQLite", fresh=desks.file, ratio_max=5.5)]
            if "postgres" in parts:
                fresh = stack.enter_context(server(desks.fresh()))
                databases.append(ingest.Database(name="PostgreSQL", fresh=fresh))
            ingest.rows(desks, table, chosen.small, chosen.large, chosen.times, databases)
        if "notice" in parts:
            notice.rows(desks, table)
        if "reading" in parts:
            reading.rows(table)
        if "recovery" in parts:
            recovery.rows(desks, table)
        if "large" in parts:
            large.rows(desks, table, chosen.tickets, chosen.times, chosen.store)
    for what, command in ELSEWHERE.items():
        table.note(what, command)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
