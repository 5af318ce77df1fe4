"""Instants as people read and write them at the command line: in the desk's zone (spec 4.4)."""

import argparse
from datetime import date, datetime, timedelta, tzinfo

from mailticket.ticket.calendar import BusinessCalendar


def shown(at: datetime, tz: tzinfo) -> str:
    """`2026-11-21 09:00`."""
    return at.astimezone(tz).strftime("%Y-%m-%d %H:%M")


def day(at: datetime, tz: tzinfo) -> str:
    """`2026-11-21`."""
    return at.astimezone(tz).strftime("%Y-%m-%d")


def distance(span: timedelta) -> str:
    """A length in its largest unit: `12 s`, `5 min`, `3 h`, `2 d`."""
    seconds = abs(int(span.total_seconds()))
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size or (unit != "d" and seconds >= size):
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def relative(at: datetime, now: datetime) -> str:
    """`in 3 h`, or `3 h ago`."""
    return f"in {distance(at - now)}" if at > now else f"{distance(now - at)} ago"


def written(text: str) -> date | datetime:
    """A date or an ISO 8601 instant as it was typed; argparse makes exit 2 and a sentence of anything else."""
    try:
        return date.fromisoformat(text) if len(text) <= len("2026-11-21") else datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2026-11-21, or 2026-11-21T09:00") from None


def instant(given: date | datetime, calendar: BusinessCalendar) -> datetime:
    """The first instant of a date; an instant in the desk's zone unless it names one."""
    if not isinstance(given, datetime):
        return calendar.midnight(given)
    return given if given.tzinfo else given.replace(tzinfo=calendar.tz)
