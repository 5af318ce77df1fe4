"""How an access token is said to a mail server: OAUTHBEARER (RFC 7628), or XOAUTH2 as Google and Microsoft have it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

MECHANISMS: Final = ("XOAUTH2", "OAUTHBEARER")
"""In the order of preference: the first is what the two large providers document, for IMAP and SMTP alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """One exchange of SASL (RFC 4422): what to say first, and what to a challenge, which can only mean a refusal."""

    mechanism: str
    first: bytes = field(repr=False)
    refused: bytes
    """Ends the exchange, so that the server tells its refusal (RFC 7628 section 3.2.3)."""


def bearer(offered: Iterable[str], username: str, token: str) -> Bearer | None:
    """The best way among the mechanisms that the server offers, in any case of letters; None if there is none."""
    names = {each.upper() for each in offered}
    mechanism = next((each for each in MECHANISMS if each in names), None)
    if mechanism is None:
        return None
    if mechanism == "XOAUTH2":
        return Bearer(mechanism=mechanism, first=f"user={username}\1auth=Bearer {token}\1\1".encode(), refused=b"")
    name = username.replace("=", "=3D").replace(",", "=2C")  # RFC 5801 section 4
    return Bearer(mechanism=mechanism, first=f"n,a={name},\1auth=Bearer {token}\1\1".encode(), refused=b"\1")


def no_way(offered: Sequence[str]) -> str:
    """Said to a person where `bearer` gives None: what the server offers instead."""
    others = f"but {', '.join(offered)}" if offered else "and names no other way to log in"
    return f"the server takes no access token ({', '.join(MECHANISMS)}) {others}"
