"""4.4: an order at the command line has the same rules and the same mails as one by mail."""

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, answers, asks, claims, newest, owner, text

from mailticket.desk.order import give
from mailticket.errors import Refused
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.events import CommandGiven
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def orders(desk: DeskAtWork, command: Command, argument: str = "", *, by: str = "Budi") -> None:
    """As `mailticket COMMAND 1 ARGUMENT --as BY` does."""
    works = desk.works
    operator = works.desk.roster.named(by)
    person = works.desk.roster.named(argument) if command is Command.ASSIGN else None
    assert operator is not None
    order = Order(
        command=command,
        argument=argument,
        line=f"#{command.value} {argument}".strip(),
        person=person.primary if person else None,
        has_text=command is Command.NOTE,
    )
    now = works.clock.now()
    event = CommandGiven(at=now, by=operator.primary, operator=True, supervisor=False, order=order)
    give(works.store, works.desk, 1, event, now)


def test_a_note_is_on_the_list_as_one_by_mail_would_be(desk: DeskAtWork) -> None:
    """1.4, I11: everybody sees everything."""
    claims(desk)
    watch = Watch(desk)
    orders(desk, Command.NOTE, "The lamp is ordered.", by="Sari")
    assert watch.news() == {"list": ["copy"]}
    passed_on = newest(desk, "budi", "copy")
    assert "The lamp is ordered." in text(passed_on)
    assert "Sari" in str(passed_on["From"])
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")


def test_an_operators_reply_to_that_copy_belongs_to_the_ticket(desk: DeskAtWork) -> None:
    claims(desk)
    orders(desk, Command.NOTE, "The lamp is ordered.", by="Sari")
    desk.step()
    desk.town.reply(newest(desk, "dewi", "copy"), "dewi", "From whom?")
    desk.step()
    assert len(desk.tickets()) == 1


def test_take_tells_the_owner_and_gives_the_new_one_assigned(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    orders(desk, Command.TAKE, by="Sari")
    assert watch.news() == {"sari": ["assigned"], "budi": ["command_result"]}


def test_take_from_the_queue_tells_the_list(desk: DeskAtWork) -> None:
    asks(desk)
    watch = Watch(desk)
    orders(desk, Command.TAKE, by="Sari")
    assert watch.news() == {"sari": ["assigned"], "list": ["taken"]}


def test_close_says_good_bye_to_the_customer(desk: DeskAtWork) -> None:
    answers(desk)
    watch = Watch(desk)
    orders(desk, Command.CLOSE)
    assert watch.news() == {"ani": ["closed"], "list": ["closed"]} | {"pic": ["closed"]}


def test_what_is_refused_changes_and_sends_nothing(desk: DeskAtWork) -> None:
    claims(desk)
    before = desk.ticket()
    watch = Watch(desk)
    with pytest.raises(Refused):
        orders(desk, Command.REOPEN)
    assert watch.news() == {}
    assert desk.ticket() == before
