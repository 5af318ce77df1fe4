"""Spec 1.5: a duration is a number and a unit."""

from datetime import timedelta

import pytest

from mailticket.ticket.span import Span, parse_span


@pytest.mark.parametrize("text", ["1s", "90m", "24h", "30d", "4bh", "1bd"])
def test_what_is_written_is_what_is_shown(text):
    assert str(parse_span(text)) == text


@pytest.mark.parametrize(("text", "amount", "unit"), [(" 2 BD ", 2, "bd"), ("24H", 24, "h"), ("007s", 7, "s")])
def test_space_and_capitals_do_not_matter(text, amount, unit):
    assert parse_span(text) == Span(amount, unit)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24", '"24" has no unit; write "24h" or "1bd"'),
        ("24w", "unknown unit"),
        ("1.5h", "whole number"),
        ("-1h", "whole number"),
        ("", "whole number"),
        ("h", "whole number"),
        ("٣h", "whole number"),
        ("0s", "out of bounds"),
        ("999999999d", "out of bounds"),
        ("999999999bh", "out of bounds"),
    ],
)
def test_a_bad_duration_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_span(text)


def test_nominal_length_compares_spans_of_both_clocks():
    assert parse_span("1bd").nominal >= timedelta(hours=20) > parse_span("8bh").nominal


def test_only_business_units_need_a_calendar():
    assert [parse_span(text).on_calendar for text in ("1s", "1m", "1h", "1d", "1bh", "1bd")] == [False] * 4 + [True] * 2
