"""How the daemon's log is written: lines for people, or one JSON object a line (spec 4.3). Never a body of a mail."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import datetime, tzinfo
from json import dumps
from typing import Final, Literal

from mailticket.cli import output

_STANDARD: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_QUIET: Final = ("apscheduler", "imapclient", "aiosmtplib", "alembic")
"""Libraries that tell of each thing they do; only their warnings are news."""


@contextmanager
def shown(form: Literal["text", "json"], tz: tzinfo) -> Iterator[None]:
    """Send every record to stdout, with times in the desk's zone; at the end nothing of it is left."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_JsonLines(tz) if form == "json" else _Lines(tz))
    levels = {logging.getLogger(): logging.INFO} | {logging.getLogger(name): logging.WARNING for name in _QUIET}
    before = {logger: logger.level for logger in levels}
    for logger, level in levels.items():
        logger.setLevel(level)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        for logger, level in before.items():
            logger.setLevel(level)


class _Lines(logging.Formatter):
    """`2026-11-21 09:00:00 drained: sent 3`."""

    def __init__(self, tz: tzinfo) -> None:
        super().__init__()
        self._tz = tz

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, self._tz).strftime("%Y-%m-%d %H:%M:%S")
        level = "" if record.levelno == logging.INFO else f"{record.levelname} "
        text = f"{time} {level}{output.safe(record.getMessage())}"
        if extra := _extra(record):
            text += ": " + ", ".join(f"{name} {output.safe(str(value))}" for name, value in _flat(extra).items())
        if record.exc_info:
            text += "\n" + "\n".join(map(output.safe, self.formatException(record.exc_info).split("\n")))
        return text


class _JsonLines(logging.Formatter):
    """`{"at": …, "level": "info", "from": "mailticket.outbox.drain", "message": "drained", "tally": {…}}`."""

    def __init__(self, tz: tzinfo) -> None:
        super().__init__()
        self._tz = tz

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, self._tz).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname.lower(), "from": record.name, "message": record.getMessage()}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return dumps(_extra(record) | told, default=str)


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _flat(extra: dict[str, object]) -> dict[str, object]:
    """A tally's own counts, without those that are nothing."""
    tally = extra.pop("tally", None)
    if is_dataclass(tally) and not isinstance(tally, type):
        tally = asdict(tally)
    counts = {name: count for name, count in tally.items() if count} if isinstance(tally, dict) else {}
    return counts | extra
