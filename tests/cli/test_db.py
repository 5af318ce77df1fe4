"""`db upgrade`, `db check` (spec 4.3, 4.4)."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.cli.conftest import CONFIG

from mailticket.cli.main import main
from mailticket.store.alone import alone
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


@pytest.mark.parametrize("words", [["copy"], ["check", "sqlite:///other.db"], ["copy", "nonsense"]], ids=repr)
def test_a_copy_needs_the_other_database(arguments, words, capsys):
    main([*arguments, "upgrade"])
    assert main([*arguments, *words]) == 2


def test_nothing_is_copied_where_nothing_is(arguments, tmp_path, capsys):
    assert main([*arguments, "copy", f"sqlite:///{tmp_path / 'other.db'}"]) == 1
    assert "there is no database" in capsys.readouterr().err


def test_a_copy_is_counted_and_says_what_to_write(arguments, tmp_path, capsys):
    main([*arguments, "upgrade"])
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert main([*arguments, "copy", other]) == 0
    assert f"url = '{other}'" in capsys.readouterr().out
    assert main([*arguments, "copy", other, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["copied"]["tickets"] == 0


def test_no_desk_is_copied_while_its_daemon_runs(arguments, tmp_path, capsys):
    main([*arguments, "upgrade"])
    store = open_store(f"sqlite:///{tmp_path / 'mailticket.db'}")
    with alone(store):
        assert main([*arguments, "copy", f"sqlite:///{tmp_path / 'other.db'}"]) == 1
    store.close()
    assert "another mailticket runs" in capsys.readouterr().err
