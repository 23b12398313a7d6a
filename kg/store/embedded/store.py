"""`EmbeddedStore`: a graph in one file, worked on in memory. Safe to use from several threads.

The whole graph is read when the store is opened, and a reader goes on with what it read then, until
it is told to catch up. The first write takes the file's lock, and keeps it until the store is
closed; others read on meanwhile. A write is first settled, then done in memory, then added to the
file: only then does it count. When anything goes wrong on the way the memory is thrown away and the
file read again.

What is added makes the next opening slower, by as much as writing it took; so the file gets a new
picture of the whole now and then, at the latest when a store with much added is closed.
"""

import contextlib
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.model import Annotated
from kg.store.base import Counts, Engine, Limits, Notes, Removed, Store, Table, Written
from kg.store.embedded.change import Change, unpacked
from kg.store.embedded.faults import clear
from kg.store.embedded.file import GraphFile
from kg.store.embedded.graph import Graph
from kg.store.embedded.read import read
from kg.store.embedded.write import apply, changes
from kg.store.latest import latest
from kg.store.reading import reading
from kg.store.rows import GraphRows, graph_rows
from kg.store.transfer import of_articles
from kg.store.variants import Row

#: Seconds to wait while another process writes.
PATIENCE = 10.0
#: Bytes of changes, and how many, that the next opening may have to do again: 0.3 s of work.
ADDED_KEPT, CHANGES_KEPT = 128 * 2**10, 64
#: The same for a load that goes on; more when the picture is so large that it takes long to make.
ADDED_LIMIT, CHANGES_LIMIT = 8 * 2**20, 1000
#: Bytes of a picture that are made in the time that one change takes.
PER_CHANGE = 10_000

RowsOf = Callable[[Collection[str]], GraphRows]


class EmbeddedStore(Store):
    """A graph in one file."""

    engine: Engine = "embedded"

    def __init__(self, path: str) -> None:
        self.url = path
        self._file = GraphFile(path)
        self._graph: Graph | None = None
        self._closed = False
        self._lock = threading.RLock()
        with clear(path):
            if not Path(path).resolve().parent.is_dir():
                raise FileNotFoundError(2, "no such directory", path)
            self._loaded()

    def apply_schema(self) -> None:
        """Make the file if there is none: the graph needs nothing else before data."""
        with self._lock, clear(self.url):
            if not self._file.exists():
                self._file.hold(PATIENCE)

    def write(self, batch: Sequence[Annotated]) -> Written:
        """Store articles, all or nothing for the batch."""
        last, digests, before = latest(batch)
        return before + self._write(
            digests, lambda ids: graph_rows([last[i] for i in ids], digests)
        )

    def write_rows(self, rows: GraphRows) -> Written:
        """Store articles given as the rows that `graph_rows` makes of them; like `write`."""
        digests = {r["id"]: r["digest"] for r in rows.nodes.get("Article", ())}
        return self._write(digests, lambda ids: of_articles(rows, ids))

    def remove(self, articles: Collection[str]) -> Removed:
        """Take articles back, all or nothing."""
        change = Change(taken=tuple(sorted(articles)))
        with self._changing() as graph:
            return self._commit(graph, change)[0]

    def note(self, kind: Notes, rows: Sequence[Row]) -> None:
        """Keep notes."""
        with self._changing() as graph:
            self._commit(graph, Change(notes={kind: rows}))

    def catch_up(self) -> None:
        """See what others have written since the file was read: their changes, or a new picture."""
        with self._lock, clear(self.url):
            if self._graph is None or self._file.is_held:
                return
            graph, self._graph = self._graph, None
            changes = self._file.added_since()
            if changes is not None:
                for change in changes:
                    apply(graph, unpacked(change))
                self._graph = graph

    def read(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> Table:
        """Run one Cypher query that reads; nodes and edges come as `Table` says."""
        code = reading(text)
        with self._lock, clear(self.url):
            return read(self._loaded().engine, code, parameters or {}, limits)

    def counts(self) -> Counts:
        """Count nodes per label and edges per type."""
        with self._lock, clear(self.url):
            return self._loaded().counts()

    def size(self) -> int:
        """Return the bytes of the file."""
        with clear(self.url):
            return self._file.size()

    def close(self) -> None:
        """Close the file; when much was added to it, with a new picture in place of that."""
        with self._lock, clear(self.url):
            try:
                if self._file.is_held and self._graph:
                    self._take_picture(self._graph, ADDED_KEPT, CHANGES_KEPT)
            finally:
                self._closed, self._graph = True, None
                self._file.release()

    def _write(self, digests: Mapping[str, str], rows_of: RowsOf) -> Written:
        with self._changing() as graph:
            change, written = changes(graph, digests, rows_of)
            _, copies = self._commit(graph, change)
            return replace(written, copies=copies)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[Graph]:
        """Yield the graph to be changed, and take a picture of it afterwards when it is time."""
        with self._lock, clear(self.url):
            graph = self._loaded(writable=True)
            yield graph
            pictured = self._file.pictured
            self._take_picture(
                graph, max(ADDED_LIMIT, pictured), max(CHANGES_LIMIT, pictured // PER_CHANGE)
            )

    def _commit(self, graph: Graph, change: Change) -> tuple[Removed, int]:
        """Do a change in memory, then in the file; when that fails the memory is thrown away."""
        if not change:
            return Removed(), 0
        try:
            removed, copies = apply(graph, change)
            if removed.articles or not change.taken:
                self._file.append(change.packed())
        except BaseException:
            self._graph = None
            raise
        return removed, copies

    def _loaded(self, *, writable: bool = False) -> Graph:
        """Return the graph, read from the file unless it is in memory as it is to be."""
        if self._closed:
            raise StoreError("the store is closed")
        if writable and not self._file.is_held:
            self._file.hold(PATIENCE)
            if self._file.has_changed():
                self._graph = None
        if self._graph is None:
            picture, changes = self._file.read()
            graph = Graph(picture)
            for change in changes:
                apply(graph, unpacked(change))
            self._graph = graph
        return self._graph

    def _take_picture(self, graph: Graph, added: int, changes: int) -> None:
        """Take a picture of the graph when more bytes or changes than these were added."""
        if self._file.added <= added and self._file.changes <= changes:
            return
        # Where there is no room for one, what was added stays: all is stored either way.
        with contextlib.suppress(OSError), self._file.picture() as path:
            graph.save(path)
