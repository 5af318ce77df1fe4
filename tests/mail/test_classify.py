"""Spec 2.5, 1.3 rows 3 and 5: machines told from people, list copies of people's mail included."""

import pytest

from mailticket.mail.bounce import read_bounce
from mailticket.mail.classify import OurList, machine, never_answer
from mailticket.mail.parse import parse

OURS = OurList(address="ops@lists.example.org", list_id="ops.lists.example.org", aliases=("desk@example.org",))
LIST_COPY = (
    "Precedence: list\nList-Id: Ops <ops.lists.example.org>\n"
    "List-Post: <mailto:ops@lists.example.org>\nList-Unsubscribe: <mailto:x>"
)


def mail(head: str, body: str = "Halo"):
    head = head if "From:" in head else f"From: Ani <ani@example.net>\n{head}"
    return parse(f"{head}\n\n{body}".encode())


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Auto-Submitted: auto-replied", "auto_reply"),
        ("X-Autoreply: yes", "auto_reply"),
        ("Subject: Automatic reply: Internet mati", "auto_reply"),
        ("Subject: Balasan otomatis: Internet mati", "auto_reply"),
        ("Subject: Out of Office Re: [#12]", "auto_reply"),
        ("Subject: Sedang cuti Re: [#12] Internet mati", "auto_reply"),
        ("X-MDAutoresponder: ani@example.net", "auto_reply"),
        ("Content-Type: multipart/report; report-type=disposition-notification", "receipt"),
        ("Content-Type: multipart/report; report-type=feedback-report", "feedback"),
        ("X-Spam-Flag: YES", "spam"),
        ("List-Unsubscribe: <https://x.example/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click", "bulk"),
        ("From: ops-request@lists.example.org\nSubject: confirm", "list_robot"),
        ("From: ops-bounces@lists.example.org\nSubject: Your message to Ops awaits moderator approval", "moderation"),
    ],
)
def test_machines(head: str, kind: str):
    found = machine(mail(head), OURS)
    assert found is not None
    assert found.kind == kind
    assert found.evidence


@pytest.mark.parametrize(
    "head",
    [
        "Subject: Internet mati",
        LIST_COPY,
        LIST_COPY.replace("list\n", "bulk\n"),
        "Auto-Submitted: no",
        "Auto-Submitted: auto-forwarded",
        "X-Auto-Response-Suppress: All",
        "Subject: Pengajuan cuti tahunan Budi",
        "Subject: Re: Undelivered Mail Returned to Sender",
        "Subject: How do I set an automatic reply?",
        "Subject: Vacation rental question",
    ],
)
def test_people(head: str):
    assert machine(mail(head), OURS) is None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Sedang cuti", "Saya sedang cuti sampai Jumat."),
        ("Ani Wijaya is out of the office", "I will be out of the office until 3 May."),
        ("Auto Response", "I'm on vacation. I'll read your message as soon as I'm back."),
        ("Balasan otomatis dari CV Contoh", "Terima kasih telah menghubungi kami. Mohon tidak dibalas."),
        ("Re: [#12] Internet mati", "Ini jawaban otomatis. Saya sedang di luar kantor."),
        ("[Ops] Automatic reply: Internet mati", "Back on Monday."),
        ("Automatic reply: Internet", "Thank you for your mail. Could you need help at once, call the office?"),
    ],
)
def test_notices_by_their_words(subject: str, text: str):
    found = machine(mail(f"Subject: {subject}", text), OURS)
    assert found is not None
    assert found.kind == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Auto-reply keeps my old number", "The auto-reply still shows my old number. Please remove it."),
        ("Balasan otomatis: tidak jalan", "Bagaimana cara menyetel balasan otomatis?"),
        ("Cuti: pengajuan bulan Desember", "Berikut pengajuan cuti saya."),
        ("Out of office", "How do I set an out of office reply? I am on leave from 1 May."),
        ("Sedang cuti", "Halo"),
        ("Re: Automatic reply: Internet mati", "I am on leave, but the line must work by tonight."),
        ("Fwd: Balasan otomatis: Internet mati", "Saya sedang di luar kantor, katanya."),
        ("Re: [#12] Internet", "I am on annual leave until Friday and will try it when I am back."),
        ("Re: [#12] Internet", "Is that a robot?\n\n> This is an automated response. I am on leave."),
        ("Disk full", "This is an automated message from the server: 98 % used."),
    ],
)
def test_people_who_write_of_absence(subject: str, text: str):
    assert machine(mail(f"Subject: {subject}", text), OURS) is None


def test_a_rule_that_passes_on_a_persons_mail_makes_no_machine_of_them():
    assert machine(mail("X-MS-Exchange-Inbox-Rules-Loop: ani@example.net", "Internet mati sejak pagi."), OURS) is None


def test_a_person_who_quotes_a_bounce_is_a_person():
    text = "Mengapa ini?\n\n> <x@example.com>: host mx said: 550 5.1.1 User unknown"
    assert machine(mail("Subject: Re: Undelivered Mail Returned to Sender", text), OURS) is None


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("Return-Path: <>", "null return path"),
        ("From: no-reply@shop.example", "nobody reads no-reply@shop.example"),
        ("From: MAILER-DAEMON@mx.example", "nobody reads MAILER-DAEMON@mx.example"),
        ("From: desk@example.org", "our own address"),
        ("Precedence: list\nList-Id: <other.example>", "Precedence: list"),
        ("X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: all"),
        (LIST_COPY, None),
        ("Subject: Internet mati", None),
    ],
)
def test_who_is_never_answered(head: str, why: str | None):
    assert never_answer(mail(head), OURS) == why


REPORT = """From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Your mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Ani@example.net
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}
--b
Content-Type: text/rfc822-headers

Message-ID: <mt.12.reminder.abc.def@example.org>
Subject: Re: x
--b--
"""


@pytest.mark.parametrize(
    ("action", "status", "said", "permanent", "delay", "about_us"),
    [
        ("failed", "5.1.1", "550 5.1.1 User unknown", True, False, False),
        ("delayed", "4.4.1", "connection timed out", False, True, False),
        ("failed", "5.7.1", "550 5.7.1 rejected: your IP is listed by Spamhaus", True, False, True),
        ("failed", "4.2.2", "452 4.2.2 mailbox full", False, False, False),
    ],
)
def test_delivery_reports(action: str, status: str, said: str, permanent: bool, delay: bool, about_us: bool):
    """RFC 3464; spec 1.3 row 3: a delay changes nothing; what speaks of us is no recipient's fault."""
    bounce = read_bounce(parse(REPORT.format(action=action, status=status, said=said).encode()))
    (one,) = bounce.recipients
    assert (one.address, one.status, one.permanent) == ("ani@example.net", status, permanent)
    assert (bounce.delay, bounce.about_us) == (delay, about_us)
    assert bounce.original_id == "<mt.12.reminder.abc.def@example.org>"


def test_indonesian_prose():
    text = "Pesan Anda tidak dapat dikirim ke alamat berikut:\n\n<ani@example.net>: 550 5.1.1 pengguna tidak ditemukan"
    bounce = read_bounce(
        mail("From: Mailer-Daemon@mx.example\nTo: desk@example.org\nSubject: Pengiriman pesan gagal", text)
    )
    assert [(one.address, one.status, one.permanent) for one in bounce.recipients] == [
        ("ani@example.net", "5.1.1", True)
    ]
