"""Spec 4.4: `read` prints one JSON line a message, and needs no configuration."""

import argparse
import json
from pathlib import Path

import pytest

from mailticket.cli import read
from mailticket.cli.main import main
from mailticket.config import load
from mailticket.mail.token import own_message_id

KEYS = {
    "file", "message_id", "author", "to", "cc", "subject", "date", "kind", "evidence", "text", "new_text", "empty",
    "attachments", "bounce", "in_reply_to", "references", "commands", "problems",
}  # fmt: skip
OWN_DESK = """
[desk]
helpdesk = "helpdesk@example.org"
list = "operators@lists.example.org"
supervisors = ["pic@example.org"]
timezone = "Asia/Jakarta"
[imap]
host = "127.0.0.1"
username = "helpdesk"
password = "x"
[smtp]
host = "127.0.0.1"
[[operators]]
name = "Budi"
addresses = ["budi@example.org"]
"""
MAIL = (
    b"From: Budi <budi@example.org>\nTo: desk@example.org\nSubject: Re: x\nMessage-ID: <b@example.org>\n"
    b"In-Reply-To: <a@example.org>\nDate: Sat, 21 Nov 2026 09:00:00 +0700\n\n#tutup\nSelesai.\n\nAni menulis:\n> mati\n"
)


def called(capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> tuple[int, list[str]]:
    parser = argparse.ArgumentParser()
    read.add_arguments(parser)
    code = read.run(parser.parse_args(words))
    return code, capsysbinary.readouterr().out.decode().splitlines()


def test_a_folder_is_walked_in_order(tmp_path: Path, capsysbinary):
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.eml").write_bytes(MAIL)
    (tmp_path / "deep" / "a").write_bytes(b"Subject: y\n\nz")
    code, lines = called(capsysbinary, str(tmp_path), "--json")
    first, second = map(json.loads, lines)
    assert (code, set(first), second["subject"]) == (0, KEYS, "y")
    assert (first["kind"], first["new_text"], first["commands"]) == ("human", "#tutup\nSelesai.", ["#tutup"])
    assert (first["date"], first["in_reply_to"]) == ("2026-11-21T09:00:00+07:00", "<a@example.org>")
    assert first["author"] == {"name": "Budi", "address": "budi@example.org"}


def test_an_mbox_gives_each_message(tmp_path: Path, capsysbinary):
    (tmp_path / "box").write_bytes(b"From a x\n" + MAIL + b"\nFrom b y\n" + MAIL)
    assert len(called(capsysbinary, str(tmp_path / "box"), "--json")[1]) == 2


def test_a_missing_file_is_a_line_with_its_problem(tmp_path: Path, capsysbinary):
    code, (line,) = called(capsysbinary, str(tmp_path / "none"), "--json")
    assert code == 1
    assert set(json.loads(line)) == KEYS
    assert json.loads(line)["problems"] == ["No such file or directory"]


def test_a_person_reads_a_summary(tmp_path: Path, capsysbinary):
    (tmp_path / "b.eml").write_bytes(MAIL.replace(b"Re: x", b"\x1b[31mred"))
    (line,) = called(capsysbinary, str(tmp_path / "b.eml"))[1]
    assert "budi@example.org" in line
    assert "\x1b" not in line


def test_our_own_mail_is_known_by_its_token_and_only_with_a_configuration(tmp_path: Path, capsysbinary):
    town = tmp_path / "config.toml"
    town.write_text(OWN_DESK, encoding="utf-8")
    (tmp_path / "secret").write_bytes(b"k" * 32)
    message_id = own_message_id(load(town, environ={}).load_secret(), 12, "reminder", "abc", "example.org")
    mail = f"From: helpdesk@example.org\nSubject: Re: x [#12]\nMessage-ID: {message_id}\n\nHalo\n"
    (tmp_path / "ours").write_text(mail, encoding="utf-8")
    (tmp_path / "theirs").write_text(mail.replace("helpdesk@", "mallory@"), encoding="utf-8")
    files = [str(tmp_path / "ours"), str(tmp_path / "theirs")]
    assert [json.loads(line)["kind"] for line in called(capsysbinary, *files, "--json")[1]] == ["human", "human"]
    assert main(["--config", str(town), "read", *files, "--json"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["own", "human"]


def test_a_message_over_the_limits_is_named_and_not_read(tmp_path: Path, capsysbinary):
    (tmp_path / "bomb").write_bytes(b"".join(b"X-%d: y\n" % n for n in range(2000)) + b"\nx")
    code, (line,) = called(capsysbinary, str(tmp_path / "bomb"), "--json")
    assert code == 0
    assert "header" in json.loads(line)["problems"][0]
