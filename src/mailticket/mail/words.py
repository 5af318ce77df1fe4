"""A text as words: lower case, no punctuation, no emoji."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONG: Final = re.compile(r"(.)\1{2,}")
_JOINTS: Final = {ord(sign): None for sign in "'’-"}


def words_of(text: str) -> list[str]:
    """Words in lower case without punctuation and emoji, drawn-out letters shortened ('okeee')."""
    plain = "\n".join(_WORD.findall(text.lower())).translate(_JOINTS)
    return _LONG.sub(r"\1", plain).split("\n") if plain else []
