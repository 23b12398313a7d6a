"""The whole graph in memory, asked and changed in Cypher by kglite (https://kglite.readthedocs.io).

What kglite is not used for here is keeping it on disk: `file.py` does that.
"""

from pathlib import Path
from typing import Any

import kglite

from kg.model import NODE_LABELS, PREDICATES, STRUCTURE
from kg.store.base import Counts
from kg.store.variants import Row

# What it warns about (a type that no edge has yet) is no news to whoever asks the catalogue.
kglite.set_query_warning_policy("silent")


class Graph:
    """A graph in memory: an empty one, or what a picture shows."""

    def __init__(self, picture: bytes | None = None) -> None:
        self.engine: Any = (
            kglite.KnowledgeGraph() if picture is None else kglite.from_bytes(picture)
        )

    def run(self, text: str, **parameters: Any) -> list[Row]:
        """Run one query and return its rows."""
        rows: list[Row] = self.engine.cypher(text, params=parameters, timeout_ms=0).to_list()
        return rows

    def made(self) -> tuple[int, int]:
        """Return how many nodes and edges the last query made."""
        done = self.engine.last_mutation_stats
        return done["nodes_created"], done["relationships_created"]

    def counts(self) -> Counts:
        """Count nodes per label and edges per type."""
        nodes = self._totals("MATCH (n) RETURN labels(n)[0] AS name, count(*) AS n")
        edges = self._totals("MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS n")
        kinds = {*STRUCTURE, *PREDICATES}
        return Counts(
            {k: n for k, n in nodes.items() if k in NODE_LABELS},
            {k: n for k, n in edges.items() if k in kinds},
        )

    def save(self, path: Path) -> None:
        """Write a picture of the graph to a file. Raises OSError."""
        try:
            self.engine.save(str(path), fsync=False, layout="compact")
        except (kglite.FileError, kglite.FileIoError) as error:
            raise OSError(str(error)) from error

    def _totals(self, text: str) -> dict[str, int]:
        return dict(sorted((r["name"], r["n"]) for r in self.run(text)))
