"""`db upgrade`, `db check` (spec 4.3, 4.4)."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.cli.conftest import CONFIG

from mailticket.cli.main import main
from mailticket.store.engine import open_store
from mailticket.store.schema import HEAD


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """The options that name an empty desk."""
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    return ["--config", str(config), "--state", str(tmp_path), "db"]


def test_check_says_what_is_due_and_makes_nothing(arguments, tmp_path, capsys):
    assert main([*arguments, "check"]) == 1
    assert "db upgrade" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_upgrade_makes_the_tables_and_a_second_one_nothing(arguments, capsys):
    assert main([*arguments, "upgrade"]) == 0
    assert main([*arguments, "upgrade"]) == 0
    assert main([*arguments, "check"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"the tables are made, revision {HEAD}",
        f"up to date already, revision {HEAD}",
        f"up to date, revision {HEAD}",
    ]


def test_json_for_programs(arguments, capsys):
    main([*arguments, "check", "--json"])
    main([*arguments, "upgrade", "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found == [
        {"revision": None, "newest": HEAD, "current": False},
        {"revision": HEAD, "newest": HEAD, "current": True},
    ]


def test_a_database_of_a_newer_version_is_left_alone(arguments, tmp_path, capsys):
    main([*arguments, "upgrade"])
    store = open_store(f"sqlite:///{tmp_path / 'mailticket.db'}")
    with store.transaction() as tx:
        tx.run(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    assert main([*arguments, "upgrade"]) == 2
    assert "newer mailticket" in capsys.readouterr().err
