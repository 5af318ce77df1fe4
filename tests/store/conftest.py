"""A database of each kind for every test here."""

from tests.store.databases import empty_url, postgres, postgres_url, store, tx

__all__ = ["empty_url", "postgres", "postgres_url", "store", "tx"]
