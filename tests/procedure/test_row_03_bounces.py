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
    got,
    mail_name,
    newest,
    owner,
    received,
    story,
    text,
)
from tests.procedure.seen import stranger
from tests.servers.machines import failure_notice

from mailticket.cli.main import main
from mailticket.demo.people import read
from mailticket.demo.post_office import Delivered, Fault
from mailticket.desk.hold import SendingHeld
from mailticket.store import outbox as mails
from mailticket.store.parcels import DeliveryStatus, Parcel
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def copy_to(desk: DeskAtWork, who: str, name: str) -> Delivered:
    """The last mail of that name as the post office brought it."""
    found = [one for one in desk.town.mails_to(who) if mail_name(desk, read(one.raw)) == name]
    return found[-1]


def names(desk: DeskAtWork, who: str) -> list[str]:
    """The names of the mails that the daemon sent to somebody, in order."""
    return [one for one in got(desk, who) if not one.startswith("by ")]


def held_mails(desk: DeskAtWork) -> list[Parcel]:
    """What waits for a person."""
    with desk.works.store.reading() as tx:
        return mails.listing(tx, {DeliveryStatus.HELD}, 100)


def reminded(open_desk: Open, every: str = "1bd", **desk: str) -> DeskAtWork:
    """A desk whose customer was answered and got the first reminder."""
    opened = open_desk(desk=desk, policy={"reminder_after": "1s", "reminder_every": every, "reminders": 1})
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


TONO = stranger("Tono", "tono@example.com")
SPF = {"status": "5.7.1", "reply": "550 5.7.1 Sender domain helpdesk@example.org rejected: blocked by SPF policy"}


def outbox(desk: DeskAtWork, *words: str) -> int:
    """`mailticket outbox …` as the administrator says it."""
    return main(["--config", str(desk.config.file), "outbox", *words])


def test_a_fault_of_ours_blames_no_recipient_and_holds_everything_until_somebody_has_looked(
    open_desk: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    """2.8, 5.4: the alarm leaves in spite of it, and `once` ends with the reason."""
    desk = reminded(open_desk, locale="id")
    watch = Watch(desk)
    failure_notice(desk.town, copy_to(desk, "ani", "reminder"), **SPF)
    with pytest.raises(SendingHeld, match="SPF policy"):
        watch.news()
    assert names(desk, "pic") == ["alarm"]
    assert "SPF policy" in text(newest(desk, "pic", "alarm"))
    assert desk.ticket().status is Status.WAITING
    assert not desk.ticket().undeliverable
    desk.town.send(TONO, subject="Kabel", text="Kabelnya mana?")
    with pytest.raises(SendingHeld):
        desk.until(lambda: len(desk.tickets()) == 2)
    assert names(desk, TONO.address) == []
    assert outbox(desk) == 0
    shown = capsys.readouterr()
    assert "sending is held" in shown.err
    assert "reminder" in shown.out
    assert outbox(desk, "release") == 0
    desk.until(lambda: "received" in names(desk, TONO.address))
    assert outbox(desk, "release") == 1


def test_a_reminder_that_came_back_for_a_fault_of_ours_goes_out_again_and_is_counted_once(open_desk: Open) -> None:
    """I09: no close before the server took all of them for good; I04: the same mail."""
    desk = reminded(open_desk, every="1s")
    failure_notice(desk.town, copy_to(desk, "ani", "reminder"), **SPF)
    with pytest.raises(SendingHeld):
        desk.step()
    spell = desk.ticket().spell
    assert (spell.queued, spell.accepted) == (1, 0)
    assert outbox(desk, "release") == 0
    desk.until(lambda: desk.ticket().spell.accepted == 1)
    first, again = (read(one.raw) for one in desk.town.mails_to("ani") if b"reminder" in one.raw)
    assert first["Message-ID"] == again["Message-ID"]


def test_after_the_release_the_same_domain_holds_only_its_own_mail(open_desk: Open) -> None:
    """A server that alone refuses us, or somebody who writes bounces, can't stop the desk again and again."""
    desk = reminded(open_desk, every="1s")
    failure_notice(desk.town, copy_to(desk, "ani", "reminder"), **SPF)
    with pytest.raises(SendingHeld):
        desk.step()
    assert outbox(desk, "release") == 0
    desk.until(lambda: names(desk, "ani").count("reminder") == 2)
    failure_notice(desk.town, copy_to(desk, "ani", "reminder"), **SPF)
    desk.step()
    (held,) = held_mails(desk)
    assert held.mail.mail == "reminder"
    assert "lies with us" in held.deliveries[0].detail
    desk.town.send(TONO, subject="Kabel", text="Kabelnya mana?")
    desk.step()
    assert "received" in names(desk, TONO.address)


def test_a_bounce_of_a_mail_that_we_never_sent_holds_nothing_and_alarms_nobody(desk: DeskAtWork) -> None:
    """Somebody used our address for spam: what comes back of it says nothing of our mail."""
    asks(desk)
    watch = Watch(desk)
    copy = copy_to(desk, "ani", "received")
    failure_notice(desk.town, replace(copy, raw=b"Message-ID: <spam@bad.example>\r\nSubject: Pills\r\n\r\n"), **SPF)
    assert watch.news() == {}


def test_a_forwarded_customers_dead_mailbox_is_the_customers(desk: DeskAtWork) -> None:
    """RFC 3464 2.3.2: the address at the end of a forward is none that we know."""
    claims(desk)
    watch = Watch(desk)
    copy = copy_to(desk, "ani", "received")
    failure_notice(desk.town, replace(copy, recipient="ani.wijaya@campus.example.edu"))
    assert watch.news() == {"budi": ["undeliverable"]}


def test_what_was_given_up_after_days_is_undeliverable_too(desk: DeskAtWork) -> None:
    """A full mailbox is no dead address, but the mail is lost all the same."""
    claims(desk)
    watch = Watch(desk)
    failure_notice(
        desk.town, copy_to(desk, "ani", "received"), status="4.2.2", reply="452 4.2.2 mailbox full", action="failed"
    )
    assert watch.news() == {"budi": ["undeliverable"]}


def test_a_relay_that_gave_the_mail_another_message_id_is_seen_through(desk: DeskAtWork) -> None:
    """The keyed header in what comes back still says which mail it was."""
    claims(desk)
    watch = Watch(desk)
    copy = copy_to(desk, "ani", "received")
    mail = read(copy.raw)
    mail.replace_header("Message-ID", "<0100018f@relay.example.net>")
    failure_notice(desk.town, replace(copy, raw=mail.as_bytes()))
    assert watch.news() == {"budi": ["undeliverable"]}


def to_the_list(desk: DeskAtWork) -> Delivered:
    """The announcement on its way to the list."""
    announcement = next(one for one in desk.town.post_office.accepted if "operators@" in str(one.rcpt_tos))
    return Delivered(
        recipient="operators@lists.example.org",
        mail_from=announcement.mail_from,
        raw=announcement.raw,
        at=announcement.at,
    )


@pytest.mark.parametrize(
    ("status", "reply"),
    [
        ("5.1.1", "550 5.1.1 no such list"),
        ("5.7.1", "550 5.7.1 You are not allowed to post to this mailing list: members only"),
    ],
)
def test_of_the_list_the_supervisor_is_told_once_until_it_works_again(
    desk: DeskAtWork, status: str, reply: str
) -> None:
    asks(desk)
    lost = to_the_list(desk)
    watch = Watch(desk)
    failure_notice(desk.town, lost, status=status, reply=reply)
    assert watch.news() == {"pic": ["alarm"]}
    told = text(newest(desk, "pic", "alarm"))
    assert "operators@lists.example.org" in told
    assert reply in told
    assert desk.ticket().status is Status.OPEN
    failure_notice(desk.town, to_the_list(desk), reply=reply)
    assert watch.news() == {}


def test_of_a_lists_member_the_supervisor_hears_and_the_list_is_not_blamed(desk: DeskAtWork) -> None:
    """A list that is a mere alias lets its members' bounces come back to the helpdesk."""
    asks(desk)
    watch = Watch(desk)
    for _ in range(2):
        failure_notice(desk.town, replace(to_the_list(desk), recipient="dewi@example.org"))
    assert watch.news() == {"pic": ["notice"]}
    assert "dewi@example.org" in text(newest(desk, "pic", "notice"))


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
