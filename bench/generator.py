"""Articles of any number, made by rule from a seed: raw ones, or annotated as they were made.

`python bench/generator.py --articles N [--annotated] > articles.jsonl`. How often an entity is
named falls with its rank (Zipf): USA and Danmark are hubs. New persons come for as long as articles
do. The n-th article is the same however many are made.

The words make no sense, but come as in the news. Of the words of the second 500 articles 11.5 % are
new, of their runs of five words 1.1 % were there before, of three 14 %; in 1,047 articles of Danish
newspapers (1987-92 and 2018) these are 11.1 %, 0.2 % and 9 %. So it errs towards set phrases. That
is without prints: a share of the articles, which nobody measured, are what one of the last two days
told, cut and added to, as papers print what an agency sends.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, islice
from itertools import count as numbers
from random import Random
from typing import NamedTuple

import click
from vocabulary import adjectives, nouns, verbs

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
#: Where a thing belongs, how it does what it does, and when.
BY = ("i", "på", "ved", "fra", "uden", "bag", "under", "efter", "over", "foran", "trods", "blandt")
HOW = (
    "måske", "næppe", "hurtigt", "langsomt", "sjældent", "ofte", "helst", "stadig", "næsten",
    "igen", "snart", "nu", "altid", "ligefrem", "heldigvis", "delvis", "gradvis", "mest",
)  # fmt: skip
WHEN = ("i foråret", "efter nytår", "når isen smelter", "til august", "om tre uger", "midt i juli")
WHY = ("på grund af", "i sagen om", "trods", "efter", "under", "før", "i", "siden")
MEANS = ("told", "et svar", "straf", "en retssag", "boykot")
DEED = ("spionage", "svindel", "hastværk", "løftebrud", "sløseri", "magtmisbrug", "overgreb")
#: Sentences in which nobody says or does anything.
PLAIN = (
    "{one} {does} {two} {when}.",
    "{one} {does} {two}, og {three} {does2} {four}.",
    "Men {one} {does} {two}, fordi {three} {does2} {four}.",
    "{when} koster {one} {number} kroner mere end {two}.",
    "Det gælder både {one}, {two} og {three}.",
    "Omkring {number} procent af {one} {does} {two}.",
    "Hverken {one} eller {two} {does} {three}.",
    "Hvis {one} {does} {two}, {does2} {three} {four}.",
)
OUTLETS = ("Dagens Nyt", "Kystavisen", "Morgenposten", "Byens Blad")
#: Articles of a day, and the share of articles that are prints of one of the last two days.
PER_DAY, PRINTED = 50, 0.15
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


class Told(NamedTuple):
    """A sentence, and who says or does what in it, to whom, if anybody."""

    text: str
    pattern: Pattern | None = None
    source: Entity | None = None
    target: Entity | None = None


def _article(number: int, seed: int) -> Annotated:
    random = Random(f"{seed} {number} print")
    told = _told(number, seed)
    day = date(2015, 1, 1) + timedelta(number // PER_DAY % 4000)
    article = Article(
        f"article:generated-{seed}-{number:09d}",
        (" ".join(sentence.text for sentence in told),),
        f"{next(t.source.name for t in told if t.source)} i nyhederne",
        random.choice(OUTLETS),
        "da",
        day.isoformat(),
    )
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    statements, start = [], 0
    for sentence in told:
        bounds = (start, start + len(sentence.text))
        for named in filter(None, sentence[2:]):
            at = start + sentence.text.index(named.name)
            where = (at, at + len(named.name), named.name, *bounds)
            mentions.append(Mention(article.id, *where, named.id, "exact", 1.0))
            entities[named.id] = named
        if sentence.pattern and sentence.source:
            statements.append(
                _statement(article, sentence.pattern, sentence.source, sentence.target, bounds)
            )
        start += len(sentence.text) + 1
    return Annotated(article, tuple(entities.values()), tuple(mentions), (), tuple(statements))


def _told(number: int, seed: int) -> list[Told]:
    """Return what an article tells: something new, or what a recent one told, edited."""
    random = Random(f"{seed} {number}")
    if number and random.random() < PRINTED:
        told = _told(number - 1 - random.randrange(min(number, 2 * PER_DAY)), seed)
        return [*told[: max(4, len(told) - random.randrange(4))], _plain(random)]
    known = min(len(_RANKS), PERSONS + number // ARTICLES_PER_PERSON)
    cast = [entity(rank) for rank in random.choices(range(known), cum_weights=_RANKS[:known], k=4)]
    cast = list(dict.fromkeys(cast)) if len(set(cast)) > 1 else [entity(0), entity(1)]
    told = [_sentence(random, cast)]
    for _ in range(random.randint(2, 5)):
        told += (_plain(random) for _ in range(random.choice((0, 1, 1, 2, 3))))
        told.append(_sentence(random, cast))
    return told


def _sentence(random: Random, cast: list[Entity]) -> Told:
    """Return a sentence in which one of some says or does something."""
    pattern = random.choices(PATTERNS, [1 / n for n in range(1, len(PATTERNS) + 1)])[0]
    source, target = random.sample(cast, 2)
    text = pattern.text.format(
        source=source.name,
        cue=pattern.cue,
        target=target.name,
        what=f"{_thing(random)} {_does(random)} {_thing(random)}",
        when=_when(random),
        why=f"{random.choice(WHY)} {_noun(random)} og {_thing(random)}",
        means=_or(random, MEANS),
        deed=_or(random, DEED),
    )
    return Told(text, pattern, source, target if "{target}" in pattern.text else None)


def _plain(random: Random) -> Told:
    """Return a sentence in which nobody says or does anything."""
    one, two, three, four = (_thing(random) for _ in range(4))
    text = random.choice(PLAIN).format(
        one=one, two=two, three=three, four=four,
        does=_does(random), does2=_does(random), when=_when(random), number=random.randint(2, 99),
    )  # fmt: skip
    return Told(text[0].upper() + text[1:])


def _or(random: Random, words: Sequence[str]) -> str:
    """Return one of some words, or another one."""
    return random.choice(words) if random.random() < 0.3 else _noun(random)


def _does(random: Random) -> str:
    """Return what a thing does."""
    verb = verbs().draw(random)
    return verb if random.random() < 0.6 else f"{verb} {random.choice(HOW)}"


def _when(random: Random) -> str:
    """Return when something is so."""
    if random.random() < 0.8:
        return f"{random.choice(BY)} {_noun(random)}"
    return random.choice(WHEN)


def _thing(random: Random) -> str:
    """Return what a sentence is about, now and then with where that belongs."""
    noun = _noun(random)
    return noun if random.random() < 0.7 else f"{noun} {random.choice(BY)} {_noun(random)}"


def _noun(random: Random) -> str:
    """Return a word, a compound, or two words."""
    noun, other = nouns().draw(random), nouns().draw(random)
    match random.randrange(4):
        case 0:
            return noun.definite
        case 1:
            return other.bare + noun.definite
        case 2:
            return f"{noun.article} {adjectives().draw(random)} {noun.bare}"
        case _:
            return f"{other.definite}s {noun.bare}"


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
