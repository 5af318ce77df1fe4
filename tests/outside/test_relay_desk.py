"""A desk in English, by relay, where the supervisor confirms closings: 3.1, rows 6 and 9, 2.7."""

from collections.abc import Callable

import pytest
from tests.outside.clients import Person, letter, text_of
from tests.outside.desk import Asked, Desk, addresses, kind_of, kinds, types

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def desk(new_desk: Callable[..., Desk]) -> Desk:
    each = new_desk(
        desk={
            "locale": "en",
            "conversation": "relay",
            "timezone": "Europe/Berlin",
            "rules_url": "https://example.org/rules",
        },
        policy={"close": "supervisor"},
        survey={"url": "https://example.org/survey?ticket={number}&token={token}"},
        list={"posting": "members"},
        habits={"posting": "members"},
        forms=[{"from": "no-reply@www.example.org"}],
    )
    each.start()
    each.ready()
    return each


@pytest.fixture
def asked(desk: Desk) -> Asked:
    return desk.question("Printer does not print", "The printer on floor two is silent. What shall I do?")


def test_the_owner_just_presses_reply_and_the_customer_sees_the_helpdesk_alone(desk: Desk, asked: Asked) -> None:
    assigned = asked.claimed(desk.budi)
    assert addresses(assigned, "Reply-To") == [desk.helpdesk, desk.list]  # the customer is left out
    assert assigned["Content-Language"] == "en"
    mail = asked.say(
        desk.budi, asked.at(desk.budi, "assigned"), "Please choose the printer on floor three.", everybody=False
    )
    sent = asked.out("sent_on")
    assert addresses(sent, "To") == [asked.author.address]
    assert addresses(sent, "Cc") == [desk.list]
    assert addresses(sent, "From") == [desk.helpdesk]
    assert addresses(sent, "Reply-To") == [desk.helpdesk]
    assert desk.budi.address not in sent.as_string()
    shown = asked.settled(mail)
    assert (shown["status"], shown["due"]["what"]) == ("waiting", "reminder")
    assert "kept_as_note" not in kinds(shown)
    back = asked.say(asked.author, asked.at(asked.author, "sent_on"), "It works on floor three, but why not here?")
    passed = asked.out("customer_replied")
    assert addresses(passed, "Reply-To") == [desk.helpdesk, desk.list]
    asked.settled(back)
    asked.say(desk.budi, asked.at(desk.budi, "customer_replied"), "Because its cable is broken; we mend it today.")
    assert "its cable is broken" in text_of(asked.out("sent_on", 2))


def test_other_peoples_text_and_notes_stay_notes(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    one = asked.say(desk.sari, asked.at(desk.sari), "I saw it blinking this morning.")
    two = asked.say(desk.budi, asked.at(desk.budi, "assigned"), "#note\nThe cable is in the cupboard.", everybody=False)
    three = asked.say(desk.budi, asked.at(desk.budi), "Has anybody a spare cable?")
    for each in (one, two, three):
        shown = asked.settled(each)
        assert kind_of(shown, each) == "note"
    assert "sent_on" not in kinds(shown)
    assert shown["status"] == "in_progress"


def closed_by_statement(desk: Desk, asked: Asked) -> dict:
    asked.claimed(desk.budi)
    text = str(desk.json("canned", "render", "closing", "--ticket", str(asked.number))["text"])
    return asked.settled(asked.say(desk.budi, asked.at(desk.budi, "assigned"), text, everybody=False))


@pytest.mark.parametrize("word", ["", "ok", "ya, setuju", "#close"])
def test_row_6_the_supervisor_confirms(desk: Desk, asked: Asked, word: str) -> None:
    shown = closed_by_statement(desk, asked)
    assert (shown["status"], shown["due"]["what"]) == ("resolved", "confirm")
    question = asked.out("confirm_closing")
    assert addresses(question, "To") == [desk.pic.address]
    assert addresses(question, "Cc") == [desk.list]
    assert addresses(question, "Reply-To") == [desk.helpdesk]
    mail = asked.say(desk.pic, asked.at(desk.pic, "confirm_closing"), word)
    shown = asked.settled(mail)
    assert (shown["status"], shown["closed_reason"]) == ("closed", "satisfied")
    closed = asked.out("closed")
    assert f"ticket={asked.number}&token=" in closed.as_string().replace("=\n", "").replace("&amp;", "&").replace(
        "=3D", "="
    )


def test_row_6_a_question_of_the_supervisor_is_a_note_and_reopen_reopens(desk: Desk, asked: Asked) -> None:
    closed_by_statement(desk, asked)
    shown = asked.settled(
        asked.say(desk.pic, asked.at(desk.pic, "confirm_closing"), "Has the cable really been mended?")
    )
    assert shown["status"] == "resolved"
    shown = asked.settled(asked.say(desk.pic, asked.at(desk.pic, "confirm_closing"), "#reopen"))
    assert (shown["status"], shown["due"]["what"]) == ("in_progress", "next_response")


def test_a_customers_copy_to_a_members_only_list_counts_as_not_delivered(desk: Desk) -> None:
    asked = desk.question("Lost key", "I lost my key. What now?", cc=desk.list)
    asked.claimed(desk.budi)
    mail = asked.say(asked.author, asked.at(asked.author, "received"), "It was in room five.", cc=desk.list)
    passed = asked.out("customer_replied")
    assert "room five" in text_of(passed)
    assert asked.readers(passed) == {desk.budi.address, desk.list}
    asked.settled(mail)


def test_row_22_a_colleague_through_the_members_only_list_opens_nothing(desk: Desk) -> None:
    colleague = Person(name="Joko", address=f"joko@{desk.domain}")
    mail = letter(colleague, desk.list, "Who has duty?", "Who has duty on Monday?")
    post = desk.mailing_list.expand(mail.as_bytes(), colleague.address) or type(desk.mailing_list)(
        **{f: getattr(desk.mailing_list, f) for f in desk.mailing_list.__slots__} | {"posting": "anyone"}
    ).expand(mail.as_bytes(), colleague.address)
    desk.put(next(copy for member, copy in post if member == desk.helpdesk), desk.mailing_list.bounces)
    told = desk.until(lambda: [m for m in desk.mails_to(desk.pic) if "duty on Monday" in text_of(m)])[0]
    assert colleague.address in text_of(told)
    assert desk.json("list", "--customer", colleague.address) == []
    assert desk.mails_to(colleague) == []


def test_row_25_a_web_forms_mail_belongs_to_its_reply_to(desk: Desk) -> None:
    customer = desk.customer(name="Ani Lestari")
    form = Person(name="Web", address="no-reply@www.example.org")
    mail = letter(form, desk.helpdesk, "Question from the web", "How do I get a card?", Reply_To=str(customer))
    desk.send(mail)
    asked = Asked(desk, customer, mail)
    received = asked.out("received")
    assert asked.readers(received) == {customer.address}
    assert asked.settled(mail)["customer"] == {"name": "Ani Lestari", "address": customer.address}


def test_reply_to_of_anybody_else_makes_no_author(desk: Desk) -> None:
    customer, victim = desk.customer(), desk.customer(name="Tono")
    mail = letter(customer, desk.helpdesk, "Card", "How do I get a card?", Reply_To=victim.address)
    desk.send(mail)
    asked = Asked(desk, customer, mail)
    assert asked.readers(asked.out("received")) == {customer.address}
    assert desk.mails_to(victim) == []


def test_a_closing_by_thanks_needs_no_confirmation_and_english_words_work(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.sari, "Please choose the printer on floor three."))
    mail = asked.say(asked.author, asked.at(asked.author, "sent_on"), "Thanks a lot, solved!")
    shown = asked.settled(mail)
    assert kind_of(shown, mail) == "thanks"
    assert (shown["status"], shown["due"]["what"]) == ("waiting", "close")
    assert "thanked" in types(shown)
