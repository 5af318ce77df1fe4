"""Two daemons on one database, as real processes: one writes, the other stands by (spec 4.3, I19).

How long a take-over took is printed (`pytest -s`); the limit of the project is ten seconds.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.crash.test_sigkill_at_every_commit import message_id_of, ours
from tests.store.databases import postgres, postgres_url

from mailticket.demo.town import Town
from mailticket.store.engine import open_store
from mailticket.store.schema import upgrade

pytestmark = pytest.mark.timeout(300)  # several programs start, on however busy a machine
__all__ = ["postgres", "postgres_url"]

ROOT = Path(__file__).parents[2]
RUNS, WAITS = "mailticket runs for", "waiting as a standby"
TAKE_OVER_SECONDS = 10

Start = Callable[..., "Program"]


class Program:
    """A daemon, and what it said."""

    def __init__(self, town: Town, log: Path, *command: str) -> None:
        self._town = town
        self._log = log
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, *command], stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd=ROOT
            )

    def says(self, words: str) -> None:
        """Wait until it says so."""

        def said() -> bool:
            if words in self.said():
                return True
            assert self.process.poll() is None, self.said()
            return False

        self._town.wait_for(said, 60)

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def kill(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> int:
        """Wait for its end; the exit code."""
        return self.process.wait(timeout=60)


@pytest.fixture
def start(small_town: Town, tmp_path: Path) -> Iterator[Start]:
    """Start daemons; whatever still runs at the end is killed."""
    running: list[Program] = []

    def begun(url: str, *command: str) -> Program:
        config = tmp_path / "config.toml"
        if not config.exists():
            settings = {"database": {"url": url}, "smtp": {"echo_wait": "1s"}}
            config.write_text(small_town.config_toml(**settings), encoding="utf-8")
        words = command or ("-m", "mailticket", "--config", str(config), "run")
        running.append(
            Program(small_town, tmp_path / f"log-{len(running)}", *(str(config) if w == "CONFIG" else w for w in words))
        )
        return running[-1]

    yield begun
    for each in running:
        if each.process.poll() is None:
            each.kill(signal.SIGCONT)
            each.kill(signal.SIGKILL)
            each.end()


@pytest.fixture
def url(postgres_url: str) -> str:
    """A PostgreSQL database with our tables."""
    store = open_store(postgres_url)
    upgrade(store)
    store.close()
    return postgres_url


def copies(town: Town) -> Counter[tuple[str, str]]:
    """What the relay took of ours: recipient and Message-ID, how often."""
    taken = [one for one in town.post_office.accepted if ours(one.raw)]
    return Counter((to, message_id_of(one.raw)) for one in taken for to in one.rcpt_tos)


def all_sent(town: Town, count: int) -> None:
    town.wait_for(lambda: sum(copies(town).values()) >= count, 90)
    assert set(copies(town).values()) == {1}


def test_the_standby_takes_over_when_the_daemon_is_killed(small_town: Town, start: Start, url: str) -> None:
    first = start(url)
    first.says(RUNS)
    second = start(url)
    second.says(WAITS)
    small_town.send("ani", subject="Printer rusak", text="Printer saya rusak.")
    all_sent(small_town, 2)
    first.kill(signal.SIGKILL)
    began = time.monotonic()
    second.says(RUNS)
    took = time.monotonic() - began
    sys.stdout.write(f"taken over {took:.1f} s after SIGKILL\n")
    assert took < TAKE_OVER_SECONDS
    small_town.send("ani", subject="Lupa sandi", text="Saya lupa kata sandi saya.")
    all_sent(small_town, 4)
    assert second.said().count(WAITS) == 1
    second.kill(signal.SIGTERM)
    assert second.end() == 0
    third = start(url)
    third.says(RUNS)
    fourth = start(url)
    fourth.says(WAITS)
    fourth.kill(signal.SIGTERM)
    assert fourth.end() == 0, "a standby ends as well"


def test_a_daemon_that_was_stopped_ends_when_it_finds_another_in_its_place(
    small_town: Town, start: Start, url: str
) -> None:
    first = start(url)
    first.says(RUNS)
    second = start(url)
    second.says(WAITS)
    first.kill(signal.SIGSTOP)
    began = time.monotonic()
    second.says(RUNS)
    sys.stdout.write(f"taken over {time.monotonic() - began:.1f} s after SIGSTOP\n")
    small_town.send("ani", subject="Printer rusak", text="Printer saya rusak.")
    first.kill(signal.SIGCONT)
    assert first.end() == 1
    assert "taken this database over" in first.said()
    all_sent(small_town, 2)
    small_town.send("ani", subject="Lupa sandi", text="Saya lupa kata sandi saya.")
    all_sent(small_town, 4)


def test_a_daemon_that_was_stopped_on_its_way_to_the_relay_sends_nothing(
    small_town: Town, start: Start, url: str
) -> None:
    small_town.send("ani", subject="Printer rusak", text="Printer saya rusak.")
    first = start(url, "-m", "tests.crash.stop_at", "CONFIG")
    assert os.WIFSTOPPED(os.waitpid(first.process.pid, os.WUNTRACED)[1]), first.said()
    assert copies(small_town) == Counter()
    second = start(url)
    second.says(RUNS)
    first.kill(signal.SIGCONT)
    assert first.end() == 3
    all_sent(small_town, 2)


def test_on_a_file_the_second_one_is_refused_and_the_place_free_at_once(small_town: Town, start: Start) -> None:
    """4.3: on SQLite there is no standby."""
    first = start("sqlite:///mailticket.db")
    first.says(RUNS)
    second = start("sqlite:///mailticket.db")
    assert second.end() == 1
    assert "another mailticket runs on" in second.said()
    first.kill(signal.SIGKILL)
    first.end()
    third = start("sqlite:///mailticket.db")
    third.says(RUNS)
    third.kill(signal.SIGTERM)
    assert third.end() == 0
