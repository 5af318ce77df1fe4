"""Each clock of 1.5 with seconds in place of hours, on real servers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from tests.outside.clients import text_of
from tests.outside.desk import Asked, Desk, addresses, kind_of, kinds, types

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def silent(new_desk: Callable[..., Desk]) -> Desk:
    """Customers who don't answer: the reminder clock alone runs in seconds."""
    each = new_desk(policy={"reminder_after": "2s", "reminder_every": "2s", "close_after": "2s", "reopen_within": "2s"})
    each.start()
    each.ready()
    return each


@pytest.fixture(scope="module")
def late(new_desk: Callable[..., Desk]) -> Desk:
    """Operators who don't answer."""
    each = new_desk(
        desk={"rules_url": "https://example.org/rules"},
        policy={
            "claim_within": "2s",
            "first_response": "4s",
            "next_response": "4s",
            "update_within": "2s",
            "on_hold_update": "2s",
        },
    )
    each.start()
    each.ready()
    return each


def ask(desk: Desk) -> Asked:
    return desk.question("Printer diam", "Printer di lantai dua diam saja. Apa yang harus saya lakukan?")


def test_three_reminders_then_the_close_with_its_survey(silent: Desk) -> None:
    asked = ask(silent)
    answer = asked.answered(silent.budi)
    closed = asked.out("closed_no_reply")
    reminders = asked.all("reminder")
    assert len(reminders) == 3
    for each in reminders:
        assert addresses(each, "To") == [asked.author.address]
        assert addresses(each, "Cc") == [silent.list]
        assert addresses(each, "Reply-To") == [silent.helpdesk]
        assert asked.readers(each) == {asked.author.address, silent.list}
    assert addresses(closed, "To") == [asked.author.address]
    assert set(addresses(closed, "Cc")) == {silent.list, silent.pic.address}
    shown = asked.settled(answer)
    assert (shown["status"], shown["closed_reason"], shown["reminders_sent"]) == ("closed", "no_reply", 3)
    assert types(shown).count("reminded") == 3
    # 1.5: a reply later than `reopen_within` opens a new ticket that names the old one
    over = datetime.fromisoformat(shown["closed_at"]) + timedelta(seconds=4)
    silent.until(lambda: datetime.now(UTC) > over)
    later = asked.say(
        asked.author, asked.at(asked.author, "closed_no_reply"), "Ternyata masih rusak. Bisa dibantu lagi?"
    )
    new = silent.until(
        lambda: [t for t in silent.json("list", "--customer", asked.author.address) if t["number"] != asked.number]
    )
    again = Asked(silent, asked.author, later)
    again._number = new[0]["number"]
    assert str(asked.number) in text_of(again.out("announcement"))


def test_the_customers_reply_ends_the_silent_spell(silent: Desk) -> None:
    asked = ask(silent)
    asked.answered(silent.budi)
    mail = asked.say(
        asked.author, asked.at(asked.author, "reminder"), "Belum, printernya masih diam. Apa lagi yang bisa dicoba?"
    )
    shown = asked.settled(mail)
    assert kind_of(shown, mail) == "customer_reply"
    assert (shown["status"], shown["due"]["what"]) == ("in_progress", "next_response")
    before = len(asked.all("reminder"))
    asked.say(silent.budi, asked.at(silent.budi, "assigned"), "Coba ganti kabelnya.", everybody=False)
    asked.out("closed_no_reply")
    assert len(asked.all("reminder")) == before + 3  # counted anew in each spell
    assert asked.show()["reminders_sent"] == 3


def test_thanks_close_as_satisfied_without_a_reminder(silent: Desk) -> None:
    asked = ask(silent)
    asked.answered(silent.budi)
    asked.say(asked.author, asked.at(asked.author, "received"), "Terima kasih, sudah bisa.")
    closed = asked.out("closed")
    assert asked.readers(closed) == {asked.author.address, silent.list, silent.pic.address}
    shown = asked.show()
    assert (shown["status"], shown["closed_reason"]) == ("closed", "satisfied")
    assert "closed_no_reply" not in kinds(shown)


def test_unclaimed_is_called_at_most_twice_then_with_the_supervisor(late: Desk) -> None:
    ask(late).out("announcement")
    asked = ask(late)

    def mine(m: EmailMessage) -> bool:
        return m["X-Mailticket"] and "mail=unclaimed" in m["X-Mailticket"] and f"- {asked.number}: " in text_of(m)

    first, second = late.until(lambda: len(found := late.written(mine)) > 1 and found)[:2]
    for each in (first, second):
        assert addresses(each, "To") == [late.list]
        assert addresses(each, "Reply-To") == [late.helpdesk]
    assert late.pic.address in addresses(second, "Cc")
    shown = asked.until(lambda t: t["due"]["what"] == "digest")
    assert shown["status"] == "open"


def test_a_missed_first_response_is_warned_of_and_recorded_for_ever(late: Desk) -> None:
    asked = ask(late)
    asked.claimed(late.budi)
    warning, breach = asked.out("deadline_warning"), asked.out("breach")
    assert asked.readers(warning) == {late.budi.address}
    assert addresses(breach, "To") == [late.budi.address]
    assert addresses(breach, "Cc") == [late.pic.address]
    assert "https://example.org/rules" in text_of(breach)
    answer = asked.say(late.budi, asked.at(late.budi, "assigned"), "Coba ganti kabelnya.", everybody=False)
    shown = asked.settled(answer)
    (one,) = shown["breaches"]
    assert {"deadline", "operator", "due_at", "met_at", "excused_at"} <= set(one)
    assert (one["deadline"], one["operator"], one["excused_at"]) == ("first_response", "Budi", None)
    assert one["met_at"] is not None
    assert shown["status"] == "waiting"
    order = asked.say(late.pic, asked.at(late.pic), "#maafkan", to=late.helpdesk, cc="")
    shown = asked.settled(order)
    assert shown["breaches"][0]["excused_at"] is not None
    reply_ = asked.say(asked.author, asked.at(asked.author, "received"), "Masih belum bisa, apa lagi?")
    asked.settled(reply_)
    asked.out("breach", 2)
    assert [b["deadline"] for b in asked.show()["breaches"]] == ["first_response", "next_response"]


def test_an_update_is_due_after_a_progress_note_and_on_hold(late: Desk) -> None:
    asked = ask(late)
    asked.claimed(late.budi)
    asked.say(late.budi, asked.at(late.budi, "assigned"), "#proses\nTeknisi sedang menuju ke sana.", everybody=False)
    due = asked.out("update_due")
    assert asked.readers(due) == {late.budi.address}
    assert addresses(due, "Reply-To") == [late.helpdesk, asked.author.address, late.list]
    shown = asked.settled(asked.say(late.budi, asked.at(late.budi, "assigned"), "#tahan", to=late.helpdesk, cc=""))
    assert shown["status"] == "on_hold"
    before = len(asked.all("update_due"))
    asked.out("update_due", before + 1)
    assert asked.show()["breaches"] == []
