"""Facts and tickets as JSON: what the journal and the tickets' `state` column hold (I16).

Instants are ISO 8601 in UTC, spans are seconds, None is left out. Any other field that an old record lacks gets its
default. Reading and writing are put together once a class from its annotations, and kept.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final, NewType, Union, cast, get_args, get_origin, get_type_hints

from mailticket.ticket import effects
from mailticket.ticket.effects import Fact
from mailticket.ticket.model import Ticket

Json = dict[str, Any]
"""What `json.dumps` takes."""

PUBLIC: Final[Mapping[type, str | None]] = {
    effects.Opened: "opened",
    effects.Claimed: "claimed",
    effects.Assigned: "assigned",
    effects.Released: "released",
    effects.Answered: "answered",
    effects.ResponseMet: None,
    effects.Progressed: "progressed",
    effects.Noted: "noted",
    effects.NoteExplained: None,
    effects.CustomerReplied: "customer_replied",
    effects.Thanked: "thanked",
    effects.ReminderQueued: None,
    effects.Reminded: "reminded",
    effects.ReminderDropped: None,
    effects.Quieted: None,
    effects.WentAway: None,
    effects.Warned: None,
    effects.Breached: "breached",
    effects.Excused: "excused",
    effects.CalledAgain: None,
    effects.UpdateAsked: None,
    effects.Held: "held",
    effects.Resumed: "resumed",
    effects.Resolved: "resolved",
    effects.ConfirmAsked: None,
    effects.Closed: "closed",
    effects.Reopened: "reopened",
    effects.Bounced: "bounced",
    effects.Labelled: "labelled",
    effects.CustomerNamed: "labelled",
    effects.ParticipantJoined: "labelled",
    effects.Merged: "merged",
    effects.Surveyed: "surveyed",
    effects.Looped: None,
}
"""The event type that people see for each fact (spec 4.4); None for what only the procedure remembers."""

FACTS: Final[Mapping[str, type]] = {fact.__name__: fact for fact in get_args(Fact)}

COLUMNS: Final = frozenset(
    (
        "number",
        "department",
        "subject",
        "customer",
        "status",
        "closed_reason",
        "owner",
        "priority",
        "opened_at",
        "closed_at",
    )
)
"""Fields of a ticket that a table keeps in columns of their own, to look for them; the rest is the state."""

Convert = Callable[[Any], Any]
_Codec = tuple[Convert | None, Convert | None]
"""To JSON and back; None where JSON has the value as it is."""
_Field = tuple[str, Convert | None, Convert | None, bool]
"""Its name, to JSON and back, and whether it may be None."""
_AS_IS: Final[_Codec] = (None, None)


def ticket_to_json(ticket: Ticket) -> Json:
    """All fields of a ticket that aren't in `COLUMNS`."""
    return {
        name: value if write is None else write(value)
        for name, write, _, _ in _state()
        if (value := getattr(ticket, name)) is not None
    }


def ticket_from_json(state: Json, columns: Json) -> Ticket:
    """The ticket again, from its state and the fields in `COLUMNS`, these as values."""
    return Ticket(**columns, **_arguments(_state(), state))


def fact_to_json(fact: Fact) -> Json:
    """The fields of a fact."""
    return _to_json(fact)


def fact_from_json(name: str, payload: Json) -> Fact:
    """The fact of that class name again. KeyError for a name that is no fact."""
    return cast("Fact", _from_json(FACTS[name], payload))


def _to_json(value: object) -> Json:
    kind: Any = type(value)
    return {
        name: part if write is None else write(part)
        for name, write, _, _ in _fields(kind)
        if (part := getattr(value, name)) is not None
    }


def _from_json(kind: Any, record: Json) -> Any:  # noqa: ANN401
    return kind(**_arguments(_fields(kind), record))


def _arguments(parts: tuple[_Field, ...], record: Json) -> Json:
    found: Json = {}
    for name, _, read, optional in parts:
        if name in record:
            found[name] = record[name] if read is None else read(record[name])
        elif optional:
            found[name] = None
    return found


@cache
def _fields(kind: Callable[..., object]) -> tuple[_Field, ...]:
    """How each field is written and read."""
    hints = get_type_hints(kind)
    return tuple(
        (one.name, *_codec(hints[one.name]), _may_be_none(hints[one.name])) for one in fields(cast("Any", kind))
    )


@cache
def _state() -> tuple[_Field, ...]:
    return tuple(one for one in _fields(Ticket) if one[0] not in COLUMNS)


def _may_be_none(hint: Any) -> bool:  # noqa: ANN401
    return types.NoneType in get_args(hint)


def _codec(hint: Any) -> _Codec:  # noqa: ANN401
    """How one annotation is written and read. TypeError for one that has no place in a record."""
    if isinstance(hint, NewType):
        return _codec(hint.__supertype__)
    if get_origin(hint) in (Union, types.UnionType):
        return _optional(hint)
    if get_origin(hint) is tuple:
        return _many(*_codec(get_args(hint)[0]))
    return _SCALARS.get(hint) or _composed(hint)


def _composed(kind: Any) -> _Codec:  # noqa: ANN401
    if issubclass(kind, StrEnum):
        return str, kind
    if is_dataclass(kind):
        return _to_json, lambda record: _from_json(kind, record)
    raise TypeError(f"no JSON for {kind}")


def _optional(hint: Any) -> _Codec:  # noqa: ANN401
    """None is left out of a record, so only the other alternative is ever written."""
    (kind,) = (one for one in get_args(hint) if one is not types.NoneType)
    return _codec(kind)


def _many(write: Convert | None, read: Convert | None) -> _Codec:
    return (
        list if write is None else lambda values: [write(one) for one in values],
        tuple if read is None else lambda values: tuple(read(one) for one in values),
    )


def _instant_to_json(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"an instant without a time zone: {value}")
    return value.astimezone(UTC).isoformat()


def _span_from_json(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


_SCALARS: Final[Mapping[type, _Codec]] = {
    str: _AS_IS,
    int: _AS_IS,
    bool: _AS_IS,
    datetime: (_instant_to_json, datetime.fromisoformat),
    timedelta: (timedelta.total_seconds, _span_from_json),
}
