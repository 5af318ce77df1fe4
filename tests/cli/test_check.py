"""`check` tries everything for real and says how to mend what is wrong (spec 4.1)."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import CONFIG

from mailticket.cli.check import findings
from mailticket.cli.main import main
from mailticket.clock import SystemClock
from mailticket.config import load
from mailticket.demo.town import Town


@pytest.fixture
def file(small_town: Town, tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(small_town.config_toml(), encoding="utf-8")
    return path


def found(file: Path, **more) -> dict[str, list]:
    tried: dict[str, list] = {}
    for one in findings(load(file, environ={}), more.get("now") or SystemClock().now()):
        tried.setdefault(one.what, []).append(one)
    return tried


def test_all_is_well_in_a_town(file, small_town, capsys):
    small_town.send("ani", subject="Halo", text="Halo\n")
    assert main(["--config", str(file), "check"]) == 0
    said = capsys.readouterr().out
    assert "PROBLEM" not in said
    for what in ("configuration", "roster", "calendar", "canned responses", "imap", "smtp", "secret", "database"):
        assert f"\nok       {what} " in "\n" + said
    assert "INBOX holds 1 mails" in said
    assert not (file.parent / "mailticket.db").exists()
    assert main(["--config", str(file), "check", "--json"]) == 0
    assert all(one["ok"] for one in json.loads(capsys.readouterr().out))


def test_a_wrong_password_and_a_relay_away_are_problems_of_their_own(file, small_town):
    changed = small_town.config_toml(imap={"password": "wrong"}, smtp={"port": 1})
    file.write_text(changed, encoding="utf-8")
    tried = found(file)
    assert [one.ok for one in tried["imap"]] == [False]
    assert "look at [imap]" in tried["imap"][0].text
    assert [one.ok for one in tried["smtp"]] == [False]
    assert all(one.ok for one in tried["database"])


def test_a_clock_that_is_behind_the_mail_servers_is_told(file, small_town):
    small_town.send("ani", subject="Halo", text="Halo\n")
    tried = found(file, now=SystemClock().now() - timedelta(hours=1))
    assert [one.ok for one in tried["imap"]] == [True, False]
    assert "in the future" in tried["imap"][-1].text


def test_the_proof_of_authorship_that_operators_mail_carries_is_told(file, small_town):
    small_town.send("ani", subject="Halo", text="Halo\n")
    assert "no operator has written lately" in found(file)["imap"][1].text
    result = "mx.example.org; dmarc=pass header.from=example.org"
    small_town.send("budi", subject="Halo", text="Halo\n", headers={"Authentication-Results": result})
    small_town.send("budi", subject="Halo", text="Halo\n")
    small_town.send("sari", subject="Halo", text="Halo\n")
    said = [one.text for one in found(file)["imap"]]
    assert said[1] == "budi@example.org: 2 recent mails, judged by mx.example.org 1"
    assert said[2] == "sari@example.org: 1 recent mail, judged by no server"
    assert 'write authserv_id = "mx.example.org"' in said[3]
    file.write_text(small_town.config_toml(authority={"authserv_id": "mx.example.org"}))
    said = [one.text for one in found(file)["imap"]]
    assert said[1] == "budi@example.org: 2 recent mails, 1 proven by mx.example.org (dmarc=pass 1)"
    assert said[2] == "sari@example.org: 1 recent mail, 0 proven by mx.example.org"
    assert sum(text.startswith("to be tried from outside") for text in said) == 2


def test_results_where_nobody_is_believed_are_told(file, small_town):
    below = "Received: from b by c\r\nReceived: from a by b\r\n"
    result = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\r\n"
    mail = f"{below}{result}From: budi@example.org\r\nSubject: Halo\r\n\r\nHalo\r\n"
    small_town.put("helpdesk", mail.encode())
    assert "none carries Authentication-Results where our own" in found(file)["imap"][2].text
    file.write_text(small_town.config_toml(authority={"authserv_id": "mx.example.org"}))
    assert "below a second Received" in found(file)["imap"][2].text


def test_a_lost_key_beside_a_database_is_a_problem(file):
    (file.parent / "mailticket.db").touch()
    tried = found(file)
    assert not tried["secret"][0].ok
    assert not tried["database"][0].ok
    assert "db upgrade" in tried["database"][0].text


def test_a_broken_text_is_found_before_a_customer_does(file, small_town):
    (file.parent / "canned" / "en").mkdir(parents=True)
    (file.parent / "canned" / "en" / "received.j2").write_text("---\nsubject: X\n---\n{{ tikcet.number }}\n")
    file.write_text(small_town.config_toml(desk={"canned_folder": "canned"}), encoding="utf-8")
    tried = found(file)["canned responses"]
    assert not tried[0].ok
    assert "tikcet" in tried[0].text


def test_a_broken_configuration_is_exit_code_2(tmp_path, capsys):
    (tmp_path / "config.toml").write_text("[desk]\nhelpdeks = 1\n", encoding="utf-8")
    assert main(["--config", str(tmp_path / "config.toml"), "check"]) == 2
    said = capsys.readouterr().err
    assert 'did you mean "helpdesk"' in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("policy", 'callback_within = "1h"'),
    ],
)
def test_a_key_that_does_nothing_yet_is_told_and_is_no_problem(tmp_path: Path, section: str, line: str, capsys) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"{CONFIG}\n[{section}]\n{line}\n", encoding="utf-8")
    main(["--config", str(path), "check"])
    notes = [one for one in capsys.readouterr().out.splitlines() if one.startswith("note ")]
    key = line.partition(" ")[0]
    assert notes == [f"note     configuration     [{section}] {key} has no effect in this version"]


def test_keys_left_alone_need_no_note(tmp_path: Path, capsys) -> None:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    main(["--config", str(path), "check"])
    assert "note " not in capsys.readouterr().out
