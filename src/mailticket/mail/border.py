"""Whose word on a mail's author is believed (spec 2.4): a value of the configuration."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Our border server, and whom it is believed about."""

    authserv_id: str
    """Its name in Authentication-Results, lower case."""
    arc_sealers: frozenset[str] = frozenset()
    """Domains whose seal is believed, lower case."""
    list_domain: str = ""
    """The domain of the list that proves whom it passes on; '': it proves nobody (`trust_list`)."""
    rewritten_from: bool = False
    """Also whom the list names after it put itself into From."""
