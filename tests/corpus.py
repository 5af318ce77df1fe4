"""`make corpus`: how well mail is read, by our own labelled sets and the shared real mail; what is wanted, and met.

The last rows are limits, not rates: CPU of reading a message, and what the worst message under the limits costs.
"""

import logging
import statistics
import sys
import time
from collections.abc import Iterable
from typing import Final

from tests.bombs import MIB_MAX, SECONDS_MAX, all_costs
from tests.mail.fuzz import check, message
from tests.mail.whole import read_as_the_desk_does
from tests.sets.rates import HALVES, SHARED, Rate, counted, items, own_sets, shared_mail

WANTED: Final = {
    "messages read without an exception": 1.0,
    "subject, letter by letter": 0.97,
    "subject, recovered bytes counted": 0.97,
    "sender": 0.99,
    "text kept": 0.98,
    "reply text exact": 0.7,
    "reply text, nothing lost": 0.98,
    "the same, signatures counted as kept": 0.98,
    "Indonesian replies exact": 0.95,
    "Indonesian replies, nothing lost": 1.0,
    "bounces and feedback reports found": 0.97,
    "failed address right, where stated": 0.95,
    "permanence right, where stated": 0.95,
    "automatic replies found": 0.95,
    "people taken for people": 1.0,
    "statements recognised": 0.9,
    "other texts left alone": 1.0,
    "thanks recognised": 0.85,
    "questions kept": 1.0,
    "broken messages read": 1.0,
}
"""The least share, by the name of the rate; a rate without one is only told."""
CPU_MAX_MS: Final = 1.5
FUZZED: Final = 2000


def verdict(*, met: bool) -> str:
    return "met" if met else "NOT MET"


def line(rate: Rate) -> str:
    low, high = rate.interval
    least = WANTED.get(rate.name)
    wanted = f"{least:>8.0%}  {verdict(met=rate.share >= least)}" if least is not None else ""
    between = f"{low:.1%} to {high:.1%}"
    return f"  {rate.name:<38}{rate.right:>5} of {rate.of:<5}{rate.share:>8.1%}    {between:<18}{wanted}".rstrip()


def table(title: str, rates: Iterable[Rate]) -> str:
    head = f"  {'':<38}{'right':>5}    {'of':<5}{'rate':>8}    {'95 % interval':<18}{'wanted':>8}"
    return "\n".join((title, head, *map(line, rates), ""))


def limit(name: str, found: float, most: float, unit: str) -> str:
    return f"  {name:<56}{found:>8.2f} {unit:<4}at most {most:g} {unit}  {verdict(met=found <= most)}\n"


def given_mail() -> list[bytes]:
    """The shared real mail; our own labelled mails where it isn't there."""
    shared = [path.read_bytes() for path in sorted(SHARED.rglob("*.eml"))]
    return shared or [
        item["raw"].encode()
        for name in ("replies", "vacations", "empties")
        for half in HALVES
        for item in items(name, half)
    ]


def cpu_median_ms(mails: list[bytes]) -> float:
    """Of reading one mail as the desk does; of each mail the cheapest of three readings."""

    def once(raw: bytes) -> float:
        start = time.process_time()
        read_as_the_desk_does(raw)
        return (time.process_time() - start) * 1000

    once(mails[0])
    return statistics.median(min(once(raw) for _ in range(3)) for raw in mails)


def fuzzed() -> Rate:
    """Broken messages of a fixed seed; `make fuzz` reads as many as wanted."""

    def fine(number: int) -> bool:
        try:
            check(message("corpus", number))
        except Exception:  # noqa: BLE001 - whatever it is, it counts
            return False
        return True

    return counted("broken messages read", [fine(number) for number in range(FUZZED)])


def main() -> None:
    logging.disable()  # the bounce library writes a traceback for each mail that it can't read
    names = {
        "seen": "Own sets, the two thirds that rules are written against",
        "held": "Own sets, the third held back (the figures to publish)",
    }
    for half in HALVES:
        sys.stdout.write(table(names[half], own_sets(half)) + "\n")
    shared = shared_mail()
    if shared:
        sys.stdout.write(table("Real mail of public projects", shared) + "\n")
    else:
        sys.stdout.write(
            f"Real mail of public projects: not here ({SHARED}), so parsing and bounces aren't measured.\n\n"
        )
    sys.stdout.write(
        table("Hostile mail (`make fuzz N=1000000` reads more of it, `make bombs` names each bomb)", [fuzzed()])
    )
    mails = given_mail()
    sys.stdout.write(limit(f"reading a message, CPU, median of {len(mails)}", cpu_median_ms(mails), CPU_MAX_MS, "ms"))
    costs = list(all_costs())
    slowest, largest = max(costs, key=lambda one: one.cpu_seconds), max(costs, key=lambda one: one.peak_mib)
    sys.stdout.write(limit(f"slowest of {len(costs)} bombs: {slowest.name}", slowest.cpu_seconds, SECONDS_MAX, "s"))
    sys.stdout.write(limit(f"largest of {len(costs)} bombs: {largest.name}", largest.peak_mib, MIB_MAX, "MiB"))


if __name__ == "__main__":
    main()
