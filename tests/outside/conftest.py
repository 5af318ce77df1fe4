"""One daemon for many scenarios: each has a customer of its own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.outside.desk import Desk, Streets
from tests.servers.dovecot import Dovecot


@pytest.fixture(scope="session")
def streets(dovecot: Dovecot) -> Iterator[Streets]:
    each = Streets(dovecot)
    with each.office:
        yield each


@pytest.fixture(scope="module")
def new_desk(streets: Streets, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Desk]]:
    """Make desks; their daemons are ended with the module."""
    desks: list[Desk] = []

    def make(**settings: Any) -> Desk:
        desks.append(Desk(streets, tmp_path_factory.mktemp("desk"), **settings))
        return desks[-1]

    yield make
    for each in desks:
        if each.daemon is not None:
            each.stop()


@pytest.fixture(scope="session")
def desk(streets: Streets, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The ordinary desk, in Indonesian: its clocks are long, so that only mail makes it act."""
    footer = "Operators mailing list\nhttps://lists.example.org/operators"
    each = Desk(streets, tmp_path_factory.mktemp("desk"), habits={"prefix": "[Operators]", "footer": footer})
    each.start()
    each.ready()
    yield each
    each.stop()
