"""Sockets that hear only so much, for only so long: whatever a server says, memory and time are bounded (spec 5.4).

A time-out of the socket alone counts from the last byte: who sends one now and then could keep us for ever.
"""

import socket
import ssl
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_NO_END: Final = float("inf")


class TooMuch(ValueError):
    """The server said more than anything that was asked of it can be."""


class Bounded(socket.socket):
    """Counts what is heard from the last `expect` on."""

    _until: float = _NO_END
    _bytes_left: float = _NO_END

    @classmethod
    def of(cls, plain: socket.socket) -> "Bounded":
        """The same connection with bounds; the socket that is given must not be used any more."""
        seconds = plain.gettimeout()
        bound = cls(fileno=plain.detach())
        bound.settimeout(seconds)
        return bound

    def expect(self, seconds: float, size_bytes: int) -> None:
        """Hear at most so much from now on, or else TooMuch; for so long, or else TimeoutError at the next word."""
        self._until = time.monotonic() + seconds
        self._bytes_left = size_bytes

    def foresee(self, size_bytes: int) -> None:
        """TooMuch where so much more than is expected has been announced: room for it need not be made first."""
        if size_bytes > self._bytes_left:
            raise TooMuch(f"the server announces {size_bytes} bytes, more than it was asked for")

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        """As a socket's own; what imaplib reads with."""
        count = super().recv_into(buffer, nbytes or len(memoryview(buffer)), flags)
        self._heard(count)
        return count

    def recv(self, bufsize: int = 1024, flags: int = 0) -> bytes:
        """As a socket's own; what imaplib reads with from Python 3.14 on."""
        said = super().recv(bufsize, flags)
        self._heard(len(said))
        return said

    def _heard(self, count: int) -> None:
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise TooMuch("the server says more than it was asked for")
        if time.monotonic() > self._until:
            raise TimeoutError("the server takes too long to say what it was asked for")


class BoundedTls(Bounded, ssl.SSLSocket):
    """The same inside of TLS."""


def context(ca_file: str | None) -> ssl.SSLContext:
    """A verifying TLS context whose sockets are `BoundedTls`. `ca_file` None: the system's certificates."""
    made = ssl.create_default_context(cafile=ca_file)
    made.sslsocket_class = BoundedTls
    return made
