"""`make corpus`: the table of how well mail is read, from our own labelled sets and from the shared real mail."""

import sys
from collections.abc import Iterable

from tests.sets.rates import HALVES, SHARED, Rate, own_sets, shared_mail


def line(rate: Rate) -> str:
    low, high = rate.interval
    return f"  {rate.name:<38}{rate.right:>5} of {rate.of:<5}{rate.share:>8.1%}    {low:.1%} to {high:.1%}"


def table(title: str, rates: Iterable[Rate]) -> str:
    head = f"  {'':<38}{'right':>5}    {'of':<5}{'rate':>8}    95 % interval"
    return "\n".join((title, head, *map(line, rates), ""))


def main() -> None:
    names = {
        "seen": "Own sets, the two thirds that rules are written against",
        "held": "Own sets, the third held back (the figures to publish)",
    }
    for half in HALVES:
        sys.stdout.write(table(names[half], own_sets(half)) + "\n")
    shared = shared_mail()
    if shared:
        sys.stdout.write(table("Real mail of public projects", shared))
    else:
        sys.stdout.write(
            f"Real mail of public projects: not here ({SHARED}), so parsing and bounces aren't measured.\n"
        )


if __name__ == "__main__":
    main()
