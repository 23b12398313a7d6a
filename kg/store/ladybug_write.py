"""Rows of articles -> Ladybug's tables, in the caller's transaction.

There are two ways in, with the same result. `UNWIND ... CREATE` goes through the write-ahead log: up to 0.5 ms a row and 15 ms a table. `COPY` takes 0.02 ms
a row, but makes the commit fold every table it touches into the file, at some 150 ms a table that has rows already. News fall on some 150 of the tables, so
COPY is the faster one for a first load or a very large batch, and by far the slower one for what a newsroom adds in an hour.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from kg.errors import StoreError
from kg.model import LABELS, NODE_LABELS, PREDICATES
from kg.store.base import Written
from kg.store.evidence import (
    HOLDS_PROPERTIES,
    IMPLIES_PROPERTIES,
    MENTIONS_PROPERTIES,
    merge_roles,
)
from kg.store.rows import (
    ARTICLE_PROPERTIES,
    STATEMENT_PROPERTIES,
    TYPED_PROPERTIES,
    EdgeKey,
    GraphRows,
    label_of,
)
from kg.store.variants import ENTITY_PROPERTIES, Row, merge_entities

#: Rows per table from which COPY is the faster way into a store that has statements already. Into an empty one it always is.
COPY_ROWS = 300

Run = Callable[..., list[list[Any]]]

_INTEGERS = (
    "count",
    "paragraph",
    "cue_start",
    "cue_end",
    "start",
    "end",
    "sentence_start",
    "sentence_end",
)
_TYPES: dict[str, tuple[str, pa.DataType]] = {
    **dict.fromkeys(_INTEGERS, ("INT64", pa.int64())),
    **dict.fromkeys(("latitude", "longitude", "confidence"), ("DOUBLE", pa.float64())),
    **dict.fromkeys(
        ("names", "variants", "topics", "surfaces", "spans", "titles", "titles_of"),
        ("STRING[]", pa.list_(pa.string())),
    ),
    "negated": ("BOOLEAN", pa.bool_()),
}
_TEXT = ("STRING", pa.string())
_NODE_PROPERTIES = {
    **dict.fromkeys(LABELS.values(), ENTITY_PROPERTIES),
    "Article": ARTICLE_PROPERTIES,
    "Statement": STATEMENT_PROPERTIES,
}
_EDGE_PROPERTIES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(PREDICATES, TYPED_PROPERTIES),
    "MENTIONS": MENTIONS_PROPERTIES,
    "IMPLIES": IMPLIES_PROPERTIES,
    "HOLDS": HOLDS_PROPERTIES,
}


def write_articles(
    run: Run, digests: Mapping[str, str], rows_of: Callable[[Collection[str]], GraphRows]
) -> Written:
    """Write the articles whose digest is not the stored one; `rows_of` returns the rows of the articles with the ids it is given.

    `run` runs a query. Raises StoreError when what arrived is not what was sent; the caller then rolls back.
    """
    stored = dict(_lookup(run, "MATCH (n:Article {id: id}) RETURN n.id, n.digest", digests))
    changed = [i for i in digests if i in stored and stored[i] != digests[i]]
    fresh = [i for i in digests if i not in stored]
    if changed:
        _remove(run, changed)
    rows = rows_of((*fresh, *changed))
    if rows.nodes or rows.edges:
        _insert(run, rows, changed)
    return Written(
        len(fresh),
        len(changed),
        len(digests) - len(fresh) - len(changed),
        len(rows.nodes.get("Statement", ())),
    )


def _remove(run: Run, articles: Sequence[str]) -> None:
    """Delete the statements of articles, with every edge of theirs, and what the articles mention."""
    own = run(
        "UNWIND $ids AS id MATCH (s:Statement)-[:`IN`]->(a:Article {id: id}) RETURN DISTINCT s.predicate, s.source",
        {"ids": list(articles)},
    )
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for predicate, source in own:
        sources[predicate, label_of(source)].add(source)
    for (predicate, label), ids in sources.items():
        text = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r:{predicate}]->() WHERE list_contains($articles, r.article_id) DELETE r"
        run(text, {"ids": sorted(ids), "articles": list(articles)})
    run(
        "UNWIND $ids AS id MATCH (s:Statement)-[:`IN`]->(a:Article {id: id}) DETACH DELETE s",
        {"ids": list(articles)},
    )
    run(
        "UNWIND $ids AS id MATCH (a:Article {id: id})-[r:MENTIONS|IMPLIES]->() DELETE r",
        {"ids": list(articles)},
    )


def _insert(run: Run, rows: GraphRows, changed: Sequence[str]) -> None:
    """Add rows and merge what is there already, then compare what the tables hold with what was sent."""
    before = totals(run)
    added: dict[str, list[Row]] = {}
    for label in (*LABELS.values(), "Article"):
        if label in rows.nodes:
            added[label] = _new_nodes(run, label, rows.nodes[label], replace=label == "Article")
    added["Statement"] = rows.nodes.get("Statement", [])
    edges = {key: _new_edges(run, key, found) for key, found in rows.edges.items()}
    sent = GraphRows({k: v for k, v in added.items() if v}, {k: v for k, v in edges.items() if v})
    # COPY of a key that was deleted in the same transaction is not for a replacement to try.
    put = _copy if not changed and _copy_pays(sent, empty=not before.get("Statement")) else _create
    for label, found in sent.nodes.items():
        put(run, label, None, found)
    for key, found in sent.edges.items():
        put(run, key[0], key, found)
    _verify(before, totals(run), sent)


def _copy_pays(rows: GraphRows, *, empty: bool) -> bool:
    tables = len(rows.nodes) + len(rows.edges)
    total = sum(map(len, rows.nodes.values())) + sum(map(len, rows.edges.values()))
    return empty or total >= tables * COPY_ROWS


def _new_nodes(run: Run, label: str, rows: list[Row], *, replace: bool) -> list[Row]:
    """Return the rows whose node is not there; update the nodes that are there, replaced or merged."""
    names = _NODE_PROPERTIES[label]
    returned = ", ".join(f"n.{name}" for name in names)
    stored = {
        found[0]: dict(zip(names, found, strict=True))
        for found in _lookup(
            run, f"MATCH (n:{label} {{id: id}}) RETURN {returned}", (r["id"] for r in rows)
        )
    }
    updates = []
    for row in rows:
        if old := stored.get(row["id"]):
            merged = row if replace else merge_entities((old, row))
            if merged != old:
                updates.append(merged)
    if updates:
        settings = ", ".join(f"n.{name} = {_cast(name)}" for name in names if name != "id")
        _expect(
            len(updates),
            run(
                f"UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) SET {settings} RETURN count(*)",
                {"rows": updates},
            ),
            label,
        )
    return [row for row in rows if row["id"] not in stored]


def _new_edges(run: Run, key: EdgeKey, rows: list[Row]) -> list[Row]:
    """Return the rows whose edge is not there; the dates of roles that are there are widened."""
    kind, source, target = key
    if kind not in {"HOLDS", "LOCATED_IN"}:
        return rows
    pattern = f"MATCH (a:{source} {{id: id}})-[e:{kind}]->(b:{target})"
    ids = dict.fromkeys(r["source"] for r in rows)
    if kind == "LOCATED_IN":
        pairs = {tuple(found) for found in _lookup(run, f"{pattern} RETURN a.id, b.id", ids)}
        return [r for r in rows if (r["source"], r["target"]) not in pairs]
    names = ("source", "target", *HOLDS_PROPERTIES)
    found = (
        dict(zip(names, f, strict=True))
        for f in _lookup(
            run, f"{pattern} RETURN a.id, b.id, e.title, e.first_seen, e.last_seen", ids
        )
    )
    stored = {(f["source"], f["title"], f["target"]): f for f in found}
    updates, fresh = [], []
    for row in rows:
        old = stored.get((row["source"], row["title"], row["target"]))
        if old is None:
            fresh.append(row)
        elif (merged := merge_roles((old, row))) != old:
            updates.append(merged)
    if updates:
        text = f"UNWIND $rows AS r MATCH (a:{source} {{id: r.source}})-[e:HOLDS]->(b:{target} {{id: r.target}}) WHERE e.title = r.title"
        settings = f"SET e.first_seen = {_cast('first_seen')}, e.last_seen = {_cast('last_seen')} RETURN count(*)"
        _expect(len(updates), run(f"{text} {settings}", {"rows": updates}), kind)
    return fresh


def _create(run: Run, name: str, key: EdgeKey | None, rows: list[Row]) -> None:
    """Add rows through the write-ahead log."""
    if key is None:
        values = ", ".join(f"`{p}`: {_cast(p)}" for p in _NODE_PROPERTIES[name])
        text = f"UNWIND $rows AS r CREATE (:{name} {{{values}}}) RETURN count(*)"
    else:
        values = ", ".join(f"`{p}`: {_cast(p)}" for p in _EDGE_PROPERTIES.get(name, ()))
        ends = f"MATCH (a:{key[1]} {{id: r.source}}), (b:{key[2]} {{id: r.target}})"
        text = (
            f"UNWIND $rows AS r {ends} CREATE (a)-[:`{name}` {{{values}}}]->(b) RETURN count(*)"
            if values
            else ""
        )
        text = text or f"UNWIND $rows AS r {ends} CREATE (a)-[:`{name}`]->(b) RETURN count(*)"
    _expect(len(rows), run(text, {"rows": rows}), name)


def _copy(run: Run, name: str, key: EdgeKey | None, rows: list[Row]) -> None:
    """Add rows by COPY from an Arrow table."""
    properties = _NODE_PROPERTIES[name] if key is None else _EDGE_PROPERTIES.get(name, ())
    columns = properties if key is None else ("source", "target", *properties)
    table = pa.table(
        {c: pa.array([row[c] for row in rows], _TYPES.get(c, _TEXT)[1]) for c in columns}
    )
    named = f"({', '.join(f'`{p}`' for p in properties)})" if properties else ""
    run(
        f"COPY `{name}`{named} FROM $rows{f' (from={key[1]!r}, to={key[2]!r})' if key else ''}",
        {"rows": table},
    )


def _cast(name: str) -> str:
    # A column of nothing but nulls or empty lists has no type of its own.
    return f"CAST(r.`{name}` AS {_TYPES.get(name, _TEXT)[0]})"


def _lookup(run: Run, text: str, ids: Iterable[str]) -> list[list[Any]]:
    return run(f"UNWIND $ids AS id {text}", {"ids": list(dict.fromkeys(ids))})


def totals(run: Run) -> dict[str, int]:
    """Count nodes per label and edges per type, in one dictionary: no label has the name of a type."""
    return {
        label: n
        for text in (
            "MATCH (n) RETURN label(n), count(*)",
            "MATCH ()-[r]->() RETURN label(r), count(*)",
        )
        for label, n in run(text)
    }


def _verify(before: Mapping[str, int], after: Mapping[str, int], sent: GraphRows) -> None:
    expected = dict(before)
    for label, rows in sent.nodes.items():
        expected[label] = expected.get(label, 0) + len(rows)
    for (kind, _, _), rows in sent.edges.items():
        expected[kind] = expected.get(kind, 0) + len(rows)
    for name in (*NODE_LABELS, *expected):
        if expected.get(name, 0) != after.get(name, 0):
            found, wanted = after.get(name, 0), expected.get(name, 0)
            raise StoreError(
                f"{name}: the store holds {found} rows where {wanted} were sent; nothing of this batch is kept"
            )


def _expect(sent: int, answer: list[list[Any]], name: str) -> None:
    arrived = answer[0][0] if answer else 0
    if arrived != sent:
        raise StoreError(
            f"{name}: {arrived} of {sent} rows arrived; does each article list the entities it names? Nothing of this batch is kept"
        )
