"""A desk moves from a file to a server with all that it knows (spec 4.4, `db copy`)."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from mailticket.errors import Refused
from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store import desk, inbound, journal, move, outbox, threads, tickets, told
from mailticket.store.engine import Store, open_store
from mailticket.store.parcels import Outgoing, Recipient, Role
from mailticket.store.schema import upgrade
from mailticket.store.tables import lease, metadata
from mailticket.store.threads import MessageRow
from mailticket.store.tickets import Filter
from mailticket.ticket import effects as fx
from mailticket.ticket.evolve import replay

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANI = Address("ani@example.net", "Ani")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    """A desk with a row of nearly every kind."""
    with closing(open_store(f"sqlite:///{tmp_path / 'mailticket.db'}")) as store:
        upgrade(store)
        with store.transaction() as tx:
            fill(tx)
        yield store


def fill(tx) -> None:
    opened = fx.Opened(number=TicketNumber(7), customer=ANI, subject="Proyektor “merah”")
    tickets.save(tx, replay([(opened, NOON)]), due_what="unclaimed", due_at=NOON, wake_at=NOON)
    arrival = {"folder": "INBOX", "uidvalidity": 1, "received_at": NOON, "size_bytes": 3}
    for uid in range(1, 40):
        inbound.add(tx, [inbound.Arrival(uid=uid, raw=bytes([0, 255, uid]), **arrival)], NOON)
    row = {"direction": "in", "kind": "question", "subject": "", "at": NOON}
    message = threads.add(
        tx,
        MessageRow(
            ticket=TicketNumber(7), inbound_id=1, message_id=MessageId("<1@x>"), author=ANI, text="a\0b lampu", **row
        ),
    )
    journal.append(
        tx, TicketNumber(7), [journal.JournalEntry(at=NOON, fact=opened, by="Ani", why="row 25", message=message)]
    )
    mail = {
        "ticket": TicketNumber(7),
        "mail": "received",
        "raw": b"\x00\xff",
        "sender": "h@example.org",
        "subject": "Re",
    }
    outbox.enqueue(
        tx, Outgoing(message_id=MessageId("<2@x>"), created_at=NOON, smtputf8=True, **mail),
        [Recipient(address="ani@example.net", role=Role.CUSTOMER)],
    )  # fmt: skip
    told.once(tx, "hint", "budi", NOON, None)
    desk.put(tx, "digest", "today")
    desk.put(tx, "indexed", "1")


@pytest.fixture
def server(postgres_url: str) -> Iterator[Store]:
    """An empty PostgreSQL database."""
    with closing(open_store(postgres_url)) as store:
        yield store


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as tx:
        return {
            table.name: [tuple(row) for row in tx.rows(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
            if table is not lease
        }


def test_everything_comes_along(file: Store, server: Store) -> None:
    with file.transaction() as tx:
        before = threads.of_ticket(tx, TicketNumber(7))
    seen: list[tuple[int, int]] = []
    counts = move.copy(file, server, lambda done, whole: seen.append((done, whole)))
    old, new = everything(file), everything(server)
    assert counts["inbound"] == counts["inbound_raw"] == 39
    assert {name: len(rows) for name, rows in old.items()} == dict(counts)
    assert [row for row in old["desk"] if row[0] != "indexed"] == new["desk"]
    for name in set(old) - {"desk", "messages"}:
        assert old[name] == new[name], name
    assert seen[-1] == (sum(counts.values()), sum(counts.values()))
    with server.transaction() as tx:
        assert [one.text for one in threads.of_ticket(tx, TicketNumber(7))] == ["a\ufffdb lampu"]
        assert before[0].text == "a\0b lampu"
        assert [one.ticket.number for one in tickets.listing(tx, Filter(search=("lampu", "ani")), 9)] == [7]


def test_new_rows_get_new_numbers(file: Store, server: Store) -> None:
    move.copy(file, server, lambda _done, _whole: None)
    with server.transaction() as tx:
        fresh = {
            table.name: tx.add(insert(table), dict(row))
            for table in metadata.sorted_tables
            if table.autoincrement_column is not None
            for row in [_another(tx, table)]
            if row
        }
    assert fresh == {"inbound": 40, "outbox": 2, "messages": 2, "journal": 2, "deliveries": 2}


def _another(tx, table) -> dict[str, object]:
    """The first row once more, as a new one."""
    found = tx.first(select(table))
    changed = {"uid": 99, "message_id": "<9@x>"}
    own = table.autoincrement_column.name
    values = {} if found is None else {key: changed.get(key, value) for key, value in found._mapping.items()}
    return {key: value for key, value in values.items() if key != own}


def test_a_database_with_something_in_it_is_left_alone(file: Store, server: Store) -> None:
    upgrade(server)
    with server.transaction() as tx:
        desk.put(tx, "digest", "yesterday")
    with pytest.raises(Refused, match="isn't empty: there are rows in desk"):
        move.copy(file, server, lambda _done, _whole: None)
    assert [name for name, rows in everything(server).items() if rows] == ["desk"]


def test_what_breaks_off_leaves_an_empty_database(file: Store, server: Store) -> None:
    def breaks(done: int, _whole: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move.copy(file, server, breaks)
    assert not any(everything(server).values())
    move.copy(file, server, lambda _done, _whole: None)


def test_an_older_desk_is_upgraded_first(file: Store, server: Store) -> None:
    with file.transaction() as tx:
        tx.run(text("UPDATE alembic_version SET version_num = '0003'"))
    with pytest.raises(Refused, match="not up to date"):
        move.copy(file, server, lambda _done, _whole: None)
