"""The unit: hardened, verified, and filled in with the paths of an installation (spec 4.3)."""

import shutil
import subprocess
from pathlib import Path

import pytest

from mailticket.cli.service import sysusers, unit

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "deploy" / "systemd" / "mailticket.service"
OPT = Path("/opt/mailticket/bin/mailticket")
ETC = Path("/etc/mailticket/config.toml")
VAR = Path("/var/lib/mailticket")

analysed = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze (`apt-get install systemd`)"
)


def test_the_documented_paths_give_the_shipped_unit():
    assert unit(OPT, ETC, VAR, "mailticket") == SHIPPED.read_text(encoding="utf-8")


def test_the_unit_names_the_paths_of_the_installation():
    text = unit(Path("/srv/hd/bin/mailticket"), Path("/srv/my hd/config.toml"), Path("/srv/state 100%"), "desk")
    assert 'ExecStart=/srv/hd/bin/mailticket --config "/srv/my hd/config.toml" --state "/srv/state 100%%" run\n' in text
    assert 'ReadWritePaths="/srv/state 100%%"\n' in text
    assert "LoadCredential=imap-password:/srv/my hd/imap-password\n" in text
    assert "User=desk\nGroup=desk\n" in text
    assert "StateDirectory" not in text
    assert "/etc/mailticket" not in text


def test_another_folder_below_var_lib_is_a_state_directory_too():
    text = unit(OPT, ETC, Path("/var/lib/helpdesk"), "mailticket")
    assert "StateDirectory=helpdesk\n" in text
    assert "/var/lib/mailticket" not in text


def test_sysusers_makes_the_same_user():
    assert "u desk - " in sysusers("desk", VAR)
    assert sysusers("mailticket", VAR) == (ROOT / "deploy/systemd/mailticket.sysusers").read_text(encoding="utf-8")


def test_the_command_prints_it_and_warns_of_what_the_service_cannot_see(mailticket):
    answer = mailticket("install-service")
    assert answer.code == 0
    assert "RestartPreventExitStatus=2\n" in answer.out
    assert "Type=notify\n" in answer.out
    assert "WatchdogSec=" in answer.out


def test_a_config_at_home_is_warned_of(capsys):
    from mailticket.cli.main import main

    assert main(["--config", "/home/ani/config.toml", "install-service"]) == 0
    assert "ProtectHome" in capsys.readouterr().err


@analysed
def test_the_unit_is_exposed_less_than_2_of_10():
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(SHIPPED)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout[-300:]


@analysed
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path):
    program = tmp_path / "mailticket"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "mailticket.service").write_text(unit(program, ETC, VAR, "mailticket"), encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "mailticket.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in (said.stdout + said.stderr).splitlines() if "mailticket" in line] == []
