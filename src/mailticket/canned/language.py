"""How a locale writes instants, durations and the words of the procedure (its `locale.toml`)."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from mailticket.errors import ConfigError
from mailticket.ticket.span import Span

_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_SPAN_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "bh": "opening_hour", "bd": "business_day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One locale. `words`: from `status.open`, `month.1`, `weekday.0` (Monday) … to what a reader sees."""

    locale: str
    name: str
    when_format: str
    day_format: str
    words: dict[str, str]
    units: dict[str, tuple[str, str]]
    """Singular and plural."""

    def when(self, at: datetime, tz: tzinfo) -> str:
        """'Jumat, 20 November 2026 pukul 14.30 WIB'."""
        return self.when_format.format(**self._parts(at, tz))

    def day(self, at: datetime, tz: tzinfo) -> str:
        """'Jumat, 20 November 2026'."""
        return self.day_format.format(**self._parts(at, tz))

    def span(self, length: timedelta | Span) -> str:
        """'3 jam', '1 hari 2 jam', '4 jam kerja': at most two units; up to two days in hours."""
        if isinstance(length, Span):
            return self._counted(length.amount, _SPAN_UNITS[length.unit])
        left = round(abs(length.total_seconds()))
        said: list[str] = []
        for unit, seconds in _UNITS:
            count = left // seconds
            if count and not (unit == "day" and left < 2 * seconds) and len(said) < 2:
                said.append(self._counted(count, unit))
                left -= count * seconds
            elif said:
                break
        return " ".join(said) or self._counted(0, "second")

    def word(self, key: str) -> str:
        """What a reader sees for `in_progress`, `no_reply` …; a word of the desk's own (a category) stays as it is."""
        return self.words.get(key, key)

    def _counted(self, count: int, unit: str) -> str:
        return f"{count} {self.units[unit][0 if count == 1 else 1]}"

    def _parts(self, at: datetime, tz: tzinfo) -> dict[str, Any]:
        local = at.astimezone(tz)
        zone = local.tzname() or ""
        return {
            "weekday": self.words[f"weekday.{local.weekday()}"],
            "day": local.day,
            "month": self.words[f"month.{local.month}"],
            "year": local.year,
            "hour": local.hour,
            "minute": local.minute,
            # Zones without letters of their own are called '+03' by the zone tables.
            "zone": f"UTC{zone}" if zone[:1] in ("+", "-") else zone,
        }


def read_language(locale: str, files: list[Path]) -> Language:
    """The language of a locale; a later file overrides single keys of an earlier one. ConfigError names the file."""
    tables: dict[str, dict[str, Any]] = {}
    for path in files:
        try:
            read = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise ConfigError(f"{path}: {problem}") from problem
        for name, table in read.items():
            if not isinstance(table, dict):
                raise ConfigError(f"{path}: {name} stands outside a table; write it below [language] or [words]")
            tables.setdefault(name, {}).update(table)
    try:
        language = _made(locale, tables)
        language.when(datetime(2026, 11, 20, tzinfo=UTC), UTC)
        language.day(datetime(2026, 11, 20, tzinfo=UTC), UTC)
    except (KeyError, ValueError, IndexError, TypeError) as problem:
        raise ConfigError(f"{files[-1]}: {problem} is missing or can't be used") from problem
    return language


def _made(locale: str, tables: dict[str, dict[str, Any]]) -> Language:
    head = tables["language"]
    words = {key: str(word) for key, word in tables.get("words", {}).items()}
    words |= {f"weekday.{n}": str(word) for n, word in enumerate(head["weekdays"])}
    words |= {f"month.{n}": str(word) for n, word in enumerate(head["months"], start=1)}
    units = {unit: (str(forms[0]), str(forms[1])) for unit, forms in tables["units"].items()}
    missing = {*(unit for unit, _ in _UNITS), *_SPAN_UNITS.values()} - units.keys()
    if missing:
        raise KeyError(f"[units] {', '.join(sorted(missing))}")
    return Language(
        locale=locale,
        name=str(head["name"]),
        when_format=str(head["when"]),
        day_format=str(head["day"]),
        words=words,
        units=units,
    )
