"""An empty database of each kind."""

from tests.store.databases import empty_url, postgres

__all__ = ["empty_url", "postgres"]
