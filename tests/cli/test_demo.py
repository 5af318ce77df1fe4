"""`mailticket demo` plays the whole procedure, tells it, and leaves a desk to look at (spec 4.1)."""

import logging
import re
import shlex
import sys
import threading
from pathlib import Path

import pytest

from mailticket.cli.demo import _program, _tell
from mailticket.cli.main import main
from mailticket.config import load
from mailticket.demo import stage as staged
from mailticket.demo.script import SCRIPTS
from mailticket.demo.stage import clear, stage
from mailticket.demo.story import Moment, Story
from mailticket.errors import Refused


@pytest.mark.parametrize(("locale", "send"), [("en", "#send"), ("id", "#kirim")])
def test_the_whole_procedure(locale: str, send: str, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "played"
    before = threading.active_count()
    assert main(["demo", "--folder", str(folder), "--locale", locale]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "\x1b" not in out
    for step in ("reminder 3 of 3", "answers the survey: 5", "reopened", send, "closed by itself"):
        assert step in out
    assert threading.active_count() == before
    assert "daemon.log" not in str(logging.getLogger().handlers)
    commands = [shlex.split(f"--config {told}") for told in re.findall(r"mailticket --config (.+)", out)]
    assert len(commands) == 4
    for command in commands:
        assert main(command) == 0
    shown = capsys.readouterr().out
    assert "closed: no_reply" in shown
    assert "closed: satisfied" in shown
    clear(folder)
    assert list(folder.iterdir()) == []


def test_how_to_call_again(monkeypatch) -> None:
    monkeypatch.setattr(sys, "argv", [".venv/bin/mailticket", "demo"])
    assert _program() == ".venv/bin/mailticket"
    monkeypatch.setattr(sys, "argv", ["/src/mailticket/__main__.py"])
    assert _program() == f"{sys.executable} -m mailticket"


def test_a_step_that_does_not_happen_is_named(tmp_path: Path, monkeypatch, capsys) -> None:
    def play(self: Story) -> None:
        self._town.send("ani", "budi@example.org", subject="Past the desk", text="Hello")
        self._stage.expect(
            "the desk hears of it", lambda: self._stage.mails(self._town.people["ani"], "received", 1), 1
        )

    monkeypatch.setattr(Story, "play", play)
    assert main(["demo", "--folder", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert err == "mailticket: this did not happen: the desk hears of it\n"
    assert "ani@example.net → budi@example.org: Past the desk" in out
    assert str(tmp_path / "daemon.log") in out
    assert "The servers are gone" not in out


def test_what_the_daemon_complains_of_is_shown(tmp_path: Path) -> None:
    with stage(tmp_path / "desk", "en") as opened:
        logging.getLogger("mailticket.desk").warning("a %s", "complaint")
        with pytest.raises(staged.StepFailed, match="all is well") as failed:
            opened.insist("all is well", not opened.complaints)
    assert "WARNING: a complaint" in failed.value.so_far


@pytest.mark.parametrize("name", ["letter.txt", "config.toml"])
def test_a_folder_of_somebody_else_stays_as_it_is(name: str, tmp_path: Path, capsys) -> None:
    (tmp_path / name).write_text("mine")
    assert main(["demo", "--folder", str(tmp_path)]) == 1
    assert f"holds {name}" in capsys.readouterr().err
    assert (tmp_path / name).read_text() == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="another place with --folder"):
        clear(tmp_path / "file")


def test_without_the_extra_one_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch, capsys) -> None:
    for name in [name for name in sys.modules if name.startswith("mailticket.demo")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "aiosmtpd.controller", None)
    assert main(["demo", "--folder", str(tmp_path / "none")]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert 'pip install "mailticket[demo]"' in err
    assert not (tmp_path / "none").exists()


def test_the_policy_is_the_desks_own_but_for_its_clocks(tmp_path: Path) -> None:
    with stage(tmp_path / "desk", "id") as opened:
        config = load(opened.config.file, environ={})
        assert config.desk.locale == "id"
        assert config.policy().reminders == 3
        assert config.policy().calendar.next_open(opened.town.now()) <= opened.town.now()


def test_colours_only_on_a_terminal(monkeypatch, capsys) -> None:
    moment = Moment(seconds=1.25, side="customer", who="Ani", whom="list", says="asks")
    _tell(moment)
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    _tell(moment)
    assert capsys.readouterr().out.startswith("\x1b[36m")


def test_each_locale_has_its_script() -> None:
    assert set(SCRIPTS) == {"en", "id"}
