"""A desk at work: the real passes over a real mailbox and a real relay, one step at a time."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from mailticket import stations
from mailticket.assemble import Works, works
from mailticket.clock import Clock
from mailticket.config import load
from mailticket.demo.town import Town
from mailticket.outbox.smtp import Carrier
from mailticket.store import tickets
from mailticket.ticket.model import Ticket

T = TypeVar("T")


class DeskAtWork:
    """The daemon's passes without its threads: `step` does one round of all, `until` repeats it."""

    def __init__(self, town: Town, folder: Path, *, clock: Clock | None = None, **settings: Any) -> None:
        """`clock`: another one than the wall's."""
        self.town = town
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "config.toml"
        file.write_text(town.config_toml(**settings), encoding="utf-8")
        self.config = load(file, environ=os.environ)
        self.works: Works = works(self.config, clock)
        self.mailbox = self.works.mailbox()
        self.carrier = Carrier(self.works.relay)

    def step(self) -> None:
        """Read, decide, let the clocks act, send; then once more for what that brought back."""
        for _ in range(2):
            stations.read(self.works, self.works.desk, self.mailbox)
            stations.send(self.works, self.works.desk, self.carrier)
        stations.put_on_file(self.works, self.mailbox)

    def until(self, happened: Callable[[], T], seconds: float = 60) -> T:
        """Step until something true is seen; TimeoutError with all the mail so far if it isn't in time."""

        def stepped() -> T:
            self.step()
            return happened()

        return self.town.wait_for(stepped, seconds)

    def ticket(self, number: int = 1) -> Ticket:
        """The ticket as it is now; fails if there is none."""
        with self.works.store.reading() as tx:
            found = tickets.load(tx, number)
        assert found is not None, f"no ticket {number}"
        return found

    def tickets(self) -> Sequence[Ticket]:
        """All tickets, oldest first."""
        with self.works.store.reading() as tx:
            return [one.ticket for one in reversed(tickets.listing(tx, tickets.Filter(), 1000))]

    def close(self) -> None:
        """Take leave of the servers."""
        self.mailbox.close()
        self.carrier.close()
        self.works.store.close()
