"""When a mail that didn't leave is tried again, and whom a refusal speaks of (spec 2.8). Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=4)
PATIENCE = timedelta(days=3)
"""Counted from the mail's creation; RFC 5321 section 4.5.4.1 asks for 4 to 5 days of a server, a desk wants to know."""
ATTEMPTS_MIN = 5
"""Made in any case: after an outage of our own a greylisting server still gets its second knock."""


@dataclass(frozen=True, slots=True)
class Again:
    """Try again, not before this instant."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Patience is at its end; `reason` is shown."""

    reason: str


def retry(*, attempts: int, created_at: datetime, now: datetime, said: str, jitter: float) -> Again | GiveUp:
    """What follows a temporary refusal; `attempts` counts the one just made, `said` is the server's reply.

    The wait doubles with each attempt, from 1 minute to 4 hours; `jitter` in [0, 1) spreads it over its step, so that
    what failed together doesn't come back together.
    """
    if now - created_at >= PATIENCE and attempts >= ATTEMPTS_MIN:
        return GiveUp(f"tried for {PATIENCE.days} days; the last answer was: {said}")
    # 2 ** 8 minutes is over four hours: no larger power is needed.
    step = min(SHORTEST * 2 ** min(max(attempts - 1, 0), 8), LONGEST / 2)
    return Again(now + step * (1 + jitter))


def about_us(code: int, text: str) -> bool:
    """Whether a refusal speaks of us (login, sender, domain, quota, rate, standing) rather than of the recipient.

    Judged by the reply code (RFC 4954 section 6), the enhanced code (RFC 3463, RFC 7372, RFC 8461 and the registry they
    feed), then the words; where in doubt it is the recipient's, since a fault of the relay stops every mail.
    """
    if code in _LOGIN or code == 421:  # 421: the server takes leave of us, whoever the mail is for
        return True
    enhanced = _ENHANCED.search(text)
    status = enhanced.group(1) if enhanced else ""
    if _THEIRS.fullmatch(status) or _GREYLISTED.search(text):
        return False
    return bool(_OURS.fullmatch(status) or _OUR_WORDS.search(text))


_LOGIN = frozenset({432, 454, 530, 534, 535, 538})

_ENHANCED = re.compile(r"(?<![\d.])[245]\.(\d{1,3}\.\d{1,3})(?![\d.]*\d)")
"""The class is in the reply code already: subject and detail are kept."""

_THEIRS = re.compile(r"1\.(?:[1-6]|10)|2\.\d+|4\.[1467]|3\.4")
"""No such mailbox or domain; mailbox full, disabled or too small; no way there; message too big."""

_OURS = re.compile(
    r"1\.[789]"  # bad sender address
    r"|4\.5"  # Gmail: daily sending quota exceeded
    r"|7\.(?:8|9|11|13|14)"  # login: RFC 4954, RFC 5248
    r"|7\.2[0-9]"  # DKIM, SPF, reverse DNS, DMARC, null MX of the sender: RFC 7372, RFC 7505
    r"|7\.(?:5\d\d|6\d\d|7\d\d)"  # Microsoft 365: banned, blocked or throttled sender, tenant or address
)

_GREYLISTED = re.compile(r"gr[ae]y.?list|postgrey", re.IGNORECASE)

_OUR_WORDS = re.compile(
    r"""
      authenticat | not\ logged\ in | \blog\ ?in\b | credentials
    | \bsender\b .{0,40} (?:reject|denied|refus|unknown|block|not\ (?:allowed|owned|permitted)|verif|invalid|suspend)
    | (?:reject|denied|refus|block|suspend)\w* .{0,20} \bsender\b
    | relay\w* .{0,20} (?:denied|prohibited|not\ (?:permitted|allowed)) | unable\ to\ relay | not\ allowed\ to\ relay
    | (?:sending|send|rate|hourly|daily|message|outgoing|outbound|mails?\ per\ hour) [ -] (?:limit|quota|rate)
    | \blimit\b .{0,40} \b(?:outgoing|outbound|sent)\ (?:messages|e-?mails|mails)  # Mail.ru, GMX
    | exceeded .{0,40} (?:per\ (?:hour|day|minute)|rate|sending)  # cPanel: '… exceeded the max emails per hour'
    | too\ many\ (?:messages|e-?mails|mails|connections|login)
    | rate.?limit | throttl
    | \b(?:spf|dkim|dmarc)\b
    | (?:client|host|\bip\b|address\ \[) .{0,60} (?:block|blacklist|listed|reject|reputation)
    | spamhaus | spamcop | barracuda | \brbl\b | dnsbl | reputation
    | your\ (?:account|domain|ip|host|mail\ server)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
