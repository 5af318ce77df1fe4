"""Spec 1.5: business time, held against a walk over every minute of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailticket.ticket.calendar import WHOLE_DAY, BusinessCalendar
from mailticket.ticket.span import Span, parse_span

OFFICE = ((480, 960),)
WORKWEEK = (OFFICE,) * 5 + ((), ())
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

JAKARTA = BusinessCalendar(tz=ZoneInfo("Asia/Jakarta"), hours=WORKWEEK, closed=frozenset({date(2026, 12, 24)}))


def local(calendar, text):
    """An instant by the wall of the desk; the first of two."""
    return datetime.fromisoformat(text).replace(tzinfo=calendar.tz).astimezone(UTC)


def shown(calendar, instant):
    return instant.astimezone(calendar.tz).strftime("%a %Y-%m-%d %H:%M")


# --- by example -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        pytest.param("2026-11-23 09:00", "4bh", "Mon 2026-11-23 13:00", id="four opening hours"),
        pytest.param("2026-11-23 14:00", "4bh", "Tue 2026-11-24 10:00", id="over night"),
        pytest.param("2026-11-20 15:00", "4bh", "Mon 2026-11-23 11:00", id="over the weekend"),
        pytest.param("2026-11-21 12:00", "4bh", "Mon 2026-11-23 12:00", id="from a closed day"),
        pytest.param("2026-11-23 12:00", "4bh", "Mon 2026-11-23 16:00", id="ends as the desk closes"),
        pytest.param("2026-11-23 10:30", "1bd", "Tue 2026-11-24 10:30", id="same time next day"),
        pytest.param("2026-11-20 10:30", "1bd", "Mon 2026-11-23 10:30", id="Friday to Monday"),
        pytest.param("2026-11-21 10:30", "1bd", "Mon 2026-11-23 10:30", id="Saturday to Monday"),
        pytest.param("2026-11-23 18:00", "1bd", "Wed 2026-11-25 08:00", id="after hours: forward to the next opening"),
        pytest.param("2026-11-23 06:00", "1bd", "Tue 2026-11-24 08:00", id="before hours: forward to the opening"),
        pytest.param("2026-12-23 10:30", "1bd", "Fri 2026-12-25 10:30", id="over a closed day"),
        pytest.param("2026-11-23 10:30", "7bd", "Wed 2026-12-02 10:30", id="seven business days"),
        pytest.param("2026-11-20 10:30", "24h", "Sat 2026-11-21 10:30", id="the wall clock runs on"),
        pytest.param("2026-11-20 10:30", "90s", "Fri 2026-11-20 10:31", id="seconds"),
    ],
)
def test_a_span_ends(start, span, end):
    assert shown(JAKARTA, JAKARTA.add(local(JAKARTA, start), parse_span(span))) == end


def test_several_spans_a_day_and_24_00():
    evening = BusinessCalendar(tz=UTC, hours=(((480, 720), (780, 1440)),) * 7)
    assert (
        evening.open_time_between(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 2, tzinfo=UTC))
        == 15 * 60 * MINUTE
    )
    assert evening.is_open(datetime(2026, 5, 1, 23, 59, 59, tzinfo=UTC))
    assert not evening.is_open(datetime(2026, 5, 1, 12, 30, tzinfo=UTC))
    assert evening.add(datetime(2026, 5, 1, 11, 0, tzinfo=UTC), parse_span("2bh")) == datetime(
        2026, 5, 1, 14, tzinfo=UTC
    )


def test_always_open_counts_days_and_hours_as_they_pass():
    calendar = BusinessCalendar(
        tz=ZoneInfo("Europe/Berlin"), always_open=True, hours=((),) * 7, is_holiday=lambda _: True
    )
    saturday = local(calendar, "2026-10-24 10:00")
    assert shown(calendar, calendar.add(saturday, parse_span("1bd"))) == "Sun 2026-10-25 10:00"
    assert calendar.add(saturday, parse_span("30bh")) == saturday + timedelta(hours=30)
    assert calendar.is_open(saturday)


def test_a_holiday_is_closed_and_an_open_day_worked():
    holiday, sunday = date(2026, 11, 24), date(2026, 11, 29)
    calendar = BusinessCalendar(
        tz=UTC, hours=WORKWEEK, is_holiday=lambda day: day == holiday, opened=frozenset({sunday})
    )
    assert not calendar.is_business_day(holiday)
    assert calendar.is_open(datetime(2026, 11, 29, 9, tzinfo=UTC)), "a weekend day worked has the first weekday's hours"
    worked = BusinessCalendar(
        tz=UTC, hours=WORKWEEK, is_holiday=lambda day: day == holiday, opened=frozenset({holiday})
    )
    assert worked.is_business_day(holiday)


def test_the_last_opening_minute_leaves_time_to_act():
    saturday = local(JAKARTA, "2026-11-21 12:00")
    assert shown(JAKARTA, JAKARTA.last_open_before(saturday)) == "Fri 2026-11-20 15:59"
    within = local(JAKARTA, "2026-11-20 15:59")
    assert JAKARTA.last_open_before(within) == within


@pytest.mark.parametrize(
    ("after", "digest"),
    [
        ("2026-11-23 07:00", "Mon 2026-11-23 08:30"),
        ("2026-11-23 08:30", "Tue 2026-11-24 08:30"),
        ("2026-11-20 12:00", "Mon 2026-11-23 08:30"),
    ],
)
def test_the_digest_comes_once_a_business_day(after, digest):
    assert shown(JAKARTA, JAKARTA.next_daily(local(JAKARTA, after), time(8, 30))) == digest


def test_a_digest_before_the_desk_opens_waits_for_it():
    early = JAKARTA.next_daily(local(JAKARTA, "2026-11-23 12:00"), time(6))
    assert shown(JAKARTA, early) == "Tue 2026-11-24 08:00"
    assert shown(JAKARTA, JAKARTA.next_daily(early, time(6))) == "Wed 2026-11-25 08:00"


@pytest.mark.parametrize(
    "hours", [((),) * 7, (((960, 480),),) * 7, (((0, 600), (540, 660)),) * 7, (((0, 1441),),) * 7, (OFFICE,) * 6]
)
def test_hours_that_make_no_week_are_refused(hours):
    with pytest.raises(ValueError, match=r"hour|week"):
        BusinessCalendar(tz=UTC, hours=hours)


def test_a_naive_instant_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        JAKARTA.is_open(datetime(2026, 1, 1))


def test_a_calendar_of_holidays_alone_ends_by_an_error_not_a_hang():
    never = BusinessCalendar(tz=UTC, hours=WORKWEEK, is_holiday=lambda _: True)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for ask in (
        never.next_open,
        never.last_open_before,
        lambda t: never.add(t, Span(1, "bd")),
        lambda t: never.add(t, Span(1, "bh")),
    ):
        with pytest.raises(ValueError, match="ten years"):
            ask(at)


# --- daylight saving, by example --------------------------------------------------------------------------------


def berlin(*spans):
    return BusinessCalendar(tz=ZoneInfo("Europe/Berlin"), hours=(spans,) * 7)


def test_a_time_that_the_clock_skips_is_the_instant_of_the_skip():
    calendar = berlin((150, 480))  # 02:30 to 08:00; on 2026-03-29 the clock goes from 02:00 to 03:00
    assert shown(calendar, calendar.next_open(local(calendar, "2026-03-29 00:00"))) == "Sun 2026-03-29 03:00"
    assert shown(calendar, calendar.add(local(calendar, "2026-03-28 02:30"), Span(1, "bd"))) == "Sun 2026-03-29 03:00"


def test_hours_that_the_clock_skips_altogether_do_not_count():
    calendar = berlin((130, 170))
    assert not calendar.is_business_day(date(2026, 3, 29))
    assert calendar.is_business_day(date(2026, 3, 30))


def test_of_a_time_that_comes_twice_the_first_counts_and_hours_once_begun_run_on():
    calendar = berlin((150, 480))  # on 2026-10-25 the clock goes from 03:00 back to 02:00
    midnight = local(calendar, "2026-10-25 00:00")
    opening = calendar.next_open(midnight)
    assert opening == midnight + timedelta(hours=2, minutes=30)
    assert calendar.open_time_between(midnight, midnight + DAY) == timedelta(hours=6, minutes=30)


def test_a_day_that_never_was_has_no_hours():
    samoa = BusinessCalendar(tz=ZoneInfo("Pacific/Apia"), hours=(OFFICE,) * 7)
    assert not samoa.is_business_day(date(2011, 12, 30))
    assert shown(samoa, samoa.add(local(samoa, "2011-12-29 10:00"), Span(1, "bd"))) == "Sat 2011-12-31 10:00"


# --- against the minute walk ------------------------------------------------------------------------------------

ZONES = (
    ("Europe/Berlin", date(2026, 3, 27)),
    ("Europe/Berlin", date(2026, 10, 23)),
    ("America/New_York", date(2026, 3, 6)),
    ("America/New_York", date(2026, 10, 30)),
    ("Asia/Jakarta", date(2026, 11, 20)),
    ("Australia/Lord_Howe", date(2026, 4, 3)),
    ("Australia/Lord_Howe", date(2026, 10, 2)),
    ("America/Sao_Paulo", date(2018, 11, 2)),
    ("America/Sao_Paulo", date(2018, 2, 16)),
    ("America/St_Johns", date(2010, 11, 5)),
    ("America/St_Johns", date(2010, 3, 12)),
    ("Pacific/Apia", date(2011, 12, 28)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
)
SPANNED = 7


@cache
def minutes_of(zone, first):
    """Every minute from two days before on: (instant, naive reading of the wall, the latest reading so far)."""
    tz = ZoneInfo(zone)
    start = datetime.combine(first - 2 * DAY, time(12), tz).astimezone(UTC)
    walk, latest = [], datetime.min
    for at in (start + n * MINUTE for n in range((SPANNED + 5) * 1440)):
        wall = at.astimezone(tz).replace(tzinfo=None)
        latest = max(latest, wall)
        walk.append((at, wall, latest))
    return walk


def openings_by_walking(calendar, walk):
    """Is each minute open? A shift begins and ends when the wall first shows its time or a later one."""
    minutes = {day: open_minutes(calendar, day) for day in {latest.date() for _, _, latest in walk}}
    return [latest.hour * 60 + latest.minute in minutes[latest.date()] for _, _, latest in walk]


def open_minutes(calendar, day):
    hours = calendar.hours[day.weekday()]
    if calendar.always_open:
        hours = (WHOLE_DAY,)
    elif day in calendar.opened:
        hours = hours or next(filter(None, calendar.hours))
    elif day in calendar.closed:
        hours = ()
    return {minute for start, end in hours for minute in range(start, end)}


@st.composite
def days_hours(draw):
    edges = sorted(draw(st.sets(st.sampled_from(range(0, 1441, 15)), max_size=4)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def calendars(draw):
    zone, first = draw(st.sampled_from(ZONES))
    hours = tuple(draw(days_hours()) for _ in range(7))
    if not any(hours):
        hours = (*hours[:6], (WHOLE_DAY,))
    near = st.sets(st.integers(-1, SPANNED + 1).map(lambda n: first + n * DAY), max_size=2)
    calendar = BusinessCalendar(
        tz=ZoneInfo(zone),
        hours=hours,
        closed=frozenset(draw(near)),
        opened=frozenset(draw(near)),
        always_open=draw(st.sampled_from([False] * 9 + [True])),
    )
    return zone, first, calendar


INSTANTS = st.integers(0, (SPANNED - 3) * 1440)


@settings(max_examples=100, deadline=None)
@given(calendars(), INSTANTS, INSTANTS)
def test_the_calendar_agrees_with_a_walk_over_every_minute(drawn, one, other):
    zone, first, calendar = drawn
    walk = minutes_of(zone, first)
    is_open = openings_by_walking(calendar, walk)
    a, b = (min(one, other) + 1440, max(one, other) + 1440)
    at, until = walk[a][0], walk[b][0]
    assert calendar.is_open(at) == is_open[a]
    assert calendar.open_time_between(at, until) == sum(is_open[a:b]) * MINUTE
    later = next((n for n in range(a, len(walk)) if is_open[n]), None)
    if later is not None:
        assert calendar.next_open(at) == walk[later][0]
    earlier = next((n for n in range(a, -1, -1) if is_open[n]), None)
    if earlier is not None:
        assert calendar.last_open_before(at) == walk[earlier][0]


@settings(max_examples=100, deadline=None)
@given(calendars(), INSTANTS, st.integers(1, 40))
def test_opening_hours_agree_with_a_walk_over_every_minute(drawn, n, amount):
    zone, first, calendar = drawn
    walk = minutes_of(zone, first)
    is_open = openings_by_walking(calendar, walk)
    left = amount * 60
    for m in range(n, len(walk)):
        if left == 0:
            assert calendar.add(walk[n][0], Span(amount, "bh")) == walk[m][0]
            return
        left -= is_open[m]


@settings(max_examples=100, deadline=None)
@given(calendars(), INSTANTS, st.integers(1, 4))
def test_business_days_agree_with_a_walk_over_every_minute(drawn, n, amount):
    zone, first, calendar = drawn
    walk = minutes_of(zone, first)
    is_open = openings_by_walking(calendar, walk)
    at, wall, _ = walk[n + 1440]
    worked = {latest.date() for (_, _, latest), shift in zip(walk, is_open, strict=True) if shift}
    days = sorted(day for day in worked if day > wall.date())
    if len(days) <= amount:
        return
    wanted = datetime.combine(days[amount - 1], wall.time())
    landed = next(m for m, (_, clock, _) in enumerate(walk) if clock >= wanted)
    opened = next((m for m in range(landed, len(walk)) if is_open[m]), None)
    if opened is not None:
        assert calendar.add(at, Span(amount, "bd")) == walk[opened][0]


# --- what holds always ------------------------------------------------------------------------------------------

ANY_SPAN = st.builds(Span, st.integers(1, 200), st.sampled_from(["s", "m", "h", "d", "bh", "bd"]))
ANY_INSTANT = st.datetimes(datetime(1975, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@settings(max_examples=100, deadline=None)
@given(calendars(), ANY_INSTANT, ANY_SPAN)
def test_a_span_ends_after_it_began_and_in_utc(drawn, at, span):
    _, _, calendar = drawn
    end = calendar.add(at, span)
    assert end > at
    assert end.tzinfo is UTC


@settings(max_examples=100, deadline=None)
@given(calendars(), ANY_INSTANT, st.timedeltas(timedelta(0), 10 * DAY), ANY_SPAN.filter(lambda span: span.unit != "bd"))
def test_what_begins_later_never_ends_earlier(drawn, at, later, span):
    _, _, calendar = drawn
    assert calendar.add(at, span) <= calendar.add(at + later, span)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 5))
def test_between_business_days_later_is_never_earlier(one, other, amount):
    """Spec 1.5 takes "same time of day" by the letter: from a closed day it may come before the Friday's own."""
    monday = local(JAKARTA, "2026-11-16 00:00")
    starts = sorted(monday + 7 * MINUTE * n for n in (one, other))
    starts = [at for at in starts if JAKARTA.is_business_day(JAKARTA.local_date(at))]
    ends = [JAKARTA.add(at, Span(amount, "bd")) for at in starts]
    assert ends == sorted(ends)


@settings(max_examples=100, deadline=None)
@given(calendars(), ANY_INSTANT)
def test_next_and_last_opening_are_open(drawn, at):
    _, _, calendar = drawn
    assert calendar.is_open(calendar.next_open(at))
    assert calendar.is_open(calendar.last_open_before(at))
    assert calendar.last_open_before(at) <= at <= calendar.next_open(at)


def test_what_was_worked_out_is_no_part_of_the_value():
    asked = BusinessCalendar(tz=JAKARTA.tz, hours=WORKWEEK)
    asked.next_open(datetime(2026, 1, 1, tzinfo=UTC))
    fresh = BusinessCalendar(tz=JAKARTA.tz, hours=WORKWEEK)
    assert (asked, hash(asked), repr(asked)) == (fresh, hash(fresh), repr(fresh))
