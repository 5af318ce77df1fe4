"""Foreign text made safe to stand in a header of ours (spec 2.6, 5.3)."""

import re

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BODY_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PATH = re.compile(r'[/\\:*?"<>|]+')
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")


def line(value: str, most: int = 500) -> str:
    """One line of at most `most` characters: no line break, control, bidirectional control or lone surrogate."""
    value = value[: 4 * most]
    if not (value.isascii() and value.isprintable()):
        value = _SURROGATES.sub("\ufffd", _BIDI.sub("", _CONTROLS.sub(" ", value)))
    value = " ".join(value.split())
    return value if len(value) <= most else value[: most - 1].rstrip() + "…"


def body(text: str) -> str:
    """A text with LF line ends and no control character but tab; ends in one line end."""
    text = _BODY_CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _SURROGATES.sub("\ufffd", text).rstrip("\n") + "\n"


def file_name(name: str) -> str:
    """A name without path, at most 120 characters; `attachment` if nothing is left."""
    return line(_PATH.sub("_", name), 120).strip(" .") or "attachment"
