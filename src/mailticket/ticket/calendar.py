"""Business time: which hours count, and what a span comes to in them (spec 1.5).

Daylight saving. A wall-clock time stands for the first instant at which the local clock reads that time or
a later one. So a time that the clock skips is the instant of the skip, and of a time that comes twice the
first counts. Opening hours run from the instant of their beginning to the instant of their end, and what lies
between counts as it passes: a night shift over a repeated hour is an hour longer.

Instants are aware, in and out; what comes out is UTC.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count
from typing import Final

from mailticket.ticket.span import Span

Minutes = tuple[int, int]
"""Opening and closing in minutes since local midnight; 1440 is 24:00."""
Week = tuple[tuple[Minutes, ...], ...]
"""The opening hours of the seven weekdays, Monday first; an empty tuple is a closed day."""

Instants = tuple[datetime, datetime]
"""Opening and closing as instants, UTC."""

WHOLE_DAY: Final[Minutes] = (0, 1440)
_SEARCHED_DAYS: Final = 3660
_KNOWN_DAYS: Final = 1000
_DAY: Final = timedelta(days=1)


def no_holiday(_: date) -> bool:
    """A desk without public holidays."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCalendar:
    """The opening hours of a desk. ValueError without one opening hour in the week."""

    tz: tzinfo
    hours: Week = ((WHOLE_DAY,),) * 7
    """Each day's spans rise and don't overlap."""
    closed: frozenset[date] = frozenset()
    """Days off besides the public holidays."""
    opened: frozenset[date] = frozenset()
    """Days worked although they are holidays, closed days or weekends; one whose weekday has no hours gets
    the hours of the first weekday that has some."""
    is_holiday: Callable[[date], bool] = no_holiday
    always_open: bool = False
    """Every hour is an opening hour: `bd` is a calendar day and `bh` an hour."""
    _known: dict[date, tuple[Instants, ...]] = field(init=False, default_factory=dict, compare=False, repr=False)
    """Days worked out already; the same few are asked for again and again."""

    def __post_init__(self) -> None:
        if len(self.hours) != 7:
            raise ValueError("a week has seven days")
        if not self.always_open and not any(self.hours):
            raise ValueError("the calendar has not one opening hour")
        for spans in self.hours:
            edges = [minute for span in spans for minute in span]
            if (
                any(start >= end for start, end in spans)
                or edges != sorted(edges)
                or not all(_in_day(e) for e in edges)
            ):
                raise ValueError("opening hours must rise from 0 to 1440 minutes without overlap")

    def is_open(self, at: datetime) -> bool:
        """True if the instant lies in the opening hours; the instant of closing doesn't."""
        return any(start <= at < end for start, end in self._around(self.local_date(at)))

    def next_open(self, at: datetime) -> datetime:
        """The instant itself if open, else the next opening. ValueError if there is none within ten years."""
        for start, end in self._openings(self.local_date(at) - _DAY, step=1):
            if end > at:
                return max(start, at.astimezone(UTC))
        raise AssertionError("unreachable: the openings end by an error")

    def last_open_before(self, at: datetime) -> datetime:
        """The instant itself if open, else the last opening minute before it: there is time left to act in it.

        ValueError if there is none within ten years.
        """
        for start, end in self._openings(self.local_date(at) + _DAY, step=-1):
            if start <= at:
                return at.astimezone(UTC) if at < end else max(start, end - timedelta(minutes=1))
        raise AssertionError("unreachable: the openings end by an error")

    def add(self, at: datetime, span: Span) -> datetime:
        """The instant at which the span that began at `at` is over.

        `s m h d` run on the wall clock (a day is 24 hours). `bh` counts opening time alone and may end at the
        very instant of closing. `bd` is the same local time of day on the nth next business day, moved forward
        to the next opening if it falls outside (spec 1.5).
        """
        if span.unit == "bd":
            return self._add_days(at, span.amount)
        if span.unit == "bh":
            return self._add_open_time(at, span.nominal)
        return at.astimezone(UTC) + span.nominal

    def local_date(self, at: datetime) -> date:
        """The day on the desk's wall at that instant."""
        if at.tzinfo is None:
            raise ValueError("an instant without a time zone")
        return at.astimezone(self.tz).date()

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much opening time lies between two instants; zero if `end` isn't after `start`."""
        total = timedelta(0)
        day, last = self.local_date(start) - _DAY, self.local_date(end) + _DAY
        while day <= last:
            for opens, closes in self._on(day):
                total += max(min(closes, end) - max(opens, start), timedelta(0))
            day += _DAY
        return total

    def midnight(self, day: date) -> datetime:
        """The first instant of a local day, in UTC."""
        return self.moment(day, time.min)

    def moment(self, day: date, wall: time) -> datetime:
        """The instant at which the desk's clock reads `wall` on that day, in UTC."""
        return self._first_instant(datetime.combine(day, wall))

    def next_daily(self, after: datetime, at: time) -> datetime:
        """The first business day's `at` o'clock later than `after`, moved forward to the next opening (spec 4.6)."""
        for day in self._business_days(self.local_date(after) - _DAY):
            instant = self.next_open(self.moment(day, at))
            if instant > after:
                return instant
        raise AssertionError("unreachable: the business days end by an error")

    def is_business_day(self, day: date) -> bool:
        """True if the desk is open for at least an instant of that local day."""
        return bool(self._on(day))

    def _add_days(self, at: datetime, days: int) -> datetime:
        local = at.astimezone(self.tz)
        for passed, day in enumerate(self._business_days(self.local_date(at) + _DAY), start=1):
            if passed == days:
                return self.next_open(self.moment(day, local.time()))
        raise AssertionError("unreachable: the business days end by an error")

    def _add_open_time(self, at: datetime, left: timedelta) -> datetime:
        for start, end in self._openings(self.local_date(at) - _DAY, step=1):
            begin = max(start, at.astimezone(UTC))
            if end - begin >= left:
                return begin + left
            left -= max(end - begin, timedelta(0))
        raise AssertionError("unreachable: the openings end by an error")

    def _business_days(self, first: date) -> Iterator[date]:
        idle = 0
        for day in (first + timedelta(days=n) for n in count()):
            idle = 0 if self.is_business_day(day) else idle + 1
            if not idle:
                yield day
            elif idle > _SEARCHED_DAYS:
                raise ValueError("the calendar has no opening hour within ten years")

    def _openings(self, first: date, *, step: int) -> Iterator[Instants]:
        idle = 0
        for day in (first + timedelta(days=step * n) for n in count()):
            spans = self._on(day)
            yield from spans[::step]
            idle = 0 if spans else idle + 1
            if idle > _SEARCHED_DAYS:
                raise ValueError("the calendar has no opening hour within ten years")

    def _around(self, day: date) -> Iterator[Instants]:
        """A clock set back over midnight shows a date again: an instant's hours may belong to a neighbour day."""
        for near in (day - _DAY, day, day + _DAY):
            yield from self._on(near)

    def _on(self, day: date) -> tuple[Instants, ...]:
        """The day's opening hours as instants; hours that the clock skips altogether are left out."""
        found = self._known.get(day)
        if found is None:
            if len(self._known) >= _KNOWN_DAYS:
                self._known.clear()
            found = self._known[day] = tuple(span for span in self._instants_of(day) if span[0] < span[1])
        return found

    def _instants_of(self, day: date) -> Iterator[Instants]:
        midnight = datetime.combine(day, time.min)
        for opens, closes in self._hours_of(day):
            yield (
                self._first_instant(midnight + timedelta(minutes=opens)),
                self._first_instant(midnight + timedelta(minutes=closes)),
            )

    def _hours_of(self, day: date) -> tuple[Minutes, ...]:
        if self.always_open:
            return (WHOLE_DAY,)
        if day in self.opened:
            return self.hours[day.weekday()] or next(filter(None, self.hours))
        if day in self.closed or not self.hours[day.weekday()] or self.is_holiday(day):
            return ()
        return self.hours[day.weekday()]

    def _first_instant(self, wall: datetime) -> datetime:
        """The first instant at which the local clock reads `wall` (naive) or later."""
        earlier = wall.replace(tzinfo=self.tz, fold=0).astimezone(UTC)
        if earlier.astimezone(self.tz).replace(tzinfo=None) == wall:
            return earlier
        return _set_forward(self.tz, wall.replace(tzinfo=self.tz, fold=1).astimezone(UTC), earlier)


def _set_forward(tz: tzinfo, before: datetime, after: datetime) -> datetime:
    """The instant between the two at which the clock was set forward (PEP 495: a gap), to the second."""
    low, high = int(before.timestamp()), int(after.timestamp()) + 1
    offset = after.astimezone(tz).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, UTC).astimezone(tz).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)


def _in_day(minute: int) -> bool:
    return 0 <= minute <= WHOLE_DAY[1]
