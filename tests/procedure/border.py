"""A border server as a test plays it: mail that it has judged, laid into the helpdesk's mailbox."""

from email.message import EmailMessage

from tests.procedure.desk_at_work import DeskAtWork

from mailticket.demo.people import answer, wire
from mailticket.demo.town import HELPDESK

BORDER = "mx.example.org"
PASSED = "dmarc=pass (p=reject) header.from=example.org"
FAILED = "dmarc=fail (p=reject) header.from=example.org"
RECEIVED = "Received: from mail.example.net by mx.example.org with ESMTP; Mon, 2 Mar 2026 03:00:00 +0000\r\n"


def judged(results: str, server: str = BORDER) -> str:
    """The header line of a server's results; '' where it wrote none."""
    return f"Authentication-Results: {server};\r\n\t{results}\r\n" if results else ""


def arrives(desk: DeskAtWork, message: EmailMessage | bytes, results: str = "", *, below: str = "") -> None:
    """Lay a mail into the mailbox, with what the border found. `below`: lines that the sender brought along."""
    raw = message if isinstance(message, bytes) else wire(message)
    desk.town.put("helpdesk", (judged(results) + RECEIVED + below).encode() + raw, "somebody@example.net")


def reply(
    desk: DeskAtWork, original: EmailMessage, who: str, text: str = "", headers: dict[str, str] | None = None
) -> EmailMessage:
    """What somebody's Reply All makes of a mail."""
    return answer(original, desk.town.person(who), at=desk.town.now(), text=text, headers=headers)


def through_the_list(desk: DeskAtWork, message: EmailMessage) -> bytes:
    """The copy that the helpdesk gets of a post to the list: in its clothes, with a footer that breaks signatures."""
    copies = dict(desk.town.mailing_list.expand(wire(message), str(message["From"])))
    return copies[HELPDESK]


def sealed(results: str, *, by: str = "lists.example.org", instance: int = 1) -> str:
    """One ARC set's lines, as far as they are read: the border has judged whether they hold (RFC 8617)."""
    return (
        f"ARC-Seal: i={instance}; a=rsa-sha256; cv=none; d={by}; s=arc;\r\n b=AAAA\r\n"
        f"ARC-Message-Signature: i={instance}; a=rsa-sha256; d={by}; s=arc; bh=AAAA; b=AAAA\r\n"
        f"ARC-Authentication-Results: i={instance}; {by};\r\n {results}\r\n"
    )
