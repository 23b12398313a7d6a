"""How a noun agrees with what an article says of an entity: its titles, name, sort, description."""

from collections.abc import Iterator

from kg.language.coreference.asked import Asked
from kg.language.coreference.holders import titles_of
from kg.language.coreference.nouns import known_sorts, said_by
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate
from kg.language.reading import Reading

#: Shorter words than this are no part of a name or a title by which it is known again.
SHORTEST = 4
#: Words that have so many letters in common at their beginnings are of one root.
ROOT = 5
#: So many words around a name may tell what it is.
AROUND = 6


def described(asked: Asked, candidate: Candidate) -> Iterator[str]:
    """Yield how a description agrees with what the article says of a candidate."""
    reading, phrase = asked.reading, asked.phrase
    yield from _by_title(reading, phrase, candidate.entity)
    yield from _by_name(asked, candidate.entity)
    nouns = _nouns_beside(reading).get(candidate.entity, set())
    if asked.lemma in nouns:
        yield "described"
    elif len(asked.lemma) >= SHORTEST and any(
        n.endswith(asked.lemma) or asked.lemma.endswith(n) for n in nouns
    ):
        yield "described alike"
    yield from _by_words_around(asked, candidate.entity)
    if asked.meant:
        yield "word before " + ("same" if candidate.entity in asked.meant else "other")
    if wanted := asked.sorts.get(candidate.kind):
        sorts = sorts_of(reading, candidate, nouns)
        yield "sort " + ("open" if not sorts else "same" if sorts & wanted else "other")


def _by_title(reading: Reading, phrase: Phrase, entity: str) -> Iterator[str]:
    title = phrase.title
    for last, own in titles_of(reading).words.get(entity, ()):
        if last == title:
            yield "title same" if own else "title owner"
        elif own and len(title) >= SHORTEST and (last.endswith(title) or title.endswith(last)):
            yield "title alike"


def _by_name(asked: Asked, entity: str) -> Iterator[str]:
    phrase, named = asked.phrase, asked.known.words
    stem = phrase.title if len(phrase.title) >= SHORTEST else phrase.word
    if len(stem) < SHORTEST or entity not in asked.reading.entities:
        return
    if entity not in named:
        named[entity] = asked.reading.entities[entity].name.lower().split()
    words = named[entity]
    if any(w.endswith((stem, phrase.word)) for w in words):
        yield "name ends"
    elif any(stem.endswith(w) or stem.startswith(w) for w in words if len(w) >= SHORTEST):
        yield "name within"
    elif any(w[:ROOT] == stem[:ROOT] for w in words if len(w) >= ROOT):
        yield "name alike"


def _by_words_around(asked: Asked, entity: str) -> Iterator[str]:
    """Yield whether a noun, or the age that it is of, stood near a name of an entity before."""
    near, at = _words_near(asked.reading).get(entity, {}), asked.at
    if near.get(asked.lemma, at) < at:
        yield "noun near"
    if asked.ages:
        yield "age " + ("same" if any(near.get(age, at) < at for age in asked.ages) else "other")


def _words_near(reading: Reading) -> dict[str, dict[str, int]]:
    """Return the nouns and ages around the names of each entity, and where each stands first."""
    known: dict[str, dict[str, int]] | None = reading.doc.user_data.get("words near names")
    if known is None:
        known = reading.doc.user_data["words near names"] = {}
        for name in reading.names:
            words = known.setdefault(name.entity, {})
            sentence = reading.doc[name.start].sent
            low, high = max(name.start - AROUND, sentence.start), name.end + AROUND
            for token in reading.doc[low : min(high, sentence.end)]:
                if token.i in reading.name_at:
                    continue
                if token.pos_ == "NOUN":
                    words.setdefault(token.lemma_.lower(), token.i)
                if token.text[:2].isdigit():
                    words.setdefault(token.text[:2], token.i)
    return known


def sorts_of(reading: Reading, candidate: Candidate, nouns: set[str]) -> set[str]:
    """Return which sort of its kind an entity is, by gazetteer, name and description."""
    found: dict[str, set[str]] = reading.doc.user_data.setdefault("sorts", {})
    entity = candidate.entity
    if entity not in found:
        known = known_sorts(reading.language).get(entity)
        found[entity] = {known} if known else set()
        name = reading.entities[entity].name.lower() if entity in reading.entities else ""
        for word in (*name.split()[-1:], *nouns):
            said = said_by(reading, {word})
            found[entity] |= {s for k, s in said if k == candidate.kind and s}
    return found[entity]


def _nouns_beside(reading: Reading) -> dict[str, set[str]]:
    """Return the nouns that stand beside the names of each entity."""
    known: dict[str, set[str]] | None = reading.doc.user_data.get("nouns beside names")
    if known is None:
        known = reading.doc.user_data["nouns beside names"] = {}
        for name in reading.names:
            nouns = known.setdefault(name.entity, set())
            if name.part:
                continue
            if name.start and reading.doc[name.start - 1].pos_ == "NOUN":
                nouns.add(reading.doc[name.start - 1].lemma_.lower())
            root = reading.head(name)
            nouns |= {c.lemma_.lower() for c in root.children if c.dep_ == "appos"}
            if root.dep_ == "appos" or (root.dep_ == "nsubj" and root.head.pos_ == "NOUN"):
                nouns.add(root.head.lemma_.lower())
    return known
