"""A date as an operator writes it after `#hold until`, in Indonesian or English (spec 3.1)."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from mailticket.ticket.calendar import BusinessCalendar
from mailticket.ticket.span import parse_span

_UNTIL: Final = re.compile(r"^(until|till|sampai(\s+dengan)?|hingga|s/?d\.?)\s+", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?:\b(?:at|pukul|jam|pkl\.?)\s+)?\b(\d{1,2})[:.](\d{2})\s*$", re.IGNORECASE)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_WRITTEN: Final = re.compile(r"(\d{1,2})\s+([a-z]{3,})\.?(?:\s+(\d{4}))?$")
_MONTHS: Final = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "agu": 8,
    "agt": 8,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "des": 12,
    "dec": 12,
}
_WEEKDAYS: Final = {
    **dict.fromkeys(("senin", "monday", "mon", "sen"), 0),
    **dict.fromkeys(("selasa", "tuesday", "tue", "sel"), 1),
    **dict.fromkeys(("rabu", "wednesday", "wed", "rab"), 2),
    **dict.fromkeys(("kamis", "thursday", "thu", "kam"), 3),
    **dict.fromkeys(("jumat", "friday", "fri", "jum"), 4),
    **dict.fromkeys(("sabtu", "saturday", "sat", "sab"), 5),
    **dict.fromkeys(("minggu", "sunday", "sun", "min"), 6),
}
_RELATIVE: Final = {"tomorrow": 1, "besok": 1, "lusa": 2}


def parse_until(text: str, calendar: BusinessCalendar, at: datetime) -> datetime | None:
    """Return the instant that the words name, seen from `at`; None if they name none.

    Known are `2026-11-24`, `24/11/2026`, `24 Nov`, `besok`, `Senin`, each with `14:00` or without (then the day's
    beginning), and spans such as `3d` or `2bd`. Outside opening hours it is the next opening instant.
    """
    words = _UNTIL.sub("", text.strip().lower()).strip()
    try:
        return calendar.add(at, parse_span(words))
    except ValueError:
        pass
    clock = _CLOCK.search(words)
    day = _day(words[: clock.start()].strip(" ,") if clock else words, calendar.local_date(at))
    if day is None:
        return None
    try:
        wall = time(int(clock[1]), int(clock[2])) if clock else time.min
    except ValueError:
        return None
    return calendar.next_open(calendar.moment(day, wall))


def _day(words: str, today: date) -> date | None:  # noqa: PLR0911 -- one a way of writing it
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if words in _WEEKDAYS:
        ahead = (_WEEKDAYS[words] - today.weekday()) % 7 or 7
        return today + timedelta(days=ahead)
    try:
        if found := _ISO.match(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.match(words):
            return date(int(found[3]), int(found[2]), int(found[1]))
        found = _WRITTEN.match(words)
        if found and found[2][:3] in _MONTHS:
            return _next_such_day(int(found[1]), _MONTHS[found[2][:3]], found[3], today)
    except ValueError:
        return None
    return None


def _next_such_day(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
