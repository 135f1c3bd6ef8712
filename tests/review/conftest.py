"""The fixtures of stores.py."""

from tests.history.stores import postgres, postgres_url, sqlite_url, store, talks, url

__all__ = ["postgres", "postgres_url", "sqlite_url", "store", "talks", "url"]
