"""An order from the command line: same rules, same journal as by mail (spec 4.4)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from mailticket.desk.cause import Cause, Passed
from mailticket.desk.desk import Desk
from mailticket.desk.perform import perform
from mailticket.errors import Refused
from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store import inbound, mailbox, records, threads, tickets
from mailticket.store.engine import Store, Transaction
from mailticket.store.records import Act
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Send
from mailticket.ticket.events import CommandGiven
from mailticket.ticket.model import Ticket


def give(store: Store, desk: Desk, number: int, event: CommandGiven, now: datetime, login: str = "") -> Ticket:
    """Carry the order out and return the ticket afterwards; `login`: who gave it in somebody else's name.

    Refused with the reason in the desk's language if there is no such ticket or the order can't be carried out; then
    nothing has changed.
    """
    with store.transaction() as tx:
        ticket = tickets.load(tx, TicketNumber(number), lock=True)
        if ticket is None:
            raise Refused(f"there is no ticket number {number}")
        event = replace(
            event,
            read_until=_read_until(tx, desk),
            owner_on_roster=desk.owner_on_roster(ticket),
        )
        effects = decide(ticket, event, desk.policy, now)
        troubles = [why for one in effects if isinstance(one, Send) for _, why in one.troubles]
        if troubles:
            language = desk.catalog.locale(desk.locale).language
            raise Refused(f"number {number}: {language.word(f'trouble_{troubles[0]}')}")
        typed = f"command line of {login}" if login else "command line"
        why = f"{typed}, {event.by.called}: {event.order.line}"
        note = event.order.command is Command.NOTE
        passed = Passed(author=event.by, text=event.order.argument, at=now) if note else None
        after = perform(tx, desk, ticket, effects, Cause(at=event.at, now=now, why=why, passed=passed))
        records.add(tx, Act.ORDER, now, {**said(ticket.number, event), "login": login or None})
        if note:
            _keep_note(tx, ticket, event, now)
        return after or ticket


def said(number: TicketNumber, event: CommandGiven) -> dict[str, str | None]:
    """The order as it goes on record, so that it can be given again (spec 4.5)."""
    order = event.order
    roles = (("operator", event.operator), ("supervisor", event.supervisor))
    return {
        "ticket": str(number),
        "by": event.by.address,
        "name": event.by.name,
        "roles": ",".join(role for role, held in roles if held),
        "command": order.command.value,
        "argument": order.argument,
        "line": order.line,
        "person": order.person.address if order.person else None,
        "person_name": order.person.name if order.person else None,
        "until": order.until.isoformat() if order.until else None,
        "has_text": "yes" if order.has_text else None,
        "read": event.read_until.isoformat() if event.read_until else None,
    }


def read_again(words: Mapping[str, str], at: datetime) -> CommandGiven:
    """The order that `said` put on record."""
    roles = words["roles"].split(",")
    person, until = words.get("person"), words.get("until")
    return CommandGiven(
        at=at,
        by=Address(words["by"], words["name"]),
        operator="operator" in roles,
        supervisor="supervisor" in roles,
        order=Order(
            command=Command(words["command"]),
            argument=words["argument"],
            line=words["line"],
            person=Address(person, words.get("person_name", "")) if person else None,
            until=datetime.fromisoformat(until) if until else None,
            has_text="has_text" in words,
        ),
    )


def _read_until(tx: Transaction, desk: Desk) -> datetime | None:
    """An answer in time may still lie unread (house rule 1): what the sweep would not call late isn't late here."""
    return None if inbound.count_new(tx) else mailbox.horizon(tx, desk.folders)


def _keep_note(tx: Transaction, ticket: Ticket, event: CommandGiven, now: datetime) -> None:
    """A note from the command line stands in the thread like one that came by mail."""
    threads.add(
        tx,
        threads.MessageRow(
            ticket=ticket.number,
            direction="in",
            kind="note",
            message_id=MessageId(f"<note.{ticket.number}.{int(now.timestamp() * 1e6)}@command.line>"),
            author=event.by,
            subject=ticket.subject,
            at=now,
            text=event.order.argument,
            why="written at the command line",
        ),
    )
