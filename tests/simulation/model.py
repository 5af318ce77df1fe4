"""The procedure in small: who must own each ticket, and how it must stand, by what people meant when they wrote."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.simulation.house import OPERATORS
from tests.simulation.people import Meant
from tests.simulation.terminal import Given

from mailticket.ticket.commands import Command

if TYPE_CHECKING:
    from tests.simulation.laws import Laws

JUDGED: Final = {"always open", "office hours", "summer time", "winter time", "holidays", "archive", "members"}
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
        if meant.what not in ("text", "question", "stranger"):  # who is one elsewhere may ask for themselves
            return
        if self.status == "closed":
            self.status = "in_progress" if self.owner else "open"
        elif self.status == "waiting":
            self.status = "in_progress"
        elif self.status == "on_hold":
            self.before_hold = "in_progress"

    def order(self, given: Given) -> None:
        """What was given at the command line, and was not refused."""
        if given.owner or (self.status == "open" and given.command in (Command.HOLD, Command.CLOSE)):
            self.status, self.owner = "in_progress" if self.status == "open" else self.status, given.owner or given.by
        match given.command:
            case Command.CLOSE:
                self.status = "closed"
            case Command.RELEASE:
                self.status, self.owner = "open", None
            case Command.HOLD if self.status != "on_hold":
                self.before_hold, self.status = self.status, "on_hold"
            case Command.REOPEN if self.status == "on_hold":
                self.status = self.before_hold
            case Command.REOPEN:
                self.status = "in_progress" if self.owner else "open"

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
    ticket, customer = Modelled(), laws.customer_of(f"#{number}")
    for _, what in sorted([*_mails(laws, number), *_others(laws, number)], key=lambda one: one[0]):
        match what:
            case str():
                ticket.clock(what)
            case Given():
                ticket.order(what)
            case Meant(who=who) if who in OPERATORS:
                ticket.staff(what, reaches=customer in what.readers)
            case Meant(who=who) if who == customer:
                ticket.customer(what)
            case None:
                return None
    return ticket


def _mails(laws: "Laws", number: int) -> list[tuple[tuple[int, int], Meant | None]]:
    """In order of arrival; beside orders of the command line, which don't wait for the mailbox, as they took effect."""
    rows = laws.record.rows(
        "SELECT at, message_id, id FROM messages WHERE ticket = ? AND inbound_id IS NOT NULL ORDER BY id", number
    )
    if not _is_ordered(laws, number):
        return [((at, n), laws.town.people.meant.get(message_id)) for n, (at, message_id, *_) in enumerate(rows)]
    first = {one.message: one.id for one in reversed(laws.record.of(number))}
    return [((first[row], 0), laws.town.people.meant.get(message_id)) for _, message_id, row in rows if row in first]


def _others(laws: "Laws", number: int) -> list[tuple[tuple[int, int], str | Given]]:
    """What clocks and orders brought about."""
    found: list[tuple[tuple[int, int], str | Given]] = []
    by_order = _is_ordered(laws, number)
    seen: set[int] = set()
    for one in laws.record.of(number):
        place = (one.id, 0) if by_order else (one.at, 10**9)
        given = laws.ordered(one)
        by_clock = one.fact in _CLOCKS and one.payload.get("by") is None
        if given is not None and one.at not in seen:
            seen.add(one.at)
            found.append((place, given))
        elif by_clock and (one.fact != "Bounced" or one.payload["customer"]):
            found.append((place, _CLOCKS[one.fact]))
    return found


def _is_ordered(laws: "Laws", number: int) -> bool:
    return any(laws.ordered(one) is not None for one in laws.record.of(number))


LAWS = (the_first_claim_wins,)
