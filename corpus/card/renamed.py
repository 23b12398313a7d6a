"""Whether what people say is found whatever their names are: others are put into the articles.

Each person with a forename that tells the sex gets another forename of that sex and another
surname, wherever the article has them; the gold follows. Drawn are the commonest names of Denmark
and the lists of Muslim and of unisex names, all of Statistics Denmark.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from corpus.card.measured import Part, parsed_part, predictions, readings
from kg.evaluate.score import match_entities, statement_pairs
from kg.forenames import sex_of
from kg.model import Article
from training.name_lists import counted, minority, rows

Json = dict[str, Any]
#: How common a name must be to be drawn as a Danish one: the first so many of the list.
COMMON = 500
DRAWS = 3
SEXES = ("female", "male")


class Names(NamedTuple):
    """Names to draw from: forenames by sex, and surnames."""

    forenames: dict[str, list[str]]
    surnames: list[str]


class Counted(NamedTuple):
    """Persons and their statements: how many there are, and how many are found."""

    persons: int
    found: int
    statements: int
    attributed: int


def name_sets(folder: Path) -> dict[str, Names]:
    """Return the names of each group, from the lists in a folder."""

    def first(file: str) -> list[str]:
        return [name for name, _ in counted(folder / f"{file}.csv").most_common(COMMON)]

    def column(file: str) -> list[str]:
        return [next(iter(row.values())) for row in rows(folder / f"{file}.csv")]

    both, surnames = first("unisex_names"), first("last_names_2023")
    danish = {"female": first("first_names_2023_women"), "male": first("first_names_2023_men")}
    muslim = {
        "female": column("first_names_minority_women"),
        "male": column("first_names_minority_men"),
    }
    return {
        "Danish": Names(danish, surnames),
        "Muslim": Names(muslim, minority(folder)["surname"]),
        "unisex": Names(dict.fromkeys(SEXES, both), surnames),
    }


def persons(gold: Json) -> dict[str, str]:
    """Return the sex of the persons of an article that get other names, by id."""
    named = {e["id"]: e["name"] for e in gold["entities"] if e["type"] == "PERSON"}
    return {i: sex for i, name in named.items() if (sex := sex_of(name))}


def exchange(gold: Json, names: Names, drawn: random.Random) -> dict[str, str]:
    """Return the new word of each word of a person's name; words that others bear too stay."""
    sexes = persons(gold)
    others = {
        word
        for e in gold["entities"]
        if e["id"] not in sexes
        for mention in (e["name"], *e["mentions"])
        for word in mention.split()
    }
    new: dict[str, str] = {}
    for entity in gold["entities"]:
        if sex := sexes.get(entity["id"]):
            forename, *surnames = [w for w in entity["name"].split() if w[0].isupper()]
            for word, choices in (
                (forename, names.forenames[sex]),
                *((s, names.surnames) for s in surnames),
            ):
                choice = drawn.choice(choices)
                if word not in others:
                    new.setdefault(word, choice)
    return new


def renamed(text: str, new: dict[str, str]) -> str:
    """Return a text with other names; what stood in the genitive still does."""

    def put(match: re.Match[str]) -> str:
        name = new[match[1]]
        if not match[2]:
            return name
        return name + ("'" if name.endswith(("s", "x", "z")) else "s")

    words = "|".join(map(re.escape, sorted(new, key=len, reverse=True)))
    return re.sub(rf"\b({words})(s|['’]s?)?(?!\w)", put, text) if new else text


def with_names(part: Part, names: Names, drawn: random.Random) -> Part:
    """Return the articles and the gold of a part with other names."""
    articles, golds = [], {}
    for article, *_ in part.parsed:
        gold = part.gold[article.id]
        new = exchange(gold, names, drawn)
        articles.append(_renamed_article(article, new))
        golds[article.id] = _renamed_gold(gold, new)
    return parsed_part(articles, golds)


def _renamed_article(article: Article, new: dict[str, str]) -> Article:
    paragraphs = tuple(renamed(p, new) for p in article.paragraphs)
    return replace(article, paragraphs=paragraphs)


def _renamed_gold(gold: Json, new: dict[str, str]) -> Json:
    entities = [
        e | {"name": renamed(e["name"], new), "mentions": [renamed(m, new) for m in e["mentions"]]}
        for e in gold["entities"]
    ]
    told = [s | {"text": renamed(s["text"], new)} for s in gold["statements"]]
    return gold | {"entities": entities, "statements": told}


def count(part: Part, sexes: dict[str, dict[str, str]]) -> dict[str, Counted]:
    """Return by sex how many persons and statements of theirs are found.

    `sexes` are those of the persons to count, by article and id.
    """
    totals = dict.fromkeys(SEXES, Counted(0, 0, 0, 0))
    found = predictions(readings(part))
    for identity, gold in part.gold.items():
        predicted = found[identity]
        matches = match_entities(gold["entities"], predicted["entities"])
        pairs = statement_pairs(gold["statements"], predicted["statements"], matches)
        right = {p.gold for p in pairs}
        for sex in SEXES:
            mine = {i for i, s in sexes[identity].items() if s == sex}
            told = [n for n, s in enumerate(gold["statements"]) if s["source"] in mine]
            one = (len(mine), len(mine & {*matches.values()}), len(told), len(right & {*told}))
            totals[sex] = Counted(*map(sum, zip(totals[sex], one, strict=True)))
    return totals


def measured(part: Part, folder: Path) -> Iterator[tuple[str, dict[str, Counted]]]:
    """Yield the names put in, and what is found by sex: first with the names as they stand."""
    sexes = {i: persons(g) for i, g in part.gold.items()}
    yield "as they stand", count(part, sexes)
    for name, names in name_sets(folder).items():
        drawn = random.Random(1)  # noqa: S311 - the same names on every run
        found = [count(with_names(part, names, drawn), sexes) for _ in range(DRAWS)]
        yield (
            name,
            {sex: Counted(*map(sum, zip(*(f[sex] for f in found), strict=True))) for sex in SEXES},
        )
