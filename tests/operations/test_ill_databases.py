"""Spec 4.3, 5.4: a database that can't be written, or is away, with the real daemon."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.operations.service import ROOT, Service
from tests.servers.cable import Cable

from mailticket.demo.people import read
from mailticket.demo.town import Town
from mailticket.store.engine import open_store
from mailticket.store.schema import upgrade

_DROP, _OVERRIDE = 24, 1
"""PR_CAPBSET_DROP and CAP_DAC_OVERRIDE (prctl(2), capabilities(7))."""


def bound_by_file_modes() -> None:
    """Root too, from the next program on."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_DROP, _OVERRIDE, 0, 0, 0)


def once(folder: Path) -> subprocess.CompletedProcess[str]:
    """`mailticket once`."""
    command = [sys.executable, "-m", "mailticket", "--config", str(folder / "config.toml"), "once"]
    return subprocess.run(
        command, cwd=ROOT, text=True, capture_output=True, check=False, preexec_fn=bound_by_file_modes
    )


def test_a_database_that_cannot_be_written_ends_with_1_says_so_and_nothing_is_lost(
    small_town: Town, tmp_path: Path
) -> None:
    """4.3: systemd starts it again; what lies in the mailbox is read when the file can be written."""
    (tmp_path / "config.toml").write_text(small_town.config_toml())
    assert once(tmp_path).returncode == 0
    small_town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    (tmp_path / "mailticket.db").chmod(0o400)
    for _ in range(2):
        refused = once(tmp_path)
        assert refused.returncode == 1
        assert "readonly database" in refused.stderr
        assert "Traceback" not in refused.stderr + refused.stdout
    assert not small_town.mails_to("ani")
    for file in tmp_path.glob("mailticket.db*"):  # SQLite gives what it puts beside the file the file's own mode
        file.chmod(0o600)
    assert once(tmp_path).returncode == 0
    assert [read(one.raw)["Subject"] for one in small_town.mails_to("ani")] == ["Re: Sandi [#1]"]


@pytest.mark.servers
def test_a_postgresql_that_is_away_is_said_once_waited_for_and_nothing_is_lost(
    town: Town, tmp_path: Path, postgres_url: str
) -> None:
    store = open_store(postgres_url)
    upgrade(store)
    store.close()
    before, _, port = postgres_url.partition("127.0.0.1:")
    number, _, name = port.partition("/")
    with Cable(int(number)) as cable:
        url = f"{before}127.0.0.1:{cable.port}/{name}"
        with Service(town, tmp_path, database={"url": url}) as service:
            service.asks("Printer")
            cable.cut()
            service.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
            service.until(lambda: service.health()[0] == 503)
            cable.mend()
            service.until(lambda: service.received("Sandi"))
            assert service.received("Sandi") == 1
            service.until(lambda: service.health()[0] == 200)
            assert service.says("Traceback") == 0, "\n".join(service.journal)
