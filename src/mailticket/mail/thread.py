"""Which mails a mail answers, and what its subject says beside its words (spec 2.2, 2.3)."""

import re
from typing import Final

from mailticket.ids import MessageId
from mailticket.mail.inbound import InboundMessage

_TAG: Final = re.compile(r"\[#(\d{1,9})\]")
_REPLY: Final = r"re|bls|balas|balasan|aw|antw|antwort|sv|vs|odp|rép|rep|rif|r|回复|回覆|答复|res|resp|ynt|отв"
_FORWARD: Final = r"fwd?|fw|tr|trs|teruskan|terusan|diteruskan|wg|wl|enc|rv|vl|vb|i|pd|doorst|转发|轉寄|пер"
_COUNT: Final = r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^?\d{1,3})?\s*[:：]"
_OUTERMOST: Final = r"^\s*(?:\[[^\]]{1,60}\]\s*)*"
_PREFIX: Final = re.compile(rf"^\s*(?:{_REPLY}|{_FORWARD}){_COUNT}\s*", re.IGNORECASE)
_FORWARD_PREFIX: Final = re.compile(rf"{_OUTERMOST}(?:{_FORWARD}){_COUNT}", re.IGNORECASE)
_REPLY_PREFIX: Final = re.compile(rf"{_OUTERMOST}(?:{_REPLY}){_COUNT}", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s+")


def parents(message: InboundMessage) -> tuple[MessageId, ...]:
    """The mails this one answers, nearest first: In-Reply-To, then References from the last to the first (spec 2.3)."""
    return tuple(dict.fromkeys((*message.in_reply_to, *reversed(message.references))))


def subject_tags(subject: str) -> tuple[int, ...]:
    """The ticket numbers of `[#12]` in a subject, in order, without duplicates; they prove nothing (spec 2.3)."""
    return tuple(dict.fromkeys(int(found) for found in _TAG.findall(subject[:2000]) if int(found) > 0))


def bare_subject(subject: str, list_tag: str = "") -> str:
    """The subject without Re, Fwd and their kin, without the list's own tag (`[Operators]`) and without our `[#12]`.

    Cut at 2,000 characters: a subject is never longer for a reason.
    """
    text = _TAG.sub(" ", subject[:2000])
    tag = list_tag.strip().strip("[]").strip()
    if tag:
        text = re.sub(rf"\[\s*{re.escape(tag)}\s*(?:\d{{1,9}})?\]", " ", text, flags=re.IGNORECASE)
    while found := _PREFIX.match(text):
        text = text[found.end() :]
    return _SPACE.sub(" ", text).strip()


def has_reply_prefix(subject: str) -> bool:
    """Whether the outermost prefix says that the mail answers one ('Re: …', 'Bls: …')."""
    return bool(_REPLY_PREFIX.match(_TAG.sub(" ", subject[:2000])))


def has_forward_prefix(subject: str) -> bool:
    """Whether the outermost prefix says that the mail is passed on ('Fwd: …'); 'Re: Fwd: …' is an answer."""
    return bool(_FORWARD_PREFIX.match(_TAG.sub(" ", subject[:2000])))
