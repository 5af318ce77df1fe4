"""Row 8: an empty mail on a ticket that isn't in the queue is a late claim, or nothing."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, answers, asks, canned, claims, facts, newest, owner, received, text

from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def test_a_late_claim_is_told_who_has_it_and_since_when_and_nobody_else_hears_of_it(desk: DeskAtWork) -> None:
    claims(desk, "budi")
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "")
    assert watch.news() == {"list": ["by sari"], "sari": ["already_taken"]}
    told = text(newest(desk, "sari", "already_taken"))
    assert "Budi" in told
    assert desk.works.clock.now().astimezone(desk.works.desk.policy.tz).strftime("%Y") in told
    assert owner(desk) == "Budi"
    assert facts(desk) == ["Opened", "Claimed"]
    kind, why = received(desk)[-1]
    assert kind == "claim"
    assert "row 8" in why


def test_klaim_terlambat_setelah_dijawab(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    answers(desk, "dewi")
    spell = desk.ticket().spell
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "", everybody=False)
    assert watch.news() in ({"budi": ["already_taken"]}, {"list": ["by budi"], "budi": ["already_taken"]})
    assert "sudah ditangani Dewi" in text(newest(desk, "budi", "already_taken"))
    assert (desk.ticket().status, owner(desk), desk.ticket().spell) == (Status.WAITING, "Dewi", spell)


def test_an_empty_mail_by_the_owner_does_nothing(desk: DeskAtWork) -> None:
    assigned = claims(desk)
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.reply(assigned, "budi", "")
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "", everybody=False)
    news = watch.news()
    assert set(news.get("budi", [])) == set()
    assert "already_taken" not in str(news)
    assert desk.ticket() == before


def test_an_empty_mail_on_a_closed_ticket_is_recorded_only(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"), headers={"Reply-To": "helpdesk@example.org"})
    desk.step()
    assert desk.ticket().status is Status.CLOSED
    watch = Watch(desk)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", "")
    assert watch.news() == {"list": ["by sari"]}
    assert desk.ticket().status is Status.CLOSED
    assert "row 8" in received(desk)[-1][1]


def test_an_empty_mail_by_a_supervisor_on_an_open_ticket_is_recorded_only(desk: DeskAtWork) -> None:
    asks(desk, cc=["pic@example.org"])
    watch = Watch(desk)
    desk.town.reply(newest(desk, "pic", "by ani"), "pic", "")
    assert watch.news() == {"ani": ["by pic"]}
    assert facts(desk) == ["Opened"]
    assert "row 8" in received(desk)[-1][1]


def test_an_empty_mail_by_a_supervisor_on_an_owned_ticket_is_told_who_has_it(desk: DeskAtWork) -> None:
    asks(desk, cc=["pic@example.org"])
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    watch = Watch(desk)
    desk.town.reply(newest(desk, "pic", "by ani"), "pic", "")
    assert watch.news() == {"ani": ["by pic"], "pic": ["already_taken"]}
    assert owner(desk) == "Budi"
