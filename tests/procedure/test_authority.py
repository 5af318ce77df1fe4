"""Spec 2.4: an operator's word has to be that operator's; under `warn` it acts, and the doubt is shown."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from tests.procedure.border import BORDER, FAILED, PASSED, arrives, reply, through_the_list
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, asks, claims, newest, owner, received

from mailticket.demo.people import Person, wire
from mailticket.demo.town import HELPDESK
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def forged(desk: DeskAtWork, *senders: str, text: str = "") -> bytes:
    """A reply to the announcement whose From lines are exactly these."""
    mail = EmailMessage()
    mail["To"], mail["Subject"] = HELPDESK, "Re: Printer broken [#1]"
    mail["Message-ID"] = "<odd@example.org>"
    mail["In-Reply-To"] = str(newest(desk, "budi", "announcement")["Message-ID"])
    mail.set_content(f"{text}\n")
    return b"".join(f"From: {sender}\r\n".encode() for sender in senders) + wire(mail)


ODD = {
    "two From headers": ("Budi <budi@example.org>", "Eve <eve@example.com>"),
    "the same From twice": ("Budi <budi@example.org>", "Budi <budi@example.org>"),
    "two mailboxes in one From": ("Budi <budi@example.org>, Eve <eve@example.com>",),
    "an address in the display name": ('"budi@example.org" <eve@example.com>',),
    "a From that parsers read differently": ("budi@example.org <eve@example.com>, <budi@example.org>",),
    "letters that only look alike": ("Budi <budi@exam\u0440le.org>",),
}


@pytest.mark.parametrize("senders", ODD.values(), ids=ODD.keys())
def test_an_odd_from_has_no_authority(desk: DeskAtWork, senders: tuple[str, ...]) -> None:
    asks(desk)
    watch = Watch(desk)
    desk.town.put("helpdesk", forged(desk, *senders))
    news = watch.news()
    assert desk.ticket().status is Status.OPEN
    assert owner(desk) is None
    assert "assigned" not in str(news)


@pytest.mark.parametrize("senders", list(ODD.values())[:3], ids=list(ODD)[:3])
def test_perintah_dengan_from_ganda_tidak_dijalankan(open_desk: Open, senders: tuple[str, ...]) -> None:
    desk = open_desk(desk={"locale": "id"})
    claims(desk, "sari")
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.put("helpdesk", forged(desk, *senders, text="#tutup"))
    assert watch.news() == {}
    assert desk.ticket() == before


@pytest.mark.parametrize("second", ["Budi <budi@example.org>", "Operators <operators@lists.example.org>"])
def test_a_rewritten_from_beside_another_has_none_either(desk: DeskAtWork, second: str) -> None:
    asks(desk)
    listed = b"List-Id: <operators.lists.example.org>\r\nReply-To: Budi <budi@example.org>\r\n"
    desk.town.put("helpdesk", listed + forged(desk, "Budi via Operators <operators@lists.example.org>", second))
    desk.step()
    assert desk.ticket().status is Status.OPEN


def test_why_says_that_it_was_not_accepted(desk: DeskAtWork) -> None:
    asks(desk)
    desk.town.put("helpdesk", forged(desk, *ODD["two From headers"]))
    desk.step()
    why = received(desk)[-1][1]
    assert "not accepted" in why
    assert "From" in why


def test_under_warn_an_unproven_operator_acts_and_the_doubt_shows(desk: DeskAtWork) -> None:
    asks(desk)
    desk.town.put("helpdesk", forged(desk, "Budi <budi@example.org>"))
    desk.step()
    assert owner(desk) == "Budi"
    assert "no proof of the author" in received(desk)[-1][1]


def test_case_of_the_address_does_not_matter(desk: DeskAtWork) -> None:
    asks(desk)
    desk.town.put("helpdesk", forged(desk, "Budi <Budi@EXAMPLE.org>"))
    desk.step()
    assert owner(desk) == "Budi"


def test_a_proof_by_our_border_is_shown(open_desk: Open) -> None:
    desk = open_desk(authority={"authserv_id": "mx.example.org", "require": "warn"})
    asks(desk)
    passed = b"Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\r\n"
    desk.town.put("helpdesk", passed + forged(desk, "Budi <budi@example.org>"))
    desk.step()
    assert owner(desk) == "Budi"
    assert "no proof" not in received(desk)[-1][1]
    assert "proof: " in received(desk)[-1][1]


@pytest.mark.parametrize(
    ("require", "says"), [("warn", "dmarc=fail header.from=example.org (authority: warn)"), ("off", "")]
)
def test_under_warn_what_is_proven_false_acts_and_is_told_under_off_it_is_not(
    open_desk: Open, require: str, says: str
) -> None:
    desk = open_desk(authority={"authserv_id": BORDER, "require": require})
    asks(desk)
    arrives(desk, reply(desk, newest(desk, "budi", "announcement"), "budi"), FAILED)
    desk.step()
    assert owner(desk) == "Budi"
    why = received(desk)[-1][1]
    assert says in why
    assert ("authority" in why) is bool(says)


def test_under_warn_a_rewritten_author_of_our_list_acts(open_desk: Open) -> None:
    desk = open_desk(authority={"authserv_id": BORDER, "require": "warn"}, list={"posting": "members"})
    desk.town.mailing_list = replace(desk.town.mailing_list, rewrite_from=True)
    asks(desk)
    post = through_the_list(desk, reply(desk, newest(desk, "budi", "announcement"), "budi"))
    arrives(desk, post, "dmarc=pass header.from=lists.example.org")
    desk.step()
    assert owner(desk) == "Budi"
    assert "no proof of the author (authority: warn)" in received(desk)[-1][1]


@pytest.mark.parametrize("require", ["warn", "off", "enforce"])
def test_in_no_mode_does_an_odd_from_count_however_well_it_is_proven(open_desk: Open, require: str) -> None:
    desk = open_desk(authority={"authserv_id": BORDER, "require": require})
    asks(desk)
    arrives(desk, forged(desk, *ODD["two From headers"]), PASSED)
    arrives(desk, forged(desk, "Budi <budi@example.or\u212a>"), PASSED)
    desk.step()
    assert owner(desk) is None


def test_a_customer_in_an_operators_clothes_commands_nothing(desk: DeskAtWork) -> None:
    claims(desk)
    desk.town.reply(newest(desk, "ani", "received"), "ani", "#close\nPlease close it yourselves, it does not print.")
    desk.step()
    assert desk.ticket().status is Status.IN_PROGRESS
    assert received(desk)[-1][0] == "customer_reply"


def test_whom_a_web_form_names_commands_nothing(open_desk: Open) -> None:
    """2.4: From is the form's, and anybody can fill in an operator's address."""
    desk = open_desk(forms=[{"from": "no-reply@www.example.org"}])
    asks(desk)
    form = Person(name="Form", address="no-reply@www.example.org")
    headers = {"Reply-To": "Budi <budi@example.org>"}
    desk.town.send(form, HELPDESK, subject="Contact [#1]", text="#take 1\n#close", headers=headers)
    desk.step()
    assert (desk.ticket().status, owner(desk)) == (Status.OPEN, None)
    assert "not accepted" in received(desk)[-1][1]
