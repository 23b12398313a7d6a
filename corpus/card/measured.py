"""Each statement that stands in a part of the corpus or is found in it, with how right it is.

An article is parsed once and read as often as needed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.card.constructions import construction, place, words_of
from kg.errors import RecordError
from kg.evaluate.gold import read_gold
from kg.evaluate.score import Pair, match_entities, statement_pairs
from kg.language import build
from kg.language.parsing import Parsed, parse
from kg.language.pipeline import STEPS, annotated_of, begin
from kg.language.reading import Reading
from kg.model import Article
from kg.sources import read
from kg.stream import annotated_to_json

Json = dict[str, Any]
#: How right a statement is: not at all, its source, its predicate too, its target too.
WRONG, SOURCE, PREDICATE, EDGE = range(4)


@dataclass(frozen=True)
class Part:
    """Parsed articles, and their gold by id."""

    parsed: list[Parsed]
    gold: dict[str, Json]


@dataclass(frozen=True)
class Judged:
    """A statement of the gold, or one that was found (which has a confidence), and how right."""

    predicate: str
    form: str
    construction: str
    source: str
    place: str
    confidence: float | None
    right: int


def part_of(articles: str | Path, gold: str | Path) -> Part:
    """Return a file of articles, parsed, and its gold."""
    return parsed_part([a for a in read(str(articles)) if isinstance(a, Article)], read_gold(gold))


def parsed_part(articles: Iterable[Article], gold: dict[str, Json]) -> Part:
    """Return articles, parsed, and their gold. Raises RecordError for one that cannot be parsed."""
    parsed = []
    for found in parse(build("kg_da"), list(articles)):
        if isinstance(found, RecordError):
            raise found
        parsed.append(found)
    return Part(parsed, gold)


def readings(part: Part, without: Iterable[str] = ()) -> list[Reading]:
    """Return what is read of the articles of a part, without some of the steps."""
    found = []
    for parsed in part.parsed:
        reading = begin(build("kg_da"), *parsed)
        for name, step, _ in STEPS:
            if name not in without:
                step(reading)
        found.append(reading)
    return found


def predictions(read_: Iterable[Reading]) -> dict[str, Json]:
    """Return the annotated articles as `kg annotate` writes them, by id."""
    return {r.article.id: annotated_to_json(annotated_of(r)) for r in read_}


def judged(part: Part) -> tuple[list[Judged], list[Judged]]:
    """Return the statements of the gold of a part, and those that are found in it."""
    expected, found = [], []
    for reading in readings(part):
        gold = part.gold[reading.article.id]
        predicted = annotated_to_json(annotated_of(reading))
        matches = match_entities(gold["entities"], predicted["entities"])
        pairs = statement_pairs(gold["statements"], predicted["statements"], matches)
        expected += _judged(reading, gold, _levels(pairs, lambda p: p.gold))
        found += _judged(reading, predicted, _levels(pairs, lambda p: p.predicted))
    return expected, found


def _levels(pairs: Iterable[Pair], side: Callable[[Pair], int]) -> dict[int, int]:
    """Return how right a statement is, by its place in the article."""
    return {
        side(p): EDGE
        if p.same_predicate and p.same_target
        else PREDICATE
        if p.same_predicate
        else SOURCE
        for p in pairs
    }


def _judged(reading: Reading, annotated: Json, levels: dict[int, int]) -> Iterable[Judged]:
    entities = {e["id"]: e for e in annotated["entities"]}
    for number, statement in enumerate(annotated["statements"]):
        source = entities[statement["source"]]
        cue = words_of(reading, statement["cue_start"], statement["cue_end"])
        yield Judged(
            statement["predicate"],
            statement["form"],
            construction(reading, cue),
            source["type"],
            place(reading, cue, source) if "spans" in source else "",
            statement.get("confidence"),
            levels.get(number, WRONG),
        )
