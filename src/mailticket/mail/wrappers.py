"""Mail inside something that is no mail: TNEF, calendars, S/MIME, PGP (spec 2.2). Named, and shown where readable."""

from typing import Final

from mailticket.mail.calendar_text import calendar_text
from mailticket.mail.headers import parameters
from mailticket.mail.inbound import Attachment
from mailticket.mail.mime import Entity

_SMIME: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_CALENDARS: Final = frozenset({"text/calendar", "application/ics"})
_ARMOUR: Final = "-----BEGIN PGP MESSAGE-----"


def named(part: Entity) -> str | None:
    """What wraps the words of this part so that they can't be read here; None: nothing does."""
    if part.kind == "multipart/encrypted":
        return "PGP: encrypted, can't be read here"
    said = parameters(part.header("content-type")) if part.kind in _SMIME or part.kind.endswith("octet-stream") else {}
    if part.kind in _SMIME or said.get("name", "").lower().endswith(".p7m"):
        if said.get("smime-type", "").lower() == "signed-data":
            return "S/MIME: signed in a form that can't be read here"
        return "S/MIME: encrypted, can't be read here"
    return None


def armoured(text: str) -> str | None:
    """The same for a text that holds an encrypted block (RFC 9580 section 6.2)."""
    return "PGP: encrypted text, can't be read here" if _ARMOUR in text else None


def instead_of_text(attachments: list[Attachment]) -> list[str]:
    """What a mail without any text says by its calendar: what, when and where."""
    texts = (calendar_text(one.content) for one in attachments if one.type in _CALENDARS)
    return [text for text in texts if text][:1]
