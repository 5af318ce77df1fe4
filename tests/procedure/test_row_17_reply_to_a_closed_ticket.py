"""Row 17: the customer writes on a closed ticket: it reopens for the same owner, or after a month a new one opens."""

from email.message import EmailMessage

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answered, answers, copied, facts, got, names, only, owned, prose, settled

from mailticket import stations
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Deadline, Reason, Status

pytestmark = pytest.mark.servers


def closed(desk: DeskAtWork) -> EmailMessage:
    owned(desk)
    answers(desk, copied(desk, "closing", "Budi", edits={"Ani": "Bu Ani"}))
    return desk.until(lambda: got(desk, "ani", "closed"))[0]


def test_it_reopens_for_the_same_owner_with_a_deadline(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    last = closed(desk)
    reply = settled(desk, desk.town.reply(last, "ani", "Maaf, hari ini macet lagi."))
    ticket = desk.ticket()
    assert "row 17" in reply.why
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.closed_reason is None
    assert ticket.owner is not None
    assert ticket.owner.name == "Budi"
    assert ticket.response is not None
    assert ticket.response.deadline is Deadline.NEXT_RESPONSE
    assert ticket.response.started_at == reply.at
    assert facts(desk)[-1] == "Reopened"
    assert len(desk.tickets()) == 1


def test_the_mail_that_says_so_carries_the_reply(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "Maaf, hari ini macet lagi.", everybody=False))
    told = only(desk, "sari", "reopened")
    assert "macet lagi" in prose(told)
    assert addresses(told, "To") == {"budi@example.org"}
    assert addresses(told, "Cc") == {LIST}
    assert [one.addr_spec for one in told["Reply-To"].addresses] == [HELPDESK, "ani@example.net", LIST]
    assert "customer_replied" not in names(desk, "sari")
    assert names(desk, "ani") == ["received", "closed"]


def test_a_plain_reply_to_that_mail_answers_the_customer(desk: DeskAtWork) -> None:
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "It jams again."))
    sent = settled(
        desk, desk.town.reply(only(desk, "budi", "reopened"), "budi", "Please clean the rollers.", everybody=False)
    )
    assert sent.kind == "answer"
    assert desk.ticket().status is Status.WAITING


def test_an_empty_reply_is_only_recorded(desk: DeskAtWork) -> None:
    last = closed(desk)
    settled(desk, desk.town.reply(last, "ani", "", everybody=False))
    assert desk.ticket().status is Status.CLOSED
    assert "reopened" not in names(desk, "budi")


def test_without_its_owner_on_the_roster_it_goes_back_to_the_queue(open_desk: Open) -> None:
    desk = open_desk()
    last = closed(desk)
    sari = {"name": "Sari", "addresses": ["sari@example.org"]}
    later = open_desk_again(open_desk, desk, [sari])
    settled(later, later.town.reply(last, "ani", "It jams again.", everybody=False))
    ticket = later.ticket()
    assert ticket.status is Status.OPEN
    assert ticket.owner is None
    assert names(later, "sari").count("announcement") == 2
    again = got(later, "sari", "announcement")[-1]
    assert "Bagaimana caranya?" in prose(again)
    assert "It jams again." in prose(again)
    assert "copy" not in names(later, "sari")


def open_desk_again(open_desk: Open, desk: DeskAtWork, operators: list[dict[str, object]]) -> DeskAtWork:
    """The same mailbox and database under another roster."""
    url = str(desk.works.store.engine.url)
    return open_desk(
        operators=operators, database={"url": url}, desk={"secret_file": str(desk.config.desk.secret_file)}
    )


def test_after_reopen_within_a_new_ticket_names_the_old_one(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(desk={"locale": "id"})
    last = closed(desk)
    clock.forward(days=31)
    reply = settled(desk, desk.town.reply(last, "ani", "Macet lagi, seperti bulan lalu.", everybody=False))
    first, second = desk.tickets()
    assert (first.status, second.status) == (Status.CLOSED, Status.OPEN)
    assert reply.ticket == second.number == 2
    assert "continues number 1" in reply.why
    assert "nomor 1" in prose(got(desk, "ani", "received")[-1])
    assert "nomor 2" in prose(got(desk, "ani", "received")[-1])
    assert "nomor 1" in prose(got(desk, "sari", "announcement")[-1])


def test_within_it_the_last_day_still_reopens(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    last = closed(desk)
    clock.forward(days=29)
    settled(desk, desk.town.reply(last, "ani", "It jams again.", everybody=False))
    assert len(desk.tickets()) == 1
    assert desk.ticket().status is Status.IN_PROGRESS


def test_closed_as_spam_stays_closed(desk: DeskAtWork) -> None:
    owned(desk)
    settled(desk, desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "#close spam", everybody=False))
    assert desk.ticket().closed_reason is Reason.SPAM
    assert "closed" not in names(desk, "ani")
    settled(desk, desk.town.reply(only(desk, "ani", "received"), "ani", "Beli sekarang!"))
    assert desk.ticket().status is Status.CLOSED
    assert len(desk.tickets()) == 1


def test_what_would_have_said_that_it_is_closed_does_not_leave_any_more(open_desk: Open) -> None:
    """I10: the relay was away between the close after thanks and the customer's next mail."""
    desk = open_desk(policy={"close_after": "1s", "reminder_after": "1h", "reminder_every": "1h"})
    answer = answered(desk)

    def read(status: Status) -> bool:
        stations.read(desk.works, desk.works.desk, desk.mailbox)
        return desk.ticket().status is status

    desk.town.reply(answer, "ani", "Thanks, solved!")
    desk.town.wait_for(lambda: read(Status.CLOSED), 20)
    desk.town.reply(answer, "ani", "It jams again.")
    desk.town.wait_for(lambda: read(Status.IN_PROGRESS), 20)
    desk.step()
    assert "reopened" in names(desk, "budi")
    assert "closed" not in names(desk, "ani")
