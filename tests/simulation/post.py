"""Mails as bytes: written, read and answered. Plain and quick; `mailticket.demo.people` has real mail programs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

_FOLD = re.compile(r"\r\n[ \t]+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")


@dataclass(frozen=True, slots=True)
class Read:
    """A mail as somebody sees it: header fields by small name, unfolded."""

    raw: bytes
    fields: Mapping[str, str]

    @property
    def message_id(self) -> str:
        """With its brackets; '' without one."""
        return self.fields.get("message-id", "").strip()

    @property
    def mark(self) -> Mapping[str, str]:
        """What the daemon's own header says: `mail`, `ticket` …; empty in mail of others."""
        pairs = (pair.strip().split("=", 1) for pair in self.fields.get("x-mailticket", "").split(";"))
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}

    def addresses(self, *names: str) -> list[str]:
        """The addresses in these fields, small, each once."""
        found = (one.lower() for name in names for one in _ADDRESS.findall(self.fields.get(name, "")))
        return list(dict.fromkeys(found))


def message_id_of(raw: bytes) -> str:
    """The Message-ID of a mail's bytes, also where it is folded; '' without one."""
    start = raw.lower().find(b"message-id:")
    return raw[start + 11 : raw.find(b">", start) + 1].decode().strip() if start >= 0 else ""


def read(raw: bytes) -> Read:
    """The head of a mail."""
    head = _FOLD.sub(" ", raw.split(b"\r\n\r\n", 1)[0].decode("latin-1"))
    fields: dict[str, str] = {}
    for line in head.split("\r\n"):
        name, _, value = line.partition(": ")
        fields.setdefault(name.lower(), value)
    return Read(raw, fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail that somebody is about to send."""

    sender: str
    """From, as a header has it."""
    to: Sequence[str]
    cc: Sequence[str] = ()
    subject: str = ""
    text: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def answer(seen: Read, me: str, name: str, text: str, *, everybody: bool = True) -> Draft:
    """What Reply (All) makes of a mail: Reply-To is honoured, one's own address left out, the thread carried on."""
    first = seen.addresses("reply-to") or seen.addresses("from")
    if first == [me]:
        first = seen.addresses("to")
    others = seen.addresses("to", "cc") if everybody else []
    to = [one for one in first if one != me]
    subject = seen.fields.get("subject", "")
    known = seen.fields.get("references", "").split()
    return Draft(
        sender=f"{name} <{me}>",
        to=to,
        cc=[one for one in others if one != me and one not in to],
        subject=subject if subject.lower().startswith("re:") else f"Re: {subject}",
        text=text,
        more={"In-Reply-To": seen.message_id, "References": "\r\n ".join([*known[-12:], seen.message_id])},
    )


def wire(draft: Draft, message_id: str, at: datetime) -> bytes:
    """The bytes."""
    fields = {
        "Message-ID": message_id,
        "Date": format_datetime(at),
        "From": draft.sender,
        "To": ", ".join(draft.to),
        "Cc": ", ".join(draft.cc),
        "Subject": draft.subject,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **draft.more,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"{head}\r\n{draft.text}\r\n".replace("\r\n", "\n").replace("\n", "\r\n").encode()
