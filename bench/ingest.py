"""Ingest and send: CPU against the limit, its growth with the number of messages, its memory."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.desks import Desks
from bench.letters import letters
from bench.measure import Cost, Table, best, measure

Done = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A kind of database. `fresh` makes an empty one and returns its address.

    `ratio_max`: CPU to the limit, which works on SQLite; None where nothing is promised. What a server uses isn't
    counted, neither here nor there.
    """

    name: str
    fresh: Callable[[], str]
    ratio_max: float | None = None


def rows(desks: Desks, table: Table, small: int, large: int, times: int, databases: Sequence[Database]) -> None:
    """The first three rows, on each of the databases."""
    done: dict[str, Done] = {}

    def run(name: str, program: Callable[[], tuple[Cost, Done]]) -> Callable[[], Cost]:
        def once() -> Cost:
            cost, done[name] = program()
            return cost

        return once

    def product(account: str) -> list[Callable[[], Cost]]:
        return [run(on.name, lambda on=on: desks.product(account, on.fresh())) for on in databases]

    few, many = (desks.fill(f"ingest-{count}", letters(count), count) for count in (small, large))
    limit, *smalls = best(times, run("limit", lambda: desks.limit(few)), *product(few))
    for on, cost in zip(databases, smalls, strict=True):
        same_work(done[on.name], done["limit"])
        ratio = cost.cpu_seconds / limit.cpu_seconds
        what = f"ingest and send, {small:,} messages, CPU to the limit, {on.name}"
        found = f"{ratio:.2f}x ({cost.cpu_seconds / small * 1000:.2f} ms)"
        if on.ratio_max is None:
            table.note(what, found)
        else:
            table.row(what, found, f"{on.ratio_max}x", met=ratio <= on.ratio_max)
    started = measure([sys.executable, "-c", "import mailticket.stations"]).cpu_seconds
    for on, cost, big in zip(databases, smalls, best(times, *product(many)), strict=True):
        grown = ((big.cpu_seconds - started) / large) / ((cost.cpu_seconds - started) / small)
        what = f"growth: CPU a message at {large:,} to {small:,}, {on.name}"
        table.row(what, f"{grown:.2f}x", "1.1x", met=grown <= 1.1)
        what = f"peak memory of a run of {large:,}, {on.name}"
        table.row(what, f"{big.peak_mib:.0f} MiB", "100 MiB", met=big.peak_mib <= 100)


def same_work(product: Done, limit: Done) -> None:
    """Both programs opened the same tickets and sent as many mails, but for a few hints; else nothing counts."""
    (tickets, mails), (bare_tickets, bare_mails) = product, limit
    if tickets != bare_tickets or not abs(mails - bare_mails) <= bare_mails * 0.03:
        sys.exit(f"not the same work: {tickets} tickets, {mails} mails; the limit {bare_tickets}, {bare_mails}")
