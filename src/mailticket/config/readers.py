"""From a TOML value to ours. Each raises ValueError with a sentence that says what to write."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from pathlib import Path
from typing import Final, NewType, TypeVar
from zoneinfo import ZoneInfo

from mailticket.ids import Address
from mailticket.mail.addr_spec import one_spelling
from mailticket.ticket.calendar import Minutes, Week
from mailticket.ticket.span import Span, parse_span

T = TypeVar("T")

Bytes = NewType("Bytes", int)
"""A size; kB and MB are the powers of 1024, as the mail servers count."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SIZES: Final = {"b": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}
_ADDRESS: Final = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]+@[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]+")
_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])")


def text(value: object) -> str:
    """A string on one line."""
    if not isinstance(value, str):
        raise ValueError(f"{_shown(value)} is not a text; put it in quotes")  # noqa: TRY004
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
        raise ValueError("has a line break or a control character; write it on one line")
    return value


def word(value: object) -> str:
    """A string that isn't empty."""
    if not text(value).strip():
        raise ValueError("is empty; write something or leave the key out")
    return text(value)


def switch(value: object) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise ValueError(f"{_shown(value)} is neither true nor false (without quotes)")  # noqa: TRY004
    return value


def count(value: object) -> int:
    """A whole number, zero or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{_shown(value)} is not a whole number from 0 (without quotes)")
    return value


def port(value: object) -> int:
    """A TCP port; 0 stands for the usual one."""
    if count(value) > 65535:
        raise ValueError(f"{value} is not a port; the highest is 65535")
    return count(value)


def span(value: object) -> Span:
    """A duration on the wall clock or on the calendar."""
    if isinstance(value, int) and not isinstance(value, bool):
        raise ValueError(f'{value} has no unit; write "{value}h" or "1bd"')  # noqa: TRY004
    return parse_span(text(value))


def wall_span(value: object) -> timedelta:
    """A duration on the wall clock alone."""
    found = span(value)
    if found.on_calendar:
        raise ValueError(f'"{found}" is business time; this runs on the wall clock: write s, m, h or d')
    return found.nominal


def size(value: object) -> Bytes:
    """`40kB`, `32MB`."""
    found = re.fullmatch(r"([0-9]{1,9})\s*([A-Za-z]+)", value.strip()) if isinstance(value, str) else None
    if found is None or found[2].lower() not in _SIZES:
        raise ValueError(f'{_shown(value)} is not a size; write "40kB" or "32MB"')
    return Bytes(int(found[1]) * _SIZES[found[2].lower()])


def address(value: object) -> Address:
    """A plain mail address, without a name."""
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise ValueError(f'{_shown(value)} is not a plain address; write "name@example.org"')
    return Address(one_spelling(value))


def day(value: object) -> date:
    """A calendar day, quoted or as TOML writes dates."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise ValueError(f'{_shown(value)} is not a day; write "2026-12-24"') from None


def time_of_day(value: object) -> time:
    """`08:00`, local time."""
    if isinstance(value, time):
        return value
    minute = _minute(value) if isinstance(value, str) else None
    if minute is None or minute >= 1440:
        raise ValueError(f'{_shown(value)} is not a time of day; write "08:00"')
    return time(minute // 60, minute % 60)


def zone(value: object) -> tzinfo:
    """A time zone by its name in the tz database."""
    try:
        return ZoneInfo(word(value))
    except (KeyError, ValueError, OSError):
        raise ValueError(f'{_shown(value)} is not a known time zone; write "Asia/Jakarta" or "Europe/Berlin"') from None


def path(value: object) -> Path:
    """A file or folder; relative ones are resolved by whoever knows the state folder."""
    return Path(word(value))


def database_url(value: object) -> str:
    """An SQLite file or a PostgreSQL database. The URL isn't repeated in the error: it may hold a password."""
    url = word(value)
    if url in ("sqlite://", "sqlite:///", "sqlite:///:memory:"):
        raise ValueError('names no file, so nothing would be kept; write "sqlite:///mailticket.db"')
    if not url.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
        raise ValueError(
            'is not a known database; write "sqlite:///mailticket.db" or "postgresql+psycopg://user@host/name"'
        )
    return url


def local_socket(value: object) -> str:
    """A port of this computer's own, or the absolute path of a unix socket: what listens there needs no login."""
    host, _, number = word(value).rpartition(":")
    if word(value).startswith("/"):
        return word(value)
    if host not in ("localhost", "127.0.0.1", "[::1]") or not number.isdecimal() or int(number) > 65535:
        raise ValueError(
            f'{_shown(value)} is not on this computer; write "127.0.0.1:9427" or a path that begins with /'
        )
    return word(value)


def one_of(*words: T) -> Callable[[object], T]:
    """One word of several."""

    def read(value: object) -> T:
        for each in words:
            if value == each:
                return each
        raise ValueError(f"{_shown(value)} is none of {', '.join(_shown(each) for each in words)}")

    return read


def many(each: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """A list of values."""

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{_shown(value)} is not a list; write it in [ ]")  # noqa: TRY004
        return tuple(each(item) for item in value)

    return read


def week(value: object) -> Week:
    """Opening hours by weekday: `{ mon = "08:00-12:00, 13:00-16:00", … }`; a day left out is closed."""
    if not isinstance(value, dict):
        raise ValueError('write { mon = "08:00-16:00", tue = "08:00-16:00" }')  # noqa: TRY004
    for name in value:
        if name not in WEEKDAYS:
            raise ValueError(f'"{name}" is not a weekday; known are {", ".join(WEEKDAYS)}')
    return tuple(_hours(name, value.get(name, "")) for name in WEEKDAYS)


def _hours(name: str, value: object) -> tuple[Minutes, ...]:
    written = value if isinstance(value, list) else text(value).split(",")
    pieces = [text(piece).strip() for piece in written]
    spans = tuple(_opening(name, piece) for piece in pieces if piece)
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        raise ValueError(f'{name}: the hours of "{", ".join(pieces)}" overlap or run backwards')
    return spans


def _opening(name: str, piece: str) -> Minutes:
    start, dash, end = piece.partition("-")
    opens, closes = _minute(start.strip()), _minute(end.strip())
    if not dash or opens is None or closes is None:
        raise ValueError(f'{name}: "{piece}" is not a span of hours; write "08:00-16:00" or "08:00-12:00, 13:00-16:00"')
    if closes <= opens:
        raise ValueError(
            f'{name}: "{piece}" ends before it begins; '
            f'over midnight write "{start.strip()}-24:00" and the rest on the next day'
        )
    return opens, closes


def _minute(clock: str) -> int | None:
    found = _CLOCK.fullmatch(clock)
    minute = int(found[1]) * 60 + int(found[2]) if found else None
    return None if minute is None or minute > 1440 else minute


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
