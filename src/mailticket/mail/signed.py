"""A signature without its separator: nothing but a farewell, one's own name and what one is (spec 2.2).

In doubt text is kept, so this looks only at mail whose author's name is known, and only where nothing stands above.
"""

import re
from typing import Final

from mailticket.mail.patterns import pattern

_FAREWELL: Final = pattern(r"""
    ^\W*(?:(?:best|kind|warm|many)?\s*(?:regards|wishes)|cheers|sincerely|yours(?: truly| sincerely)?|
    (?:with )?(?:thanks|thank you)(?: and regards| & regards)?|salam(?: hangat| hormat| sukses)?|
    hormat (?:saya|kami)|terima kasih|makasih|trims|wassalam|rgds|br|tks|thx)\W*$
""")
_LINES_MAX: Final = 9
_WIDTH_MAX: Final = 70
_SAYS: Final = re.compile(r"[?!]|[.;:]\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+|#\w")
"""What no signature has: a question, a sentence after another, a command."""


def signature_alone(text: str, name: str) -> bool:
    """Whether a text is only its author's signature: perhaps a farewell, then the name, then a few short lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not name.strip() or len(lines) > _LINES_MAX or max(map(len, lines)) > _WIDTH_MAX:
        return False
    if _FAREWELL.search(lines[0]):
        lines = lines[1:]
    own = name.split(maxsplit=1)[0].casefold()
    return (
        bool(lines) and own in lines[0].casefold().split() and not _SAYS.search("\n".join(lines)) and _is_name(lines[0])
    )


def _is_name(line: str) -> bool:
    """At most five words, each with a capital, as names and titles have them ('Budi Santoso, S.Kom.')."""
    words = line.replace(",", " ").split()
    return len(words) <= 5 and all(word[:1].isupper() or not word[:1].isalpha() for word in words)
