"""A part of the graph that is too large to hold: read from the store each time it is gone through.

In memory are the ids of its nodes, and of its properties those of one question: the statements of
`SPEAKERS` sources, or `CHUNK` nodes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from kg.graph.asked import Asked, FoundEdge, chunks, describe, key_of, structural_edges, without_day
from kg.graph.part import Edge, Node
from kg.graph.parts import NOBODY, UNJOINED
from kg.graph.selection import Selection
from kg.store.base import Limits, Store

SPEAKERS = 100


class Streamed:
    """A part of a store, by conditions alone; the same nodes and edges as `subgraph` returns.

    Raises ValueError for a selection by entities or ids, or with a limit: those are small.
    """

    def __init__(self, store: Store, selection: Selection, seconds: float | None = None) -> None:
        if selection.is_small:
            raise ValueError("a selection by entities or ids, or with a limit, is held in memory")
        self._asked = Asked(store, Limits(seconds))
        self._selection = selection

    @property
    def left_out(self) -> Mapping[str, int]:
        """What the selection leaves out, by why."""
        return self._found[1]

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes, label by label, by id."""
        yield from describe(self._asked, self._found[0])

    def edges(self) -> Iterator[Edge]:
        """Yield the statements' edges, by source, newest first; then what is structure."""
        for source, kind, target, found in self._statements():
            properties = without_day(found)
            yield source, target, key_of(properties, target), {"type": kind, **properties}
        if self._selection.structure:
            among = self._found[0]
            yield from structural_edges(self._asked, sorted(among), among)

    @cached_property
    def _found(self) -> tuple[set[str], Counter[str]]:
        """The ids of the nodes, and what is left out."""
        ids: set[str] = set()
        left_out: Counter[str] = Counter()
        for source, _, target, found in self._statements(left_out):
            ids.update((source, target))
            if self._selection.structure:
                ids.update((found["statement_id"], found["article_id"]))
        if not self._selection.structure:
            left_out[UNJOINED] = self._asked.count_entities() - len(ids)
        return ids, left_out

    def _statements(self, left_out: Counter[str] | None = None) -> Iterator[FoundEdge]:
        selection = self._selection
        pattern = f"UNWIND $ids AS id MATCH (a)-[r:{selection.types}]->(b) WHERE a.id = id"
        for ids in chunks(sorted(self._asked.entities()), SPEAKERS):
            for edge in self._asked.edges(selection, pattern, {"ids": ids}):
                if selection.structure or edge[3]["target_role"] != "article":
                    yield edge
                elif left_out is not None:
                    left_out[NOBODY] += 1
