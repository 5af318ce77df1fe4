"""1.5 `claim_within`: one mail for all tickets that nobody claimed; twice a ticket, then the digest."""

from typing import Any

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, facts, got, names, only, prose, settled

from mailticket.demo.town import HELPDESK, LIST
from mailticket.desk import sweep as station
from mailticket.ticket.model import Status, Ticket


def ask(desk: DeskAtWork, subject: str) -> None:
    settled(desk, desk.town.send("ani", HELPDESK, subject=subject, text=f"Soal {subject}: bagaimana?"))


@pytest.mark.servers
def test_in_seconds_on_real_servers(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, policy={"claim_within": "1s"})
    ask(desk, "Cetak")
    called = desk.until(lambda: got(desk, "sari", "unclaimed"))[0]
    assert addresses(called, "To") == {LIST}
    assert "Cetak" in prose(called)
    second = desk.until(lambda: got(desk, "pic", "unclaimed"))[0]
    assert addresses(second, "Cc") == {"pic@example.org"}
    assert desk.ticket().status is Status.OPEN


def test_after_four_opening_hours_one_mail_for_all(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(calendar={"always_open": False})
    clock.forward(hours=4)  # two in the afternoon; the desk closes at four
    ask(desk, "Cetak")
    ask(desk, "Pindai")
    clock.forward(hours=17)  # seven in the morning
    desk.step()
    assert "unclaimed" not in names(desk, "sari")
    clock.forward(hours=3)  # ten: two hours of yesterday, two of today
    desk.step()
    called = only(desk, "sari", "unclaimed")
    assert "1: Cetak" in prose(called)
    assert "2: Pindai" in prose(called)
    assert "[#" not in called["Subject"]
    assert "unclaimed" not in names(desk, "pic")


def test_the_oldest_stands_first_unless_a_priority_says_otherwise(open_slow_desk: Open, clock: SetClock) -> None:
    """1.2: the queue, in that mail and in the digest."""
    desk = open_slow_desk(mails={"digest_at": "23:59"})
    for subject in ("Cetak", "Pindai", "Masuk"):
        ask(desk, subject)
        clock.forward(minutes=1)
    urgent = got(desk, "sari", "announcement")[-1]
    desk.town.reply(urgent, "sari", "#priority high", everybody=False)
    desk.step()
    clock.forward(hours=5)
    desk.step()
    called = prose(only(desk, "sari", "unclaimed"))
    assert called.index("3: Masuk") < called.index("1: Cetak") < called.index("2: Pindai")
    clock.forward(hours=24)
    desk.step()
    digest = prose(got(desk, "pic", "digest")[-1])
    assert digest.index("3: Masuk") < digest.index("1: Cetak") < digest.index("2: Pindai")


def test_the_second_time_to_the_supervisor_too_and_then_no_more(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(mails={"digest_at": "23:59"})
    ask(desk, "Cetak")
    for _ in range(6):
        clock.forward(hours=4)
        desk.step()
    assert names(desk, "sari").count("unclaimed") == 2
    assert names(desk, "pic").count("unclaimed") == 1
    assert facts(desk).count("CalledAgain") == 2
    clock.forward(hours=24)
    desk.step()
    assert "Cetak" in prose(got(desk, "pic", "digest")[-1])


def test_a_reply_to_it_that_names_one_ticket_claims_that_one(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    ask(desk, "Cetak")
    clock.forward(hours=4)
    desk.step()
    settled(desk, desk.town.reply(only(desk, "sari", "unclaimed"), "sari"))
    owner = desk.ticket().owner
    assert owner is not None
    assert owner.name == "Sari"


def test_of_several_the_desk_asks_which(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(desk={"locale": "id"})
    ask(desk, "Cetak")
    ask(desk, "Pindai")
    clock.forward(hours=4)
    desk.step()
    settled(desk, desk.town.reply(only(desk, "sari", "unclaimed"), "sari"))
    assert [one.status for one in desk.tickets()] == [Status.OPEN, Status.OPEN]
    told = only(desk, "sari", "command_result")
    assert "#ambil" in prose(told) or "#take" in prose(told)
    settled(desk, desk.town.reply(told, "sari", "#ambil 2", everybody=False))
    assert [one.status for one in desk.tickets()] == [Status.OPEN, Status.IN_PROGRESS]
    assert "[#2]" in only(desk, "sari", "assigned")["Subject"]


def test_a_claim_in_time_is_never_called(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    ask(desk, "Cetak")
    clock.forward(hours=3)
    settled(desk, desk.town.reply(only(desk, "budi", "announcement"), "budi"))
    clock.forward(hours=2)
    desk.step()
    assert "unclaimed" not in names(desk, "sari")


def test_released_it_waits_anew(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    ask(desk, "Cetak")
    settled(desk, desk.town.reply(only(desk, "budi", "announcement"), "budi"))
    clock.forward(hours=3)
    settled(desk, desk.town.reply(only(desk, "budi", "assigned"), "budi", "#lepas", everybody=False))
    clock.forward(hours=3)
    desk.step()
    assert "unclaimed" not in names(desk, "sari")
    clock.forward(hours=1)
    desk.step()
    only(desk, "sari", "unclaimed")


def test_it_can_be_switched_off(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(mails={"off": ["unclaimed"]})
    ask(desk, "Cetak")
    clock.forward(hours=9)
    desk.step()
    assert "unclaimed" not in names(desk, "sari")


def test_a_ticket_that_breaks_our_code_stops_no_other_clock(
    open_slow_desk: Open, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_slow_desk()
    ask(desk, "Cetak")
    ask(desk, "Pindai")
    decide = station.decide

    def broken(ticket: Ticket, *rest: Any) -> Any:
        if ticket.number == 1:
            raise ZeroDivisionError
        return decide(ticket, *rest)

    monkeypatch.setattr(station, "decide", broken)
    clock.forward(hours=5)
    desk.step()
    assert (desk.ticket(1).calls, desk.ticket(2).calls) == (0, 1)
    assert "Pindai" in prose(only(desk, "sari", "unclaimed"))
