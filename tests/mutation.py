"""`make mutate`: how many small lies about `ticket/` do its tests notice (spec 5.5)?

SAMPLE=300 tries so many of them, SEED=word the same ones again, FILES=staff.py those about one file.

The tests are collected once. Each mutant is tried in a fork of that process: the one function is exchanged, then the
tests that run its line follow, the quickest first, until one fails. No mutant gets more than BUDGET CPU seconds of
tests: what the dearer ones would have noticed counts as unnoticed, so that the figure is a lower bound.
"""

import argparse
import importlib
import inspect
import math
import os
import pickle
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import CodeType, ModuleType

import coverage
import pytest
from _pytest.runner import runtestprotocol
from tests.ticket.mutants import Mutant, mutants

ROOM = Path(__file__).parent.parent / "src/mailticket/ticket"
TESTS = ("tests/ticket", "tests/simulation/test_pure_procedure.py")
BUDGET = 4.0
FLOOR = 0.85
NOTICED, UNNOTICED, STILLBORN = 0, 1, 2
"""How a fork ends; by a signal: the mutant never came to an end, which was noticed."""


class Trial:
    """Takes the place of pytest's own loop over the collected tests."""

    def __init__(self, files: list[Path], sample: int | None, seed: str, jobs: int) -> None:
        self.found = [(path, one) for path in files for one in mutants(path.read_text())]
        if sample is not None and sample < len(self.found):
            self.tried = Random(seed).sample(self.found, sample)
            self.tried.sort(key=lambda pair: (pair[0], pair[1].line))
        else:
            self.tried = self.found
        self.jobs = jobs
        self.ends: dict[int, int] = {}

    def pytest_sessionstart(self) -> None:
        """The same examples for every mutant, and no search for the smallest that fails."""
        from hypothesis import HealthCheck, Phase, settings  # pytest has to see it first

        settings.register_profile(
            "mutation",
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all once to see which lines each runs, then the mutants."""
        lines, seconds = _in_fork(lambda: _watched(session.items))
        running: dict[int, int] = {}
        for number, (path, mutant) in enumerate(self.tried):
            if len(running) >= self.jobs:
                self._one_ended(running)
            chosen = _chosen(lines.get(path.name, {}), seconds, mutant)
            pid = os.fork()
            if pid == 0:
                os._exit(_try(path, mutant, [session.items[n] for n in chosen]))
            running[pid] = number
        while running:
            self._one_ended(running)
        return True

    def _one_ended(self, running: dict[int, int]) -> None:
        pid, status = os.wait()
        number = running.pop(pid)
        self.ends[number] = NOTICED if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        if self.ends[number] == UNNOTICED:
            path, mutant = self.tried[number]
            say(f"{path.name}:{mutant.line} {mutant.owner}: {mutant.what}")
        if len(self.ends) % 50 == 0:
            say(f"{len(self.ends):,} of {len(self.tried):,}")

    def report(self) -> bool:
        """Write the figures; True if they are good enough."""
        by_file: dict[str, list[int]] = {}
        for number, (path, _) in enumerate(self.tried):
            if self.ends[number] != STILLBORN:
                by_file.setdefault(path.name, []).append(self.ends[number])
        for name, ends in by_file.items():
            say(f"{name:16} {ends.count(NOTICED):5,} of {len(ends):5,}  {ends.count(NOTICED) / len(ends):4.0%}")
        ends = [end for of_file in by_file.values() for end in of_file]
        share = ends.count(NOTICED) / len(ends)
        figure = f"{'noticed':16} {ends.count(NOTICED):5,} of {len(ends):5,}  {share:.1%}"
        if len(self.tried) < len(self.found):
            low, high = _interval(share, len(ends))
            figure += f"; of all {len(self.found):,} {low:.1%} to {high:.1%} (95 %)"
        say(figure)
        return share >= FLOOR


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _watched(items: list[pytest.Item]) -> tuple[dict[str, dict[int, list[str]]], list[float]]:
    """Which tests run each line, by file and line, and how long each takes."""
    watch = coverage.Coverage(data_file=None, include=[f"{ROOM}/*"], config_file=False)
    seconds: list[float] = []
    watch.start()
    for number, item in enumerate(items):
        watch.switch_context(str(number))
        begun = time.process_time()
        for report in runtestprotocol(item, log=False, nextitem=None):
            if report.failed:
                raise SystemExit(f"fails without any mutant: {item.nodeid}\n{report.longreprtext}")
        seconds.append(time.process_time() - begun)
    watch.stop()
    found = watch.get_data()
    return {Path(path).name: found.contexts_by_lineno(path) for path in found.measured_files()}, seconds


def _chosen(lines: dict[int, list[str]], seconds: list[float], mutant: Mutant) -> list[int]:
    """The tests that may notice; all, where the line is at home in none (a table, a line inside an expression)."""
    known = [int(context) for context in lines.get(mutant.line, ()) if context]
    wanted = sorted(known or range(len(seconds)), key=lambda n: seconds[n])
    spent, chosen = 0.0, []
    for number in wanted:
        spent += seconds[number]
        if spent > BUDGET:
            break
        chosen.append(number)
    return chosen


def _try(path: Path, mutant: Mutant, items: list[pytest.Item]) -> int:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, 2 * BUDGET)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    try:
        _exchange(importlib.import_module(f"mailticket.ticket.{path.stem}"), mutant)
    except Exception:  # noqa: BLE001 -- whatever it is, no such module can be
        return STILLBORN
    for item in items:
        try:
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
                return NOTICED
        except BaseException:  # noqa: BLE001 -- an exit or an interrupt is noticed too
            return NOTICED
    return UNNOTICED


def _exchange(module: ModuleType, mutant: Mutant) -> None:
    """Put the mutant's function, or its constant wherever it was imported to, in place of the right one."""
    code = compile(mutant.source(), str(module.__file__), "exec")
    if mutant.owner.isupper():
        old = getattr(module, mutant.owner)
        fresh = dict(vars(module))
        exec(code, fresh)
        for one in list(sys.modules.values()):
            if isinstance(one, ModuleType) and getattr(one, mutant.owner, None) is old:
                setattr(one, mutant.owner, fresh[mutant.owner])
        return
    found: object = module
    for name in mutant.owner.split("."):
        found = vars(found)[name]
    found = getattr(found, "fget", getattr(found, "__func__", found))
    inspect.unwrap(found).__code__ = next(one for one in _codes(code) if one.co_qualname == mutant.owner)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _in_fork(work):
    """What `work` returns, done in a child: nothing that it keeps in memory stays with us."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result"
        pid = os.fork()
        if pid == 0:
            end = 1
            try:
                path.write_bytes(pickle.dumps(work()))
                end = 0
            except BaseException as error:  # noqa: BLE001 -- said below; a fork never returns
                sys.stderr.write(f"{error}\n")
            os._exit(end)
        if os.waitpid(pid, 0)[1]:
            raise SystemExit("the tests fail without any mutant")
        return pickle.loads(path.read_bytes())


def _interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's interval, 95 %."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - half, middle + half


def main() -> int:
    """Exit code 1 below the floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, help="try so many instead of all")
    parser.add_argument("--seed", default="mailticket")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--tests", nargs="+", default=TESTS, help="hold the mutants against these tests")
    parser.add_argument("files", nargs="*", help="files of ticket/; all without")
    given = parser.parse_args()
    files = [ROOM / name for name in given.files] or sorted(ROOM.glob("*.py"))
    trial = Trial(files, given.sample, given.seed, given.jobs)
    say(f"{len(trial.found):,} mutants, {len(trial.tried):,} tried, seed {given.seed}")
    quiet = ("-q", "-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider", "-o", "timeout=0")
    pytest.main([*quiet, *given.tests], plugins=[trial])
    return 0 if trial.report() else 1


if __name__ == "__main__":
    sys.exit(main())
