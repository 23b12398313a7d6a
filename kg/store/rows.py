"""Annotated articles -> rows of nodes and edges: the one place where records become a graph.

A node row is its properties, `id` among them. An edge row is `source` and `target`, the ids it
joins, and its properties. Rows of a batch are unique: entities by id, roles by person, title and
affiliation, the rest because an article is there once. What articles share merges the same way in
any order (`merge_entities`, `merge_roles`), so that a store can go on merging with what it holds.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from operator import attrgetter

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
    kind_of,
)
from kg.moments import at_home
from kg.store.evidence import listed, places_of, roles_of, ties
from kg.store.variants import Row, entity_row

#: Type of an edge and the labels of the nodes it leaves and reaches.
EdgeKey = tuple[str, str, str]

ARTICLE_PROPERTIES = (
    "id",
    "url",
    "title",
    "outlet",
    "language",
    "published",
    "byline",
    "credit",
    "text",
    "digest",
)
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
    "rule",
    "reported_by",
    "plover",
    "quad",
    "target_role",
)

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
    """Return 16 hexadecimal digits that differ when anything about the annotated article does."""
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
    """Return the nodes and edges of annotated articles, each article there once.

    `digests`, by article id, are made when not given. Raises StoreError when an article names an
    entity that it does not list.
    """
    parts = Parts()
    told: dict[str, set[str]] = defaultdict(set)
    for annotated in batch:
        known_as = digests[annotated.article.id] if digests else digest(annotated)
        for entity, text in parts.take(annotated, known_as).items():
            told[entity].add(text)
    parts.entities.extend(entity_row(entity, texts) for entity, texts in told.items())
    return parts.joined()


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows that all others follow from: of articles, statements, MENTIONS, IMPLIES and entities."""

    articles: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    implied: list[Row] = field(default_factory=list)
    entities: list[Row] = field(default_factory=list)

    def take(self, annotated: Annotated, known_as: str) -> dict[str, str]:
        """Add what an article with this digest brings, but no entities.

        Returned is the variant that it tells of each. Raises StoreError when it names an entity
        that it does not list.
        """
        article, variants = annotated.article, listed(annotated)
        self.articles.append(_article(article, known_as))
        self.statements.extend(_statement(article, s) for s in annotated.statements)
        mentions, implied = ties(annotated, variants)
        self.mentions.extend(mentions)
        self.implied.extend(implied)
        return variants

    def joined(self) -> GraphRows:
        """Return all rows: these, with edges of statements, roles, and places in countries."""
        nodes: dict[str, list[Row]] = defaultdict(list)
        nodes |= {"Article": self.articles, "Statement": self.statements}
        for row in self.entities:
            nodes[label_of(row["id"])].append(row)
        edges: dict[EdgeKey, list[Row]] = defaultdict(list)
        for row in self.statements:
            add_statement_edges(edges, row)
        for kind, rows in (("MENTIONS", self.mentions), ("IMPLIES", self.implied)):
            for row in rows:
                edges[kind, "Article", label_of(row["target"])].append(row)
        published = {r["id"]: r["published"] for r in self.articles}
        for role in roles_of(self.mentions, published):
            edges["HOLDS", "Person", label_of(role["target"])].append(role)
        edges["LOCATED_IN", "Place", "Country"] = places_of(nodes["Place"])
        return GraphRows(
            {label: rows for label, rows in nodes.items() if rows},
            {key: rows for key, rows in edges.items() if rows},
        )


def _article(article: Article, known_as: str) -> Row:
    values = (
        article.id,
        article.url,
        article.title,
        article.outlet,
        article.language,
        at_home(article.published),
        article.byline,
        article.credit,
        article.text,
        known_as,
    )
    return dict(zip(ARTICLE_PROPERTIES, values, strict=True))


def _statement(article: Article, statement: Statement) -> Row:
    row = dict(zip(_STATEMENT_FIELDS, _of_statement(statement), strict=True))
    row["topics"] = list(dict.fromkeys(statement.topics))
    row["sentence"] = article.text[statement.sentence_start : statement.sentence_end]
    row["outlet"], row["published"] = article.outlet, at_home(article.published)
    row["plover"], row["quad"] = PREDICATES[statement.predicate]
    return row


def add_statement_edges(edges: dict[EdgeKey, list[Row]], row: Row) -> None:
    """Add the structural and the typed edges of a Statement row, which knows all about them."""
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
