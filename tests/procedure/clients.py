"""Whom the mail programs of people put into To and Cc when they press Reply or Reply All, as pure functions.

mutt's rules are typed for real in `tests/servers/test_mutt.py`; the others are as their makers describe them and people
report them. `docs/operators.md` says what follows for operators.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import getaddresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The recipients that the program fills in, as bare addresses."""

    to: tuple[str, ...]
    cc: tuple[str, ...] = ()

    @property
    def everybody(self) -> set[str]:
        """All of them."""
        return {*self.to, *self.cc}


Press = Callable[[EmailMessage, str, bool], Filled]
"""The message, the person's own address, whether it is Reply All."""


def thunderbird(message: EmailMessage, me: str, everybody: bool) -> Filled:
    """All of Reply-To; To beside it; Cc. One's own mail is answered to whom it went."""
    if _wrote(message, me):
        return _again(message, me, everybody=everybody)
    answered = _answered(message)
    if not everybody:
        return _filled(answered, (), me)
    return _filled((*answered, *_in(message, "To")), _in(message, "Cc"), me)


def gmail(message: EmailMessage, me: str, everybody: bool) -> Filled:
    """The same on the web and the telephone; for one's own mail it ignores Reply-To."""
    return thunderbird(message, me, everybody)


def outlook(message: EmailMessage, me: str, everybody: bool) -> Filled:
    """Outlook for Windows: all of Reply-To; also one's own mail is answered to its Reply-To or author."""
    answered = _answered(message)
    if not everybody:
        return Filled(to=answered)
    return _filled((*answered, *_in(message, "To")), _in(message, "Cc"), me)


def outlook_web(message: EmailMessage, me: str, everybody: bool) -> Filled:
    """Outlook on the web and for telephones: of several addresses in Reply-To the first."""
    answered = _answered(message)[:1]
    if not everybody:
        return Filled(to=answered)
    return _filled((*answered, *_in(message, "To")), _in(message, "Cc"), me)


def apple_mail(message: EmailMessage, me: str, everybody: bool) -> Filled:
    """Apple Mail on a Mac: Reply-To in To; everybody else in Cc."""
    if _wrote(message, me):
        return _again(message, me, everybody=everybody)
    answered = _answered(message)
    return _filled(answered, (*_in(message, "To"), *_in(message, "Cc")) if everybody else (), me)


def iphone(message: EmailMessage, me: str, everybody: bool) -> Filled:
    """Apple Mail on a telephone: as on the Mac, with the first address of Reply-To."""
    if _wrote(message, me):
        return _again(message, me, everybody=everybody)
    beside = (*_in(message, "To"), *_in(message, "Cc")) if everybody else ()
    return _filled(_answered(message)[:1], beside, me)


def mutt(message: EmailMessage, me: str, everybody: bool) -> Filled:
    """`r` and `g` with `reply_to=yes`, `reply_self` and `metoo` unset."""
    answered = _in(message, "To") if _wrote(message, me) else _answered(message)
    return _filled(answered, (*_in(message, "To"), *_in(message, "Cc")) if everybody else (), me)


WHOLE: dict[str, Press] = {
    "Thunderbird": thunderbird,
    "Gmail": gmail,
    "Outlook": outlook,
    "Apple Mail": apple_mail,
    "mutt": mutt,
}
"""Programs that honour every address in Reply-To."""
FIRST_ONLY: dict[str, Press] = {"Outlook on the web": outlook_web, "iPhone": iphone}
"""Programs that take the first."""


def _answered(message: EmailMessage) -> tuple[str, ...]:
    return _in(message, "Reply-To") or _in(message, "From")


def _wrote(message: EmailMessage, me: str) -> bool:
    return me in _in(message, "From")


def _again(message: EmailMessage, me: str, *, everybody: bool) -> Filled:
    return _filled(_in(message, "To"), _in(message, "Cc") if everybody else (), me)


def _in(message: EmailMessage, header: str) -> tuple[str, ...]:
    values = [str(value) for value in message.get_all(header, [])]
    return tuple(address.lower() for _, address in getaddresses(values) if address)


def _filled(to: Sequence[str], cc: Sequence[str], me: str) -> Filled:
    first = tuple(dict.fromkeys(one for one in to if one != me))
    return Filled(to=first, cc=tuple(dict.fromkeys(one for one in cc if one != me and one not in first)))
