"""Header blocks that clients put above the mail they quote or pass on (`From: … Sent: … To: … Subject: …`)."""

import re
from dataclasses import dataclass
from typing import Final

from mailticket.mail import footers, quoting

BLOCK_LINES: Final = 12
"""Lines that such a block has, at most."""
_DATED: Final = re.compile(
    r"(?:\d{4}|\d[-/.]\d{2}\b).{0,20}\d{1,2}[:.]\d{2}|\d{1,2}[:.]\d{2}.{0,20}(?:\d{4}|\d[-/.]\d{2}\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A header block: its values by kind (from, date, to, cc, subject, reply) and the line after it."""

    values: dict[str, str]
    end: int


def header_block(lines: list[str], number: int) -> Block | None:
    """The header block that begins at a line; None if none does.

    It takes From and two more kinds with an address or a day and its time among them, or fewer with an address:
    'Dari: Ani, Kepada: Bagian TI, Perihal: Akses' is a letter, 'Dari: Jakarta, Ke: Bandung' a form, no quoted mail.
    """
    if number >= len(lines):
        return None
    first = label(lines[number])
    if first is None or first[0] not in {"from", "date", "to", "subject"}:
        return None
    block = _read(lines, number)
    return (
        block
        if _is_formal(block.values, ruled=number > 0 and bool(footers.UNDERSCORES.match(lines[number - 1])))
        else None
    )


def _is_formal(values: dict[str, str], *, ruled: bool) -> bool:
    kinds = set(values) - {"reply"}
    address, dated = "@" in " ".join(values.values()), bool(_DATED.search(values.get("date", "")))
    if "from" in kinds:
        if len(kinds) >= 3 and (address or dated):
            return True
        return address and (bool(kinds & {"date", "subject"}) or ruled)
    return "date" in kinds and "to" in kinds and dated and (address or "subject" in kinds)


def _read(lines: list[str], number: int) -> Block:
    """A value's wrapped second line belongs to it; one blank line between labels is let pass (HTML turned to text)."""
    values: dict[str, str] = {}
    misses, last, end = 0, "", number
    for at in range(number, min(number + BLOCK_LINES, len(lines))):
        found = label(lines[at])
        if found is None:
            misses += 1
            if misses > 2 or (not lines[at].strip() and len(values) > 2):
                break
            if misses == 1:
                values[last] += f" {lines[at].strip()}"
            continue
        if found[0] in values and found[0] not in {"cc", "reply"}:
            break
        if found[0] == "from" and misses > 1:
            break  # words and a blank line stand above it: another block begins here
        misses, last, end = 0, found[0], at + 1
        values[last] = found[1]
    return Block(values={kind: value.strip() for kind, value in values.items()}, end=end)


def label(line: str) -> tuple[str, str] | None:
    """Kind and value of a header line (`Dari: Ani <ani@example.net>`); None for any other line."""
    if len(line) > 1000:
        return None
    found = quoting.LABEL.match(line)
    if not found:
        return None
    kind = quoting.KIND_OF_LABEL.get(found[1].strip().lower())
    return (kind, found[2].strip(" *")) if kind else None
