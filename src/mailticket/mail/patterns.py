"""Long patterns as data: alternatives in lines, so that a new phrase is one more line in a diff."""

import re


def pattern(lines: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """One pattern of several lines; line breaks and indentation between them are dropped."""
    return re.compile("".join(line.strip() for line in lines.split("\n")), flags)
