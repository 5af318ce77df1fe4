"""Bytes to text, whatever the label says (spec 2.2): most texts are lost to wrong or missing charset labels."""

import codecs
import re
from functools import lru_cache
from typing import Final

ALIASES: Final = {
    "ansi": "cp1252",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-11": "cp874",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc-cn": "gb18030",
    "gb_2312-80": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "x-windows-949": "cp949",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "_iso-2022-jp$esc": "iso2022_jp_ext",
    "x-euc-jp": "euc_jp",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "utf_8_encoded": "utf-8",
    "unicode": "utf-16",
}
"""Labels seen in mail that Python doesn't know, or knows more narrowly than senders mean them (as browsers do)."""

NOT_TEXT: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
"""Python codecs that no mail means; idna and punycode are quadratic besides."""

SEVEN_BIT: Final = ("iso2022", "utf-7", "hz", "utf-16", "utf-32")
"""Codecs whose bytes may look like ASCII and aren't."""

_ESCAPED_JAPANESE: Final = re.compile(rb"\x1b\$[@B]|\x1b\([BJ]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_CYRILLIC: Final = re.compile(rb"[\xc0-\xff\xa8\xb8]{3,}")


@lru_cache(maxsize=256)
def codec_named(label: str) -> str | None:
    """Python's name for a charset label; None where nobody knows it."""
    name = label.strip().strip("\"'").partition("*")[0].lower()[:60]
    name = ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError, TypeError):
        return None
    if found.replace("-", "_") in NOT_TEXT:
        return None
    try:
        b"a".decode(found, "replace")
    except (LookupError, ValueError, TypeError):
        return None  # a codec of bytes to bytes or text to text, such as zlib and rot13
    return found


def decode_text(raw: bytes, label: str | None) -> tuple[str, str | None]:
    """The text, and what was odd about its charset (None: nothing). Never raises, loses no readable character.

    The label is believed where the bytes allow it; but valid UTF-8 beats any one-byte label, and escape sequences
    beat a label that doesn't know them.
    """
    codec = codec_named(label) if label else None
    seven_bit = codec is not None and codec.startswith(SEVEN_BIT)
    if raw.isascii() and not seven_bit and b"\x1b" not in raw:
        return raw.decode("ascii").replace("\0", ""), _unknown(label, codec)
    text, oddity = _decode_odd(raw, codec)
    oddity = oddity or _unknown(label, codec)
    return text.replace("\0", "").replace("\ufeff", "", 1).encode("utf-8", "replace").decode("utf-8"), oddity


def _unknown(label: str | None, codec: str | None) -> str | None:
    return f"unknown charset {label[:40]!r}" if label and not codec else None


def _decode_odd(raw: bytes, codec: str | None) -> tuple[str, str | None]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and len(raw) % 2 == 0:
        return raw.decode("utf-16", "replace"), None
    if _ESCAPED_JAPANESE.search(raw) and not (codec or "").startswith("iso2022"):
        japanese = _strictly(raw, "iso2022_jp_ext")
        if japanese is not None:
            return japanese, "Japanese escapes under another charset label"
    unicode = None if codec and codec.startswith(SEVEN_BIT) else _strictly(raw, "utf-8")
    if unicode is not None:
        return unicode, None if codec in {None, "utf-8"} else f"UTF-8 labelled as {codec}"
    if codec and codec != "utf-8":
        text = _strictly(raw, codec)
        return (text, None) if text is not None else (_leniently(raw, codec), f"not quite {codec}")
    return _guess(raw), "8-bit text that is not UTF-8"


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _leniently(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec, "replace")
    except (UnicodeError, ValueError):
        return raw.decode("latin-1")


def _guess(raw: bytes) -> str:
    """Text of bytes without a true label: damaged UTF-8, Cyrillic or Western, by what they look like."""
    high = len(_HIGH.findall(raw))
    damaged = raw.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 4 <= high - damaged.count("\ufffd"):
        return damaged
    if sum(map(len, _CYRILLIC.findall(raw))) * 2 > high:
        return _leniently(raw, "cp1251")
    western = _strictly(raw, "cp1252")
    return western if western is not None else raw.decode("latin-1")
