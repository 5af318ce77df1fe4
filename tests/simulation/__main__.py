# ruff: noqa: T201 -- a program of its own
"""Run seeds of the simulator: `python -m tests.simulation --seeds 1000`, `--seed 17` for one of them again."""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.simulation import planted
from tests.simulation.shrink import Failure, live, shrunk
from tests.simulation.weather import KINDS


def main() -> int:
    """0 if no promise was broken (with `--planted`: if each planted bug was found)."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--first", type=int, default=0, help="the first of them (default: 0)")
    parser.add_argument("--seed", type=int, help="this one alone, with its story")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    parser.add_argument("--planted", nargs="*", metavar="BUG", help="look for planted bugs instead: all, or these")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    seeds = range(args.first, args.first + args.seeds)
    with tempfile.TemporaryDirectory(prefix="simulated-") as folder:
        tempfile.tempdir = folder  # also of the processes: what they leave goes with it
        if args.planted is not None:
            return _plant(args.planted or sorted(planted.BUGS), seeds, args.jobs)
        return _many(seeds, args.jobs) if args.seed is None else _one(args.seed)


def _one(seed: int) -> int:
    outcome = live(seed)
    if isinstance(outcome, Failure):
        _tell(outcome)
        return 1
    print(outcome.story)
    print(f"Seed {seed}: all promises held; {outcome.messages} mails in, {outcome.mails} attempts out.")
    return 0


def _many(seeds: range, jobs: int) -> int:
    fired: Counter[str] = Counter()
    failures: list[Failure] = []
    messages, begun, done = 0, time.monotonic(), 0
    with ProcessPoolExecutor(jobs) as pool:
        for done, outcome in enumerate(pool.map(live, seeds, chunksize=4), start=1):
            fired += outcome.fired
            messages += outcome.messages
            if isinstance(outcome, Failure):
                failures.append(outcome)
            _bar(done, len(seeds), begun, f"{len(failures)} broken")
    print(file=sys.stderr)
    for kind in KINDS:
        print(f"{fired[kind]:8}  {kind}")
    for failure in failures[:3]:
        _tell(failure)
    print(f"{done} seeds, {messages} mails in, {sum(fired.values())} faults, {len(failures)} broken promises.")
    if failures:
        print(f"Broken by seed: {', '.join(f'{one.seed} ({one.law})' for one in failures)}")
    return 1 if failures else 0


def _bar(done: int, of: int, begun: float, said: str) -> None:
    """On a terminal at each seed; in a log a line for each tenth."""
    again = sys.stderr.isatty()
    if not again and done % max(of // 10, 1):
        return
    rate = done / max(time.monotonic() - begun, 0.001)
    width = done * 40 // of
    line = f"[{'#' * width}{'.' * (40 - width)}] {done}/{of}  {rate:.1f} seeds/s  {said}"
    print(f"\r{line}" if again else line, end="" if again else "\n", file=sys.stderr, flush=True)


def _tell(failure: Failure) -> None:
    """The story, with all left out that the failure doesn't need."""
    small = shrunk(failure)
    print(f"\nSeed {small.seed} ({small.house}) breaks a promise: {small.said}\n{small.story}")
    print(f"Again: make simulate SEED={small.seed}\n")


def _plant(names: list[str], seeds: range, jobs: int) -> int:
    took: list[int] = []
    with ProcessPoolExecutor(jobs) as pool:
        outcomes = pool.map(partial(planted.seeds_until_found, seeds=seeds), names)
        for name, found in zip(names, outcomes, strict=True):
            if found is not None:
                took.append(found[0])
            said = f"{found[0]:4} seeds: {found[1]}" if found else f"NOT FOUND in {len(seeds)} seeds"
            print(f"{name:50} {said}", flush=True)
    took.sort()
    if not took:
        print("None of them was found.")
        return 1
    print(f"{len(took)} of {len(names)} planted bugs found; median {took[len(took) // 2]} seeds, most {took[-1]}.")
    return 0 if len(took) == len(names) else 1


if __name__ == "__main__":
    sys.exit(main())
