"""A certificate for loopback that nobody but its holder trusts, made by openssl for one test session."""

import ssl
import subprocess
from pathlib import Path

from tests.servers.dovecot import found_or_skip


def make_certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """(the file that a client has to trust, the context of a server)."""
    openssl = found_or_skip("openssl", "apt-get install openssl")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", key, "-out", certificate,
        ],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return certificate, context
