"""Spec 5.4 with the real daemon: it keeps what it has, says it once in the journal, backs off, and resumes alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.operations.service import Service
from tests.servers.smtp_faults import ALWAYS, Script, refuse

from mailticket.demo.town import Town

pytestmark = pytest.mark.servers


@pytest.fixture
def service(town: Town, tmp_path: Path) -> Iterator[Service]:
    """The daemon at work: one ticket is open, nothing is wrong."""
    with Service(town, tmp_path) as running:
        running.asks("Printer")
        assert running.health()[0] == 200, running.health()
        yield running


def test_a_full_disk_loses_nothing_is_said_once_and_mended_by_room(service: Service) -> None:
    service.room(4096)
    service.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    service.until(lambda: service.says("the database is away"))
    service.until(lambda: service.health()[0] == 503)
    service.until(lambda: len(service.health()[1]["troubles"]) > 0)
    service.room(None)
    service.until(lambda: service.received("Sandi"))
    service.until(lambda: service.health()[0] == 200)
    assert service.received("Sandi") == 1
    assert service.tickets() == ["Printer", "Sandi"]
    assert len(service.troubles()) == service.says("the database is away") == 1, "\n".join(service.journal)
    assert service.says("working again") == 1


def test_a_database_that_another_program_holds_is_waited_for(service: Service) -> None:
    with closing(sqlite3.connect(service.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        service.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
        service.until(lambda: service.says("database is locked"))
        status, told = service.health()
        assert (status, told["ok"]) == (503, False)
        other.execute("ROLLBACK")
    service.until(lambda: service.received("Sandi"))
    assert service.received("Sandi") == 1
    assert len(service.troubles()) == 1, "\n".join(service.journal)


def test_a_password_that_expired_is_said_once_and_the_new_one_is_taken_without_a_restart(service: Service) -> None:
    good = service.password.read_text()
    service.password.write_text("expired")
    service.cable.cut()
    service.cable.mend()
    service.until(lambda: service.says("the mailbox: ") and service.health()[0] == 503)
    service.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    tried = service.cable.connections
    service.until(lambda: service.cable.connections > tried + 1)
    assert not service.received("Sandi")
    assert service.says("expired") == 0, "no password in the journal"
    service.password.write_text(good)
    service.until(lambda: service.received("Sandi"))
    service.until(lambda: service.health()[0] == 200)
    assert len({line.partition(": ")[0][-20:] for line in service.troubles()}) == len(service.troubles())


def test_a_mailbox_that_is_cut_off_is_read_when_it_is_back(service: Service) -> None:
    service.cable.cut()
    service.until(lambda: service.health()[0] == 503)
    service.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    service.cable.mend()
    service.until(lambda: service.received("Sandi"))
    assert service.received("Sandi") == 1
    assert service.tickets() == ["Printer", "Sandi"]


def test_a_mailbox_that_falls_silent_holds_up_nothing_else_and_is_read_when_it_speaks(service: Service) -> None:
    service.cable.hush()
    service.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    assert service.health()[1]["outbox"]["queued"] == 0, "the endpoint answers meanwhile"
    service.cable.speak()
    service.until(lambda: service.received("Sandi"))
    assert service.received("Sandi") == 1
    assert not service.troubles(), "\n".join(service.journal)


def test_the_relays_quota_blames_nobody_and_everything_waits(service: Service) -> None:
    """2.8: nothing is failed, the journal says it once, the health endpoint says what the relay said."""
    office = service.town.post_office
    office.fault = Script(refuse("mail", "452 4.3.1 too many messages, hourly quota exceeded", times=ALWAYS))
    for subject in ("Sandi", "Layar", "Kabel"):
        _ask_past_the_office(service, subject)
    service.until(lambda: service.says("hourly quota exceeded"))
    service.until(lambda: len(service.tickets()) == 4)
    status, told = service.health()
    assert (status, "hourly quota" in told["troubles"]["the relay"]) == (503, True)
    waiting = service.metrics()
    assert waiting['mailticket_outbox{status="queued"}'] == 6
    assert waiting['mailticket_outbox{status="held"}'] == 0
    assert waiting['mailticket_failing{what="the relay"}'] == 1
    assert len(service.troubles()) == 1, "\n".join(service.journal)


def _ask_past_the_office(service: Service, subject: str) -> None:
    mail = f"From: Ani <ani@example.net>\r\nTo: helpdesk@example.org\r\nMessage-ID: <{subject}@example.net>\r\n"
    service.town.put(
        "helpdesk", f"{mail}Subject: {subject}\r\n\r\n{subject} saya rusak.\r\n".encode(), "ani@example.net"
    )
