"""Spec 3.1, `conversation = "relay"`: operators just press Reply, and the customer only sees the helpdesk's address."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, addresses, canned, claims, facts, newest, owner, received, text

from mailticket.demo.people import read
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def relay(open_desk: Open, locale: str = "en") -> DeskAtWork:
    return open_desk(desk={"locale": locale, "conversation": "relay"})


def answered(desk: DeskAtWork) -> None:
    """The owner just presses Reply on `assigned`."""
    assigned = claims(desk)
    desk.town.reply(assigned, "budi", ANSWER[desk.works.desk.locale], everybody=False)
    desk.step()


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_owners_plain_reply_to_assigned_is_sent_on(open_desk: Open, locale: str) -> None:
    desk = relay(open_desk, locale)
    assigned = claims(desk)
    assert addresses(assigned, "Reply-To") == [HELPDESK, LIST]
    assert "#note" in text(assigned) or "#catatan" in text(assigned)
    watch = Watch(desk, relay=True)
    desk.town.reply(assigned, "budi", ANSWER[locale], everybody=False)
    assert watch.news() == {"list": ["by budi", "sent_on"], "ani": ["sent_on"]}
    got = newest(desk, "ani", "sent_on")
    assert addresses(got, "From", "Reply-To") == [HELPDESK, HELPDESK]
    assert ANSWER[locale][:40] in text(got)
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")
    assert facts(desk) == ["Opened", "Claimed", "Answered"]


def test_the_customers_reply_comes_back_and_the_owners_reply_to_it_goes_on(open_desk: Open) -> None:
    desk = relay(open_desk)
    answered(desk)
    watch = Watch(desk, relay=True)
    desk.town.reply(newest(desk, "ani", "sent_on"), "ani", "No, it still does not print.", everybody=False)
    assert watch.news() == {"budi": ["customer_replied"], "list": ["customer_replied"]}
    desk.town.reply(newest(desk, "budi", "customer_replied"), "budi", "Then please try the red key.", everybody=False)
    news = watch.news()
    assert news["ani"] == ["sent_on"]
    assert desk.ticket().status is Status.WAITING


def test_the_customer_never_sees_an_operators_address(open_desk: Open) -> None:
    desk = relay(open_desk)
    answered(desk)
    desk.town.reply(newest(desk, "ani", "sent_on"), "ani", "It still does not print.", everybody=False)
    desk.step()
    desk.town.reply(newest(desk, "budi", "customer_replied"), "budi", canned(desk, "closing"), everybody=False)
    desk.step()
    assert desk.ticket().status is Status.CLOSED
    for copy in desk.town.mails_to("ani"):
        shown = addresses(read(copy.raw), "From", "To", "Cc", "Reply-To", "Sender")
        assert set(shown) <= {HELPDESK, LIST, "ani@example.net", "pic@example.org"}


def test_catatan_tetap_di_dalam(open_desk: Open) -> None:
    desk = relay(open_desk, "id")
    assigned = claims(desk)
    watch = Watch(desk, relay=True)
    desk.town.reply(assigned, "budi", "#catatan\nNomor serinya 4711.", everybody=False)
    assert watch.news() == {"list": ["by budi"]}
    assert received(desk)[-1][0] == "note"


def test_other_peoples_text_stays_a_note(open_desk: Open) -> None:
    desk = relay(open_desk)
    claims(desk)
    watch = Watch(desk, relay=True)
    desk.town.reply(newest(desk, "sari", "announcement"), "sari", ANSWER["en"])
    assert watch.news() == {"list": ["by sari"]}
    assert desk.ticket().status is Status.IN_PROGRESS


def test_the_owners_reply_to_any_other_mail_stays_a_note(open_desk: Open) -> None:
    desk = relay(open_desk)
    claims(desk)
    watch = Watch(desk, relay=True)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", ANSWER["en"])
    assert watch.news() == {"list": ["by budi"], "budi": ["kept_as_note"]}
    assert desk.ticket().status is Status.IN_PROGRESS


def test_what_reached_the_customer_already_is_not_sent_twice(open_desk: Open) -> None:
    desk = relay(open_desk)
    desk.town.send("ani", cc=LIST, subject="Printer", text="It does not print.")
    desk.step()
    mail = newest(desk, "budi", "by ani")
    desk.town.reply(mail, "budi", "")
    desk.step()
    watch = Watch(desk, relay=True)
    desk.town.reply(mail, "budi", ANSWER["en"])
    assert watch.news() == {"list": ["by budi"], "ani": ["by budi"]}
    assert desk.ticket().status is Status.WAITING


def test_the_owners_reply_to_the_customers_own_mail_on_the_list_is_sent_on(open_desk: Open) -> None:
    desk = relay(open_desk)
    desk.town.send("ani", cc=LIST, subject="Printer", text="It does not print.")
    desk.step()
    mail = newest(desk, "budi", "by ani")
    desk.town.reply(mail, "budi", "")
    desk.step()
    watch = Watch(desk, relay=True)
    desk.town.send(
        "budi",
        HELPDESK,
        subject="Re: Printer [#1]",
        text=ANSWER["en"],
        headers={"In-Reply-To": str(mail["Message-ID"])},
    )
    assert watch.news() == {"ani": ["sent_on"], "list": ["sent_on"]}
    assert desk.ticket().status is Status.WAITING


def test_a_progress_note_by_plain_reply(open_desk: Open) -> None:
    desk = relay(open_desk)
    assigned = claims(desk)
    watch = Watch(desk, relay=True)
    desk.town.reply(assigned, "budi", canned(desk, "progress"), everybody=False)
    assert watch.news() == {"list": ["by budi", "sent_on"], "ani": ["sent_on"]}
    assert (desk.ticket().status, desk.ticket().response) == (Status.IN_PROGRESS, None)


def test_a_thank_you_by_plain_reply_is_sent_on_and_changes_nothing(open_desk: Open) -> None:
    desk = relay(open_desk)
    answered(desk)
    desk.town.reply(newest(desk, "ani", "sent_on"), "ani", "Thank you, it works!", everybody=False)
    desk.step()
    before = desk.ticket()
    desk.town.reply(newest(desk, "budi", "customer_content"), "budi", "You're welcome!", everybody=False)
    desk.step()
    assert "You're welcome!" in text(newest(desk, "ani", "sent_on"))
    assert desk.ticket() == before
