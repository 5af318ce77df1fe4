"""An SMTP server on loopback that lets in by access token alone: `good` are the tokens it takes."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from tests.servers.dovecot import HOST, free_ports

_REFUSAL = json.dumps({"status": "invalid_token", "schemes": "bearer"})


class TokenRelay:
    """What it was told and what it took. The exchange is that of RFC 7628 section 3 and of Google's XOAUTH2 page."""

    def __init__(self, good: set[str]) -> None:
        self.good = good
        self.port = 0
        self.said: list[bytes] = []
        """First words of each login, in clear."""
        self.ended_by: list[bytes] = []
        """How the client ended each exchange that was refused."""
        self.mails: list[bytes] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
        self.mails.append(envelope.content)
        return "250 2.0.0 Ok"

    async def auth_XOAUTH2(self, server, args) -> AuthResult:  # noqa: N802
        return await self._judge(server, args, b"user=")

    async def auth_OAUTHBEARER(self, server, args) -> AuthResult:  # noqa: N802
        return await self._judge(server, args, b"n,a=")

    async def _judge(self, server, args, start: bytes) -> AuthResult:
        said = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
        self.said.append(said)
        known = any(f"auth=Bearer {each}\1\1".encode() in said for each in self.good)
        if known and said.startswith(start):
            return AuthResult(success=True, auth_data="somebody")
        self.ended_by.append(await server.challenge_auth(_REFUSAL))
        return AuthResult(success=False, handled=False, message="535 5.7.8 Authentication credentials invalid")


@contextmanager
def token_relay(*good: str, only: str = "") -> Iterator[TokenRelay]:
    """`only`: the one mechanism that it offers beside PLAIN and LOGIN; empty: both."""
    relay = TokenRelay(set(good))
    left_out = [each for each in ("XOAUTH2", "OAUTHBEARER") if only and each != only]
    relay.port = free_ports(1)[0]
    controller = Controller(
        relay, hostname=HOST, port=relay.port, auth_require_tls=False, auth_exclude_mechanism=left_out
    )
    controller.start()
    try:
        yield relay
    finally:
        controller.stop()
