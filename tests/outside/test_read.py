"""`mailticket read` over real mail: JSON lines exactly as promised, without a configuration or a database."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.outside.desk import COMMAND

MAIL = Path(os.environ.get("MAILTICKET_MAIL", Path(__file__).parents[3] / "shared" / "data" / "mail"))
KEYS = [
    "file",
    "message_id",
    "author",
    "to",
    "cc",
    "subject",
    "date",
    "kind",
    "evidence",
    "text",
    "new_text",
    "empty",
    "attachments",
    "bounce",
    "in_reply_to",
    "references",
    "commands",
    "problems",
]
real = pytest.mark.skipif(
    not (MAIL / "cases.jsonl").exists(), reason="real mail is not here; MAILTICKET_MAIL names its folder"
)


def read(*what: str, stdin: bytes | None = None, folder: Path | None = None) -> tuple[int, list[dict[str, Any]], str]:
    done = subprocess.run(
        [COMMAND, "read", *what, "--json"], input=stdin, capture_output=True, timeout=110, check=False, cwd=folder
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


MAILS = {
    "human.eml": """From: Ani <ani@example.net>
To: helpdesk@example.org, Budi <budi@example.org>
Cc: x@example.org
Subject: =?utf-8?b?UMOpcw==?=
Date: Sat, 21 Nov 2026 09:00:00 +0700
Message-ID: <a@x>
In-Reply-To: <b@x>
References: <c@x> <b@x>

Halo, bisa?

Pada Sab, 21 Nov 2026 pukul 08.00 Budi <budi@example.org> menulis:
> isi
""",
    "empty.eml": "From: Budi <budi@example.org>\nSubject: Re: x\n\n\nDikirim dari iPhone saya\n\n> isi\n",
    "away.eml": "From: ani@example.net\nSubject: Cuti\nAuto-Submitted: auto-replied\n\nSaya cuti.\n",
    "command.eml": "From: budi@example.org\nSubject: Re: x\n\n#tutup\n\nTerima kasih.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in MAILS.items():
        (tmp_path / "mail" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "mail" / name).write_text(text)
    return tmp_path


def test_the_fields_of_a_line(folder: Path) -> None:
    code, (line,), _ = read(str(folder / "mail" / "human.eml"), folder=folder)
    assert code == 0
    assert set(KEYS) <= set(line)
    assert line["author"] == {"name": "Ani", "address": "ani@example.net"}
    assert (line["subject"], line["kind"], line["empty"], line["bounce"]) == ("Pés", "human", False, None)
    assert line["new_text"].strip() == "Halo, bisa?"
    assert "> isi" in line["text"]
    assert (line["message_id"], line["in_reply_to"], line["references"]) == ("<a@x>", "<b@x>", ["<c@x>", "<b@x>"])
    assert line["date"].startswith("2026-11-21T09:00:00")
    assert (line["attachments"], line["commands"], line["problems"]) == ([], [], [])
    assert [str(a) for a in line["cc"]]
    assert [each.name for each in folder.iterdir()] == ["mail"]  # touches no database


def test_kinds_empty_and_commands(folder: Path) -> None:
    _, lines, _ = read(str(folder / "mail"))
    by = {Path(line["file"]).name: line for line in lines}
    assert set(by) == set(MAILS)
    assert by["empty.eml"]["empty"] is True
    assert (by["away.eml"]["kind"], bool(by["away.eml"]["evidence"])) == ("auto_reply", True)
    assert by["command.eml"]["commands"]
    assert by["human.eml"]["empty"] is False


def test_stdin_and_a_missing_file(folder: Path) -> None:
    code, (line,), _ = read("-", stdin=b"From: ani@example.net\r\nSubject: Halo\r\n\r\nApa kabar?\r\n")
    assert (code, line["subject"], line["new_text"].strip()) == (0, "Halo", "Apa kabar?")
    code, (none, human), said = read(str(folder / "none.eml"), str(folder / "mail" / "human.eml"))
    assert code == 1
    assert "none.eml" in said
    assert none["problems"]
    assert human["problems"] == []  # the others are read all the same


@pytest.mark.parametrize(
    "raw", [b"", b"\x00" * 100, b"\xff\xfe\n\n\x80", b"Subject: " + b"=?utf-8?q?x?= " * 5000, b"From: a@b\n" * 3000]
)
def test_no_bytes_break_it(raw: bytes) -> None:
    code, lines, said = read("-", stdin=raw)
    assert code in (0, 1)
    assert len(lines) == 1
    assert set(KEYS) <= set(lines[0])
    assert "Traceback" not in said


@real
def test_thousands_of_real_mails_in_one_call(tmp_path: Path) -> None:
    """Bounds, not figures: how well single mails are read is held in tests/mail."""
    cases = [json.loads(line) for line in (MAIL / "cases.jsonl").read_text().splitlines()]
    cases = [c for c in cases if (MAIL / c["file"]).is_file() and not c.get("dup_of")]
    names = {}
    for round_ in range(4):
        for case in cases:
            name = f"{round_}-{case['file'].replace('/', '_')}"
            shutil.copy(MAIL / case["file"], tmp_path / name)
            names[name] = case
    code, lines, said = read(*(str(tmp_path / name) for name in names))
    assert code == 0, said[-500:]
    assert len(lines) == len(names)
    seen = {Path(line["file"]).name: line for line in lines}
    wrong: dict[str, list[str]] = {}
    count: dict[str, int] = {}
    for name, case in names.items():
        line, expect = seen[name], case["expect"]
        checks = {
            "bounce": "is_bounce" in expect and (line["kind"] == "bounce") == expect["is_bounce"],
            "auto": "is_auto" in expect and line["kind"] == "auto_reply",
            "subject": "subject" in expect and _plain(line["subject"]) == _plain(expect["subject"]),
            "from": "from_addr" in expect
            and (line["author"] or {}).get("address", "").lower() == expect["from_addr"].lower(),
            "body": "body_contains" in expect
            and all(_plain(b) in _plain(line["text"]) for b in expect["body_contains"]),
            "reply": "reply_text" in expect and _plain(line["new_text"]) == _plain(expect["reply_text"]),
        }
        applies = {
            "bounce": "is_bounce",
            "auto": "is_auto",
            "subject": "subject",
            "from": "from_addr",
            "body": "body_contains",
            "reply": "reply_text",
        }
        for check, right in checks.items():
            if applies[check] in expect:
                count[check] = count.get(check, 0) + 1
                if not right:
                    wrong.setdefault(check, []).append(case["file"])
    rates = {check: 1 - len(wrong.get(check, ())) / count[check] for check in count}
    assert rates["bounce"] >= 0.97
    assert rates["auto"] == 1
    assert rates["from"] >= 0.97
    assert rates["subject"] >= 0.9
    assert rates["body"] >= 0.9
    assert rates["reply"] >= 0.6


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
