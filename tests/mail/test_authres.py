"""Spec 2.4: proof by Authentication-Results (RFC 8601)."""

import pytest

from mailticket.mail.authres import proof
from mailticket.mail.parse import parse

TOP = "Received: from x by mx.example.org\n"


@pytest.mark.parametrize(
    ("head", "proven"),
    [
        ("Authentication-Results: mx.example.org; dmarc=pass header.from=example.net\n" + TOP, True),
        (
            "Authentication-Results: MX.example.org 1; spf=pass; dkim=pass (ok; dmarc=pass) header.d=example.net\n"
            + TOP,
            True,
        ),
        ("Authentication-Results: mx.example.org; auth=pass smtp.auth=ani@example.net\n" + TOP, True),
        ("Authentication-Results: mx.example.org; dkim=pass header.d=evil.example\n" + TOP, False),
        ("Authentication-Results: mx.example.org; dmarc=fail header.from=example.net\n" + TOP, False),
        ("Authentication-Results: mx.example.org; spf=pass (dmarc=pass header.from=example.net)\n" + TOP, False),
        ("Authentication-Results: other.example; dmarc=pass header.from=example.net\n" + TOP, False),
        (TOP + TOP + "Authentication-Results: mx.example.org; dmarc=pass header.from=example.net\n", False),
        (TOP, False),
    ],
)
def test_proof(head: str, proven: bool):
    message = parse(f"{head}From: ani@example.net\n\nx".encode())
    assert (proof(message, "mx.example.org") is not None) is proven
