"""Annotated articles -> rows of nodes and edges: the one place where records become a graph. Both stores write from it.

A node row is its properties, `id` among them. An edge row is `source` and `target`, the ids it joins, and its properties. Rows of a batch are unique:
entities by id (`merge_entities`), roles by person, title and affiliation (`merge_roles`), the rest because an article is there once.
What merges is settled the same way in any order, so that a store can go on merging with what it holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from kg.model import (
    LABELS,
    PREDICATES,
    Annotated,
    Article,
    Entity,
    Mention,
    Role,
    Statement,
    content_hash,
    entity_id,
    kind_of,
)

Row = dict[str, Any]
#: Type of an edge and the labels of the nodes it leaves and reaches.
EdgeKey = tuple[str, str, str]

ENTITY_PROPERTIES = ("id", "name", "names", "code", "country", "latitude", "longitude")
ARTICLE_PROPERTIES = ("id", "url", "title", "outlet", "language", "published", "text", "digest")
_STATEMENT_FIELDS = tuple(f.name for f in fields(Statement))
STATEMENT_PROPERTIES = (*_STATEMENT_FIELDS, "sentence", "outlet", "published", "plover", "quad")
#: What a typed edge tells without a join, in DESIGN's order.
TYPED_PROPERTIES = (
    "statement_id",
    "article_id",
    "text",
    "cue",
    "form",
    "negated",
    "modality",
    "said_on",
    "event_on",
    "outlet",
    "confidence",
    "reported_by",
    "plover",
    "quad",
    "target_role",
)
MENTIONS_PROPERTIES = ("count", "surfaces", "spans", "titles")
HOLDS_PROPERTIES = ("title", "first_seen", "last_seen")

_of_statement = attrgetter(*_STATEMENT_FIELDS)
_of_article, _of_entity, _of_mention, _of_role = (
    attrgetter(*(f.name for f in fields(r))) for r in (Article, Entity, Mention, Role)
)


@dataclass(frozen=True, slots=True)
class GraphRows:
    """Node rows by label and edge rows by `EdgeKey`; only labels and keys that have rows."""

    nodes: dict[str, list[Row]]
    edges: dict[EdgeKey, list[Row]]


def digest(annotated: Annotated) -> str:
    """Return 16 hexadecimal digits that differ when anything about the article or its annotation does."""
    groups = (
        (_of_entity, (*annotated.entities, *annotated.context)),
        (_of_mention, annotated.mentions),
        (_of_role, annotated.roles),
        (_of_statement, annotated.statements),
    )
    # Tuples rather than the JSON form: the same content, at a fiftieth of the time.
    return content_hash(
        _of_article(annotated.article), *([read(r) for r in records] for read, records in groups)
    )


@lru_cache(65_536)
def label_of(entity: str) -> str:
    """Return the node label of the entity with this id."""
    return LABELS[kind_of(entity)]


def graph_rows(batch: Sequence[Annotated], digests: Mapping[str, str] | None = None) -> GraphRows:
    """Return the nodes and edges of annotated articles, each article there once; `digests`, by article id, are made when not given."""
    nodes: dict[str, list[Row]] = defaultdict(list, _entities(batch))
    edges: dict[EdgeKey, list[Row]] = defaultdict(list)
    for annotated in batch:
        nodes["Article"].append(
            _article(
                annotated.article, digests[annotated.article.id] if digests else digest(annotated)
            )
        )
        _add_mentions(edges, annotated)
        for statement in annotated.statements:
            row = _statement(annotated.article, statement)
            nodes["Statement"].append(row)
            add_statement_edges(edges, row)
    for role in _roles(batch):
        edges["HOLDS", "Person", label_of(role["target"])].append(role)
    if places := _places(batch):
        edges["LOCATED_IN", "Place", "Country"] = places
    return GraphRows({label: rows for label, rows in nodes.items() if rows}, dict(edges))


def merge_entities(rows: Iterable[Row]) -> Row:
    """Return one row for rows of the same entity, whatever their order.

    `names` is the sorted union. `name` is the longest one, then one not all in capitals, then the first of the alphabet.
    """
    rows = list(rows)
    if len(rows) == 1:
        return rows[0]
    latitude, longitude = min(
        ((r["latitude"], r["longitude"]) for r in rows if r["latitude"] is not None),
        default=(None, None),
    )
    return {
        "id": rows[0]["id"],
        "name": min((r["name"] for r in rows), key=lambda name: (-len(name), name.isupper(), name)),
        "names": sorted({name for r in rows for name in r["names"]}),
        "code": min((r["code"] for r in rows if r["code"]), default=None),
        "country": min((r["country"] for r in rows if r["country"]), default=None),
        "latitude": latitude,
        "longitude": longitude,
    }


def merge_roles(rows: Iterable[Row]) -> Row:
    """Return one HOLDS row for rows of the same person, title and affiliation: seen from the first date to the last."""
    rows = list(rows)
    first = min((r["first_seen"] for r in rows if r["first_seen"]), default=None)
    return rows[0] | {
        "first_seen": first,
        "last_seen": max((r["last_seen"] for r in rows if r["last_seen"]), default=None),
    }


def _entities(batch: Sequence[Annotated]) -> dict[str, list[Row]]:
    """Return one row per entity, by label, with the countries that places lie in."""
    found: dict[str, list[Row]] = defaultdict(list)
    # Most entities of a batch are the same few, spelt the same way: each spelling is turned into a row once.
    for entity in dict.fromkeys(
        e for annotated in batch for e in (*annotated.entities, *annotated.context)
    ):
        found[entity.id].append(_entity(entity))
        if entity.kind == "PLACE" and entity.country:
            country = Entity(
                entity_id("COUNTRY", entity.country), "COUNTRY", entity.country, code=entity.country
            )
            # Without names, and its code for a name: any article that names the country adds a longer one.
            found[country.id].append(_entity(country) | {"names": []})
    by_label: dict[str, list[Row]] = defaultdict(list)
    for identity, rows in found.items():
        by_label[label_of(identity)].append(merge_entities(rows))
    return by_label


def _entity(entity: Entity) -> Row:
    names = sorted({entity.name, *(n.text for n in entity.names)})
    values = (
        entity.id,
        entity.name,
        names,
        entity.code,
        entity.country,
        entity.latitude,
        entity.longitude,
    )
    return dict(zip(ENTITY_PROPERTIES, values, strict=True))


def _article(article: Article, known_as: str) -> Row:
    values = (
        article.id,
        article.url,
        article.title,
        article.outlet,
        article.language,
        article.published,
        article.text,
        known_as,
    )
    return dict(zip(ARTICLE_PROPERTIES, values, strict=True))


def _statement(article: Article, statement: Statement) -> Row:
    row = dict(zip(_STATEMENT_FIELDS, _of_statement(statement), strict=True))
    row["topics"] = list(dict.fromkeys(statement.topics))
    row["sentence"] = article.text[statement.sentence_start : statement.sentence_end]
    row["outlet"], row["published"] = article.outlet, article.published
    row["plover"], row["quad"] = PREDICATES[statement.predicate]
    return row


def add_statement_edges(edges: dict[EdgeKey, list[Row]], row: Row) -> None:
    """Add the structural edges and the typed edges of one Statement row, which knows all about them."""
    identity, source, target, topics = row["id"], row["source"], row["target"], row["topics"]
    speaker = label_of(source)
    edges["MADE", speaker, "Statement"].append({"source": source, "target": identity})
    edges["IN", "Statement", "Article"].append({"source": identity, "target": row["article"]})
    if target:
        edges["TOWARD", "Statement", label_of(target)].append(
            {"source": identity, "target": target}
        )
    if row["reported_by"]:
        edges["REPORTED_BY", "Statement", label_of(row["reported_by"])].append(
            {"source": identity, "target": row["reported_by"]}
        )
    for topic in topics:
        edges["ABOUT", "Statement", label_of(topic)].append({"source": identity, "target": topic})
    ends, role = (
        ([target], "target")
        if target
        else (topics, "topic")
        if topics
        else ([row["article"]], "article")
    )
    properties = {"statement_id": identity, "article_id": row["article"], "target_role": role}
    properties |= {name: row[name] for name in TYPED_PROPERTIES[2:-1]}
    for end in ends:
        label = "Article" if role == "article" else label_of(end)
        edges[row["predicate"], speaker, label].append(
            {"source": source, "target": end, **properties}
        )


def _add_mentions(edges: dict[EdgeKey, list[Row]], annotated: Annotated) -> None:
    """Add one MENTIONS edge per entity that the article names or gives a title without an affiliation."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    titles: dict[str, list[str]] = defaultdict(list)
    for mention in annotated.mentions:
        mentions[mention.entity].append(mention)
    for role in annotated.roles:
        if role.of is None:
            titles[role.person].append(role.title)
    for entity in dict.fromkeys((*mentions, *titles)):
        spans = sorted(mentions[entity], key=lambda m: (m.start, m.end))
        edges["MENTIONS", "Article", label_of(entity)].append(
            {
                "source": annotated.article.id,
                "target": entity,
                "count": len(spans),
                "surfaces": list(dict.fromkeys(m.surface for m in spans)),
                "spans": [f"{m.start}-{m.end}" for m in spans],
                "titles": list(dict.fromkeys(titles[entity])),
            }
        )


def _roles(batch: Sequence[Annotated]) -> list[Row]:
    """Return one HOLDS row per person, title and affiliation."""
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for annotated in batch:
        published = annotated.article.published
        for role in annotated.roles:
            if role.of is not None:
                seen = {
                    "first_seen": role.first_seen or published,
                    "last_seen": role.last_seen or published,
                }
                found[role.person, role.title, role.of].append(
                    {"source": role.person, "target": role.of, "title": role.title, **seen}
                )
    return [merge_roles(rows) for rows in found.values()]


def _places(batch: Sequence[Annotated]) -> list[Row]:
    """Return one LOCATED_IN row per place whose country is known."""
    pairs = dict.fromkeys(
        (e.id, e.country) for a in batch for e in a.entities if e.kind == "PLACE" and e.country
    )
    return [
        {"source": place, "target": entity_id("COUNTRY", country)}
        for place, country in pairs
        if country
    ]
