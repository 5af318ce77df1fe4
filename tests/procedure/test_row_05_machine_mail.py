"""Row 5: machine mail is recorded, changes no status, resets no clock, and is never answered."""

from email.message import EmailMessage

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import Watch, answers, asks, claims, newest, owner, received, text
from tests.servers.machines import vacation_reply

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def machine(
    to: EmailMessage | None, *, sender: str, subject: str, body: str = "Automatic.", **headers: str
) -> EmailMessage:
    """Mail as a machine writes it, in reply to `to`; header names with `_` for `-`."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, HELPDESK, subject
    mail["Message-ID"] = f"<{len(sender)}.{len(subject)}@machines.example.net>"
    if to is not None:
        mail["In-Reply-To"] = str(to["Message-ID"])
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    return mail


def test_the_customers_vacation_notice_changes_nothing_and_gets_no_answer(desk: DeskAtWork) -> None:
    answers(desk)
    before = desk.ticket()
    watch = Watch(desk)
    vacation_reply(desk.town, desk.town.mails_to("ani")[0], "ani")
    assert watch.news() == {}
    assert desk.ticket() == before
    kind, why = received(desk)[-1]
    assert kind == "auto_reply"
    assert "row 5" in why
    assert "auto-submitted" in why.lower()


def test_an_operators_vacation_notice_never_claims(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    away = machine(
        announcement, sender="Budi <budi@example.org>", subject="Out of office", Auto_Submitted="auto-replied"
    )
    desk.town.post(away, "")
    assert watch.news() == {}
    assert desk.ticket().status is Status.OPEN


MACHINES = {
    "vacation by subject": {"subject": "Automatic reply: Printer broken", "X_Auto_Response_Suppress": "All"},
    "jawaban otomatis": {"subject": "Balasan Otomatis: Printer rusak", "Precedence": "auto_reply"},
    "x-autoreply": {"subject": "Re: Printer", "X_Autoreply": "yes"},
    "another ticket system": {"subject": "[Ticket 991] Received", "Auto_Submitted": "auto-generated"},
    "read receipt": {"subject": "Read: Printer", "body": "Your message was read on Monday."},
}


@pytest.mark.parametrize("headers", MACHINES.values(), ids=MACHINES.keys())
def test_machines_are_recorded_and_never_answered(desk: DeskAtWork, headers: dict[str, str]) -> None:
    claims(desk)
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.post(machine(newest(desk, "ani", "received"), sender="Ani <ani@example.net>", **headers), "")
    assert watch.news() == {}
    assert desk.ticket() == before
    assert received(desk)[-1][0] == "auto_reply"


def test_a_calendar_answer_is_machine_mail(desk: DeskAtWork) -> None:
    claims(desk)
    before = desk.ticket()
    watch = Watch(desk)
    mail = machine(newest(desk, "ani", "received"), sender="Ani <ani@example.net>", subject="Accepted: Printer")
    mail.set_content("Ani has accepted.")
    mail.add_alternative(
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", subtype="calendar", params={"method": "REPLY"}
    )
    desk.town.post(mail, "ani@example.net")
    assert watch.news() == {}
    assert desk.ticket() == before


def test_bulk_mail_on_no_ticket_opens_none(desk: DeskAtWork) -> None:
    watch = Watch(desk)
    news = machine(None, sender="Shop <news@shop.example.com>", subject="Only today", Precedence="bulk")
    news["List-Unsubscribe"] = "<mailto:leave@shop.example.com>"
    desk.town.post(news, "bounce@shop.example.com")
    spam = machine(None, sender="X <x@spam.example.com>", subject="Win", X_Spam_Flag="YES")
    desk.town.post(spam, "x@spam.example.com")
    assert watch.news() == {}
    assert list(desk.tickets()) == []


def test_surat_otomatis_tanpa_tiket_tidak_membuka_tiket(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    watch = Watch(desk)
    mail = machine(None, sender="Tina <tina@example.com>", subject="Sedang cuti", Auto_Submitted="auto-replied")
    desk.town.post(mail, "")
    assert watch.news() == {}
    assert list(desk.tickets()) == []


def test_mail_that_a_person_forwards_by_rule_is_a_persons(desk: DeskAtWork) -> None:
    """`auto-forwarded` is a human's (2.5)."""
    mail = machine(None, sender="Tina <tina@example.com>", subject="Printer", body="It does not print.")
    mail["Auto-Submitted"] = "auto-forwarded"
    desk.town.post(mail, "tina@example.com")
    desk.step()
    assert len(desk.tickets()) == 1


def test_a_moderation_notice_about_our_post_tells_the_supervisor_once(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    for n in (1, 2):
        held = machine(
            announcement,
            sender="operators-owner@lists.example.org",
            subject="Your message to Operators awaits moderator approval",
            body="Your mail to 'Operators' with the subject Printer\nIs being held until the list moderator may look.",
            Precedence="bulk",
            X_List_Administrivia="yes",
            List_Id="Operators <operators.lists.example.org>",
        )
        held.replace_header("Message-ID", f"<held{n}@lists.example.org>")
        desk.town.post(held, "operators-bounces@lists.example.org")
        assert watch.news() == ({"pic": ["notice"]} if n == 1 else {})
    assert LIST in text(newest(desk, "pic", "notice"))
    assert desk.ticket().status is Status.OPEN


def test_machine_mail_resets_no_clock(open_desk: Open) -> None:
    desk = open_desk(policy={"reminder_after": "2s"})
    answers(desk)
    spell = desk.ticket().spell
    vacation_reply(desk.town, desk.town.mails_to("ani")[0], "ani")
    desk.step()
    assert spell is not None
    now = desk.ticket().spell
    assert now is not None
    assert (now.number, now.started_at) == (spell.number, spell.started_at)
    desk.until(lambda: desk.town.newest("ani", sender="iDuHelp"))
    assert owner(desk) == "Budi"


@pytest.mark.parametrize("header", ["X_Spam_Flag", "Precedence"])
def test_on_a_ticket_a_spam_flag_or_bulk_mark_is_no_machine(desk: DeskAtWork, header: str) -> None:
    """An answer that somebody's filter marked is still the customer's answer."""
    claims(desk)
    mark = {header: "YES" if header == "X_Spam_Flag" else "bulk"}
    asked = newest(desk, "ani", "received")
    words = "It still does not print, what now?"
    reply = machine(asked, sender="Ani <ani@example.net>", subject="Re: Printer", body=words, **mark)
    desk.town.post(reply, "ani@example.net")
    desk.step()
    assert received(desk)[-1][0] == "customer_reply"


def of_the_list(n: int, subject: str, body: str, **headers: str) -> EmailMessage:
    """What Mailman writes by itself."""
    mail = machine(
        None, sender="operators-owner@lists.example.org", subject=subject, body=body, Precedence="bulk", **headers
    )
    mail.replace_header("Message-ID", f"<held{n}@lists.example.org>")
    return mail


def test_a_list_that_refuses_our_post_is_an_alarm_once_a_day(desk: DeskAtWork) -> None:
    """1.4 `alarm`, 2.8: operators see no new questions until its administrator has looked."""
    asks(desk)
    watch = Watch(desk)
    for n in (1, 2):
        refusal = of_the_list(
            n,
            "Request to mailing list Operators rejected",
            "You are not allowed to post to this mailing list, and your message has been automatically rejected.",
            X_List_Administrivia="yes",
        )
        desk.town.post(refusal, "operators-bounces@lists.example.org")
        assert watch.news() == ({"pic": ["alarm"]} if n == 1 else {})
    assert "not allowed to post" in text(newest(desk, "pic", "alarm"))


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        (
            "news-owner@lists.other.example",
            "Your message to News awaits moderator approval",
            "Your mail to 'News' with the subject\nHello\nIs being held until the list moderator may look.",
        ),
        (
            "operators-owner@lists.example.org",
            "Operators post from tina@example.com requires approval",
            "As list administrator, your authorization is requested for the following mailing list posting.",
        ),
    ],
    ids=["another list", "another's post"],
)
def test_a_moderation_notice_about_somebody_elses_post_tells_nobody(
    desk: DeskAtWork, sender: str, subject: str, body: str
) -> None:
    watch = Watch(desk)
    desk.town.post(machine(None, sender=sender, subject=subject, body=body, Auto_Submitted="auto-generated"), "")
    assert watch.news() == {}
    assert list(desk.tickets()) == []


def challenge(to: EmailMessage) -> EmailMessage:
    return machine(
        to,
        sender="Ani <ani@example.net>",
        subject="Please confirm your message",
        body="Your message is being held. Please reply to this message to confirm that you are a real person.",
        Auto_Submitted="auto-replied",
    )


def test_of_a_challenge_the_owner_hears_because_only_a_person_can_meet_it(desk: DeskAtWork) -> None:
    answers(desk)
    before = desk.ticket()
    watch = Watch(desk)
    desk.town.post(challenge(desk.town.newest("ani", sender="iDuHelp")), "")
    assert watch.news() == {"budi": ["notice"]}
    assert "real person" in text(newest(desk, "budi", "notice"))
    assert desk.ticket() == before
    again = challenge(desk.town.newest("ani", sender="iDuHelp"))
    again.replace_header("Message-ID", "<again@machines.example.net>")
    desk.town.post(again, "")
    assert watch.news() == {}


def test_tanpa_pemilik_supervisor_yang_diberi_tahu(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    asks(desk)
    watch = Watch(desk)
    desk.town.post(challenge(desk.town.newest("ani", sender="iDuHelp")), "")
    assert watch.news() == {"pic": ["notice"]}


def test_two_ticket_systems_don_t_loop(desk: DeskAtWork) -> None:
    """2.5: the other one acknowledges each mail of ours under a number of its own; we answer none of them."""
    for n in range(4):
        mail = machine(
            None,
            sender=f"Acme <support+id{n}@acme.example.com>",
            subject=f"[Request received] Printer {n}",
            body="##- Please type your reply above this line -##\nYour request (4711) has been received.",
            X_Auto_Response_Suppress="All",
            Auto_Submitted="auto-generated",
        )
        mail.replace_header("Message-ID", f"<{n}@acme.example.com>")
        desk.town.post(mail, "support@acme.example.com")
    watch = Watch(desk)
    assert watch.news() == {}
    assert list(desk.tickets()) == []


def test_a_read_receipt_goes_to_nobody(desk: DeskAtWork) -> None:
    claims(desk)
    before = desk.ticket()
    watch = Watch(desk)
    mail = machine(newest(desk, "ani", "received"), sender="Ani <ani@example.net>", subject="Read: Printer")
    mail.set_content("Your message was deleted without being read.")
    mail.make_mixed()
    mail.replace_header("Content-Type", 'multipart/report; report-type=disposition-notification; boundary="b"')
    mail.set_payload(
        "--b\n\nDeleted without being read.\n--b\nContent-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822;ani@example.net\nDisposition: automatic-action/MDN-sent; deleted\n--b--\n"
    )
    desk.town.post(mail, "")
    assert watch.news() == {}
    assert desk.ticket() == before
    assert received(desk)[-1][0] == "auto_reply"
