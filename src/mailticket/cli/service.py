"""`install-service`: prints the systemd unit with the paths of this installation (spec 4.3). Changes nothing."""

import argparse
import sys
from importlib.resources import files
from pathlib import Path
from typing import Final

from mailticket.cli import output

_PROGRAM: Final = "/opt/mailticket/bin/mailticket"
_CONFIG: Final = Path("/etc/mailticket/config.toml")
_STATE: Final = Path("/var/lib/mailticket")
_HIDDEN: Final = (Path("/home"), Path("/root"), Path("/run/user"))
"""What ProtectHome= keeps from the daemon (systemd.exec(5))."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who runs the daemon; `--config` and `--state` come before the command, as always."""
    parser.add_argument(
        "--user", default="mailticket", metavar="NAME", help="the system user; default: mailticket, made by sysusers"
    )
    parser.add_argument("--sysusers", action="store_true", help="print the sysusers file of that user instead")


def run(args: argparse.Namespace) -> int:
    """Print the file, for `> /etc/systemd/system/mailticket.service`."""
    state = (args.state or _STATE).absolute()
    if args.sysusers:
        output.block(sysusers(args.user, state).rstrip("\n"))
        return 0
    program = Path(sys.prefix) / "bin" / "mailticket"
    config = (args.config or _CONFIG).absolute()
    for path in (program, config, state):
        if any(path.is_relative_to(folder) for folder in _HIDDEN):
            output.error(f"{path}: the service can't see it there (ProtectHome); put it elsewhere")
    output.block(unit(program, config, state, args.user).rstrip("\n"))
    return 0


def unit(program: Path, config: Path, state: Path, user: str) -> str:
    """The shipped unit with these paths in place of its own."""
    text = _shipped("mailticket.service")
    text = text.replace(
        f"ExecStart={_PROGRAM} --config {_CONFIG}", f"ExecStart={_word(program)} --config {_word(config)}"
    )
    text = text.replace(str(_CONFIG), str(config)).replace(str(_CONFIG.parent), str(config.parent))
    text = text.replace("User=mailticket\nGroup=mailticket\n", f"User={user}\nGroup={user}\n")
    if state.parent == _STATE.parent:
        text = text.replace("StateDirectory=mailticket\n", f"StateDirectory={_word(Path(state.name))}\n")
    else:  # StateDirectory= knows only folders below /var/lib
        text = text.replace(" run\n", f" --state {_word(state)} run\n", 1)
        text = text.replace("StateDirectory=mailticket\nStateDirectoryMode=0700\n", f"ReadWritePaths={_word(state)}\n")
    return text.replace(str(_STATE), str(state))


def sysusers(user: str, state: Path) -> str:
    """The shipped sysusers file for this user."""
    text = _shipped("mailticket.sysusers").replace("u mailticket -", f"u {user} -")
    return text.replace(str(_STATE), str(state))


def _shipped(name: str) -> str:
    """Inside the installed package, else at the top of the checkout."""
    installed = Path(str(files("mailticket") / "_systemd"))
    folder = installed if installed.is_dir() else Path(__file__).parents[3] / "deploy" / "systemd"
    return (folder / name).read_text(encoding="utf-8")


def _word(path: Path) -> str:
    """A path as one word of a unit: no specifiers, quoted where it has blanks (systemd.syntax(7))."""
    text = str(path).replace("%", "%%")
    return f'"{text}"' if any(letter.isspace() for letter in text) else text
