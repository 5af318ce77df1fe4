"""Values of the procedure as JSON: frozen dataclasses, whatever their fields are.

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

Json = dict[str, Any]
"""What `json.dumps` takes."""

Convert = Callable[[Any], Any]
_Codec = tuple[Convert | None, Convert | None]
"""To JSON and back; None where JSON has the value as it is."""
Field = tuple[str, Convert | None, Convert | None, bool]
"""Its name, to JSON and back, and whether it may be None."""
_AS_IS: Final[_Codec] = (None, None)


def to_json(value: object) -> Json:
    """The fields of a dataclass."""
    kind: Any = type(value)
    return written(fields_of(kind), value)


def written(parts: tuple[Field, ...], value: object) -> Json:
    """These fields of a value."""
    return {
        name: part if write is None else write(part)
        for name, write, _, _ in parts
        if (part := getattr(value, name)) is not None
    }


def from_json(kind: Any, record: Json) -> Any:  # noqa: ANN401
    """The dataclass again."""
    return kind(**read(fields_of(kind), record))


def read(parts: tuple[Field, ...], record: Json) -> Json:
    """The values of these fields, by name; what the record lacks is missing, or None where that may be."""
    found: Json = {}
    for name, _, convert, optional in parts:
        if name in record:
            found[name] = record[name] if convert is None else convert(record[name])
        elif optional:
            found[name] = None
    return found


@cache
def fields_of(kind: Callable[..., object]) -> tuple[Field, ...]:
    """How each field is written and read."""
    hints = get_type_hints(kind)
    return tuple(
        (one.name, *_codec(hints[one.name]), _may_be_none(hints[one.name])) for one in fields(cast("Any", kind))
    )


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
        return to_json, lambda record: from_json(kind, record)
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
