"""Spec 1.5: a clock that runs out between two polls doesn't wait for the next one."""

import os
from pathlib import Path

import pytest

from mailticket import assemble
from mailticket.config import load
from mailticket.daemon import Daemon
from mailticket.demo.town import Town

pytestmark = pytest.mark.servers


def test_a_clock_in_seconds_acts_though_the_mailbox_is_polled_once_a_minute(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(town.config_toml(imap={"poll": "60s"}, policy={"claim_within": "2s"}), encoding="utf-8")
    town.send("ani", subject="Printer rusak", text="Rusak.")
    daemon = Daemon(assemble.works(load(file, environ=os.environ)))
    daemon.start()
    try:
        town.wait_for(lambda: town.newest("pic", subject="waiting"), 20)
    finally:
        daemon.stop()
