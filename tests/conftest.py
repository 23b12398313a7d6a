"""Stores for the tests.

Every test that takes `new_store`, `store` or `loaded` runs on each engine, the Neo4j ones on each
line of its server.
"""

import os
from collections.abc import Callable, Iterator

import fixture
import pytest

from kg.store import open_store
from kg.store.base import Store

pytest.register_assert_rewrite("neo4j_server")
import neo4j_server  # noqa: E402
from browser import chromium  # noqa: E402, F401 - a fixture
from neo4j_server import neo4j_url  # noqa: E402, F401 - a fixture


def pytest_generate_tests(metafunc) -> None:
    """Run a test of stores on every engine.

    A server is of the newest line of Neo4j, or of every line where the test is marked so.
    """
    if "neo4j_url" not in metafunc.fixturenames:
        return
    every = metafunc.definition.get_closest_marker("every_line") is not None
    lines = [
        pytest.param(line, marks=pytest.mark.neo4j, id=f"neo4j-{line}")
        for line in neo4j_server.lines(every=every)
    ]
    stores = [pytest.param(None, id="embedded")] if "new_store" in metafunc.fixturenames else []
    metafunc.parametrize("neo4j_url", [*stores, *lines], indirect=True, scope="session")


@pytest.hookimpl(optionalhook=True)  # so that pytest without xdist runs them too
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes run the tests: as many as pay, each with servers of its own.

    One where a server is given, of which each would delete what the others put there.
    """
    return 1 if os.environ.get("KG_TEST_NEO4J") else min(4, os.cpu_count() or 1)


def pytest_sessionfinish() -> None:
    """End the servers that tests have started."""
    neo4j_server.stop_all()


@pytest.fixture
def new_store(neo4j_url, tmp_path) -> Iterator[Callable[[], Store]]:  # noqa: F811 - how a fixture is asked for
    """Return a function that opens the one store of this test, empty at first.

    What it opens is closed at the end.
    """
    opened = []
    if neo4j_url is not None:
        neo4j_server.empty(neo4j_url)

    def new() -> Store:
        opened.append(open_store(neo4j_url or str(tmp_path / "news.graph")))
        return opened[-1]

    yield new
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store) -> Store:
    """Open an empty store with its schema."""
    made = new_store()
    made.apply_schema()
    return made


@pytest.fixture
def loaded(store) -> Store:
    """Open a store that holds the fixture graph."""
    store.write(fixture.articles())
    return store


@pytest.fixture
def address(loaded, neo4j_url, tmp_path) -> str:  # noqa: F811
    """Return where a store is that holds the fixture graph, for commands, which open it."""
    loaded.close()
    return neo4j_url or str(tmp_path / "news.graph")
