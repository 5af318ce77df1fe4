"""Machine mail told from people's, each with its evidence (spec 2.5, 1.3 row 5).

What our own list adds (Precedence, List-*) is subtracted first: a list copy of a person's mail is a person's.
"""

import re
from dataclasses import dataclass
from typing import Final

from mailticket.mail import machines
from mailticket.mail.address import is_daemon, is_no_reply
from mailticket.mail.bounce import read_bounce
from mailticket.mail.codes import code_in
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.reply import SHORT, split_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OurList:
    """What is known of the operators' list and the helpdesk; what they add to a mail isn't held against it."""

    address: str = ""
    """Lower case; '' where no list is configured."""
    list_id: str = ""
    """As in List-Id, without angle brackets; '' means: derived from the address."""
    aliases: tuple[str, ...] = ()
    """Further addresses of list and helpdesk, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Mail that no person wrote."""

    kind: str
    """auto_reply, bounce, feedback, receipt, calendar, reaction, list_robot, moderation, challenge, spam or bulk."""
    evidence: tuple[str, ...]
    """Which header, which words."""
    refused: bool = False
    """Of a moderation notice: the list has refused a post for good, it doesn't merely wait."""
    to_owner: bool = False
    """Of a moderation notice: it asks the list's owner to judge somebody's post."""


NO_LIST: Final = OurList()


def machine(message: InboundMessage, ours: OurList = NO_LIST) -> Machine | None:
    """What kind of machine wrote this, with its evidence; None: a person. In doubt a person (auto-forwarded is one)."""
    for judge in (
        _feedback,
        _receipt,
        _bounce,
        _calendar,
        _moderation,
        _challenge,
        _reaction,
        _list_robot,
        _auto_reply,
        _spam,
        _bulk,
    ):
        found = judge(message, ours)
        if found is not None:
            return found
    return None


def from_our_list(message: InboundMessage, ours: OurList) -> bool:
    """Whether our own list passed this on: its List-Id, or its address in List-Post."""
    local, _, domain = ours.address.lower().partition("@")
    names = {one for one in (ours.list_id.lower(), f"{local}.{domain}" if domain else "") if one}
    found = re.search(r"<([^<>]*)>\s*$", message.header("list-id") or "")
    list_id = (found[1] if found else message.header("list-id") or "").strip().lower()
    post = (message.header("list-post") or "").lower()
    return list_id in names or bool(ours.address and ours.address.lower() in post)


def never_answer(message: InboundMessage, ours: OurList = NO_LIST) -> str | None:
    """Why nothing may be sent to this mail's author (spec 2.5); None: an answer is fine."""
    author = message.author
    if author is None:
        return "no author"
    if message.return_path == "":
        return "null return path"
    if is_daemon(author.address) or is_no_reply(author.address):
        return f"nobody reads {author.address}"
    if author.key in {ours.address.lower(), *ours.aliases}:
        return "our own address"
    found = machine(message, ours)
    if found is not None:
        return f"{found.kind}: {found.evidence[0]}" if found.evidence else found.kind
    return _code(message) or _quiet_header(message, ours)


def _code(message: InboundMessage) -> str | None:
    """What somebody else waits for (spec 5.3), in a mail that brings it; None in all others."""
    found = code_in(f"{message.subject}\n{message.text[:1500]}")
    return f"a code or a confirmation: {found[:40]!r}" if found else None


def _quiet_header(message: InboundMessage, ours: OurList) -> str | None:
    """Headers that forbid an answer though a person may have written the mail (another list, suppression)."""
    auto = _auto_submitted(message)
    if auto:
        return f"Auto-Submitted: {auto}"
    listed = from_our_list(message, ours)
    precedence = (message.header("precedence") or "").strip().lower()
    if precedence in {"bulk", "junk", "list"} and not listed:
        return f"Precedence: {precedence}"
    foreign = next((name for name, _ in message.headers if name.startswith("list-") and not listed), None)
    if foreign:
        return f"{foreign} of a list that isn't ours"
    suppress = (message.header("x-auto-response-suppress") or "").lower()
    if suppress and suppress != "none":
        return f"X-Auto-Response-Suppress: {suppress[:40]}"
    present = _names(message)
    return next((name for name in machines.AUTO_HEADERS if name in present and message.header(name)), None)


def _names(message: InboundMessage) -> set[str]:
    return {name for name, _ in message.headers}


def _auto_submitted(message: InboundMessage) -> str:
    """Auto-Submitted where it names a machine; '' for `no`, auto-forwarded and none (RFC 3834 section 5)."""
    whole = (message.header("auto-submitted") or "").strip().lower()
    value = re.split(r"[;\s(]", whole)[0] if whole else ""
    return "" if value in {"", "no", "auto-forwarded"} else value


def _kinds(message: InboundMessage) -> set[str]:
    return {one.type for one in message.attachments}


def _report_type(message: InboundMessage) -> str:
    found = re.search(r"report-type\s*=\s*\"?([\w-]+)", message.header("content-type") or "", re.IGNORECASE)
    return found[1].lower() if found else ""


def _feedback(message: InboundMessage, _: OurList) -> Machine | None:
    if _report_type(message) == "feedback-report" or "message/feedback-report" in _kinds(message):
        return Machine(kind="feedback", evidence=("Content-Type: feedback-report (RFC 5965)",))
    return None


def _receipt(message: InboundMessage, _: OurList) -> Machine | None:
    if _report_type(message) == "disposition-notification" or "message/disposition-notification" in _kinds(message):
        return Machine(kind="receipt", evidence=("Content-Type: disposition-notification (RFC 8098)",))
    if machines.RECEIPT_SUBJECT.search(message.subject) and machines.RECEIPT_TEXT.search(message.text[:2000]):
        return Machine(kind="receipt", evidence=(f"Subject: {message.subject[:80]}",))
    return None


def _bounce(message: InboundMessage, _: OurList) -> Machine | None:
    found = read_bounce(message)
    return Machine(kind="bounce", evidence=found.evidence) if found is not None else None


def _calendar(message: InboundMessage, _: OurList) -> Machine | None:
    part = next((one for one in message.attachments if one.type in {"text/calendar", "application/ics"}), None)
    if part is None:
        return None
    method = re.search(rb"^METHOD:(REPLY|COUNTER|CANCEL|REFRESH)", part.content[:20_000], re.IGNORECASE | re.MULTILINE)
    return Machine(kind="calendar", evidence=(f"calendar {method[1].decode().upper()}",)) if method else None


def _moderation(message: InboundMessage, _: OurList) -> Machine | None:
    author = message.author
    signs = (
        (author is not None and (machines.ROBOT.search(author.key) or is_no_reply(author.address)))
        or bool(_auto_submitted(message))
        or message.return_path == ""
        or (message.header("x-list-administrivia") or "").lower() == "yes"
    )
    if not signs:  # the words are looked for last: that takes longer than all the rest
        return None
    words = f"{message.subject}\n{message.text[:1500]}"
    found = machines.MODERATION.search(message.subject) or machines.MODERATION_TEXT.search(message.text[:1500])
    if not found:
        return None
    return Machine(
        kind="moderation",
        evidence=(f"words: {found[0][:60]}",),
        refused=bool(machines.LIST_REFUSED.search(words)),
        to_owner=bool(machines.TO_THE_OWNER.search(words)),
    )


def _challenge(message: InboundMessage, _: OurList) -> Machine | None:
    """A system that lets mail in only after a person has confirmed it, by its own name or beside a machine's sign."""
    author = message.author
    service = machines.CHALLENGERS.search(f"{author.name} {author.address}" if author else "")
    if service:
        return Machine(kind="challenge", evidence=(f"From: {service[0]}",))
    signs = message.return_path == "" or _auto_submitted(message) or (author and is_no_reply(author.address))
    if not signs and not machines.CHALLENGE_SUBJECT.search(message.subject):  # the words are looked for last
        return None
    words = f"{message.subject}\n{_own_words(message)}"
    found = machines.USES_CHALLENGER.search(words) or (machines.CHALLENGE.search(words) if signs else None)
    return Machine(kind="challenge", evidence=(f"words: {found[0][:60]}",)) if found else None


def _reaction(message: InboundMessage, _: OurList) -> Machine | None:
    if message.header("x-ms-reactions") and machines.REACTION_SUBJECT.search(message.subject):
        return Machine(kind="reaction", evidence=("X-MS-Reactions",))
    if "reaction" in (message.header("content-disposition") or "").lower() or any(
        "reaction" in one for one in _kinds(message)
    ):
        return Machine(kind="reaction", evidence=("a reaction part",))
    found = machines.REACTION.search(message.text.lstrip()[:600].rstrip())
    return Machine(kind="reaction", evidence=(f"words: {found[0][:60]}",)) if found else None


def _list_robot(message: InboundMessage, ours: OurList) -> Machine | None:
    author = message.author
    if (message.header("x-list-administrivia") or "").strip().lower() == "yes" or message.header("list-administrivia"):
        return Machine(kind="list_robot", evidence=("X-List-Administrivia: yes",))
    if author is not None and machines.ROBOT.search(author.key) and not _is_ours(author.key, ours):
        return Machine(kind="list_robot", evidence=(f"From: {author.address}",))
    return None


def _is_ours(key: str, ours: OurList) -> bool:
    return key in {ours.address.lower(), *ours.aliases}


def _auto_reply(message: InboundMessage, ours: OurList) -> Machine | None:
    evidence: list[str] = []
    auto = _auto_submitted(message)
    if auto:
        evidence.append(f"Auto-Submitted: {auto}")
    present = _names(message)
    evidence.extend(
        f"{name}: {message.header(name)}"[:90]
        for name in machines.AUTO_HEADERS
        if name in present and _says_auto(message, name)
    )
    precedence = (message.header("precedence") or "").strip().lower()
    if precedence in {"auto_reply", "auto-reply"}:
        evidence.append(f"Precedence: {precedence}")
    if not evidence:
        evidence.extend(_by_words(message, precedence, ours))
    return Machine(kind="auto_reply", evidence=tuple(evidence)) if evidence else None


def _says_auto(message: InboundMessage, name: str) -> bool:
    value = (message.header(name) or "").strip().lower()
    return bool(value) and value not in {"no", "none", "false", "0"}


def _by_words(message: InboundMessage, precedence: str, ours: OurList) -> list[str]:
    """Words of an absence count only beside a sign of a machine: a person may well write that he is away."""
    if (
        message.author is not None
        and is_no_reply(message.author.address)
        and machines.NOBODY_READS.search(message.text[:4000])
    ):
        return [f"From: {message.author.address}"]
    weak = _weak_headers(message, precedence, ours)
    if message.return_path == "" and machines.AWAY_SUBJECT.search(message.subject):
        return [*weak, f"Subject: {message.subject[:80]}"]
    found = machines.VACATION_TEXT.search(message.text[:1500]) if weak else None
    if found:
        return [*weak, f"words: {found[0][:60]}"]
    return _by_subject(message) or _by_own_account(message)


def _weak_headers(message: InboundMessage, precedence: str, ours: OurList) -> list[str]:
    """Headers that a machine's mail often has, and a person's now and then."""
    weak: list[str] = []
    if message.return_path == "":
        weak.append("Return-Path: <>")
    if precedence in {"bulk", "junk"} and not from_our_list(message, ours) and not message.header("list-id"):
        weak.append(f"Precedence: {precedence}")
    suppressed = (message.header("x-auto-response-suppress") or "").lower()
    if suppressed in {"all", "oof", "autoreply", "dr, oof, autoreply", "dr, rn, nrn, oof, autoreply"}:
        weak.append("X-Auto-Response-Suppress")
    present = _names(message)
    weak.extend(f"{name}: {message.header(name)}"[:90] for name in machines.RULE_HEADERS if name in present)
    return weak


def _by_subject(message: InboundMessage) -> list[str]:
    """A machine's own prefix counts unless the text wants something; other words of absence need a notice below."""
    subject = [f"Subject: {message.subject[:80]}"]
    if machines.RECEIVED_SUBJECT.search(message.subject):
        text = machines.REPLY_ABOVE.sub("", message.text[:1500])
        found = machines.RECEIVED_TEXT.search(text)
        wants = machines.WANTS.search(text)
        return [*subject, f"words: {found[0][:60]}"] if found and not wants else []
    if machines.AUTO_SUBJECT.search(message.subject):
        text = _own_words(message)
        return subject if machines.NOTICE.search(text) or not machines.WANTS.search(text) else []
    if not machines.AWAY_SUBJECT.search(message.subject):
        return []
    text = _own_words(message)
    if machines.FOR_HOURS.search(text):
        return []
    found = machines.NOTICE.search(text) or machines.DECLARED.search(text)
    return [*subject, f"words: {found[0][:60]}"] if found and not machines.WANTS.search(text) else []


def _by_own_account(message: InboundMessage) -> list[str]:
    """A short text that says of itself that it is automatic, and that somebody is away or a mail has come in."""
    text = _own_words(message)
    if not any(sign in text.lower() for sign in machines.DECLARED_SIGNS):
        return []
    declared, notice = machines.DECLARED.search(text), machines.NOTICE.search(text)
    if not declared or not notice or machines.WANTS.search(text):
        return []
    return [f"words: {declared[0][:60]}", f"words: {notice[0][:60]}"]


def _own_words(message: InboundMessage) -> str:
    """The new text: a notice that somebody quotes is not theirs."""
    return split_text(message.text[:SHORT])[0][:1500]


def _spam(message: InboundMessage, _: OurList) -> Machine | None:
    """What the filters on the way in called spam: SpamAssassin and its kin, Rspamd, Microsoft 365."""
    for name, marked in machines.SPAM_HEADERS:
        value = message.header(name)
        if value is not None and marked.search(value):
            return Machine(kind="spam", evidence=(f"{name}: {value[:60]}",))
    return None


def _bulk(message: InboundMessage, ours: OurList) -> Machine | None:
    """Newsletters: an unsubscribe link or a bulk mark with no list to post to behind it, not from our list."""
    if from_our_list(message, ours):
        return None
    if message.header("list-unsubscribe-post") or (
        message.header("list-unsubscribe") and not message.header("list-post") and not message.header("list-id")
    ):
        return Machine(kind="bulk", evidence=("List-Unsubscribe",))
    precedence = (message.header("precedence") or "").strip().lower()
    if precedence in {"bulk", "junk"} and not message.header("list-id"):
        return Machine(kind="bulk", evidence=(f"Precedence: {precedence}",))
    present = _names(message)
    campaign = next((name for name in machines.CAMPAIGN_HEADERS if name in present and message.header(name)), None)
    return Machine(kind="bulk", evidence=(campaign,)) if campaign else None
