"""A cable between a client and a server on loopback that can be cut: `imap={"port": cable.port}` in a configuration."""

import socket
import threading
from contextlib import suppress
from typing import Self

HOST = "127.0.0.1"


class Cable:
    """Forwards every connection to `port` of this machine, until it is cut."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._whole = True
        self._open: list[socket.socket] = []
        self._speaks = threading.Event()
        self._speaks.set()
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        """How many were made through it."""

    def __enter__(self) -> Self:
        self._thread = _start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.speak()
        self.cut()
        self._thread.join(10)

    def cut(self) -> None:
        """End all connections, and every new one at once, until `mend`."""
        self._whole = False
        for end in self._open:
            _shut(end)
        self._open.clear()

    def mend(self) -> None:
        """New connections go through again."""
        self._whole = True

    def hush(self) -> None:
        """Nothing comes through any more, and nothing ends, until `speak`: a server that was stopped."""
        self._speaks.clear()

    def speak(self) -> None:
        """What was held up arrives."""
        self._speaks.set()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection((HOST, self._target), 5) if self._whole else None
            except OSError:
                far = None
            if far is None:
                near.close()
                continue
            far.settimeout(None)
            self.connections += 1
            self._open += [near, far]
            _start(_pump, near, far, self._speaks)
            _start(_pump, far, near, self._speaks)


def _pump(source: socket.socket, sink: socket.socket, speaks: threading.Event) -> None:
    """Until either end closes; then the source is closed here, the other one by the pump in the other direction."""
    with source:
        try:
            while part := source.recv(65536):
                speaks.wait()
                sink.sendall(part)
        except OSError:
            pass  # cut, or one side went away
        _shut(sink)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):  # closed already
        end.shutdown(socket.SHUT_RDWR)


def _start(work, *arguments) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread
