"""I16: what is written of a fact or a ticket reads back as the same value."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.ids import Address, TicketNumber
from mailticket.ticket import effects
from mailticket.ticket.effects import Fact
from mailticket.ticket.facts import PUBLIC, fact_from_json, fact_to_json
from mailticket.ticket.model import Ticket
from mailticket.ticket.record import COLUMNS, ticket_from_json, ticket_to_json

WORDS = st.text(max_size=20)
INSTANTS = st.datetimes(
    min_value=datetime(1990, 1, 1),
    max_value=datetime(2200, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]),
)
SPANS = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=9999))
ADDRESSES = st.builds(Address, WORDS, WORDS)
for kind, values in ((datetime, INSTANTS), (timedelta, SPANS), (Address, ADDRESSES), (str, WORDS)):
    st.register_type_strategy(kind, values)

EVENT_TYPES = set(
    re.findall(
        r"\w+",
        """
        opened claimed answered progressed noted customer_replied thanked reminded held resumed assigned released
        resolved closed reopened breached excused bounced labelled merged surveyed
        """,
    )
)


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
def test_a_fact_reads_back_the_same(kind: type) -> None:
    @given(st.from_type(kind))
    def check(fact: Fact) -> None:
        record = json.loads(json.dumps(fact_to_json(fact)))
        again = fact_from_json(kind.__name__, record)
        assert again == fact
        assert spelled(again) == spelled(fact)

    check()


@given(st.from_type(Ticket))
def test_a_ticket_reads_back_the_same(ticket: Ticket) -> None:
    state = json.loads(json.dumps(ticket_to_json(ticket)))
    again = ticket_from_json(state, {name: getattr(ticket, name) for name in COLUMNS})
    assert again == ticket
    assert spelled(again) == spelled(ticket)


def test_nothing_of_a_ticket_is_stored_twice() -> None:
    assert {field.name for field in fields(Ticket)} >= COLUMNS
    assert not COLUMNS & set(ticket_to_json(a_ticket()))


def test_an_old_record_without_a_field_gets_the_default() -> None:
    ticket = a_ticket()
    state = ticket_to_json(ticket)
    del state["calls"]
    assert ticket_from_json(state, {name: getattr(ticket, name) for name in COLUMNS}) == ticket


def test_instants_are_written_in_utc() -> None:
    jakarta = timezone(timedelta(hours=7))
    quieted = effects.Quieted(until=datetime(2026, 11, 21, 9, tzinfo=jakarta), why="away")
    assert fact_to_json(quieted) == {"until": "2026-11-21T02:00:00+00:00", "why": "away"}


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        fact_to_json(effects.Quieted(until=datetime(2026, 11, 21, 9), why=""))


def test_every_fact_says_its_public_name_4_4() -> None:
    assert set(PUBLIC) == set(get_args(Fact))
    assert {name for name in PUBLIC.values() if name} == EVENT_TYPES


def a_ticket() -> Ticket:
    at = datetime(2026, 11, 21, 2, tzinfo=UTC)
    return Ticket(number=TicketNumber(1), subject="Printer", customer=None, opened_at=at, queued_at=at)


def spelled(value: object) -> object:
    """Everything in it, display names and spelling included, which equality of addresses leaves out."""
    if is_dataclass(value):
        return {field.name: spelled(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [spelled(one) for one in value]
    return (type(value).__name__, value) if not isinstance(value, datetime) else value.timestamp()
