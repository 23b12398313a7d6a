"""Annotated articles as JSON lines: the gold format of entities, roles and statements, with offsets added.

One object per line: the article's own keys; "entities" with "mentions" (distinct surfaces) and "spans" (every place in the text);
"roles"; "statements"; "context" (entities that are not named, as the countries of places). `annotated_to_json` and `annotated_from_json` are inverses.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.errors import RecordError
from kg.model import (
    FORMS,
    KINDS,
    MODALITIES,
    PREDICATES,
    Annotated,
    Article,
    Entity,
    Mention,
    Name,
    Role,
    Statement,
)

Json = dict[str, Any]


def article_to_json(article: Article) -> Json:
    """Return the article as a JSON object; keys without a value are left out, except "published"."""
    return {k: v for k, v in asdict(article).items() if v or k == "published"} | {
        "paragraphs": list(article.paragraphs)
    }


def annotated_to_json(annotated: Annotated) -> Json:
    """Return an annotated article as a JSON object."""
    spans: dict[str, list[Mention]] = defaultdict(list)
    for mention in annotated.mentions:
        spans[mention.entity].append(mention)
    return article_to_json(annotated.article) | {
        "entities": [_entity_to_json(e, spans[e.id]) for e in annotated.entities],
        "roles": [{"person": r.person, "title": r.title, "of": r.of} for r in annotated.roles],
        "statements": [_statement_to_json(s) for s in annotated.statements],
        **(
            {"context": [_entity_to_json(e, []) for e in annotated.context]}
            if annotated.context
            else {}
        ),
    }


def _entity_to_json(entity: Entity, mentions: list[Mention]) -> Json:
    extras = {
        "code": entity.code,
        "country": entity.country,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
    }
    return {
        "id": entity.id,
        "type": entity.kind,
        "name": entity.name,
        "mentions": list(dict.fromkeys(m.surface for m in mentions)),
        **{k: v for k, v in extras.items() if v is not None},
        **({"names": [asdict(n) for n in entity.names]} if entity.names else {}),
        "spans": [
            {
                "start": m.start,
                "end": m.end,
                "surface": m.surface,
                "sentence": [m.sentence_start, m.sentence_end],
                "method": m.method,
                "score": m.score,
            }
            for m in mentions
        ],
    }


def _statement_to_json(statement: Statement) -> Json:
    record = {
        k: v
        for k, v in asdict(statement).items()
        if k not in {"article", "sentence_start", "sentence_end"}
    }
    optional = ("said_on", "said_from", "event_on", "event_from", "reported_by")
    return {k: v for k, v in record.items() if v is not None or k not in optional} | {
        "topics": list(statement.topics),
        "sentence": [statement.sentence_start, statement.sentence_end],
    }


def is_annotated(record: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is an annotated article rather than a raw one."""
    return "entities" in record and "statements" in record


def annotated_from_json(record: Mapping[str, Any], article: Article, where: str) -> Annotated:
    """Return the annotated article that a JSON object holds; `article` is its raw part.

    `where` (file and line) begins the message of the RecordError that is raised when a key is missing, an id is unknown or a
    value is not one of the allowed ones.
    """
    try:
        entities = tuple(_entity(e) for e in record["entities"])
        mentions = [
            _mention(article.id, e["id"], s) for e in record["entities"] for s in e.get("spans", ())
        ]
        roles = tuple(
            Role(r["person"], r["title"], r["of"], article.published, article.published)
            for r in record.get("roles", ())
        )
        statements = tuple(_statement(article.id, s) for s in record["statements"])
        context = tuple(_entity(e) for e in record.get("context", ()))
    except KeyError as error:
        raise RecordError(
            f"{where}: annotated article {article.id} lacks the key {error}; write it with `kg annotate`"
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise RecordError(f"{where}: annotated article {article.id}: {error}") from error
    annotated = Annotated(
        article,
        entities,
        tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        roles,
        statements,
        context,
    )
    if problem := _problem(annotated):
        raise RecordError(f"{where}: annotated article {article.id}: {problem}")
    return annotated


def _entity(record: Json) -> Entity:
    names = tuple(Name(n["text"], n["language"]) for n in record.get("names", ()))
    optional = {k: record.get(k) for k in ("code", "country", "latitude", "longitude")}
    return Entity(record["id"], record["type"], record["name"], names, **optional)


def _mention(article: str, entity: str, span: Json) -> Mention:
    start, end = span["sentence"]
    return Mention(
        article,
        span["start"],
        span["end"],
        span["surface"],
        start,
        end,
        entity,
        span["method"],
        span["score"],
    )


def _statement(article: str, record: Json) -> Statement:
    start, end = record["sentence"]
    rest = {k: v for k, v in record.items() if k not in {"sentence", "topics"}}
    return Statement(
        article=article,
        topics=tuple(record["topics"]),
        sentence_start=start,
        sentence_end=end,
        **rest,
    )


def _problem(annotated: Annotated) -> str | None:
    """Return what is wrong with an annotated article, or None."""
    ids = {e.id for e in annotated.entities}
    for entity in (*annotated.entities, *annotated.context):
        if entity.kind not in KINDS:
            return f"type {entity.kind!r} of {entity.id}: expected one of {', '.join(KINDS)}"
    for mention in annotated.mentions:
        if annotated.article.text[mention.start : mention.end] != mention.surface:
            return f"the text from {mention.start} to {mention.end} is not {mention.surface!r}"
    for role in annotated.roles:
        if role.person not in ids or (role.of and role.of not in ids):
            return f"role {role.title!r} names an entity that the article does not list"
    return next(
        (
            problem
            for s in annotated.statements
            if (problem := _wrong(s, ids, len(annotated.article.text)))
        ),
        None,
    )


def _wrong(s: Statement, ids: set[str], size: int) -> str | None:
    """Return what is wrong with a statement of an article of `size` code points that lists these entities, or None."""
    unknown = {e for e in (s.source, s.target, s.reported_by, *s.topics) if e is not None} - ids
    if unknown:
        return f"statement {s.id} names an entity that the article does not list: {min(unknown)}"
    if s.predicate not in PREDICATES or s.form not in FORMS or s.modality not in MODALITIES:
        return f"statement {s.id}: predicate {s.predicate!r}, form {s.form!r} or modality {s.modality!r} is not in the closed list"
    if not (0 <= s.cue_start <= s.cue_end <= size and 0 <= s.start <= s.end <= size):
        return f"statement {s.id} has offsets outside the text of {size} characters"
    return None
