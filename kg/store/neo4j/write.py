"""Rows of articles -> one Neo4j transaction.

Every writer first takes one of `LOCKS` locks, nodes of the graph, and one that takes anything away
takes them all: writers that only add are beside each other, and what is looked at before something
goes does not change meanwhile. With the lock comes `state`, which is another one whenever something
went: what a writer knows to be there, it knows for the state in which it learned it.

Articles are locked next, in the order of their ids, and what they held before is read under the
lock: that is what makes a load idempotent, since a statement belongs to one article. So statements
and edges are created, never merged; merging a typed edge would walk all edges of a hub. Entities,
roles and places, which articles share, are only locked when an article knows more of them than the
graph does. The count of what every query made is compared with what was sent.
"""

import random
import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count, groupby
from operator import attrgetter, itemgetter
from typing import Any

import neo4j

from kg.catalogue import statements
from kg.errors import StoreError
from kg.model import ENTITY_LABEL, LABELS, PREDICATES
from kg.store import copies, removal
from kg.store.base import Removed, Written
from kg.store.evidence import IMPLIES_PROPERTIES, MENTIONS_PROPERTIES, merge_roles
from kg.store.removal import TypedEdge
from kg.store.rows import STATEMENT_PROPERTIES, TYPED_PROPERTIES, EdgeKey, GraphRows, label_of
from kg.store.variants import Row, merge_entities

#: Writers that take different ones of so many locks are at work at once.
LOCKS = 64

#: The lock of those who look for copies: one writer at a time.
COPIES_LOCK = LOCKS

#: What articles share, by what tells it from others: an entity by its id, a role by the ids of both
#: ends and its title, a place by the ids of both ends.
Key = str | tuple[str, ...]

_LINKS = ("TOWARD", "ABOUT", "REPORTED_BY")
_ENTITIES = tuple(LABELS.values())
_ends = itemgetter("source", "target")
_statement = itemgetter(*STATEMENT_PROPERTIES)
_mention = itemgetter(*MENTIONS_PROPERTIES)


def _of_row(names: Sequence[str]) -> str:
    """Return the inside of a Cypher map with the values of `row` after its first two."""
    return ", ".join(f"{name}: row[{n}]" for n, name in enumerate(names, 2))


#: What a typed edge calls otherwise than its Statement.
_OTHER_NAMES = {"statement_id": "id", "article_id": "article"}
#: What words in the queries stand for.
_MAPS = {
    "STATEMENT": _of_row(STATEMENT_PROPERTIES),
    "TYPED": ", ".join(
        f"{name}: s.{_OTHER_NAMES.get(name, name)}"
        for name in TYPED_PROPERTIES
        if name != "target_role"
    ),
    "MENTION": _of_row(MENTIONS_PROPERTIES),
    "IMPLIED": _of_row(IMPLIES_PROPERTIES),
}


@cache
def query(name: str, **labels: str) -> str:
    """Return a query of cypher/load/neo4j.

    Words of `_MAPS` and `labels` are replaced by their meaning.
    """
    (text,) = statements(f"load/neo4j/{name}.cypher")
    for word, meaning in (_MAPS | labels).items():
        text = re.sub(rf"\b{word}\b", meaning, text)
    return text


class TakesAwayError(Exception):
    """Something stored has to go, and the transaction may only add."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph held in a state, of what articles share: it only grows until another state."""

    state: str | None = None
    rows: Mapping[Key, Row] = field(default_factory=dict)

    def with_rows(self, learned: "Known", most: int) -> "Known":
        """Return this and what was learned; only that in another state, or if this is too much."""
        if self.state != learned.state or len(self.rows) > most:
            return learned
        return Known(self.state, {**self.rows, **learned.rows})


def close(tx: neo4j.Transaction) -> str:
    """Take all locks: until the transaction ends nobody else writes. Return the new state."""
    state = uuid.uuid4().hex
    tx.run(query("close"), locks=LOCKS, state=state).consume()
    return state


def write_articles(
    tx: neo4j.Transaction,
    digests: Mapping[str, str],
    rows_of: Callable[[Collection[str]], GraphRows],
    known: Known,
    *,
    closed: bool = False,
) -> tuple[Written, Known]:
    """Write the articles whose digest is not the stored one; `rows_of` returns rows of articles.

    Returned is, beside what was done, what the graph holds once this is committed of what was not
    known. Raises TakesAwayError when an article changes and not all locks are held (`closed`), and
    StoreError when what arrived is not what was sent; the caller then rolls back.
    """
    lock = random.randrange(LOCKS)  # noqa: S311
    found = _records(tx, "lock_articles", ids=sorted(digests), lock=lock)
    stored, state = {r["id"]: r["digest"] for r in found}, found[0]["state"] if found else None
    new = [i for i in digests if stored[i] is None]
    changed = sorted(i for i in digests if stored[i] not in (None, digests[i]))
    if changed and not closed:
        raise TakesAwayError
    ties = removal.untie(_run(tx), _delete_typed(tx), changed) if changed else []
    alone = copies.unlink(_ask(tx), changed) if changed else []
    rows = rows_of((*new, *changed))
    there = known.rows if known.state == state and not changed else {}
    learned = _merge_entities(tx, rows.nodes, there)
    _create_articles(tx, rows)
    learned |= _merge_roles(tx, _of_type(rows.edges, "HOLDS"), there) | _merge_places(
        tx, _of_type(rows.edges, "LOCATED_IN"), there
    )
    if ties:
        removal.settle(_run(tx), ties)
        learned = {}
    return Written(
        len(new),
        len(changed),
        len(digests) - len(new) - len(changed),
        len(rows.nodes.get("Statement", ())),
        _link(tx, rows.nodes.get("Article", []), alone),
    ), Known(state, learned)


def _link(tx: neo4j.Transaction, written: list[Row], alone: Collection[str]) -> int:
    """Link articles that are written, and others that lost theirs.

    Returned is how many of the first are copies.
    """
    if not written:
        return 0
    tx.run(query("lock_copies"), number=COPIES_LOCK).consume()
    return len(copies.link(_ask(tx), written, alone))


def remove_articles(tx: neo4j.Transaction, ids: Collection[str]) -> Removed:
    """Take articles back, under all locks."""
    close(tx)
    alone = copies.unlink(_ask(tx), ids)
    removed = removal.take_back(_run(tx), _delete_typed(tx), ids)
    copies.link(_ask(tx), (), alone)
    return removed


def _ask(tx: neo4j.Transaction) -> copies.Ask:
    return lambda text, **parameters: tx.run(text, parameters).data()


def _run(tx: neo4j.Transaction) -> removal.Run:
    return lambda name, **parameters: tx.run(removal.query(name), parameters).data()


_kind = attrgetter("predicate", "to_article")


def _delete_typed(tx: neo4j.Transaction) -> Callable[[list[TypedEdge]], None]:
    def delete(edges: list[TypedEdge]) -> None:
        for (kind, to_article), found in groupby(sorted(edges, key=_kind), _kind):
            same = list(found)
            tx.run(
                query("delete_edges", TARGET="Article" if to_article else ENTITY_LABEL),
                type=kind,
                pairs=sorted({(e.source, e.end) for e in same}),
                statements=[e.statement for e in same],
            ).consume()

    return delete


def _merge_entities(
    tx: neo4j.Transaction, nodes: Mapping[str, list[Row]], known: Mapping[Key, Row]
) -> dict[Key, Row]:
    """Make or add to entities, and return those that were not known as they are then."""
    sent = _changes(
        {r["id"]: r for label in _ENTITIES for r in nodes.get(label, ())}, known, merge_entities
    )
    if not sent:
        return {}
    stored = _by_id(_records(tx, "read_entities", ids=list(sent)))
    wanted = _changes(sent, stored, merge_entities)
    if not wanted:
        return stored
    # Read again under the lock: a writer beside us may have added something since.
    locked = _by_id(
        _records(
            tx,
            "lock_entities",
            rows=[
                {"id": i, "label": label_of(i)} for i in sorted(r["id"] for r in wanted.values())
            ],
        )
    )
    rows = _changes({i: sent[i] for i in wanted}, locked, merge_entities)
    _send(tx, removal.query("set_entities"), "entities", list(rows.values()))
    return stored | locked | rows


def _by_id(rows: Iterable[Row]) -> dict[Key, Row]:
    """Return entities by their id, without those that are bare."""
    return {r["id"]: r for r in rows if r["name"] is not None}


def _changes(
    sent: Mapping[Key, Row], there: Mapping[Key, Row], merge: Callable[[Iterable[Row]], Row]
) -> dict[Key, Row]:
    """Return, by key, the rows to be stored: new ones, and those that something is added to."""
    merged = {
        key: merge((there[key], row)) if key in there else row
        for key, row in sent.items()
        if there.get(key) != row
    }
    return {key: row for key, row in merged.items() if row != there.get(key)}


def _create_articles(tx: neo4j.Transaction, rows: GraphRows) -> None:
    """Fill in articles, which are there, bare and locked; create all that is theirs alone."""
    articles = rows.nodes.get("Article", [])
    if not articles:
        return
    stated = sorted(rows.nodes.get("Statement", ()), key=itemgetter("source", "id"))
    typed, links, mentions, implied = _apart(rows.edges)
    at = {r["id"]: n for n, r in enumerate(stated)}
    # The place of a node among the articles and, after these, all entities that they name, so that
    # one which is gone is noticed.
    place = defaultdict(count(len(articles)).__next__, {r["id"]: n for n, r in enumerate(articles)})
    for entity in (r["id"] for label in _ENTITIES for r in rows.nodes.get(label, ())):
        place[entity]
    parameters = {
        "statements": [[place[r["source"]], place[r["article"]], *_statement(r)] for r in stated],
        "typed": [
            [at[r["statement_id"]], place[r["source"]], place[r["target"]], r["target_role"]]
            for r in typed
        ],
        "links": [[at[r["source"]], place[r["target"]], kind] for kind, r in links],
        "mentions": [[place[r["source"]], place[r["target"]], *_mention(r)] for r in mentions],
        "implied": [[place[r["source"]], place[r["target"]], r["variant"]] for r in implied],
        "articles": articles,
    }
    parameters["entities"] = list(place)[len(articles) :]
    made = tx.run(query("create_articles"), parameters).consume().counters
    _compare("Statement", len(stated), made.nodes_created)
    _compare(
        "edges",
        2 * len(stated) + len(typed) + len(links) + len(mentions) + len(implied),
        made.relationships_created,
    )


def _apart(
    edges: Mapping[EdgeKey, list[Row]],
) -> tuple[list[Row], list[tuple[str, Row]], list[Row], list[Row]]:
    """Return typed edges and other ones of statements, MENTIONS and IMPLIES, each sorted by ends.

    What ties an article to an entity is sorted by the entity first.
    """
    typed = sorted(
        (r for (kind, *_), found in edges.items() if kind in PREDICATES for r in found), key=_ends
    )
    links = sorted(
        ((kind, r) for (kind, *_), found in edges.items() if kind in _LINKS for r in found),
        key=lambda link: _ends(link[1]),
    )
    mentions, implied = (
        sorted(
            (r for key, found in edges.items() if key[0] == kind for r in found),
            key=itemgetter("target", "source"),
        )
        for kind in ("MENTIONS", "IMPLIES")
    )
    return typed, links, mentions, implied


def _of_type(edges: Mapping[EdgeKey, list[Row]], kind: str) -> list[Row]:
    return sorted((r for key, found in edges.items() if key[0] == kind for r in found), key=_ends)


def _merge_roles(
    tx: neo4j.Transaction, rows: list[Row], known: Mapping[Key, Row]
) -> dict[Key, Row]:
    """Make roles or widen their dates, and return those that were not known as they are then.

    The ones that are known need not be read to be widened.
    """
    sent = _changes(_by_role(rows), known, merge_roles)
    unknown = [row for key, row in sent.items() if key not in known]
    stored = _by_role(_run(tx)("read_roles", rows=unknown)) if unknown else {}
    wanted = _changes(sent, stored, merge_roles)
    _send(tx, query("merge_roles"), "HOLDS", list(wanted.values()))
    return stored | wanted


def _by_role(rows: Iterable[Row]) -> dict[Key, Row]:
    return {(r["source"], r["target"], r["title"]): r for r in rows}


def _merge_places(
    tx: neo4j.Transaction, rows: list[Row], known: Mapping[Key, Row]
) -> dict[Key, Row]:
    """Put places into their countries, and return those that were not known to be there."""
    new: dict[Key, Row] = {_ends(r): r for r in rows if _ends(r) not in known}
    _send(tx, query("merge_places"), "LOCATED_IN", list(new.values()))
    return new


def _records(tx: neo4j.Transaction, name: str, **parameters: Any) -> list[Row]:
    return tx.run(query(name), parameters).data()


def _send(tx: neo4j.Transaction, text: str, what: str, rows: list[Row]) -> None:
    """Run a query that takes rows and returns how many arrived."""
    if rows:
        _compare(what, len(rows), tx.run(text, rows=rows).single(strict=True)["arrived"])


def _compare(what: str, sent: int, arrived: int) -> None:
    if arrived != sent:
        raise StoreError(
            f"{what}: {arrived} of {sent} rows arrived; does each article list the entities it "
            "names? Nothing of this batch is kept"
        )
