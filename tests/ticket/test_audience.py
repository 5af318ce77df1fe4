"""Spec 1.4: who gets each mail and where its answers go; I11, I12."""

from dataclasses import replace

import pytest
from tests.ticket.desk_words import (
    ANI,
    BUDI,
    CHIEF,
    CLOSED,
    DESK,
    DEWI,
    EVERY_TICKET,
    FRIEND,
    HELD,
    HELPDESK,
    LIST,
    NOBODYS,
    OPEN,
    OWNED,
    RESOLVED,
    SARI,
    STRANGER,
    WAITING,
    notice,
    send,
)

from mailticket.ids import Address
from mailticket.ticket.audience import NAMES_LIST, ON_LIST, audience
from mailticket.ticket.effects import Mail, Send

SUPERVISORS = (DEWI, CHIEF)
ALL_THREE = (HELPDESK, ANI, LIST)
BOTH = (HELPDESK, LIST)
US = (HELPDESK,)

TABLE = [
    # 1.4: mail, ticket, to, cc, replies go to
    (send("received"), OPEN, (ANI,), (), US),
    (send("announcement"), OPEN, (LIST,), (), BOTH),
    (send("assigned"), OWNED, (BUDI,), (), ALL_THREE),
    (send("taken"), OWNED, (LIST,), (), US),
    (send("already_taken", SARI), OWNED, (SARI,), (), US),
    (send("customer_replied"), OWNED, (BUDI,), (LIST,), ALL_THREE),
    (send("customer_replied"), OPEN, (LIST,), (), ALL_THREE),
    (send("copy"), OWNED, (LIST,), (), BOTH),
    (send("kept_as_note", BUDI), OWNED, (BUDI,), (), US),
    (send("unclaimed", n=1), OPEN, (LIST,), (), US),
    (send("unclaimed", n=2), OPEN, (LIST,), SUPERVISORS, US),
    (send("deadline_warning"), OWNED, (BUDI,), (), US),
    (send("breach", BUDI), OWNED, (BUDI,), SUPERVISORS, US),
    (send("reminder", n=1), WAITING, (ANI,), (LIST,), US),
    (send("closed_no_reply"), CLOSED, (ANI,), (LIST, *SUPERVISORS), US),
    (send("closed"), CLOSED, (ANI,), (LIST, *SUPERVISORS), US),
    (send("sent_on", BUDI), WAITING, (ANI,), (LIST,), US),
    (send("my_tickets", ANI), None, (ANI,), (), US),
    (send("confirm_closing"), RESOLVED, SUPERVISORS, (LIST,), US),
    (send("reopened"), OWNED, (BUDI,), (LIST,), ALL_THREE),
    (send("customer_content"), WAITING, (BUDI,), (LIST,), ALL_THREE),
    (send("third_party"), OWNED, (BUDI,), (LIST,), BOTH),
    (send("third_party"), OPEN, (LIST,), (), BOTH),
    (send("update_due"), HELD, (BUDI,), (), ALL_THREE),
    (send("undeliverable"), OWNED, (BUDI,), (), US),
    (send("undeliverable"), OPEN, (LIST,), (), US),
    (send("command_result", SARI), OWNED, (SARI,), (), US),
    (notice(SARI, "x"), OWNED, (SARI,), (), US),
    (notice(None, "x", to_supervisor=True), OWNED, SUPERVISORS, (), US),
    (send("hint", SARI), None, (SARI,), (), US),
    (send("too_large", STRANGER), None, (STRANGER,), (), US),
    (send("was_this_you", BUDI), None, (BUDI,), (), US),
    (send("alarm"), None, SUPERVISORS, (), US),
    (send("digest"), None, SUPERVISORS, (), US),
]  # fmt: skip


@pytest.mark.parametrize(
    ("mail", "ticket", "to", "cc", "replies"),
    TABLE,
    ids=lambda value: value.mail.value if isinstance(value, Send) else "",
)
def test_1_4_row_by_row(mail, ticket, to, cc, replies):
    whole = audience(mail, ticket, DESK)
    assert (whole.to, whole.cc, whole.reply_to) == (to, cc, replies)


def test_every_mail_of_1_4_has_its_row():
    assert {row[0].mail for row in TABLE} == set(Mail)


@pytest.mark.parametrize("mail", Mail)
@pytest.mark.parametrize("ticket", EVERY_TICKET.values(), ids=EVERY_TICKET)
def test_i11_and_i12_hold_for_every_mail(mail, ticket):
    whole = audience(Send(mail=mail, to=SARI, n=2), ticket, DESK, relay=True)
    if whole is None:
        return
    assert HELPDESK not in whole.recipients, "the helpdesk address is never a recipient"
    assert len(set(whole.recipients)) == len(whole.recipients)
    if ANI in whole.recipients and mail is not Mail.RECEIVED:
        assert LIST in whole.recipients, "the list is in copy of every mail to the customer"
    assert ANI not in whole.reply_to, "relay: the customer is left out"
    assert not {FRIEND, STRANGER} & set(whole.recipients), "the daemon sends participants nothing (1.1)"


def test_the_thanks_that_the_list_has_is_not_shown_to_it_again():
    assert audience(send("customer_content"), WAITING, DESK, thanks_on_list=True).cc == ()


def test_nobody_left_to_get_it():
    assert audience(send("received"), NOBODYS, DESK) is None
    assert audience(send("assigned"), OPEN, DESK) is None, "to the owner alone, never to the list"
    assert audience(send("alarm"), None, replace(DESK, roster=replace(DESK.roster, supervisors=()))) is None


def test_an_alias_of_the_helpdesk_as_customer_gets_nothing():
    ticket = replace(OPEN, customer=Address("help+finance@example.org"))
    assert audience(send("received"), ticket, DESK) is None


def test_which_mails_the_list_gets():
    assert {row[0].mail for row in TABLE if LIST in (*row[2], *row[3])} - {
        Mail.COPY,
        Mail.SENT_ON,
        Mail.UNDELIVERABLE,
    } == ON_LIST
    assert {row[0].mail for row in TABLE if LIST in (*row[2], *row[3], *row[4])} - {Mail.UNDELIVERABLE} == NAMES_LIST


def test_a_notice_for_an_owner_who_has_left_goes_to_those_who_can_hand_the_ticket_on():
    gone = replace(DESK, roster=replace(DESK.roster, operators=()))
    found = audience(notice(BUDI, "challenge"), OWNED, gone)
    assert found is not None
    assert found.to == SUPERVISORS
