"""Spec 1.3, rows 19 and 20: the mail inside a forwarded one."""

import pytest

from mailticket.mail.forward import forwarded, outside_addresses
from mailticket.mail.parse import parse

BLOCK = (
    "{}: Ani <ani@example.net>\n{}: Sab, 21 Nov 2026 09.00\n{}: Internet mati\n{}: desk@example.org\n\nMohon dibantu."
)


@pytest.mark.parametrize(
    ("subject", "divider", "labels"),
    [
        ("Fwd: Internet mati", "---------- Forwarded message ---------\n", ("From", "Date", "Subject", "To")),
        ("Fwd: Internet mati", "---------- Pesan yang diteruskan --------\n", ("Dari", "Tanggal", "Subjek", "Ke")),
        ("Fwd: Internet mati", "-------- Pesan Diteruskan --------\n", ("From", "Date", "Subject", "To")),
        ("Fwd: Internet mati", "Awal pesan yang diteruskan:\n\n", ("Dari", "Tanggal", "Subyek", "Kepada")),
        ("FW: Internet mati", "", ("Dari", "Dikirim", "Perihal", "Kepada")),
        ("Internet mati", "Begin forwarded message:\n\n", ("From", "Date", "Subject", "To")),
    ],
)
def test_inline(subject: str, divider: str, labels: tuple[str, ...]):
    found = forwarded(
        parse(f"From: b@example.org\nSubject: {subject}\n\nTolong, Sari.\n\n{divider}{BLOCK.format(*labels)}".encode())
    )
    assert (found.author.address, found.author.name, found.subject) == ("ani@example.net", "Ani", "Internet mati")
    assert (found.text, found.above) == ("Mohon dibantu.", "Tolong, Sari.")


def test_as_attachment():
    raw = (
        b"From: b@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nLihat ini\n"
        b"--b\nContent-Type: message/rfc822\n\n"
        b"From: Ani <ani@example.net>\nMessage-ID: <q@example.net>\nSubject: Internet mati\n\nMohon dibantu.\n--b--\n"
    )
    found = forwarded(parse(raw))
    assert (found.author.address, found.message_id, found.above) == ("ani@example.net", "<q@example.net>", "Lihat ini")


def test_a_replys_quote_header_is_no_forward():
    block = BLOCK.format("Dari", "Dikirim", "Subjek", "Kepada")
    assert forwarded(parse(f"From: b@example.org\nSubject: Re: Internet mati\n\nBaik.\n\n{block}".encode())) is None


def test_outside_addresses():
    text = "Pelanggan: ani@example.net, juga <ANI@example.net> dan dewi@example.com."
    assert [one.address for one in outside_addresses(text)] == ["ani@example.net", "dewi@example.com"]
