"""How a noun agrees with what an article says of an entity: its titles, name, sort, description."""

from collections.abc import Iterator

from kg.language.coreference.nouns import known_sorts, said_by, said_of
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate
from kg.language.reading import Reading

#: Shorter words than this are no part of a name or a title by which it is known again.
SHORTEST = 4
#: Words that have so many letters in common at their beginnings are of one root.
ROOT = 5
#: So many words around a name may tell what it is.
AROUND = 6


def described(reading: Reading, phrase: Phrase, candidate: Candidate) -> Iterator[str]:
    """Yield how a description agrees with what the article says of a candidate."""
    yield from _by_title(reading, phrase, candidate.entity)
    yield from _by_name(reading, phrase, candidate.entity)
    nouns = _nouns_beside(reading).get(candidate.entity, set())
    lemma = phrase.token.lemma_.lower()
    if lemma in nouns:
        yield "described"
    elif len(lemma) >= SHORTEST and any(n.endswith(lemma) or lemma.endswith(n) for n in nouns):
        yield "described alike"
    yield from _by_words_around(reading, phrase, candidate.entity)
    meant = _meant_before(reading, phrase)
    if meant:
        yield "word before " + ("same" if candidate.entity in meant else "other")
    if wanted := {s for k, s in said_of(reading, phrase.token) if k == candidate.kind and s}:
        sorts = _sorts(reading, candidate, nouns)
        yield "sort " + ("open" if not sorts else "same" if sorts & wanted else "other")


def _by_title(reading: Reading, phrase: Phrase, entity: str) -> Iterator[str]:
    title = phrase.title
    for held in reading.titles:
        last = held.title.split()[-1]
        if held.person == entity:
            if last == title:
                yield "title same"
            elif len(title) >= SHORTEST and (last.endswith(title) or title.endswith(last)):
                yield "title alike"
        elif held.of == entity and last == title:
            yield "title owner"


def _by_name(reading: Reading, phrase: Phrase, entity: str) -> Iterator[str]:
    stem = phrase.title if len(phrase.title) >= SHORTEST else phrase.word
    words = reading.entities[entity].name.lower().split() if entity in reading.entities else []
    if len(stem) < SHORTEST or not words:
        return
    if any(w.endswith((stem, phrase.word)) for w in words):
        yield "name ends"
    elif any(stem.endswith(w) or stem.startswith(w) for w in words if len(w) >= SHORTEST):
        yield "name within"
    elif any(w[:ROOT] == stem[:ROOT] for w in words if len(w) >= ROOT):
        yield "name alike"


def _by_words_around(reading: Reading, phrase: Phrase, entity: str) -> Iterator[str]:
    """Yield whether a noun, or the age that it is of, stood near a name of an entity before."""
    near = _words_near(reading).get(entity, {})
    word, at = phrase.token.lemma_.lower(), phrase.token.i
    if near.get(word, at) < at:
        yield "noun near"
    ages = [t.text[:2] for t in (phrase.token, *phrase.token.children) if t.text[:2].isdigit()]
    if ages:
        yield "age " + ("same" if any(near.get(age, at) < at for age in ages) else "other")


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


def _meant_before(reading: Reading, phrase: Phrase) -> set[str]:
    """Return the entities that the same noun, said to be nobody's, was found to mean before."""
    if phrase.owner or phrase.put != "definite":
        return set()
    word, at = phrase.token.lower_, phrase.token.i
    found = reading.references.items()
    return {e for i, e in found if i < at and reading.doc[i].lower_ == word}


def _sorts(reading: Reading, candidate: Candidate, nouns: set[str]) -> set[str]:
    """Return which sort of its kind an entity is, by gazetteer, name and description."""
    entity = candidate.entity
    known = known_sorts(reading.language).get(entity)
    sorts = {known} if known else set()
    name = reading.entities[entity].name.lower() if entity in reading.entities else ""
    for word in (*name.split()[-1:], *nouns):
        sorts |= {s for k, s in said_by(reading, {word}) if k == candidate.kind and s}
    return sorts


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
