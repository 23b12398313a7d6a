"""Rows of articles -> one Neo4j transaction.

Articles are locked first, in the order of their ids, and what they held before is read under the lock: that is what makes a load idempotent, since a
statement belongs to one article. So statements and edges are created, never merged; merging a typed edge would walk all edges of a hub.
Entities and roles, which articles share, are only locked when an article knows more of them than the graph does.
The count of what every query made is compared with what was sent.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

import neo4j

from kg.catalogue import statements
from kg.errors import StoreError
from kg.model import ENTITY_LABEL, LABELS
from kg.store.base import Written
from kg.store.rows import EdgeKey, GraphRows, Row, label_of, merge_entities, merge_roles

#: Edges made in another way than one by one: with their statement, or merged because several articles may give them.
_WITH_STATEMENT, _SHARED = ("MADE", "IN"), ("HOLDS", "LOCATED_IN")
_ENTITIES = frozenset(LABELS.values())


@cache
def query(name: str, source: str = "", target: str = "") -> str:
    """Return a query of cypher/load/neo4j with the labels it names as SOURCE and TARGET."""
    (text,) = statements(f"load/neo4j/{name}.cypher")
    return text.replace("SOURCE", source).replace("TARGET", target)


def write_articles(
    tx: neo4j.Transaction, digests: Mapping[str, str], rows_of: Callable[[Collection[str]], GraphRows], known: Mapping[str, Row]
) -> tuple[Written, dict[str, Row]]:
    """Write the articles whose digest is not the stored one; `rows_of` returns the rows of the articles with the ids it is given.

    `known` are entities that the graph is known to hold, by id: those are not read again, since an entity only ever grows. Returned is, beside what
    was done, what the graph holds of the other ones once this is committed. Raises StoreError when what arrived is not what was sent; the caller then rolls back.
    """
    stored = {r["id"]: r["digest"] for r in _records(tx, query("lock_articles"), ids=sorted(digests))}
    new = [i for i in digests if stored[i] is None]
    changed = sorted(i for i in digests if stored[i] not in (None, digests[i]))
    if changed:
        _remove(tx, changed)
    rows = rows_of((*new, *changed))
    learned = _write_rows(tx, rows, known)
    return Written(len(new), len(changed), len(digests) - len(new) - len(changed), len(rows.nodes.get("Statement", ()))), learned


def _write_rows(tx: neo4j.Transaction, rows: GraphRows, known: Mapping[str, Row]) -> dict[str, Row]:
    """Add nodes and edges, and merge what articles share; return the entities that were read. Articles are there already, bare, and locked."""
    sent = {r["id"]: r for label, found in rows.nodes.items() if label in _ENTITIES for r in found}
    learned = _merge_entities(tx, _changes(sent, known))
    _send(tx, "set_articles", "Article", rows.nodes.get("Article", []))
    _create_statements(tx, rows.nodes.get("Statement", []))
    for (source, target), edges in _by_ends(rows.edges).items():
        _create_edges(tx, source, target, edges)
    _merge_roles(tx, _of_type(rows.edges, "HOLDS"))
    _send(tx, "merge_places", "LOCATED_IN", _of_type(rows.edges, "LOCATED_IN"))
    return learned


def _remove(tx: neo4j.Transaction, articles: list[str]) -> None:
    """Delete what articles state and mention."""
    edges: dict[str, list[Any]] = defaultdict(list)
    for s in _records(tx, query("read_statements"), ids=articles):
        ends = [s["target"]] if s["target"] else s["topics"]
        edges[ENTITY_LABEL if ends else "Article"] += [[s["source"], end, s["predicate"], s["id"]] for end in ends or [s["article"]]]
    for target, rows in edges.items():
        tx.run(query("delete_edges", target=target), rows=sorted(rows)).consume()
    tx.run(query("delete_statements"), ids=articles).consume()
    tx.run(query("delete_mentions"), ids=articles).consume()


def _merge_entities(tx: neo4j.Transaction, sent: dict[str, Row]) -> dict[str, Row]:
    """Make the entities that are missing, add what is new about the others, and return all of them as they are then."""
    if not sent:
        return {}
    stored = _by_id(_records(tx, query("read_entities"), ids=list(sent)))
    wanted = _changes(sent, stored)
    if not wanted:
        return stored
    bare = [{"id": i, "label": label_of(i)} for i in sorted(wanted)]
    # Read again under the lock: a writer beside us may have added something since.
    locked = _by_id(_records(tx, query("lock_entities"), rows=bare))
    rows = _changes({i: sent[i] for i in wanted}, locked)
    _send(tx, "set_entities", "entities", list(rows.values()))
    return stored | locked | rows


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Return entities by their id, without those that are bare."""
    return {r["id"]: r for r in rows if r["name"] is not None}


def _changes(sent: Mapping[str, Row], there: Mapping[str, Row]) -> dict[str, Row]:
    """Return, by id, the entities that are to be stored: those that are not there, and those that a row adds something to."""
    merged = {i: merge_entities((there[i], row)) if i in there else row for i, row in sent.items() if there.get(i) != row}
    return {i: row for i, row in merged.items() if row != there.get(i)}


def _create_statements(tx: neo4j.Transaction, rows: list[Row]) -> None:
    if rows:
        made = tx.run(query("create_statements"), rows=sorted(rows, key=itemgetter("source", "id"))).consume().counters
        _compare("Statement", len(rows), made.nodes_created)
        _compare("MADE and IN", 2 * len(rows), made.relationships_created)


def _by_ends(edges: Mapping[EdgeKey, list[Row]]) -> dict[tuple[str, str], list[list[Any]]]:
    """Return what `create_edges` takes, by the labels that it finds nodes with: every entity has the same one."""
    found: dict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    for (kind, source, target), rows in edges.items():
        if kind not in (*_WITH_STATEMENT, *_SHARED):
            ends = tuple(ENTITY_LABEL if label in _ENTITIES else label for label in (source, target))
            found[ends[0], ends[1]] += [[r["source"], r["target"], kind, {k: v for k, v in r.items() if k not in {"source", "target"}}] for r in rows]
    return found


def _create_edges(tx: neo4j.Transaction, source: str, target: str, rows: list[list[Any]]) -> None:
    made = tx.run(query("create_edges", source, target), rows=sorted(rows, key=itemgetter(0, 1))).consume().counters
    _compare(f"edges from {source} to {target}", len(rows), made.relationships_created)


def _of_type(edges: Mapping[EdgeKey, list[Row]], kind: str) -> list[Row]:
    return sorted((r for key, rows in edges.items() if key[0] == kind for r in rows), key=itemgetter("source", "target"))


def _merge_roles(tx: neo4j.Transaction, rows: list[Row]) -> None:
    """Add roles that are not there, and widen the dates of the others."""
    key = itemgetter("source", "target", "title")
    stored = {key(r): r for r in _records(tx, query("read_roles"), rows=rows)} if rows else {}
    wanted = [r for r in rows if key(r) not in stored or merge_roles((stored[key(r)], r)) != stored[key(r)]]
    _send(tx, "merge_roles", "HOLDS", sorted(wanted, key=key))


def _records(tx: neo4j.Transaction, text: str, **parameters: Any) -> list[Row]:
    return tx.run(text, parameters).data()


def _send(tx: neo4j.Transaction, name: str, what: str, rows: list[Row]) -> None:
    """Run a query that takes rows and returns how many arrived."""
    if rows:
        _compare(what, len(rows), tx.run(query(name), rows=rows).single(strict=True)["arrived"])


def _compare(what: str, sent: int, arrived: int) -> None:
    if arrived != sent:
        raise StoreError(f"{what}: {arrived} of {sent} rows arrived; does each article list the entities it names? Nothing of this batch is kept")
