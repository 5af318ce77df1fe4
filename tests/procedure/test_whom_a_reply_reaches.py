"""1.4, 2.6, I12: whom a Reply and a Reply All to each mail of ours reach, from each program, for each reader."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from tests.procedure.clients import FIRST_ONLY, WHOLE, Press
from tests.ticket.desk_words import (
    ANI,
    BUDI,
    CHIEF,
    CLOSED,
    DESK,
    HELD,
    HELPDESK,
    LIST,
    OPEN,
    OWNED,
    RESOLVED,
    SARI,
    WAITING,
    notice,
    send,
)

from mailticket.demo.people import read
from mailticket.ids import Address, MessageId
from mailticket.mail.compose import compose
from mailticket.mail.outbound import OutboundMessage
from mailticket.ticket.audience import Audience, audience
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import Ticket

US, WITH_LIST, ALL_THREE = {"helpdesk"}, {"helpdesk", "list"}, {"helpdesk", "list", "customer"}
OWNER = ALL_THREE | {"owner"}
WITH_CHIEFS = {"chief", "dewi"}
ROLES = {
    HELPDESK.key: "helpdesk",
    LIST.key: "list",
    ANI.key: "customer",
    BUDI.key: "owner",
    CHIEF.key: "chief",
    "dewi@example.org": "dewi",
}
REPLIES: list[tuple[Send, Ticket | None, set[str], set[str]]] = [
    # the mail, the ticket, whom Reply reaches, whom Reply All reaches (without the reader)
    (send("received"), OPEN, US, US),
    (send("announcement"), OPEN, WITH_LIST, WITH_LIST),
    (send("assigned"), OWNED, ALL_THREE, OWNER),
    (send("taken"), OWNED, US, WITH_LIST),
    (send("already_taken", SARI), OWNED, US, US),
    (send("customer_replied"), OWNED, ALL_THREE, OWNER),
    (send("customer_replied"), OPEN, ALL_THREE, ALL_THREE),
    (send("copy"), OWNED, WITH_LIST, WITH_LIST),
    (send("kept_as_note", BUDI), OWNED, US, US),
    (send("unclaimed", n=1), OPEN, US, WITH_LIST),
    (send("unclaimed", n=2), OPEN, US, WITH_LIST | WITH_CHIEFS),
    (send("deadline_warning"), OWNED, US, US),
    (send("breach", BUDI), OWNED, US, US | WITH_CHIEFS | {"owner"}),
    (send("reminder", n=1), WAITING, US, ALL_THREE),
    (send("closed_no_reply"), CLOSED, US, ALL_THREE | WITH_CHIEFS),
    (send("closed"), CLOSED, US, ALL_THREE | WITH_CHIEFS),
    (send("sent_on", BUDI), WAITING, US, ALL_THREE),
    (send("my_tickets", ANI), None, US, US),
    (send("confirm_closing"), RESOLVED, US, WITH_LIST | WITH_CHIEFS),
    (send("reopened"), OWNED, ALL_THREE, OWNER),
    (send("customer_content"), WAITING, ALL_THREE, OWNER),
    (send("third_party"), OWNED, WITH_LIST, WITH_LIST | {"owner"}),
    (send("third_party"), OPEN, WITH_LIST, WITH_LIST),
    (send("update_due"), HELD, ALL_THREE, OWNER),
    (send("undeliverable"), OWNED, US, US),
    (send("undeliverable"), OPEN, US, WITH_LIST),
    (send("command_result", SARI), OWNED, US, US),
    (notice(BUDI, "x"), OWNED, US, US),
    (notice(None, "x", to_supervisor=True), OWNED, US, US | WITH_CHIEFS),
    (send("hint", SARI), None, US, US),
    (send("too_large", ANI), None, US, US),
    (send("was_this_you", BUDI), None, US, US),
    (send("alarm"), None, US, US | WITH_CHIEFS),
    (send("digest"), None, US, US | WITH_CHIEFS),
]
FOR_AN_ANSWER = {Mail.ASSIGNED, Mail.CUSTOMER_REPLIED, Mail.REOPENED, Mail.CUSTOMER_CONTENT, Mail.UPDATE_DUE}
"""A plain Reply to these is an answer to the customer (1.4)."""


def on_paper(whole: Audience, mail: Mail) -> EmailMessage:
    """The mail as its readers have it."""
    message = OutboundMessage(
        message_id=MessageId("<mt.1.x.y.z@example.org>"),
        kind=mail.value,
        sender=HELPDESK,
        to=whole.to,
        cc=whole.cc,
        reply_to=whole.reply_to,
        subject="Printer [#1]",
        text="x",
        date=datetime(2026, 11, 20, tzinfo=UTC),
    )
    return read(compose(message))


def readers(whole: Audience) -> Iterator[Address]:
    """Who has it in the inbox: the recipients, and behind the list the operators."""
    operators = (BUDI, SARI) if LIST in whole.recipients else ()
    return iter(dict.fromkeys((*(one for one in whole.recipients if one != LIST), *operators)))


def cases(programs: dict[str, Press]) -> list:
    return [
        pytest.param(*row, press, id=f"{row[0].mail.value}-{row[1].status.value if row[1] else 'no ticket'}-{name}")
        for row in REPLIES
        for name, press in programs.items()
    ]


def roles(addresses: set[str]) -> set[str]:
    return {ROLES[one] for one in addresses}


def role(reader: Address) -> str:
    return ROLES.get(reader.key, "operator")


def test_every_mail_of_1_4_is_here() -> None:
    assert {row[0].mail for row in REPLIES} == set(Mail)


@pytest.mark.parametrize(("mail", "ticket", "reply", "reply_all", "press"), cases(WHOLE))
def test_exactly_the_right_people(
    mail: Send, ticket: Ticket, reply: set[str], reply_all: set[str], press: Press
) -> None:
    whole = audience(mail, ticket, DESK)
    assert whole is not None
    for reader in readers(whole):
        message = on_paper(whole, mail.mail)
        assert roles(press(message, reader.key, False).everybody) == reply, f"Reply by {reader}"
        assert roles(press(message, reader.key, True).everybody) == reply_all - {role(reader)}, f"Reply All by {reader}"


@pytest.mark.parametrize(("mail", "ticket", "reply", "reply_all", "press"), cases(FIRST_ONLY))
def test_2_6_a_program_that_takes_the_first_address_reaches_us_and_nobody_by_mistake(
    mail: Send, ticket: Ticket, reply: set[str], reply_all: set[str], press: Press
) -> None:
    whole = audience(mail, ticket, DESK)
    assert whole is not None
    for reader in readers(whole):
        message = on_paper(whole, mail.mail)
        assert roles(press(message, reader.key, False).everybody) == US
        reached = roles(press(message, reader.key, True).everybody)
        assert "helpdesk" in reached
        assert reached <= reply_all


@pytest.mark.parametrize("press", [*WHOLE.values(), *FIRST_ONLY.values()], ids=[*WHOLE, *FIRST_ONLY])
@pytest.mark.parametrize("relay", [False, True], ids=["direct", "relay"])
def test_no_private_reply_leaks_to_the_customer(press: Press, *, relay: bool) -> None:
    """A plain Reply reaches the customer from the mails that are made for an answer, and in relay from none."""
    for mail, ticket, _, _ in REPLIES:
        whole = audience(mail, ticket, DESK, relay=relay)
        assert whole is not None
        for reader in readers(whole):
            reached = roles(press(on_paper(whole, mail.mail), reader.key, False).everybody)
            assert "customer" not in reached or (mail.mail in FOR_AN_ANSWER and not relay)


def answer_by_hand(**headers: str) -> EmailMessage:
    """Budi's answer as Ani and the list have it."""
    message = EmailMessage()
    for name, value in {"From": str(BUDI), "To": str(ANI), "Cc": f"{LIST}, {HELPDESK}", **headers}.items():
        message[name.replace("_", "-")] = value
    return message


@pytest.mark.parametrize("press", [*WHOLE.values(), *FIRST_ONLY.values()], ids=[*WHOLE, *FIRST_ONLY])
def test_a_customers_reply_to_an_operators_own_mail(press: Press) -> None:
    """The reason for `hint`: without Reply-To the helpdesk hears of a Reply All only."""
    with_reply_to = answer_by_hand(Reply_To=str(HELPDESK))
    assert press(with_reply_to, ANI.key, False).everybody == {HELPDESK.key}
    assert press(with_reply_to, ANI.key, True).everybody == {HELPDESK.key, LIST.key}
    assert press(answer_by_hand(), ANI.key, False).everybody == {BUDI.key}
    assert press(answer_by_hand(), ANI.key, True).everybody == {BUDI.key, HELPDESK.key, LIST.key}


@pytest.mark.parametrize("name", [*WHOLE, *FIRST_ONLY])
def test_an_operator_who_adds_to_an_own_answer(name: str) -> None:
    """Reply All to the mail in one's own sent folder reaches the customer, whatever becomes of Reply-To there."""
    press = (WHOLE | FIRST_ONLY)[name]
    for mine in (answer_by_hand(), answer_by_hand(Reply_To=str(HELPDESK))):
        assert {ANI.key, LIST.key, HELPDESK.key} <= press(mine, BUDI.key, True).everybody
    goes_to_its_readers = {ANI.key} if "Outlook" not in name else {HELPDESK.key}
    assert press(answer_by_hand(Reply_To=str(HELPDESK)), BUDI.key, False).everybody == goes_to_its_readers


@pytest.mark.parametrize("press", [*WHOLE.values(), *FIRST_ONLY.values()], ids=[*WHOLE, *FIRST_ONLY])
def test_a_customers_own_mail_on_the_list_wants_reply_all(press: Press) -> None:
    """The limit of any list: a plain Reply to it goes to the customer alone, and the desk never sees it."""
    asked = answer_by_hand(From=str(ANI), To=str(LIST), Cc="")
    assert press(asked, BUDI.key, True).everybody == {ANI.key, LIST.key}
    assert press(asked, BUDI.key, False).everybody == {ANI.key}
