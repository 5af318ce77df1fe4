"""Bad input (issue of the first stage, 4.2, 4.3, 5.3): one clear line, exit 2; the daemon lives on."""

import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.outside.clients import letter
from tests.outside.desk import Asked, Desk, Streets
from tests.servers.cable import Cable
from tests.servers.dovecot import Dovecot

pytestmark = pytest.mark.servers


@pytest.fixture
def desk(streets: Streets, tmp_path: Path) -> Iterator[Desk]:
    each = Desk(streets, tmp_path / "desk")
    yield each
    if each.daemon is not None:
        each.stop()


MISTAKES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "unknown key": ({"policy": {"reminder_evry": "1bd"}}, ["reminder_evry", "reminder_every"]),
    "unknown table": ({"polcy": {"reminders": 3}}, ["polcy", "policy"]),
    "a word for a number": ({"policy": {"reminders": "three"}}, ["reminders"]),
    "a word for a switch": ({"calendar": {"always_open": "yes"}}, ["always_open"]),
    "a text for a list": ({"desk": {"supervisors": "pic@example.org"}}, ["supervisors"]),
    "a switch for a number": ({"policy": {"reminders": True}}, ["reminders"]),
    "no unit": ({"policy": {"first_response": "24"}}, ["first_response", "24"]),
    "a bare number": ({"policy": {"first_response": 24}}, ["first_response"]),
    "an unknown unit": ({"policy": {"first_response": "24x"}}, ["first_response", "24x"]),
    "an operator listed twice": (
        {
            "operators": [
                {"name": "Budi", "addresses": ["b@example.org"]},
                {"name": "Sari", "addresses": ["B@Example.org"]},
            ]
        },
        ["b@example.org"],
    ),
    "helpdesk is the list": ({"desk": {"helpdesk": "a@example.org", "list": "A@example.org"}}, ["helpdesk", "list"]),
    "an alias is the list": (
        {"list": {"aliases": ["a@example.org"]}, "desk": {"helpdesk": "a@example.org"}},
        ["a@example.org"],
    ),
    "no open hour": ({"calendar": {"always_open": False, "hours": {}}}, ["hour"]),
    "no password": ({"imap": {"password_file": "missing"}}, ["missing"]),
    "no such variable": ({"smtp": {"username": "x", "password_env": "MAILTICKET_NOWHERE"}}, ["MAILTICKET_NOWHERE"]),
    "trust without members": ({"authority": {"trust_list": True}}, ["trust_list", "posting"]),
    "no such zone": ({"desk": {"timezone": "Asia/Jakata"}}, ["timezone"]),
    "no such locale": ({"desk": {"locale": "xx"}}, ["locale", "xx"]),
    "no such choice": ({"policy": {"close": "maybe"}}, ["close", "maybe"]),
    "no address": ({"desk": {"helpdesk": "helpdesk"}}, ["helpdesk"]),
    "a mail that can't be off": ({"mails": {"off": ["reminder"]}}, ["off", "reminder"]),
    "no such weekday": ({"calendar": {"always_open": False, "hours": {"senin": "08:00-16:00"}}}, ["senin"]),
    "hours backwards": ({"calendar": {"always_open": False, "hours": {"mon": "16:00-08:00"}}}, ["mon"]),
    "no such date": ({"calendar": {"closed": ["2026-02-30"]}}, ["2026-02-30"]),
    "no such country": ({"calendar": {"holidays": "QQ"}}, ["QQ"]),
    "a negative number": ({"policy": {"reminders": -1}}, ["reminders"]),
    "clear text across the net": ({"imap": {"host": "imap.example.org"}}, ["tls"]),
    "no operators": ({"operators": []}, ["operators"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_configuration_is_one_clear_line_and_exit_2(
    streets: Streets, tmp_path: Path, mistake: str
) -> None:
    settings, named = MISTAKES[mistake]
    desk = Desk(streets, tmp_path, **settings)
    done = desk.run("run")
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert len(said.strip().splitlines()) == 1, said
    for word in named:
        assert word.lower() in said.lower()


def test_broken_toml_names_the_line(desk: Desk) -> None:
    desk.write_config("[desk]\nname = \n")
    done = desk.run("list")
    assert done.returncode == 2
    assert "line 2" in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_no_configuration_at_all(desk: Desk) -> None:
    (desk.folder / "config.toml").unlink()
    done = desk.run("list")
    assert done.returncode == 2
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_an_unknown_variable_in_the_desks_own_text_is_found_by_check_and_at_start(
    streets: Streets, tmp_path: Path
) -> None:
    desk = Desk(streets, tmp_path, desk={"canned_folder": "canned"})
    own = tmp_path / "canned" / "id"
    own.mkdir(parents=True)
    (own / "received.j2").write_text(
        "---\nsubject: Re: {{ ticket.subject }}\n---\nHalo {{ costumer.name }}, kami terima.\n"
    )
    for command in (["canned", "check"], ["run"]):
        done = desk.run(*command)
        said = done.stdout.decode() + done.stderr.decode()
        assert done.returncode in ((1, 2) if command[0] == "canned" else (2,)), (command, said)
        assert "costumer" in said
        assert "received" in said


def test_messages_beyond_the_limits_go_to_quarantine_and_the_next_one_is_processed(desk: Desk) -> None:
    desk.start()
    desk.ready()
    many = (
        b"From: ani@example.net\r\nSubject: banyak\r\n"
        + b"".join(b"X-%d: y\r\n" % n for n in range(2000))
        + b"\r\nhalo\r\n"
    )
    deep = b"From: ani@example.net\r\nSubject: dalam\r\nMIME-Version: 1.0\r\n"
    for n in range(60):
        deep += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
    deep += b"Content-Type: text/plain\r\n\r\nhalo\r\n"
    odd = b"\xff\xfe\x00\x01 no mail at all\r\n\r\n\x00\x00"
    for raw in (many, deep, odd, b"\r\n\r\n"):
        desk.put(raw)
    asked = desk.question("Sesudahnya", "Apakah ini sampai?")
    asked.out("received")
    rows = desk.until(lambda: len(found := desk.json("quarantine", "list")) > 1 and found)
    assert {"id", "at", "reason", "message_id", "subject"} <= set(rows[0])
    assert len(rows) == 2
    shown = desk.run("quarantine", "show", str(rows[0]["id"]))
    assert shown.returncode == 0
    assert desk.run("quarantine", "discard", str(rows[0]["id"])).returncode == 0
    assert len(desk.json("quarantine", "list")) == 1


def test_a_second_daemon_is_refused_and_sigterm_is_a_clean_end(desk: Desk) -> None:
    desk.start()
    desk.ready()
    second = desk.run("run")
    assert second.returncode != 0
    assert len(second.stderr.decode().strip().splitlines()) == 1
    assert desk.daemon is not None
    assert desk.daemon.poll() is None
    assert desk.stop() == 0
    assert "Traceback" not in desk.journal()


def test_sighup_takes_a_good_file_and_refuses_a_broken_one(desk: Desk) -> None:
    desk.start()
    desk.ready()
    assert desk.daemon is not None
    good = desk.write_config().read_text()
    desk.write_config(good.replace("[policy]", "[policy]\nfirst_respons = 3"))
    desk.daemon.send_signal(signal.SIGHUP)
    desk.until(lambda: "first_respons" in desk.journal())
    asked = desk.question("Masih hidup", "Apakah desk ini masih hidup?")
    assert "iDuHelp! Offline" in str(asked.out("received")["From"])
    before = len(desk.journal())
    desk.write_config(good.replace("iDuHelp! Offline", "Meja Baru"))
    desk.daemon.send_signal(signal.SIGHUP)
    desk.until(lambda: len(desk.journal()) > before)
    names = []

    def renamed() -> bool:
        names.append(str(desk.question("Nama", f"Siapa nama desk ini, yang ke-{len(names)}?").out("received")["From"]))
        return "Meja Baru" in names[-1]

    desk.until(renamed)
    assert desk.stop() == 0


def test_a_newer_database_is_refused(desk: Desk) -> None:
    assert desk.run("db", "upgrade").returncode == 0
    assert desk.run("db", "check").returncode == 0
    with sqlite3.connect(desk.folder / "mailticket.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for command in (["run"], ["list"], ["db", "upgrade"]):
        done = desk.run(*command)
        assert done.returncode in (1, 2), command
        assert "newer" in done.stderr.decode(), command
        assert "Traceback" not in done.stderr.decode()


def test_the_servers_away_at_start_and_in_the_middle(dovecot: Dovecot, tmp_path: Path) -> None:
    """The daemon starts without its servers, says so once, and goes on where it was when they come."""
    streets = Streets(dovecot)
    with streets.office, Cable(dovecot.port) as cable:
        desk = Desk(streets, tmp_path, imap={"port": cable.port})
        cable.cut()
        streets.office.stop()
        desk.start()
        desk.until(lambda: "retrying" in desk.journal())
        cable.mend()
        streets.office.start()
        desk.ready()
        cable.cut()
        customer = desk.customer()
        lost = letter(customer, desk.helpdesk, "Selagi putus", "Apakah ini sampai juga?")
        desk.put(lost.as_bytes(), customer.address)
        cable.mend()
        assert Asked(desk, customer, lost).out("received")
        assert "Traceback" not in desk.journal()
        assert desk.journal().count("refused") < 8  # said once, not at each try
        assert desk.stop() == 0
