"""From the file to a `Config`: every problem is collected, and told in one line each (spec 4.2)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeVar

from mailticket.config import check
from mailticket.config.secret import KEYS as SECRET_KEYS
from mailticket.config.secret import Secret, credential_from
from mailticket.config.setting import REQUIRED, Setting, key_of, settings_of
from mailticket.config.settings import (
    AuthoritySettings,
    CalendarSettings,
    DatabaseSettings,
    DeskSettings,
    FormSettings,
    ImapSettings,
    ListSettings,
    MailsSettings,
    MonitorSettings,
    OperatorSettings,
    PolicySettings,
    SmtpSettings,
    SurveySettings,
)
from mailticket.config.whole import Config
from mailticket.errors import ConfigError

S = TypeVar("S")
Table = Mapping[str, object]

SECTIONS: Final[dict[str, type]] = {
    "desk": DeskSettings,
    "mails": MailsSettings,
    "list": ListSettings,
    "imap": ImapSettings,
    "smtp": SmtpSettings,
    "database": DatabaseSettings,
    "calendar": CalendarSettings,
    "policy": PolicySettings,
    "authority": AuthoritySettings,
    "survey": SurveySettings,
    "monitor": MonitorSettings,
}
ARRAYS: Final[dict[str, type]] = {"operators": OperatorSettings, "forms": FormSettings}
_LATER: Final = ("tiers", "rules", "departments")
"""Sections of the specification that this version doesn't know yet (spec 3.4 to 3.6)."""
_SYSTEM_WIDE: Final = Path("/etc/mailticket/config.toml")


def default_path(environ: Mapping[str, str]) -> Path:
    """The file meant without `--config`: MAILTICKET_CONFIG, ./config.toml, /etc/mailticket/config.toml (spec 4.4)."""
    if named := environ.get("MAILTICKET_CONFIG"):
        return Path(named)
    here = Path("config.toml")
    return here if here.exists() or not _SYSTEM_WIDE.exists() else _SYSTEM_WIDE


def state_folder(path: Path, state: Path | None, environ: Mapping[str, str]) -> Path:
    """What relative paths are relative to: `--state`, systemd's StateDirectory, else the file's folder (spec 4.2)."""
    by_systemd = environ.get("STATE_DIRECTORY", "").partition(":")[0]
    return (state or (Path(by_systemd) if by_systemd else path.parent)).absolute()


def load(path: Path, *, state: Path | None = None, environ: Mapping[str, str]) -> Config:
    """Read and check the file. ConfigError with a line for each problem.

    Passwords are not fetched here (`Config.check_secrets`), nor is the holidays package imported.
    """
    reading = Reading(path, state_folder(path, state, environ), environ)
    config = reading.config(_parse(path))
    reading.problems += check.problems(config)
    if reading.problems:
        raise ConfigError("\n".join(f"{path}: {problem}" for problem in dict.fromkeys(reading.problems)))
    return config


def _parse(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; `mailticket init` writes one") from None
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not text in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


class Reading:
    """One reading of one file. For a wrong value the example stands in, so that the rest is checked too."""

    def __init__(self, path: Path, state: Path, environ: Mapping[str, str]) -> None:
        self.problems: list[str] = []
        self._path = path
        self._state = state
        self._environ = environ

    def config(self, root: Table) -> Config:
        """The configuration in a parsed file; what is wrong with it is in `problems`."""
        self._refuse_unknown_sections(root)
        read: dict[str, Any] = {
            Config.KEYS.get(name, name): self._section(section, f"[{name}]", self._table(section, name, root))
            for name, section in SECTIONS.items()
        }
        read |= {name: self._array(section, name, root.get(name, [])) for name, section in ARRAYS.items()}
        return Config(file=self._path, state=self._state, **read)

    def _table(self, section: type, name: str, root: Table) -> object:
        """The section as written; for one that is missing and needed, its examples."""
        if name in root:
            return root[name]
        needed = {
            "password_file" if key == "password" else key: setting.example
            for key, setting in settings_of(section).items()
            if setting.default is REQUIRED
        }
        if needed:
            self.problems.append(f"[{name}]: the section is missing; it needs {', '.join(needed)}")
        return needed

    def _array(self, section: type[S], name: str, value: object) -> tuple[S, ...]:
        if not isinstance(value, list):
            self.problems.append(f"[[{name}]]: write it with two brackets, one block each")
            return ()
        return tuple(self._section(section, f"[[{name}]] {n}", table) for n, table in enumerate(value, start=1))

    def _section(self, section: type[S], where: str, value: object) -> S:
        if not isinstance(value, Mapping):
            self.problems.append(f"{where}: is not a section; write {where} on a line of its own")
            value = {}
        known = settings_of(section)
        table = dict(value)
        read: dict[str, object] = {}
        if "password" in known:
            self._take_secret(known["password"], where, table, read)
        for one in fields(section):  # type: ignore[arg-type]
            if one.name not in read and (one.name != "password" or "password" in table):
                self._take(one.name, known[key_of(one)], where, table, read)
        self._refuse_unknown_keys(known, where, table)
        return section(**read)

    def _take(self, name: str, setting: Setting, where: str, table: dict[str, object], read: dict[str, object]) -> None:
        key = name.rstrip("_")
        given = table.pop(key, setting.default)
        if given is REQUIRED:
            self.problems.append(f"{where} {key}: is missing; write {key} = {check.shown(setting.example)}")
            given = setting.example
        if given is None:
            return
        try:
            found = setting.read(given)
        except ValueError as error:
            self.problems.append(f"{where} {key}: {error}")
            found = setting.read(setting.example)
        read[name] = self._state / found if isinstance(found, Path) else found

    def _take_secret(self, setting: Setting, where: str, table: dict[str, object], read: dict[str, object]) -> None:
        given = {key: table.pop(key) for key in SECRET_KEYS if key in table}
        if len(given) > 1:
            self.problems.append(f"{where}: more than one password ({', '.join(given)}); keep one")
        for key, value in given.items():
            if not isinstance(value, str) or not value:
                self.problems.append(f"{where} {key}: is not a text, or empty; put it in quotes")
                continue
            try:
                read["password"] = credential_from(key, value, where=where, state=self._state, environ=self._environ)
            except ValueError as error:
                self.problems.append(f"{where} {key}: {error}; write it as for a shell")
        if not given and setting.default is REQUIRED:
            self.problems.append(f'{where}: no password; write password_file = "{setting.example}"')
        if setting.default is REQUIRED:
            read.setdefault("password", Secret.of_text(""))

    def _refuse_unknown_keys(self, known: Sequence[str] | Mapping[str, Setting], where: str, table: Table) -> None:
        names = [name for name in known if name != "password"] + (list(SECRET_KEYS) if "password" in known else [])
        for key in table:
            self.problems.append(f"{where} {key}: is not known{_did_you_mean(key, names)}")

    def _refuse_unknown_sections(self, root: Table) -> None:
        for name in root:
            if name in _LATER:
                self.problems.append(f"[{name}]: isn't supported in this version; take the section out")
            elif name not in SECTIONS and name not in ARRAYS:
                near = _did_you_mean(name, [*SECTIONS, *ARRAYS])
                self.problems.append(f"[{name}]: is not a known section{near}")


def _did_you_mean(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else f"; known are {', '.join(known)}"
