"""Find the characters that an annotation names, of every mention, cue and content.

Offsets are Unicode code points into the article's paragraphs joined by a line feed, end exclusive.
A surface that does not stand in the text raises AlignmentError; nothing is guessed.
"""

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Span = tuple[int, int]
PRONOUNS = frozenset(
    [
        "han",
        "hun",
        "ham",
        "hende",
        "de",
        "dem",
        "den",
        "det",
        "vi",
        "os",
        "jeg",
        "mig",
        "man",
        "sig",
        "hans",
        "hendes",
        "deres",
        "vores",
        "i",
        "jer",
        "du",
        "dig",
    ]
)


class AlignmentError(ValueError):
    """A surface is not in the text."""


def align(article: Json, gold: Json) -> Json:
    """Return the annotation with "spans" for every entity and offsets for every statement.

    A name's spans are all places where it stands as a word and is no part of a longer name; a
    pronoun's are those nearest to a cue that it is source or target of. Content that runs over
    paragraphs is found with its paragraphs joined by one space.
    """
    text = "\n".join(article["paragraphs"])
    starts = paragraph_starts(article["paragraphs"])
    statements = [_statement(article, text, starts, s) for s in gold["statements"]]
    spans = _entity_spans(article["id"], text, gold["entities"], statements)
    entities = [
        e
        | {
            "spans": [
                {"start": s, "end": t, "surface": text[s:t]} for s, t in sorted(spans[e["id"]])
            ]
        }
        for e in gold["entities"]
    ]
    return {
        "id": gold["id"],
        "entities": entities,
        "roles": gold["roles"],
        "statements": statements,
    }


def paragraph_starts(paragraphs: list[str]) -> list[int]:
    """Return the offset at which each paragraph begins."""
    starts, offset = [], 0
    for paragraph in paragraphs:
        starts.append(offset)
        offset += len(paragraph) + 1
    return starts


def occurrences(surface: str, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield where a surface stands between two offsets as whole words."""
    pattern = re.compile(
        rf"(?<!\w){re.escape(surface)}(?!\w)"
        if surface[-1:].isalnum() and surface[:1].isalnum()
        else re.escape(surface)
    )
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def _entity_spans(
    article: str, text: str, entities: list[Json], statements: list[Json]
) -> dict[str, set[Span]]:
    found: dict[str, set[Span]] = {e["id"]: set() for e in entities}
    names = sorted(
        ((m, e["id"]) for e in entities for m in e["mentions"] if m.lower() not in PRONOUNS),
        key=lambda p: (-len(p[0]), p[0]),
    )
    taken: dict[Span, str] = {}
    for surface, entity in names:
        places = list(occurrences(surface, text))
        if not places:
            raise AlignmentError(
                f"{article}: mention {surface!r} of {entity} does not stand in the text"
            )
        free = [
            p
            for p in places
            if not any(
                o[0] <= p[0] and p[1] <= o[1] and o != p and taken[o] == entity for o in taken
            )
        ]
        own = [p for p in free if taken.setdefault(p, entity) == entity]
        # One word may name two things ("København" the city and the government): both keep it.
        found[entity] |= set(own or ([] if found[entity] else free))
    for entity in entities:
        for surface in entity["mentions"]:
            if surface.lower() in PRONOUNS:
                found[entity["id"]] |= set(_pronouns(surface, entity["id"], text, statements))
    return found


def _pronouns(surface: str, entity: str, text: str, statements: list[Json]) -> Iterator[Span]:
    """Yield the place of a pronoun nearest to each cue that is of the entity, in its paragraph."""
    for statement in statements:
        if entity in {statement["source"], statement["target"]}:
            low = text.rfind("\n", 0, statement["cue_start"]) + 1
            high = text.find("\n", statement["cue_start"])
            places = list(occurrences(surface, text, low, len(text) if high < 0 else high))
            if places:
                yield min(places, key=lambda p: abs(p[0] - statement["cue_start"]))


def _statement(article: Json, text: str, starts: list[int], statement: Json) -> Json:
    where = f"{article['id']}, paragraph {statement['paragraph']}, {statement['predicate']}"
    low = starts[statement["paragraph"]]
    high = low + len(article["paragraphs"][statement["paragraph"]])
    content = _content(text, low, statement["text"])
    if content is None:
        raise AlignmentError(
            f"{where}: content {statement['text'][:60]!r} does not stand in the text"
        )
    cues = list(occurrences(statement["cue"], text, low, high))
    if not cues:
        raise AlignmentError(f"{where}: cue {statement['cue']!r} does not stand in its paragraph")
    start, end = content
    outside = (
        [c for c in cues if c[1] <= start or c[0] >= end]
        if statement["form"] != "action"
        else [c for c in cues if start <= c[0] < end]
    )
    cue = min(outside or cues, key=lambda c: min(abs(c[1] - start), abs(c[0] - end)))
    return statement | {"cue_start": cue[0], "cue_end": cue[1], "start": start, "end": end}


def _content(text: str, low: int, content: str) -> Span | None:
    """Return where content stands.

    From its paragraph on, else anywhere before; a space may be a line feed.
    """
    if not content:
        return low, low
    pattern = re.compile(r"\s".join(map(re.escape, content.split(" "))))
    match = pattern.search(text, low) or next(reversed(list(pattern.finditer(text))), None)
    return match.span() if match else None
