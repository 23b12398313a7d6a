"""What is asked of a store for a part of its graph."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kg.graph.part import Edge, Node
from kg.graph.selection import Selection
from kg.model import LABELS
from kg.store.base import Limits, Store, Table
from kg.store.rows import label_of

#: Ids in one question.
CHUNK = 2000
#: The edges between what a picture shows when it shows structure, by the end that is walked from:
#: a statement has one maker, but who made it may have made thousands that are not there.
_JOINS = (
    ("(a)-[r:MADE]->(b:Statement {id: id})", "Statement"),
    ("(a:Statement {id: id})-[r:`IN`|TOWARD|ABOUT|REPORTED_BY]->(b)", "Statement"),
    ("(a:Article {id: id})-[r:MENTIONS|COPY_OF]->(b)", "Article"),
    ("(a:Person {id: id})-[r:HOLDS]->(b)", "Person"),
    ("(a:Place {id: id})-[r:LOCATED_IN]->(b)", "Place"),
)
#: Source, type, target and properties; `day` is among these.
FoundEdge = tuple[str, str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A store, and what each question to it may take."""

    store: Store
    limits: Limits

    def read(self, text: str, parameters: Mapping[str, Any]) -> Table:
        """Ask within the limits."""
        return self.store.read(text, parameters, self.limits)

    def edges(
        self,
        selection: Selection,
        pattern: str,
        parameters: Mapping[str, Any],
        most: int | None = None,
    ) -> list[FoundEdge]:
        """Return the typed edges `r` from `a` to `b` of a pattern that are meant, newest first.

        With `most` no more than so many, of those that a part shows as lines.
        """
        values = selection.parameters | dict(parameters)
        return [
            (source, kind, target, properties | {"day": day})
            for source, kind, target, properties, day in self.read(
                selection.edges(pattern, most), values
            ).rows
        ]

    def keys(
        self, selection: Selection, pattern: str, parameters: Mapping[str, Any]
    ) -> dict[str, set[str]]:
        """Return the keys of all edges that are meant, by the role of their target."""
        values = selection.parameters | dict(parameters)
        return {role: set(keys) for role, keys in self.read(selection.keys(pattern), values).rows}

    def sources(self, statements: Iterable[str]) -> list[str]:
        """Return the ids of those who made the statements, in order."""
        text = """UNWIND $ids AS id MATCH (a)-[:MADE]->(s:Statement {id: id})
        RETURN DISTINCT a.id AS id"""
        found = (self.read(text, {"ids": ids}).rows for ids in chunks(sorted(statements)))
        return sorted({row[0] for rows in found for row in rows})

    def entities(self) -> list[str]:
        """Return the ids of all entities, in order."""
        return [row[0] for row in self.read("MATCH (n:Entity) RETURN n.id AS id", {}).rows]

    def count_entities(self) -> int:
        """Count all entities."""
        return int(self.read("MATCH (n:Entity) RETURN count(*) AS number", {}).rows[0][0])

    def existing(self, ids: Sequence[str]) -> list[str]:
        """Return those of the ids that entities have."""
        text = "UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id RETURN DISTINCT n.id AS id"
        return sorted(row[0] for row in self.read(text, {"ids": list(ids)}).rows) if ids else []


def key_of(properties: Mapping[str, Any], target: str) -> str:
    """Return the key of a statement's edge."""
    return f"{properties['statement_id']} {target}"


def without_day(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties as the store has them."""
    return {name: value for name, value in properties.items() if name != "day"}


def structural_edges(asked: Asked, nodes: Iterable[str], among: Collection[str]) -> Iterator[Edge]:
    """Yield the edges at the nodes that are no statements and whose ends are both `among` some."""
    by_label: dict[str, list[str]] = {}
    for node in nodes:
        by_label.setdefault(label(node), []).append(node)
    for pattern, name in _JOINS:
        for ids in chunks(by_label.get(name, ())):
            text = f"""UNWIND $ids AS id
            MATCH {pattern}
            RETURN a.id AS source, type(r) AS kind, b.id AS target, r AS properties
            ORDER BY source, kind, target"""
            for source, kind, target, properties in asked.read(text, {"ids": ids}).rows:
                if source in among and target in among:
                    properties.pop("variant", None)  # what the store keeps for itself
                    key = " ".join((kind, properties.get("title", ""), target))
                    yield source, target, key, {"type": kind, **properties}


def describe(asked: Asked, ids: Iterable[str]) -> Iterator[Node]:
    """Yield every node with its label and properties."""
    ordered = sorted(ids)
    for name in (*LABELS.values(), "Article", "Statement"):
        for some in chunks([i for i in ordered if label(i) == name]):
            text = f"UNWIND $ids AS id MATCH (n:{name} {{id: id}}) RETURN n.id AS id, n AS n"
            for identity, properties in asked.read(text, {"ids": some}).rows:
                properties.pop("variants", None)  # what the store keeps for itself
                yield identity, {"label": name, **properties}


def chunks(ids: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """Yield the ids in lists of at most `size`."""
    rest = iter(ids)
    while some := list(islice(rest, size)):
        yield some


def label(identity: str) -> str:
    """Return the label of a node; an article may have brought an id of any form."""
    kind = identity.partition(":")[0]
    return (
        label_of(identity)
        if kind.upper() in LABELS
        else "Statement"
        if kind == "statement"
        else "Article"
    )
