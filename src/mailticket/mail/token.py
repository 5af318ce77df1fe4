"""What shows that a mail is ours: keyed Message-IDs, a keyed header, survey tokens (spec 1.3 row 1, 2.3, 2.6, 3.10).

Each token is an HMAC-SHA256 (RFC 2104) cut to 80 bits, under the desk's secret. Only letters that survive a change of
case are used, because some relays lower what they pass on.
"""

import base64
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from mailticket.ids import MessageId

Key = bytes
"""The secret of a desk; whoever has it can write mail that we take for our own."""

PROBE = "probe"
"""The kind of a mail that only tries the list: no outbox knows it, and nothing follows from it."""
_HASH_BYTES = 10
_OWN = re.compile(r"mt\.([0-9]{1,12})\.([a-z0-9_]{1,40})\.([a-z0-9]{1,64})\.([a-z2-7]{16})(?![a-z0-9])", re.IGNORECASE)
_PAIR = re.compile(r"([a-z][a-z0-9_]{0,39})=([\x21-\x3a\x3c-\x7e]*)\Z")
_KIND = re.compile(r"[a-z0-9_]{1,40}\Z")
_UNIQUE = re.compile(r"[a-z0-9]{1,64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What one of our Message-IDs says. `ticket` is None for a mail about several tickets or none."""

    ticket: int | None
    kind: str
    unique: str


def own_message_id(key: Key, ticket: int | None, kind: str, unique: str, domain: str) -> MessageId:
    """`<mt.12.announcement.UNIQUE.HASH@domain>`; `unique` and `kind` are small letters, digits (and _ in a kind).

    ValueError for anything else. The domain isn't hashed: some relays write their own.
    """
    if not _KIND.match(kind) or not _UNIQUE.match(unique):
        raise ValueError(f"a Message-ID can't carry kind {kind!r} and unique part {unique!r}")
    said = f"mt.{ticket or 0}.{kind}.{unique}"
    host = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    return MessageId(f"<{said}.{_keyed(key, 'id', said)}@{host}>")


def read_own(key: Key, message_id: str) -> Own | None:
    """What the first genuine token in a Message-ID, or in a whole References header, says; None without one."""
    for found in _OWN.finditer(message_id):
        number, kind, unique, shown = (part.lower() for part in found.groups())
        if _same(_keyed(key, "id", f"mt.{number}.{kind}.{unique}"), shown):
            return Own(ticket=int(number) or None, kind=kind, unique=unique)
    return None


def sign_header(key: Key, values: Mapping[str, str]) -> str:
    """The value of `X-Mailticket`: `name=value` pairs on one line of ASCII, each value percent-encoded, then the hash.

    Names are small letters, digits and _, but not `h`; ValueError otherwise.
    """
    pairs = [f"{name}={quote(value, safe='<>@:+,/', errors='replace')}" for name, value in values.items()]
    if "h" in values or not all(map(_PAIR.match, pairs)):
        raise ValueError(f"the keyed header can't carry the names {', '.join(values)}")
    return "; ".join([*pairs, "h=" + _keyed(key, "header", ";".join(pairs))])


def read_header(key: Key, value: str) -> Mapping[str, str] | None:
    """The values of a keyed header, however it was folded on its way; None if it isn't ours or was changed."""
    *pairs, shown = "".join(value.split()).split(";")
    if not shown.startswith("h=") or not _same(_keyed(key, "header", ";".join(pairs)), shown[2:]):
        return None
    matches = [match for match in map(_PAIR.match, pairs) if match]
    return {match[1]: unquote(match[2]) for match in matches}


def survey_token(key: Key, ticket: int) -> str:
    """What the survey's link carries beside the number (spec 3.10)."""
    return _keyed(key, "survey", str(ticket))


def survey_token_fits(key: Key, ticket: int, token: str) -> bool:
    """Whether the token was made for this ticket."""
    return _same(survey_token(key, ticket), token.strip().lower())


def _keyed(key: Key, purpose: str, said: str) -> str:
    digest = hmac.digest(key, f"{purpose}:{said}".encode(), "sha256")
    return base64.b32encode(digest[:_HASH_BYTES]).decode("ascii").lower()


def _same(expected: str, shown: str) -> bool:
    return hmac.compare_digest(expected.encode(), shown.encode("utf-8", "replace"))
