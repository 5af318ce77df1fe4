"""SIGKILL at every commit of the passes, then a restart: nothing lost, nothing doubled, same Message-IDs (I01 to I05).

What is checked lies outside the program: people's mailboxes and the bytes on the wire. The one repeat that is allowed
is a mail whose answer was lost (`delivered`): the same Message-ID and the same bytes again.
"""

import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork

from mailticket.demo.people import Person
from mailticket.demo.town import Town
from mailticket.store import inbound, outbox
from mailticket.store.parcels import DeliveryStatus

pytestmark = pytest.mark.servers

CITRA = Person(name="Citra", address="citra@example.net")
ROOT = Path(__file__).parents[2]
POINTS = [
    ("stored", 1),
    ("begun", 1),
    *(("judged", n) for n in (1, 2)),
    ("decided", 1),
    *(("taken", n) for n in (1, 2, 3)),
    *(("delivered", n) for n in (1, 2, 3)),
    *(("settled", n) for n in (1, 2, 3)),
    ("appended", 1),
    ("filed", 1),
]


class Clock:
    """The wall clock, and as far ahead of it as a test wants: what is in doubt is due again."""

    ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.mark.parametrize(("point", "count"), POINTS)
def test_nothing_is_lost_and_nothing_doubled(town: Town, tmp_path: Path, point: str, count: int) -> None:
    config = tmp_path / "config.toml"
    config.write_text(town.config_toml(), encoding="utf-8")
    town.send("ani", subject="Printer rusak", text="Printer saya rusak.")
    town.send(CITRA, subject="Lupa sandi", text="Saya lupa kata sandi saya.")
    died = subprocess.run(
        [sys.executable, "-m", "tests.crash.die_at", str(config), point, str(count)], cwd=ROOT, check=False
    )
    assert died.returncode == -signal.SIGKILL, f"{point} was never passed {count} times"

    clock = Clock()
    desk = DeskAtWork(town, tmp_path, clock=clock)
    desk.step()
    clock.ahead = timedelta(minutes=11)
    desk.step()
    assert [one.subject for one in desk.tickets()] == ["Printer rusak", "Lupa sandi"]
    with desk.works.store.reading() as tx:
        assert inbound.count_new(tx) == 0
        assert not inbound.quarantined(tx)
        assert not outbox.listing(tx, set(DeliveryStatus) - {DeliveryStatus.SENT}, 100)
    taken = [one for one in town.post_office.accepted if ours(one.raw)]
    copies = Counter((one.rcpt_tos[0], message_id_of(one.raw)) for one in taken)
    assert sorted(to for to, _ in copies) == sorted(
        ["ani@example.net", "citra@example.net", "operators@lists.example.org", "operators@lists.example.org"]
    )
    repeated = [each for each, times in copies.items() if times > 1]
    assert len(repeated) <= (1 if point in ("taken", "delivered") else 0)
    for _, message_id in repeated:
        bodies = {one.raw for one in taken if message_id_of(one.raw) == message_id}
        assert len(bodies) == 1, "a repeat has the same bytes"
    sent = town.inbox_raw("helpdesk", "mailticket/sent")
    assert len(sent) == len({message_id_of(raw) for raw in sent}) == 4 + 1, (
        "each mail, and the first look at the folder"
    )
    desk.close()


def message_id_of(raw: bytes) -> str:
    """The Message-ID of a mail's bytes."""
    head = raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace")
    return next(line.partition(": ")[2] for line in head.splitlines() if line.lower().startswith("message-id:"))


def ours(raw: bytes) -> bool:
    """A mail of the daemon's."""
    return message_id_of(raw).startswith("<mt.")
