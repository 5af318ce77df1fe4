"""Secrets: passwords from four places, and the key of all tokens. Never in a repr, never in a log (spec 4.2)."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from mailticket.errors import ConfigError

KEYS: Final = ("password", "password_file", "password_env", "password_credential", "oauth2_command")
"""The keys of a section that can name its password; one of them at a time."""
_SHORTEST: Final = 32


class Credential(Protocol):
    """What proves who we are: a password, or an access token."""

    @property
    def renew(self) -> Callable[[str], str] | None:
        """Another token in the place of one that was refused; None for a password: there is no other."""

    def check(self) -> None:
        """ConfigError where it can't be had as things stand; asked once, at the start."""

    def read(self) -> str:
        """The password or token, for one login."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A password that is fetched when it is needed, so that a rotated one is found without a restart."""

    source: str
    """Where it comes from, fit to be shown."""
    fetch: Callable[[], str] = field(repr=False, compare=False)

    @property
    def renew(self) -> None:
        """There is no other password."""

    def check(self) -> None:
        """ConfigError as in `read`."""
        self.read()

    def read(self) -> str:
        """The password. ConfigError, naming its source, if it can't be had or is empty."""
        try:
            found = self.fetch().rstrip("\r\n")
        except (OSError, UnicodeDecodeError, KeyError) as error:
            raise ConfigError(f"{self.source}: {_trouble(error)}") from None
        if not found:
            raise ConfigError(f"{self.source}: is empty")
        return found

    @classmethod
    def of_text(cls, value: object, source: str = "password") -> "Secret":
        """A password that stands in the file itself."""
        if not isinstance(value, str):
            raise ValueError("is not a text; put it in quotes")  # noqa: TRY004 - every reader's word for it
        return cls(source, lambda: value)


def credential_from(key: str, value: str, *, where: str, state: Path, environ: Mapping[str, str]) -> Credential:
    """What `key = value` names; nothing is read yet. ValueError for a command that can't be split."""
    if key == "oauth2_command":
        from mailticket.config.token import AccessToken  # noqa: PLC0415 - running a command costs its import

        return AccessToken(where, value, state=state)
    if key == "password":
        return Secret.of_text(value, f"{where} {key}")
    source = f'{where} {key} "{value}"'
    if key == "password_file":
        return Secret(source, lambda: (state / value).read_text(encoding="utf-8"))
    if key == "password_env":
        return Secret(source, lambda: environ[value])
    return Secret(source, lambda: (Path(environ["CREDENTIALS_DIRECTORY"]) / value).read_text(encoding="utf-8"))


def ensure_secret(path: Path) -> bytes:
    """The key of all tokens; made now, readable by its owner alone, if the file doesn't exist yet."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return load_secret(path)
    except OSError as error:
        raise ConfigError(f"[desk] secret_file {path}: {_trouble(error)}") from None
    with os.fdopen(made, "w", encoding="ascii") as file:
        file.write(os.urandom(32).hex() + "\n")
    return load_secret(path)


def load_secret(path: Path) -> bytes:
    """The key of all tokens. ConfigError if the file is missing, unreadable or too short to be one."""
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise ConfigError(f"[desk] secret_file {path}: {_trouble(error)}") from None
    if len(key) < _SHORTEST:
        raise ConfigError(f"[desk] secret_file {path}: shorter than {_SHORTEST} characters; restore it from the backup")
    return key


def _trouble(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the environment has no {error.args[0]}"
    if isinstance(error, OSError):
        return f"can't be read: {error.strerror}"
    return "is not text in UTF-8"
