"""Numbers at the command line: a ticket's, or a row's as a list shows it (spec 4.4)."""

import argparse
from typing import Final

_DIGITS: Final = 18
"""As many as every database can look up."""


def number(text: str) -> int:
    """Read a whole number that a database can hold; argparse makes exit 2 and a sentence of anything else."""
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at most {_DIGITS} digits")
