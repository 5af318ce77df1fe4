"""What a program used, and the table that it is told in.

CPU is user and system time of the measured program alone, start-up included; servers run in other processes. Wall time
says more about the machine than about the program: it is measured only where the promise is one of time.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LIBRARY: Final = (sys.executable, "-c", "import sqlalchemy")


@dataclass(frozen=True)
class Cost:
    """What a program used."""

    cpu_seconds: float
    peak_mib: float


class Table:
    """The table of spec 5.5: each row is printed as soon as it is known, and those that aren't met are counted."""

    def __init__(self) -> None:
        self.missed = 0
        self._print("what", "found", "at least", "")

    def row(self, what: str, found: str, least: str, *, met: bool) -> None:
        """A row with a limit."""
        self.missed += not met
        self._print(what, found, least, "met" if met else "NOT MET")

    def note(self, what: str, found: str) -> None:
        """A row without one."""
        self._print(what, found, "", "")

    def _print(self, what: str, found: str, least: str, verdict: str) -> None:
        sys.stdout.write(f"{what:<64} {found:>24}   {least:>9}   {verdict}".rstrip() + "\n")
        sys.stdout.flush()


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


def best(times: int, *runs: Callable[[], Cost]) -> list[Cost]:
    """The cheapest of several runs of each, taken in turns: everything above it is the machine's noise."""
    rounds = [[run() for run in runs] for _ in range(times)]
    return [
        Cost(cpu_seconds=min(one.cpu_seconds for one in costs), peak_mib=max(one.peak_mib for one in costs))
        for costs in zip(*rounds, strict=True)
    ]


def progress(what: str, done: int, count: int) -> None:
    """A bar on a terminal; nothing elsewhere."""
    if sys.stderr.isatty() and (done % 50 == 0 or done == count):
        filled = 30 * done // count
        end = "\n" if done == count else ""
        sys.stderr.write(f"\r{what} [{'#' * filled}{'.' * (30 - filled)}] {done}/{count}{end}")
        sys.stderr.flush()
