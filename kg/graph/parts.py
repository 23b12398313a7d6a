"""A part of the graph in a store -> networkx."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import networkx as nx

from kg.find import resolve
from kg.graph.asked import Asked, FoundEdge, describe, key_of, structural_edges, without_day
from kg.graph.selection import Selection
from kg.settings import DEADLINE
from kg.store.base import Limits, Store

NOBODY = "statements that name nobody else (--structure keeps them)"
BEYOND = "edges beyond --limit"
UNJOINED = "entities that none of these statements joins"


def subgraph(
    store: Store, *, seconds: float | None = DEADLINE, **conditions: Any
) -> nx.MultiDiGraph:
    """Return entities and the statements that join them: those that `Selection` describes.

    `conditions` are its fields, such as `entities=["Israel"]`, `quads=["conflict"]`, `hops=2`,
    `since="2024-05"`, `limit=500`; without any, every statement is there. Edges are in the order in
    which a limit keeps them: the nearest to the entities first, then the newest.

    With `structure`, the Statement and Article nodes and what joins them are there too, and the
    statements that reach no entity. `graph.graph["left_out"]` counts what is not there, by why, and
    `graph.graph["days"]` has the day of each statement, or else of its article; "" for none.
    Each query may take so many seconds, None for any. Raises UsageError for a name that nothing or
    several have (`kg.find.resolve`) and for a condition that cannot be.

        subgraph(store, entities=["Joe Biden"], hops=2, predicates=["THREATENED", "WARNED"])
        subgraph(store, outlets=["Avisen"], forms=["direct"], min_confidence=0.9)
        subgraph(store, ids=ids_in(store.read("MATCH (s:Statement) RETURN s.id LIMIT 9").rows))
    """
    selection = Selection(**conditions)
    asked = Asked(store, Limits(seconds))
    left_out: Counter[str] = Counter()
    days: dict[str, str] = {}
    graph = nx.MultiDiGraph(left_out=left_out, days=days)
    seeds = list(dict.fromkeys(resolve(store, name) for name in selection.entities))
    graph.add_nodes_from(seeds)
    kept = _kept(_chosen(asked, selection, seeds, left_out), selection, left_out)
    for source, kind, target, found in kept:
        properties = without_day(found)
        key = key_of(properties, target)
        days[properties["statement_id"]] = found["day"]
        graph.add_edge(source, target, key, type=kind, **properties)
    if selection.ids is not None:
        graph.add_nodes_from(asked.existing(selection.chosen_entities))
    if selection.structure:
        _add_structure(asked, graph)
    for identity, properties in describe(asked, graph):
        graph.nodes[identity].update(properties)
    if not selection.is_small and not selection.structure:
        left_out[UNJOINED] = asked.count_entities() - len(graph)
    return graph


def _chosen(
    asked: Asked, selection: Selection, seeds: Sequence[str], left_out: Counter[str]
) -> Iterable[FoundEdge]:
    if seeds:
        return _around(asked, selection, seeds, left_out)
    if selection.ids is None:
        return asked.edges(selection, f"MATCH (a)-[r:{selection.types}]->(b)", {})
    if chosen := selection.chosen_statements:
        pattern = f"UNWIND $ids AS id MATCH (a)-[r:{selection.types}]->(b) WHERE a.id = id"
        found = asked.edges(selection, pattern, {"ids": asked.sources(chosen)})
        return [edge for edge in found if edge[3]["statement_id"] in chosen]
    pattern = f"""UNWIND $ids AS id MATCH (a)-[r:{selection.types}]->(b)
    WHERE a.id = id AND b.id IN $ids"""
    return asked.edges(selection, pattern, {"ids": selection.chosen_entities})


def _around(
    asked: Asked, selection: Selection, seeds: Sequence[str], left_out: Counter[str]
) -> Iterator[FoundEdge]:
    """Yield the edges nearest to the seeds first; those at one distance newest first.

    Of the last distance no more are read than the limit can keep; the others are counted.
    """
    seen, done, ring = set(seeds), set[str](), list(seeds)
    for hop in range(selection.hops):
        most = selection.limit if hop == selection.hops - 1 else None
        found = [
            edge
            for pattern in _ends(selection)
            for edge in asked.edges(selection, pattern, {"ids": ring}, most)
        ]
        found.sort(key=_newest)
        walked, ring = ring, []
        for edge in found:
            key = key_of(edge[3], edge[2])
            if key not in done:
                done.add(key)
                yield edge
            for end in edge[:1] if edge[3]["target_role"] == "article" else (edge[0], edge[2]):
                if end not in seen:
                    seen.add(end)
                    ring.append(end)
        if most is not None:
            _count_others(asked, selection, walked, done, left_out)


def _ends(selection: Selection) -> tuple[str, ...]:
    """Return patterns from each end in turn, so that a store walks from the ids, not every edge."""
    return tuple(
        f"UNWIND $ids AS id MATCH (a)-[r:{selection.types}]->(b) WHERE {end}.id = id"
        for end in "ab"
    )


def _count_others(
    asked: Asked,
    selection: Selection,
    ring: Sequence[str],
    done: Collection[str],
    left_out: Counter[str],
) -> None:
    """Count the edges at a ring that were not read."""
    keys = defaultdict[str, set[str]](set)
    for pattern in _ends(selection):
        for role, found in asked.keys(selection, pattern, {"ids": ring}).items():
            keys[role] |= found
    for role, found in keys.items():
        alone = role == "article" and not selection.structure
        left_out[NOBODY if alone else BEYOND] += len(found.difference(done))


def _newest(edge: FoundEdge) -> tuple[Any, ...]:
    return (tuple(-ord(c) for c in edge[3]["day"]) or (0,), edge[3]["statement_id"], edge[2])


def _kept(
    edges: Iterable[FoundEdge], selection: Selection, left_out: Counter[str]
) -> Iterator[FoundEdge]:
    number = 0
    for edge in edges:
        if not selection.structure and edge[3]["target_role"] == "article":
            left_out[NOBODY] += 1
        elif selection.limit is not None and number >= selection.limit:
            left_out[BEYOND] += 1
        else:
            number += 1
            yield edge


def _add_structure(asked: Asked, graph: nx.MultiDiGraph) -> None:
    """Add the statements and articles of the edges that are there.

    Every structural edge between nodes that are there is added, too.
    """
    for _, _, properties in list(graph.edges(data=True)):
        graph.add_nodes_from((properties["statement_id"], properties["article_id"]))
    for source, target, key, properties in structural_edges(asked, sorted(graph), set(graph)):
        graph.add_edge(source, target, key, **properties)
