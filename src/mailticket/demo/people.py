"""People who write mail and press Reply, each with the habits of a mail program. Values in, messages out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP, default
from email.utils import format_datetime, formataddr, getaddresses
from typing import Literal
from uuid import uuid4


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What differs between mail programs when they answer."""

    name: str
    reply_to: Literal["all", "first"] = "all"
    """`first`: of several addresses in Reply-To only the first is used."""
    others_in: Literal["To", "Cc"] = "Cc"
    """Where Reply All puts those who stood in To beside the person that answers."""
    attribution: str = "On {date}, {author} wrote:"
    """The line above the quoted message; `{date}`, `{author}`, `{address}`."""
    date: str = "%a, %d %b %Y at %H:%M"
    quotes: bool = True


MUTT = Client(name="Mutt/2.2.9", attribution="On {date}, {author} wrote:", quotes=False)
THUNDERBIRD = Client(
    name="Mozilla Thunderbird", others_in="To", attribution="On {date}, {author} wrote:", date="%d/%m/%Y %H:%M"
)
GMAIL = Client(name="Gmail", attribution="On {date} {author} <{address}> wrote:")
GMAIL_ID = Client(
    name="Gmail", attribution="Pada tanggal {date} {author} <{address}> menulis:", date="%d/%m/%Y pukul %H.%M"
)
PHONE = Client(name="Mail", reply_to="first", attribution="{author} <{address}> menulis:")


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
    quote: bool | None = None,
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """The mail that Reply (or Reply All, with `everybody`) makes of `original`, and `text` above what is quoted.

    Reply-To is honoured, the person's own address left out, the thread carried on (RFC 5322 section 3.6.4).
    `quote`: None means as the program does.
    """
    to, cc = recipients(original, sender, everybody=everybody)
    quoted = sender.client.quotes if quote is None else quote
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
        text=f"{text}\n\n{_quoted(original, sender.client)}" if quoted else text,
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
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


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
    name, address = (_mailboxes(original, "From") or [("", "")])[0]
    date = original["Date"]
    when = date.datetime.strftime(client.date) if date is not None and date.datetime is not None else ""
    lines = "".join(f"> {line}".rstrip() + "\n" for line in text_of(original).splitlines())
    return f"{client.attribution.format(date=when, author=name or address, address=address)}\n{lines}"
