"""`mailticket demo`: the whole procedure on loopback, told while it happens, in under a minute (spec 4.1)."""

import argparse
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mailticket.cli import output
from mailticket.errors import Refused

if TYPE_CHECKING:
    from mailticket.demo.story import Moment

_STYLES: Final[dict[str, output.Style | None]] = {
    "customer": "cyan",
    "operator": "yellow",
    "desk": "green",
    "nobody": "dim",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it leaves its database, and which language the people write."""
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("mailticket-demo"),
        metavar="DIR",
        help="where configuration, database and log stay behind (default: %(default)s); playing again replaces it",
    )
    parser.add_argument(
        "--locale", choices=("en", "id"), default="en", help="the language of the desk and its people (default: en)"
    )


def run(args: argparse.Namespace) -> int:
    """Play, tell, and say how to look at what is left; 1 if a step doesn't happen. Refused without the extra `demo`."""
    try:
        from mailticket.demo.script import SCRIPTS
        from mailticket.demo.stage import StepFailed, stage
        from mailticket.demo.story import Story
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("mailticket"):
            raise
        raise Refused(f'the demo also needs {missing.name}: pip install "mailticket[demo]" brings it') from None
    output.line("A helpdesk run by plain mail, on servers of its own inside this machine.", "bold")
    output.line("Ani asks; Budi, Sari and Dewi are the operators; PIC is their supervisor.")
    output.line()
    try:
        with stage(args.folder, args.locale) as opened:
            Story(opened, SCRIPTS[args.locale], _tell).play()
    except StepFailed as failed:
        output.error(str(failed))
        output.block(failed.so_far)
        return 1
    _what_is_left(args.folder)
    return 0


def _tell(moment: "Moment") -> None:
    """One line, at once even where a pipe reads it."""
    arrow = " → " if moment.whom else "   "
    people = f"{moment.who:>8}{arrow}{moment.whom:<8}"
    output.line(f"{moment.seconds:5.1f} s  {people}  {moment.says}", _STYLES[moment.side])
    sys.stdout.flush()


def _what_is_left(folder: Path) -> None:
    output.line()
    output.line("The servers are gone; the desk's memory stays. Look at it:", "bold")
    for command in ("list", "show 1", "why 1", "show 2 --full"):
        output.line(f"  {_program()} --config {shlex.quote(str(folder / 'config.toml'))} {command}")


def _program() -> str:
    """How this program was called, for the next call."""
    if shutil.which("mailticket") == sys.argv[0]:
        return "mailticket"
    called = Path(sys.argv[0])
    return shlex.quote(str(called)) if called.name == "mailticket" else f"{shlex.quote(sys.executable)} -m mailticket"
