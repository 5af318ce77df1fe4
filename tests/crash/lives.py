"""The daemon's many lives: each is the real `mailticket run` in a process of its own, ended by SIGKILL (spec 5.2).

`python -m tests.crash.lives CONFIG` has imported everything once and forks a life for each line that it reads:
`POINT COUNT SECONDS`. The life kills itself the `COUNT`th time that it passes POINT (`-`: never), and is killed from
outside when its seconds are over. One line comes back: `point`, `instant`, or `exit CODE` where it ended by itself.
"""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from tests.crash.die_at import dying

from mailticket import daemon as daemons
from mailticket.cli.main import main as mailticket

ROOT = Path(__file__).parents[2]
POINTS = ("stored", "judged", "taken", "appended", "polled", "delivered", "begun", "settled", "decided", "filed")
"""Every named point of the passes. Neighbours lie apart: a message whose deciding dies thrice is set aside, rightly."""


class Lives:
    """The other side of it, for who wants a daemon to live and die."""

    def __init__(self, config: Path) -> None:
        self._config = config

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.lives", str(self._config)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Also when a life is under way: it has its seconds, and then ends."""
        self._process.communicate(timeout=60)

    def live(self, point: str, count: int, seconds: float, meanwhile: Callable[[], None]) -> str:
        """One life; `meanwhile` is called again and again until it is over. How it ended."""
        self._process.stdin.write(f"{point} {count} {seconds}\n")
        self._process.stdin.flush()
        while not select.select([self._process.stdout], [], [], 0.02)[0]:
            meanwhile()
        return self._process.stdout.readline().strip()


def live(config: str, point: str, count: int) -> int:
    """`mailticket run`, with death at a named point; in the forked process."""
    dies = dying(point, count)

    class Turns(daemons.Turns):
        def moved(self, checkpoint: str = "") -> None:
            super().moved(checkpoint)
            dies(checkpoint)

    daemons.Turns = Turns
    log = os.open(Path(config).with_name("daemon.log"), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    return mailticket(["--config", config, "run"])


def death(child: int, seconds: float) -> str:
    """Wait for the end of a life, and bring it about when its time is up."""
    end = time.monotonic() + seconds
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)  # it waits to be waited for, so the number is still its own
            os.waitpid(child, 0)
            return "instant"
        time.sleep(0.005)
    code = os.waitstatus_to_exitcode(ended[1])
    return "point" if code == -signal.SIGKILL else f"exit {code}"


def main(config: str) -> None:
    """Fork a life for each line."""
    for line in sys.stdin:
        point, count, seconds = line.split()
        child = os.fork()
        if not child:
            os._exit(live(config, point, int(count)))
        sys.stdout.write(f"{death(child, float(seconds))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
