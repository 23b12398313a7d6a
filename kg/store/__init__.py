"""Where the graph lives: `open_store` picks the engine by URL. The only package that knows a database.

Engines are imported only when a URL asks for one, so each can be missing.
"""

from pathlib import Path

from kg.errors import UsageError
from kg.store.base import Engine, Store

NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def engine_of(url: str) -> Engine:
    """Return the engine that a URL asks for."""
    return "neo4j" if ":" in url and url.partition(":")[0] in NEO4J_SCHEMES else "embedded"


def open_store(url: str, *, must_exist: bool = False, wait: float = 0.0) -> Store:
    """Open the store at a URL: a path is an embedded file, `bolt://...` or `neo4j://...` (also +s, +ssc) a Neo4j server.

    With `must_exist` an embedded file that is not there raises UsageError instead of being made. A server that does not answer yet is waited for
    `wait` seconds.
    """
    if engine_of(url) == "neo4j":
        return _open_neo4j(url, wait)
    if "://" in url:
        raise UsageError(
            f"{url!r} is no store: expected a path, or a URL that begins with one of {', '.join(NEO4J_SCHEMES)}"
        )
    if must_exist and not Path(url).exists():
        raise UsageError(f"no store at {url}: load something first with `kg load`")
    from kg.store.embedded import EmbeddedStore  # noqa: PLC0415

    return EmbeddedStore(url)


def _open_neo4j(url: str, wait: float) -> Store:
    try:
        from kg.store.neo4j import Neo4jStore  # noqa: PLC0415
    except ImportError as error:
        if error.name != "neo4j":
            raise
        raise UsageError("a store on a Neo4j server needs its driver: install kg[neo4j]") from error
    return Neo4jStore(url, wait=wait)
