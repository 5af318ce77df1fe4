"""Spec 4.1: `mailticket init` asks a few questions and writes config.toml."""

import argparse
from pathlib import Path

import pytest

from mailticket.cli import init
from mailticket.config import load
from mailticket.errors import ConfigError, Refused

NEEDED = [
    "--helpdesk=helpdesk@example.org",
    "--list=operators@lists.example.org",
    "--operators=Budi <budi@example.org>, sari@example.org",
    "--supervisors=pic@example.org",
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run init with options and with lines typed by a person."""
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)

    def go(*options: str, typed: tuple[str, ...] = ()) -> Path:
        parser = argparse.ArgumentParser()
        init.add_arguments(parser)
        args = parser.parse_args(options)
        args.config, args.state = tmp_path / "config.toml", None
        lines = iter(typed)

        def answer(_: str) -> str:
            try:
                return next(lines)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)
        assert init.run(args) == 0
        return args.config

    return go


def test_options_alone_write_a_configuration_that_loads(run, capsys):
    path = run(*NEEDED, "--locale=id", "--timezone=Asia/Jakarta", "--defaults")
    config = load(path, environ={})
    assert (config.imap.host, config.smtp.username) == ("imap.example.org", "helpdesk@example.org")
    assert [one.name for one in config.operators] == ["Budi", "sari"]
    assert config.calendar.holidays == "ID"
    assert config.desk.secret_file.stat().st_mode & 0o777 == 0o600
    assert "mail-password" in capsys.readouterr().out, "it says what is still to do"


def test_what_has_no_usual_answer_is_asked_again_in_plain_words(run, capsys):
    desk = ("Meja Kami", "", "helpdesk@example.org", "operators@lists.example.org")
    people = ("Budi <budi@example.org>", "pic@example.org")
    run(typed=(*desk, *people, "", "", "", "", "", "", "", "", ""))
    assert "this one needs an answer" in capsys.readouterr().out


def test_a_person_answers_and_is_asked_again_after_a_slip(run, capsys):
    desk = ('Meja "Kami"', "helpdesk", "helpdesk@example.org", "operators@lists.example.org")
    people = ("Budi <budi@example.org>", "pic@example.org")
    answers = (*desk, *people, "", "mail.example.org", "", "", "", "id", "Asia/Jakarta", "")
    config = load(run(typed=answers), environ={})
    assert config.desk.name == 'Meja "Kami"'
    assert config.smtp.host == "mail.example.org"
    assert '"helpdesk" is not a plain address' in capsys.readouterr().out


def test_a_desk_that_logs_in_by_token_is_asked_for_no_password(run, capsys):
    path = run(*NEEDED, "--oauth2-command=./token --quiet", "--timezone=Asia/Jakarta", "--defaults")
    assert "password" not in path.read_text(encoding="utf-8").replace("password=", "")
    config = load(path, environ={})
    for server in (config.imap, config.smtp):
        assert server.password.source.endswith("oauth2_command token")
    said = capsys.readouterr().out
    assert "Still to do: " in said
    assert "oauth2_command token: there is no such program" in said


def test_an_existing_file_is_left_alone(run, tmp_path):
    (tmp_path / "config.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="exists already"):
        run(*NEEDED, "--defaults")
    assert (tmp_path / "config.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--defaults"], "--helpdesk: "),
        ([*NEEDED, "--timezone=Mars", "--defaults"], "--timezone: "),
        ([*NEEDED, "--operators=Budi", "--defaults"], "--operators: "),
        ([], "nobody answers"),
    ],
)
def test_what_is_missing_is_named_and_nothing_written(run, tmp_path, options, problem):
    with pytest.raises(ConfigError, match=problem):
        run(*options)
    assert not list(tmp_path.iterdir())
