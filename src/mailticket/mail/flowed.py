"""Text of format=flowed joined into the lines that its writer meant (RFC 3676 section 4)."""


def unflowed(text: str, *, joined: bool = False) -> str:
    """Soft line breaks undone among lines of one quote depth; a quote keeps its marks.

    `joined`: DelSp=yes, the blank before a soft break isn't part of the text. The signature separator ends a
    paragraph and is part of none.
    """
    if " \n" not in text:
        return text
    out: list[str] = []
    pieces: list[str] = []
    depth = 0
    for line in text.split("\n"):
        level = len(line) - len(line.lstrip(">"))
        words = line[level:].removeprefix(" ")
        if pieces and (level != depth or words == "-- "):
            out.append("".join(pieces))
            pieces = []
        if not pieces and level:
            pieces.append(">" * level + (" " if words else ""))
        soft = words.endswith(" ") and words != "-- " and bool(words.strip())
        pieces.append(words[:-1] if soft and joined else words)
        depth = level
        if not soft:
            out.append("".join(pieces))
            pieces = []
    if pieces:
        out.append("".join(pieces))
    return "\n".join(out)
