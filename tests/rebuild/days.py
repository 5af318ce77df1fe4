"""What people do on a slow desk, a few minutes apart."""

from tests.procedure.conftest import SetClock
from tests.procedure.desk_at_work import DeskAtWork

from mailticket.desk.order import give
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.events import CommandGiven


class Days:
    """Each act, and the desk's round after it."""

    def __init__(self, desk: DeskAtWork, clock: SetClock) -> None:
        self.desk, self.town, self.clock = desk, desk.town, clock

    def wait(self, **span: float) -> None:
        """`wait(minutes=5)`: the desk looks at its end."""
        self.clock.forward(**span)
        self.desk.step()

    def pass_by(self, days: int) -> None:
        """The desk looks every four hours."""
        for _ in range(days * 6):
            self.wait(hours=4)

    def asks(self, subject: str) -> None:
        self.town.send("ani", subject=subject, text=f"{subject}. What can I do?")
        self.wait(minutes=5)

    def claims(self, who: str, subject: str) -> None:
        """An empty reply to the last mail about it."""
        announced = self.town.newest(who, subject, "helpdesk")
        assert announced is not None
        self.town.reply(announced, who)
        self.wait(minutes=5)

    def answers(self, who: str, subject: str, text: str = "Please switch it off and on. Does it work then?") -> None:
        assigned = self.town.newest(who, subject, "helpdesk")
        assert assigned is not None
        self.town.reply(assigned, who, text)
        self.wait(minutes=5)

    def replies(self, subject: str, text: str) -> None:
        last = self.town.newest("ani", subject)
        assert last is not None
        self.town.reply(last, "ani", text)
        self.wait(minutes=5)

    def orders(self, number: int, command: Command, argument: str = "", by: str = "Budi") -> None:
        """As `mailticket COMMAND NUMBER ARGUMENT --as BY` does."""
        works = self.desk.works
        operator, person = works.desk.roster.named(by), works.desk.roster.named(argument)
        assert operator is not None
        order = Order(
            command=command,
            argument=argument,
            line=f"#{command.value} {argument}".strip(),
            person=person.primary if person and command is Command.ASSIGN else None,
            has_text=command is Command.NOTE,
        )
        now = works.clock.now()
        event = CommandGiven(at=now, by=operator.primary, operator=True, supervisor=False, order=order)
        give(works.store, works.desk, number, event, now)
        self.wait(minutes=5)
