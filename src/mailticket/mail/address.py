"""Addresses: read robustly, compared exactly; who may speak with authority (RFC 5322 section 3.4; spec 2.4)."""

import re
from dataclasses import dataclass
from email.utils import getaddresses
from typing import Final

from mailticket.ids import Address
from mailticket.mail.addr_spec import one_spelling
from mailticket.mail.headers import clean, decode_words, raw_text, unfold
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.patterns import pattern

_PLAIN: Final = re.compile(
    r"^[ \t]*(?:([^\"<>()@,;:\\\[\]=]*?)[ \t]*<)?"
    r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]*[A-Za-z0-9-])(>?)[ \t]*$"
)
_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|\\.|[()<>,;:]|[^"\\()<>,;:]+', re.DOTALL)
_ANGLE: Final = re.compile(r"<([^<>\s]{1,320}@[^<>\s]{1,320})>")
_QUOTED_LOCAL: Final = re.compile(r'"(?:[^"\\]|\\.){1,64}"@[^\s"@]{1,255}$')
_AT: Final = re.compile(r"\s?@\s?")
_BRACKETS: Final = frozenset("()<>:")
_SPACE: Final = re.compile(r"\s+")
_NO_REPLY: Final = pattern(r"""
    ^(?:no[-_.]?repl(?:y|ies)|do[-_.]?not[-_.]?reply|donotreply|jangan[-_.]?balas|tidak[-_.]?(?:dapat|bisa|
    untuk)?[-_.]?(?:di)?balas|noreplay|no[-_.]?response|tanpa[-_.]?balas(?:an)?|bounces?|bounce[-_+].*|
    .*[-_]bounces(?:\+.*)?)$|[-_.+]no[-_.]?reply$|^no[-_.]?reply[-_.+]
""")
_DAEMONS: Final = frozenset(
    {"mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "mdaemon", "mailadm", "mail-delivery-system"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailboxes:
    """The mailboxes of one or several header values, and what was odd about the way they were written."""

    addresses: tuple[Address, ...]
    defects: tuple[str, ...] = ()


def read_mailboxes(values: list[str]) -> Mailboxes:
    """Mailboxes of raw header values, undecoded: an encoded name may hold a comma. Groups give their members."""
    addresses: list[Address] = []
    defects: list[str] = []
    for value in values:
        text = unfold(raw_text(value[:65_536]))
        plain = _PLAIN.match(text)
        if plain and bool(plain[3]) == (plain[1] is not None):
            addresses.append(Address(plain[2], clean(plain[1] or "")))
        else:
            _scan(text, addresses, defects)
    return Mailboxes(addresses=tuple(addresses), defects=tuple(dict.fromkeys(defects)))


class _Scan:
    """One walk over the tokens of an address list."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.comment: list[str] = []
        self.angle: list[str] | None = None
        self.in_angle = False
        self.depth = 0
        """Of nested comments."""

    def clear(self) -> None:
        self.words.clear()
        self.comment.clear()
        self.angle, self.in_angle, self.depth = None, False, 0


def _scan(text: str, addresses: list[Address], defects: list[str]) -> None:
    now = _Scan()
    for piece in _PIECE.findall(text):
        if now.depth:
            now.depth += (piece == "(") - (piece == ")")
            now.comment.append(piece if now.depth else "")
        elif now.in_angle:
            _inside(now, piece)
        elif piece in {",", ";"}:
            _finish(now, addresses, defects)
        elif piece in _BRACKETS:
            _bracket(now, piece, defects)
        else:
            now.words.append(piece)
            if now.angle is not None and piece.strip():
                defects.append("text after the address")
    if now.depth or now.in_angle:
        defects.append("a bracket that is never closed")
    _finish(now, addresses, defects)


def _bracket(now: _Scan, piece: str, defects: list[str]) -> None:
    if piece == "(":
        now.depth = 1
        defects.append("a comment")
    elif piece == "<":
        if now.angle is not None:
            defects.append("two addresses without a comma")
        now.angle, now.in_angle = [], True
    elif piece == ":":
        now.clear()
        defects.append("a group")
    else:
        defects.append("a stray bracket")


def _inside(now: _Scan, piece: str) -> None:
    if piece == ">":
        now.in_angle = False
    elif now.angle is not None and piece not in {"<", "("}:
        now.angle.append(piece)


def _finish(now: _Scan, addresses: list[Address], defects: list[str]) -> None:
    words = _SPACE.sub(" ", "".join(now.words)).strip()
    if now.angle is None:
        spec, name = _bare(words), _named("".join(now.comment))
        if words and not spec:
            defects.append("a name without an address")
        elif words.startswith("["):
            defects.append("a stray bracket")
    else:
        spec, name = "".join(now.angle).strip(), _named(words) or _named("".join(now.comment))
        spec = spec.rpartition(":")[2] if spec.startswith("@") else spec
        if not spec and "@" in words:
            spec, name = _bare(words), ""
            defects.append("an empty address")
    if "=?" in spec:  # seen in practice: 'Ani <ani@example.net>' encoded as a whole
        spec = clean(decode_words(spec))
        inner = _ANGLE.search(spec)
        spec, name = (inner[1], name or _named(spec[: inner.start()])) if inner else (spec, name)
    spec = clean(spec) if spec.startswith('"') else _SPACE.sub("", clean(spec)).removeprefix("mailto:").rstrip(".")
    angled = now.angle is not None
    now.clear()
    if not spec:
        return
    if "@" not in spec or spec.count("@") > 1 or spec.endswith("@") or spec.startswith("@"):
        defects.append("not an address")
    if "@" in spec or (spec and " " not in words.strip()) or angled:
        addresses.append(Address(one_spelling(spec[:320]), name))


def _bare(words: str) -> str:
    """The addr-spec in text without angle brackets: the one word with an @."""
    quoted = _QUOTED_LOCAL.search(words)
    if quoted:
        return quoted[0]
    found = [word for word in _AT.sub("@", words).split(" ") if "@" in word]
    if found:
        word = found[0].strip("'\"")
        return word if "@[" in word else word.strip("[]'\"")
    return "" if " " in words else words  # seen in practice: `From: MAILER-DAEMON`


def _named(words: str) -> str:
    text = re.sub(r'"((?:[^"\\]|\\.)*)"?', lambda quoted: re.sub(r"\\(.)", r"\1", quoted[1]), words)
    text = decode_words(text) if "=?" in text else text
    return clean(_SPACE.sub(" ", text))[:200].strip("'\" ")


def from_doubts(values: list[str], mailboxes: Mailboxes) -> tuple[str, ...]:
    """Why these From values give no authority (spec 2.4); empty when there is no doubt.

    Exactly one From, one mailbox, no defect, and the standard library reads the same address as we do.
    """
    doubts: list[str] = []
    if len(values) != 1:
        doubts.append(f"{len(values)} From headers")
    if len(mailboxes.addresses) != 1:
        doubts.append(f"{len(mailboxes.addresses)} mailboxes in From")
    doubts.extend(f"From has {defect}" for defect in mailboxes.defects if defect != "a comment" or len(values) != 1)
    if not doubts and not _read_alike(values[0], mailboxes.addresses[0]):
        doubts.append("two parsers read From differently")
    return tuple(doubts)


def _read_alike(value: str, ours: Address) -> bool:
    try:
        theirs = [spec for _, spec in getaddresses([unfold(raw_text(value))]) if spec]
    except (ValueError, IndexError, TypeError, RecursionError):
        return False
    return theirs == [ours.address] and ours.address.isascii()


def one_author(message: InboundMessage) -> Address | None:
    """The author, if the mail names exactly one beyond doubt; None: no authority for anybody (spec 2.4)."""
    if message.author is None or message.from_count != 1 or message.from_doubts:
        return None
    return message.author if message.author.address.isascii() else None


def is_no_reply(address: str) -> bool:
    """Whether nobody reads what is sent there: no-reply and its kin, in both languages (spec 2.5)."""
    return bool(_NO_REPLY.search(address.lower().partition("@")[0]))


def is_daemon(address: str) -> bool:
    """Whether a mail system writes under this address: MAILER-DAEMON, postmaster and their kin (spec 2.5)."""
    return address.lower().partition("@")[0] in _DAEMONS
