"""The pictures that stand in the text of a mail: a signature's, or what somebody pasted (spec 2.2)."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from mailticket.mail.content import base64_bytes
from mailticket.mail.inbound import PICTURE_MIN, Attachment

_CID: Final = re.compile(r"""cid:([^"'\s>)]{1,500})""", re.IGNORECASE)
_DATA: Final = re.compile(r"data:image/([a-z0-9.+-]{1,20});base64,([A-Za-z0-9+/=\s]{1,})", re.IGNORECASE)
_QUOTE_BEGINS: Final = re.compile(
    r"<blockquote|gmail_quote|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|border-top:\s{0,9}solid|border-top:\s{0,9}1px|"
    r"<(?:b|strong)>\s{0,9}(?:From|Dari|Pengirim)\s{0,9}:|Original Message|Pesan Asli",
    re.IGNORECASE,
)
_CLOSED_QUOTES: Final = frozenset({"<blockquote", "gmail_quote", "moz-cite-prefix", "yahoo_quoted"})
"""Those that end with a blockquote: what stands below it is the author's."""
_BLOCKQUOTE: Final = re.compile(r"<(/?)blockquote", re.IGNORECASE)
_SCREENSHOT: Final = re.compile(
    r"^(?:screen[ _-]?(?:shot|capture)|tangkapan[ _-]?layar|cuplikan|capture|snip|snapshot|pasted|img_|dsc_|photo|foto|"
    r"whatsapp image|clipboard)",
    re.IGNORECASE,
)
"""What programs call a picture of a screen, and a camera its own: no logo's name."""
SCREENSHOT_MIN: Final = 3_000
"""Bytes from which a picture of such a name is content."""
DRAWN_MAX: Final = 50
"""Pictures inside the HTML itself that are taken out of one mail."""


def taken_out(htmls: list[str]) -> tuple[list[str], list[Attachment]]:
    """The HTML without the pictures that are written into it (`data:`, RFC 2397), and these as parts that it shows.

    Some webmailers send what is pasted so, and nothing but the HTML has it.
    """
    drawn: list[Attachment] = []

    def part_of(found: re.Match[str]) -> str:
        if len(drawn) >= DRAWN_MAX:
            return ""
        kind = found[1].lower()
        name = f"drawn-{len(drawn) + 1}"
        content = base64_bytes(found[2].encode("ascii"))
        suffix = kind.partition("+")[0]
        drawn.append(
            Attachment(name=f"{name}.{suffix}", type=f"image/{kind}", content=content, content_id=name, inline=True)
        )
        return f"cid:{name}"

    return [_DATA.sub(part_of, html) for html in htmls], drawn


def outside_quote(html: str) -> str:
    """What stands above the first quote, and between and below quotes where they have an end; whole elements."""
    html = html.rpartition("</head>")[2]
    begins = _QUOTE_BEGINS.search(html)
    if begins is None:
        return html
    tag = html.rfind("<", 0, begins.start() + 1)
    outside = [html[: tag if html.find(">", tag, begins.start()) < 0 else begins.start()]]
    depth, ended = 0, len(html)
    for found in _BLOCKQUOTE.finditer(html, begins.start()) if begins[0].lower() in _CLOSED_QUOTES else ():
        if not depth:
            outside.append(html[ended : found.start()])
        depth = max(0, depth - 1) if found[1] else depth + 1
        ended = len(html) if depth else found.end()
    return " ".join((*outside, html[ended:]))


def told_apart(attachments: list[Attachment], htmls: list[str]) -> list[Attachment]:
    """Only a picture that the HTML shows is inline; one that merely has a Content-ID is a file like any other.

    So is a large one above the quote or below all of it: somebody pasted it. But what stands in a mail twice, byte for
    byte, is a signature's picture, once for each mail of the thread below.
    """
    if not any(one.inline for one in attachments):
        return attachments
    shown = {found.lower() for html in htmls for found in _CID.findall(html)}
    pasted = {found.lower() for html in htmls for found in _CID.findall(outside_quote(html))}
    times = Counter(one.content for one in attachments if one.inline)
    told: list[Attachment] = []
    for one in attachments:
        name = (one.content_id or "").lower()
        enough = SCREENSHOT_MIN if _SCREENSHOT.match(one.name) else PICTURE_MIN
        large = name in pasted and one.size_bytes >= enough and times[one.content] == 1
        told.append(replace(one, inline=False) if one.inline and (name not in shown or large) else one)
    return told


def may_be_signature(one: Attachment) -> bool:
    """Whether a picture that counts as content may be its author's signature: one in the text, not named as a photo."""
    return one.type.startswith("image/") and one.content_id is not None and not _SCREENSHOT.match(one.name)
