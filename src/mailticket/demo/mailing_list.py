"""A mailing list as a value: which members get which copy of a post. It touches no network and reads no clock.

What it adds was read from copies of Mailman 3 lists: subject prefix, footer below a line of underscores, `List-*`
headers (RFC 2369, RFC 2919), `Precedence: list`, `X-MailFrom`, and, where wanted, a rewritten From.
"""

from dataclasses import dataclass
from email import message_from_bytes
from email.charset import QP, Charset
from email.header import Header, decode_header, make_header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP, compat32
from email.utils import formataddr, getaddresses, parseaddr
from typing import Literal

_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP
_WIRE = compat32.clone(linesep="\r\n", max_line_length=SMTP.max_line_length)
_MOVES_WITH_THE_BODY = ("content-type", "content-transfer-encoding", "content-disposition", "content-description")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingList:
    """One list and its habits. The habits are what tests vary: no two lists behave alike (spec 2.3)."""

    address: str
    name: str
    list_id: str
    members: tuple[str, ...]
    prefix: str = ""
    """Put before each subject, such as `[Operators]`; empty for none."""
    footer: str = ""
    """Text below a line of underscores at the end of each post; empty for none."""
    rewrite_from: bool = False
    """From becomes 'Budi via Operators <list>', the author goes to Reply-To (Mailman's munge_from)."""
    original_from: bool = False
    """With a rewritten From: keep the author in X-Original-From, as Google Groups does."""
    reply_to_list: bool = False
    """The list puts itself first in Reply-To."""
    copies: Literal["also", "once"] = "also"
    """`once` skips a member who stands in To or Cc already (Mailman's 'avoid duplicates')."""
    echo: bool = True
    """Whether authors get their own posts back."""
    posting: Literal["members", "anyone"] = "anyone"
    """`members` sets posts of all others aside for a moderator, who never comes."""

    @property
    def bounces(self) -> str:
        """The envelope sender of every copy."""
        local, _, domain = self.address.partition("@")
        return f"{local}-bounces@{domain}"

    def expand(self, raw: bytes, mail_from: str) -> tuple[tuple[str, bytes], ...]:
        """(member, copy) for each member who gets the post; none for a post of ours that came back, or not allowed."""
        post = message_from_bytes(raw, policy=compat32)
        author = _bare(str(post.get("From", "")))
        if self.address in post.get_all("X-BeenThere", []) or not self._may_post(author):
            return ()
        readers = self._readers(post, author)
        copy = self._dressed(post, mail_from).as_bytes(policy=_WIRE)
        return tuple((member, copy) for member in readers)

    def _may_post(self, author: str) -> bool:
        return self.posting == "anyone" or author in {member.lower() for member in self.members}

    def _readers(self, post: Message, author: str) -> tuple[str, ...]:
        named = _addresses(post, "To", "Cc") if self.copies == "once" else frozenset()
        skipped = named if self.echo else named | {author}
        return tuple(member for member in self.members if member.lower() not in skipped)

    def _dressed(self, post: Message, mail_from: str) -> Message:
        """The post in the list's clothes: what every reader gets."""
        copy = _with_footer(post, self.footer) if self.footer else post
        subject = str(copy.get("Subject", ""))
        if self.prefix not in _decoded(subject):
            _put(copy, "Subject", f"{self.prefix} {subject}".rstrip())
        self._address(copy)
        for name, value in self._headers(mail_from):
            _put(copy, name, value)
        return copy

    def _address(self, copy: Message) -> None:
        """Rewrite From and Reply-To, as far as this list does so."""
        original = str(copy.get("From", ""))
        replies = [str(value) for value in copy.get_all("Reply-To", [])]
        if self.rewrite_from:
            name, address = parseaddr(original)
            shown = f"{_decoded(name) or address.partition('@')[0]} via {self.name}"
            _put(copy, "From", formataddr((shown, self.address)))
            replies = replies if address in {a for _, a in getaddresses(replies)} else [*replies, original]
            if self.original_from:
                _put(copy, "X-Original-From", original)
        if self.reply_to_list:
            replies = [f"{self.name} <{self.address}>", *replies]
        if replies:
            _put(copy, "Reply-To", ", ".join(replies))

    def _headers(self, mail_from: str) -> tuple[tuple[str, str], ...]:
        local, _, domain = self.address.partition("@")
        return (
            ("Precedence", "list"),
            ("X-BeenThere", self.address),
            ("X-MailFrom", mail_from),
            ("List-Id", f"{self.name} <{self.list_id}>"),
            ("List-Post", f"<mailto:{self.address}>"),
            ("List-Help", f"<mailto:{local}-request@{domain}?subject=help>"),
            ("List-Unsubscribe", f"<mailto:{local}-leave@{domain}>"),
            ("Sender", f"{self.name} <{self.bounces}>"),
            ("Errors-To", self.bounces),
        )


def _with_footer(post: Message, footer: str) -> Message:
    """Footer into a lone plain text, else as one more part, so that a reader always sees it (as Mailman does)."""
    text = f"_______________________________________________\n{footer}\n"
    if post.get_content_type() == "text/plain" and "attachment" not in str(post.get("Content-Disposition", "")):
        return _appended(post, text)
    if post.get_content_type() != "multipart/mixed":
        post = _wrapped(post)
    post.attach(MIMEText(text))
    return post


def _appended(post: Message, text: str) -> Message:
    charset = post.get_content_charset("utf-8")
    payload = post.get_payload(decode=True)
    body = payload.decode(charset, "replace") if isinstance(payload, bytes) else ""
    del post["Content-Transfer-Encoding"]
    body = body.replace("\r\n", "\n")
    joined = f"{body}{'' if body.endswith(chr(10)) else chr(10)}{text}"
    if joined.isascii():
        post.set_payload(joined, "us-ascii")
    else:
        post.set_payload(joined.encode(), _UTF8)
    return post


def _wrapped(post: Message) -> Message:
    """The post as the first part of a multipart/mixed that takes over its headers."""
    inner = Message(policy=compat32)
    outer = MIMEMultipart("mixed")
    for name, value in post.items():
        if name.lower() in _MOVES_WITH_THE_BODY:
            inner[name] = value
        elif name.lower() != "mime-version":
            outer[name] = value
    inner.set_payload(post.get_payload())
    outer.attach(inner)
    return outer


def _put(message: Message, name: str, value: str) -> None:
    del message[name]
    message[name] = value if value.isascii() else Header(value, "utf-8").encode()


def _addresses(post: Message, *names: str) -> frozenset[str]:
    values = [str(value) for name in names for value in post.get_all(name, [])]
    return frozenset(address.lower() for _, address in getaddresses(values) if address)


def _bare(value: str) -> str:
    return parseaddr(value)[1].lower()


def _decoded(name: str) -> str:
    return str(make_header(decode_header(name)))
