"""A desk with very many tickets: the commands that people wait for, and what a message costs there."""

import secrets
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from bench.desks import Desks, counted
from bench.letters import letters
from bench.measure import LIBRARY, Cost, Table, best, measure
from bench.multiply import multiply

MESSAGES: Final = 2000
OPEN: Final = 10_000
SEARCHES: Final = {
    "a frequent word": "printer",
    "a rare word": "ref7",
    "two words": "printer ref7",
    "no such word": "xylophone",
    "an address": "customer7-12@example.net",
}


def rows(desks: Desks, table: Table, tickets: int, times: int, kept: Path | None) -> None:
    """`list`, `show`, `search` as whole processes, and growth. `kept`: a store from an earlier run, made if missing."""
    file = kept or desks.fresh() / "large.db"
    if not file.exists():
        build(desks, file, tickets)
    config = desks.config("nobody", f"sqlite:///{file}")

    def command(words: str) -> Callable[[], Cost]:
        said = (sys.executable, "-m", "mailticket", "--config", str(config), *words.split())
        return lambda: measure(said)

    listed = ("list", "list --status waiting", "list --status closed", "list --overdue", f"show {tickets // 2}")
    library, *found = best(times * 2, lambda: measure(LIBRARY), *map(command, listed))
    for words, cost in zip(listed, found, strict=True):
        ratio = cost.cpu_seconds / library.cpu_seconds
        what = f"`{words}` with {tickets:,} tickets, to `import sqlalchemy`"
        table.row(what, f"{ratio:.2f}x ({cost.cpu_seconds * 1000:.0f} ms)", "1.5x", met=ratio <= 1.5)
    found = best(times, *(command(f"search {words}") for words in SEARCHES.values()))
    for what, cost in zip(SEARCHES, found, strict=True):
        seconds = f"{cost.cpu_seconds:.2f} s ({cost.cpu_seconds / library.cpu_seconds:.2f}x)"
        table.row(f"`search` there, {what}", seconds, "0.5 s", met=cost.cpu_seconds <= 0.5)
    grown = growth(desks, file, times)
    table.row(f"growth: CPU a message with {tickets:,} tickets to none", f"{grown:.2f}x", "1.3x", met=grown <= 1.3)


def build(desks: Desks, file: Path, tickets: int, still_open: int = OPEN) -> None:
    """A desk with so many tickets in an SQLite file: a small desk's day, as the product wrote it, and copies of it."""
    small = file.with_name(f"{file.name}.part")
    account = desks.fill("day", letters(MESSAGES), MESSAGES)
    desks.product(account, f"sqlite:///{small}")
    multiply(small, tickets, still_open)
    shutil.move(small, file)


def growth(desks: Desks, file: Path, times: int) -> float:
    """CPU of the same mail on the large store to that on an empty one, in turns; the lowest."""
    there = f"sqlite:///{file}"
    ratios = []
    for _ in range(times):
        seed = secrets.randbits(31)
        account = desks.fill(f"more-{seed}", letters(MESSAGES, seed), MESSAGES)
        never_polled(file)
        before = counted(there, "FROM tickets", "FROM outbox")
        small, made = desks.product(account, desks.file())
        large, after = desks.product(account, there)
        if made[0] != after[0] - before[0]:
            sys.exit(f"not the same work: {made[0]} tickets, with many there {after[0] - before[0]}")
        ratios.append(large.cpu_seconds / small.cpu_seconds)
    return min(ratios)


def never_polled(file: Path) -> None:
    """Let the desk read the mailbox that it is given next as its first one."""
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("DELETE FROM mailboxes")
