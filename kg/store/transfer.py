"""A graph read back from a store as the rows it was written from, a part of such rows, and a copy from one store to another.

The edges of a statement are made again from its node, which knows all about them. Not read: nodes, edges and properties that kg did not write.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from kg.errors import StoreError
from kg.model import LABELS
from kg.store.base import Counts, Engine, Store, Written
from kg.store.rows import (
    ARTICLE_PROPERTIES,
    ENTITY_PROPERTIES,
    HOLDS_PROPERTIES,
    MENTIONS_PROPERTIES,
    STATEMENT_PROPERTIES,
    EdgeKey,
    GraphRows,
    Row,
    add_statement_edges,
    label_of,
)

#: Nodes in a piece, by where it goes: entities, or articles with their statements and mentions. Ladybug writes many rows at once by far the fastest.
PIECES: dict[Engine, int] = {"ladybug": 5000, "neo4j": 500}
#: Edges that articles share.
_SHARED = ("HOLDS", "LOCATED_IN")


def of_articles(rows: GraphRows, ids: Collection[str]) -> GraphRows:
    """Return the rows of some of the articles, with all entities, roles and places: those merge with what is there."""
    kept = set(ids)
    if kept.issuperset(r["id"] for r in rows.nodes.get("Article", ())):
        return rows
    mentions = {
        key: [r for r in found if r["source"] in kept]
        for key, found in rows.edges.items()
        if key[0] == "MENTIONS"
    }
    nodes = {label: found for label, found in rows.nodes.items() if label in LABELS.values()}
    articles = [r for r in rows.nodes["Article"] if r["id"] in kept]
    statements = [r for r in rows.nodes.get("Statement", ()) if r["article"] in kept]
    shared = {key: found for key, found in rows.edges.items() if key[0] in _SHARED}
    return _graph(nodes | {"Article": articles, "Statement": statements}, mentions | shared)


def copy(
    source: Store, target: Store, on_progress: Callable[[Written], None] = lambda _: None
) -> Written:
    """Write the graph of one store into another, which may hold articles already; return what that did.

    Raises StoreError when the other one then holds less of anything than the first, or more when it was empty.
    """
    target.apply_schema()
    empty = not target.counts().nodes
    total = Written()
    for rows in read_rows(source, PIECES[target.engine]):
        total += target.write_rows(rows)
        on_progress(total)
    _compare(source.counts(), target.counts(), empty=empty)
    return total


def read_rows(store: Store, size: int) -> Iterator[GraphRows]:
    """Yield the graph in pieces of so many nodes that can be written in this order: entities, then what joins them, then articles with all that is theirs."""
    for label in LABELS.values():
        for rows in _pages(store, label, ENTITY_PROPERTIES, size):
            yield GraphRows({label: rows}, {})
    for kind, label, names in (("HOLDS", "Person", HOLDS_PROPERTIES), ("LOCATED_IN", "Place", ())):
        for rows in _pages(store, label, ("id",), size):
            yield _graph({}, _edges(store, kind, label, names, rows))
    statement = "MATCH (n:Statement)-[:`IN`]->(a:Article {id: id})"
    for rows in _pages(store, "Article", ARTICLE_PROPERTIES, size):
        nodes = {
            "Article": rows,
            "Statement": _read(store, statement, "n", STATEMENT_PROPERTIES, rows),
        }
        yield _graph(nodes, _edges(store, "MENTIONS", "Article", MENTIONS_PROPERTIES, rows))


def _graph(nodes: dict[str, list[Row]], edges: dict[EdgeKey, list[Row]]) -> GraphRows:
    """Put rows together, with the edges of the statements among them."""
    every: dict[EdgeKey, list[Row]] = defaultdict(list, edges)
    for row in nodes.get("Statement", ()):
        add_statement_edges(every, row)
    return GraphRows({k: v for k, v in nodes.items() if v}, {k: v for k, v in every.items() if v})


def _pages(store: Store, label: str, names: Sequence[str], size: int) -> Iterator[list[Row]]:
    """Yield the nodes with a label in the order of their ids, a piece at a time."""
    text = f"MATCH (n:{label}) WHERE n.id > $after RETURN {_columns('n', names)} ORDER BY id LIMIT $size"
    rows = store.read(text, {"after": "", "size": size}).records()
    while rows:
        yield rows
        rows = store.read(text, {"after": rows[-1]["id"], "size": size}).records()


def _edges(
    store: Store, kind: str, label: str, names: Sequence[str], ends: Sequence[Row]
) -> dict[EdgeKey, list[Row]]:
    """Return the edges of a type that leave some nodes with a label."""
    rows = _read(
        store,
        f"MATCH (a:{label} {{id: id}})-[e:{kind}]->(b)",
        "e",
        names,
        ends,
        "a.id AS source",
        "b.id AS target",
    )
    edges: dict[EdgeKey, list[Row]] = defaultdict(list)
    for row in rows:
        edges[kind, label, label_of(row["target"])].append(row)
    return edges


def _read(
    store: Store, pattern: str, variable: str, names: Sequence[str], ends: Sequence[Row], *more: str
) -> list[Row]:
    columns = ", ".join((*more, _columns(variable, names))) if names else ", ".join(more)
    return store.read(
        f"UNWIND $ids AS id {pattern} RETURN {columns}", {"ids": [r["id"] for r in ends]}
    ).records()


def _columns(variable: str, names: Sequence[str]) -> str:
    return ", ".join(f"{variable}.`{name}` AS `{name}`" for name in names)


def _compare(source: Counts, target: Counts, *, empty: bool) -> None:
    for there, here in ((source.nodes, target.nodes), (source.edges, target.edges)):
        for name, count in there.items():
            arrived = here.get(name, 0)
            if arrived < count or (empty and arrived > count):
                raise StoreError(
                    f"{name}: {count} read, {arrived} in the copy; was one of the stores written to meanwhile? Run the copy again"
                )
