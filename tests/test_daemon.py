"""The daemon's passes take turns: one at a time, and no wake-up is lost (house 10)."""

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.cli.conftest import CONFIG

from mailticket import daemon as daemons
from mailticket import stations
from mailticket.clock import SystemClock
from mailticket.config import Config, load
from mailticket.daemon import Daemon, Turns
from mailticket.desk.receive import Tally
from mailticket.errors import Refused
from mailticket.store.alone import alone
from mailticket.store.engine import open_store


class Pass:
    """Counts its runs; `during` happens inside each."""

    def __init__(self) -> None:
        self.runs = 0
        self.during: Callable[[], None] = lambda: None

    def __call__(self) -> None:
        self.runs += 1
        self.during()


def test_who_asks_while_it_runs_gets_one_more() -> None:
    read = Pass()
    turns = Turns(read)

    def asked_thrice() -> None:
        if read.runs == 1:
            for _ in range(3):
                turns.take()

    read.during = asked_thrice
    turns.take()
    assert read.runs == 2


def test_never_two_at_a_time_and_none_lost() -> None:
    inside, most, seen, asked = 0, 0, 0, 0
    count = threading.Lock()

    def run() -> None:
        nonlocal inside, most, seen
        with count:
            inside += 1
            most = max(most, inside)
            seen = asked
        with count:
            inside -= 1

    turns = Turns(run)

    def ask() -> None:
        nonlocal asked
        for _ in range(200):
            with count:
                asked += 1
            turns.take()

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert most == 1
    assert seen == 800


def test_after_a_failure_the_next_one_runs() -> None:
    read = Pass()

    def fails_once() -> None:
        if read.runs == 1:
            raise RuntimeError

    read.during = fails_once
    turns = Turns(read)
    with pytest.raises(RuntimeError):
        turns.take()
    turns.take()
    assert read.runs == 2


def test_a_stop_waits_for_the_pass_in_hand_and_not_for_the_backlog(monkeypatch: pytest.MonkeyPatch) -> None:
    """4.3: SIGTERM with ten thousand messages waiting; systemd would kill us before they are all decided."""
    passes: list[int] = []

    def receive(*_: object) -> Tally:
        passes.append(1)
        return Tally(decided=200)

    monkeypatch.setattr(stations, "receive", receive)
    works: Any = SimpleNamespace(store=None, clock=SystemClock())
    nothing: Any = None
    assert stations.decide_all(works, nothing, lambda: len(passes) == 3)
    assert len(passes) == 3


def test_who_asks_while_a_pass_fails_gets_one_more_at_once() -> None:
    read = Pass()
    turns = Turns(read)

    def fails_once() -> None:
        if read.runs == 1:
            turns.take()
            raise RuntimeError

    read.during = fails_once
    with pytest.raises(RuntimeError):
        turns.take()
    assert read.runs == 2


def test_a_pass_that_gets_nowhere_for_ten_minutes_hangs_and_a_backlog_does_not() -> None:
    seconds = 1_000_000.0
    seen: list[bool] = []
    read = Pass()
    turns = Turns(read, lambda: seconds)

    def backlog_then_silence() -> None:
        nonlocal seconds
        for _ in range(3):
            seconds += 500
            seen.append(turns.hangs())
            turns.moved("stored")
        seconds += 601
        seen.append(turns.hangs())

    read.during = backlog_then_silence
    turns.take()
    assert seen == [False, False, False, True]
    seconds += 10_000
    assert not turns.hangs(), "nothing runs"


def test_the_watchdog_hears_nothing_while_a_pass_hangs(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """4.3: WatchdogSec is to restart a daemon whose reading hangs, not only one that stands still."""
    said: list[str] = []
    monkeypatch.setattr(daemons, "notify", said.append)
    works: Any = SimpleNamespace(desk=None, mailbox=lambda: None)
    daemon = Daemon(works)
    daemon._say_alive()
    assert said == ["WATCHDOG=1"]
    monkeypatch.setattr(daemon._turns["read"], "hangs", lambda: True)
    daemon._say_alive()
    daemon._say_alive()
    assert said == ["WATCHDOG=1"]
    assert [one.getMessage() for one in caplog.records] == ["no progress for 10 minutes: read"]


def test_each_pass_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """What moves a backlog is known to the watchdog: the last argument of each station."""
    moves: list[object] = []
    for station in ("read", "send", "put_on_file"):
        monkeypatch.setattr(stations, station, lambda *given: moves.append(given[-1]))
    works: Any = SimpleNamespace(desk=None, mailbox=lambda: None, relay=None)
    daemon = Daemon(works)
    monkeypatch.setattr(daemon, "_look_when_due", lambda: None)
    daemon._looked_back = True
    for turns in daemon._turns.values():
        turns.take()
    assert daemon._carrier is not None
    daemon._carrier.close()
    turns = daemon._turns
    assert moves == [daemon._got_on, turns["send"].moved, turns["file"].moved]
    monkeypatch.setattr(turns["read"], "moved", moves.append)
    daemon._got_on("stored")
    assert moves[-1] == "stored"


def test_a_bug_met_while_listening_costs_a_pause_and_not_the_listener(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Line:
        selected = 0

        def select(self, _folder: str) -> SimpleNamespace:
            self.selected += 1
            if self.selected == 1:
                raise RuntimeError("a bug")
            return SimpleNamespace(uid_next=1)

        def can_idle(self) -> bool:
            return False

        def close(self) -> None:
            pass

    line = Line()
    monkeypatch.setattr(daemons, "_PAUSE_SECONDS", 0.0)
    works: Any = SimpleNamespace(desk=None, mailbox=lambda: line, inbox=SimpleNamespace(folders=("INBOX",)))
    Daemon(works)._listen()
    assert line.selected == 2
    assert caplog.records[0].exc_info


def test_mail_that_came_while_nobody_listened_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Line:
        uid_next = 5

        def select(self, _folder: str) -> SimpleNamespace:
            return SimpleNamespace(uid_next=self.uid_next)

        def can_idle(self) -> bool:
            return True

        def idle(self, _seconds: int, _stopped: object) -> bool:
            return False

    line, woken = Line(), []
    works: Any = SimpleNamespace(desk=None, mailbox=lambda: line, inbox=SimpleNamespace(folders=("INBOX",)))
    daemon = Daemon(works)
    monkeypatch.setattr(daemon, "_wake", woken.append)
    for line.uid_next in (5, 5, 6, 6):
        daemon._idle(line)
    assert woken == ["read", "read"]


def test_what_is_decided_is_sent_before_the_clocks_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    works: Any = SimpleNamespace(desk=None, mailbox=lambda: None)
    daemon, woken = Daemon(works), []
    monkeypatch.setattr(daemon, "_wake", woken.append)
    for checkpoint in ("stored", "begun", "judged", "decided"):
        daemon._got_on(checkpoint)
    assert woken == ["send"]


@pytest.mark.parametrize("begin", [daemons.run, daemons.once])
def test_a_second_daemon_is_refused_before_it_touches_the_tables(
    tmp_path: Path, begin: Callable[[Config], int]
) -> None:
    """4.3: a newer version started beside a running one must not upgrade the tables under its feet."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG, encoding="utf-8")
    config = load(file, state=tmp_path, environ={})
    with closing(open_store(config.database_url)) as running, alone(running):
        with pytest.raises(Refused):
            begin(config)
        assert config.database_file is not None
        assert not config.database_file.exists()


def test_systemd_waits_for_an_upgrade_longer_than_for_a_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(daemons, "notify", said.append)
    file = tmp_path / "config.toml"
    file.write_text(CONFIG, encoding="utf-8")
    config = load(file, state=tmp_path, environ={})
    for _ in range(2):
        with daemons._works_alone(config, None) as works:
            works.store.close()
    assert [line.partition("=")[0] for line in said] == ["EXTEND_TIMEOUT_USEC"]
