"""The daemon as a process of its own, and what people write to it: a question each, and an empty reply."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from bench.letters import HELPDESK, LIST
from bench.measure import ROOT


@contextmanager
def daemon(config: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`mailticket run`, ended at last; what it says stands in `daemon.log` beside the configuration."""
    with config.with_name("daemon.log").open("ab") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "mailticket", "--config", str(config), "run"], cwd=ROOT, stdout=log, stderr=log
        )
        try:
            yield running
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)


def question(n: int) -> bytes:
    """The nth customer asks."""
    return _mail(
        f"customer{n}@example.net", HELPDESK, f"Question {n}", f"<ask{n}@example.net>", "It does not work.\r\n"
    )


def claim(n: int) -> bytes:
    """Budi answers all with an empty reply."""
    asked = f"<ask{n}@example.net>"
    return _mail(
        "budi@example.org",
        f"{HELPDESK}, {LIST}",
        f"Re: Question {n}",
        f"<claim{n}@example.org>",
        "",
        f"In-Reply-To: {asked}\r\nReferences: {asked}\r\n",
    )


def wait_until(true: Callable[[], bool], seconds: float, what: str) -> None:
    """Look again and again; RuntimeError after so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise RuntimeError(f"not in {seconds:.0f} seconds: {what}")
        time.sleep(0.002)


def _mail(sender: str, to: str, subject: str, message_id: str, text: str, extra: str = "") -> bytes:
    date = format_datetime(datetime.now(UTC))
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: {message_id}\r\n{extra}"
        f'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\n{text}'
    ).encode()
