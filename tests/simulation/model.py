"""The procedure in small: who must own each ticket, and how it must stand, by what people meant when they wrote."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.simulation.house import OPERATORS
from tests.simulation.people import Meant

if TYPE_CHECKING:
    from tests.simulation.laws import Laws

JUDGED: Final = {"always open", "office hours", "summer time", "members"}
"""Desks whose every mail counts as it was meant: no proof asked, no supervisor, no relay."""
_CLOCKS: Final = {"Closed": "closed", "Bounced": "bounced", "Resumed": "resumed"}


@dataclass
class Modelled:
    """One ticket."""

    status: str = "open"
    owner: str | None = None
    before_hold: str = "in_progress"

    def staff(self, meant: Meant, *, reaches: bool) -> None:
        """Rows 7 to 12, and the commands that people use here."""
        if meant.what == "#release":
            if self.status not in ("closed", "open"):
                self.status, self.owner = "open", None
            return
        if self.status == "open":
            self.status, self.owner = "in_progress", meant.who
        elif meant.what == "#take" and self.status != "closed":
            self.owner = meant.who
        if meant.what == "#hold" and self.status in ("in_progress", "waiting"):
            self.before_hold, self.status = self.status, "on_hold"
        elif meant.what == "#close" or (meant.what == "closing" and reaches):
            self.status = "closed"
        elif meant.what == "progress" and reaches and self.status in ("in_progress", "waiting"):
            self.status = "in_progress"
        elif meant.what == "text" and reaches and self.status == "in_progress":
            self.status = "waiting"

    def customer(self, meant: Meant) -> None:
        """Rows 14 to 17."""
        if meant.what not in ("text", "question"):
            return
        if self.status == "closed":
            self.status = "in_progress" if self.owner else "open"
        elif self.status == "waiting":
            self.status = "in_progress"

    def clock(self, what: str) -> None:
        """What no mail brought about."""
        if what == "closed":
            self.status = "closed"
        elif what == "bounced" and self.status == "waiting":
            self.status = "in_progress"
        elif what == "resumed" and self.status == "on_hold":
            self.status = self.before_hold


def the_first_claim_wins(laws: "Laws") -> None:
    """Whoever's mail came first owns the ticket, and every mail had the effect that it was meant to have."""
    if laws.town.house.name not in JUDGED or laws.town.weather.fired["clock jumps"]:
        return
    for number, status, owner in laws.record.rows("SELECT number, status, owner_address FROM tickets"):
        wanted = _modelled(laws, number)
        if wanted is not None:
            laws.require(
                (wanted.status, wanted.owner) == (status, owner),
                "Model",
                f"#{number} is {status}, owned by {owner}; it should be {wanted.status}, owned by {wanted.owner}",
            )


def _modelled(laws: "Laws", number: int) -> Modelled | None:
    """None where chance brought something that the model doesn't know: mail set aside, or joined to another ticket."""
    rows = laws.record.rows(
        "SELECT at, message_id, kind FROM messages WHERE ticket = ? AND direction = 'in' ORDER BY id", number
    )
    events = [(at, n, laws.town.people.meant.get(message_id), kind) for n, (at, message_id, kind) in enumerate(rows)]
    clocks = [
        (one.at, len(rows), _CLOCKS[one.fact])
        for one in laws.record.of(number)
        if one.fact in _CLOCKS and one.payload.get("by") is None and (one.fact != "Bounced" or one.payload["customer"])
    ]
    ticket, customer = Modelled(), laws.customer_of(f"#{number}")
    for _, _, what, *_ in sorted([*((at, n, meant) for at, n, meant, _ in events), *clocks], key=lambda one: one[:2]):
        if isinstance(what, str):
            ticket.clock(what)
        elif what is None:
            return None
        elif what.who in OPERATORS:
            ticket.staff(what, reaches=customer in what.readers)
        elif what.what != "stranger" and what.who == customer:  # whoever asked, a stranger too
            ticket.customer(what)
    return ticket


LAWS = (the_first_claim_wins,)
