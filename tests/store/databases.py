"""A database of each kind for the conformance suite: SQLite always, PostgreSQL where its server is installed."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

import pytest

from mailticket.store.engine import Store, Transaction, open_store
from mailticket.store.schema import upgrade


def _program(name: str) -> str | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name) or next((str(one / name) for one in folders if (one / name).exists()), None)


def _missing(why: str) -> NoReturn:
    """A gate that tests nothing must not look green."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty PostgreSQL server of our own, without a database name."""
    with a_server(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@contextmanager
def a_server(logs: Path) -> Iterator[str]:
    """A PostgreSQL server, until the end; what it says goes into that folder."""
    initdb, server = _program("initdb"), _program("postgres")
    if initdb is None or server is None:
        _missing("no PostgreSQL server here: apt-get install postgresql")
    if find_spec("psycopg") is None:
        _missing('no driver: pip install "mailticket[postgres]"')
    folder = Path("/tmp") / f"mailticket-postgres-{uuid4().hex}"
    folder.mkdir(mode=0o700)
    root = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if root:
        shutil.chown(folder, "postgres", "postgres")
    log = (logs / "postgres.log").open("wb")
    running: subprocess.Popen[bytes] | None = None
    try:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": subprocess.STDOUT, "cwd": "/", **root}
        made = [initdb, "-D", str(folder / "db"), "-U", "mailticket", "-A", "trust", "--no-sync", "-E", "UTF8"]
        subprocess.run([*made, "--locale=C.UTF-8"], check=True, timeout=60, **quiet)
        port = _free_port()
        switched_off = ("fsync", "synchronous_commit", "full_page_writes")
        options = [part for name in switched_off for part in ("-c", f"{name}=off")]
        options += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        running = subprocess.Popen([server, "-D", str(folder / "db"), "-p", str(port), *options], **quiet)
        url = f"postgresql+psycopg://mailticket@127.0.0.1:{port}"
        _wait_for(f"{url}/postgres", running)
        yield url
    finally:
        if running is not None:
            running.terminate()
            running.wait(timeout=30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'mailticket.db'}"
        return
    with a_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """The address of a PostgreSQL database without tables."""
    with a_database(postgres) as url:
        yield url


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """A new database on that server; gone at the end, whoever is still connected."""
    name = f"test_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
    try:
        yield f"{server}/{name}"
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(empty_url: str) -> Iterator[Store]:
    """A database with our tables."""
    opened = open_store(empty_url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def tx(store: Store) -> Iterator[Transaction]:
    """One unit of work on it."""
    with store.transaction() as one:
        yield one


def _administer(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres".replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(url: str, running: subprocess.Popen[bytes]) -> None:
    import psycopg

    for _ in range(100):
        assert running.poll() is None, "the PostgreSQL server ended by itself"
        try:
            psycopg.connect(url.replace("+psycopg", ""), connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the PostgreSQL server doesn't answer")
