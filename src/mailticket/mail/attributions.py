"""The line that says who wrote what follows (`Pada … menulis:`), perhaps wrapped over several (spec 2.2)."""

from collections.abc import Sequence
from typing import Final

from mailticket.mail import quoting

LINES_MAX: Final = 4
"""Lines that one attribution is wrapped over, at most."""
LAST_LINE_MAX: Final = 600
WHOLE_MAX: Final = 800
"""Characters of an attribution's last line, and of all of it."""


def attribution_start(lines: Sequence[str], ends: Sequence[bool], number: int) -> int | None:
    """The first line of the attribution that ends at this line; None if none ends here.

    Of `lines` the runs of blanks are single; `ends` says which of them no attribution goes over.
    """
    line = lines[number]
    if len(line) > LAST_LINE_MAX or not _may_end(line):
        return None
    joined, unopened = "", None
    for start in range(number, max(-1, number - LINES_MAX), -1):
        if start < number and ends[start]:
            break
        joined = f"{lines[start]} {joined}".strip()
        if len(joined) > WHOLE_MAX:
            break
        if _is_opened(joined):
            return start - _opens_above(lines, ends, start)
        if unopened is None and _is_unopened(joined):
            unopened = start
    return unopened


def _opens_above(lines: Sequence[str], ends: Sequence[bool], start: int) -> bool:
    """Whether the attribution began a line earlier: `On Sat, Nov 21, 2026` above `at 9:00 AM Ani wrote:`."""
    if start == 0 or ends[start - 1] or lines[start][:1].isupper():
        return False
    above = lines[start - 1]
    return bool(quoting.OPENED.match(above) and (above.endswith(",") or quoting.HAS_TIME.search(above)))


def may_cut(lines: Sequence[str]) -> bool:
    """Whether an attribution may cut though no > follows: it names a day, a time or an address, and who wrote.

    'On 3 May 2026 I wrote:' and '21/11/2026 09:00 sent to ani@example.net' are a person's, or a log's.
    """
    joined = " ".join(lines)
    address = quoting.HAS_ADDRESS.search(joined)
    if not quoting.HAS_DATE.search(joined) or not (address or quoting.HAS_CLOCK.search(joined)):
        return False
    return _names_author(joined, addressed=address is not None) and not quoting.TOLD_OF.search(joined)


def _names_author(joined: str, *, addressed: bool) -> bool:
    verb = quoting.VERB.search(joined)
    if quoting.OPENED.match(joined) or quoting.DATE_FIRST.match(joined):
        named = verb and (addressed or joined.endswith((":", "：", "-")))
        return bool(named or quoting.ENDS_WITH_ADDRESS.search(joined))
    return bool(quoting.SIGNED_AND_DATED.match(joined) or (addressed and verb))


def _may_end(line: str) -> bool:
    if line.endswith((":", "：", ">", "-", ">:*", ":*")) or quoting.ends_with_verb(line):
        return True
    return bool(quoting.DATE_FIRST.match(line) and "@" in line)


def _is_opened(joined: str) -> bool:
    """`On … wrote:`, `Pada … menulis:`, `Op … schreef …:`, `2011/4/7 Ani <ani@example.net>`."""
    verb = quoting.VERB.search(joined)
    if verb and quoting.OPENED.match(joined) and quoting.HAS_TIME.search(joined):
        return True
    return bool(quoting.DATE_FIRST.match(joined) and (verb or quoting.HAS_ADDRESS.search(joined)))


def _is_unopened(joined: str) -> bool:
    """`Ani <ani@example.net> menulis:`, with a time, or with the name before the address."""
    if quoting.CITING.match(joined) or (joined.endswith((":", "：")) and quoting.SIGNED_AND_DATED.match(joined)):
        return True
    if not quoting.HAS_ADDRESS.search(joined):
        return False
    if joined.endswith((":", "：")) and quoting.HAS_CLOCK.search(joined) and quoting.HAS_DATE.search(joined):
        return True  # whatever the language
    if not quoting.ends_with_verb(joined):
        return False
    return bool(quoting.HAS_TIME.search(joined)) or (not joined.startswith(("<", "mailto:")) and "<" in joined)
