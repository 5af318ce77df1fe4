"""HTML to readable text: links, lists, tables, quotes (spec 2.2, 5.3: turned to text by a parser, nothing is fetched).

What a mail client marks as quoted (blockquote, gmail_quote, Yahoo, Proton, the reply divider of Outlook) becomes
lines with `> `, so that one line scanner (reply.py) serves plain and HTML mail. Linear in the size of the document.
"""

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from mailticket.mail import quoting

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED: Final = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "meta",
        "template",
        "noscript",
        "svg",
        "-comment",
        "_comment",
        "!doctype",
    }
)
_PARAGRAPHS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"}
)
_BLOCKS: Final = frozenset(
    {"div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "center", "address", "form", "fieldset",
     "tbody",
     "thead", "body", "html", "figure", "main", "aside", "nav", "caption", "hr", "td", "th"}
)  # fmt: skip
_QUOTE_CLASSES: Final = (
    "gmail_quote",
    "yahoo_quoted",
    "protonmail_quote",
    "zmail_extra",
    "moz-forward-container",
    "tutanota_quote",
)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_FORWARDED: Final = re.compile(
    r"^\W*(?:forwarded message|pesan (?:yang )?(?:di)?terus|begin forwarded|awal pesan)", re.IGNORECASE
)

QUOTED: Final = "> "
INDENTED: Final = "    "
_TAG: Final = re.compile(r"<[^<>]*>")
_UNSEEN: Final = re.compile(r"<(/?)(head|title|style|script|template)\b[^<>]*>|<(!)--|(--)>", re.IGNORECASE)
"""What shows nowhere: elements, and comments."""
_OPENING: Final = re.compile(r"<(/?)(?!br|img|hr|meta|input|link|p\b|td|tr|li|o:p)[a-z]", re.IGNORECASE)
SWALLOWED_MAX: Final = 256 * 1024
"""Characters of a page without text in which it is looked for once more."""
NESTING_SUSPECT: Final = 1500
"""Depth from which a document isn't given to the parser at all."""
NESTING_MAX: Final = 250
"""Elements inside each other that are walked; what is deeper is taken as plain text."""
DEPTH_MAX: Final = 24
"""Quote marks that one line gets at most; deeper ones add nothing and cost memory."""


TAG_MAX: Final = 8192
"""Characters of a tag, pictures in it aside, that the parser gets to see: it is quadratic in the attributes."""
_LONG_TAG: Final = re.compile(rf"<[^<>]{{{TAG_MAX},}}>?")
_PICTURE: Final = re.compile(r"base64,[A-Za-z0-9+/=\s]{1000,}")
CHILDREN_MAX: Final = 30
"""Children of a quoting element among which a quote of its own is looked for."""
PARSED_MAX: Final = 1024 * 1024
"""Characters of HTML that are given to the parser."""


class _Page:
    """The text so far; a line is closed when a block begins or ends."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.current: list[str] = []
        self.marks: list[str] = []
        self.blank_due = False
        self.preformatted = 0
        self.items: list[int] = []

    def write(self, text: str) -> None:
        if self.preformatted:
            first, *rest = text.split("\n")
            self.current.append(first)
            for line in rest:
                self.end_line(force=True)
                self.current.append(line)
            return
        text = _SPACE.sub(" ", text)
        if text == " " and not self.current:
            return
        self.current.append(text)

    def end_line(self, *, force: bool = False) -> None:
        text = "".join(self.current)
        text = text.rstrip() if self.preformatted else text.replace("\u00a0", " ").strip()
        self.current = []
        if not text and not force:
            return
        mark = "".join(self.marks[-DEPTH_MAX:])
        if self.blank_due and self.lines and self.lines[-1].strip("> "):
            self.lines.append(mark.rstrip())
        self.blank_due = False
        self.lines.append((mark + text).rstrip())

    def paragraph(self) -> None:
        self.end_line()
        self.blank_due = True


def html_to_text(html: str, parsed: int = PARSED_MAX) -> str:
    """Readable text of an HTML body; LF line ends, no trailing blanks. Never raises; '' for nothing readable.

    What stands behind the first `parsed` characters merely loses its tags: a page costs fifty times its size.
    """
    if len(html) > parsed:
        html, behind = html[:parsed], html[parsed:]
        return f"{html_to_text(html, parsed)}\n{_without_tags(behind)}".strip("\n")
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - 10 ms that a plain mail need not wait for

    if len(html) > TAG_MAX:
        html = _LONG_TAG.sub(" ", _PICTURE.sub("", html))
    if html.count("<") > NESTING_SUSPECT and _nesting(html) > NESTING_SUSPECT:
        return _without_tags(html)  # the parser is quadratic in depth
    try:
        root = LexborHTMLParser(html).root
    except (ValueError, RuntimeError, UnicodeError):
        return ""
    if root is None:
        return ""
    page = _Page()
    _walk(root, page)
    page.end_line()
    return "\n".join(page.lines).strip("\n") or _swallowed(html[:SWALLOWED_MAX])


def _swallowed(html: str) -> str:
    """The text of a page in which the parser found none: a title, a style or a comment without an end took it all."""
    if "display:" in html:
        return ""  # it may well be hidden
    ends: dict[str, int] = {}
    for found in _UNSEEN.finditer(html):
        if found[1] or found[4]:
            ends[(found[2] or "!").lower()] = found.end()
    shown: list[str] = []
    at = 0
    inside = ""
    for found in _UNSEEN.finditer(html):
        name = (found[2] or "!").lower()
        if inside:
            if name == inside and (found[1] or found[4]):
                inside, at = "", found.end()
        elif not (found[1] or found[4]) and ends.get(name, 0) > found.end():
            shown.append(html[at : found.start()])
            inside = name
    return unescape(_without_tags(" ".join((*shown, html[at:])))).replace("\u00a0", " ").strip()


def _without_tags(html: str) -> str:
    return _SPACE.sub(" ", _TAG.sub(" ", html)).strip()


def _nesting(html: str) -> int:
    """How deep elements may stand inside each other, counted in the raw text; too much rather than too little."""
    depth = deepest = 0
    for found in _OPENING.finditer(html):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _walk(root: "LexborNode", page: _Page) -> None:
    """Depth first without recursion: mail nests deeper than Python's stack."""
    stack: list[tuple[LexborNode, str, str]] = []
    node: LexborNode | None = root
    while node is not None or stack:
        if node is None:
            parent, tag, quoted = stack.pop()
            _leave(parent, tag, page, quoted)
            node = parent.next if stack else None
            continue
        tag = node.tag or ""
        if tag == "-text":
            page.write(node.text_content or "")
        elif len(stack) >= NESTING_MAX:
            page.write(node.text() or "")
        elif tag not in _DROPPED and not _hidden(node):
            quoted = _enter(node, tag, page)
            stack.append((node, tag, quoted))
            node = node.child
            continue
        node = node.next if stack else None


def _hidden(node: "LexborNode") -> bool:
    style = node.attributes.get("style") if node.attributes else None
    return bool(style) and "display:none" in style.replace(" ", "").lower() if style else False


def _enter(node: "LexborNode", tag: str, page: _Page) -> str:
    """Open an element; the mark that its lines get, if it has one."""
    if tag == "br":
        page.end_line(force=True)
    elif tag == "img":
        alt = node.attributes.get("alt") or ""
        if alt and not _looks_like_file(alt):
            page.write(f"[{alt}]")
    elif tag in _PARAGRAPHS:
        page.paragraph()
    elif tag in {"td", "th"}:
        _cell(node, page)
    elif tag in _BLOCKS:
        page.end_line()
    if tag == "pre":
        page.preformatted += 1
    elif tag in {"ul", "ol"}:
        page.items.append(0 if tag == "ol" else -1)
    elif tag == "li":
        page.current.append(_bullet(page))
    elif tag == "hr":
        page.write("_" * 32)
        page.end_line()
    quoted = _mark_of(node, tag, page)
    if quoted:
        page.end_line()
        page.marks.append(quoted)
    return quoted


def _looks_like_file(alt: str) -> bool:
    return bool(re.search(r"\.(?:png|jpe?g|gif|bmp)$", alt.strip(), re.IGNORECASE)) or alt.startswith("cid:")


def _cell(node: "LexborNode", page: _Page) -> None:
    """Cells of a row stand on one line if they are short, as in a table of values; layout tables get lines."""
    if page.current and not page.current[-1].endswith(" "):
        page.write(" ")
    del node


def _bullet(page: _Page) -> str:
    if page.items and page.items[-1] >= 0:
        page.items[-1] += 1
        return f"{page.items[-1]}. "
    return "- "


def _mark_of(node: "LexborNode", tag: str, page: _Page) -> str:
    """`> ` for what is quoted, four blanks for what is merely indented by a blockquote, '' for anything else."""
    names = node.attributes if tag in {"blockquote", "div"} else {}
    marks = f"{names.get('class') or ''} {names.get('id') or ''}"
    if tag == "blockquote":
        cited = "type" in names or "cite" in names or "quote" in marks or ">" in "".join(page.marks)
        return QUOTED if cited or _is_quote(node, _last_line(page)) else INDENTED
    if not any(mark in marks for mark in _QUOTE_CLASSES) or _FORWARDED.match(_beginning(node)):
        return ""
    return "" if _holds_quotes(node) else QUOTED


def _is_quote(node: "LexborNode", above: str) -> bool:
    """Whether a blockquote without a mark of its own is one: in a client's quote, at the top, or below an attribution.

    'The manual says:' is none, and some programs indent a list of steps so.
    """
    parent = node.parent
    around = (parent.attributes.get("class") or "") if parent is not None and parent.attributes else ""
    if any(mark in around for mark in _QUOTE_CLASSES):
        return True
    if "border:none" in ((node.attributes or {}).get("style") or "").replace(" ", "").lower():
        return False
    if not above.strip() or "@" in above or quoting.ends_with_verb(above):
        return True
    ends = above.endswith((":", "：", ">"))
    return ends and bool(quoting.HAS_CLOCK.search(above) or quoting.CITING.match(above))


def _holds_quotes(node: "LexborNode") -> bool:
    """Whether the quotes stand inside, each marked by itself: between them Gmail lets people answer."""
    child = node.child
    for _ in range(CHILDREN_MAX):
        if child is None:
            return False
        if child.tag == "blockquote":
            return True
        child = child.next
    return False


def _last_line(page: _Page) -> str:
    return "".join(page.current) or next((line for line in page.lines[-1:-4:-1] if line), "")


def _beginning(node: "LexborNode") -> str:
    """The first words inside a node, found without reading all of it."""
    words = ""
    inner: LexborNode | None = node.child
    for _ in range(40):
        if inner is None or len(words.strip(" -\n\t")) > 30:
            break
        if inner.tag == "-text":
            words += inner.text_content or ""
        inner = inner.child or inner.next or (inner.parent.next if inner.parent and inner.parent is not node else None)
    return words.strip()[:200]


def _leave(node: "LexborNode", tag: str, page: _Page, quoted: str) -> None:
    if tag == "a":
        _link(node, page)
    if tag in _PARAGRAPHS:
        page.paragraph()
    elif tag in _BLOCKS and tag not in {"td", "th"}:
        page.end_line()
    if quoted:
        page.end_line()
        page.marks.pop()
    if tag == "pre":
        page.preformatted -= 1
    elif tag in {"ul", "ol"} and page.items:
        page.items.pop()


def _link(node: "LexborNode", page: _Page) -> None:
    """The target after the words, unless the words are the target."""
    target = (node.attributes.get("href") or "").strip() if node.attributes else ""
    if not target.lower().startswith(("http://", "https://")) or len(target) > 500:
        return
    words = "".join(page.current[-20:])
    bare = re.sub(r"^https?://(?:www\.)?", "", target, flags=re.IGNORECASE).rstrip("/")
    if bare and bare not in words:
        page.write(f" <{target}>")
