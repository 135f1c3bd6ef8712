"""Fixtures: a pair and review databases. SQLite always; PostgreSQL where it is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from align.history.store import Store
from align.history.store import sqlite_url as url_in
from align.model import Alignment
from tests.history.cluster import cluster
from tests.history.talks import build


@pytest.fixture
def talks() -> Alignment:
    return build()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return url_in(tmp_path)


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    with Store.open(sqlite_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a throw-away PostgreSQL server, without a database."""
    with cluster() as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> str:
    import psycopg

    name = f"review_{os.urandom(4).hex()}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return f"{postgres}/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgres"))])
def url(request: pytest.FixtureRequest) -> str:
    """Each test with it runs on both databases."""
    return request.getfixturevalue(f"{request.param}_url")
