"""What has followed so far while an event is being decided on."""

from datetime import datetime

from mailticket.ticket import effects as fx
from mailticket.ticket.evolve import evolve
from mailticket.ticket.model import Ticket


class Story:
    """The effects so far, and the ticket as it is after them; lives for one call of `decide`."""

    def __init__(self, ticket: Ticket, at: datetime) -> None:
        self.ticket = ticket
        self.at = at
        self.effects: list[fx.Effect] = []

    def add(self, *effects: fx.Effect) -> None:
        """Append effects; facts change the ticket at once, so that the next rule sees what this one did."""
        for effect in effects:
            self.effects.append(effect)
            if not isinstance(effect, fx.Send | fx.Filed):
                self.ticket = evolve(self.ticket, effect, self.at)
