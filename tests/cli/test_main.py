"""The table of commands: exit codes, and nothing imported before it is called (spec 4.4, house 10)."""

import subprocess
import sys

import pytest

from mailticket import __version__
from mailticket.cli import main as table
from mailticket.cli.main import command_parser, entries, main
from mailticket.errors import ConfigError, Refused, StoreAway


def raising(error):
    def run(_):
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused("no"), 1),
        (StoreAway("no"), 1),
        (ConfigError("no"), 2),
        (KeyboardInterrupt(), 130),
    ],
)
def test_errors_become_exit_codes_and_one_line(monkeypatch, capsys, error, code):
    monkeypatch.setattr("mailticket.cli.ticket.run", raising(error))
    assert main(["list"]) == code
    assert capsys.readouterr().err == ("" if code == 130 else "mailticket: no\n")


def test_usage_is_2_and_help_is_0(capsys):
    assert main([]) == 2
    assert main(["lst"]) == 2
    assert "did you mean 'list'?" in capsys.readouterr().err
    assert main(["--config"]) == 2
    assert main(["--config", "x"]) == 2
    assert main(["show"]) == 2
    assert main(["show", "twelve"]) == 2
    assert main(["list", "--status", "lost"]) == 2
    assert main(["--help"]) == 0
    assert main(["show", "--help"]) == 0
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.endswith(f"mailticket {__version__}\n")


def test_every_command_has_a_file_and_help_with_an_example(capsys):
    for entry in entries().values():
        said = command_parser(entry).format_help()
        assert f"example: mailticket {entry.example}" in said
        assert entry.example.split()[0] == entry.name


def test_the_examples_are_legal():
    for entry in entries().values():
        args = command_parser(entry).parse_args(entry.example.split()[1:])
        assert args.command == entry.name


def test_config_and_state_come_before_the_command(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr("mailticket.cli.ticket.run", lambda args: seen.append(args) or 0)
    assert main(["--config", "/x/c.toml", "--state", str(tmp_path), "list", "--json"]) == 0
    assert (str(seen[0].config), seen[0].state, seen[0].json) == ("/x/c.toml", tmp_path, True)


def test_a_missing_configuration_says_how_to_make_one(tmp_path, capsys):
    assert main(["--config", str(tmp_path / "none.toml"), "list"]) == 2
    assert "mailticket init" in capsys.readouterr().err


def test_a_reader_who_goes_away_is_no_error(config, desk):
    command = f"{sys.executable} -m mailticket --config {config.file} show 1 --full | head -1"
    said = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert said.stdout.startswith("#1")
    assert said.stderr == ""


def test_the_table_itself_imports_nothing_heavy():
    heavy = "sqlalchemy, imapclient, jinja2, apscheduler, alembic, holidays, email, asyncio"
    code = f"import sys, mailticket.cli.main; print([one for one in '{heavy}'.split(', ') if one in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
    assert table.__file__


@pytest.mark.parametrize(
    "module",
    [
        "sqlalchemy.orm",
        "sqlalchemy.dialects.postgresql",
        "alembic",
        "jinja2",
        "imapclient",
        "apscheduler",
        "holidays",
        "mailticket.mail.parse",
    ],
)
def test_list_imports_only_what_it_needs(config, desk, module):
    code = (
        f"import sys; from mailticket.cli.main import main; main(['--config', {str(config.file)!r}, 'list']); "
        f"sys.exit({module!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0
