"""A signature without its separator: nothing but a farewell, one's own name and what one is (spec 2.2).

In doubt text is kept, so this looks only at mail whose author's name is known, and only where nothing stands above.
"""

import re
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.patterns import pattern

FAREWELL: Final = pattern(r"""
    ^\W*(?:(?:best|kind|warm|many)?\s*(?:regards|wishes)|cheers|sincerely|yours(?: truly| sincerely)?|
    (?:with )?(?:thanks|thank you)(?: and regards| & regards)?|salam(?: hangat| hormat| sukses)?|
    hormat (?:saya|kami)|terima kasih|makasih|trims|wassalam|rgds|br|tks|thx)\W*$
""")
"""A line that is nothing but a farewell."""
_LINES_MAX: Final = 9
_WIDTH_MAX: Final = 70
_CARD_WORDS: Final = 9
_ABBREVIATED: Final = frozenset("ext ext. tel tel. telp telp. hp wa fax phone mobile and dan of &".split())
_LINKS: Final = frozenset("of the for bin binti de van der von al".split())
"""Words without a capital that names and titles have inside ('Head of Sales')."""
_UNIT: Final = pattern(r"""
    ^\W*(?:staff?|bagian|bidang|divisi|unit|tim|team|kepala|manajer|manager|layanan|pelayanan|helpdesk|support|
    customer|service|operator|admin(?:istrasi|istrator)?|departemen|department|dinas|fakultas|universitas|kantor|jalan|
    jln?|gedung|lantai|senior|junior|it|ti|engineer|teknisi|specialist|spesialis|officer|head|director|direktur|
    direktorat|seksi|sub|pusat|sekretari\w+|supervisor|koordinator|asisten|assistant|pt|cv|yayasan|dept|technical|
    system|network|the|office|room|ruang)\b
""")
"""How the line of a title, a unit or an address begins."""
_DOES: Final = re.compile(
    r"\b(?:sudah|sdh|udah|akan|lagi|belum|tidak|nanti|besok|tolong|mohon|ya|will|is|are|was|has|have|done|please|can|"
    r"not|dicek|dikirim|ok|oke|cek|ambil|datang|bantu|urus|handle[sd]?|hubungi|siap|selesai|beres|takes?|comes?)\b",
    re.IGNORECASE,
)
"""Words of a sentence, which no title has."""
_SAYS: Final = re.compile(r"[?!]|[.;:]\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+|#\w")
"""What no signature has: a question, a sentence after another, a command."""


def signature_alone(text: str, name: str) -> bool:
    """Whether a text is only its author's signature: perhaps a farewell, then the name, then a few short lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not name.strip() or len(lines) > _LINES_MAX or max(map(len, lines)) > _WIDTH_MAX:
        return False
    if FAREWELL.search(lines[0]):
        lines = lines[1:]
    own = name.split(maxsplit=1)[0].casefold()
    return (
        bool(lines)
        and own in lines[0].casefold().replace(",", " ").split()
        and not _SAYS.search("\n".join(lines))
        and not _DOES.search(lines[0])
        and not phrases.THANKS_EMOJI.search(lines[0])
        and (is_name(lines[0]) or _is_card(lines[0], name))
        and all(_is_below_name(line) for line in lines[1:])
    )


def _is_below_name(line: str) -> bool:
    """What one is or how one is reached: a title, a unit, an address, a number; 'sudah saya cek' is an answer."""
    words = [word for word in line.replace(",", " ").replace("|", " ").split() if word[:1].isalpha()]
    low = [word for word in words if not word[:1].isupper() and word.casefold() not in _ABBREVIATED | _LINKS]
    reached = "@" in line or "www." in line or "://" in line or sum(letter.isdigit() for letter in line) >= 7
    if reached or FAREWELL.search(line):
        return True
    return not _DOES.search(line) and (not low or bool(_UNIT.match(line)))


def _is_card(line: str, name: str) -> bool:
    """The whole name, and behind it what one is and how one is reached ('Budi Santoso, Service Desk, ext. 105')."""
    whole = name.casefold().split()
    words = line.casefold().replace(",", " ").split()
    behind = line.replace(",", " ").split()[len(whole) :]
    known = all(not word[:1].isalpha() or word[:1].isupper() or word.casefold() in _ABBREVIATED for word in behind)
    return len(whole) > 1 and words[: len(whole)] == whole and len(words) <= _CARD_WORDS and known


def is_name(line: str) -> bool:
    """At most five words, each with a capital, as names and titles have them ('Budi Santoso, S.Kom.')."""
    words = line.replace(",", " ").split()
    return len(words) <= 5 and all(
        word[:1].isupper() or not word[:1].isalpha() or word in _LINKS or "@" in word for word in words
    )
