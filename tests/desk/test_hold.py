"""Spec 2.1: old unknown mail after a renumbering holds sending until the administrator confirms."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork

from mailticket import stations
from mailticket.cli.main import main
from mailticket.demo.town import Town
from mailticket.desk.hold import HANDFUL, SendingHeld
from mailticket.store import desk as kept
from mailticket.store import mailbox

pytestmark = pytest.mark.servers


def renumbered(desk: DeskAtWork) -> None:
    """As the poll leaves it where a folder has new UIDs."""
    with desk.works.store.transaction() as tx:
        horizon = mailbox.horizon(tx)
        assert horizon is not None
        kept.put(tx, kept.RENUMBERED, horizon.isoformat())


def old_mail(town: Town, count: int) -> None:
    for n in range(count):
        date = datetime.now(UTC) - timedelta(days=30 + n)
        town.send(
            "ani", subject=f"Lama {n}", text=f"Pertanyaan lama {n}.", headers={"Date": f"{date:%a, %d %b %Y %T} +0000"}
        )


def test_more_than_a_handful_of_old_unknown_mails_holds_sending(town: Town, tmp_path: Path, capsys) -> None:
    desk = DeskAtWork(town, tmp_path)
    desk.step()
    renumbered(desk)
    old_mail(town, HANDFUL + 1)
    with pytest.raises(SendingHeld, match="migrated"):
        desk.until(lambda: len(desk.tickets()) > HANDFUL)
    assert not town.post_office.accepted[HANDFUL + 1 :], "nothing of ours has left"
    config = ["--config", str(tmp_path / "config.toml"), "outbox"]
    assert main(config) == 0
    assert "sending is held" in capsys.readouterr().err
    assert main([*config, "release"]) == 0
    assert main([*config, "release"]) == 1
    desk.until(lambda: town.newest("ani", subject="Lama 0 [#1]"))
    desk.close()


def test_a_few_late_mails_are_just_late(town: Town, tmp_path: Path) -> None:
    desk = DeskAtWork(town, tmp_path)
    desk.step()
    renumbered(desk)
    old_mail(town, 2)
    desk.until(lambda: len(desk.tickets()) == 2)
    stations.send(desk.works, desk.works.desk, desk.carrier)
    with desk.works.store.reading() as tx:
        assert kept.get(tx, kept.RENUMBERED) is None, "read to its end"
    desk.close()
