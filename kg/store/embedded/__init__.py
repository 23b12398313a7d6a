"""The graph in one file, asked by an engine inside the process; no server."""

from kg.store.embedded.store import EmbeddedStore

__all__ = ["EmbeddedStore"]
