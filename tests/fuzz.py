"""`make fuzz N=1000000`: reads so many broken messages, on all cores; one that breaks a reader is saved (spec 5.2).

SEED=word makes the same messages again; `python -m tests.fuzz --seed word --only 17` makes and reads the one.
"""

import argparse
import logging
import os
import secrets
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Final

from tests.mail.fuzz import check, message

BATCH: Final = 500
FOLDER: Final = Path("fuzz-failures")
FAILURES_MAX: Final = 20


def batch(seed: str, first: int, count: int) -> list[tuple[int, str]]:
    """Number and traceback of each message that isn't read as promised."""
    logging.disable()  # the bounce library writes a traceback for each mail that it can't read
    failed: list[tuple[int, str]] = []
    for number in range(first, first + count):
        raw = message(seed, number)
        try:
            check(raw)
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            failed.append((number, traceback.format_exc(limit=-4)))
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{seed}-{number}.eml").write_bytes(raw)
    return failed


def bar(done: int, of: int, seconds: float) -> None:
    """One line that is written over where a person looks, else one line in a while."""
    width = 30 * done // of
    text = f"{'#' * width}{'.' * (30 - width)} {done:,} of {of:,}, {done / max(seconds, 0.001):,.0f} messages a second"
    sys.stdout.write(f"\r{text}" if sys.stdout.isatty() else f"{text}\n")
    sys.stdout.flush()


def run(seed: str, count: int, processes: int) -> list[tuple[int, str]]:
    """Read them all; stops early after FAILURES_MAX failures."""
    failed: list[tuple[int, str]] = []
    begun = shown = time.monotonic()
    done = 0
    with ProcessPoolExecutor(processes) as pool:
        waiting = {pool.submit(batch, seed, at, min(BATCH, count - at)): at for at in range(0, count, BATCH)}
        for one in as_completed(waiting):
            failed += one.result()
            done += min(BATCH, count - waiting[one])
            if time.monotonic() - shown > (0.5 if sys.stdout.isatty() else 30) or done == count:
                shown = time.monotonic()
                bar(done, count, shown - begun)
            if len(failed) >= FAILURES_MAX:
                pool.shutdown(cancel_futures=True)
                break
    return failed


def main() -> None:
    """Print the seed, the progress and what failed; exit code 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    parser.add_argument("--seed", default=os.environ.get("SEED") or secrets.token_hex(4))
    parser.add_argument("--only", type=int, help="make and read this one message")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    if args.only is not None:
        check(message(args.seed, args.only))
        return
    sys.stdout.write(f"seed {args.seed}\n")
    failed = run(args.seed, args.count, args.processes)
    for number, said in failed[:FAILURES_MAX]:
        sys.stdout.write(f"\nmessage {number} ({FOLDER}/{args.seed}-{number}.eml):\n{said}")
    sys.stdout.write(f"\nseed {args.seed}: {len(failed)} of {args.count:,} messages were not read as promised\n")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
