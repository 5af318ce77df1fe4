"""Mail that no person wrote."""

from typing import Final

from tests.simulation.house import HELPDESK
from tests.simulation.post import Draft, Read


def vacation(seen: Read, me: str, name: str) -> Draft:
    """An automatic reply (RFC 3834)."""
    return Draft(
        sender=f"{name} <{me}>",
        to=[HELPDESK],
        subject=f"Automatic reply: {seen.fields.get('subject', '')}",
        text="I am out of the office and read my mail when I am back.",
        more={"Auto-Submitted": "auto-replied", "In-Reply-To": seen.message_id, "References": seen.message_id},
    )


def bounce(seen: Read, dead: str) -> Draft:
    """A delivery status notification (RFC 3464)."""
    edge = "=_part"
    text = f"""--{edge}
Content-Type: text/plain; charset=us-ascii

Your message to <{dead}> could not be delivered: no such user.

--{edge}
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {dead}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--{edge}
Content-Type: text/rfc822-headers

Message-ID: {seen.message_id}
Subject: {seen.fields.get("subject", "")}

--{edge}--"""
    return Draft(
        sender="Mail Delivery System <mailer-daemon@mx.example.net>",
        to=[HELPDESK],
        subject="Undelivered Mail Returned to Sender",
        text=text,
        more={
            "Return-Path": "<>",
            "Auto-Submitted": "auto-replied",
            "Content-Type": f'multipart/report; report-type=delivery-status; boundary="{edge}"',
        },
    )


ROBOTS: Final = (
    Draft(
        sender="News <news@shop.example.com>",
        to=[HELPDESK],
        subject="Our offers of the week",
        text="Twenty per cent off all printers. Unsubscribe below.",
        more={"Precedence": "bulk", "List-Unsubscribe": "<mailto:off@shop.example.com>", "List-Id": "<news.shop>"},
    ),
    Draft(
        sender="Operators list <operators-bounces@lists.example.org>",
        to=[HELPDESK],
        subject="Your message to Operators awaits moderator approval",
        text="Your mail to 'Operators' is being held until the list moderator can review it.",
        more={"Precedence": "bulk", "Auto-Submitted": "auto-generated", "X-Mailman-Version": "3.3"},
    ),
    Draft(
        sender="Monitor <no-reply@monitor.example.com>",
        to=[HELPDESK],
        subject="Disk usage report",
        text="Disk usage is at 80 per cent.",
        more={"Auto-Submitted": "auto-generated"},
    ),
)
ROBOT_ADDRESSES: Final = frozenset(one.sender.rpartition("<")[2].rstrip(">") for one in ROBOTS)
