"""Changes: what rows of articles are to a graph in memory, and how they get into it.

Everything that arrives is counted against what was sent. What goes with an article, and what is
settled anew of what it shared with others, is for `kg.store.removal`.
"""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from kg.catalogue import noting, statements
from kg.errors import StoreError
from kg.model import ENTITY_LABEL, LABELS
from kg.store import copies, removal
from kg.store.base import Removed, Written
from kg.store.embedded.change import Change
from kg.store.embedded.graph import Graph
from kg.store.evidence import merge_roles
from kg.store.rows import EdgeKey, GraphRows, label_of
from kg.store.variants import Row, merge_entities

Key = TypeVar("Key", bound=Hashable)


def changes(
    graph: Graph, digests: Mapping[str, str], rows_of: Callable[[Collection[str]], GraphRows]
) -> tuple[Change, Written]:
    """Return what to change so that articles with these digests are there, and what that does.

    An article whose digest is stored stays as it is. `rows_of` returns the rows of the articles
    with the ids it is given.
    """
    found = _run(graph, "read_articles", ids=list(digests))
    stored = {row["id"]: row["digest"] for row in found}
    new = [i for i in digests if i not in stored]
    changed = sorted(i for i in digests if i in stored and stored[i] != digests[i])
    rows = rows_of((*new, *changed)) if new or changed else GraphRows({}, {})
    return Change(changed=tuple(changed), rows=rows), Written(
        len(new),
        len(changed),
        len(digests) - len(new) - len(changed),
        len(rows.nodes.get("Statement", ())),
    )


def apply(graph: Graph, change: Change) -> tuple[Removed, int]:
    """Do a change, return what it took back and how many of the articles it wrote are copies.

    Raises StoreError when rows did not arrive. The graph is then half changed, and only good to be
    thrown away.
    """
    for kind, rows in change.notes.items():
        graph.run(noting(kind), rows=list(rows))
    run, delete_typed = _removing(graph), _delete_typed(graph)
    ties = removal.untie(run, delete_typed, change.changed) if change.changed else []
    alone = copies.unlink(graph.run, (*change.changed, *change.taken))
    _put(graph, change.rows)
    if ties:
        removal.settle(run, ties)
    removed = removal.take_back(run, delete_typed, change.taken) if change.taken else Removed()
    written = change.rows.nodes.get("Article", [])
    return removed, len(copies.link(graph.run, written, alone))


def _put(graph: Graph, rows: GraphRows) -> None:
    for label in LABELS.values():
        if found := rows.nodes.get(label):
            there = _run(graph, "read_entities", ids=[r["id"] for r in found], LABEL=label)
            _put_nodes(graph, label, found, {r["id"]: r for r in there}, merge_entities)
    if found := rows.nodes.get("Article"):
        there = _run(graph, "read_articles", ids=[r["id"] for r in found])
        _put_nodes(graph, "Article", found, {r["id"]: r for r in there}, _last)
    _put_nodes(graph, "Statement", rows.nodes.get("Statement", []), {}, _last)
    for key, found in rows.edges.items():
        if key[0] == "HOLDS":
            _put_roles(graph, key, found)
        elif key[0] == "LOCATED_IN":
            _put_places(graph, key, found)
        else:
            _create_edges(graph, key, found)


def _put_nodes(
    graph: Graph,
    label: str,
    rows: Sequence[Row],
    there: Mapping[str, Row],
    merge: Callable[[Iterator[Row]], Row],
) -> None:
    """Make nodes, and give those that are there what is new about them."""
    new, other = _news(there, {r["id"]: r for r in rows}, merge)
    if new:
        labels = f"{label}:{ENTITY_LABEL}" if label in LABELS.values() else label
        values = [list(r.values()) for r in new]
        _run(graph, "create_nodes", rows=values, LABEL=labels, PROPERTIES=_map(new[0]))
        _compare(label, len(new), graph.made()[0])
    if other:
        [found] = _run(graph, "set_nodes", rows=other, LABEL=label)
        _compare(label, len(other), found["arrived"])


def _put_roles(graph: Graph, key: EdgeKey, rows: list[Row]) -> None:
    """Make roles, and widen the dates of those that are there."""
    there = graph.run(removal.query("read_roles"), rows=rows)
    name = itemgetter("source", "target", "title")
    new, other = _news({name(r): r for r in there}, {name(r): r for r in rows}, merge_roles)
    _create_edges(graph, key, new)
    if other:
        graph.run(removal.query("set_roles"), rows=other)


def _put_places(graph: Graph, key: EdgeKey, rows: list[Row]) -> None:
    """Put places into countries where they are not."""
    there = _run(graph, "read_located_in", ids=[r["source"] for r in rows])
    _create_edges(graph, key, [row for row in rows if row not in there])


def _create_edges(graph: Graph, key: EdgeKey, rows: Sequence[Row]) -> None:
    if rows:
        names = ["source", "target", *(n for n in rows[0] if n not in {"source", "target"})]
        values = list(map(itemgetter(*names), rows))
        properties = _map(("", "", *names[2:]))
        _run(graph, "create_edges", rows=values, PROPERTIES=properties, **_words(*key))
        _compare(key[0], len(rows), graph.made()[1])


def _removing(graph: Graph) -> removal.Run:
    return lambda name, **parameters: graph.run(removal.query(name), **parameters)


def _delete_typed(graph: Graph) -> removal.DeleteTyped:
    def key(edge: removal.TypedEdge) -> EdgeKey:
        end = "Article" if edge.to_article else label_of(edge.end)
        return edge.predicate, label_of(edge.source), end

    def delete(edges: list[removal.TypedEdge]) -> None:
        for found, of_key in groupby(sorted(edges, key=key), key):
            same = list(of_key)
            sources, ids = sorted({e.source for e in same}), [e.statement for e in same]
            _run(graph, "delete_typed", sources=sources, statements=ids, **_words(*found))

    return delete


def _news(
    there: Mapping[Key, Row], sent: Mapping[Key, Row], merge: Callable[[Iterator[Row]], Row]
) -> tuple[list[Row], list[Row]]:
    """Return the rows that are not there, and those that add something, as they are to be."""
    new = [row for key, row in sent.items() if key not in there]
    merged = [(key, merge(iter((there[key], row)))) for key, row in sent.items() if key in there]
    return new, [row for key, row in merged if row != there[key]]


def _last(rows: Iterator[Row]) -> Row:
    *_, row = rows
    return row


def _run(graph: Graph, name: str, /, **values: Any) -> list[Row]:
    """Run a query of cypher/load/embedded; its words in capitals are replaced by their values."""
    words = {name: value for name, value in values.items() if name.isupper()}
    parameters = {name: value for name, value in values.items() if not name.isupper()}
    return graph.run(_text(name, **words), **parameters)


@cache
def _text(name: str, /, **words: str) -> str:
    (text,) = statements(f"load/embedded/{name}.cypher")
    for word, meaning in words.items():
        text = re.sub(rf"\b{word}\b", meaning, text)
    return text


def _words(kind: str, source: str, target: str) -> dict[str, str]:
    return {"TYPE": f"`{kind}`", "SOURCE": source, "TARGET": target}


def _map(names: Collection[str]) -> str:
    """Return the inside of a Cypher map that takes its values from `row`, in order."""
    return ", ".join(f"`{name}`: row[{n}]" for n, name in enumerate(names) if name)


def _compare(name: str, sent: int, arrived: int) -> None:
    if arrived != sent:
        raise StoreError(f"{name}: {arrived} of {sent} rows arrived; nothing of this batch is kept")
