"""Spec 2.3: a Message-ID leads to its ticket; a thread comes back whole."""

from datetime import UTC, datetime, timedelta

import pytest

from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store import threads, tickets
from mailticket.store.engine import Transaction
from mailticket.store.threads import AttachmentNote, MessageRow
from mailticket.ticket.effects import Kind
from mailticket.ticket.model import Ticket

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANI = Address("ani@example.net", "Ani")
BUDI = Address("budi@example.org")


@pytest.fixture
def tx(tx: Transaction) -> Transaction:
    """With the tickets 1 and 2."""
    for number in (1, 2):
        one = Ticket(number=TicketNumber(number), subject="", customer=None, opened_at=NOON, queued_at=NOON)
        tickets.save(tx, one, due_what=None, due_at=None, wake_at=None)
    return tx


def message(name: str, ticket: int | None = 1, **changes: object) -> MessageRow:
    values = {
        "ticket": ticket,
        "direction": "in",
        "kind": "question",
        "message_id": MessageId(f"<{name}@x>"),
        "subject": "Printer",
        "at": NOON,
        "text": name,
    }
    return MessageRow(**values | changes)


def test_references_lead_to_the_tickets_in_one_question(tx: Transaction) -> None:
    first = threads.add(tx, message("a", author=ANI, fingerprint="f", reached_customer=True))
    threads.add(tx, message("b", 2, direction="out", kind="announcement", parent=MessageId("<a@x>")))
    threads.add(tx, message("talk", None, via_list=True, kind="talk"))
    found = threads.find(tx, ["<talk@x>", "<b@x>", "<unknown@x>", "<a@x>"])
    assert [(one.ticket, one.kind, one.direction) for one in found] == [
        (1, "question", "in"),
        (2, "announcement", "out"),
        (None, "talk", "in"),
    ]
    assert (found[0].id, found[0].author, found[0].fingerprint) == (first, ANI, "f")
    assert (found[1].parent, found[1].author) == ("<a@x>", None)
    assert (found[0].via_list, found[2].via_list, found[0].reached_customer) == (False, True, True)


def test_words_of_ours_are_stored_by_their_value(tx: Transaction) -> None:
    threads.add(tx, message("a", kind=Kind.CUSTOMER_REPLY))
    (found,) = threads.find(tx, ["<a@x>"])
    assert (found.kind, type(found.kind)) == ("customer_reply", str)


def test_no_reference_leads_nowhere(tx: Transaction) -> None:
    assert threads.find(tx, []) == []
    assert threads.find(tx, ["<never@x>"]) == []


def test_the_same_id_with_another_text_is_another_message_2_3(tx: Transaction) -> None:
    threads.add(tx, message("a", fingerprint="one"))
    threads.add(tx, message("a", fingerprint="two"))
    assert [one.fingerprint for one in threads.find(tx, ["<a@x>"])] == ["one", "two"]


def test_a_copy_under_another_id_is_found_by_author_and_text(tx: Transaction) -> None:
    threads.add(tx, message("a", fingerprint="f"))
    threads.add(tx, message("b", fingerprint="g"))
    threads.add(tx, message("c", fingerprint="f"))
    assert [one.message_id for one in threads.by_fingerprint(tx, "f")] == ["<c@x>", "<a@x>"]


def test_a_thread_comes_back_whole(tx: Transaction) -> None:
    rows = [
        message(
            "a",
            author=ANI,
            to=(Address("helpdesk@example.org", "Helpdesk"), BUDI),
            cc=(ANI,),
            text="Toner habis 😀",
            attachments=(AttachmentNote(name="foto.jpg", media_type="image/jpeg", size_bytes=12),),
            why="row 25",
        ),
        message("b", author=BUDI, kind="answer", at=NOON + timedelta(hours=1)),
    ]
    for row in rows:
        threads.add(tx, row)
    threads.add(tx, message("other", 2))
    stored = threads.of_ticket(tx, TicketNumber(1))
    assert [one.text for one in stored] == ["Toner habis 😀", "b"]
    for row, one in zip(rows, stored, strict=True):
        assert all(
            getattr(one, name) == getattr(row, name) for name in ("to", "cc", "attachments", "why", "at", "author")
        )
    assert str(stored[0].to[0]) == "Helpdesk <helpdesk@example.org>"


def test_the_chain_for_an_outgoing_mail_names_what_the_customer_knows(tx: Transaction) -> None:
    assert threads.references(tx, TicketNumber(1)) == []
    for number in range(5):
        threads.add(tx, message(f"m{number}", reached_customer=True))
        threads.add(tx, message(f"note{number}"))
    assert threads.references(tx, TicketNumber(1), 3) == ["<m0@x>", "<m3@x>", "<m4@x>"]
    assert threads.references(tx, TicketNumber(1)) == [f"<m{number}@x>" for number in range(5)]
