"""`mailticket run` as a service: a process of its own, its journal, and what an administrator may do to it."""

import json
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from tests.servers.cable import Cable
from tests.servers.dovecot import free_ports

from mailticket.demo.people import read
from mailticket.demo.town import Town

ROOT = Path(__file__).parents[2]
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


class Service:
    """From `with` to its end, which is SIGTERM and exit code 0. Its mailbox is reached by a cable that can be cut."""

    def __init__(self, town: Town, folder: Path, **settings: Any) -> None:
        self.town = town
        self.database = folder / "mailticket.db"
        self.config = folder / "config.toml"
        self.password = folder / "imap-password"
        self.password.write_text(town.mailboxes.password)
        (self._port,) = free_ports(1)
        self.cable = Cable(town.mailboxes.port)
        text = town.config_toml(
            imap={"port": self.cable.port, "password_file": str(self.password)},
            monitor={"listen": f"127.0.0.1:{self._port}"},
            **settings,
        )
        imap, _, rest = text.partition("[smtp]")
        kept = [line for line in imap.splitlines() if not line.startswith("password =")]
        self.config.write_text("\n".join([*kept, f"[smtp]{rest}"]))
        self.journal: list[str] = []

    def __enter__(self) -> Self:
        self.cable.__enter__()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mailticket", "--config", str(self.config), "run"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()
        self.until(lambda: self.says("mailticket runs for"))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(60)
        self._reader.join(10)
        self._process.stdout.close()
        self.cable.__exit__()
        assert code == 0 or kind, "\n".join(self.journal)

    def says(self, words: str) -> int:
        """How many lines of the journal have these words."""
        return sum(words in line for line in self.journal)

    def troubles(self) -> list[str]:
        """The journal's warnings and errors; a traceback is one too."""
        return [line for line in self.journal if any(word in line for word in ("WARNING", "ERROR", "Traceback"))]

    def health(self) -> tuple[int, dict[str, Any]]:
        """Status code and answer of `/health`."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/health", timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def metrics(self) -> dict[str, float]:
        """Name and labels -> value."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/metrics", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        return {name: float(n) for name, _, n in (one.rpartition(" ") for one in lines if not one.startswith("#"))}

    def room(self, bytes_max: int | None) -> None:
        """From now on no file of the daemon's may grow beyond that: a full disk. None: there is room again."""
        limit = NO_LIMIT if bytes_max is None else (bytes_max, resource.RLIM_INFINITY)
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, limit)

    def until(self, happened: Callable[[], object], seconds: float = 45) -> None:
        """Wait for it."""
        try:
            self.town.wait_for(happened, seconds)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n" + "\n".join(self.journal)) from None

    def received(self, subject: str) -> int:
        """How many acknowledgements of a question with this subject reached its author."""
        copies = (read(one.raw) for one in self.town.mails_to("ani"))
        return sum("received" in str(one["Message-ID"]) and subject in str(one["Subject"]) for one in copies)

    def tickets(self) -> list[str]:
        """Subjects, read past the product."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return [row[0] for row in database.execute("SELECT subject FROM tickets ORDER BY number")]

    def asks(self, subject: str) -> None:
        """Ani asks, and gets her acknowledgement, once."""
        self.town.send("ani", subject=subject, text=f"{subject} saya rusak.")
        self.until(lambda: self.received(subject))
        assert self.received(subject) == 1

    def _listen(self) -> None:
        for line in self._process.stdout:
            self.journal.append(line.rstrip("\n"))
