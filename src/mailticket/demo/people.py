"""People who write mail and press Reply, each with the habits of a mail program. Values in, messages out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP, EmailPolicy, default
from email.utils import format_datetime, formataddr, getaddresses
from typing import Literal
from uuid import uuid4


class _Wire(EmailPolicy):
    """Folds between Message-IDs: the library hides a long one in an encoded word, and the thread is lost."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in ("message-id", "in-reply-to", "references"):
            folded = "\r\n ".join(str(value).split())
            return f"{name}: {folded}\r\n".encode()
        return super().fold_binary(name, value)


_WIRE = _Wire(linesep="\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What differs between mail programs when they answer."""

    name: str
    reply_to: Literal["all", "first"] = "all"
    """`first`: of several addresses in Reply-To only the first is used."""
    others_in: Literal["To", "Cc"] = "Cc"
    """Where Reply All puts those who stood in To beside the person that answers."""
    above_quote: str = ""
    """What stands above the quoted message: `{date}`, `{author}`, `{address}`, `{to}`, `{subject}`. Empty: no quote."""
    quote_mark: str = "> "
    date: str = "%a, %d %b %Y at %H:%M"
    signature: str = ""
    """Put below the text of every answer, the empty one too."""


MUTT = Client(name="Mutt/2.2.9")
THUNDERBIRD = Client(
    name="Mozilla Thunderbird", others_in="To", above_quote="On {date}, {author} wrote:", date="%d/%m/%Y %H:%M"
)
GMAIL = Client(name="Gmail", others_in="To", above_quote="On {date} {author} <{address}> wrote:\n")
GMAIL_ID = Client(
    name="Gmail",
    others_in="To",
    above_quote="Pada tanggal {date} {author} <{address}> menulis:\n",
    date="%d/%m/%Y pukul %H.%M",
)
OUTLOOK_ID = Client(
    name="Microsoft Outlook 16.0",
    others_in="To",
    above_quote="-----Pesan Asli-----\nDari: {author} <{address}>\nDikirim: {date}\nKepada: {to}\nSubjek: {subject}\n",
    quote_mark="",
)
PHONE = Client(
    name="iPhone Mail",
    reply_to="first",
    above_quote="Pada {date}, {author} <{address}> menulis:\n",
    signature="Dikirim dari iPhone saya",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an address and a mail program."""

    name: str
    address: str
    client: Client = MUTT

    @property
    def mailbox(self) -> str:
        """Name and address as a header has them."""
        return formataddr((self.name, self.address))


def write(
    sender: Person,
    *,
    at: datetime,
    to: Sequence[str],
    cc: Sequence[str] = (),
    subject: str = "",
    text: str = "",
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """A new mail as the person's program writes it; `headers` are added, and win over its own."""
    message = EmailMessage(policy=SMTP)
    own = {
        "Message-ID": f"<{uuid4().hex}@{sender.address.partition('@')[2]}>",
        "Date": format_datetime(at),
        "From": sender.mailbox,
        "To": ", ".join(to),
        "Cc": ", ".join(cc),
        "Subject": subject,
        "User-Agent": sender.client.name,
    }
    for name, value in {**own, **(headers or {})}.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def answer(
    original: EmailMessage,
    sender: Person,
    *,
    at: datetime,
    text: str = "",
    everybody: bool = True,
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """The mail that Reply (or Reply All, with `everybody`) makes of `original`, and `text` above what is quoted.

    Reply-To is honoured, the person's own address left out, the thread carried on (RFC 5322 section 3.6.4).
    """
    to, cc = recipients(original, sender, everybody=everybody)
    parent = str(original["Message-ID"] or "").strip()
    known = str(original["References"] or original["In-Reply-To"] or "").split()
    thread = {"In-Reply-To": parent, "References": " ".join([*known, parent]).strip()}
    subject = str(original["Subject"] or "")
    return write(
        sender,
        at=at,
        to=to,
        cc=cc,
        subject=subject if subject.lower().startswith("re:") else f"Re: {subject}",
        text="\n\n".join(part for part in (text, sender.client.signature, _quoted(original, sender.client)) if part),
        headers={**thread, **(headers or {})},
    )


def recipients(original: EmailMessage, sender: Person, *, everybody: bool) -> tuple[list[str], list[str]]:
    """To and Cc of an answer, as the person's program fills them in."""
    author = _mailboxes(original, "Reply-To") or _mailboxes(original, "From")
    if sender.client.reply_to == "first":
        author = author[:1]
    if [address.lower() for _, address in author] == [sender.address.lower()]:
        author = _mailboxes(original, "To")  # answering one's own mail goes to whom it went to
    beside, copied = (_mailboxes(original, "To"), _mailboxes(original, "Cc")) if everybody else ([], [])
    first, second = ([*author, *beside], copied) if sender.client.others_in == "To" else (author, [*beside, *copied])
    seen = {sender.address.lower()}
    return _once(first, seen), _once(second, seen)


def read(raw: bytes) -> EmailMessage:
    """A received mail, as a program shows it."""
    return message_from_bytes(raw, _class=EmailMessage, policy=default)


def wire(message: Message) -> bytes:
    """A mail as it travels: CRLF at the end of each line (RFC 5322 section 2.1)."""
    return message.as_bytes(policy=_WIRE)


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail; empty without one."""
    part = message.get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def _mailboxes(message: EmailMessage, name: str) -> list[tuple[str, str]]:
    return [(shown, address) for shown, address in getaddresses([str(v) for v in message.get_all(name, [])]) if address]


def _once(mailboxes: Sequence[tuple[str, str]], seen: set[str]) -> list[str]:
    """Each address once; `seen` grows by what is returned."""
    kept = []
    for name, address in mailboxes:
        if address.lower() not in seen:
            seen.add(address.lower())
            kept.append(formataddr((name, address)))
    return kept


def _quoted(original: EmailMessage, client: Client) -> str:
    """The original below the new text; empty where the program doesn't quote."""
    if not client.above_quote:
        return ""
    name, address = (_mailboxes(original, "From") or [("", "")])[0]
    date = original["Date"]
    above = client.above_quote.format(
        date=date.datetime.strftime(client.date) if date is not None and date.datetime is not None else "",
        author=name or address,
        address=address,
        to=original["To"],
        subject=original["Subject"],
    )
    lines = [f"{client.quote_mark}{line}".rstrip() for line in text_of(original).splitlines()]
    return "\n".join([above, *lines, ""])
