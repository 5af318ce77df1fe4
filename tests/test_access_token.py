"""Spec 2.1, 4.2: an access token by a command, kept while it is good, asked for once more when refused, never shown."""

import json
import shlex
import sys
import threading
from pathlib import Path

import pytest

from mailticket.bearer import bearer
from mailticket.config.token import AccessToken
from mailticket.errors import ConfigError, TokenAway

SECRET = "ya29.planted-token_1~/+=="


class Command:
    """A program in the state folder that writes down each run and does what it is told."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.now = 1000.0
        self.does(f"print({SECRET!r})")

    def does(self, python: str) -> None:
        program = self.state / "token"
        program.write_text(f"#!{sys.executable}\nimport sys, time\nopen('runs', 'a').write('x')\n{python}\n")
        program.chmod(0o700)

    def says(self, **answer: object) -> None:
        self.does(f"print({json.dumps(answer)!r})")

    @property
    def runs(self) -> int:
        file = self.state / "runs"
        return len(file.read_text()) if file.exists() else 0

    def token(self, command: str = "./token", **more) -> AccessToken:
        return AccessToken("[imap]", command, state=self.state, **({"seconds": lambda: self.now} | more))


@pytest.fixture
def command(tmp_path) -> Command:
    return Command(tmp_path)


def test_what_the_command_prints_is_the_token_and_is_kept(command) -> None:
    token = command.token()
    assert (token.read(), token.read(), command.runs) == (SECRET, SECRET, 1)


def test_the_answer_of_a_token_endpoint_will_do_and_says_how_long_it_lasts(command) -> None:
    """RFC 6749 section 5.1; some endpoints write the number as a text."""
    for lasts in (3600, "3600"):
        command.says(access_token=SECRET, token_type="Bearer", expires_in=lasts)
        token, before = command.token(), command.runs
        assert token.read() == SECRET
        command.now += 3500
        token.read()
        assert command.runs == before + 1
        command.now += 60
        token.read()
        assert command.runs == before + 2


def test_an_answer_that_names_no_end_is_kept_until_it_is_refused(command) -> None:
    command.says(access_token=SECRET)
    token = command.token()
    token.read()
    command.now += 1e6
    assert (token.read(), command.runs) == (SECRET, 1)


@pytest.mark.parametrize("lasts", [True, None, "soon", [3600]])
def test_an_end_that_is_no_number_is_none(command, lasts: object) -> None:
    command.says(access_token=SECRET, expires_in=lasts)
    token = command.token()
    token.read()
    command.now += 1e6
    assert (token.read(), command.runs) == (SECRET, 1)


def test_a_refused_token_is_asked_for_anew_once_however_many_were_refused_with_it(command) -> None:
    token = command.token()
    token.read()
    command.does("print('another')")
    assert [token.renew(SECRET) for _ in range(3)] == ["another"] * 3
    assert command.runs == 2


def test_threads_that_ask_together_get_one_answer(command) -> None:
    command.does(f"time.sleep(0.2); print({SECRET!r})")
    token, got = command.token(), []
    threads = [threading.Thread(target=lambda: got.append(token.read())) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(10)
    assert (got, command.runs) == ([SECRET] * 4, 1)


def test_the_command_is_split_as_for_a_shell_and_run_without_one_in_the_state_folder(command) -> None:
    command.does("import os; print('.'.join(sys.argv[1:]).replace('$', 'S').replace(' ', '_').replace(';', '-'))")
    assert command.token("./token 'a b' \"$HOME;x\" c").read() == "a_b.SHOME-x.c"
    command.does("import os; print(os.getcwd().replace('/', '.'))")
    assert command.token(shlex.join([str(command.state / "token")])).read() == str(command.state).replace("/", ".")
    assert command.token("echo simple").read() == "simple"


@pytest.mark.parametrize(
    ("does", "problem"),
    [
        (
            "sys.exit('\\nno refresh token\\x1b[31m: log in again\\nTraceback')",
            "exit code 1: no refresh token [31m: log",
        ),
        ("sys.exit(3)", "exit code 3"),
        ('print(\'{"error": "invalid_grant"}\'); sys.exit(22)', "exit code 22: invalid_grant"),
        (
            'print(\'{"error": "invalid_client", "error_description": "The secret\\\\r\\\\nhas ended"}\')',
            "exit code 0: invalid_client: The secret",
        ),
        ("pass", "printed no token"),
        ('print(\'{"token_type": "Bearer"}\')', "printed no token"),
        ("print('token', 'planted-token')", "is no access token"),
        ("print('{planted-token')", "is no access token"),
        ("print('[1]')", "is no access token"),
        ("sys.stdout.buffer.write(b'planted-token\\xff')", "is no access token"),
        ("print('{\"access_token\": 5}')", "is no access token"),
    ],
)
def test_a_command_that_gives_no_token_is_a_trouble_for_a_time_and_says_why(command, does, problem) -> None:
    command.does(does)
    with pytest.raises(TokenAway) as away:
        command.token("./token --client-secret=planted-token").read()
    assert str(away.value).startswith("[imap] oauth2_command token: ")
    assert problem in str(away.value)
    assert "planted-token" not in str(away.value)
    assert "\n" not in str(away.value)
    command.does(f"print({SECRET!r})")
    assert command.token().read() == SECRET


def test_a_command_that_takes_too_long_is_ended_with_all_it_started(command) -> None:
    command.does("import subprocess; subprocess.run(['sleep', '60'])")
    with pytest.raises(TokenAway, match="no answer within 0 s"):
        command.token(time_limit=0.3).read()


@pytest.mark.parametrize("line", ["./gone", "no-such-program-anywhere", "''", ""])
def test_a_command_that_is_not_there_is_told_at_the_start(command, line) -> None:
    with pytest.raises(ConfigError, match="there is no such program"):
        command.token(line).check()
    with pytest.raises(TokenAway, match="can't be run"):
        command.token(line).read()


def test_the_start_does_not_run_it(command) -> None:
    command.token().check()
    command.token("echo x").check()
    assert command.runs == 0


def test_a_token_shows_nowhere(command) -> None:
    token = command.token("./token planted-argument")
    token.read()
    assert "planted" not in repr(token) + str(token) + token.source
    assert SECRET not in repr(bearer(["XOAUTH2"], "budi", SECRET))


@pytest.mark.parametrize(
    ("offered", "mechanism", "first", "refused"),
    [
        (["PLAIN", "XOAUTH2", "OAUTHBEARER"], "XOAUTH2", b"user=b,=@example.org\1auth=Bearer t\1\1", b""),
        (["plain", "oauthbearer"], "OAUTHBEARER", b"n,a=b=2C=3D@example.org,\1auth=Bearer t\1\1", b"\1"),
    ],
)
def test_what_is_said_to_a_server(offered, mechanism, first, refused) -> None:
    """RFC 7628 section 3.1; XOAUTH2 as its inventors document it."""
    found = bearer(offered, "b,=@example.org", "t")
    assert (found.mechanism, found.first, found.refused) == (mechanism, first, refused)


def test_a_server_that_takes_no_token_is_told_apart() -> None:
    assert bearer(["PLAIN", "LOGIN"], "budi", "t") is None
