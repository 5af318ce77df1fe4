"""The configuration that a town writes for its helpdesk is TOML of the shape of spec 4.2."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

from mailticket.config import load
from mailticket.demo.settings import as_toml
from mailticket.demo.town import HELPDESK, LIST, Town


class NoMailboxes:
    host, port, password = "127.0.0.1", 143, "secret"

    def open_account(self, account: str) -> None: ...

    def deliver(self, account: str, mail_from: str, raw: bytes) -> None: ...


def a_town() -> Town:
    return Town(NoMailboxes(), now=lambda: datetime(2026, 11, 20, tzinfo=UTC), account_prefix="t1-")


def test_values_read_back_as_they_were() -> None:
    tables = {
        "desk": {"name": 'iDuHelp! "Offline" é\\n', "off": [], "poll": 1, "open": True},
        "calendar": {"hours": {"mon": "08:00-16:00", "tue": ["08:00-12:00", "13:00-24:00"]}},
        "operators": [{"name": "Budi", "addresses": ["budi@example.org"]}, {"name": "Sari", "addresses": []}],
    }
    assert tomllib.loads(as_toml(tables)) == tables


def test_a_town_describes_itself_and_takes_changes() -> None:
    config = tomllib.loads(
        a_town().config_toml(policy={"first_response": "5s"}, imap={"poll": "2s"}, mails={"off": ["taken"]})
    )
    assert (config["desk"]["helpdesk"], config["desk"]["list"]) == (HELPDESK, LIST)
    assert config["imap"]["username"] == "t1-helpdesk-at-example.org"
    assert (config["imap"]["poll"], config["imap"]["tls"], config["imap"]["port"]) == ("2s", "none", 143)
    assert config["policy"] == {"first_response": "5s"}
    assert config["mails"] == {"digest_at": "19:00", "off": ["taken"]}
    assert [operator["name"] for operator in config["operators"]] == ["Budi", "Sari", "Dewi"]


def test_a_list_of_tables_is_replaced_whole() -> None:
    config = tomllib.loads(a_town().config_toml(operators=[{"name": "Budi", "addresses": ["budi@example.com"]}]))
    assert config["operators"] == [{"name": "Budi", "addresses": ["budi@example.com"]}]


def test_the_daemon_takes_the_configuration(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(a_town().config_toml(policy={"first_response": "5s"}, forms=[{"from": "web@example.org"}]))
    assert load(file, environ={}).imap.username == "t1-helpdesk-at-example.org"
