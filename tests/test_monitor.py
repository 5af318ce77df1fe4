"""Spec 4.3, 5.4: /health and /metrics, on a loopback port or a unix socket; the canary's round trip."""

import http.client
import json
import socket
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork

from mailticket import canary
from mailticket.canary import Flight
from mailticket.demo.town import Town
from mailticket.errors import StoreAway
from mailticket.ids import MessageId
from mailticket.inbox.imap import Fetched, Selected
from mailticket.monitor import Health, Monitor, Round, examine
from mailticket.reports.gauges import Gauges

T0 = datetime(2026, 11, 2, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WELL = Health(
    at=T0,
    rounds=(Round(what="the mailbox", trouble="", well_seconds=2.5),),
    desk=Gauges(
        tickets={"waiting": 3}, outbox={"queued": 2, "held": 0}, undecided=0, quarantined=1, polled_at=T0 - MINUTE
    ),
    troubles={},
    canary=None,
)


def get(line: socket.socket, path: str) -> tuple[int, str]:
    line.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
    answer = http.client.HTTPResponse(line)
    answer.begin()
    with line, answer:
        return answer.status, answer.read().decode()


def test_a_loopback_port_tells_health_and_metrics_and_nothing_else() -> None:
    with Monitor("127.0.0.1:0", lambda: WELL) as monitor:
        status, said = get(socket.create_connection(("127.0.0.1", monitor.port)), "/health")
        assert (status, json.loads(said)["ok"]) == (200, True)
        status, said = get(socket.create_connection(("127.0.0.1", monitor.port)), "/metrics")
        assert status == 200
        assert 'mailticket_outbox{status="queued"} 2\n' in said
        assert 'mailticket_well_seconds{what="the mailbox"} 2.5\n' in said
        assert "mailticket_read_up_to_seconds 60\n" in said
        assert all(line.startswith(("# ", "mailticket_")) for line in said.splitlines())
        assert get(socket.create_connection(("127.0.0.1", monitor.port)), "/")[0] == 404


def test_a_unix_socket_tells_the_same_replaces_a_dead_ones_file_and_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / "monitor.sock"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    with Monitor(str(path), lambda: replace(WELL, troubles={"the relay": "gone"})):
        line = socket.socket(socket.AF_UNIX)
        line.connect(str(path))
        status, said = get(line, "/health")
        assert (status, json.loads(said)["troubles"]) == (503, {"the relay": "gone"})
        assert path.stat().st_mode & 0o007 == 0
    assert not path.exists()


def test_a_file_that_is_no_socket_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[desk]\n")
    with pytest.raises(OSError, match="in use"):
        Monitor(str(path), lambda: WELL)
    assert path.read_text() == "[desk]\n"


def test_what_a_server_said_breaks_no_metric() -> None:
    odd = Round(what='a "relay"\n# HELP x', trouble="x", well_seconds=None)
    assert 'mailticket_failing{what="a \\"relay\\" # HELP x"} 1' in replace(WELL, rounds=(odd,)).as_metrics()


def test_it_answers_also_when_the_database_is_away() -> None:
    class Away:
        def reading(self):
            raise StoreAway("the database is away: disk I/O error")

    class Still:
        def now(self) -> datetime:
            return T0

    hung = Round(what="the relay", trouble="", well_seconds=None, hangs=True)
    health = examine(Away(), Still(), [hung], None)
    assert health.troubles == {
        "the relay": "has got nowhere for ten minutes",
        "the database": "the database is away: disk I/O error",
    }
    assert "mailticket_database_up 0\n" in health.as_metrics()
    assert health.as_json()["ok"] is False


def test_the_canary_measures_the_round_trip_and_the_age_of_both_logins() -> None:
    flight = Flight(at=T0 - MINUTE, round_trip=timedelta(seconds=4), imap_login_at=T0 - MINUTE, smtp_login_at=None)
    told = replace(WELL, canary=flight).as_metrics()
    assert "mailticket_canary_round_trip_seconds 4\n" in told
    assert "mailticket_canary_returned 1\n" in told
    assert 'mailticket_login_age_seconds{server="imap"} 60\n' in told
    assert 'server="smtp"' not in told


@pytest.fixture
def desk(small_town: Town, tmp_path: Path):
    opened = DeskAtWork(small_town, tmp_path)
    yield opened
    opened.close()


def test_a_canary_comes_back_through_the_list_and_opens_no_ticket(desk: DeskAtWork) -> None:
    flight = canary.fly(desk.works, None, lambda: False)
    assert flight.why == ""
    assert flight.round_trip is not None
    assert flight.imap_login_at is not None
    assert flight.smtp_login_at is not None
    desk.step()
    assert not desk.tickets()


def test_a_canary_that_is_refused_says_why_and_keeps_the_age_of_the_last_good_login(desk: DeskAtWork) -> None:
    before = canary.fly(desk.works, None, lambda: False)
    desk.town.post_office.stop()
    after = canary.fly(desk.works, before, lambda: False)
    assert after.round_trip is None
    assert after.why
    assert after.smtp_login_at == before.smtp_login_at
    assert after.imap_login_at > before.imap_login_at
    desk.town.post_office.start()


def test_a_canary_that_never_comes_back_is_given_up_when_the_daemon_ends(desk: DeskAtWork) -> None:
    desk.town.mailing_list = replace(desk.town.mailing_list, echo=False)
    flight = canary.fly(desk.works, None, lambda: True)
    assert "no copy of it came back" in flight.why


def test_mail_that_is_no_canary_is_fetched_once_while_one_is_awaited(
    desk: DeskAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canary, "_EVERY", 0.0)
    desk.config.ensure_secret()
    other = Fetched(uid=7, received_at=T0, raw=b"Message-ID: <a@example.net>\r\n\r\n", size_bytes=31, complete=True)
    asked: list[int] = []
    looks = iter(range(3))

    class Folder:
        def select(self, _folder: str) -> Selected:
            return Selected(uidvalidity=1, uid_next=8, exists=1)

        def uids_above(self, _uid: int, _exists: int) -> list[int]:
            return [7]

        def sizes(self, uids: Sequence[int]) -> dict[int, int]:
            return dict.fromkeys(uids, 31)

        def fetch(self, uids: Sequence[int]) -> list[Fetched]:
            asked.extend(uids)
            return [other]

    came = canary.await_copy(
        Folder(), desk.config, "INBOX", 6, MessageId("<c@example.org>"), 60, lambda: next(looks, None) is None
    )
    assert came is None
    assert asked == [7]
