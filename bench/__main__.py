"""Run the benchmarks and print the table of spec 5.5, rows one to three and start-up: `python -m bench`.

CPU is user and system time of the measured program alone, start-up included; Dovecot and the SMTP server run in other
processes. Wall time is not measured: it says more about the machine than about the program.
"""

import argparse
import imaplib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from tests.servers.dovecot import Dovecot

from bench.letters import HELPDESK, LIST, OPERATORS, letters
from mailticket.demo.settings import as_toml

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cost:
    """What a program used."""

    cpu_seconds: float
    peak_mib: float


class Sink:
    """An SMTP handler that takes everything."""

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        """Say yes."""
        return "250 OK"


def measure(command: Sequence[str]) -> Cost:
    """Run a program to its end and return what it used; fails with its output if it fails."""
    # A file, not a pipe: a program that says much must not wait for a reader.
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, cwd=ROOT)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            sys.exit(said.read().decode())
    return Cost(cpu_seconds=used.ru_utime + used.ru_stime, peak_mib=used.ru_maxrss / 1024)


def best(run: Callable[[], Cost], times: int) -> Cost:
    """The cheapest of several runs: everything above it is the machine's noise."""
    costs = [run() for _ in range(times)]
    return Cost(cpu_seconds=min(c.cpu_seconds for c in costs), peak_mib=max(c.peak_mib for c in costs))


class Bench:
    """The servers, a folder for databases, and a way to fill mailboxes."""

    def __init__(self, dovecot: Dovecot, sink: Controller, folder: Path) -> None:
        self.dovecot = dovecot
        self.smtp_port = sink.port
        self.folder = folder
        self.done: dict[str, tuple[int, ...]] = {}
        """Tickets and mails of the last run of each program."""
        self._runs = 0

    def fill(self, count: int) -> str:
        """A mailbox with so many messages; its account."""
        account = f"bench-{count}"
        with imaplib.IMAP4("127.0.0.1", self.dovecot.port) as mail:
            mail.login(account, "secret")
            for done, raw in enumerate(letters(count), 1):
                mail.append("INBOX", "", "", raw)
                progress(f"filling {account}", done, count)
        return account

    def limit(self, account: str) -> Cost:
        """The bare chain."""
        database = self._fresh() / "limit.db"
        ports = [str(self.dovecot.port), str(self.smtp_port)]
        cost = measure([sys.executable, "-m", "bench.limit", *ports, account, "secret", "INBOX", str(database)])
        self.done["limit"] = counted(
            database, "SELECT count(*) FROM ticket", "SELECT count(*) FROM outbox WHERE sent = 1"
        )
        return cost

    def product(self, account: str) -> Cost:
        """The product."""
        config = self._fresh() / "config.toml"
        config.write_text(self._config(account), encoding="utf-8")
        cost = measure([sys.executable, "-m", "bench.product", str(config)])
        database = config.with_name("mailticket.db")
        left = counted(
            database,
            "SELECT count(*) FROM inbound WHERE state <> 'decided'",
            "SELECT count(*) FROM deliveries WHERE status <> 'sent'",
        )
        if any(left):
            sys.exit(f"not decided: {left[0]}, not sent: {left[1]}; a run that leaves work undone measures nothing")
        self.done["product"] = counted(database, "SELECT count(*) FROM tickets", "SELECT count(*) FROM outbox")
        return cost

    def _fresh(self) -> Path:
        self._runs += 1
        folder = self.folder / str(self._runs)
        folder.mkdir()
        return folder

    def _config(self, account: str) -> str:
        local = {"host": "127.0.0.1", "tls": "none"}
        login = {**local, "username": account, "password": "secret"}
        return as_toml(
            {
                "desk": {
                    "helpdesk": HELPDESK,
                    "list": LIST,
                    "supervisors": ["pic@example.org"],
                    "locale": "id",
                    "timezone": "Asia/Jakarta",
                },
                "imap": {**login, "port": self.dovecot.port, "start": "all"},
                "smtp": {**local, "port": self.smtp_port, "max_auto_mails": 100_000},
                "policy": {"busy_domain": 1_000_000},
                "operators": [{"name": one.capitalize(), "addresses": [f"{one}@example.org"]} for one in OPERATORS],
            }
        )


def counted(database: Path, *questions: str) -> tuple[int, ...]:
    """What a run left in its database."""
    base = sqlite3.connect(database)
    try:
        return tuple(base.execute(question).fetchone()[0] for question in questions)
    finally:
        base.close()


def same_work(done: dict[str, tuple[int, ...]]) -> None:
    """Both programs opened the same tickets and sent as many mails, but for a few hints; else nothing counts."""
    (tickets, mails), (bare_tickets, bare_mails) = done["product"], done["limit"]
    sys.stdout.write(
        f"the product: {tickets:,} tickets, {mails:,} mails; the limit: {bare_tickets:,}, {bare_mails:,}\n"
    )
    if tickets != bare_tickets or not abs(mails - bare_mails) <= bare_mails * 0.03:
        sys.stdout.flush()
        sys.exit("the two programs did not do the same work")


def progress(what: str, done: int, count: int) -> None:
    """A bar on a terminal; nothing elsewhere."""
    if sys.stderr.isatty() and (done % 50 == 0 or done == count):
        filled = 30 * done // count
        end = "\n" if done == count else ""
        sys.stderr.write(f"\r{what} [{'#' * filled}{'.' * (30 - filled)}] {done}/{count}{end}")
        sys.stderr.flush()


def line(what: str, found: str, least: str, *, met: bool) -> None:
    """One row of the table."""
    sys.stdout.write(f"{what:<58} {found:>22}   {least:>9}   {'met' if met else 'NOT MET'}\n")
    sys.stdout.flush()


def run(small: int, large: int, times: int) -> int:
    """Measure and print; the number of rows that are not met."""
    missed = 0
    folder = Path(tempfile.mkdtemp(prefix="mailticket-bench-"))
    sink = Controller(Sink(), hostname="127.0.0.1", port=0, data_size_limit=0)
    sink.port = free_port()
    sink.start()
    try:
        with Dovecot() as dovecot:
            missed = table(Bench(dovecot, sink, folder), small, large, times)
    finally:
        sink.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return missed


def table(bench: Bench, small: int, large: int, times: int) -> int:
    """All rows, each printed as soon as it is known."""
    sys.stdout.write(f"{'what':<58} {'found':>22}   {'at least':>9}\n")
    account = bench.fill(small)
    limit, product = best(lambda: bench.limit(account), times), best(lambda: bench.product(account), times)
    same_work(bench.done)
    ratio = product.cpu_seconds / limit.cpu_seconds
    found = f"{ratio:.2f}x ({product.cpu_seconds / small * 1000:.2f} ms)"
    line(f"ingest and send, {small:,} messages, CPU to the limit", found, "5.5x", met=ratio <= 5.5)
    larger = bench.fill(large)
    big = best(lambda: bench.product(larger), times)
    started = measure([sys.executable, "-c", "import mailticket.stations"]).cpu_seconds
    growth = ((big.cpu_seconds - started) / large) / ((product.cpu_seconds - started) / small)
    line(f"growth: CPU a message at {large:,} to {small:,}", f"{growth:.2f}x", "1.1x", met=growth <= 1.1)
    line(f"peak memory of a run of {large:,}", f"{big.peak_mib:.0f} MiB", "100 MiB", met=big.peak_mib <= 100)
    start = start_up(bench, times)
    line('start-up of `list` to python -c "import sqlalchemy"', f"{start:.2f}x", "1.5x", met=start <= 1.5)
    return sum((ratio > 5.5, growth > 1.1, big.peak_mib > 100, start > 1.5))


def start_up(bench: Bench, times: int) -> float:
    """CPU of the whole `mailticket list` over that of the library's import, on the last database."""
    config = sorted(bench.folder.glob("*/config.toml"), key=lambda path: path.stat().st_mtime)[-1]
    listing = [sys.executable, "-m", "mailticket", "--config", str(config), "list", "--limit", "20"]
    library = best(lambda: measure([sys.executable, "-c", "import sqlalchemy"]), times * 3)
    return best(lambda: measure(listing), times * 3).cpu_seconds / library.cpu_seconds


def free_port() -> int:
    """A port that nobody listens on."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--small", type=int, default=2000, help="messages of the first run (default 2000)")
    parser.add_argument("--large", type=int, default=8000, help="messages of the second run (default 8000)")
    parser.add_argument("--times", type=int, default=2, help="runs of each; the cheapest counts (default 2)")
    chosen = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(1 if run(chosen.small, chosen.large, chosen.times) else 0)
