"""A missing server is said with the way to get it: a skip at home, a failure in CI."""

import pytest
from tests.servers.dovecot import found_or_skip


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_server(monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no-such-server is not installed: apt-get install it"):
        found_or_skip("no-such-server", "apt-get install it")


def test_a_program_that_is_there_is_found() -> None:
    assert found_or_skip("sh", "").endswith("/sh")
