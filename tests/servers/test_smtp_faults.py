"""The faults happen where the script says, and nowhere else."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.servers.fixtures import now
from tests.servers.smtp_faults import ALWAYS, Script, drop, refuse, slow, take_and_drop

from mailticket.demo.post_office import HOST, PostOffice

RAW = b"Subject: halo\r\n\r\nisi\r\n"
ANI, BUDI = "ani@example.net", "budi@example.org"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice(now=now, deliver=lambda *_: None) as each:
        yield each


@contextmanager
def client(office: PostOffice, seconds: float = 5) -> Iterator[smtplib.SMTP]:
    smtp = smtplib.SMTP(HOST, office.port, timeout=seconds)
    try:
        yield smtp
    finally:
        smtp.close()


def brought(office: PostOffice) -> list[str]:
    return [copy.recipient for copy in office.delivered]


@pytest.mark.parametrize(("stage", "error"), [("mail", smtplib.SMTPSenderRefused), ("data", smtplib.SMTPDataError)])
@pytest.mark.parametrize("code", [451, 554])
def test_a_refusal_at_this_stage_then_the_next_try_succeeds(office: PostOffice, stage, error, code) -> None:
    office.fault = Script(refuse(stage, f"{code} 4.3.0 No"))
    with client(office) as smtp:
        with pytest.raises(error) as refused:
            smtp.sendmail(BUDI, [ANI], RAW)
        assert refused.value.smtp_code == code
        smtp.rset()
        smtp.sendmail(BUDI, [ANI], RAW)
    assert brought(office) == [ANI]
    assert office.fault.left == []


def test_a_refusal_after_the_final_dot_delivers_nothing(office: PostOffice) -> None:
    office.fault = Script(refuse("dot", "452 4.2.2 Full"))
    with client(office) as smtp, pytest.raises(smtplib.SMTPDataError):
        smtp.sendmail(BUDI, [ANI], RAW)
    assert office.accepted == []


def test_one_recipient_refused_the_other_served(office: PostOffice) -> None:
    office.fault = Script(refuse("rcpt", "550 5.1.1 Unknown", to=ANI, times=ALWAYS))
    with client(office) as smtp:
        assert smtp.sendmail(BUDI, [ANI, BUDI], RAW) == {ANI: (550, b"5.1.1 Unknown")}
    assert brought(office) == [BUDI]


def test_a_421_ends_the_connection(office: PostOffice) -> None:
    office.fault = Script(refuse("rcpt", "421 4.3.2 Going down"))
    with client(office) as smtp:
        smtp.ehlo()
        smtp.mail(BUDI)
        assert smtp.rcpt(ANI)[0] == 421
        with pytest.raises(smtplib.SMTPServerDisconnected):
            smtp.noop()


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_a_dropped_connection_takes_nothing(office: PostOffice, stage) -> None:
    office.fault = Script(drop(stage))
    with client(office) as smtp, pytest.raises(smtplib.SMTPServerDisconnected):
        smtp.sendmail(BUDI, [ANI], RAW)
    assert office.accepted == []


def test_a_mail_may_be_taken_although_the_sender_never_hears_of_it(office: PostOffice) -> None:
    office.fault = Script(take_and_drop())
    with client(office) as smtp, pytest.raises(smtplib.SMTPServerDisconnected):
        smtp.sendmail(BUDI, [ANI], RAW)
    assert brought(office) == [ANI]


def test_a_slow_reply_loses_an_impatient_client_but_not_the_mail(office: PostOffice) -> None:
    office.fault = Script(slow("dot", 30))
    with client(office, seconds=0.5) as smtp, pytest.raises(OSError, match="timed out"):
        smtp.sendmail(BUDI, [ANI], RAW)
    assert brought(office) == [ANI]


def test_a_closed_office_opens_again_at_the_same_port(office: PostOffice) -> None:
    with client(office) as smtp:
        smtp.noop()
        office.stop()
        with pytest.raises((smtplib.SMTPServerDisconnected, OSError)):
            smtp.noop()
    with pytest.raises(OSError, match="refused"), client(office):
        pass
    office.start()
    with client(office) as smtp:
        smtp.sendmail(BUDI, [ANI], RAW)
    assert brought(office) == [ANI]
