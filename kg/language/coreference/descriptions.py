"""How a noun agrees with what an article says of an entity: its titles, name, sort, description."""

from collections.abc import Iterator

from kg.language.coreference.about import UNNAMED, About
from kg.language.coreference.asked import Asked
from kg.language.coreference.nouns import known_sorts, main_word, said_by
from kg.language.coreference.places import Candidate
from kg.language.reading import Reading

#: Shorter words than this are no part of a name or a title by which it is known again.
SHORTEST = 4
#: Words that have so many letters in common at their beginnings are of one root.
ROOT = 5


def described(asked: Asked, candidate: Candidate) -> Iterator[str]:
    """Yield how a description agrees with what the article says of a candidate."""
    if not asked.phrase.word:
        return
    yield from _by_title(asked, candidate.entity)
    about = asked.abouts.get(candidate.entity, UNNAMED)
    yield from _by_name(asked, about)
    nouns = about.nouns
    if asked.lemma in nouns:
        yield "described"
    elif len(asked.lemma) >= SHORTEST and any(
        n.endswith(asked.lemma) or asked.lemma.endswith(n) for n in nouns
    ):
        yield "described alike"
    yield from _by_words_around(asked, about)
    if asked.meant:
        yield "word before " + ("same" if candidate.entity in asked.meant else "other")
    if wanted := asked.sorts.get(candidate.kind):
        sorts = sorts_of(asked.reading, candidate, nouns)
        yield "sort " + ("open" if not sorts else "same" if sorts & wanted else "other")


def _by_title(asked: Asked, entity: str) -> Iterator[str]:
    title = asked.phrase.title
    for last, own in asked.titles.get(entity, ()):
        if last == title:
            yield "title same" if own else "title owner"
        elif own and len(title) >= SHORTEST and (last.endswith(title) or title.endswith(last)):
            yield "title alike"


def _by_name(asked: Asked, about: About) -> Iterator[str]:
    phrase, words = asked.phrase, about.words
    stem = phrase.title if len(phrase.title) >= SHORTEST else phrase.word
    if len(stem) < SHORTEST:
        return
    if about.main.endswith((stem, phrase.word)):
        yield "name says"
    if any(w.endswith((stem, phrase.word)) for w in words):
        yield "name ends"
    elif any(len(w) >= SHORTEST and (stem.endswith(w) or stem.startswith(w)) for w in words):
        yield "name within"
    elif any(len(w) >= ROOT and w[:ROOT] == stem[:ROOT] for w in words):
        yield "name alike"


def _by_words_around(asked: Asked, about: About) -> Iterator[str]:
    """Yield whether a noun, or the age that it is of, stood near a name of an entity before."""
    near, at = about.near, asked.at
    if near.get(asked.lemma, at) < at:
        yield "noun near"
    if asked.ages:
        yield "age " + ("same" if any(near.get(age, at) < at for age in asked.ages) else "other")


def sorts_of(reading: Reading, candidate: Candidate, nouns: set[str]) -> set[str]:
    """Return which sort of its kind an entity is, by gazetteer, name and description."""
    found: dict[str, set[str]] = reading.doc.user_data.setdefault("sorts", {})
    entity = candidate.entity
    if entity not in found:
        known = known_sorts(reading.language).get(entity)
        found[entity] = {known} if known else set()
        name = reading.entities[entity].name.lower() if entity in reading.entities else ""
        for word in (*([main_word(reading, name.split())] if name else ()), *nouns):
            said = said_by(reading, {word})
            found[entity] |= {s for k, s in said if k == candidate.kind and s}
    return found[entity]
