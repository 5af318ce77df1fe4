"""Bounces: which recipient, for good or for now, and which of our mails (RFC 3464; spec 1.3 row 3, 2.8).

A delivery report is read first. Prose is read only after a sign that a mail system wrote it (MAILER-DAEMON,
postmaster, a null path, a subject that no person writes): a person's reply that quotes a bounce is a person's.
"""

import re
from dataclasses import dataclass
from email.message import Message
from typing import Final

from mailticket.ids import Address, MessageId
from mailticket.mail import prose
from mailticket.mail.address import is_daemon
from mailticket.mail.headers import decode_value
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.thread import parents

_SPEC: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,100}@[A-Za-z0-9][A-Za-z0-9.-]{0,200}[A-Za-z0-9]")
_SPEC_UTF8: Final = re.compile(r"[^\s<>()@,;:\"\\\[\]]{1,100}@[^\s<>()@,;:\"\\\[\]]{1,250}")
_EMBEDDED: Final = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_STATUS: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY_CODE: Final = re.compile(r"(?<![\d.-])([45])\d\d(?=[ \-#])")
_FIELD: Final = re.compile(r"^([A-Za-z][A-Za-z-]{1,60}):[ \t]*(.*)$")
_ID_LINE: Final = re.compile(r"^\s*Message-ID:\s*(<[^<>\s]{3,900}>)", re.IGNORECASE | re.MULTILINE)
_RETURNED: Final = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers"}
)
_RECIPIENT_FIELDS: Final = frozenset({"final-recipient", "original-recipient", "action"})
_REPORT: Final = "delivery-status"
_SUBJECT_SAYS: Final = "Subject: "
_OTHER_REPORTS: Final = frozenset({"message/feedback-report", "message/disposition-notification"})
_REPORTS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """One recipient that a delivery report names."""

    address: str
    """Lower-case addr-spec; '' if the report names none."""
    status: str = ""
    """Enhanced status code (RFC 3463), '' if unknown."""
    action: str = "failed"
    """failed, delayed, delivered, relayed or expanded (RFC 3464 section 2.3.3)."""
    permanent: bool = True
    said: str = ""
    """The server's own words (Diagnostic-Code), '' if the report has none."""
    original: str = ""
    """The address that the mail was sent to, if it was forwarded (Original-Recipient); '' if unknown."""

    @property
    def lost(self) -> bool:
        """The mail didn't arrive and won't: the address is dead, or the mail system gave up."""
        return self.action == "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a mail system says about mail that wasn't delivered, or not yet."""

    recipients: tuple[Failed, ...]
    delay: bool = False
    """Only a delay, or a success: changes nothing (notes/mail-facts.md)."""
    original_id: MessageId | None = None
    """Message-ID of the mail that came back."""
    original_headers: tuple[tuple[str, str], ...] = ()
    """Its headers as far as they were returned: name in lower case, value decoded."""
    about_us: bool = False
    """It speaks of sender, domain, quota or rate, so no recipient is to blame (spec 2.8)."""
    evidence: tuple[str, ...] = ()


def read_bounce(message: InboundMessage) -> Bounce | None:
    """The bounce that this mail is; None if it is none. Feedback reports (RFC 5965) are none."""
    kind = (message.header("content-type") or "").lower()
    kinds = {one.type for one in message.attachments}
    if kinds & _OTHER_REPORTS or any(one.rpartition("/")[2] in kind for one in _OTHER_REPORTS):
        return None
    report = _report(message)
    if report is not None:
        return _of_report(message, report)
    signs = sender_signs(message)
    return _of_prose(message, signs) if signs and _speaks_of_failure(message, signs) else None


def sender_signs(message: InboundMessage) -> tuple[str, ...]:
    """Signs that a mail system wrote this, not a person: sender, null path, subject. Empty: none.

    People write of 'undelivered mail' too, so the subject is a sign beside another one, or where nobody is the author.
    """
    author = message.author
    name = f"{author.name} {author.address}" if author is not None else ""
    signs = [
        *([f"From: {name.strip()}"] if author is not None and _by_a_system(author) else ()),
        *(["Return-Path: <>"] if message.return_path == "" else ()),
        *(["X-Failed-Recipients"] if message.header("x-failed-recipients") else ()),
        *(["Content-Type: delivery-status"] if _REPORT in (message.header("content-type") or "").lower() else ()),
    ]
    subject = prose.SUBJECT.search(message.subject)
    like = prose.LIKE_DAEMON.search(name)
    if like and (signs or subject):
        signs.append(f"From: {name.strip()}")
    if subject and (signs or author is None):
        signs.append(f"{_SUBJECT_SAYS}{message.subject[:80]}")
    return tuple(signs)


def _by_a_system(author: Address) -> bool:
    return is_daemon(author.address) or bool(prose.DAEMON_NAME.search(f"{author.name} {author.address}"))


def _speaks_of_failure(message: InboundMessage, signs: tuple[str, ...]) -> bool:
    """Words of failure; more of them where the null path alone shows a machine: absence notices have it as well."""
    if message.header("x-failed-recipients") or _SUBJECT_SAYS in signs[-1]:
        return True
    if prose.NOT_A_BOUNCE.search(message.subject) or (message.header("auto-submitted") or "").lower().startswith(
        "auto-replied"
    ):
        return False
    alone = signs == ("Return-Path: <>",)
    return bool((prose.FAILURE_SURELY if alone else prose.FAILURE).search(message.text[:20_000]))


def _report(message: InboundMessage) -> list[dict[str, str]] | None:
    """The blocks of the delivery-status part; None without one."""
    part = next((one for one in message.attachments if one.type in _REPORTS), None)
    if part is None:
        return None
    return report_blocks(part.content.decode("utf-8", "replace")[:262_144])


def report_blocks(text: str) -> list[dict[str, str]]:
    """Blocks of `name: value` lines; names in lower case, folds undone (RFC 3464 section 2.1)."""
    blocks: list[dict[str, str]] = []
    block: dict[str, str] = {}
    last = ""
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        field = _FIELD.match(line)
        if not line.strip():
            if block:
                blocks.append(block)
            block, last = {}, ""
        elif line[0] in " \t" and last:
            block[last] += f" {line.strip()}"
        elif field:
            last = field[1].lower()
            if last == "final-recipient" and last in block:
                blocks.append(block)
                block = {}
            block[last] = field[2].strip()
    return blocks


def _of_report(message: InboundMessage, blocks: list[dict[str, str]]) -> Bounce:
    failed = [_of_block(block) for block in blocks if block.keys() & _RECIPIENT_FIELDS]
    if not failed:
        return _of_prose(message, ("message/delivery-status",))
    returned = _returned(message)
    words = " ".join(block.get("diagnostic-code", "") for block in blocks).strip() or prose.notice(message.text)
    return Bounce(
        recipients=_unique(failed),
        delay=all(one.action in {"delayed", "delivered", "relayed", "expanded"} for one in failed),
        original_id=returned.message_id,
        original_headers=returned.headers,
        about_us=any(one.permanent or one.action == "failed" for one in failed) and speaks_of_us(words, failed),
        evidence=("message/delivery-status",),
    )


def _of_block(block: dict[str, str]) -> Failed:
    original = _address(block.get("original-recipient", ""))
    address = _address(block.get("final-recipient", "")) or original
    action = (
        block.get("action", "failed").split()[0].strip(";,").lower() if block.get("action", "").strip() else "failed"
    )
    diagnostic = block.get("diagnostic-code", "")
    status = _status(block.get("status", ""), diagnostic)
    if not address and diagnostic:
        address = _address(diagnostic)
    permanent = action == "failed" and not status.startswith("4")
    said = " ".join(diagnostic.partition(";")[2].split()) or diagnostic.strip()
    return Failed(address=address, status=status, action=action, permanent=permanent, said=said, original=original)


def _status(status: str, diagnostic: str) -> str:
    """The status field; the text of the other side where the field is generic (x.0.0) or missing."""
    given = _STATUS.search(status)
    told = _STATUS.search(diagnostic)
    if given and not (given[0].endswith(".0.0") and told and told[1] == given[1]):
        return given[0]
    if told:
        return told[0]
    code = _REPLY_CODE.search(diagnostic)
    return given[0] if given else (f"{code[1]}.0.0" if code else "")


def _address(value: str) -> str:
    """The addr-spec of an `rfc822; …` or `utf-8; …` field (RFC 6533 section 3), lower case; '' without one."""
    kind, _, text = value.partition(";") if ";" in value else ("rfc822", "", value)
    if kind.strip().lower() == "utf-8":
        text = _EMBEDDED.sub(_letter, text)
        found = _SPEC_UTF8.search(text)
        return found[0].lower() if found else ""
    found = _SPEC.search(text)
    return found[0].lower() if found else ""


def _letter(found: re.Match[str]) -> str:
    r"""`\x{E9}`, as a letter outside ASCII is written where only ASCII gets through."""
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]


def _unique(failed: list[Failed]) -> tuple[Failed, ...]:
    seen: dict[str, Failed] = {}
    for one in failed[:200]:
        if one.address not in seen or (one.permanent and not seen[one.address].permanent):
            seen[one.address] = one
    return tuple(seen.values())


def _of_prose(message: InboundMessage, signs: tuple[str, ...]) -> Bounce:
    own = prose.notice(message.text)
    temporary, permanent = _named_by_library(message)
    named = [one.lower() for one in _SPEC.findall(message.header("x-failed-recipients") or "")]
    named = named or sorted(temporary | permanent) or _named_in(own, message)
    returned = _returned(message)
    said = f"{message.subject}\n{own}"
    delay = bool(prose.DELAY_SURELY.search(said) or (prose.DELAY.search(said) and not permanent))
    failed = [_of_words(address, own, delay=delay) for address in named[:50]] or [_of_words("", own, delay=delay)]
    return Bounce(
        recipients=_unique(failed),
        delay=delay,
        original_id=returned.message_id,
        original_headers=returned.headers,
        about_us=not delay and speaks_of_us(own, failed),
        evidence=signs,
    )


def _of_words(address: str, own: str, *, delay: bool) -> Failed:
    at = own.lower().find(address) if address else -1
    near = own[at : at + 1500] if at >= 0 else own
    found = _STATUS.search(near) or _STATUS.search(own)
    code = _REPLY_CODE.search(near) or _REPLY_CODE.search(own)
    status = found[0] if found else (f"{code[1]}.0.0" if code else "")
    permanent = (
        not delay and not (status.startswith("4") and not prose.GAVE_UP.search(own)) and not status.startswith("4")
    )
    return Failed(address=address, status=status, action="delayed" if delay else "failed", permanent=permanent)


def _named_in(own: str, message: InboundMessage) -> list[str]:
    """Addresses in the notice that aren't the reporter's nor the reader's own."""
    aside = {one.key for one in message.recipients} | ({message.author.key} if message.author else set())
    found = (one.lower() for one in _SPEC.findall(own[:20_000]))
    return list(dict.fromkeys(one for one in found if one not in aside and not is_daemon(one)))[:3]


def _named_by_library(message: InboundMessage) -> tuple[set[str], set[str]]:
    """What flufl.bounce reads in the prose: (temporary, permanent) addresses. It raises on odd mail: then none."""
    from flufl.bounce import all_failures  # noqa: PLC0415 - 20 ms that only a bounce waits for

    copy = Message()
    left_out = {"content-type", "content-transfer-encoding"} | (set() if message.author else {"from"})
    for name, value in message.headers[:100]:
        if name not in left_out:
            copy[name] = value
    if message.author is None:
        copy["from"] = "MAILER-DAEMON"  # one of its readers raises without any
    copy.set_payload(message.text[:60_000].encode("utf-8", "replace").decode("ascii", "replace"))
    try:
        temporary, permanent = all_failures(copy)
    except Exception:  # noqa: BLE001 - a guest in our house: what it can't read we read ourselves
        return set(), set()
    return _texts(temporary), _texts(permanent)


def _texts(found: object) -> set[str]:
    specs = found if isinstance(found, (set, frozenset)) else set()
    texts = {one.decode("ascii", "replace") if isinstance(one, bytes) else str(one) for one in specs}
    return {one.lower() for one in texts if _SPEC.fullmatch(one)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Returned:
    message_id: MessageId | None
    headers: tuple[tuple[str, str], ...]


def _returned(message: InboundMessage) -> _Returned:
    """Headers and Message-ID of the mail that came back: from its part, the text, or what the bounce answers."""
    part = next((one for one in message.attachments if one.type in _RETURNED), None)
    headers = _header_lines(part.content.decode("utf-8", "surrogateescape")) if part is not None else ()
    found = next((value for name, value in headers if name == "message-id"), None)
    if found is None:
        in_text = _ID_LINE.search(message.text)
        found = in_text[1] if in_text else None
    own = next(iter(parents(message)), None)
    match = re.search(r"<[^<>\s]{3,900}>", found) if found else None
    return _Returned(message_id=MessageId(match[0]) if match else own, headers=headers)


def _header_lines(text: str) -> tuple[tuple[str, str], ...]:
    head = text.replace("\r\n", "\n").lstrip("\n").split("\n\n", 1)[0]
    pairs: list[tuple[str, str]] = []
    for line in head.split("\n")[:500]:
        field = _FIELD.match(line[:4000])
        if line[:1] in {" ", "\t"} and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}"[:8000])
        elif field:
            pairs.append((field[1].lower(), field[2]))
    return tuple((name, decode_value(value)) for name, value in pairs)


def speaks_of_us(words: str, failed: list[Failed]) -> bool:
    """Whether the refusal is about sender, domain, quota, login or rate, not the recipient (spec 1.3 row 3, 2.8)."""
    if prose.LIST_REFUSES.search(words) and not prose.ABOUT_US_SURELY.search(words):
        return False
    if any(one.status.startswith(("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.")) for one in failed):
        return bool(prose.ABOUT_US_SURELY.search(words))
    if any(
        one.status
        in {"5.1.7", "5.1.8", "5.7.25", "5.7.26", "5.7.27", "5.7.8", "5.7.9", "4.7.0", "4.7.1", "4.7.28", "5.7.60"}
        for one in failed
    ):
        return True
    return bool(prose.ABOUT_US.search(words))
