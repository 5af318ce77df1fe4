"""Words that somebody wrote below their signature or below a notice: the cursor stood there (spec 2.2).

What is folded there is folded by its place alone, so a paragraph that reads as a sentence to somebody is kept.
A title, an address, a slogan, a quotation and the notice itself are none.
"""

import re
from typing import Final

from mailticket.mail import footers
from mailticket.mail.patterns import pattern

WORDS_MIN: Final = 3
LENGTH_MAX: Final = 1000
"""Characters of such a paragraph; what is longer was put there by a company's server."""
_SAYS: Final = pattern(r"""
    \b(?:tolong|mohon|minta|belum|blm|gagal|error|saya|aku|sudah|sdh|udah|silakan|silahkan|dicoba|coba|terlampir|
    kenapa|kapan|bagaimana|gimana|apakah|(?:tidak|tdk|nggak|enggak|gak|ga) (?:bisa|ada|mau|dapat)|please|cannot|
    (?:can|could|would) (?:you|we|i)|can['’]t|i(?:['’](?:m|ve|ll))|i (?:have|will|am|need|did|can)|
    (?:does|did|do|is|was|has|have)n['’]t|not working|attached|it works|works now|still)\b
""")
"""Words that speak to somebody of something."""
_ASKS: Final = re.compile(r"\w\s{0,2}\?(?:\s|$)")
_OF_COMPANY: Final = pattern(r"""
    https?://|www\.|\S@\S|\d[\d .()-]{6,}\d|rahasia|confidential|penerima|recipient|pengirim|sender|tanggung jawab|
    liab|lingkungan|environment|mencetak|printing|virus|(?:e-?mail|surel|pesan|message|communication) ini\b|
    this (?:e-?mail|message|communication)|intended|disclos|distribut|privileged|opini|views|melayani|to serve|
    butuh bantuan|need help|hubungi|contact us|call us|visit|kunjungi|follow us|ikuti|membalas|do not reply
""")
"""What stands in the notices, slogans and invitations of a company."""
_POSTSCRIPT: Final = pattern(r"^\W*(?:p\.? ?s\.?|n\.?b\.?|catatan|tambahan)\s?[:.\s]\s?\w")
_SENTENCE: Final = re.compile(r"(?:[^\W\d_]{1,20}[,;]? ){3,40}[^\W\d_]{2,20}[.!]")
_QUOTATION: Final = re.compile(r"^\W*[\"“”«‘]|\s[-–—]{1,2}\s?[A-Z]")


def speaks(lines: list[str]) -> bool:
    """Whether a paragraph is somebody's sentence, and not a part of what stands below every mail of theirs."""
    text = " ".join(lines)
    if _POSTSCRIPT.match(text):
        return True
    if len(text) > LENGTH_MAX or len(text.split()) < WORDS_MIN or _OF_COMPANY.search(text):
        return False
    if footers.DISCLAIMER.match(text) or footers.MOBILE.match(text) or _QUOTATION.search(text):
        return False
    return bool(_SAYS.search(text) or _ASKS.search(text))


def is_prose(lines: list[str]) -> bool:
    """Whether lines under a mere `--` are a text of two sentences and more that it parts from another."""
    text = " ".join(lines[:10])
    return len(_SENTENCE.findall(text[:LENGTH_MAX])) > 1 and not _OF_COMPANY.search(text)
