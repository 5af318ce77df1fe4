"""Spec 1.1: who takes part, and where outside begins."""

import pytest

from mailticket.ids import Address
from mailticket.ticket.roster import Addresses, Operator, Roster

BUDI = Operator(name="Budi", addresses=(Address("budi@example.org"), Address("budi.s@example.com")))
BUNGA = Operator(name="Bunga", addresses=(Address("bunga@example.org"), Address("head@example.org")))
ROSTER = Roster(operators=(BUDI, BUNGA), supervisors=(Address("pic@example.org"), Address("head@example.org")))
OURS = Addresses(
    helpdesk=Address("helpdesk@example.org"),
    list=Address("operators@lists.example.org"),
    helpdesk_aliases=(Address("help+me@example.org"),),
    list_aliases=(Address("ops@example.org"),),
    roster=ROSTER,
)


@pytest.mark.parametrize("address", ["budi@example.org", "BUDI.S@example.com"])
def test_an_operator_is_known_by_every_address_case_aside(address):
    assert ROSTER.find(Address(address)) is BUDI


def test_mail_to_an_operator_goes_to_the_first_address_with_the_name():
    assert str(BUDI.primary) == "Budi <budi@example.org>"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Budi", BUDI),
        (" budi ", BUDI),
        ("bud", BUDI),
        ("bun", BUNGA),
        ("head@example.org", BUNGA),
        ("bu", None),
        ("", None),
        ("Sari", None),
    ],
)
def test_a_name_means_one_operator_or_nobody(text, meant):
    assert ROSTER.named(text) is meant


def test_a_whole_name_wins_over_one_that_it_begins():
    ann, anna = (Operator(name=name, addresses=(Address(f"{name}@example.org"),)) for name in ("Ann", "Anna"))
    assert Roster(operators=(anna, ann)).named("ann") is ann


def test_a_supervisor_on_the_roster_is_one_from_every_address():
    assert ROSTER.is_supervisor(Address("bunga@example.org"))
    assert ROSTER.is_supervisor(Address("PIC@example.org"))
    assert not ROSTER.is_supervisor(BUDI.primary)


@pytest.mark.parametrize(
    "address",
    [
        "Helpdesk@example.org",
        "helpdesk+finance@example.org",
        "help+me@example.org",
        "help+me+finance@example.org",
        "operators@lists.example.org",
        "ops@example.org",
        "pic@example.org",
        "budi@example.org",
    ],
)
def test_inside(address):
    assert not OURS.is_outside(Address(address))


@pytest.mark.parametrize(
    "address",
    [
        "helpdesk@example.com",
        "helpdesk2@example.org",
        "help@example.org",
        "help+you@example.org",
        "ani@example.net",
        "",
    ],
)
def test_outside(address):
    assert OURS.is_outside(Address(address))
