"""The body of a mail of ours: text, HTML beside it, attachments (RFC 2045 to 2049, 2231)."""

import binascii
import hashlib
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import compat32
from urllib.parse import quote

from mailticket.mail import clean
from mailticket.mail.inbound import Attachment
from mailticket.mail.outbound import OutboundMessage

_TYPE = re.compile(r"(?!multipart/|message/)[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\Z")
_OCTETS = "application/octet-stream"
_LONG = re.compile(rb"[^\n]{999}")
_LONG_FOR_PLAIN = re.compile(r"[^\n]{79}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One MIME entity: its own headers, and its body in CRLF form."""

    headers: tuple[tuple[str, str], ...]
    content: bytes = b""
    parts: tuple["Part", ...] = ()
    boundary: str = field(default="")

    def written(self) -> bytes:
        """The headers, an empty line, the body."""
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers).encode("ascii") + b"\r\n"
        if not self.parts:
            return head + self.content
        mark = b"--" + self.boundary.encode("ascii")
        return head + b"".join(mark + b"\r\n" + part.written() + b"\r\n" for part in self.parts) + mark + b"--\r\n"


def body_part(mail: OutboundMessage) -> Part:
    """Plain text; text and HTML as alternatives; either with the attachments behind it."""
    seed = hashlib.sha256(mail.message_id.encode()).hexdigest()[:24]
    shown = _text_part("plain", mail.text)
    if mail.html is not None:
        shown = _multipart("alternative", f"=_a{seed}", (shown, _text_part("html", mail.html)))
    if mail.attachments:
        return _multipart("mixed", f"=_m{seed}", (shown, *map(attached, mail.attachments)))
    return shown


def attached(attachment: Attachment) -> Part:
    """A file; a forwarded message stays one where it is 7bit and whole, else it travels as a file (RFC 2046 5.2.1)."""
    name = clean.file_name(attachment.name)
    type_ = attachment.type if _TYPE.match(attachment.type) else _OCTETS
    content, encoding = _base64(attachment.content), "base64"
    if attachment.type == "message/rfc822":
        message = _crlf(attachment.content)
        if _fit_to_enclose(message):
            type_, content, encoding = "message/rfc822", message, "7bit"
        elif not name.lower().endswith(".eml"):
            name += ".eml"
    shown = "inline" if attachment.inline else "attachment"
    headers = (
        ("Content-Type", type_),
        ("Content-Transfer-Encoding", encoding),
        ("Content-Disposition", shown + _parameter("filename", name)),
    )
    return Part(headers=headers, content=content)


def _multipart(kind: str, boundary: str, parts: tuple[Part, ...]) -> Part:
    return Part(
        headers=(("Content-Type", f'multipart/{kind};\r\n boundary="{boundary}"'),), parts=parts, boundary=boundary
    )


def _text_part(subtype: str, text: str) -> Part:
    text = clean.body(text)
    charset, encoding, content = _text_content(text)
    headers = (
        ("Content-Type", f'text/{subtype}; charset="{charset}"'),
        ("Content-Transfer-Encoding", encoding),
    )
    return Part(headers=headers, content=content)


def _text_content(text: str) -> tuple[str, str, bytes]:
    """Charset, transfer encoding, encoded bytes: whatever is the most readable that every relay passes on."""
    if text.isascii() and not _LONG_FOR_PLAIN.search(text) and "\nFrom " not in text and not text.startswith("From "):
        return "us-ascii", "7bit", text.replace("\n", "\r\n").encode("ascii")
    octets = text.replace("\n", "\r\n").encode("utf-8")
    if (len(octets) - len(text)) * 4 > len(octets):
        return "utf-8", "base64", _base64(octets)
    quoted = binascii.b2a_qp(octets, istext=True)
    # A relay that keeps mbox files writes '>From': encoded, the word stays as it is.
    quoted = re.sub(rb"(?m)^From ", b"=46rom ", quoted)
    return "utf-8", "quoted-printable", quoted


def text_size(text: str) -> int:
    """Octets that a text takes in a mail, in the transfer encoding that it would get."""
    return len(_text_content(clean.body(text))[2])


def _base64(content: bytes) -> bytes:
    encoded = binascii.b2a_base64(content, newline=False)
    return b"\r\n".join(encoded[at : at + 76] for at in range(0, len(encoded), 76)) + b"\r\n"


def _crlf(content: bytes) -> bytes:
    return re.sub(rb"\r\n?|\n", b"\r\n", content)


def _fit_to_enclose(message: bytes) -> bool:
    """Whether a message can be enclosed as it is: 7bit, no long line, readable without a defect."""
    if not message.isascii() or b"\0" in message or _LONG.search(message):
        return False
    try:
        return not any(part.defects for part in message_from_bytes(message, policy=compat32).walk())
    except (ValueError, LookupError, RecursionError):
        return False


def _parameter(key: str, value: str) -> str:
    """`; key="value"` on a folded line; RFC 2231 with continuations where it isn't short ASCII."""
    if value.isascii() and len(value) <= 60:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f';\r\n {key}="{escaped}"'
    # Cut between characters, never inside one: some readers decode each piece by itself.
    letters = [quote(letter, safe="") for letter in value]
    pieces = ["".join(letters[at : at + 5]) for at in range(0, len(letters), 5)]
    if len(pieces) == 1:
        return f";\r\n {key}*=utf-8''{pieces[0]}"
    pieces[0] = "utf-8''" + pieces[0]
    return "".join(f";\r\n {key}*{n}*={piece}" for n, piece in enumerate(pieces))
