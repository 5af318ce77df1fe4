"""Access tokens for OAuth 2, printed by a command of the desk's own choice (spec 2.1, 4.2). Never in a log."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from re import compile as pattern
from typing import Final

from mailticket.errors import ConfigError, TokenAway

TIME_LIMIT: Final = 30.0
"""Seconds that the command may take; its mail server has been promised an answer by then."""
_MARGIN: Final = 60.0
"""Seconds before its end from which a token isn't begun with any more."""
_TOKEN: Final = pattern(r"[A-Za-z0-9._~+/-]+=*")
"""What may stand behind "Bearer" (RFC 6750 section 2.1)."""


class AccessToken:
    """The token that a command prints: alone, or as the answer of a token endpoint (RFC 6749 section 5.1).

    It is kept until the end that the answer names, or until a server refuses it. Threads may share it: one asks, the
    others wait for what it gets.
    """

    def __init__(
        self,
        where: str,
        command: str,
        *,
        state: Path,
        time_limit: float = TIME_LIMIT,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`command` is split as a shell would and run without one, in the folder `state`. ValueError if it can't be."""
        program, *arguments = shlex.split(command) or [""]
        self._command = (str(state / program) if "/" in program else program, *arguments)
        self._state = state
        self._time_limit = time_limit
        self._seconds = seconds
        self._lock = threading.Lock()
        self._kept: str | None = None
        self._ends = float("inf")
        # The arguments are left out: nobody should write a secret there, and somebody will.
        self.source = f"{where} oauth2_command {Path(program).name or '(empty)'}"

    def check(self) -> None:
        """ConfigError where there is no such command. It isn't run: what it asks may be away just now."""
        if shutil.which(self._command[0]) is None:
            raise ConfigError(f"{self.source}: there is no such program, or it can't be run by this user")

    def read(self) -> str:
        """The token: the kept one, or another. TokenAway if the command fails, takes too long or prints no token."""
        with self._lock:
            if self._kept is None or self._seconds() >= self._ends:
                self._fetch()
            return self._kept or ""

    def renew(self, refused: str) -> str:
        """Another token in the place of one that a server refused; perhaps the same again. TokenAway as in `read`."""
        with self._lock:
            if self._kept == refused:
                self._kept = None
        return self.read()

    def _fetch(self) -> None:
        self._kept = None
        asked = self._seconds()
        code, said, complaint = self._run()
        answer = _answer_of_an_endpoint(said)
        if code or "error" in answer:
            why = _words(answer.get("error"), answer.get("error_description")) or _first_line(complaint)
            raise TokenAway(f"{self.source}: exit code {code}{why and f': {why}'}")
        token = answer.get("access_token", None if answer else said.strip())
        if not token:
            raise TokenAway(f"{self.source}: printed no token")
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise TokenAway(f"{self.source}: what it printed is no access token; it must print that and nothing else")
        self._ends = asked + _lasts(answer.get("expires_in")) - _MARGIN
        self._kept = token

    def _run(self) -> tuple[int, str, str]:
        """Exit code, and what it said on its two outputs."""
        try:
            process = subprocess.Popen(  # noqa: S603 -- it is the administrator's own command
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self._state,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,  # so that what it started ends with it
            )
        except (OSError, ValueError) as error:
            raise TokenAway(f"{self.source}: can't be run: {getattr(error, 'strerror', None) or error}") from None
        with process:
            try:
                said, complaint = process.communicate(timeout=self._time_limit)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                raise TokenAway(f"{self.source}: no answer within {self._time_limit:.0f} s") from None
        return process.returncode, said, complaint


def _answer_of_an_endpoint(said: str) -> dict[str, object]:
    """The JSON object of a token endpoint, good or bad (RFC 6749 sections 5.1 and 5.2); empty where it is none."""
    try:
        answer = json.loads(said) if said.lstrip().startswith("{") else {}
    except ValueError:
        return {}
    return dict(answer)


def _lasts(said: object) -> float:
    """Seconds, as a number or a text (RFC 6749 section 5.1); for ever where it is neither."""
    try:
        return float(str(said))
    except ValueError:
        return float("inf")


def _words(*texts: object) -> str:
    return ": ".join(_first_line(text) for text in texts if isinstance(text, str) and text)


def _first_line(text: str) -> str:
    """The first line that isn't empty, without control characters, cut: it ends up in a log."""
    line = next((each for each in text.splitlines() if each.strip()), "")
    return "".join(c if c.isprintable() else " " for c in line).strip()[:200]
