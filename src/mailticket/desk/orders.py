"""Command lines as orders: with the person, address or date that they name looked up."""

from datetime import datetime

from mailticket.desk.desk import Desk
from mailticket.desk.letter import Letter
from mailticket.mail.forward import outside_addresses
from mailticket.ticket.commands import BY_WORD, Command, Order
from mailticket.ticket.dates import parse_until


def orders_of(letter: Letter, now: datetime) -> tuple[Order, ...]:
    """Return what the operator's mail orders, in order."""
    has_text = bool(letter.text.strip() or letter.files)
    return tuple(
        order(letter.desk, BY_WORD[one.word], one.argument, now, line=one.line, has_text=has_text)
        for one in letter.taken.commands
    )


def order(
    desk: Desk, command: Command, argument: str, now: datetime, *, line: str = "", has_text: bool = False
) -> Order:
    """Return one order with what its argument names; what can't be found stays None and is `obey`'s trouble."""
    person = desk.roster.named(argument.lstrip("@")) if command is Command.ASSIGN else None
    inside = desk.addresses
    addresses = outside_addresses(argument) if command is Command.CUSTOMER else ()
    return Order(
        command=command,
        argument=argument,
        line=line or f"#{command.value} {argument}".strip(),
        person=person.primary if person else None,
        address=next((one for one in addresses if not (inside.is_helpdesk(one) or inside.is_list(one))), None),
        until=parse_until(argument, desk.policy.calendar, now) if command is Command.HOLD and argument else None,
        has_text=has_text,
    )
