"""I19: a daemon that lost its lease cannot commit, and sends nothing (spec 4.3)."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from mailticket.errors import ConfigError, PlaceLost, Refused, StoreAway
from mailticket.ids import Address, MessageId
from mailticket.outbox.drain import Outbox, drain
from mailticket.outbox.smtp import Accepted, Letter, Outcome
from mailticket.store import desk, lease, outbox
from mailticket.store.alone import alone
from mailticket.store.engine import Store, open_store
from mailticket.store.lease import Lease, leased
from mailticket.store.parcels import DeliveryStatus, Outgoing, Recipient, Role
from mailticket.store.schema import upgrade

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def place(postgres_url: str) -> Iterator[Store]:
    """A PostgreSQL database with our tables, as nobody's in particular."""
    with closing(open_store(postgres_url)) as opened:
        upgrade(opened)
        yield opened


def held(place: Store, on_loss: Callable[[], None] = lambda: None) -> tuple[Lease, Store]:
    """A lease just taken, and the fenced store of its daemon."""
    asked_at, number = lease._taken(place, lambda _why: False)
    fence = Lease(place, number, asked_at, on_loss)
    return fence, open_store(place.engine.url.render_as_string(hide_password=False), fence)


def run_out(place: Store) -> None:
    """As if nobody had renewed the lease for long."""
    with place.transaction() as tx:
        tx.run(text("UPDATE lease SET until_at = 0"))


def test_a_lost_lease_keeps_nothing_of_ours(place: Store) -> None:
    fence, store = held(place)
    with store.transaction() as tx:
        desk.put(tx, "first", "kept")
    run_out(place)
    other, others_store = held(place)
    assert other.number == fence.number + 1
    with pytest.raises(PlaceLost), store.transaction() as tx:
        desk.put(tx, "late", "lost")
    with others_store.transaction() as tx:
        desk.put(tx, "others", "kept")
        assert [desk.get(tx, key) for key in ("first", "late", "others")] == ["kept", None, "kept"]
    for one in (fence, other):
        one.give_back()
    for opened in (store, others_store):
        opened.close()


def test_whoever_has_no_place_is_not_fenced(place: Store) -> None:
    """4.4: acts at the command line go on beside any daemon."""
    with alone(place), place.transaction() as tx:
        desk.put(tx, "by hand", "kept")


def test_a_take_over_waits_for_the_commit_under_way(place: Store) -> None:
    fence, store = held(place)
    other = threading.Thread(target=lambda: run_out(place) or held(place)[0].give_back())
    with store.engine.begin() as connection:
        connection.execute(
            text("SELECT number FROM lease WHERE number = :number FOR KEY SHARE"), {"number": fence.number}
        )
        run_out(place)
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive(), "its commit would come after ours began to end"
    other.join(timeout=10)
    assert not other.is_alive()
    fence.give_back()
    store.close()


def test_a_renewal_does_not_wait_for_a_commit_under_way(place: Store) -> None:
    fence, store = held(place)
    with store.engine.begin() as connection:
        connection.execute(
            text("SELECT number FROM lease WHERE number = :number FOR KEY SHARE"), {"number": fence.number}
        )
        with place.at_once() as tx:
            tx.run(text("SET lock_timeout = '2s'"))
            assert tx.first(lease._RENEW, {"number": fence.number}) is not None
    fence.give_back()
    store.close()


def test_the_holder_hears_that_it_was_taken_over(place: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.01)
    lost = threading.Event()
    fence, store = held(place, lost.set)
    with place.transaction() as tx:
        tx.run(text("UPDATE lease SET number = number + 1"))
    assert lost.wait(10)
    fence.give_back()
    with place.reading() as tx:
        assert tx.value(text("SELECT until_at > 0 FROM lease")), "another one's isn't given back"
    store.close()


def test_whatever_ends_the_renewing_is_heard_like_a_take_over(
    place: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A daemon that no longer renews would otherwise go on, hand nothing over, and say nothing."""
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.01)
    lost = threading.Event()
    fence, store = held(place, lost.set)

    def broken() -> object:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as fault:
        fault.setattr(place, "at_once", broken)
        assert lost.wait(10)
    fence.give_back()
    assert "the lease on the database can't be renewed" in caplog.text
    assert "a fault of ours" in caplog.text
    store.close()


def test_a_lease_is_renewed_for_as_long_as_it_is_held(place: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.01)
    until = text("SELECT until_at FROM lease")
    with leased(place, lambda _why: False, lambda: None) as fence:
        with place.reading() as tx:
            first = tx.value(until)
        for _ in range(1000):
            with place.reading() as tx:
                if tx.value(until) > first:
                    break
        else:
            pytest.fail("never renewed")
        fence.assure()
    with pytest.raises(PlaceLost):
        fence.assure()


def test_with_little_of_the_lease_left_nothing_is_begun(place: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was stopped finds its time run out, before it has spoken to the database again."""
    fence, store = held(place)
    store.assure_place()
    now = lease.seconds()
    monkeypatch.setattr(lease, "seconds", lambda: now + lease.SECONDS - lease.ENOUGH_SECONDS + 0.5)
    with pytest.raises(PlaceLost, match="run out"):
        store.assure_place()
    monkeypatch.undo()
    fence.give_back()
    store.close()


class Carrier:
    """Takes everything."""

    smtputf8 = True

    def __init__(self) -> None:
        self.carried: list[Letter] = []

    def open(self) -> None:
        pass

    def carry(self, letter: Letter) -> Mapping[str, Outcome]:
        self.carried.append(letter)
        return dict.fromkeys(letter.recipients, Accepted("250 ok"))


def enqueue(store: Store) -> None:
    with store.transaction() as tx:
        outgoing = Outgoing(
            ticket=None,
            mail="digest",
            message_id=MessageId("<1@x>"),
            raw=b"",
            sender="h@example.org",
            subject="",
            created_at=NOON,
        )
        outbox.enqueue(tx, outgoing, [Recipient(address=Address("budi@example.org").address, role=Role.OPERATOR)])


def test_a_holder_that_wakes_late_hands_nothing_over(place: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was stopped between the commit that took the mail and the relay; meanwhile another daemon took over."""
    enqueue(place)
    fence, store = held(place)
    now, carrier, later = lease.seconds(), Carrier(), []

    def stopped(checkpoint: str) -> None:
        if checkpoint == "taken":
            monkeypatch.setattr(lease, "seconds", lambda: now + 60)
            run_out(place)
            later.append(held(place))

    with pytest.raises(PlaceLost):
        drain(store, carrier, Outbox(), lambda: NOON, 9, checkpoint=stopped)
    assert carrier.carried == []
    monkeypatch.undo()
    ((other, others_store),) = later
    with others_store.reading() as tx:
        assert [one.status for _, one in _deliveries(tx)] == [DeliveryStatus.SENDING]
    drain(others_store, carrier, Outbox(), lambda: NOON, 9)
    drain(others_store, carrier, Outbox(), lambda: NOON + timedelta(minutes=11), 9)
    assert len(carrier.carried) == 1
    for one in (fence, other):
        one.give_back()
    for opened in (store, others_store):
        opened.close()


def test_a_slow_database_puts_the_mail_back_and_nobody_is_blamed(place: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease couldn't be renewed in time, and nobody took it: the mail goes a little later, and is in no doubt."""
    enqueue(place)
    fence, store = held(place)
    now, carrier = lease.seconds(), Carrier()
    with monkeypatch.context() as slow, pytest.raises(PlaceLost):
        drain(
            store,
            carrier,
            Outbox(),
            lambda: NOON,
            9,
            checkpoint=lambda _: slow.setattr(lease, "seconds", lambda: now + 60),
        )
    with store.reading() as tx:
        assert [(one.status, one.attempts) for _, one in _deliveries(tx)] == [(DeliveryStatus.QUEUED, 0)]
    fence.give_back()
    store.close()


def test_a_standby_is_told_who_holds_the_place_until_it_is_free(place: Store) -> None:
    told: list[str] = []

    def waits(why: str) -> bool:
        told.append(why)
        if len(told) == 3:
            run_out(place)
        return True

    fence, store = held(place)
    with leased(place, waits, lambda: None) as other:
        assert other.number == fence.number + 1
    assert len(told) == 3
    assert all("another mailticket runs on this database" in one and "process" in one for one in told)
    fence.give_back()
    store.close()


def test_a_standby_that_is_to_end_takes_nothing(place: Store) -> None:
    fence, store = held(place)
    with pytest.raises(Refused, match="another mailticket runs"), leased(place, lambda _why: False, lambda: None):
        pass
    fence.assure()
    fence.give_back()
    store.close()


def test_a_standby_waits_for_a_server_that_went_away_too(place: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    fence, store = held(place)
    asks = place.at_once

    def away() -> object:
        raise StoreAway("the database is away")

    def waits(why: str) -> bool:
        told.append(why)
        monkeypatch.setattr(place, "at_once", away if len(told) == 1 else asks)
        return len(told) < 3

    with pytest.raises(Refused), leased(place, waits, lambda: None):
        pass
    assert told[1] == "the database is away"
    fence.give_back()
    store.close()


def test_old_tables_are_said_and_not_touched(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as opened, pytest.raises(ConfigError, match="db upgrade"), alone(opened):
        pass


def test_who_is_stopped_inside_a_unit_of_work_loses_its_locks_in_the_end(place: Store) -> None:
    with place.reading() as tx:
        assert tx.value(text("SHOW idle_in_transaction_session_timeout")) == "20s"


def _deliveries(tx):
    return [(parcel, one) for parcel in outbox.listing(tx, set(DeliveryStatus), 9) for one in parcel.deliveries]
