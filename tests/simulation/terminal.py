"""Who sits at the command line: a second process, whose transactions fall between the daemon's (spec 4.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from tests.simulation.commits import WeatheredStore
from tests.simulation.house import OPERATORS
from tests.simulation.record import EPOCH, Fact
from tests.simulation.weather import Crash

from mailticket.desk.order import give
from mailticket.errors import Refused, StoreAway
from mailticket.ids import Address
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.events import CommandGiven

if TYPE_CHECKING:
    from tests.simulation.town import Town

COMMANDS: Final = (
    *(Command.TAKE, Command.TAKE, Command.ASSIGN, Command.ASSIGN, Command.CLOSE, Command.HOLD, Command.HOLD),
    *(Command.NOTE, Command.REOPEN, Command.REOPEN, Command.RELEASE, Command.PRIORITY),
)
_READ_UNTIL: Final = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM inbound WHERE state = 'new') THEN 0 ELSE coalesce(polled_at, 0) END
FROM mailboxes WHERE folder = 'INBOX'
"""
DAYS: Final = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One order; what it brought about bears its instant."""

    command: Command
    by: str
    owner: str
    """Whom it makes the owner, if it does."""
    read_until: int
    """Up to when the mailbox had been read, 0 while something waited: an answer in time may still lie there."""


class Terminal:
    """Orders of one seed. `given` knows them by ticket and instant, as the journal has it."""

    def __init__(self, town: "Town") -> None:
        self.town = town
        self.given: dict[tuple[int, int], Given] = {}
        self._waiting: list[int] = []

    def begin(self, week: int) -> None:
        """What will be typed, and when: at any instant, or just when the daemon is in the middle of a pass."""
        for n in range(week * 10, week * 10 + int(self.town.chance.of("orders") ** 2 * 9)):
            span = self.town.chance.span(f"when order {n}", DAYS)
            self.town.later(span, lambda n=n: self._comes(n))

    def ordered(self, fact: Fact) -> Given | None:
        """The order that a fact rests on; None if it rests on a mail, or a clock."""
        return self.given.get((fact.ticket, fact.at)) if fact.message is None else None

    @property
    def waits(self) -> bool:
        """Somebody is about to type."""
        return bool(self._waiting)

    def _comes(self, n: int) -> None:
        self._waiting.append(n)
        if self.town.chance.of(f"between {n}") < 0.4:
            self.types()

    def types(self) -> None:
        """Give what waits; what finds the database locked, or its disk full, is given again later."""
        waiting, self._waiting = self._waiting, []
        for n in waiting:
            numbers = [row[0] for row in self.town.laws.record.rows("SELECT number FROM tickets ORDER BY number")]
            if numbers and not self._gives(n, numbers):
                self._waiting.append(n)

    def _gives(self, n: int, numbers: Sequence[int]) -> bool:
        """False if the database is away."""
        pick, now = self.town.chance.pick, self.town.instant() + timedelta(milliseconds=n + 1)  # each has its own
        number = pick(f"ticket of order {n}", numbers)
        command = pick(f"order {n}", COMMANDS)
        by, person = pick(f"giver of order {n}", tuple(OPERATORS)), pick(f"person of order {n}", tuple(OPERATORS))
        owner = {Command.TAKE: by, Command.ASSIGN: person}.get(command, "")
        order = self._order(command, person, now, f"order {n}")
        said = f"{OPERATORS[by]} at the command line: {order.line} on #{number}"
        if not self.town.story.tells(f"order {n}", said):
            return True
        event = CommandGiven(at=now, by=_address(by), operator=True, supervisor=False, order=order)
        self.given[number, (now - EPOCH) // timedelta(microseconds=1)] = Given(
            command=command,
            by=by,
            owner=owner,
            read_until=self.town.laws.record.value(_READ_UNTIL),
        )
        store = WeatheredStore(self.town.database, self.town.weather)
        desk = self.town.house.works.desk
        try:
            give(store, replace(desk, unique=self.town.word), number, event, now)
        except StoreAway:
            return False
        except (Refused, Crash):
            return True  # it was a process of its own that died
        finally:
            store.close()
            self.town.wake(timedelta(seconds=5))
        return True

    def _order(self, command: Command, person: str, now: datetime, name: str) -> Order:
        days = 1 + int(self.town.chance.of(f"days of {name}") * 3)
        until = now + timedelta(days=days) if self.town.chance.of(f"until of {name}") < 0.7 else None
        argument = {
            Command.ASSIGN: OPERATORS[person],
            Command.HOLD: f"until {days} days from now" if until else "",
            Command.PRIORITY: "high",
            Command.NOTE: "The key of the server room lies with the porter.",
        }.get(command, "")
        return Order(
            command=command,
            argument=argument,
            line=f"#{command.value} {argument}".rstrip(),
            person=_address(person) if command is Command.ASSIGN else None,
            until=until if command is Command.HOLD else None,
            has_text=command is Command.NOTE,
        )


def _address(operator: str) -> Address:
    return Address(operator, OPERATORS[operator])
