"""Annotated articles as JSON lines: the gold format with offsets added.

One object per line: the article's own keys; "entities" with "mentions" (distinct surfaces) and
"spans" (every place in the text); "roles"; "statements"; "context" (entities that are not named, as
the countries of places). `annotated_to_json` and `annotated_from_json` are inverses.
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from kg.checks import check_annotation, check_article, typed
from kg.errors import RecordError
from kg.lines import AnnotatedLine, EntityLine, SpanLine, StatementLine
from kg.model import (
    Annotated,
    Article,
    Entity,
    Mention,
    Name,
    Role,
    Statement,
    statement_id,
)

Json = dict[str, Any]

#: An id that kg made, from what the statement says and its article.
_MADE = re.compile("statement:[0-9a-f]{16}")
_ARTICLE_FIELDS = tuple(f.name for f in fields(Article))
_OPTIONAL = {"said_on", "said_from", "event_on", "event_from", "reported_by"}
_STATEMENT_FIELDS = tuple(f for f in StatementLine.__struct_fields__ if f != "sentence")
_of_line = attrgetter(*_STATEMENT_FIELDS)


def article_to_json(article: Article) -> Json:
    """Return the article as a JSON object.

    Keys without a value are left out, except "published".
    """
    record = {f: getattr(article, f) for f in _ARTICLE_FIELDS}
    return {k: v for k, v in record.items() if v or k == "published"} | {
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
        **(
            {"names": [{"text": n.text, "language": n.language} for n in entity.names]}
            if entity.names
            else {}
        ),
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
    record = {f: getattr(statement, f) for f in _STATEMENT_FIELDS}
    return {k: v for k, v in record.items() if v is not None or k not in _OPTIONAL} | {
        "topics": list(statement.topics),
        "sentence": [statement.sentence_start, statement.sentence_end],
    }


def annotated_line(annotated: Annotated) -> str:
    """Return an annotated article as a line of JSON, with its end."""
    return json.dumps(annotated_to_json(annotated), ensure_ascii=False) + "\n"


def is_annotated(record: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is an annotated article rather than a raw one."""
    return "entities" in record and "statements" in record


def annotated_from_json(record: Mapping[str, Any], article: Article, where: str) -> Annotated:
    """Return the annotated article that a JSON object holds; `article` is its raw part.

    Raises RecordError when something is wrong: `where` (file and line), the path of the field, and
    what.
    """
    try:
        return annotated_from_line(typed(record, AnnotatedLine), article)
    except RecordError as error:
        raise RecordError(f"{where}: {error}") from error


def annotated_from_line(line: AnnotatedLine, article: Article) -> Annotated:
    """Return the annotated article of a line, checked; `article` is its raw part."""
    check_annotation(line, article)
    mentions = [_mention(article.id, e.id, s) for e in line.entities for s in e.spans]
    return Annotated(
        article,
        tuple(map(_entity, line.entities)),
        tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        tuple(Role(r.person, r.title, r.of) for r in line.roles),
        tuple(_statement(article.id, s) for s in line.statements),
        tuple(map(_entity, line.context)),
    )


def checked(annotated: Annotated) -> Annotated:
    """Return an annotated article that was made in Python, its statements with ids of their own.

    Raises RecordError that names the article and the path of the field in its JSON form when
    something about it is wrong.
    """
    try:
        line = typed(annotated_to_json(annotated), AnnotatedLine)
        check_article(line)
        _refuse_strangers(annotated)
        check_annotation(line, annotated.article)
    except (RecordError, TypeError, ValueError, AttributeError) as error:
        fault = error if isinstance(error, RecordError) else f"not made of kg's records ({error})"
        article = getattr(annotated, "article", None)
        name = article.known_as if isinstance(article, Article) else "article"
        raise RecordError(f"{name}: {fault}") from error
    own = tuple(replace(s, id=_own_id(s.article, s)) for s in annotated.statements)
    return annotated if own == annotated.statements else replace(annotated, statements=own)


def sure(annotated: Annotated, least: float) -> Annotated:
    """Return an annotated article with those statements alone whose confidence is no less."""
    kept = tuple(s for s in annotated.statements if s.confidence >= least)
    return annotated if kept == annotated.statements else replace(annotated, statements=kept)


def sound(record: Annotated | RecordError) -> Annotated | RecordError:
    """Return a record checked, or the error that it is or that says what is wrong with it."""
    if isinstance(record, RecordError):
        return record
    try:
        return checked(record)
    except RecordError as error:
        return error


def _refuse_strangers(annotated: Annotated) -> None:
    """Refuse what the JSON form leaves out.

    The article of a mention or statement, an unlisted entity.
    """
    article = annotated.article
    entities = {e.id for e in annotated.entities}
    if not article.paragraphs:
        raise RecordError("$.paragraphs: no text; expected at least one paragraph")
    for number, mention in enumerate(annotated.mentions):
        if mention.article != article.id or mention.entity not in entities:
            stranger = f"{mention.article!r} and {mention.entity!r}"
            raise RecordError(f"mentions[{number}]: {stranger} are not of this article")
    for number, statement in enumerate(annotated.statements):
        if statement.article != article.id:
            raise RecordError(f"statements[{number}].article: {statement.article!r} is another one")


def _entity(line: EntityLine) -> Entity:
    names = tuple(Name(n.text, n.language) for n in line.names)
    return Entity(
        line.id,
        line.type,
        line.name,
        names,
        line.code,
        line.country,
        line.latitude,
        line.longitude,
    )


def _mention(article: str, entity: str, line: SpanLine) -> Mention:
    return Mention(
        article,
        line.start,
        line.end,
        line.surface,
        *line.sentence,
        entity,
        line.method,
        line.score,
    )


def _statement(article: str, line: StatementLine) -> Statement:
    rest = dict(zip(_STATEMENT_FIELDS, _of_line(line), strict=True))
    rest |= {
        "id": _own_id(article, line),
        "topics": tuple(line.topics),
        "sentence_start": line.sentence[0],
        "sentence_end": line.sentence[1],
    }
    return Statement(article=article, **rest)


def _own_id(article: str, made: Statement | StatementLine) -> str:
    """Return a statement's id, made anew when kg made it for another article, as of a copy."""
    if is_foreign(made.id):
        return made.id
    return statement_id(
        article, made.cue_start, made.cue_end, made.source, made.predicate, made.target
    )


def is_foreign(identity: str) -> bool:
    """Tell whether somebody else made a statement's id: another article may have it too."""
    return _MADE.fullmatch(identity) is None
