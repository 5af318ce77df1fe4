"""Prints `config.example.toml`: every key, its default or an example, its reason (spec 4.2)."""

from collections.abc import Iterator

from mailticket.config.check import shown
from mailticket.config.read import ARRAYS, SECTIONS
from mailticket.config.setting import REQUIRED, Setting, settings_of

_HEAD = """\
# The configuration of mailticket: every key, and what it is for.
#
# A key may be left out where its comment names a default or it begins with '#'. Durations are a number and a
# unit: s m h d on the wall clock, bh and bd in opening hours and business days. Relative paths are relative to
# the state directory (--state, systemd's StateDirectory, else the folder of this file).
"""
_SHOWN_OFF = ("forms",)


def print_example() -> str:
    """The text of `config.example.toml`; it can be loaded as it stands."""
    blocks = [_HEAD]
    blocks += ["\n".join(_section(f"[{name}]", section)) + "\n" for name, section in SECTIONS.items()]
    for name, section in ARRAYS.items():
        block = "\n".join(_section(f"[[{name}]]", section)) + "\n"
        blocks.append("".join(f"# {line}" for line in block.splitlines(keepends=True)) if name in _SHOWN_OFF else block)
    return "\n".join(blocks)


def _section(head: str, section: type) -> Iterator[str]:
    yield f"{head}  # {section.__doc__}"
    for key, setting in settings_of(section).items():
        yield from _key(f"{key}_file" if key == "password" else key, setting)


def _key(key: str, setting: Setting) -> Iterator[str]:
    yield f"# {setting.reason}{_default(setting)}"
    line = f"{key} = {shown(setting.example)}"
    off = setting.default is None and key not in ("username", "password_file")
    yield f"# {line}" if off else line


def _default(setting: Setting) -> str:
    if setting.default is REQUIRED:
        return " Required."
    if setting.default is None or setting.default == setting.example:
        return ""
    return f" Default: {shown(setting.default)}."
