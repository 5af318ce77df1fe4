"""A scripted server apart from its protocol: it takes clients and says things, badly where told to."""

import socket
import threading
from contextlib import suppress
from typing import Self

HOST = "127.0.0.1"
HANG_UP = b"<hang up>"
SILENCE = b"<silence>"
DRIP = b"<drip>"
"""From here on one byte in a tenth of a second, for as long as the client listens."""
FLOOD = b"<flood>"
"""From here on what was said before it, again and again, for as long as the client listens."""


class Scripted:
    """A free loopback port, a thread for each client, so that one that hangs keeps nobody; ends with its `with`."""

    def __enter__(self) -> Self:
        self._socket = socket.create_server((HOST, 0))
        self.port = self._socket.getsockname()[1]
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        with suppress(OSError):
            socket.create_connection((HOST, self.port)).close()
        for each in self._threads:
            each.join(10)
        self._socket.close()

    def _accept(self) -> None:
        while not self._end.is_set():
            connection, _ = self._socket.accept()
            connection.settimeout(5)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        """Talk to one client until one of both leaves."""
        raise NotImplementedError

    def _say(self, connection: socket.socket, answer: bytes) -> bool:
        """Say it; False if that was the last word."""
        for end in (HANG_UP, SILENCE, DRIP, FLOOD):
            said, found, rest = answer.partition(end)
            if found:
                connection.sendall(said)
                self._go_on(connection, end, said, rest)
                return False
        connection.sendall(answer)
        return True

    def _go_on(self, connection: socket.socket, end: bytes, said: bytes, rest: bytes) -> None:
        if end is SILENCE:
            connection.recv(1)
        for byte in rest if end is DRIP else b"":
            if self._end.wait(0.1):
                return
            connection.sendall(bytes([byte]))
        while end is FLOOD and not self._end.is_set():
            connection.sendall(said * (1 + 65536 // len(said)))
