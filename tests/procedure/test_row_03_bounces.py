"""Row 3: a bounce is about one mail and one recipient; only a dead customer address changes the ticket."""

from dataclasses import replace

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import (
    Watch,
    answers,
    asks,
    canned,
    claims,
    facts,
    mail_name,
    newest,
    owner,
    received,
    story,
    text,
)
from tests.servers.machines import failure_notice

from mailticket.demo.people import read
from mailticket.demo.post_office import Delivered, Fault
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def copy_to(desk: DeskAtWork, who: str, name: str) -> Delivered:
    """The last mail of that name as the post office brought it."""
    found = [one for one in desk.town.mails_to(who) if mail_name(desk, read(one.raw)) == name]
    return found[-1]


def reminded(open_desk: Open, **desk: str) -> DeskAtWork:
    """A desk whose customer was answered and got the first reminder."""
    opened = open_desk(desk=desk, policy={"reminder_after": "1s"})
    answers(opened)
    opened.until(lambda: opened.town.newest("ani", sender="iDuHelp"))
    opened.until(lambda: opened.ticket().spell and opened.ticket().spell.accepted)
    return opened


def test_a_dead_customer_address_stops_the_reminders_and_gives_the_ticket_back_to_its_owner(open_desk: Open) -> None:
    desk = reminded(open_desk)
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "reminder"))
    assert watch.news() == {"budi": ["undeliverable"]}
    told = text(newest(desk, "budi", "undeliverable"))
    assert "Ani" in told or "ani@example.net" in told
    assert "No such user" in told
    assert (desk.ticket().status, owner(desk), desk.ticket().spell) == (Status.IN_PROGRESS, "Budi", None)
    assert desk.ticket().undeliverable
    assert watch.news() == {}


def test_alamat_pelanggan_yang_mati_pada_antrean_diberitahukan_ke_milis(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    asks(desk)
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "received"))
    assert watch.news() == {"list": ["undeliverable"]}
    assert desk.ticket().status is Status.OPEN
    assert "ani@example.net" in text(newest(desk, "budi", "undeliverable"))


def test_on_an_owned_ticket_the_status_stays(desk: DeskAtWork) -> None:
    claims(desk)
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "received"))
    assert watch.news() == {"budi": ["undeliverable"]}
    assert desk.ticket().status is Status.IN_PROGRESS


def test_on_a_closed_ticket_it_is_only_recorded(desk: DeskAtWork) -> None:
    mail = answers(desk)
    desk.town.reply(mail, "budi", canned(desk, "closing"))
    desk.step()
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "closed"))
    assert watch.news() == {}
    assert desk.ticket().status is Status.CLOSED
    assert received(desk)[-1][0] == "bounce"


def test_a_second_bounce_of_the_same_wait_says_nothing_new(desk: DeskAtWork) -> None:
    claims(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "received"))
    desk.step()
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "received"))
    assert watch.news() == {}


def test_a_delay_changes_nothing(open_desk: Open) -> None:
    desk = reminded(open_desk)
    before = desk.ticket()
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "reminder"), status="4.4.1", reply="451 4.4.1 not yet")
    assert watch.news() == {}
    assert desk.ticket() == before
    kind, why = received(desk)[-1]
    assert kind == "bounce"
    assert "only a delay" in why


def test_a_fault_of_the_relay_blames_no_recipient(open_desk: Open) -> None:
    desk = reminded(open_desk, locale="id")
    watch = Watch(desk)
    failure_notice(
        desk.town,
        copy_to(desk, "ani", "reminder"),
        status="5.7.1",
        reply="550 5.7.1 Sender domain helpdesk@example.org rejected: blocked by SPF policy",
    )
    assert watch.news() == {"pic": ["alarm"]}
    assert desk.ticket().status is Status.WAITING
    assert not desk.ticket().undeliverable


def test_of_the_list_the_supervisor_is_told_once(desk: DeskAtWork) -> None:
    asks(desk)
    announcement = next(one for one in desk.town.post_office.accepted if "operators@" in str(one.rcpt_tos))
    lost = Delivered(
        recipient="operators@lists.example.org",
        mail_from=announcement.mail_from,
        raw=announcement.raw,
        at=announcement.at,
    )
    watch = Watch(desk)
    failure_notice(desk.town, lost, reply="550 5.1.1 no such list")
    assert watch.news() == {"pic": ["notice"]}
    assert "operators@lists.example.org" in text(newest(desk, "pic", "notice"))
    assert desk.ticket().status is Status.OPEN
    failure_notice(desk.town, lost, reply="550 5.1.1 no such list")
    assert watch.news() == {}


def test_of_an_operator_the_supervisor_is_told_once_and_the_ticket_stays(desk: DeskAtWork) -> None:
    claims(desk)
    before = desk.ticket()
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "budi", "assigned"))
    assert watch.news() == {"pic": ["notice"]}
    assert "budi@example.org" in text(newest(desk, "pic", "notice"))
    assert (desk.ticket().status, desk.ticket().owner, desk.ticket().response) == (
        before.status,
        before.owner,
        before.response,
    )


def test_a_bounce_of_an_operators_own_mail_is_recorded_and_answered_by_nobody(desk: DeskAtWork) -> None:
    """It comes back to the operator, who may pass it on; to the helpdesk it is machine mail."""
    answers(desk)
    before = desk.ticket()
    watch = Watch(desk)
    lost = desk.town.mails_to("ani")[-1]
    failure_notice(desk.town, replace(lost, mail_from="helpdesk@example.org"))
    assert watch.news() in ({}, {"budi": ["undeliverable"]})
    assert before.owner == desk.ticket().owner


def test_a_refusal_by_the_relay_counts_like_a_bounce(desk: DeskAtWork) -> None:
    asks(desk)
    desk.town.post_office.fault = lambda stage, _sender, to: (
        Fault(reply="550 5.1.1 no such user") if stage == "rcpt" and "ani@example.net" in to else None
    )
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "#send\nHello Ani, it is the green key.")
    news = watch.news()
    assert "undeliverable" in news["budi"]
    assert desk.ticket().status is Status.IN_PROGRESS
    assert "Bounced" in facts(desk)


def test_the_customers_next_mail_proves_the_address_alive(open_desk: Open) -> None:
    desk = reminded(open_desk)
    reminder = newest(desk, "ani", "reminder")
    failure_notice(desk.town, copy_to(desk, "ani", "reminder"))
    desk.step()
    desk.town.reply(reminder, "ani", "I am here again, it still does not print.")
    desk.step()
    assert not desk.ticket().undeliverable
    assert desk.ticket().status is Status.IN_PROGRESS
    assert desk.ticket().response is not None
    assert story(desk).messages
