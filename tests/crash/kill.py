"""`make kill N=500`: the real daemon, real servers, and so many SIGKILLs in a busy desk (spec 5.2, 5.5).

Every other death is at a named point of the passes, all points in turn; the others are at random instants. People go on
writing all the time. At the end the daemon is left alone until it is quiet, a person looks at what was held for one,
and everything is checked from outside. SEED=word repeats the plan, not the races. DATABASE=postgresql keeps the desk
there: each life then waits first until the dead one's lease has run out.
"""

import argparse
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.crash.bustle import Bustle
from tests.crash.lives import POINTS, ROOT, Lives
from tests.crash.outside import Outside, Wrong
from tests.crash.place import Place, postgresql, sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import now

from mailticket.demo.town import Town

ASKED_EVERY = 2.5
"""Seconds between two new customers."""
POINT_SECONDS = 20.0
"""How long a named point is waited for; then the death counts as one at an instant."""
QUIET_SECONDS = 1200.0
PLACES: dict[str, Callable[[Path], AbstractContextManager[Place]]] = {
    "sqlite": lambda folder: nullcontext(sqlite(folder)),
    "postgresql": postgresql,
}
SETTINGS = {
    "smtp": {"echo_wait": "2s", "max_auto_mails": 1000},
    "policy": {"reminder_after": "10s", "reminder_every": "10s", "close_after": "10s", "busy_domain": 100_000},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How it went."""

    kills: int
    points: Counter[str]
    messages: int
    mails: int
    repeated: int
    """Deliveries that went out twice, as their answer was lost."""
    helped: int
    """Deliveries and messages that a person had to look at: killed in the same one, twice or thrice."""
    wrong: Wrong
    outside: Outside

    def __str__(self) -> str:
        points = ", ".join(f"{name} {times}" for name, times in sorted(self.points.items()))
        return (
            f"killed at: {points}\n{self.messages} messages in the mailbox, {self.mails} mails sent; "
            f"{self.repeated} repeated after a lost answer, {self.helped} left to a person\n"
            f"{self.kills} kills: {len(self.wrong.lost)} lost, {len(self.wrong.doubled)} doubled"
            + (f", {len(self.wrong.other)} otherwise wrong" if self.wrong.other else "")
        )


def run(
    town: Town, folder: Path, place: Place, kills: int, seed: str, progress: Callable[[int], None] = lambda _done: None
) -> Report:
    """Kill so many times, let it come to rest, look."""
    rng = random.Random(seed)
    config = folder / "config.toml"
    config.write_text(town.config_toml(**SETTINGS, database={"url": place.url}), encoding="utf-8")
    bustle = Bustle(town, rng)
    asked_at = 0.0

    def meanwhile() -> None:
        nonlocal asked_at
        if time.monotonic() - asked_at > ASKED_EVERY:
            asked_at = time.monotonic()
            bustle.ask()
        bustle.act()

    points: Counter[str] = Counter()
    with Lives(config) as lives:
        for death in range(kills):
            named = death % 2 == 0
            point = POINTS[death // 2 % len(POINTS)] if named else "-"
            seconds = POINT_SECONDS if named else rng.uniform(0.05, 1.5)
            count = rng.choice((1, 1, 2)) if named else 1
            ended = lives.live(point, count, place.after_seconds + seconds, meanwhile)
            if ended.startswith("exit"):
                raise RuntimeError(f"the daemon ended by itself, {ended}: see {folder}/daemon.log")
            points[point if ended == "point" else "any instant"] += 1
            progress(death + 1)
    helped = settle(config, place, bustle.act)
    outside = Outside(town, place, bustle.conversations, helped.deliveries, "mailticket/sent")
    return Report(
        kills=kills,
        points=points,
        messages=place.count("inbound"),
        mails=place.count("outbox"),
        repeated=place.count("deliveries WHERE attempts > 1"),
        helped=len(helped.deliveries) + len(helped.messages),
        wrong=outside.wrong(),
        outside=outside,
    )


@dataclass(slots=True)
class Helped:
    """What a person had to look at."""

    deliveries: frozenset[int] = frozenset()
    messages: frozenset[int] = frozenset()


def settle(config: Path, place: Place, act: Callable[[], None]) -> Helped:
    """The last life, as `mailticket run` itself: until nothing is left to do; ends by SIGTERM with exit code 0."""
    command = [sys.executable, "-m", "mailticket", "--config", str(config)]
    helped = Helped()
    polled = "SELECT max(polled_at) FROM mailboxes"
    before = place.values(polled)
    with (config.with_name("daemon.log")).open("ab") as log:
        daemon = subprocess.Popen([*command, "run"], cwd=ROOT, stdout=log, stderr=log)
        try:
            end = time.monotonic() + QUIET_SECONDS
            quiet = 0
            while quiet < 30:
                act()
                held = place.values("SELECT id FROM deliveries WHERE status = 'held'")
                aside = place.values("SELECT id FROM inbound WHERE state = 'quarantined'")
                for noun, found in (("outbox", held), ("quarantine", aside)):
                    for one in found:
                        subprocess.run(
                            [*command, noun, "retry", str(one)], cwd=ROOT, stdout=log, stderr=log, check=True
                        )
                helped.deliveries |= held
                helped.messages |= aside
                quiet = 0 if busy(place) or place.values(polled) == before else quiet + 1
                if time.monotonic() > end:
                    raise TimeoutError(f"not quiet within {QUIET_SECONDS} s: see {config.with_name('daemon.log')}")
                time.sleep(0.1)
        finally:
            daemon.send_signal(signal.SIGTERM)
            code = daemon.wait(60)
    if code != 0:
        raise RuntimeError(f"after SIGTERM the daemon ended with {code}")
    return helped


def busy(place: Place) -> bool:
    """Something waits to be decided, sent or filed, or a clock runs that ends in mail soon."""
    return bool(
        place.count("inbound WHERE state = 'new'")
        or place.count("deliveries WHERE status NOT IN ('sent', 'withdrawn')")
        or place.count(
            "outbox WHERE filed_at IS NULL AND id IN (SELECT outbox_id FROM deliveries WHERE status = 'sent')"
        )
        or place.count("tickets WHERE due_what IN ('reminder', 'close') AND status <> 'closed'")
    )


def bar(done: int, of: int, begun: float) -> None:
    """One line that is written over where a person looks, else one line in a while."""
    if not sys.stdout.isatty() and done % 25 and done != of:
        return
    width = 30 * done // of
    text = f"{'#' * width}{'.' * (30 - width)} {done} of {of} kills, {(time.monotonic() - begun) / done:.1f} s each"
    sys.stdout.write(f"\r{text}" if sys.stdout.isatty() else f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Print the seed, the progress, and what was found; exit code 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=500)
    parser.add_argument("--seed", default=os.environ.get("SEED") or secrets.token_hex(4))
    parser.add_argument("--database", choices=PLACES, default=os.environ.get("DATABASE") or "sqlite")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="mailticket-kill-"))
    sys.stdout.write(f"seed {args.seed}, {args.database}, everything is kept in {folder}\n")
    begun = time.monotonic()
    with (
        Dovecot() as dovecot,
        Town(dovecot, now=now, account_prefix="kill-") as town,
        PLACES[args.database](folder) as place,
    ):
        shown = partial(bar, of=args.count, begun=begun)
        report = run(town, folder, place, args.count, args.seed, shown)
        sys.stdout.write(f"\n{report.wrong}\n" if report.wrong else "\n")
        sys.stdout.write(f"{report}\n")
    sys.exit(bool(report.wrong))


if __name__ == "__main__":
    main()
