"""Row 7: claims that wait in one batch have exactly one winner, the first to arrive; every other one is told."""

from collections import Counter
from email.message import EmailMessage

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import asks, facts, mail_name, newest, owner, text

from mailticket.demo.people import Person, answer, read, wire
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def claim(desk: DeskAtWork, announcement: EmailMessage, who: Person, date: str) -> None:
    """An empty reply, laid into its mailbox; its Date says what its author likes."""
    mail = answer(announcement, who, at=desk.town.now(), everybody=False, headers={"Date": date})
    desk.town.put("helpdesk", wire(mail), who.address)


def told(desk: DeskAtWork) -> Counter[tuple[str, str]]:
    """(who, which mail) of all that the daemon sent to people."""
    return Counter((one.recipient, mail_name(desk, read(one.raw))) for one in desk.town.post_office.delivered)


def test_of_two_claims_the_first_to_arrive_wins_though_its_date_says_otherwise(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    people = desk.town.people
    claim(desk, announcement, people["sari"], "Sun, 22 Nov 2026 23:59:00 +0000")
    claim(desk, announcement, people["budi"], "Sun, 22 Nov 2020 00:00:01 +0000")
    desk.step()
    assert owner(desk) == "Sari"
    assert facts(desk).count("Claimed") == 1
    mails = told(desk)
    assert mails["sari@example.org", "assigned"] == 1
    assert mails["budi@example.org", "already_taken"] == 1
    assert mails["budi@example.org", "assigned"] == 0
    assert "Sari" in text(newest(desk, "budi", "already_taken"))


def test_lima_puluh_klaim_satu_pemilik(open_desk: Open) -> None:
    crowd = [Person(name=f"Operator {n}", address=f"op{n}@example.org") for n in range(1, 51)]
    roster = [{"name": one.name, "addresses": [one.address]} for one in crowd]
    desk = open_desk(desk={"locale": "id"}, operators=roster)
    announcement = asks(desk)
    winner, *losers = crowd[7:] + crowd[:7]
    for n, one in enumerate([winner, *losers]):
        claim(desk, announcement, one, f"Sun, 22 Nov 2026 10:{59 - n:02d}:00 +0700")
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, winner.name)
    assert facts(desk).count("Claimed") == 1
    mails = told(desk)
    assert mails[winner.address, "assigned"] == 1
    assert mails[winner.address, "already_taken"] == 0
    assert [mails[one.address, "already_taken"] for one in losers] == [1] * 49
    assert not any(mails[one.address, "assigned"] for one in losers)
    assert mails["budi@example.org", "taken"] == 0  # the claims name the list: it has seen them


def test_a_claim_that_came_before_an_answer_of_a_colleague_wins(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    people = desk.town.people
    claim(desk, announcement, people["dewi"], "Sun, 22 Nov 2026 23:59:00 +0000")
    late = answer(announcement, people["budi"], at=desk.town.now(), text="#send\nPlease press the green key, Ani.")
    desk.town.put("helpdesk", wire(late), "budi@example.org")
    desk.step()
    assert owner(desk) == "Dewi"
    assert desk.ticket().status is Status.WAITING
