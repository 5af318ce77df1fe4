"""What machines send: failure notices (RFC 3464) and vacation replies, for a mail that the post office brought."""

from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from uuid import uuid4

from mailticket.demo.people import read, wire
from mailticket.demo.post_office import Delivered
from mailticket.demo.town import Town


def failure_notice(
    town: Town, copy: Delivered, *, status: str = "5.1.1", reply: str = "550 5.1.1 No such user", action: str = ""
) -> str:
    """The mail could not be delivered after all (status 5.…), or is delayed (4.…): a report to its envelope sender.

    `action`: another than the status suggests (RFC 3464 section 2.3.3).
    """
    report = MIMEMultipart("report", **{"report-type": "delivery-status"})
    report["From"] = "Mail Delivery System <MAILER-DAEMON@mail.example.net>"
    report["To"] = copy.mail_from
    report["Subject"] = "Undelivered Mail Returned to Sender" if status.startswith("5") else "Delayed Mail"
    report["Date"] = format_datetime(town.now())
    report["Message-ID"] = f"<{uuid4().hex}@mail.example.net>"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText(f"<{copy.recipient}>: host mx.example.net said: {reply}\n"))
    report.attach(_delivery_status(copy.recipient, status, reply, action))
    returned = Message()
    returned.add_header("Content-Type", "text/rfc822-headers")
    returned.set_payload(copy.raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode("ascii", "replace") + "\n")
    report.attach(returned)
    town.post_raw("", [copy.mail_from], wire(report))
    return str(report["Message-ID"])


def vacation_reply(town: Town, copy: Delivered, who: str, text: str = "Saya sedang cuti.\n") -> str:
    """An automatic reply to the envelope sender, marked as RFC 3834 asks; returns its Message-ID."""
    person, original = town.person(who), read(copy.raw)
    answer = EmailMessage()
    answer["From"] = person.mailbox
    answer["To"] = copy.mail_from
    answer["Subject"] = f"Auto: {original['Subject']}"
    answer["Date"] = format_datetime(town.now())
    answer["Message-ID"] = f"<{uuid4().hex}@{person.address.partition('@')[2]}>"
    answer["In-Reply-To"] = original["Message-ID"]
    answer["Auto-Submitted"] = "auto-replied"
    answer.set_content(text)
    town.post_raw("", [copy.mail_from], wire(answer))
    return str(answer["Message-ID"])


def _delivery_status(recipient: str, status: str, reply: str, action: str) -> Message:
    action = action or ("failed" if status.startswith("5") else "delayed")
    about_us, about_them = Message(), Message()
    about_us["Reporting-MTA"] = "dns; mail.example.net"
    about_them["Final-Recipient"] = f"rfc822; {recipient}"
    about_them["Action"] = action
    about_them["Status"] = status
    about_them["Diagnostic-Code"] = f"smtp; {reply}"
    part = Message()
    part.add_header("Content-Type", "message/delivery-status")
    part.set_payload([about_us, about_them])
    return part
