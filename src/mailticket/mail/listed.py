"""What our own list adds below a post, whatever its administrator wrote into it (spec 2.2, 2.3)."""

import re
from typing import Final

from mailticket.mail import footers

_LINES_MAX: Final = 8
"""Lines that a list's footer has, at most."""
_LEADS_SOMEWHERE: Final = re.compile(r"https?://|www\.|\S@\S")


def without_list_footer(text: str) -> str:
    """The text of a copy that our list passed on, without the footer below the last line of underscores or dashes.

    The general rules know footers by their words; of our own list it is enough that a few lines at the very end name
    an address or a link. An empty claim would not be empty otherwise.
    """
    lines = text.rstrip().rsplit("\n", _LINES_MAX + 2)
    for number in range(len(lines) - 1, max(-1, len(lines) - 2 - _LINES_MAX), -1):
        if footers.UNDERSCORES.match(lines[number]):
            below = "\n".join(lines[number + 1 :])
            return "\n".join(lines[:number]) if _LEADS_SOMEWHERE.search(below) else text
    return text
