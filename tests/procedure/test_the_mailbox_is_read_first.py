"""1.5: the mailbox is read before a timer acts; while it can't be read no timer acts on what may lie in it unread."""

from typing import NoReturn

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, answers, facts, got, names, owned

from mailticket import stations
from mailticket.errors import MailboxAway
from mailticket.inbox.imap import Mailbox
from mailticket.ticket.model import Status


class Away(Mailbox):
    """A server that nobody reaches."""

    def __getattribute__(self, name: str) -> NoReturn:
        raise MailboxAway("connection refused")


def a_pass_without_mailbox(desk: DeskAtWork) -> None:
    with pytest.raises(MailboxAway):
        stations.read(desk.works, desk.works.desk, Away(desk.works.account))
    stations.send(desk.works, desk.works.desk, desk.carrier)


@pytest.fixture
def desk(open_slow_desk: Open) -> DeskAtWork:
    return open_slow_desk()


def test_no_breach_is_recorded_before_the_answer_could_be_read(desk: DeskAtWork, clock: SetClock) -> None:
    owned(desk)
    clock.forward(hours=20)
    desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "Tekan Ctrl+P.", everybody=False)
    clock.forward(hours=20)
    a_pass_without_mailbox(desk)
    assert facts(desk) == ["Opened", "Claimed"]
    assert names(desk, "pic") == []
    desk.step()
    assert desk.ticket().status is Status.WAITING
    assert not desk.ticket().breaches


def test_no_reminder_goes_out_before_the_reply_could_be_read(desk: DeskAtWork, clock: SetClock) -> None:
    answer = answered(desk)
    clock.forward(hours=23)
    desk.town.reply(answer, "ani", "Belum bisa.")
    clock.forward(hours=23)
    a_pass_without_mailbox(desk)
    assert "reminder" not in names(desk, "ani")
    desk.step()
    assert "reminder" not in names(desk, "ani")
    assert desk.ticket().status is Status.IN_PROGRESS


def test_mail_and_timer_at_the_same_instant_the_mail_wins(desk: DeskAtWork, clock: SetClock) -> None:
    answer = answered(desk)
    clock.forward(days=1)
    desk.town.reply(answer, "ani", "Belum bisa.")
    desk.step()
    assert "reminder" not in names(desk, "ani")


def test_what_was_decided_before_still_leaves(desk: DeskAtWork, clock: SetClock) -> None:
    """Sending needs no mailbox: the outbox is emptied all the same."""
    owned(desk)
    clock.forward(hours=1)
    answers(desk, "Tekan Ctrl+P.")
    desk.town.send("ani", subject="Pindai", text="Bagaimana cara memindai?")
    stations.read(desk.works, desk.works.desk, desk.mailbox)
    a_pass_without_mailbox(desk)
    assert names(desk, "ani").count("received") == 2
