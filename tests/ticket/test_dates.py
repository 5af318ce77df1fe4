"""Spec 3.1: the date after `#hold until`, as operators write it in both languages."""

from datetime import UTC, datetime

import pytest
from tests.ticket.desk_words import OFFICE

from mailticket.ticket.dates import parse_until

CALENDAR = OFFICE.calendar


def jakarta(day, hour=8, minute=0, month=11, year=2026):
    """An instant by the desk's wall, which opens at 8; 25 November 2026 is a Wednesday."""
    return datetime(year, month, day, hour, minute, tzinfo=CALENDAR.tz)


WEDNESDAY = jakarta(25, 10)


@pytest.mark.parametrize(
    "lead", ["", "until ", "till ", "Sampai ", "sampai dengan ", "HINGGA ", "s/d ", "sd. ", "s/d. "]
)
def test_the_word_before_it_may_be_any(lead):
    assert parse_until(f"  {lead}2026-12-01 ", CALENDAR, WEDNESDAY) == jakarta(1, month=12)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2026-12-1", jakarta(1, month=12)),
        ("1/12/2026", jakarta(1, month=12)),
        ("01-12-2026", jakarta(1, month=12)),
        ("01.12.2026", jakarta(1, month=12)),
        ("1 December 2027", jakarta(1, month=12, year=2027)),
        ("1 des. 2026", jakarta(1, month=12)),
        ("26 Nov", jakarta(26)),
        ("25 Nov", jakarta(25)),
        ("24 Nov", jakarta(24, year=2027)),
        ("28 Nov", jakarta(30)),
        ("tomorrow", jakarta(26)),
        ("besok", jakarta(26)),
        ("lusa", jakarta(27)),
        ("3d", jakarta(28, 10)),
        ("1bd", jakarta(26, 10)),
        ("4bh", jakarta(25, 14)),
    ],
)
def test_a_day_begins_as_the_desk_opens_on_it_or_after(text, until):
    assert parse_until(text, CALENDAR, WEDNESDAY) == until


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2026-11-26 14:00", jakarta(26, 14)),
        ("besok jam 14.30", jakarta(26, 14, 30)),
        ("besok, pukul 9:05", jakarta(26, 9, 5)),
        ("besok pkl. 9:05", jakarta(26, 9, 5)),
        ("tomorrow at 8:00", jakarta(26, 8)),
        ("26 Nov 15:59", jakarta(26, 15, 59)),
        ("26 Nov 00:00", jakarta(26, 8)),
        ("26 Nov 17:00", jakarta(27, 8)),
        ("28 Nov 10:00", jakarta(30, 8)),
        ("24/12/2026 10:00", jakarta(24, 10, month=12)),
    ],
)
def test_a_clock_after_it_counts(text, until):
    assert parse_until(text, CALENDAR, WEDNESDAY) == until


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("senin monday mon sen", 30),
        ("selasa tuesday tue sel", 1),
        ("rabu wednesday wed rab", 2),
        ("kamis thursday thu kam", 26),
        ("jumat friday fri jum", 27),
        ("sabtu saturday sat sab", 30),
        ("minggu sunday sun min", 30),
    ],
)
def test_a_weekday_is_the_next_one_never_today(words, day):
    for word in words.split():
        assert parse_until(word.title(), CALENDAR, WEDNESDAY) == jakarta(day, month=11 if day > 2 else 12), word


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("jan januari january", 1), ("feb februari february", 2), ("mar maret march", 3), ("apr april", 4),
        ("mei may", 5), ("jun juni june", 6), ("jul juli july", 7), ("agu agt aug agustus august", 8),
        ("sep september", 9), ("okt oct oktober october", 10), ("nov november", 11), ("des dec desember december", 12),
    ],
)  # fmt: skip
def test_months_in_both_languages(words, month):
    always = OFFICE.calendar
    for word in words.split():
        until = parse_until(f"14 {word} 2029", always, WEDNESDAY)
        assert until == always.next_open(datetime(2029, month, 14, tzinfo=always.tz)), word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "until",
        "later",
        "31 feb 2027",
        "2026-13-01",
        "32/12/2026",
        "14 foo",
        "besok 25:00",
        "besok 12:60",
        "24",
        "0d",
    ],
)
def test_what_names_no_day_is_none(text):
    assert parse_until(text, CALENDAR, WEDNESDAY) is None


def test_today_is_the_desks_day():
    """23:00 UTC on Wednesday is Thursday morning in Jakarta."""
    assert parse_until("besok", CALENDAR, datetime(2026, 11, 25, 23, tzinfo=UTC)) == jakarta(27)
