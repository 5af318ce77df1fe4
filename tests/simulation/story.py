"""What happened in a run, in order: what people did and what broke. Each entry can be left out by its name."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime


class Violation(AssertionError):
    """A promise of spec 5.1 was broken; `law` is its number or a word."""

    def __init__(self, law: str, what: str) -> None:
        super().__init__(f"{law}: {what}")
        self.law = law


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that somebody did, or that broke."""

    name: str
    at: datetime
    words: str
    is_fault: bool


@dataclass
class Story:
    """The entries of a run. `without`: names that are left out this time."""

    now: Callable[[], datetime]
    without: Collection[str] = ()
    entries: list[Entry] = field(default_factory=list)

    def tells(self, name: str, words: str, *, fault: bool = False) -> bool:
        """Note that it happens; False if it is left out, and so doesn't."""
        if name in self.without:
            return False
        self.entries.append(Entry(name=name, at=self.now(), words=words, is_fault=fault))
        return True

    def text(self) -> str:
        """The story in plain words, a line each."""
        return "\n".join(f"  {one.at:%a %d %b %H:%M:%S}  {one.words}" for one in self.entries)
