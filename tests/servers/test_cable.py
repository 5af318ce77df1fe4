"""A cut cable looks like a lost server; a mended one like its return."""

import smtplib

import pytest
from tests.servers.cable import Cable
from tests.servers.fixtures import now

from mailticket.demo.post_office import HOST, PostOffice


def test_a_cut_ends_what_is_open_and_refuses_what_is_new_until_it_is_mended() -> None:
    with PostOffice(now=now, deliver=lambda *_: None) as office, Cable(office.port) as cable:
        smtp = smtplib.SMTP(HOST, cable.port, timeout=5)
        smtp.noop()
        cable.cut()
        with pytest.raises((smtplib.SMTPServerDisconnected, OSError)):
            smtp.noop()
        smtp.close()
        with pytest.raises((smtplib.SMTPServerDisconnected, OSError)):
            smtplib.SMTP(HOST, cable.port, timeout=5)
        cable.mend()
        with smtplib.SMTP(HOST, cable.port, timeout=5) as again:
            assert again.noop()[0] == 250
        assert cable.connections == 2
