"""4.5: what a mailbox has been through: refused mail, an archive, deleted and discarded messages."""

from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.rebuild.days import Days
from tests.rebuild.desks import again
from tests.servers.smtp_faults import ALWAYS, Script, refuse

from mailticket.cli.quarantine import discard
from mailticket.rebuild import reconcile
from mailticket.store import inbound

ANI = "ani@example.net"


def test_an_address_that_refused_our_mail_is_still_one_that_did(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.answers("budi", "Printer")
    desk.town.post_office.fault = Script(refuse("rcpt", "550 5.1.1 No such user", to=ANI, times=ALWAYS))
    days.pass_by(3)
    assert desk.ticket().undeliverable
    assert again(desk).differences == []


def test_a_reminder_that_waited_for_two_days_is_still_followed_by_the_next_a_day_later(
    desk: DeskAtWork, days: Days
) -> None:
    """The list had it at once, so its copy was filed before the customer got it."""
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.answers("budi", "Printer")
    desk.town.post_office.fault = Script(refuse("rcpt", "451 4.7.1 Greylisted", to=ANI, times=ALWAYS))
    days.pass_by(2)
    desk.town.post_office.fault = Script()
    days.pass_by(1)
    assert again(desk).differences == []


def test_what_was_moved_to_the_archive_is_found_there(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(imap={"after": "move"})
    days = Days(desk, clock)
    days.wait(minutes=5)
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.answers("budi", "Printer")
    assert reconcile(desk.works, desk.mailbox) == []
    found = again(desk)
    assert found.differences == []
    assert found.outcome.unexplained == []


def test_what_a_person_discarded_stays_without_effect(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    with desk.works.store.transaction() as tx:
        inbound.quarantine(tx, 1, "a person shall look at it")
        assert discard(tx, 1, days.clock.now())
    days.wait(minutes=5)
    found = again(desk)
    with found.store.reading() as tx:
        row = inbound.show(tx, 1)
    assert row is not None
    assert row.state is inbound.InboundState.DISCARDED
    assert found.outcome.known_again == 0


def test_of_a_deleted_question_the_mails_that_followed_are_on_record(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    first, *_ = found_in_inbox(desk)
    desk.mailbox.move([first], "INBOX", "mailticket/elsewhere")
    assert [one.what for one in reconcile(desk.works, desk.mailbox)] == ["gone"]
    found = again(desk)
    assert sorted(one.partition(":")[0] for one in found.outcome.unexplained) == ["announcement", "received"]
    assert [one.what for one in found.differences] == ["ticket"]
    assert found.outcome.held, "the tickets after it may be other ones"


def found_in_inbox(desk: DeskAtWork) -> list[int]:
    return desk.mailbox.uids_above(0, desk.mailbox.select("INBOX").exists)
