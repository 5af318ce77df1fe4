"""Delivery for each recipient by itself: refused, put off, in doubt, away (2.8, 4.4, 5.1)."""

from collections.abc import Iterator

import pytest
from tests.outside.clients import letter
from tests.outside.desk import Asked, Desk, Streets, parsed
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_faults import ALWAYS, Script, refuse, take_and_drop

pytestmark = pytest.mark.servers


@pytest.fixture
def desk(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with servers of its own: the faults are meant for nobody else."""
    streets = Streets(dovecot)
    with streets.office:
        each = Desk(streets, tmp_path_factory.mktemp("desk"))
        each.start()
        each.ready()
        yield each
        if each.daemon is not None:
            assert each.stop() == 0


def delivery(asked: Asked, kind: str, shown: dict) -> dict[str, dict]:
    return {d["recipient"]: d for m in shown["messages"] if m["kind"] == kind for d in m["delivery"]}


def test_the_list_is_sent_and_the_customer_failed_in_one_transaction(desk: Desk) -> None:
    asked = desk.question("Kabel", "Kabelnya putus. Bisa diganti?")
    asked.claimed(desk.budi)
    who = asked.author.address
    desk.streets.office.fault = Script(refuse("rcpt", "550 5.1.1 No such user", to=who, times=ALWAYS))
    asked.say(desk.budi, asked.at(desk.budi, "assigned"), "#kirim\nKabelnya kami ganti.", to=desk.helpdesk, cc="")
    told = asked.out("undeliverable")
    assert asked.readers(told) == {desk.budi.address}
    shown = asked.until(lambda t: delivery(asked, "sent_on", t).get(who, {}).get("status") == "failed")
    found = delivery(asked, "sent_on", shown)
    assert found[desk.list]["status"] == "sent"
    assert found[desk.list]["detail"].startswith("250")
    assert found[who]["detail"].startswith("550")
    assert found[who]["attempts"] == 1
    assert shown["status"] == "in_progress"  # row 3: `waiting` becomes `in_progress`
    assert (
        len(
            [
                a
                for a in desk.streets.office.accepted
                if parsed(a.raw)["Message-ID"] == asked.out("sent_on")["Message-ID"]
            ]
        )
        == 1
    )


def test_a_greylisted_customer_holds_back_nobody_and_gets_it_later(desk: Desk) -> None:
    customer = desk.customer()
    desk.streets.office.fault = Script(refuse("rcpt", "451 4.7.1 Greylisted", to=customer.address))
    asked = desk.question("Kabel", "Kabelnya putus. Bisa diganti?", author=customer)
    asked.out("announcement")
    shown = asked.until(lambda t: delivery(asked, "received", t).get(customer.address, {}).get("attempts") == 1)
    found = delivery(asked, "received", shown)[customer.address]
    assert found["status"] == "queued"
    assert found["detail"].startswith("451")
    assert delivery(asked, "announcement", shown)[desk.list]["status"] in ("queued", "sent")
    (row,) = [r for r in desk.json("outbox", "list") if r["message_id"] == shown["messages"][1]["message_id"]]
    assert {"id", "at", "status", "message_id", "subject"} <= set(row)
    desk.run("outbox", "retry", str(row["id"]))
    asked.out("received")
    shown = asked.until(lambda t: delivery(asked, "received", t)[customer.address]["status"] == "sent")
    assert delivery(asked, "received", shown)[customer.address]["attempts"] == 2


def test_a_send_in_doubt_is_repeated_once_with_the_same_bytes(desk: Desk) -> None:
    customer = desk.customer()
    desk.streets.office.fault = Script(take_and_drop(to=customer.address))
    asked = desk.question("Kabel", "Kabelnya putus. Bisa diganti?", author=customer)
    copies = desk.until(
        lambda: len(found := [m for m in desk.streets.office.accepted if customer.address in m.rcpt_tos]) > 1 and found
    )
    assert copies[0].raw == copies[1].raw
    asked.until(lambda t: delivery(asked, "received", t)[customer.address]["status"] == "sent")
    assert len([m for m in desk.streets.office.accepted if customer.address in m.rcpt_tos]) == 2


def test_the_lists_echo_settles_the_doubt_without_a_repeat(desk: Desk) -> None:
    desk.streets.office.fault = Script(take_and_drop(to=desk.list))
    asked = desk.question("Kabel", "Kabelnya putus. Bisa diganti?")
    assert asked.number
    shown = asked.until(lambda t: delivery(asked, "announcement", t).get(desk.list, {}).get("status") == "sent")
    assert len(asked.all("announcement")) == 1
    assert shown["status"] == "open"
    raws = [a.raw for a in desk.streets.office.accepted if b"mail=announcement; ticket=%d;" % asked.number in a.raw]
    assert len([r for r in raws if b"Subject: Kabel" in r]) == 1


def test_the_relay_away_in_the_middle_loses_nothing(desk: Desk) -> None:
    desk.streets.office.stop()
    customer = desk.customer()
    mail = letter(customer, desk.helpdesk, "Kabel", "Kabelnya putus. Bisa diganti?")
    desk.put(mail.as_bytes(), customer.address)
    found = desk.until(lambda: desk.json("list", "--customer", customer.address))
    assert found[0]["status"] == "open"
    assert desk.until(lambda: [r for r in desk.json("outbox", "list") if r["status"] in ("queued", "held")])
    desk.streets.office.start()
    asked = Asked(desk, customer, mail)
    for row in desk.json("outbox", "list"):
        desk.run("outbox", "retry", str(row["id"]))
    asked.out("received")
    asked.out("announcement")
    assert len(asked.all("received")) == len(asked.all("announcement")) == 1
    assert desk.journal().lower().count("connection refused") + desk.journal().lower().count("away") < 10


def test_a_refusal_that_speaks_of_us_is_the_relays_fault_and_blames_nobody(desk: Desk) -> None:
    customer = desk.customer()
    desk.streets.office.fault = Script(
        refuse("mail", "550 5.7.1 Sender address rejected: quota exceeded", times=ALWAYS)
    )
    mail = desk.question("Kabel", "Kabelnya putus. Bisa diganti?", author=customer).mail
    found = desk.until(lambda: desk.json("list", "--customer", customer.address))
    asked = Asked(desk, customer, mail)
    asked._number = found[0]["number"]
    rows = desk.until(lambda: [r for r in desk.json("outbox", "list") if r["status"] in ("held", "queued")])
    assert rows
    shown = asked.show()
    assert "failed" not in {d["status"] for m in shown["messages"] for d in m["delivery"] or ()}
    assert "undeliverable" not in [m["kind"] for m in shown["messages"]]
