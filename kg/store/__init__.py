"""Where the graph lives: `open_store` picks the engine by URL. The only package that knows a database.

Engines are imported only when a URL asks for one, so each can be missing.
"""

from pathlib import Path

from kg.errors import UsageError
from kg.store.base import Store

NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def open_store(url: str, *, must_exist: bool = False) -> Store:
    """Open the store at a URL: `ladybug:PATH` or just a path is an embedded file, `bolt://...` or `neo4j://...` (also +s, +ssc) a Neo4j server.

    With `must_exist` an embedded file that is not there raises UsageError instead of being made.
    """
    scheme, found, rest = url.partition(":")
    if found and scheme in NEO4J_SCHEMES:
        from kg.store.neo4j import Neo4jStore  # noqa: PLC0415

        return Neo4jStore(url)
    if "://" in url:
        raise UsageError(f"{url!r} is no store: expected a path, ladybug:PATH, or a URL that begins with one of {', '.join(NEO4J_SCHEMES)}")
    path = rest if scheme == "ladybug" and found else url
    if must_exist and path != ":memory:" and not Path(path).exists():
        raise UsageError(f"no store at {path}: load something first with `kg load`")
    from kg.store.ladybug import LadybugStore  # noqa: PLC0415

    return LadybugStore(path)
