"""A part of the graph in a store -> networkx: the one bridge between the two worlds.

Nodes are keyed by id and carry `label` and their properties; edges carry `type` and their
properties, as the store has them. A statement's edge has the key "<statement id> <target id>", so
that no two statements fall together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.bounds import bound
from kg.characters import tidy
from kg.errors import UsageError
from kg.model import LABELS, PREDICATES
from kg.settings import DEADLINE
from kg.store.base import Limits, Store, Table
from kg.store.rows import label_of

_DAY = "coalesce(s.said_on, s.published, '')"
_DATED = (
    "($since = '' OR day >= $since) "
    "AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))"
)
#: The edges between what a picture shows when it shows structure, by the label they leave.
_JOINS = {
    "Statement": ("IN", "TOWARD", "ABOUT", "REPORTED_BY"),
    "Article": ("MENTIONS", "COPY_OF"),
    "Person": ("MADE", "HOLDS"),
    "Place": ("MADE", "LOCATED_IN"),
}
_JOINS |= {"Country": ("MADE",), "Organisation": ("MADE",)}


def subgraph(  # noqa: PLR0913 - a selection is made of this much
    store: Store,
    *,
    entities: Sequence[str] = (),
    predicates: Sequence[str] = (),
    since: str = "",
    until: str = "",
    min_confidence: float = 0.0,
    hops: int = 1,
    limit: int | None = None,
    structure: bool = False,
    seconds: float | None = DEADLINE,
) -> nx.MultiDiGraph:
    """Return entities and the statements that join them, the newest where `limit` leaves some out.

    `entities` are names or ids, in any case: the statements up to `hops` steps around them are
    taken; without any, all statements are. `since` and `until` are dates as `kg.bounds` reads
    them, `min_confidence` is how sure a statement must be, from 0 to 1. `limit` is in edges. With
    `structure`, the Statement and Article nodes and what joins them are there too, and the
    statements that reach no entity. Each query may take so many seconds, None for any. Raises
    UsageError for a name that nothing has and a predicate that does not exist.
    """
    for predicate in predicates:
        if predicate not in PREDICATES:
            raise UsageError(f"no predicate {predicate!r}: expected one of {', '.join(PREDICATES)}")
    asked = _Asked(store, Limits(seconds))
    types = "|".join(predicates or PREDICATES)
    days = {"since": bound(since), "until": bound(until, last=True)}
    kept = days | {"least": min_confidence}
    seeds = [identity for name in entities for identity in _find(asked, name)]
    edges = _around(asked, types, kept, seeds, hops) if seeds else _all(asked, types, kept)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(seeds)
    for source, kind, target, properties in _limited(
        (e for e in edges if structure or e[3]["target_role"] != "article"), limit
    ):
        graph.add_edge(
            source, target, f"{properties['statement_id']} {target}", type=kind, **properties
        )
    if structure:
        _add_structure(asked, graph)
    _describe(asked, graph)
    return graph


@dataclass(frozen=True, slots=True)
class _Asked:
    """A store, and what each question to it may take."""

    store: Store
    limits: Limits

    def read(self, text: str, parameters: Mapping[str, Any]) -> Table:
        return self.store.read(text, parameters, self.limits)


_Edge = tuple[str, str, str, dict[str, Any]]


def _find(store: _Asked, name: str) -> list[str]:
    text = """MATCH (n:Entity) UNWIND [n.id] + n.names AS known
    WITH n, known WHERE toLower(known) = toLower($name)
    RETURN DISTINCT n.id AS id ORDER BY id"""
    found = [row[0] for row in store.read(text, {"name": tidy(name)}).rows]
    if not found:
        raise UsageError(
            f"nothing in {store.store.url} has the name or id {name!r}: `kg query in-the-news` "
            "lists what there is"
        )
    return found


def _all(store: _Asked, types: str, kept: dict[str, Any]) -> Iterator[_Edge]:
    yield from _edges(store, f"MATCH (a)-[r:{types}]->(b)", kept)


def _around(
    store: _Asked, types: str, kept: dict[str, Any], seeds: Sequence[str], hops: int
) -> Iterator[_Edge]:
    """Yield the edges nearest to the seeds first; those at one distance newest first."""
    seen, done, ring = set(seeds), set(), list(seeds)
    for _ in range(hops):
        # From each end in turn, so that a store walks from the ids rather than over every edge.
        found = [
            e
            for end in "ab"
            for e in _edges(
                store,
                f"UNWIND $ids AS id MATCH (a)-[r:{types}]->(b) WHERE {end}.id = id",
                kept | {"ids": ring},
            )
        ]
        found.sort(key=_newest)
        ring = []
        for edge in found:
            key = (edge[3]["statement_id"], edge[2])
            if key not in done:
                done.add(key)
                yield edge
            for end in edge[:1] if edge[3]["target_role"] == "article" else (edge[0], edge[2]):
                if end not in seen:
                    seen.add(end)
                    ring.append(end)


def _edges(store: _Asked, pattern: str, parameters: dict[str, Any]) -> list[_Edge]:
    text = f"""{pattern} WITH a, r, b MATCH (s:Statement {{id: r.statement_id}})
    WITH a, r, b, {_DAY} AS day WHERE s.confidence >= $least AND {_DATED}
    RETURN a.id AS source, type(r) AS kind, b.id AS target, r AS properties, day AS day
    ORDER BY day DESC, r.statement_id, target"""
    return [
        (source, kind, target, properties | {"day": day})
        for source, kind, target, properties, day in store.read(text, parameters).rows
    ]


def _newest(edge: _Edge) -> tuple[Any, ...]:
    return (tuple(-ord(c) for c in edge[3]["day"]) or (0,), edge[3]["statement_id"], edge[2])


def _limited(edges: Iterable[_Edge], limit: int | None) -> Iterator[_Edge]:
    for number, (source, kind, target, properties) in enumerate(edges):
        if limit is not None and number >= limit:
            return
        yield source, kind, target, {k: v for k, v in properties.items() if k != "day"}


def _add_structure(store: _Asked, graph: nx.MultiDiGraph) -> None:
    """Add the statements and articles of the edges that are there.

    Every structural edge between nodes that are there is added, too.
    """
    for _, _, properties in list(graph.edges(data=True)):
        graph.add_nodes_from((properties["statement_id"], properties["article_id"]))
    nodes = sorted(graph)
    for label, kinds in _JOINS.items():
        ids = [n for n in nodes if _label(n) == label]
        text = f"""UNWIND $ids AS id
        MATCH (a:{label} {{id: id}})-[r:{"|".join(f"`{k}`" for k in kinds)}]->(b)
        RETURN a.id AS source, type(r) AS kind, b.id AS target, r AS properties
        ORDER BY source, kind, target"""
        for source, kind, target, properties in store.read(text, {"ids": ids}).rows if ids else ():
            if target in graph:
                properties.pop("variant", None)  # what the store keeps for itself
                graph.add_edge(
                    source,
                    target,
                    " ".join((kind, properties.get("title", ""), target)),
                    type=kind,
                    **properties,
                )


def _describe(store: _Asked, graph: nx.MultiDiGraph) -> None:
    """Give every node its label and properties."""
    for label in (*LABELS.values(), "Article", "Statement"):
        ids = sorted(n for n in graph if _label(n) == label)
        for identity, properties in (
            store.read(
                f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id, n AS n",
                {"ids": ids},
            ).rows
            if ids
            else ()
        ):
            properties.pop("variants", None)  # what the store keeps for itself
            graph.nodes[identity].update(label=label, **properties)


def _label(identity: str) -> str:
    """Return the label of a node; an article may have brought an id of any form."""
    kind = identity.partition(":")[0]
    return (
        label_of(identity)
        if kind.upper() in LABELS
        else "Statement"
        if kind == "statement"
        else "Article"
    )
