"""Where the graph lives: `open_store` picks the engine by URL.

The only package that knows a database.

Engines are imported only when a URL asks for one, so each can be missing.
"""

import contextlib
from pathlib import Path

from kg import settings
from kg.errors import UsageError
from kg.store.address import file_path, is_server
from kg.store.base import Engine, Store


def engine_of(url: str) -> Engine:
    """Return the engine that a URL asks for."""
    return "neo4j" if is_server(url) else "embedded"


def open_store(url: str, *, must_exist: bool = False, wait: float = 0.0) -> Store:
    """Open the store at a URL.

    A path is an embedded file, `bolt://...` or `neo4j://...` (also +s, +ssc) a Neo4j server.

    With `must_exist` an embedded file that is not there raises UsageError instead of being made,
    and always what is neither a path nor an address. A server that does not answer yet is waited
    for `wait` seconds.
    """
    if is_server(url):
        return _open_neo4j(url, wait)
    path = file_path(url)
    if settings.store_must_be_mounted():
        _require_mount(path)
    if must_exist and not Path(path).exists():
        raise UsageError(f"no store at {path}: load something first with `kg load`")
    from kg.store.embedded import EmbeddedStore  # noqa: PLC0415

    return EmbeddedStore(path)


def _require_mount(path: str) -> None:
    """Raise UsageError when a file would lie among the container's own files."""
    folder = Path(path).absolute().parent
    with contextlib.suppress(OSError):  # the engine tells of it when it opens the file
        if folder.stat().st_dev == Path("/").stat().st_dev:
            raise UsageError(
                f"the graph at {path} would go with the container: mount a volume (-v kg:/graph) "
                'or a folder of yours (--user "$(id -u):$(id -g)" -v "$PWD:/graph"), and keep it '
                "there"
            )


def _open_neo4j(url: str, wait: float) -> Store:
    try:
        from kg.store.neo4j import Neo4jStore  # noqa: PLC0415
    except ImportError as error:
        if error.name != "neo4j":
            raise
        raise UsageError(
            "a store on a Neo4j server needs its driver: pip install 'kg-news[neo4j]'"
        ) from error
    return Neo4jStore(url, wait=wait)
