"""1.1, 2.3: one ticket has one customer; who else writes on it, and from where, changes only what it may."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, addresses, answers, asks, got, newest, owner, received

from mailticket.demo.people import Person
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

EKA = Person(name="Eka", address="eka@example.com")
HOME = Person(name="Ani", address="ani@rumah.example.com")


def test_two_customers_with_one_problem_have_a_ticket_each_and_see_nothing_of_the_other(desk: DeskAtWork) -> None:
    """3.8: different customers with the same problem are never joined."""
    asks(desk)
    asks(desk, by=EKA)
    assert [str(one.customer) for one in desk.tickets()] == ["Ani <ani@example.net>", "Eka <eka@example.com>"]
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "")
    watch.news()
    assigned = newest(desk, "budi", "assigned")
    desk.town.reply(assigned, "budi", "Please press the green key, Eka.", everybody=False)
    news = watch.news()
    assert "ani" not in news
    assert news["eka"] == ["by budi"]


def test_whom_the_customer_copied_and_who_answers_is_shown_and_changes_nothing(desk: DeskAtWork) -> None:
    """Row 18: in the customer's Cc is not brought in by an operator."""
    asks(desk, cc=[EKA.address])
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    desk.town.reply(newest(desk, "budi", "assigned"), "budi", "Does it print a test page?", everybody=False)
    desk.step()
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.reply(newest(desk, EKA.address, "by ani"), EKA, "Mine neither.", headers={"To": HELPDESK, "Cc": ""})
    assert watch.news() == {"budi": ["third_party"], "list": ["third_party"]}
    assert received(desk)[-1][0] == "third_party"
    assert desk.ticket() == before


def test_alamat_kedua_menunda_pengingat_sampai_operator_memutuskan(open_desk: Open) -> None:
    """2.3: most likely the customer on another account; `#customer` makes it so, and the answer goes there."""
    desk = open_desk(desk={"locale": "id"})
    answer = answers(desk)
    desk.town.reply(answer, HOME, "Masih belum bisa.", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    spell = desk.ticket().spell
    assert spell is not None
    assert spell.quiet_until is not None
    shown = newest(desk, "budi", "third_party")
    desk.town.reply(shown, "budi", f"#pelanggan {HOME.address}", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    assert str(desk.ticket().customer) == HOME.address
    desk.town.reply(shown, "budi", "#kirim\nCoba kabel yang lain, Bu.", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    assert addresses(newest(desk, HOME.address, "sent_on"), "To") == [HOME.address]
    assert "sent_on" not in got(desk, "ani")


def test_a_colleague_in_copy_of_the_customers_answer_stays_a_colleague(desk: DeskAtWork) -> None:
    """I12: whom a customer names gets nothing from us, operator or not."""
    answer = answers(desk)
    watch = Watch(desk)
    desk.town.reply(
        answer, "ani", "It still does not.", headers={"To": "budi@example.org", "Cc": f"{HELPDESK}, dewi@example.org"}
    )
    news = watch.news()
    assert news["dewi"] == ["by ani"]
    assert news["list"] == ["customer_replied"]
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    assert LIST in addresses(newest(desk, "budi", "customer_replied"), "Reply-To")
