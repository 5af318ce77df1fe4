"""One seed, and everything that is left to chance: each draw has a name, so that leaving one out moves no other."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
_MOST = 2**64


class Chance:
    """Draws by name. The same seed and name give the same draw, in whatever order they are asked for."""

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()

    def of(self, name: str) -> float:
        """A number in [0, 1)."""
        return int.from_bytes(blake2b(name.encode(), key=self._seed, digest_size=8).digest()) / _MOST

    def pick(self, name: str, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[int(self.of(name) * len(choices))]

    def word(self, name: str) -> str:
        """Sixteen small letters and digits."""
        return blake2b(name.encode(), key=self._seed, digest_size=8).hexdigest()

    def span(self, name: str, longest: timedelta) -> timedelta:
        """Whole seconds, up to `longest`; short spans are likelier than long ones, as with people."""
        share = self.of(name) ** 3
        return timedelta(seconds=int(longest.total_seconds() * share) + 1)
