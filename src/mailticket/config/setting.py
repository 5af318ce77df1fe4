"""What a setting is: a key with a reader, a default, and a reason."""

from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

REQUIRED: Final = object()
"""In place of a default: the key has to be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A key of the configuration file, as it is read and as it is printed."""

    read: Callable[[object], Any]
    """From the TOML value to ours; ValueError with a sentence that says how to mend it."""
    default: object
    """As it would stand in the file; None where absent means something of its own."""
    reason: str
    example: object
    """What `config.example.toml` shows."""


def setting(read: Callable[[object], T], default: object, reason: str, *, example: object = None) -> T:
    """A field of a section: its reader, its default as it would be written, why and in which unit."""
    shown = Setting(read=read, default=default, reason=reason, example=default if example is None else example)
    made: object
    if default is REQUIRED:
        made = field(metadata={"setting": shown})
    elif default is None:
        made = field(default=None, metadata={"setting": shown})
    else:
        made = field(default_factory=lambda: read(default), metadata={"setting": shown})
    return cast("T", made)


def optional(read: Callable[[object], T]) -> Callable[[object], T | None]:
    """The same reader for a key that may be absent: then the value is None."""
    return read


def settings_of(section: type) -> dict[str, Setting]:
    """The keys of a section as they are written in the file, in order."""
    return {key_of(one): one.metadata["setting"] for one in fields(section)}


def key_of(one: "Field[Any]") -> str:
    """The key in the file: a trailing underscore keeps Python's own words apart (`from_`)."""
    return one.name.rstrip("_")
