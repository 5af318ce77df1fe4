"""The newest seal of a chain of ARC sets (RFC 8617): whose it is, and what that server had found.

Whether the chain holds is our border server's to say (`arc=pass`); here it is only read.
"""

from dataclasses import dataclass
from typing import Final

from mailticket.mail.authres import Result, read_sealed_results

_INSTANCES_MAX: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One ARC set."""

    sealer: str
    """The domain that sealed it, lower case."""
    results: tuple[Result, ...]
    """What the sealer's own server had found before it passed the mail on."""


def newest_seal(trace: tuple[tuple[str, str], ...]) -> Seal | None:
    """The set with the highest instance (section 4.2.1); None without one, or where it isn't whole and single.

    `trace`: headers by lower-case name, undecoded.
    """
    seals = [_tags(value) for name, value in trace if name == "arc-seal"]
    if not seals or not all(seals):
        return None
    newest = max(map(_instance, seals))
    sealing = [one for one in seals if _instance(one) == newest]
    sealed = [read_sealed_results(value) for name, value in trace if name == "arc-authentication-results"]
    found = [results for instance, results in sealed if instance == newest]
    if not 1 <= newest <= _INSTANCES_MAX or len(sealing) != 1 or len(found) != 1:
        return None
    sealer = sealing[0].get("d", "").lower()
    return Seal(sealer=sealer, results=found[0]) if sealer else None


def _tags(value: str) -> dict[str, str]:
    """A tag list (RFC 6376 section 3.2); empty where a tag is said twice or isn't one."""
    tags: dict[str, str] = {}
    for piece in value.strip().removesuffix(";").split(";"):
        name, sign, text = piece.partition("=")
        if not sign or name.strip() in tags:
            return {}
        tags[name.strip()] = text.strip()
    return tags


def _instance(tags: dict[str, str]) -> int:
    said = tags.get("i", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 2 else 0
