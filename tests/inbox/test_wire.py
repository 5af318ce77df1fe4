"""Spec 5.4: a socket that hears only so much, for only so long, by either way of reading."""

import socket
from collections.abc import Callable, Iterator

import pytest

from mailticket.inbox.wire import Bounded, TooMuch


def by_recv(wire: Bounded) -> bytes:
    return wire.recv(100)


def by_recv_into(wire: Bounded) -> bytes:
    room = bytearray(100)
    return bytes(room[: wire.recv_into(room)])


@pytest.fixture(params=[by_recv, by_recv_into])
def read(request) -> Callable[[Bounded], bytes]:
    return request.param


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, Bounded]]:
    far, near = socket.socketpair()
    near.settimeout(5)
    wire = Bounded.of(near)
    yield far, wire
    far.close()
    wire.close()


def test_without_a_word_of_how_much_it_is_a_socket_like_any_other(ends, read) -> None:
    far, wire = ends
    far.sendall(b"halo")
    assert (read(wire), wire.gettimeout()) == (b"halo", 5)


def test_more_than_was_expected_is_too_much(ends, read) -> None:
    far, wire = ends
    wire.expect(60, 6)
    far.sendall(b"halo")
    assert read(wire) == b"halo"
    far.sendall(b"halo")
    with pytest.raises(TooMuch):
        read(wire)
    wire.expect(60, 6)
    far.sendall(b"halo")
    assert read(wire) == b"halo"


def test_what_comes_after_its_time_is_too_late(ends, read) -> None:
    far, wire = ends
    wire.expect(-1, 6)
    far.sendall(b"halo")
    with pytest.raises(TimeoutError):
        read(wire)


def test_what_is_announced_may_not_be_more_than_is_expected(ends) -> None:
    _, wire = ends
    wire.expect(60, 6)
    wire.foresee(6)
    with pytest.raises(TooMuch):
        wire.foresee(7)
