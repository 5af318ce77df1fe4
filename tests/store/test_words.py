"""`search` finds what was written by its words, on both databases, before and after it is in the index (spec 4.4)."""

from datetime import UTC, datetime

import pytest

from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store import threads, tickets, words
from mailticket.store.engine import Store, Transaction
from mailticket.store.threads import MessageRow
from mailticket.store.tickets import Filter
from mailticket.ticket.model import Ticket

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANI = Address("ani.w@kampus.example.net", "Ani Wijaya")
BUDI = Address("budi@example.org", "Budi")


@pytest.fixture(params=["not indexed yet", "indexed"])
def written(request: pytest.FixtureRequest, tx: Transaction) -> Transaction:
    """Three tickets of Ani's, with five messages."""
    for number, subject in ((1, "Printer rusak"), (2, "Café [lab-3]"), (12, "Kata sandi")):
        one = Ticket(number=TicketNumber(number), subject=subject, customer=ANI, opened_at=NOON, queued_at=NOON)
        tickets.save(tx, one, due_what=None, due_at=None, wake_at=None)
    for number, author, said in (
        (1, ANI, "Toner 100% habis, lihat https://example.com/gambar_lampu.jpg"),
        (1, BUDI, "Printernya sudah saya ganti dengan HP-4050."),
        (2, ANI, 'Proyektor di lab 3 "berkedip"; AC juga. C:\\temp\\x'),
        (12, ANI, "Saya lupa 12 karakter sandi 'saya'."),
        (None, BUDI, "Rapat jam 3 tentang printer."),
    ):
        threads.add(tx, message(number, author, said))
    if request.param == "indexed":
        while words.wait(tx, 2):
            words.index(tx, 2)
        words.index(tx, 1)
        assert not words.wait(tx, 1)
    return tx


def message(number: int | None, author: Address, said: str) -> MessageRow:
    return MessageRow(
        ticket=None if number is None else TicketNumber(number),
        direction="in",
        kind="question",
        message_id=MessageId(f"<{hash(said)}@x>"),
        author=author,
        subject="Re: bantuan",
        at=NOON,
        text=said,
    )


LOOKED_FOR: list[tuple[list[str], list[int]]] = [
    (["toner"], [1]),
    (["TONER", "rusak"], [1]),
    (["printer"], [1]),
    (["oner"], []),
    (["print", "ganti"], [1]),
    (["pri"], []),
    (["lab"], [2]),
    (["lab-3"], [2]),
    (["la"], []),
    (["café"], [2]),
    (["100%"], [1]),
    (['"berkedip"'], [2]),
    (["berkedip;"], [2]),
    (["o'", "saya'"], []),
    (["'saya'"], [12, 1]),
    (["ani.w@kampus.example.net"], [12, 2, 1]),
    (["kampus"], [12, 2, 1]),
    (["wijaya", "sandi"], [12]),
    (["budi@example.org"], [1]),
    (["12"], [12]),
    (["#12"], [12]),
    (["2"], [2]),
    (["gambar_lampu"], [1]),
    (["HP-4050"], [1]),
    (["C:\\temp\\x"], [2]),
    (["bantuan", "3"], [2]),
    (["rapat"], []),
    (["%"], []),
    (["AND", "OR", "NOT", "NEAR(a b)", "toner*", "text:toner", "-toner", "^toner"], []),
    (["toner*"], [1]),
    (["text:toner"], []),
    (["-toner"], [1]),
    (["toner & !habis | (rusak)"], [1]),
    (["lampu:*"], [1]),
    (["unicorn"], []),
    (["𞤀toner𞤁"], []),
    (["x" * 3000], []),
    ([f"word{n}" for n in range(99)], []),
    (["9" * 30], []),
    (["pri"], []),
]


def test_words_are_found_whatever_stands_around_them(written: Transaction) -> None:
    found = [
        (wanted, [one.ticket.number for one in tickets.listing(written, Filter(search=tuple(wanted)), 9)])
        for wanted, _ in LOOKED_FOR
    ]
    assert found == LOOKED_FOR


def test_the_newest_are_found_first_and_no_more_than_asked(written: Transaction) -> None:
    assert [one.ticket.number for one in tickets.listing(written, Filter(search=("ani",)), 2)] == [12, 2]


def test_a_ticket_asked_for_by_number_is_not_lost_among_those_that_name_the_number(written: Transaction) -> None:
    for _ in range(3):
        threads.add(written, message(12, BUDI, "Lihat tiket 1"))
    assert [one.ticket.number for one in tickets.listing(written, Filter(search=("1",)), 9)] == [12, 1]
    assert 1 in [one.ticket.number for one in tickets.listing(written, Filter(search=("1",)), 9)]


def test_a_search_ends_after_so_many_messages(tx: Transaction, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.5: whatever the word, a search looks at a bounded number of messages, the newest."""
    monkeypatch.setattr(words, "_BATCH", 2)
    monkeypatch.setattr(words, "MATCHES_MAX", 4)
    ids = [threads.add(tx, message(None, BUDI, f"printer {n}")) for n in range(9)]
    words.index(tx, 9)
    assert [list(batch) for batch in words.matching(tx, ["printer"])] == [[], ids[:-3:-1], ids[-3:-5:-1]]


def test_an_endless_text_goes_into_the_index(tx: Transaction) -> None:
    """PostgreSQL keeps less than a megabyte of words for one message."""
    threads.add(tx, message(None, ANI, " ".join(f"kata{n}é" for n in range(200_000))))
    words.index(tx, 1)
    assert [ids for ids in words.matching(tx, ["kata1é"]) if ids]


def test_what_was_committed_late_is_put_into_the_index_with_the_next(store: Store) -> None:
    """PostgreSQL gives ids before it commits: a higher one may be in the index first."""
    if store.on_sqlite:
        pytest.skip("SQLite has one writer")
    with store.transaction() as late:
        threads.add(late, message(None, ANI, "terlambat"))
        with store.transaction() as tx:
            threads.add(tx, message(None, ANI, "cepat"))
            words.index(tx, 1)
    with store.transaction() as tx:
        threads.add(tx, message(None, ANI, "berikut"))
        words.index(tx, 1)
        assert [list(ids) for ids in words.matching(tx, ["terlambat"])] == [[], [1]]


def test_fewer_messages_than_a_batch_are_read_by_the_search_itself(tx: Transaction) -> None:
    """5.5: a message alone costs the index nothing."""
    ids = [threads.add(tx, message(None, BUDI, f"printer {n}")) for n in range(3)]
    words.index(tx, 2)
    words.index(tx, 2)
    assert words.wait(tx, 1)
    assert [list(batch) for batch in words.matching(tx, ["printer"])] == [[ids[2]], [ids[1], ids[0]]]


def test_a_word_is_found_behind_a_longer_one_that_begins_with_it() -> None:
    assert words._has("Laborlab, lab_3", ["lab", "3"])
    assert not words._has("Laborlab 33", ["lab"])
    assert not words._has("lab 33", ["lab", "3"])


@pytest.mark.parametrize("endings", [0, 3, 200])
def test_what_begins_with_a_word_is_found_however_many_endings_it_has(
    tx: Transaction, monkeypatch: pytest.MonkeyPatch, endings: int
) -> None:
    monkeypatch.setattr(words, "_ENDINGS_MAX", endings)
    for ending in ("", "s", "nya", "-4", "ünya"):
        threads.add(tx, message(None, BUDI, f"printer{ending} jam {len(ending)}"))
    threads.add(tx, message(None, BUDI, "print jam 3"))
    words.index(tx, 6)
    (_, found, *_) = words.matching(tx, ["printer"])
    assert found == [5, 4, 3, 2, 1]
    assert [list(ids) for ids in words.matching(tx, ["printer", "3"])] == [[], [3]]
    assert [list(ids) for ids in words.matching(tx, ["printerü"])] == [[], [5]]
