"""A graph read back from a store as the rows it was written from, and a copy into another store.

The edges of a statement are made again from its node, roles and places from what articles tell. Not
read: nodes, edges and properties that kg did not write.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.errors import StoreError
from kg.model import LABELS
from kg.store.base import UNLIMITED, Counts, Engine, Store, Written
from kg.store.evidence import IMPLIES_PROPERTIES, MENTIONS_PROPERTIES, TOO_OLD
from kg.store.rows import ARTICLE_PROPERTIES, STATEMENT_PROPERTIES, GraphRows, Parts, label_of
from kg.store.variants import ENTITY_PROPERTIES, Row, entity_row, variant_key, variants_of

#: Articles in a piece, by where it goes.
PIECES: dict[Engine, int] = {"embedded": 1000, "neo4j": 500}


def of_articles(rows: GraphRows, ids: Collection[str]) -> GraphRows:
    """Return the rows of some of the articles."""
    kept = set(ids)
    articles = rows.nodes.get("Article", [])
    if kept.issuperset(r["id"] for r in articles):
        return rows
    mentions, implied = (
        [r for key, found in rows.edges.items() if key[0] == kind for r in found]
        for kind in ("MENTIONS", "IMPLIES")
    )
    return _of_these(
        Parts(
            [r for r in articles if r["id"] in kept],
            [r for r in rows.nodes.get("Statement", ()) if r["article"] in kept],
            [r for r in mentions if r["source"] in kept],
            [r for r in implied if r["source"] in kept],
            [r for label in LABELS.values() for r in rows.nodes.get(label, ())],
        )
    )


def _of_these(parts: Parts) -> GraphRows:
    """Return the rows that follow from parts; of entities, what their articles tell."""
    told: dict[str, set[str]] = defaultdict(set)
    for row in (*parts.mentions, *parts.implied):
        told[row["target"]].add(row["variant"])
    entities = [
        entity_row(row["id"], (v for v in variants_of(row) if variant_key(v) in told[row["id"]]))
        for row in parts.entities
        if row["id"] in told
    ]
    return replace(parts, entities=entities).joined()


def copy(
    source: Store, target: Store, on_progress: Callable[[Written], None] = lambda _: None
) -> Written:
    """Write the graph of a store into another, which may hold articles; return what that did.

    Raises StoreError when the other one then holds less of anything than the first, or more when it
    was empty.
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
    """Yield the graph in pieces of so many articles, as `graph_rows` would make these."""
    for articles in _pages(store, "Article", ARTICLE_PROPERTIES, size):
        ids = [r["id"] for r in articles]
        mentions = _ties(store, "MENTIONS", MENTIONS_PROPERTIES, ids)
        implied = _ties(store, "IMPLIES", IMPLIES_PROPERTIES, ids)
        statement = "MATCH (n:Statement)-[:`IN`]->(:Article {id: id})"
        statements = _read(store, statement, _columns("n", STATEMENT_PROPERTIES), ids)
        entities = _entities(store, {r["target"] for r in (*mentions, *implied)})
        yield _of_these(Parts(articles, statements, mentions, implied, entities))


def _entities(store: Store, ids: Iterable[str]) -> list[Row]:
    by_label: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(ids):
        by_label[label_of(identity)].append(identity)
    columns = _columns("n", ENTITY_PROPERTIES)
    return [
        row
        for label, found in by_label.items()
        for row in _read(store, f"MATCH (n:{label} {{id: id}})", columns, found)
    ]


def _pages(store: Store, label: str, names: Sequence[str], size: int) -> Iterator[list[Row]]:
    """Yield the nodes with a label in the order of their ids, a piece at a time."""
    text = (
        f"MATCH (n:{label}) WHERE n.id > $after RETURN {_columns('n', names)} "
        "ORDER BY id LIMIT $size"
    )
    rows = store.read(text, {"after": "", "size": size}, UNLIMITED).records()
    while rows:
        yield rows
        rows = store.read(text, {"after": rows[-1]["id"], "size": size}, UNLIMITED).records()


def _ties(store: Store, kind: str, names: Sequence[str], articles: Sequence[str]) -> list[Row]:
    """Return the edges of a type that leave articles."""
    columns = f"a.id AS source, b.id AS target, {_columns('e', names)}"
    rows = _read(store, f"MATCH (a:Article {{id: id}})-[e:{kind}]->(b)", columns, articles)
    if any(row["variant"] is None for row in rows):
        raise StoreError(f"the graph at {store.url} {TOO_OLD}")
    return rows


def _read(store: Store, pattern: str, columns: str, ids: Sequence[str]) -> list[Row]:
    text = f"UNWIND $ids AS id {pattern} RETURN {columns}"
    return store.read(text, {"ids": list(ids)}, UNLIMITED).records()


def _columns(variable: str, names: Sequence[str]) -> str:
    return ", ".join(f"{variable}.`{name}` AS `{name}`" for name in names)


def _compare(source: Counts, target: Counts, *, empty: bool) -> None:
    for there, here in ((source.nodes, target.nodes), (source.edges, target.edges)):
        for name, count in there.items():
            if name == "COPY_OF":  # found anew; an earlier kg did not look for copies
                continue
            arrived = here.get(name, 0)
            if arrived < count or (empty and arrived > count):
                raise StoreError(
                    f"{name}: {count} read, {arrived} in the copy; was one of the stores written "
                    "to meanwhile? Run the copy again"
                )
