"""4.4, 4.5: what happened to a ticket, in its order."""

from datetime import UTC, datetime, timedelta
from typing import Literal

from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.reports.story import Story, moments
from mailticket.store.journal import JournalEntry
from mailticket.store.threads import StoredMessage
from mailticket.ticket import effects as fx
from mailticket.ticket.model import Reason, Ticket

T0 = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
ANI = Address("ani@example.net", "Ani")
BUDI = Address("budi@example.org", "Budi")


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def came(number: int, kind: fx.Kind, seconds: int) -> StoredMessage:
    """As the server dates it: to the second."""
    return _message(number, "in", kind.value, seconds)


def went(number: int, mail: fx.Mail, seconds: float) -> StoredMessage:
    return _message(number, "out", mail.value, seconds)


def _message(number: int, direction: Literal["in", "out"], kind: str, seconds: float) -> StoredMessage:
    return StoredMessage(
        id=number,
        ticket=TicketNumber(1),
        direction=direction,
        kind=kind,
        message_id=MessageId(f"<{number}@example.org>"),
        subject="Printer",
        at=at(seconds),
        text="",
    )


def fact(what: fx.Fact, seconds: float, message: int | None = None) -> JournalEntry:
    return JournalEntry(at=at(seconds), fact=what, why="", message=message)


def told(messages: list[StoredMessage], *journal: JournalEntry) -> list[str]:
    ticket = Ticket(number=TicketNumber(1), subject="Printer", customer=ANI, opened_at=T0, queued_at=T0)
    story = Story(ticket=ticket, due=None, messages=tuple(messages), deliveries={}, journal=journal)
    return [
        ", ".join([*([one.message.kind] if one.message else []), *(type(entry.fact).__name__ for entry in one.entries)])
        for one in moments(story)
    ]


def test_within_one_second_what_followed_stands_behind_what_it_followed_from() -> None:
    messages = [
        came(1, fx.Kind.CLAIM, 5),
        went(2, fx.Mail.ASSIGNED, 5.8),
        came(3, fx.Kind.ANSWER, 5),
    ]
    journal = [fact(fx.Claimed(by=BUDI), 5, 1), fact(fx.Answered(by=BUDI), 5, 3)]
    assert told(messages, *journal) == ["claim, Claimed", "assigned", "answer, Answered"]


def test_what_the_clock_decided_stands_before_the_mails_that_it_sent_and_their_answers() -> None:
    messages = [went(1, fx.Mail.CLOSED_NO_REPLY, 9.4), came(2, fx.Kind.SURVEY, 9)]
    closed = fact(fx.Closed(reason=Reason.NO_REPLY), 9.4)
    judged = fact(fx.Surveyed(score=5, comment="", by=ANI), 9, 2)
    assert told(messages, closed, judged) == ["Closed", "closed_no_reply", "survey, Surveyed"]


def test_what_the_relay_took_stands_behind_the_mail() -> None:
    messages = [went(1, fx.Mail.REMINDER, 9.4), came(2, fx.Kind.CUSTOMER_REPLY, 3600)]
    journal = [fact(fx.ReminderQueued(n=1), 9.4), fact(fx.Reminded(n=1), 9.6)]
    assert told(messages, *journal) == ["ReminderQueued", "reminder", "Reminded", "customer_reply"]
