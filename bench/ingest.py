"""Ingest and send: CPU against the limit, its growth with the number of messages, its memory."""

import sys
from collections.abc import Callable

from bench.desks import Desks
from bench.letters import letters
from bench.measure import Cost, Table, best, measure

Done = tuple[int, ...]


def rows(desks: Desks, table: Table, small: int, large: int, times: int, postgres: Callable[[], str] | None) -> None:
    """The first three rows, on SQLite; with `postgres`, which makes an empty database, the first two there as well."""
    done: dict[str, Done] = {}

    def run(name: str, program: Callable[[], tuple[Cost, Done]]) -> Callable[[], Cost]:
        def once() -> Cost:
            cost, done[name] = program()
            return cost

        return once

    few, many = (desks.fill(f"ingest-{count}", letters(count), count) for count in (small, large))
    limit, product = best(times, run("limit", lambda: desks.limit(few)), run("few", lambda: desks.product(few)))
    same_work(done["few"], done["limit"])
    ratio = product.cpu_seconds / limit.cpu_seconds
    found = f"{ratio:.2f}x ({product.cpu_seconds / small * 1000:.2f} ms)"
    table.row(f"ingest and send, {small:,} messages, CPU to the limit", found, "5.5x", met=ratio <= 5.5)
    big = best(times, run("many", lambda: desks.product(many)))[0]
    started = measure([sys.executable, "-c", "import mailticket.stations"]).cpu_seconds

    def growth(larger: Cost, smaller: Cost) -> float:
        return ((larger.cpu_seconds - started) / large) / ((smaller.cpu_seconds - started) / small)

    grown = growth(big, product)
    table.row(f"growth: CPU a message at {large:,} to {small:,}", f"{grown:.2f}x", "1.1x", met=grown <= 1.1)
    table.row(f"peak memory of a run of {large:,}", f"{big.peak_mib:.0f} MiB", "100 MiB", met=big.peak_mib <= 100)
    if postgres is not None:
        there = best(times, run("there", lambda: desks.product(few, postgres())))[0]
        same_work(done["there"], done["limit"])
        ratio = there.cpu_seconds / limit.cpu_seconds
        found = f"{ratio:.2f}x ({there.cpu_seconds / small * 1000:.2f} ms)"
        table.note("the same on PostgreSQL, to the same limit on SQLite", found)
        big = best(1, run("many there", lambda: desks.product(many, postgres())))[0]
        grown = growth(big, there)
        table.row(f"growth there at {large:,} to {small:,}", f"{grown:.2f}x", "1.1x", met=grown <= 1.1)


def same_work(product: Done, limit: Done) -> None:
    """Both programs opened the same tickets and sent as many mails, but for a few hints; else nothing counts."""
    (tickets, mails), (bare_tickets, bare_mails) = product, limit
    if tickets != bare_tickets or not abs(mails - bare_mails) <= bare_mails * 0.03:
        sys.exit(f"not the same work: {tickets} tickets, {mails} mails; the limit {bare_tickets}, {bare_mails}")
