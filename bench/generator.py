"""Articles of any number, made by rule from a seed: raw ones, or annotated as they were made.

`python bench/generator.py --articles N [--annotated] > articles.jsonl`. How often an entity is
named falls with its rank (Zipf): USA and Danmark are hubs. New persons come for as long as articles
do. The n-th article is the same however many are made.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from itertools import count as numbers
from random import Random
from typing import NamedTuple

import click

from kg.model import Annotated, Article, Entity, Form, Mention, Statement, entity_id, statement_id
from kg.stream import annotated_to_json, article_to_json


class Pattern(NamedTuple):
    """What a sentence says: its predicate, cue and lemma, its form, and the words around names."""

    predicate: str
    cue: str
    lemma: str
    form: Form
    text: str


PATTERNS = (
    Pattern("SAID", "siger", "sige", "indirect", "{source} {cue}, at {what} {when}."),
    Pattern("SAID", "mener", "mene", "indirect", "{source} {cue}, at {what} {when}."),
    Pattern("CRITICISED", "kritiserer", "kritisere", "action", "{source} {cue} {target} {why}."),
    Pattern("THREATENED", "truer", "true", "action", "{source} {cue} {target} med {means} {why}."),
    Pattern("SUPPORTED", "støtter", "støtte", "action", "{source} {cue} {target} {why}."),
    Pattern(
        "ACCUSED", "anklager", "anklage", "action", "{source} {cue} {target} for {deed} {why}."
    ),
    Pattern("WARNED", "advarer", "advare", "action", "{source} {cue} {target} mod {deed} {why}."),
    Pattern("PRAISED", "roser", "rose", "action", "{source} {cue} {target} {why}."),
)
COUNTRIES = {
    "USA": "US", "Danmark": "DK", "Rusland": "RU", "Ukraine": "UA", "Israel": "IL", "Kina": "CN",
    "Iran": "IR", "Tyskland": "DE", "Frankrig": "FR", "Sverige": "SE", "Norge": "NO",
    "Polen": "PL", "Tyrkiet": "TR", "Egypten": "EG", "Japan": "JP", "Indien": "IN",
}  # fmt: skip
ORGANISATIONS = ("FN", "NATO", "EU", "Folketinget", "Røde Kors", "Amnesty International")
FIRST = (
    "Karen", "Mette", "Lars", "Søren", "Anne", "Peter", "Ida", "Jens", "Sofie", "Niels",
    "Camilla", "Morten", "Louise", "Henrik", "Signe", "Rasmus", "Trine", "Anders", "Birgitte",
    "Ole",
)  # fmt: skip
LAST = (
    "Holm", "Bak", "Krogh", "Lund", "Dahl", "Friis", "Juhl", "Toft", "Skov", "Bang", "Winther",
    "Kjær", "Brandt", "Munk", "Vang", "Storm", "Ravn", "Hjort", "Bech", "Lind", "Rosen", "Falk",
    "Berg", "Nygaard", "Steen", "Thorsen", "Dam", "Kruse", "Bro", "Frost",
)  # fmt: skip
#: Halves of the compounds that articles are about; a sentence holds two, and is seldom that of
#: another article, as in the news.
ABOUT = (
    "havne", "fiskeri", "skole", "vand", "gas", "kyst", "by", "luft", "sundheds", "bolig",
    "trafik", "energi", "klima", "told", "bank", "film", "musik", "idræts", "bro", "vej",
    "skov", "landbrugs", "grænse", "pensions", "forsknings", "turist", "korn", "stål", "mælke",
    "medie", "børne", "miljø",
)  # fmt: skip
MATTER = (
    "planen", "aftalen", "loven", "skatten", "reformen", "udvalget", "prisen", "ordningen",
    "puljen", "fonden", "støtten", "kontrollen", "rapporten", "krisen", "politikken",
    "budgettet", "afgiften", "striden", "strategien", "debatten",
)  # fmt: skip
DOES = (
    "skal afløse", "bliver dyrere end", "kræver mere tid end", "må vente på", "kan redde",
    "er vigtigere end", "kommer før", "følger efter", "hænger sammen med", "skygger for",
    "bygger på", "svækker",
)  # fmt: skip
WHEN = (
    "i foråret", "om tre uger", "efter nytår", "før sommerferien", "i den kommende tid",
    "inden vinteren", "når isen smelter", "hen over efteråret", "i løbet af natten", "til august",
    "ved årets slutning", "i de næste måneder", "efter påske", "midt i juli",
)  # fmt: skip
WHY = ("for", "i sagen om", "i striden om", "på grund af", "i spørgsmålet om", "efter mødet om")
MEANS = ("nye straffe", "told på stål", "et svar", "lukkede grænser", "en retssag", "boykot")
DEED = ("spionage", "svindel", "hastværk", "løftebrud", "sløseri", "magtmisbrug", "overgreb")
OUTLETS = ("Dagens Nyt", "Kystavisen", "Morgenposten", "Byens Blad")
#: Persons there are at first, and articles for each that comes later.
PERSONS, ARTICLES_PER_PERSON = 400, 20
#: Entities whose share of all names falls with their rank; most of the rest are persons.
_RANKS = list(accumulate(1 / rank for rank in range(1, 20_001)))


def raw(count: int, *, seed: int = 1, first: int = 0) -> Iterator[Article]:
    """Yield so many articles, from the one with this number on."""
    return (annotated.article for annotated in articles(count, seed=seed, first=first))


def articles(count: int, *, seed: int = 1, first: int = 0) -> Iterator[Annotated]:
    """Yield so many annotated articles, from the one with this number on."""
    return islice((_article(number, seed) for number in numbers(first)), count)


def entity(rank: int) -> Entity:
    """Return the entity of a rank, the most often named one being 0."""
    named = [*COUNTRIES, *ORGANISATIONS]
    # Countries and organisations have every other of the first ranks.
    place, odd = divmod(rank, 2)
    if not odd and place < len(named):
        name = named[place]
        if place < len(COUNTRIES):
            code = COUNTRIES[name]
            return Entity(entity_id("COUNTRY", code), "COUNTRY", name, code=code)
        return Entity(entity_id("ORGANISATION", name), "ORGANISATION", name)
    number, first = divmod(rank, len(FIRST))
    middle, last = divmod(number, len(LAST))
    between = [LAST[(middle - 1) % len(LAST)]] * bool(middle)
    name = " ".join((FIRST[first], *between, LAST[last]))
    return Entity(entity_id("PERSON", name), "PERSON", name)


def _article(number: int, seed: int) -> Annotated:
    random = Random(f"{seed} {number}")
    known = min(len(_RANKS), PERSONS + number // ARTICLES_PER_PERSON)
    cast = [entity(rank) for rank in random.choices(range(known), cum_weights=_RANKS[:known], k=4)]
    cast = list(dict.fromkeys(cast)) if len(set(cast)) > 1 else [entity(0), entity(1)]
    said = [_sentence(random, cast) for _ in range(random.randint(3, 6))]
    day = date(2015, 1, 1) + timedelta(number % 4000)
    article = Article(
        f"article:generated-{seed}-{number:09d}",
        (" ".join(text for *_, text in said),),
        f"{said[0][1].name} i nyhederne",
        random.choice(OUTLETS),
        "da",
        day.isoformat(),
    )
    mentions: list[Mention] = []
    statements, start = [], 0
    for pattern, source, target, text in said:
        bounds = (start, start + len(text))
        for named in (source, target):
            if named:
                at = start + text.index(named.name)
                where = (at, at + len(named.name), named.name, *bounds)
                mentions.append(Mention(article.id, *where, named.id, "exact", 1.0))
        statements.append(_statement(article, pattern, source, target, bounds))
        start += len(text) + 1
    return Annotated(article, tuple(cast), tuple(mentions), (), tuple(statements))


def _sentence(random: Random, cast: list[Entity]) -> tuple[Pattern, Entity, Entity | None, str]:
    pattern = random.choices(PATTERNS, [1 / n for n in range(1, len(PATTERNS) + 1)])[0]
    source, target = random.sample(cast, 2)
    text = pattern.text.format(
        source=source.name,
        cue=pattern.cue,
        target=target.name,
        what=f"{_matter(random)} {random.choice(DOES)} {_matter(random)}",
        when=random.choice(WHEN),
        why=f"{random.choice(WHY)} {_matter(random)} og {_matter(random)}",
        means=random.choice(MEANS),
        deed=random.choice(DEED),
    )
    return pattern, source, target if "{target}" in pattern.text else None, text


def _matter(random: Random) -> str:
    return random.choice(ABOUT) + random.choice(MATTER)


def _statement(
    article: Article,
    pattern: Pattern,
    source: Entity,
    target: Entity | None,
    bounds: tuple[int, int],
) -> Statement:
    begin, end = bounds
    cue = article.text.index(f" {pattern.cue}", begin + len(source.name)) + 1
    after = cue + len(pattern.cue)
    start = after + 2 if pattern.form == "indirect" else begin
    aim, negated = target.id if target else None, False
    return Statement(
        statement_id(article.id, cue, after, source.id, pattern.predicate, aim),
        article.id,
        0,
        pattern.predicate,
        pattern.cue,
        cue,
        after,
        pattern.lemma,
        source.id,
        aim,
        (),
        pattern.form,
        negated,
        "asserted",
        article.text[start : end - 1],
        start,
        end - 1,
        begin,
        end,
        said_on=article.published,
        said_from="published",
        confidence=0.9,
        rule="generated",
    )


@click.command()
@click.option("--articles", "count", default=1000, show_default=True, help="How many")
@click.option("--first", default=0, show_default=True, help="Number of the first one")
@click.option("--seed", default=1, show_default=True)
@click.option("--annotated", is_flag=True, help="With entities, mentions and statements")
def main(count: int, first: int, seed: int, *, annotated: bool) -> None:
    """Print articles, a line each."""
    for made in articles(count, seed=seed, first=first):
        record = annotated_to_json(made) if annotated else article_to_json(made.article)
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
