"""Mail inside something that is no mail: TNEF, calendars, S/MIME, PGP (spec 2.2). Named, and shown where readable."""

from typing import Final

from mailticket.mail.calendar_text import calendar_text
from mailticket.mail.cms import signed_content
from mailticket.mail.content import undone
from mailticket.mail.headers import parameters
from mailticket.mail.inbound import Attachment
from mailticket.mail.mime import Entity, take_apart

_SMIME: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_CALENDARS: Final = frozenset({"text/calendar", "application/ics"})
_ARMOUR: Final = "-----BEGIN PGP MESSAGE-----"


def named(part: Entity) -> str | None:
    """What wraps the words of this part so that they can't be read here; None: nothing does."""
    if part.kind == "multipart/encrypted":
        return "PGP: encrypted, can't be read here"
    if not _is_smime(part):
        return None
    if parameters(part.header("content-type")).get("smime-type", "").lower() == "signed-data":
        return "S/MIME: signed in a form that can't be read here"
    return "S/MIME: encrypted, can't be read here"


def unwrapped(part: Entity) -> Entity | None:
    """The part inside an S/MIME signature that encloses it (RFC 8551 section 3.5.2); None where there is none."""
    if not _is_smime(part):
        return None
    inner = signed_content(undone(part.content, part.header("content-transfer-encoding")))
    return take_apart(inner).top if inner else None


def _is_smime(part: Entity) -> bool:
    if part.kind in _SMIME:
        return True
    octets = part.kind.endswith("octet-stream")
    return octets and parameters(part.header("content-type")).get("name", "").lower().endswith(".p7m")


def armoured(text: str) -> str | None:
    """The same for a text that holds an encrypted block (RFC 9580 section 6.2)."""
    return "PGP: encrypted text, can't be read here" if _ARMOUR in text else None


def instead_of_text(attachments: list[Attachment]) -> list[str]:
    """What a mail without any text says by its calendar: what, when and where."""
    texts = (calendar_text(one.content) for one in attachments if one.type in _CALENDARS)
    return [text for text in texts if text][:1]
