"""The databases of the store's own tests, here too."""

from tests.store.databases import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]
