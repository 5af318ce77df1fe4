"""Single values of the desk that survive a restart: when the digest went out, why sending is held."""

from mailticket.store.engine import Transaction


def get(tx: Transaction, key: str) -> str | None:
    """The value; None if it was never set, or cleared."""
    raise NotImplementedError


def put(tx: Transaction, key: str, value: str | None) -> None:
    """Set the value; None clears it."""
    raise NotImplementedError
