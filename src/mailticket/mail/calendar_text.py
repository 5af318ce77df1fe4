"""An invitation in words: what, when, where (RFC 5545)."""

import re
from typing import Final

from mailticket.mail.charset import decode_text

READ_MAX: Final = 65_536
"""Bytes of a calendar that are looked at."""
_FOLD: Final = re.compile(r"\r?\n[ \t]")
_PROPERTY: Final = re.compile(r"^([A-Za-z-]{1,40})((?:;[^:\n]{0,300})?):(.*)$")
_DATE: Final = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?")
_ZONE: Final = re.compile(r";TZID=\"?([^\";:]{1,60})", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\(.)")


def calendar_text(content: bytes) -> str:
    """Summary, time, place and description of the first event, a line each; '' if it has none of these."""
    lines = _FOLD.sub("", decode_text(content[:READ_MAX], None)[0].replace("\r\n", "\n")).split("\n")
    event: dict[str, tuple[str, str]] = {}
    inside = False
    for line in lines:
        found = _PROPERTY.match(line)
        if not found:
            continue
        name, value = found[1].upper(), found[3].strip()
        if (name, value.upper()) == ("END", "VEVENT"):
            break
        if name == "BEGIN":
            inside = value.upper() == "VEVENT"
        elif inside:
            event.setdefault(name, (found[2], value))
    said = [_plain(event.get(name, ("", ""))[1]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")]
    return "\n".join(one for one in (said[0], _when(event), said[1], said[2]) if one)


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _when(event: dict[str, tuple[str, str]]) -> str:
    """`2026-11-21 09:00 – 2026-11-21 10:00 (Asia/Jakarta)`: as the sender wrote it, in no zone but theirs."""
    start, end = (_instant(event.get(name, ("", ""))[1]) for name in ("DTSTART", "DTEND"))
    if not start:
        return ""
    parameters, value = event["DTSTART"]
    zone = _ZONE.search(parameters)
    named = f" ({zone[1]})" if zone else " (UTC)" if value.endswith("Z") else ""
    return (f"{start} – {end}" if end else start) + named


def _instant(value: str) -> str:
    found = _DATE.match(value)
    if not found:
        return ""
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day} {found[4]}:{found[5]}" if found[4] else day
