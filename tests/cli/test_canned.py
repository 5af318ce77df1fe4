"""`mailticket canned` (spec 3.2, 4.4)."""

import json
from pathlib import Path

import pytest

from mailticket.cli.main import main

BROKEN = "---\nsubject: x\n---\n{{ ticket.numbr }}\n"


@pytest.fixture(autouse=True)
def _no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAILTICKET_CONFIG", str(tmp_path / "none.toml"))


def test_list_names_every_text_and_what_it_means(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canned", "list", "--json"]) == 0
    texts = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert texts["closing"]["closes"] == "satisfied"
    assert (texts["progress"]["waits"], texts["closing"]["waits"]) == (False, True)
    assert main(["canned"]) == 0
    assert "closes: no_reply" in capsys.readouterr().out


def test_show_prints_the_file_and_render_how_it_reads(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canned", "show", "closing", "--locale", "id"]) == 0
    assert "closes: satisfied" in capsys.readouterr().out
    assert main(["canned", "render", "closing", "--locale", "id"]) == 0
    assert capsys.readouterr().out.startswith("Re: Lupa kata sandi [#12]\n\nHalo Ani Wijaya,\n")
    assert main(["canned", "render", "closed", "--json"]) == 0
    assert "<p>" in json.loads(capsys.readouterr().out)["html"]


def test_check_is_content_with_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["canned", "check"]) == 0
    assert "no fault" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["render", "nonsense"], 1, "no canned response nonsense"),
        (["show"], 2, "needs a NAME"),
        (["render", "closing", "--locale", "xx"], 1, "'xx'"),
        (["dance"], 2, "dance"),
    ],
)
def test_4_4_what_is_not_there_is_refused_with_its_exit_code(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["canned", *words]) == code
    assert said in capsys.readouterr().err


def test_render_takes_what_is_known_of_a_ticket(desk, mailticket):
    answer = mailticket("canned", "render", "closing", "--ticket", "1")
    assert answer.code == 0
    assert "Ani" in answer.out
    assert mailticket("canned", "render", "closing", "--ticket", "99").code == 1
