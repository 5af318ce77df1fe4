"""1.5 `confirm_within`: with `close = "supervisor"` the supervisor is asked again until there is a word."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answers, copied, got, names, only, owned, settled

from mailticket.demo.town import LIST
from mailticket.ticket.model import Reason, Status

SUPERVISED = {"close": "supervisor"}


def resolved(desk: DeskAtWork) -> None:
    owned(desk)
    answers(desk, copied(desk, "closing", "Budi"))
    assert desk.ticket().status is Status.RESOLVED


@pytest.mark.servers
def test_in_seconds_on_real_servers(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, policy={**SUPERVISED, "confirm_within": "1s"})
    resolved(desk)
    asked = desk.until(lambda: (found := got(desk, "pic", "confirm_closing"))[1:] and found)
    assert addresses(asked[-1], "To") == {"pic@example.org"}
    assert addresses(asked[-1], "Cc") == {LIST}
    assert desk.ticket().status is Status.RESOLVED


def test_each_business_day_until_there_is_a_word(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(policy=SUPERVISED, calendar={"always_open": False})
    resolved(desk)
    for _ in range(7):  # Tuesday to Friday, and Monday
        clock.forward(days=1)
        desk.step()
    assert names(desk, "pic").count("confirm_closing") == 1 + 5
    assert desk.ticket().status is Status.RESOLVED
    settled(desk, desk.town.reply(got(desk, "pic", "confirm_closing")[-1], "pic", "setuju", everybody=False))
    ticket = desk.ticket()
    assert (ticket.status, ticket.closed_reason) == (Status.CLOSED, Reason.SATISFIED)
    clock.forward(days=3)
    desk.step()
    assert names(desk, "pic").count("confirm_closing") == 6
    only(desk, "ani", "closed")


def test_silence_and_thanks_close_without_it(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(policy=SUPERVISED)
    owned(desk)
    answer = answers(desk, "Tekan Ctrl+P.")
    settled(desk, desk.town.reply(answer, "ani", "Terima kasih!"))
    clock.forward(days=1)
    desk.step()
    assert desk.ticket().status is Status.CLOSED
    assert "confirm_closing" not in names(desk, "pic")
