"""How much is sent, and what a message that only looks like an order does (2.5, 3.1)."""

from collections.abc import Callable

import pytest
from tests.outside.clients import letter, reply, text_of
from tests.outside.desk import Asked, Desk, addresses, kind_of, kinds, marks

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def desk(new_desk: Callable[..., Desk]) -> Desk:
    """The limits of 2.5 as they are by default, and `received` in English."""
    each = new_desk(desk={"locale": "en"}, smtp={"max_auto_mails": 5})
    each.start()
    each.ready()
    return each


@pytest.fixture
def owned(desk: Desk) -> Asked:
    asked = desk.question("Door stuck", "The door of the lab is stuck since this morning. Can you mend it?")
    asked.claimed(desk.budi)
    return asked


def test_what_is_over_the_hourly_limit_is_held_and_visible(desk: Desk) -> None:
    customer = desk.customer()
    topics = ("card", "door", "lamp", "chair", "network", "screen", "heating")
    for topic in topics:
        desk.question(
            f"About the {topic}", f"What do I do with my broken {topic} in room {len(topic)}?", author=customer
        )
    desk.until(lambda: len(desk.json("list", "--customer", customer.address)) == len(topics))
    held = desk.until(
        lambda: [r for r in desk.json("outbox", "list", "--status", "held") if r["recipient"] == customer.address]
    )
    desk.until(lambda: len(desk.mails_to(customer)) == 5)
    assert len(held) == 2
    assert all(row["reason"] for row in held)
    announced = [m for m in desk.mails_to(desk.budi) if customer.address in text_of(m)]
    assert len(announced) == len(topics)  # the list is never limited


def test_a_flood_from_one_address_is_collected_and_nothing_is_lost(desk: Desk) -> None:
    customer = desk.customer()
    letters = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau"
    for word in f"{letters} upsilon phi chi psi".split():
        mail = letter(customer, desk.helpdesk, f"{word} {word[::-1]}", f"Where is the {word} thing called {word * 3}?")
        desk.put(mail.as_bytes(), customer.address)

    def all_there() -> list:
        found = desk.json("list", "--customer", customer.address)
        return found if len(found) >= 20 else []

    found = desk.until(all_there)
    last = letter(customer, desk.helpdesk, "omega agemo", "Where is the omega thing?")
    desk.put(last.as_bytes(), customer.address)
    bundled = desk.until(lambda: str(last["Message-ID"]) in desk.journal() and desk.json("search", "omega", "thing"))
    assert len(desk.json("list", "--customer", customer.address)) == len(found) <= 21
    assert bundled[0]["customer"]["address"] == customer.address


def test_send_on_a_mail_that_reached_the_customer_already_sends_nothing(desk: Desk, owned: Asked) -> None:
    mail = owned.say(desk.budi, owned.at(desk.budi, "assigned"), "#send\nWe mend it today.", everybody=False)
    shown = owned.settled(mail)
    assert "sent_on" not in kinds(shown)
    assert shown["status"] == "waiting"


def test_note_on_a_mail_that_reached_the_customer_warns_its_author(desk: Desk, owned: Asked) -> None:
    mail = owned.say(desk.budi, owned.at(desk.budi, "assigned"), "#note\nThe key is in the cupboard.", everybody=False)
    shown = owned.settled(mail)
    assert shown["status"] == "in_progress"
    warned = [m for kind in ("notice", "command_result") for m in owned.all(kind)]
    assert [owned.readers(m) for m in warned] == [{desk.budi.address}]


def test_a_failing_command_does_not_change_how_the_text_below_counts(desk: Desk, owned: Asked) -> None:
    mail = owned.say(desk.budi, owned.at(desk.budi, "assigned"), "#assign Nobody\nWe mend it today.", everybody=False)
    shown = owned.settled(mail)
    assert shown["operator"]["name"] == "Budi"
    assert (shown["status"], kind_of(shown, mail)) == ("waiting", "answer")
    assert owned.readers(owned.out("command_result")) == {desk.budi.address}


def test_close_with_text_that_reaches_the_customer_is_the_statement(desk: Desk, owned: Asked) -> None:
    text = "#close\nThe door is mended. Have a good day!"
    mail = owned.say(desk.budi, owned.at(desk.budi, "assigned"), text, everybody=False)
    shown = owned.settled(mail)
    assert (shown["status"], shown["closed_reason"]) == ("closed", "satisfied")
    assert kind_of(shown, mail) == "closing"


def test_commands_on_a_closed_ticket_are_refused_but_for_reopen_and_note(desk: Desk, owned: Asked) -> None:
    order = {"to": desk.helpdesk, "cc": ""}
    owned.settled(owned.say(desk.budi, owned.at(desk.budi, "assigned"), "#close", **order))
    shown = owned.settled(owned.say(desk.sari, owned.at(desk.sari), "#take", **order))
    assert shown["status"] == "closed"
    assert owned.readers(owned.out("command_result")) == {desk.sari.address}
    shown = owned.settled(
        owned.say(desk.sari, owned.at(desk.sari), "#note\nThe door was mended by the smith.", **order)
    )
    assert shown["status"] == "closed"


def test_empty_and_late_claims_on_a_closed_ticket_are_recorded_only(desk: Desk, owned: Asked) -> None:
    owned.settled(owned.say(desk.budi, owned.at(desk.budi, "assigned"), "#close", to=desk.helpdesk, cc=""))
    owned.out("closed")
    before = kinds(owned.show())
    owned.settled(owned.say(desk.sari, owned.at(desk.sari)))
    shown = owned.settled(owned.say(owned.author, owned.at(owned.author, "closed"), ""))
    assert shown["status"] == "closed"
    assert kinds(shown) == before


def test_a_customers_reply_on_an_open_ticket_is_appended_and_shown_to_the_list(desk: Desk) -> None:
    asked = desk.question("Lamp", "The lamp in room four is dark. What now?")
    mail = asked.say(asked.author, asked.at(asked.author, "received"), "It is the one at the window.", everybody=False)
    passed = asked.out("customer_replied")
    assert addresses(passed, "To") == [desk.list]
    assert asked.readers(passed) == {desk.list}
    shown = asked.settled(mail)
    assert shown["status"] == "open"
    asked.say(desk.dewi, asked.at(desk.dewi, "customer_replied"))  # an empty reply to it claims as well
    assert asked.until(lambda t: t["operator"])["operator"]["name"] == "Dewi"


def test_a_loop_silences_the_ticket_and_alarms_the_supervisor_once(desk: Desk) -> None:
    asked = desk.question("Robot", "Is anybody there?")
    received = asked.out("received")
    for n in range(5):
        loop = reply(asked.author, received, "", everybody=False)
        loop.replace_header("Message-ID", f"<loop{n}.{asked.number}@example.net>")
        desk.put(loop.as_bytes(), asked.author.address)
    alarms = desk.until(lambda: [m for m in desk.mails_to(desk.pic) if marks(m).get("mail") == "alarm"])
    asked.settled(f"<loop4.{asked.number}@example.net>")
    assert len({str(m["Message-ID"]) for m in alarms}) == 1
    assert len(desk.mails_to(asked.author)) == 1


def test_an_operator_who_drops_the_list_gets_one_hint(desk: Desk, owned: Asked) -> None:
    on = owned.at(desk.budi, "assigned")
    mail = owned.say(desk.budi, on, "We mend it today.", to=f"{owned.author}, {desk.helpdesk}", cc="")
    owned.settled(mail)
    hints = [m for m in desk.mails_to(desk.budi) if marks(m).get("mail", "").startswith("hint")]
    owned.settled(owned.say(desk.budi, on, "The smith is here.", to=f"{owned.author}, {desk.helpdesk}", cc=""))
    assert len({str(m["Message-ID"]) for m in hints}) <= 2  # at most one of a kind a week: list dropped, Reply-To
