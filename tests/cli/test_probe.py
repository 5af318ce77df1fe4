"""Spec 4.1: `check --probe` sends a mail through the list and back, and learns how the list treats it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from mailticket.cli.probe import probe
from mailticket.config import Config, load
from mailticket.demo.town import Town

pytestmark = pytest.mark.servers


def config_of(town: Town, folder: Path, **settings: object) -> Config:
    file = folder / "config.toml"
    file.write_text(town.config_toml(**settings), encoding="utf-8")
    return load(file, environ=os.environ)


def test_a_plain_list_echoes_and_takes_its_size(town: Town, tmp_path: Path) -> None:
    learned = list(probe(config_of(town, tmp_path), wait_seconds=20))
    assert "echoes to its poster" in learned[0]
    assert learned[-1] == "takes 40 kB"


def test_a_list_that_rewrites_and_prefixes_is_found_out(town: Town, tmp_path: Path) -> None:
    town.mailing_list = replace(town.mailing_list, rewrite_from=True, prefix="[Ops] ")
    learned = "\n".join(probe(config_of(town, tmp_path, list={"id": "other.example.org"}), wait_seconds=20))
    assert "rewrites From" in learned
    assert "changes the subject" in learned
    assert "write it as [list] id" in learned


def test_a_list_that_never_echoes_is_told_and_is_no_error(town: Town, tmp_path: Path) -> None:
    town.mailing_list = replace(town.mailing_list, echo=False)
    (learned,) = probe(config_of(town, tmp_path), wait_seconds=2)
    assert "nothing came back within 2 s" in learned
