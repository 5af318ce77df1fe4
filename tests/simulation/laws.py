"""The promises of spec 5.1, asked from outside after each step: the mailbox, the wire, and the database."""

from datetime import datetime
from typing import TYPE_CHECKING

from tests.simulation import about_mailbox, about_tickets, about_wire, flood, model, recovery
from tests.simulation.record import Fact, Mail, Record, instant
from tests.simulation.story import Violation
from tests.simulation.terminal import Given

from mailticket.errors import Refused
from mailticket.outbox.smtp import Letter
from mailticket.store.alone import alone
from mailticket.store.engine import open_store

if TYPE_CHECKING:
    from tests.simulation.town import Town

_NEXT_DUE = """
SELECT min(at) FROM (
  SELECT min(wake_at) AS at FROM tickets
  UNION ALL SELECT min(next_at) FROM deliveries d WHERE status IN ('queued', 'in_doubt', 'sending') AND NOT EXISTS
    (SELECT 1 FROM deliveries e WHERE e.ticket = d.ticket AND e.recipient = d.recipient AND e.id < d.id
       AND e.status IN ('queued', 'in_doubt', 'sending')))
"""


class Laws:
    """Holds every law against the town; Violation names the first that is broken."""

    def __init__(self, town: "Town") -> None:
        self.town = town
        self.record = Record(town.database)
        self.inbound_seen = 0
        self.validity_seen = 0
        self.placed: set[int] = set()
        self.owners: dict[int, object] = {}
        self.reminders: list[tuple[Mail, datetime]] = []

    def close(self) -> None:
        self.record.close()

    def require(self, true: object, law: str, what: str) -> None:
        """Violation unless it is true."""
        if not true:
            raise Violation(law, what)

    def hold(self, *, finished: bool) -> None:
        """After a step. `finished`: all its passes came to their end."""
        self.record.look()
        if self.record.unjudged:
            for law in (*about_tickets.LAWS, *about_wire.LAWS):
                law(self)
            self.record.judged()
        if finished:
            about_mailbox.i01_kept(self)

    def leaves(self, letter: Letter) -> None:
        """At the moment of sending."""
        self.record.look()
        for law in about_wire.AT_SENDING:
            law(self, letter)

    def at_the_end(self) -> None:
        """What only the whole history can show, and that the desk has recovered."""
        self.record.look()
        for law in (
            *about_mailbox.AT_THE_END,
            *about_tickets.AT_THE_END,
            *about_wire.AT_THE_END,
            *flood.LAWS,
            *recovery.LAWS,
            *model.LAWS,
        ):
            law(self)

    def second_daemon_is_refused(self) -> None:
        """I19, on SQLite: the place is taken as long as somebody holds it."""
        store = open_store(f"sqlite:///{self.town.database}")
        with alone(store):
            try:
                with alone(store):
                    raise Violation("I19", "a second daemon was let in")
            except Refused:
                pass
        store.close()

    def next_due(self) -> datetime | None:
        """When the daemon has something to do, as far as the database says; None if nothing waits."""
        digest = self.record.value("SELECT value FROM desk WHERE key = 'digest_next_at'")
        found = [instant(self.record.value(_NEXT_DUE)), datetime.fromisoformat(digest) if digest else None]
        known = [one for one in found if one is not None]
        return min(known) if known else None

    def customer_of(self, about: str) -> str:
        """The address of the customer of a ticket, or of the author of a question; '' if nobody knows."""
        if not about.startswith("#"):
            meant = self.town.people.meant.get(about)
            return meant.who if meant else ""
        found = self.record.value("SELECT customer_address FROM tickets WHERE number = ?", int(about[1:]))
        return str(found or "")

    def meant_by(self, fact: Fact) -> str:
        """What the author of the message that caused a fact had in mind; '' for clocks, and mail of nobody we know."""
        return self.town.people.what(self.message_id_of(fact.message))

    def ordered(self, fact: Fact) -> Given | None:
        """The order of the command line that a fact rests on."""
        return self.town.terminal.ordered(fact)

    def message_id_of(self, message: int | None) -> str:
        """Of a row of `messages`; '' without one."""
        return str(self.record.value("SELECT message_id FROM messages WHERE id = ?", message) or "")

    @property
    def now(self) -> datetime:
        """What the daemon's clock shows."""
        return self.town.instant()
