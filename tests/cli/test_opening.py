"""Root works on an SQLite file as the file's owner, so that the daemon is never locked out (spec 4.3)."""

import os

import pytest

from mailticket.cli.main import command_parser, entries
from mailticket.cli.opening import become_owner, config_of, owner_to_become, store_of
from mailticket.errors import ConfigError, Refused


class Stat:
    def __init__(self, uid, gid):
        self.st_uid, self.st_gid = uid, gid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_is_the_files_else_the_folders(tmp_path):
    file = tmp_path / "mailticket.db"
    assert owner_to_become(file) is None
    os.chown(tmp_path, 4242, 4343)
    assert owner_to_become(file) == (4242, 4343)
    file.touch()
    assert owner_to_become(file) is None
    os.chown(file, 5252, 5353)
    assert owner_to_become(file) == (5252, 5353)


def test_nobody_but_root_becomes_another(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os, "setuid", pytest.fail)
    become_owner(tmp_path / "mailticket.db")


def test_root_gives_up_all_its_groups_first(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("mailticket.cli.opening.owner_to_become", lambda _: (5, 6))
    for name in ("setgroups", "setgid", "setuid"):
        monkeypatch.setattr(os, name, lambda value, name=name: done.append((name, value)))
    become_owner(tmp_path / "mailticket.db")
    assert done == [("setgroups", []), ("setgid", 6), ("setuid", 5)]


def test_a_database_that_needs_an_upgrade_is_refused_in_words(config):
    config.database_file.touch()
    with pytest.raises(Refused, match="db upgrade"):
        store_of(config)


def test_a_file_that_is_no_database_is_told_in_words(config):
    config.database_file.write_bytes(b"a text, and not a short one, in the place of the database")
    with pytest.raises(ConfigError, match="not a database"):
        store_of(config)


def test_the_environment_names_the_configuration(config, monkeypatch):
    monkeypatch.setenv("MAILTICKET_CONFIG", str(config.file))
    args = command_parser(entries()["list"]).parse_args([])
    args.config = args.state = None
    assert config_of(args).file == config.file
