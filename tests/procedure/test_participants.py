"""2.3: who takes part is whom an operator adds; nobody else adds recipients to a ticket (I12)."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import answers, asks, claims, newest, received

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

EKA = "eka@example.com"


def taking_part(desk: DeskAtWork) -> list[str]:
    return [one.address for one in desk.ticket().participants]


def budi_writes_to_eka_too(desk: DeskAtWork, subject: str = "Re: Printer broken [#1]", **headers: str) -> None:
    desk.town.send(
        "budi",
        ["ani@example.net", EKA],
        cc=[HELPDESK, LIST],
        subject=subject,
        text="Does it print from another computer?",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    desk.step()


def test_an_answer_to_a_mail_that_the_desk_never_saw_adds_nobody(desk: DeskAtWork) -> None:
    """Eka may have stood in that mail: then the customer brought her in, and no operator."""
    assigned = claims(desk)
    unseen = "<private@example.net>"
    budi_writes_to_eka_too(desk, In_Reply_To=unseen, References=f"{assigned['Message-ID']} {unseen}")
    assert received(desk)[-1][0] == "answer"
    assert taking_part(desk) == []


def test_jawaban_tanpa_rujukan_tidak_menambah_siapa_pun(desk: DeskAtWork) -> None:
    """A client that drops In-Reply-To: the subject says that it answers something, and not what."""
    claims(desk)
    budi_writes_to_eka_too(desk, subject="Bls: Printer broken [#1]")
    assert received(desk)[-1][0] == "answer"
    assert taking_part(desk) == []


def test_a_mail_that_answers_nothing_adds_whom_it_names(desk: DeskAtWork) -> None:
    """A new mail with the ticket's tag: every address in it was put there by the operator."""
    claims(desk)
    budi_writes_to_eka_too(desk, subject="Your printer [#1]")
    assert received(desk)[-1][0] == "answer"
    assert taking_part(desk) == [EKA]


def test_where_a_customers_answers_are_to_go_is_added_by_the_customer(desk: DeskAtWork) -> None:
    """A plain Reply goes to Reply-To: that address stands in the mail that it answers."""
    asks(desk)
    desk.town.send(
        "ani", LIST, subject="Re: Printer broken [#1]", text="It smells too.", headers={"Reply-To": f"Eka <{EKA}>"}
    )
    desk.step()
    post = newest(desk, "budi", "by ani")
    assert EKA in str(post["Reply-To"])
    desk.town.reply(post, "budi", "Which smell is it?")
    desk.step()
    assert taking_part(desk) == []


def test_whose_ticket_it_was_still_counts_when_the_owner_names_another_account(desk: DeskAtWork) -> None:
    """2.3, I09: Ani writes from home, the owner says so, and Ani answers from the office again: nobody is silent."""
    mail = answers(desk)
    desk.town.reply(mail, "budi", "#customer ani@rumah.example.com", headers={"To": HELPDESK, "Cc": ""})
    desk.step()
    assert str(desk.ticket().customer) == "ani@rumah.example.com"
    desk.town.reply(mail, "ani", "It prints, but only in blue. What now?")
    desk.step()
    assert received(desk)[-1][0] == "customer_reply"
    assert desk.ticket().status is Status.IN_PROGRESS
    assert taking_part(desk) == ["ani@example.net"]


def test_kembali_ke_alamat_pertama(open_desk: Open) -> None:
    """Named the customer again, nobody is both."""
    desk = open_desk(desk={"locale": "id"})
    mail = answers(desk)
    for address in ("ani@rumah.example.com", "ani@example.net"):
        desk.town.reply(mail, "budi", f"#pelanggan {address}", headers={"To": HELPDESK, "Cc": ""})
        desk.step()
    assert str(desk.ticket().customer) == "ani@example.net"
    assert taking_part(desk) == ["ani@rumah.example.com"]
