"""Through lists with other habits: prefix and footer, From rewritten, one copy, no echo (2.3)."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.outside.clients import letter
from tests.outside.desk import Asked, Desk, kind_of, kinds

pytestmark = pytest.mark.servers

HABITS: dict[str, dict[str, Any]] = {
    "rewrites From": {
        "rewrite_from": True,
        "prefix": "[Operators]",
        "footer": "Operators mailing list",
        "reply_to_list": True,
    },
    "keeps X-Original-From": {"rewrite_from": True, "original_from": True, "copies": "once"},
    "never echoes": {"echo": False, "prefix": "[Ops]"},
}


@pytest.fixture(scope="module", params=list(HABITS))
def desk(new_desk: Callable[..., Desk], request: pytest.FixtureRequest) -> Desk:
    each = new_desk(habits=HABITS[request.param])
    each.start()
    each.ready()
    return each


def test_a_question_with_the_list_in_copy_is_one_ticket_of_its_author(desk: Desk) -> None:
    asked = desk.question("Akun terkunci", "Akun saya terkunci sejak pagi.", cc=desk.list)
    shown = asked.settled(asked.mail)
    assert shown["customer"]["address"] == asked.author.address
    assert shown["subject"] == "Akun terkunci"
    assert kinds(shown, "in") == ["question"]
    assert [d["status"] for m in shown["messages"] for d in m["delivery"] or ()] == ["sent", "sent"]


def test_a_question_to_the_list_alone(desk: Desk) -> None:
    customer = desk.customer(name="Ani Putri")
    mail = letter(customer, desk.list, "Lupa sandi", "Bagaimana mengganti sandi?")
    desk.send(mail)
    asked = Asked(desk, customer, mail)
    asked.claimed(desk.budi)
    shown = asked.settled(mail)
    assert shown["customer"]["address"] == customer.address
    assert shown["operator"]["name"] == "Budi"


def test_claim_answer_and_thanks(desk: Desk) -> None:
    asked = desk.question("Layar gelap", "Layar saya gelap. Apa yang harus saya lakukan?")
    mail = asked.answered(desk.dewi, "Tekan tombol di belakang layar.")
    shown = asked.settled(mail)
    assert (shown["operator"]["name"], shown["status"]) == ("Dewi", "waiting")
    assert kinds(shown, "in") == ["question", "claim", "answer"]
    found = next(m for m in shown["messages"] if m["message_id"] == mail["Message-ID"])
    assert found["text"].strip() == "Tekan tombol di belakang layar."  # no footer of the list
    got = desk.until(lambda: [m for m in desk.mails_to(asked.author) if m["Message-ID"] == mail["Message-ID"]])[0]
    thanks = asked.say(asked.author, got, "Terima kasih banyak, sudah bisa!")
    shown = asked.settled(thanks)
    assert kind_of(shown, thanks) == "thanks"
    assert "copy" not in kinds(shown)
