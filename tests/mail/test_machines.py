"""Spec 2.5, rows 3 and 5: machines and people that look like them, each as it writes (RFC 3464, 6533).

The samples in the `.jsonl` files beside this one were written from what programs and people put out; `head` is the head
of a mail to the helpdesk.
"""

import json
from pathlib import Path

import pytest

from mailticket.mail.bounce import read_bounce
from mailticket.mail.classify import OurList, machine, never_answer
from mailticket.mail.parse import parse

OURS = OurList(
    address="operators@lists.example.org", list_id="operators.lists.example.org", aliases=("helpdesk@example.org",)
)
LIST_ADDS = """\
Precedence: list
List-Id: Operators <operators.lists.example.org>
X-Mailman-Version: 3.3.9
List-Post: <mailto:operators@lists.example.org>
List-Unsubscribe: <mailto:operators-leave@lists.example.org>
List-Help: <mailto:operators-request@lists.example.org>
Errors-To: operators-bounces@lists.example.org
Sender: operators-bounces@lists.example.org
Return-Path: <operators-bounces@lists.example.org>
"""


def samples(name: str) -> list:
    """One case a line: its fields in order, named by what it is and its subject."""
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        one = json.loads(line)
        subject = next((part for part in one["head"].split("\n") if part.startswith("Subject:")), "")
        found.append(pytest.param(*one.values(), id=f"{one.get('kind') or one.get('what', '')} {subject[9:60]}"))
    return found


def mail(head: str, body: str):
    author = "" if "From:" in head else "From: Ani <ani@example.net>\n"
    return parse(f"{author}To: helpdesk@example.org\n{head.rstrip()}\n\n{body}".encode())


def report(
    *,
    recipient: str = "rfc822; ani@contoh.co.id",
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "550 no such user",
    more: str = "",
    kind: str = "delivery-status",
):
    """A delivery report (RFC 3464; RFC 6533 with `kind="global-delivery-status"`)."""
    head = (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nSubject: Delivery Status Notification\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"'
    )
    body = (
        f"--b\nContent-Type: text/plain\n\nAbout your mail.\n--b\nContent-Type: message/{kind}\n\n"
        f"Reporting-MTA: dns; mx.example\n\n{more}Final-Recipient: {recipient}\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {said}\n--b\nContent-Type: text/rfc822-headers\n\n"
        "Message-ID: <mt.12.reminder.abc.def@example.org>\nSubject: x\n--b--\n"
    )
    return mail(head, body)


@pytest.mark.parametrize(("kind", "head", "body"), samples("machines"))
def test_a_machine_is_known_for_what_it_is(kind: str, head: str, body: str):
    message = mail(head, body)
    found = machine(message, OURS)
    assert found is not None
    assert found.kind == kind
    assert found.evidence
    assert read_bounce(message) is None


@pytest.mark.parametrize(("head", "body"), samples("people"))
@pytest.mark.parametrize("adds", ["", LIST_ADDS], ids=["directly", "through the list"])
def test_a_person_is_a_person_whatever_they_write_of(adds: str, head: str, body: str):
    """No false alarm, list copies included: a question that is taken for a machine's is lost."""
    message = mail(adds + head, body)
    assert machine(message, OURS) is None
    assert read_bounce(message) is None


@pytest.mark.parametrize(("what", "head", "body", "address"), samples("bounces"))
def test_a_mail_systems_prose_is_read(what: str, head: str, body: str, address: str):
    found = read_bounce(mail(head, body))
    assert found is not None
    assert ("delayed" if found.delay else "ours" if found.about_us else "lost") == what
    assert address in {one.address for one in found.recipients}
    assert all(one.lost != found.delay for one in found.recipients)


@pytest.mark.parametrize(
    ("action", "lost"),
    [("failed", True), ("delayed", False), ("delivered", False), ("relayed", False), ("expanded", False)],
)
def test_only_what_failed_is_lost(action: str, lost: bool):
    """RFC 3464 section 2.3.3: a delay, a success, a list that took the mail: no failure."""
    found = read_bounce(report(action=action, status="5.1.1" if lost else "2.0.0", said="250 ok"))
    assert found is not None
    assert (found.recipients[0].lost, found.delay) == (lost, not lost)


@pytest.mark.parametrize(
    ("recipient", "address"),
    [
        ("utf-8; jörg@exämple.net", "jörg@exämple.net"),
        ("utf-8; j\\x{F6}rg@ex\\x{E4}mple.net", "jörg@exämple.net"),
        ("utf-8; \\x{62C9}\\x{9762}@example.net", "拉面@example.net"),
        ("UTF-8;ani@example.net", "ani@example.net"),
        ("rfc822; Ani@Example.Net", "ani@example.net"),
        ("utf-8; \\x{FFFFFF}ani", ""),
    ],
)
def test_addresses_outside_ascii(recipient: str, address: str):
    """RFC 6533 section 3: as they are, or with embedded numbers where only ASCII gets through."""
    found = read_bounce(report(recipient=recipient, kind="global-delivery-status"))
    assert found is not None
    assert found.recipients[0].address == address
    assert found.recipients[0].lost


def test_a_forwarded_address_is_known_by_the_original_one():
    """RFC 3464 section 2.3.1."""
    found = read_bounce(
        report(recipient="rfc822; ani@gmail.example", more="Original-Recipient: rfc822; Ani@example.net\n")
    )
    assert found is not None
    assert (found.recipients[0].address, found.recipients[0].original) == ("ani@gmail.example", "ani@example.net")


@pytest.mark.parametrize(
    ("status", "said", "ours"),
    [
        ("5.7.1", "550 5.7.1 Message rejected due to SPF failure", True),
        ("5.7.26", "550-5.7.26 This mail has been blocked because the sender is unauthenticated", True),
        ("5.7.1", "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org", True),
        ("5.7.8", "535 5.7.8 Authentication credentials invalid", True),
        ("5.1.8", "550 5.1.8 Access denied, bad outbound sender", True),
        ("5.0.0", "550 Domain example.org has exceeded the max emails per hour (150/150) allowed", True),
        ("5.1.1", "550 5.1.1 User unknown", False),
        ("5.2.2", "552 5.2.2 Mailbox full: quota exceeded", False),
        ("5.3.4", "552 5.3.4 Message size limit exceeded", False),
        ("5.7.1", "550 5.7.1 You are not allowed to post to this mailing list", False),
        ("5.7.133", "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required", False),
        ("5.6.0", "554 5.6.0 Message contains a blacklisted URL", False),
        ("5.1.1", "550 5.1.1 User not listed in Domino Directory", False),
        ("5.0.0", "550 the account may not exist or they may be blacklisted", False),
    ],
)
def test_what_speaks_of_us_and_what_of_the_recipient(status: str, said: str, ours: bool):
    """2.8: wrongly ours would hold the whole desk, wrongly theirs would blame a customer."""
    found = read_bounce(report(status=status, said=said))
    assert found is not None
    assert found.about_us == ours


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Your verification code", "Your verification code is 481 223. It expires in ten minutes."),
        ("Kode OTP Anda", "Kode OTP Anda: 553201. Jangan berikan kepada siapa pun."),
        ("G-481223 is your Example verification code", "G-481223 is your verification code"),
        ("Slack confirmation code: ABC-D3F", "Your confirmation code is below.\n\nABC-D3F"),
        ("Sign-in code", "Enter this one-time passcode:\n\n    90210144\n\nin the window."),
        ("Welcome", "Please confirm your email address:\nhttps://service.example/c?t=abc"),
        ("Welcome", "Please validate your account here: https://service.example/v/7"),
        ("Aktivasi", "Klik tautan ini untuk aktivasi akun Anda: https://layanan.example/a/991"),
        ("Reset password", "Reset your password here: https://service.example/r/1"),
        ("Atur ulang sandi", "Untuk atur ulang kata sandi buka https://layanan.example/r/1"),
        ("123456 adalah kode verifikasi Anda", "Berlaku 5 menit."),
        ("482913 is your Example code", "Your Example code is 482913. Don't share it."),
        ("Log in", "482 913 is your log-in code."),
        ("Log in", "Use 482913 to log in to your account."),
        ("Log in", "Enter 482913 to confirm your e-mail address."),
        ("Log in", "Enter the following code to sign in:\n\n    482 913\n"),
        ("Your single-use code", "Your single-use code is: 482913"),
        ("Passcode", "Passcode: 4829"),
        ("FB-48291", "FB-48291 is your confirmation code"),
        ("Kode", "482913 merupakan kode masuk Anda."),
        ("Kode", "Gunakan 482913 sebagai kode verifikasi."),
        ("Kode", "Masukkan kode 482913 untuk masuk ke akun."),
        ("Kode", "Masukkan kode berikut untuk menyelesaikan pendaftaran:\n\n482913"),
        ("Kode", "Kode Layanan Anda 4829. Jangan bagikan kepada siapa pun."),
        ("OTP", "OTP Anda adalah 482913"),
        ("Rahasia", "482913\n\nJangan pernah memberikan kode ini kepada siapa pun."),
        ("Password", "Your temporary password is: 7hG92kd"),
        ("Password", "Kata sandi baru Anda: 7hG92kd"),
    ],
)
def test_a_code_is_answered_to_nobody(subject: str, text: str):
    """5.3: a ticket opens, and nothing of it leaves the desk; whoever asked for it isn't who gets it."""
    message = mail(f"From: Service <account@service.example>\nSubject: {subject}", text)
    assert machine(message, OURS) is None
    assert "code" in (never_answer(message, OURS) or "")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Kode OTP tidak masuk", "Kode OTP tidak masuk ke HP saya sejak 2 Mei pukul 10.30."),
        ("Verification code", "The verification code never arrives. My number is in the directory."),
        ("Password", "How do I reset my password? The page says error 404."),
        ("Konfirmasi akun", "Bagaimana cara konfirmasi akun baru?"),
        ("Ruang 2101", "Kode akses pintu ruang server hilang, bisa dibuatkan lagi?"),
        ("OTP", "OTP tidak masuk sejak kemarin, tolong. NIM 48291377"),
        ("Kode pos", "Kode pos saya 12950, tapi di aplikasi 12590."),
        ("Error", "Error code 5003 when I print, and my employee code is 48291."),
        ("Barang", "Your invoice code is 48291, and it isn't in the system."),
        ("Pintu", "Kode akses LAB-204 tidak ada di daftar."),
        ("Virus", "Kode keamanan dari anti-virus tidak bisa dibaca."),
        ("PIN", "PIN saya terblokir, bagaimana? NIP 198001012005"),
        ("Proxy", "Which host, and do I use port 8443 to log in?"),
        ("Password", "Password baru saya tidak bisa dipakai di ruang 4829."),
    ],
)
def test_who_asks_about_a_code_is_answered(subject: str, text: str):
    assert never_answer(mail(f"Subject: {subject}", text), OURS) is None
