"""I03, I04, I05: every row ends somewhere; rows leave in order; a doubt is settled by the echo, or by one repeat."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from mailticket.ids import MessageId, TicketNumber
from mailticket.store import outbox, tickets
from mailticket.store.engine import Store, Transaction
from mailticket.store.parcels import Delivery, DeliveryStatus, Heading, Outgoing, Parcel, Recipient, Role
from mailticket.ticket.model import Ticket

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ONE, TWO = TicketNumber(1), TicketNumber(2)
ANI = Recipient(address="Ani@example.net", role=Role.CUSTOMER)
LIST = Recipient(address="operators@lists.example.org", role=Role.LIST)


@pytest.fixture
def store(store: Store) -> Store:
    """With the tickets 1 and 2."""
    with store.transaction() as tx:
        for number in (ONE, TWO):
            one = Ticket(number=number, subject="", customer=None, opened_at=NOON, queued_at=NOON)
            tickets.save(tx, one, due_what=None, due_at=None, wake_at=None)
    return store


def mail(name: str, **changes: object) -> Outgoing:
    values = {
        "ticket": ONE,
        "mail": "received",
        "message_id": MessageId(f"<{name}@x>"),
        "raw": name.encode(),
        "sender": "helpdesk@example.org",
        "subject": name,
        "created_at": NOON,
    }
    return Outgoing(**values | changes)


def enqueue(tx: Transaction, name: str, *recipients: Recipient, **changes: object) -> list[int]:
    """The ids of the deliveries."""
    row = outbox.enqueue(tx, mail(name, **changes), recipients or (ANI,))
    return [one.id for one in found(tx, name) if one.outbox_id == row]


def found(tx: Transaction, name: str) -> tuple[Delivery, ...]:
    parcel = outbox.find_by_message_id(tx, f"<{name}@x>")
    assert parcel is not None
    return parcel.deliveries


def statuses(tx: Transaction, name: str) -> list[str]:
    return [one.status.value for one in found(tx, name)]


def take_due(tx: Transaction, at: datetime, limit: int) -> list[Parcel]:
    return [outbox.take(tx, parcel) for parcel in outbox.due(tx, at, limit)]


def take(tx: Transaction, at: datetime = NOON, limit: int = 9) -> list[str]:
    """What leaves now, by subject."""
    return [parcel.mail.subject for parcel in take_due(tx, at, limit)]


def test_a_mail_leaves_as_it_was_written_down_i04(tx: Transaction) -> None:
    enqueue(tx, "a", ANI, LIST, spell=1, n=2, smtputf8=True)
    (parcel,) = take_due(tx, NOON, 9)
    sent = mail("a", spell=1, n=2, smtputf8=True)
    assert all(getattr(parcel.mail, name) == getattr(sent, name) for name in Heading.__slots__)
    assert outbox.raw(tx, parcel.mail.id) == sent.raw
    assert [(one.recipient, one.role, one.status, one.attempts) for one in parcel.deliveries] == [
        ("ani@example.net", Role.CUSTOMER, DeliveryStatus.SENDING, 1),
        ("operators@lists.example.org", Role.LIST, DeliveryStatus.SENDING, 1),
    ]
    assert statuses(tx, "a") == ["sending", "sending"]
    assert take(tx) == []


def test_one_ticket_and_recipient_at_a_time_in_order_2_6(tx: Transaction) -> None:
    (first,) = enqueue(tx, "a")
    enqueue(tx, "b")
    enqueue(tx, "c", ticket=TWO)
    enqueue(tx, "d", LIST)
    assert take(tx) == ["a", "c", "d"]
    outbox.put_back(tx, [first], NOON + HOUR, "451 later")
    assert take(tx) == []
    assert take(tx, NOON + HOUR) == ["a"]
    outbox.sent(tx, [first], NOON + HOUR, "250 ok")
    assert take(tx, NOON + HOUR) == ["b"]


def test_a_greylisted_recipient_holds_back_nobody_else(tx: Transaction) -> None:
    ani, everybody = enqueue(tx, "a", ANI, LIST)
    take(tx)
    outbox.put_back(tx, [ani], NOON + HOUR, "451 later")
    outbox.sent(tx, [everybody], NOON, "250 ok")
    enqueue(tx, "b", ANI, LIST)
    (parcel,) = take_due(tx, NOON, 9)
    assert [one.role for one in parcel.deliveries] == [Role.LIST]


def test_mails_about_no_ticket_wait_for_nobody(tx: Transaction) -> None:
    enqueue(tx, "a", ticket=None)
    enqueue(tx, "b", ticket=None)
    assert take(tx) == ["a", "b"]


def test_a_limit_doesnt_cut_a_mail_in_two(tx: Transaction) -> None:
    enqueue(tx, "a", ANI, LIST, ticket=None)
    enqueue(tx, "b", ANI, LIST, ticket=None)
    assert take(tx, limit=3) == ["a"]
    assert take(tx, limit=1) == ["b"]


def test_what_was_withdrawn_meanwhile_isnt_taken_i10(tx: Transaction) -> None:
    enqueue(tx, "a", spell=1, mail="reminder")
    (parcel,) = outbox.due(tx, NOON, 9)
    outbox.withdraw(tx, ONE, spell_before=2, mails=["reminder"], at=NOON, detail="the customer wrote")
    assert outbox.take(tx, parcel).deliveries == ()
    assert statuses(tx, "a") == ["withdrawn"]


def test_an_attempt_that_wasnt_made_isnt_counted(tx: Transaction) -> None:
    (one,) = enqueue(tx, "a")
    take(tx)
    outbox.untried(tx, [one], NOON + HOUR, "connection lost")
    (parcel,) = take_due(tx, NOON + HOUR, 9)
    assert parcel.deliveries[0].attempts == 1


def test_the_next_alarm_is_the_earliest_that_waits(tx: Transaction) -> None:
    assert outbox.next_due_at(tx) is None
    (one,) = enqueue(tx, "a", created_at=NOON + HOUR)
    enqueue(tx, "b", created_at=NOON + 2 * HOUR, ticket=TWO)
    assert outbox.next_due_at(tx) == NOON + HOUR
    outbox.held(tx, [one], "limit")
    assert outbox.next_due_at(tx) == NOON + 2 * HOUR


def test_2_6_what_stands_in_line_wakes_nobody(tx: Transaction) -> None:
    """The mail before it waits for an hour: so does the pass, instead of asking each time whether anything may go."""
    (first,) = enqueue(tx, "a")
    enqueue(tx, "b")
    take(tx)
    outbox.put_back(tx, [first], NOON + HOUR, "greylisted")
    assert outbox.due(tx, NOON, 9) == []
    assert outbox.next_due_at(tx) == NOON + HOUR


def test_the_end_is_told_with_the_servers_word(tx: Transaction) -> None:
    ani, everybody = enqueue(tx, "a", ANI, LIST)
    take(tx)
    outbox.sent(tx, [everybody], NOON, "250 2.0.0 ok")
    outbox.failed(tx, [ani], NOON, "550 5.1.1 unknown")
    assert [(one.status, one.detail, one.ended_at) for one in found(tx, "a")] == [
        ("failed", "550 5.1.1 unknown", NOON),
        ("sent", "250 2.0.0 ok", NOON),
    ]
    assert take(tx, NOON + HOUR) == []


def test_a_ticket_hears_of_reminders_accepted_and_of_every_failure(tx: Transaction) -> None:
    (plain,) = enqueue(tx, "plain", ticket=TWO)
    (reminder,) = enqueue(tx, "reminder", spell=3, n=2, mail="reminder")
    (failing,) = enqueue(tx, "failing", LIST)
    take(tx)
    outbox.sent(tx, [plain, reminder], NOON, "250 ok")
    outbox.failed(tx, [failing], NOON, "550 no")
    heard = outbox.unreported(tx, 9)
    assert [(one.mail, one.spell, one.n, one.delivery.status.value) for one in heard] == [
        ("reminder", 3, 2, "sent"),
        ("received", None, 0, "failed"),
    ]
    assert [outbox.report(tx, one.delivery.id) for one in heard] == [True] * len(heard)
    assert not outbox.report(tx, heard[0].delivery.id), "nobody hears it twice"
    assert outbox.unreported(tx, 9) == []
    outbox.bounced(tx, [plain, reminder], NOON + HOUR, "550 5.1.1")
    assert [one.delivery.status.value for one in outbox.unreported(tx, 9)] == ["bounced", "bounced"]


def test_what_is_under_way_is_nobodys_news(tx: Transaction) -> None:
    enqueue(tx, "a", spell=1)
    assert outbox.unreported(tx, 9) == []
    take(tx)
    assert outbox.unreported(tx, 9) == []


def test_a_dead_process_leaves_doubt_i05(tx: Transaction) -> None:
    enqueue(tx, "a")
    enqueue(tx, "b", ticket=TWO, created_at=NOON + HOUR)
    take(tx)
    assert outbox.recover(tx, lambda _by_list: NOON + HOUR) == 1
    (one,) = found(tx, "a")
    assert (one.status, one.doubts, one.next_at) == ("in_doubt", 1, NOON + HOUR)
    assert take(tx) == []
    assert take(tx, NOON + HOUR) == ["a", "b"]


def test_an_older_doubt_of_the_same_mail_waits_no_longer_for_a_dead_process_i05(tx: Transaction) -> None:
    ani, everybody = enqueue(tx, "a", ANI, LIST)
    take(tx)
    outbox.in_doubt(tx, [ani], NOON + HOUR, "no answer to DATA")
    outbox.put_back(tx, [everybody], NOON + HOUR / 2, "451 later")
    take(tx, NOON + HOUR / 2)
    assert outbox.recover(tx, lambda _by_list: NOON + 2 * HOUR) == 1
    assert [(one.status, one.next_at) for one in found(tx, "a")] == [
        ("in_doubt", NOON + HOUR),
        ("in_doubt", NOON + 2 * HOUR),
    ]


def test_the_echo_settles_the_doubt_i05(tx: Transaction) -> None:
    ani, everybody = enqueue(tx, "a", ANI, LIST, spell=1)
    take(tx)
    outbox.in_doubt(tx, [ani, everybody], NOON + HOUR, "no answer to DATA")
    outbox.echoed(tx, found(tx, "a")[0].outbox_id, NOON + HOUR / 2)
    assert statuses(tx, "a") == ["sent", "sent"]
    assert [one.echoed_at for one in found(tx, "a")] == [None, NOON + HOUR / 2]
    assert len(outbox.unreported(tx, 9)) == 2
    assert take(tx, NOON + HOUR) == []


def test_an_echo_of_what_is_known_to_be_sent_changes_no_end(tx: Transaction) -> None:
    (one,) = enqueue(tx, "a", LIST)
    take(tx)
    outbox.sent(tx, [one], NOON, "250 ok")
    outbox.echoed(tx, found(tx, "a")[0].outbox_id, NOON + HOUR)
    assert found(tx, "a")[0].detail == "250 ok"
    assert found(tx, "a")[0].ended_at == NOON


def test_a_spell_takes_its_own_mails_back_and_no_others_i10(tx: Transaction) -> None:
    enqueue(tx, "old", spell=1, mail="reminder")
    enqueue(tx, "new", spell=2, mail="reminder")
    enqueue(tx, "other mail", spell=1, mail="closed")
    enqueue(tx, "other ticket", spell=1, mail="reminder", ticket=TWO)
    enqueue(tx, "no spell", mail="reminder")
    (gone,) = enqueue(tx, "gone", LIST, spell=1, mail="reminder")
    outbox.sent(tx, [gone], NOON, "250 ok")
    assert outbox.withdraw(tx, ONE, spell_before=2, mails=["reminder"], at=NOON, detail="the customer wrote") == 1
    assert statuses(tx, "old") == ["withdrawn"]
    assert found(tx, "old")[0].detail == "the customer wrote"
    assert all(statuses(tx, name) == ["queued"] for name in ("new", "other mail", "other ticket", "no spell"))
    assert statuses(tx, "gone") == ["sent"]


def test_what_was_taken_may_still_be_withdrawn_by_the_drain(tx: Transaction) -> None:
    (one,) = enqueue(tx, "a", spell=1)
    take(tx)
    outbox.withdrawn(tx, [one], NOON, "outside opening hours")
    assert statuses(tx, "a") == ["withdrawn"]
    assert outbox.unreported(tx, 9) == []


def test_what_is_over_the_limit_is_held_and_let_go_by_hand_2_5(tx: Transaction) -> None:
    over = Recipient(address="ani@example.net", role=Role.CUSTOMER, held="more than 5 mails an hour")
    (one,) = enqueue(tx, "a", over)
    assert take(tx) == []
    (parcel,) = outbox.listing(tx, [DeliveryStatus.HELD], 9)
    assert parcel.deliveries[0].detail == "more than 5 mails an hour"
    assert outbox.retry(tx, one, NOON + HOUR)
    assert take(tx, NOON + HOUR) == ["a"]
    assert not outbox.retry(tx, one, NOON)


def test_a_failed_mail_can_be_sent_again_by_hand(tx: Transaction) -> None:
    (one,) = enqueue(tx, "a")
    outbox.failed(tx, [one], NOON, "550 no")
    assert outbox.retry(tx, one, NOON)
    assert outbox.unreported(tx, 9) == []
    assert take(tx) == ["a"]


def test_what_waits_can_be_dropped_by_hand_and_what_left_cant(tx: Transaction) -> None:
    (one,) = enqueue(tx, "a")
    assert outbox.drop(tx, one, NOON)
    assert statuses(tx, "a") == ["withdrawn"]
    assert not outbox.drop(tx, one, NOON)
    assert not outbox.drop(tx, 999, NOON)


def test_a_copy_is_filed_once_somebody_got_the_mail_2_6(tx: Transaction) -> None:
    ani, everybody = enqueue(tx, "a", ANI, LIST)
    enqueue(tx, "b", ticket=TWO)
    assert outbox.unfiled(tx, 9) == []
    outbox.sent(tx, [everybody], NOON, "250 ok")
    (row,) = outbox.unfiled(tx, 9)
    assert row.raw == b"a"
    outbox.mark_filed(tx, [row.id], NOON)
    outbox.sent(tx, [ani], NOON, "250 ok")
    assert outbox.unfiled(tx, 9) == []


def test_a_backlog_of_large_mails_is_not_held_in_memory(tx: Transaction) -> None:
    for n in range(20):
        enqueue(tx, str(n), raw=bytes(2**20), ticket=None)
    tracemalloc.start()
    try:
        outbox.due(tx, NOON, 99)
        outbox.listing(tx, [DeliveryStatus.QUEUED], 99)
        outbox.find_by_message_id(tx, "<3@x>")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2**20


def test_copies_are_read_in_portions_but_at_least_one_at_a_time(tx: Transaction) -> None:
    for n in range(4):
        outbox.sent(tx, enqueue(tx, str(n), ticket=TWO, raw=bytes(10)), NOON, "250 ok")
    portions = [len(outbox.unfiled(tx, 9, most)) for most in (0, 10, 19, 20, 35, 99)]
    assert portions == [1, 1, 1, 2, 3, 4]


def test_mails_to_one_address_are_counted_2_5(tx: Transaction) -> None:
    enqueue(tx, "old", created_at=NOON - HOUR)
    enqueue(tx, "a")
    enqueue(tx, "b", Recipient(address="ani@example.net", role=Role.CUSTOMER, held="over"))
    enqueue(tx, "c", mail="reminder")
    enqueue(tx, "d", Recipient(address="ANI@example.net", role=Role.OTHER))
    enqueue(tx, "e", LIST)
    assert outbox.count_to(tx, "Ani@Example.net", NOON - HOUR) == 3
    assert outbox.count_to(tx, "ani@example.net", NOON - HOUR, besides=["reminder", "closed"]) == 2
    assert outbox.count_to(tx, LIST.address, NOON - HOUR) == 0


def test_what_the_relay_took_is_counted_2_8(tx: Transaction) -> None:
    first, second = enqueue(tx, "a", ANI, LIST)
    outbox.sent(tx, [first], NOON, "250 ok")
    outbox.sent(tx, [second], NOON - HOUR, "250 ok")
    assert outbox.count_sent(tx, NOON - HOUR) == 1


def test_a_ticket_shows_its_deliveries(tx: Transaction) -> None:
    enqueue(tx, "a", ANI, LIST)
    enqueue(tx, "b", ticket=TWO)
    (parts,) = outbox.of_ticket(tx, ONE).values()
    assert [one.role for one in parts] == [Role.CUSTOMER, Role.LIST]


def test_a_message_id_of_somebody_else_is_none_of_ours(tx: Transaction) -> None:
    assert outbox.find_by_message_id(tx, "<else@x>") is None
