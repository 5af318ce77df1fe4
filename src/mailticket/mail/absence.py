"""When the author of a vacation notice is back (spec 1.3 row 5), in Indonesian and English.

A day counts only beside words that say what happens on it: `back on`, `sampai dengan`. A wrong day is worse than none:
where two contradict each other, or the words may speak of somebody or something else, none is given.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from mailticket.mail import leave
from mailticket.mail.days import Day, days_in
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.reply import split_text
from mailticket.mail.thread import bare_subject

TEXT_MAX: Final = 2000
"""Characters of a notice in which a day is looked for."""
DAYS_MAX: Final = 30
"""Days of a notice that are looked at; a list of more is no notice."""
BESIDE: Final = 120
"""Characters around a day in which the words are looked for that say what happens on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What a notice says of its author's return."""

    named: date
    """The day as the notice has it."""
    back_on: date
    """The first day on which the author is back: the named one, or the next where that is the last day away."""
    words: str
    """The evidence, as written."""
    returns: bool
    """The named day is called the return; else it is the end of the absence."""


def read_absence(message: InboundMessage, sent: date, about: str = "") -> Absence | None:
    """Return when the author of a vacation notice is back; None if it doesn't say, or not clearly.

    `sent`: the day of the notice; a day without a year is the next one from there. `about`: the subject of what it
    answers, which isn't its own where it is repeated.
    """
    own = split_text(message.text[: 4 * TEXT_MAX])[0][:TEXT_MAX]
    asked = bare_subject(about)
    for text in (own, leave.ORIGINAL.split(message.subject)[0]):
        plain = text.replace(asked, " ") if asked else text
        plain = leave.ABBREVIATED.sub(lambda found: found[0].replace(".", ""), plain)
        told = [_told(plain, one, message) for one in islice(days_in(plain, sent), DAYS_MAX)]
        found = [one for one in told if one is not None]
        if found:
            return _agreed(found)
    return None


def _agreed(told: list[Absence]) -> Absence | None:
    """The one return, else the one end of the absence; None where they contradict each other."""
    returns = [one for one in told if one.returns]
    wanted = returns or told
    agreed = len({one.named for one in wanted}) == 1 and all(one.named <= wanted[0].named for one in told)
    return wanted[0] if agreed else None


def _told(text: str, one: Day, message: InboundMessage) -> Absence | None:
    """What the text says of a day; None if nothing of the absence."""
    before = leave.SENTENCE.split(text[max(0, one.at - BESIDE) : one.at])[-1]
    after = leave.SENTENCE.split(text[one.end : one.end + BESIDE])[0]
    if leave.OTHERS.search(before) or leave.COLLEAGUE.search(before):
        return None
    words = " ".join(f"{before[-60:]}{text[one.at : one.end]}".split())
    above = text[: one.at - len(before)]
    if _is_return(before, above, message) or (leave.OPENS.search(before) and leave.RETURNS_THEN.match(after)):
        return Absence(named=one.day, back_on=one.day, words=words, returns=True)
    away_through = None if _is_anothers_absence(before, message) else _is_last(before, after, one)
    if away_through is None:
        return None
    return Absence(named=one.day, back_on=one.day + away_through, words=words, returns=False)


def _is_return(before: str, above: str, message: InboundMessage) -> bool:
    """Whether the author is said to be back on the day that follows."""
    held = leave.UNTIL.search(before) or leave.BEFORE.search(before)
    if held:  # 'will not return until', 'tidak kembali sebelum'
        head = before[: held.start()]
        denied = leave.NOT.search(head)
        return bool(denied and leave.COMES_BACK.search(head, denied.end()) and not _is_anothers(head, above, message))
    found = leave.RETURN.search(before) or leave.ANSWERS.search(before)
    if not found or leave.AFTER.search(before):
        return False
    head = before[: found.start()]
    denied = leave.NOT.search(head[-24:])
    if denied and denied[0].lower() != "baru" and not leave.UP_TO.search(head[-24:], denied.end()):
        return False
    unlike = (leave.ASKED, leave.THINGS, leave.TRAVELS)
    return not (any(one.search(head) for one in unlike) or _is_anothers(head, above, message))


def _is_anothers(head: str, above: str, message: InboundMessage) -> bool:
    """Whether it is somebody else who comes back: a stand-in, a colleague."""
    if leave.PRONOUN.search(head):
        named = any(part in above.casefold() for part in _own_names(message) if len(part) > 2)
        return not named or bool(leave.INSTEAD.search(above))
    found = leave.SOMEBODY.search(head)
    return bool(found and _is_strange(found[1], message))


def _is_anothers_absence(before: str, message: InboundMessage) -> bool:
    """Whether it is somebody else who is away: 'Budi is on leave until 27 November as well'."""
    return any(_is_strange(found[1], message) for found in leave.SOMEBODY_IS.finditer(before))


def _is_strange(name: str, message: InboundMessage) -> bool:
    return name.casefold() not in leave.FIRST_WORDS and name.casefold() not in _own_names(message)


def _own_names(message: InboundMessage) -> list[str]:
    """What the author is called, in lower case: the parts of the name, and of the address where there is none."""
    author = message.author
    return re.findall(r"\w+", (author.name or author.address.partition("@")[0]).casefold()) if author else []


def _is_last(before: str, after: str, one: Day) -> timedelta | None:
    """How long after that day the author is back, if the absence ends with it; None if it doesn't."""
    until, later = leave.UNTIL.search(before), leave.AFTER.search(before)
    opens = not until or one.spans or leave.OPENS.search(before[: until.start()])
    said = f"{before} {after}" if opens else before  # 'in my office until Friday, then away' is no absence until then
    absent = leave.ABSENT.search(said)
    if one.vague and not leave.ABSENT.search(before):
        return None
    if later:
        return timedelta(days=1) if absent or leave.INSTEAD.search(before) or _answers(before) else None
    if until:
        if leave.NOT.search(before[: until.start()]):
            return timedelta(0)  # 'not reading mail until'
        return timedelta(days=1) if absent or leave.INSTEAD.search(said) else None
    return timedelta(days=1) if one.spans and absent else None


def _answers(before: str) -> bool:
    return bool(leave.REPLY.search(before))
