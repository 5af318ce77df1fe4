"""Claims raced by processes: nobody's is lost, none is double. `python -m tests.races [N]`, or `make races N=10000`.

Three races, N tickets each: two daemons on PostgreSQL, whose lease changes hands all the while; and on either database
the daemon against `mailticket take`. For each ticket both sides act at the same moment. Afterwards each ticket has at
most one claim (I06), nobody kept anything without the place (I19), and the journal says how each ticket stands (I16).

Most of a race is waiting for an answer, so each side runs on several databases at once, a thread for each. At last
daemons are killed under the eyes of a standby, and how long each take-over took is printed.
"""

import logging
import multiprocessing
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from tests.crash.test_standby import RUNS, WAITS, Program
from tests.servers.fixtures import now

from mailticket import assemble
from mailticket.config import load
from mailticket.demo.imap_server import ImapServer
from mailticket.demo.town import Town
from mailticket.desk.cause import Cause
from mailticket.desk.desk import Desk
from mailticket.desk.order import give
from mailticket.desk.perform import perform
from mailticket.errors import PlaceLost, Refused
from mailticket.ids import Address, TicketNumber
from mailticket.store import journal, lease, tickets
from mailticket.store.engine import Store, open_store
from mailticket.store.lease import Lease
from mailticket.store.schema import upgrade
from mailticket.ticket import effects as fx
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.decide import decide
from mailticket.ticket.events import CommandGiven, Content, StaffWrote
from mailticket.ticket.evolve import replay

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PEOPLE = {name: Address(f"{name.lower()}@example.org", name) for name in ("Budi", "Sari")}
LIST = "operators@lists.example.org"
CONFIG = f"""
[desk]
helpdesk = "helpdesk@example.org"
list = "{LIST}"
supervisors = ["pic@example.org"]
timezone = "Asia/Jakarta"
[imap]
host = "127.0.0.1"
tls = "none"
username = "helpdesk"
password = "sesame"
[smtp]
host = "127.0.0.1"
tls = "none"
[[operators]]
name = "Budi"
addresses = ["budi@example.org"]
[[operators]]
name = "Sari"
addresses = ["sari@example.org"]
"""
LANES = 8
"""Databases that a race runs on at once."""
PATIENCE_SECONDS = 300
FLIP = 5
"""Tickets after which the other one takes the lease."""

Act = Callable[[int], None]
Racer = Callable[[str, Desk, str], tuple[Act, Callable[[], None]]]


def claim(store: Store, desk: Desk, number: int, who: Address) -> None:
    """What the daemon does about an empty reply (row 7, or row 8 where another was first)."""
    with store.transaction() as tx:
        ticket = tickets.load(tx, number, lock=True)
        assert ticket is not None
        event = StaffWrote(
            at=NOON,
            author=who,
            operator=True,
            supervisor=False,
            content=Content.EMPTY,
            reaches_customer=True,
            on_list=True,
        )
        perform(tx, desk, ticket, decide(ticket, event, desk.policy, NOON), Cause(at=NOON, now=NOON, why=who.name))


def standing_daemon(url: str, desk: Desk, who: str) -> tuple[Act, Callable[[], None]]:
    """A daemon on a file, or the only one on a server."""
    store = open_store(url)
    return lambda number: claim(store, desk, number, PEOPLE[who]), store.close


def leased_daemon(url: str, desk: Desk, who: str) -> tuple[Act, Callable[[], None]]:
    """A daemon on a server that fences it; takes the other one's place in turns, which then acts on without it."""
    place = open_store(url)
    held: list[tuple[Lease, Store]] = []

    def lie_down() -> None:
        while held:
            fence, store = held.pop()
            fence.give_back()
            store.close()

    def elbow(_why: str) -> bool:
        """Say that the other's time is up; they may renew it before we ask again."""
        with place.transaction() as tx:
            tx.run(text("UPDATE lease SET until_at = 0"))
        return True

    def act(number: int) -> None:
        if number % FLIP == 1 and who == ("Budi" if number // FLIP % 2 else "Sari"):
            lie_down()
            asked_at, taken = lease._taken(place, elbow)
            fence = Lease(place, taken, asked_at, lambda: None)
            held.append((fence, open_store(url, fence)))
        for _, store in held:
            with suppress(PlaceLost):
                claim(store, desk, number, PEOPLE[who])

    def end() -> None:
        lie_down()
        place.close()

    return act, end


def command_line(url: str, desk: Desk, who: str) -> tuple[Act, Callable[[], None]]:
    """`mailticket take N`, beside whatever else runs."""
    store, order = open_store(url), Order(command=Command.TAKE, argument="", line="#take")
    event = CommandGiven(at=NOON, by=PEOPLE[who], operator=True, supervisor=False, order=order)

    def act(number: int) -> None:
        with suppress(Refused):  # it is theirs already
            give(store, desk, number, event, NOON)

    return act, store.close


def run(racer: Racer, urls: Sequence[str], config: str, who: str, count: int, together: Sequence[Any]) -> None:
    """One side of a race, a process of its own."""
    logging.disable(logging.CRITICAL)  # whoever is taken over says so
    desk = assemble.desk(load(Path(config), environ={}))

    def run_on(url: str, barrier: Any) -> None:
        act, end = racer(url, desk, who)
        try:
            for number in range(1, count + 1):
                barrier.wait(PATIENCE_SECONDS)
                act(number)
        except BaseException:  # nobody shall wait for who won't come
            for each in together:
                each.abort()
            raise
        end()

    with ThreadPoolExecutor(len(urls)) as lanes:
        list(lanes.map(run_on, urls, together))


def race(urls: Sequence[str], folder: Path, count: int, racers: Sequence[Racer]) -> Counter[str]:
    """Open so many tickets in each database and let both sides claim them; the facts by name.

    AssertionError where a promise broke.
    """
    config = folder / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    assemble.desk(load(config, environ={}))  # makes the secret, once
    for url in urls:
        with closing(open_store(url)) as store:
            upgrade(store)
            open_tickets(store, count)
    spawn = multiprocessing.get_context("spawn")
    together = [spawn.Barrier(2) for _ in urls]
    sides = [
        spawn.Process(target=run, args=(racer, urls, str(config), who, count, together))
        for racer, who in zip(racers, PEOPLE, strict=True)
    ]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    assert [side.exitcode for side in sides] == [0, 0]
    return sum((examined(url, count) for url in urls), Counter())


def open_tickets(store: Store, count: int) -> None:
    """Tickets in the queue."""
    with store.transaction() as tx:
        for number in range(1, count + 1):
            customer = Address(f"ani{number}@example.net", "Ani")  # each her own: limits are for one address
            opened = fx.Opened(number=TicketNumber(number), customer=customer, subject="Printer")
            tickets.save(tx, replay([(opened, NOON - timedelta(hours=1))]), due_what=None, due_at=None, wake_at=None)
            entry = journal.JournalEntry(at=NOON - timedelta(hours=1), fact=opened, by="Ani", why="row 25")
            journal.append(tx, TicketNumber(number), [entry])


def examined(url: str, count: int) -> Counter[str]:
    """What happened to the tickets, by the name of the fact."""
    facts: Counter[str] = Counter()
    with closing(open_store(url)) as store, store.reading() as tx:
        for number in range(1, count + 1):
            entries = journal.read(tx, TicketNumber(number))
            names = [type(entry.fact).__name__ for entry in entries]
            assert names.count("Claimed") <= 1, f"ticket {number} was claimed twice: {names}"
            assert names.count("Assigned") <= 1, f"ticket {number}: {names}"
            ticket = tickets.load(tx, number)
            assert ticket == replay((entry.fact, entry.at) for entry in entries), f"ticket {number}: a fact was lost"
            assert ticket is not None
            assert ticket.owner in PEOPLE.values(), f"ticket {number} has no owner: {names}"
            facts.update(names)
    return facts


def main(count: int) -> None:
    """All three, on databases of their own, and the take-overs."""
    from tests.store.databases import a_database, a_server

    each = -(-count // LANES)
    with tempfile.TemporaryDirectory() as folder, a_server(Path(folder)) as server:
        for what, racers in {
            "two daemons": (leased_daemon, leased_daemon),
            "daemon against take": (standing_daemon, command_line),
        }.items():
            with ExitStack() as made:
                urls = [made.enter_context(a_database(server)) for _ in range(LANES)]
                tell(f"PostgreSQL, {what}", race(urls, Path(folder), each, racers))
        urls = [f"sqlite:///{folder}/races-{lane}.db" for lane in range(LANES)]
        tell("SQLite, daemon against take", race(urls, Path(folder), each, (standing_daemon, command_line)))
        with a_database(server) as url:
            seconds = ", ".join(f"{took:.1f}" for took in take_overs(url, Path(folder)))
            sys.stdout.write(f"taken over after SIGKILL, seconds: {seconds}\n")


def take_overs(url: str, folder: Path) -> Iterator[float]:
    """Kill the daemon five times; how long it took each time until the standby said that it runs."""
    with closing(open_store(url)) as store:
        upgrade(store)
    with ImapServer(now=now) as mailboxes, Town(mailboxes, now=now) as town:
        config = folder / "standby.toml"
        config.write_text(town.config_toml(database={"url": url}), encoding="utf-8")

        def begun(n: int, says: str) -> Program:
            program = Program(town, folder / f"standby-{n}.log", "-m", "mailticket", "--config", str(config), "run")
            program.says(says)
            return program

        running = begun(0, RUNS)
        for n in range(1, 6):
            standby = begun(n, WAITS)
            running.kill(signal.SIGKILL)
            killed_at = time.monotonic()
            standby.says(RUNS)
            yield time.monotonic() - killed_at
            running.end()
            running = standby
        running.kill(signal.SIGTERM)
        running.end()


def tell(what: str, facts: Counter[str]) -> None:
    """One line a race."""
    count = facts["Opened"]
    sys.stdout.write(f"{what}: {count} tickets, {2 * count} claims raced, 0 double; {dict(facts)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else 1000)
