"""Days as people name them, in Indonesian and English: `27 November`, `Nov 27th`, `27/11/2026`, `Senin depan`.

Figures are day, month, year; month first where text or weekday say so ('11/23 - 12/4'). A day without a year is
the next one; what may mean two days is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mailticket.mail.patterns import pattern

STALE: Final = timedelta(days=300)
"""A day without a year that comes round again only so much later was this year's, and is over."""
AHEAD_MAX: Final = timedelta(days=730)
_DAY: Final = timedelta(days=1)

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agust agus agu agt aug ags",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "senin monday mon sen",
            "selasa tuesday tues tue sel",
            "rabu wednesday wed rab",
            "kamis thursday thurs thu kam",
            "jumat jum'at jum’at friday fri jum",
            "sabtu saturday sat sab",
            "minggu ahad sunday sun min",
        )
    )
    for name in names.split()
}
_LONG_WEEKDAYS: Final = [name for name in _WEEKDAYS if len(name) > 4]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TH: Final = "(?:st|nd|rd|th)?"

_NAMED: Final = pattern(
    rf"""
    (?:\b(?P<weekday>{_any(_WEEKDAYS)})\b\.?[\s,(]{{1,3}}(?:the\s+|tanggal\s+|tgl\.?\s*)?)?(?:
    (?<![\d.,/-])(?P<iso>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?![\d/-])|
    (?<!\d)(?<!\d[/.])(?P<d1>\d{{1,2}}){_TH}\.?\s*(?:of\s+|-)?(?P<m1>{_any(_MONTHS)})\b\.?-?
    (?:,?\s*(?P<y1>\d{{4}}|['’]\d{{2}})(?!\d))?|
    \b(?P<m2>{_any(_MONTHS)})\b\.?\s+(?P<d2>\d{{1,2}})(?!\d|[:.]\d){_TH}
    (?:\s*[-–—]\s*(?P<e2>\d{{1,2}})(?!\d){_TH})?(?:,?\s*(?P<y2>\d{{4}})(?!\d))?|
    (?<!\d)(?<!\d[/.-])(?P<d3>\d{{1,2}})(?P<sep>\s?[-/.]\s?)(?P<m3>\d{{1,2}})(?P=sep)(?P<y3>\d{{4}}|\d{{2}})(?!\d|[/.-]\d)|
    (?<!\d)(?<!\d[/.])(?P<d4>\d{{1,2}})/(?P<m4>\d{{1,2}})(?!\d|[/.]\d)|
    \b(?:tanggal|tgl)\.?\s*(?P<d5>\d{{1,2}})(?!\d|\s*[-/.:]\s*\d|[\s-]*(?:{_any(_MONTHS)})\b)|
    \bthe\s+(?P<d6>\d{{1,2}})(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?(?:{_any(_MONTHS)})\b)
    )|
    \b(?P<before>next\s+|this\s+|coming\s+|hari\s+)?(?P<only>{_any(_LONG_WEEKDAYS)})\b(?!\W{{1,3}}(?:the\s+|tanggal\s+)?\d)
    (?P<after>\s+(?:depan|besok|ini|mendatang|yang\s+akan\s+datang|next|week))?|
    \b(?P<soon>tomorrow|besok|lusa)\b
    """
)
_FROM_TO: Final = pattern(r"""
    ^[\s,.(]*(?:-|–|—|to|until|till|til|through|thru|and|s/?d|sampai(?:\s+dengan)?|hingga|ke)[\s,.(]*(?:the\s+|
    tanggal\s+|tgl\.?\s*)?$
""")
"""Between two days: from the one to the other."""
_FIGURE_TO: Final = pattern(r"""
    (?<![\d/.-])\d{1,2}(?:st|nd|rd|th)?\s*(?:-|–|—|to|until|till|through|s/?d|sampai(?:\s+dengan)?|hingga)\s*(?:the\s+|
    tanggal\s+|tgl\.?\s*)?$
""")
"""The first day of '24-27 November', before the second."""
_SLASHED: Final = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(?:\d{4}|\d{2}))?(?![\d/])")
_ROUND_THE_CLOCK: Final = (24, 7)
_MONTHS_MAX: Final = 12
_SOON: Final = {"tomorrow": 1, "besok": 1, "lusa": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day named in a text."""

    at: int
    end: int
    """Where it stands."""
    day: date
    spans: bool = False
    """It is the last of several in a row ('24–27 November')."""
    vague: bool = False
    """A weekday or 'tomorrow' only."""


def days_in(text: str, sent: date) -> Iterator[Day]:
    """Each day that a text names, as seen from the day it was sent, in order; linear."""
    month_first = _is_month_first(text)
    last_end, follows = 0, False
    for found in _NAMED.finditer(text):
        between = text[last_end : found.start()]
        spans = (follows and len(between) < 40 and bool(_FROM_TO.match(between))) or _is_second(text, found)
        last_end, follows = found.end(), True
        vague = bool(found["only"] or found["soon"])
        if vague and spans:
            continue  # 'Senin sampai Jumat' are opening hours
        day = _weekday(found, sent) if vague else _date(found, sent, month_first=month_first)
        if day is not None and sent <= day <= sent + AHEAD_MAX:
            yield Day(at=found.start(), end=found.end(), day=day, spans=spans, vague=vague)


def _is_month_first(text: str) -> bool:
    """Whether dates are written the American way: one can only be read so, and none only the other way."""
    pairs = [(int(found[1]), int(found[2])) for found in _SLASHED.finditer(text)]
    american = any(first <= _MONTHS_MAX < second for first, second in pairs)
    return american and not any(first > _MONTHS_MAX for first, second in pairs if (first, second) != _ROUND_THE_CLOCK)


def _is_second(text: str, found: re.Match[str]) -> bool:
    return bool(found["e2"] or _FIGURE_TO.search(text[max(0, found.start() - 30) : found.start()]))


def _weekday(found: re.Match[str], sent: date) -> date | None:
    """The coming one; None for today's, and where 'next' may mean the one after it."""
    if found["soon"]:
        return sent + _SOON[found["soon"].lower()] * _DAY
    before, after = (found["before"] or "").strip().lower(), (found["after"] or "").strip().lower()
    name = found["only"].lower()
    ahead = (_WEEKDAYS[name] - sent.weekday()) % 7
    if after == "week" or (name == "minggu" and (before != "hari" or after)):
        return None  # 'minggu depan' is next week
    another = before == "next" or after in {"depan", "next", "mendatang"}
    if not ahead or (another and (ahead < 2 or sent.weekday() + ahead < 7)):
        return None
    return sent + ahead * _DAY


def _date(found: re.Match[str], sent: date, *, month_first: bool) -> date | None:
    day = _read(found, sent, month_first=month_first)
    weekday = found["weekday"]
    fits = not weekday or (day is not None and _WEEKDAYS[weekday.lower()] == day.weekday())
    if not fits and (found["d3"] or found["d4"]):
        other = _read(found, sent, month_first=not month_first)
        if other is not None and _WEEKDAYS[weekday.lower()] == other.weekday():
            day, fits = other, True
    if day is None or found["iso"] or found["y1"] or found["y2"] or found["y3"]:
        return day
    return day if fits and day - sent <= STALE else None  # else another year's


def _read(found: re.Match[str], sent: date, *, month_first: bool) -> date | None:
    """The day; None for one that there isn't."""
    try:
        if found["iso"]:
            year, month, day = (int(part) for part in re.split("[-/.]", found["iso"]))
            return date(year, month, day)
        if found["d5"] or found["d6"]:
            return _next_of_month(int(found["d5"] or found["d6"]), sent)
        if found["m1"] or found["m2"]:
            month = _MONTHS[(found["m1"] or found["m2"]).lower()]
            day, year_text = int(found["d1"] or found["e2"] or found["d2"]), found["y1"] or found["y2"]
            return _in_year(year_text, month, day, sent)
        first, second, year_text = int(found["d3"] or found["d4"]), int(found["m3"] or found["m4"]), found["y3"]
        if (first, second) == _ROUND_THE_CLOCK and not year_text:
            return None
        if month_first or (second > _MONTHS_MAX >= first and year_text):
            first, second = second, first
        return _in_year(year_text, second, first, sent)
    except ValueError:
        return None


def _in_year(said: str | None, month: int, day: int, sent: date) -> date:
    """That day of the year said, else the next one. ValueError for a day that there isn't."""
    if said:
        year = int(said.strip("'’"))
        return date(year + 2000 if year < 100 else year, month, day)
    this_year = date(sent.year, month, day)
    return this_year if this_year >= sent else date(sent.year + 1, month, day)


def _next_of_month(day: int, sent: date) -> date:
    """The next day of that number, in this month or the one after."""
    if day >= sent.day:
        return sent.replace(day=day)
    following = sent.replace(day=28) + 4 * _DAY
    return following.replace(day=day)
