"""Replies as the common mail clients write them, built with the standard library alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.utils import format_datetime, formataddr, getaddresses, make_msgid
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a mail client."""

    name: str
    address: str
    client: str = "mutt"

    def __str__(self) -> str:
        return formataddr((self.name, self.address))


def letter(author: Person, to: str, subject: str, text: str, *, cc: str = "", **headers: str) -> EmailMessage:
    """A new mail. `headers`: further ones, with _ for -; an empty value leaves one out."""
    mail = EmailMessage()
    mail["From"] = str(author)
    mail["To"] = to
    if cc:
        mail["Cc"] = cc
    mail["Subject"] = subject
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain=author.address.partition("@")[2])
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        if value:
            mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def reply(
    author: Person, mail: Message, text: str, *, everybody: bool = True, to: str | None = None, cc: str | None = None
) -> EmailMessage:
    """Reply All (or Reply) on a mail: Reply-To is honoured, the own address left out (RFC 5322 section 3.6.3)."""
    back = str(mail.get("Reply-To") or mail["From"])
    first = _without(author, back) or [back]
    named = {a.lower() for _, a in getaddresses(first)}
    others = [
        each
        for each in _without(author, ", ".join(str(mail[n]) for n in ("To", "Cc") if mail[n]))
        if getaddresses([each])[0][1].lower() not in named
    ]
    subject = str(mail["Subject"])
    answer = letter(
        author,
        ", ".join(first) if to is None else to,
        subject
        if subject.lower().startswith(("re:", "bls:", "balas:"))
        else f"{_PREFIX.get(author.client, 'Re')}: {subject}",
        "",
        cc=(", ".join(others) if everybody else "") if cc is None else cc,
    )
    answer["In-Reply-To"] = str(mail["Message-ID"])
    if author.client != "outlook":
        answer["References"] = f"{mail['References'] or ''} {mail['Message-ID']}".strip()
    _WRITE[author.client](answer, text, mail)
    return answer


def text_of(mail: Message) -> str:
    """The plain text part of a mail."""
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain", "html"))
    return "" if body is None else str(body.get_content()).replace("\r\n", "\n")


def _without(author: Person, value: str) -> list[str]:
    pairs = getaddresses([value])
    return [formataddr(pair) for pair in pairs if pair[1] and pair[1].lower() != author.address.lower()]


def _quoted(mail: Message) -> str:
    return "".join(f"> {line}\n" for line in text_of(mail).splitlines())


def _mutt(answer: EmailMessage, text: str, mail: Message) -> None:
    attribution = f"On Sat, Nov 21, 2026 at 10:12:00PM +0700, {_name(mail)} wrote:"
    answer.set_content(f"{text}\n\n{attribution}\n{_quoted(mail)}\n-- \n{_me(answer)}\nMeja bantuan\n")


def _gmail(answer: EmailMessage, text: str, mail: Message) -> None:
    who = f"{_name(mail)} <{getaddresses([str(mail['From'])])[0][1]}>"
    attribution = f"Pada tanggal Sab, 21 Nov 2026 pukul 22.12 {who}\nmenulis:"
    answer.set_content(f"{text}\n\n{attribution}\n\n{_quoted(mail)}")
    quote = (
        '<br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{escape(attribution)}<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{_html(text_of(mail))}</blockquote></div>'
    )
    answer.add_alternative(f'<div dir="ltr">{_html(text)}</div>{quote}', subtype="html")


def _outlook(answer: EmailMessage, text: str, mail: Message) -> None:
    block = f"From: {mail['From']}\nSent: Saturday, November 21, 2026 10:12 PM\n"
    block += f"To: {mail['To']}\nSubject: {mail['Subject']}"
    answer.set_content(f"{text}\n\n________________________________\n{block}\n\n{text_of(mail)}", charset="utf-8")
    answer["Thread-Index"] = "AdrZ8xkq"
    answer.add_alternative(
        f'<html><body><div class="WordSection1"><p class="MsoNormal">{_html(text)}</p>'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f"<p>{_html(block)}</p></div><p>{_html(text_of(mail))}</p></div></body></html>",
        subtype="html",
    )


def _iphone(answer: EmailMessage, text: str, mail: Message) -> None:
    attribution = f"> Pada 21 Nov 2026, pukul 22.12, {_name(mail)} menulis:\n> "
    body = f"{text}\n\nDikirim dari iPhone saya\n\n{attribution}\n{_quoted(mail)}"
    answer.set_content(body, cte="quoted-printable")


def _thunderbird(answer: EmailMessage, text: str, mail: Message) -> None:
    answer.set_content(
        f"{text}\n\nPada 21/11/2026 22.12, {_name(mail)} menulis:\n{_quoted(mail)}\n",
        cte="base64",
        params={"format": "flowed"},
    )


_WRITE: dict[str, Callable[[EmailMessage, str, Message], None]] = {
    "mutt": _mutt,
    "gmail": _gmail,
    "outlook": _outlook,
    "iphone": _iphone,
    "thunderbird": _thunderbird,
}
_PREFIX = {"outlook": "RE", "iphone": "Bls"}


def _name(mail: Message) -> str:
    name, address = getaddresses([str(mail["From"])])[0]
    return name or address


def _me(mail: Message) -> str:
    return getaddresses([str(mail["From"])])[0][0]


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
