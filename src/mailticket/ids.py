"""Plain values that cross every wall: Address, MessageId, TicketNumber."""

from dataclasses import dataclass, field
from typing import NewType

MessageId = NewType("MessageId", str)
"""A Message-ID as it stands in the header, with its angle brackets: `<local@domain>` (RFC 5322 section 3.6.4)."""

TicketNumber = NewType("TicketNumber", int)
"""1, 2, 3 …; the number people say (spec 1.2)."""


@dataclass(frozen=True, slots=True, eq=False)
class Address:
    """A mailbox: an addr-spec and the display name beside it (RFC 5322 section 3.4).

    Two are equal when their addr-specs are, case aside; the name is what people call it and proves nothing.
    """

    address: str
    name: str = field(default="")

    @property
    def key(self) -> str:
        """The addr-spec as it is compared: lower case."""
        return self.address.lower()

    @property
    def domain(self) -> str:
        """What stands after the last @, lower case; empty if there is none."""
        return self.key.rpartition("@")[2] if "@" in self.address else ""

    @property
    def called(self) -> str:
        """The name, or the address where there is none."""
        return self.name or self.address

    def __eq__(self, other: object) -> bool:
        # Written out: asked some thirty times a message, and nearly always of the same spelling or another address.
        return isinstance(other, Address) and self.address.lower() == other.address.lower()

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address
