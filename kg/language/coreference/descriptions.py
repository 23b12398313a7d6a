"""How a noun agrees with what an article says of an entity: its titles, name, sort, description."""

from collections.abc import Iterator

from kg.language.coreference.nouns import known_sorts, said_by, said_of
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate
from kg.language.reading import Reading

#: Shorter words than this are no part of a name or a title by which it is known again.
SHORTEST = 4


def described(reading: Reading, phrase: Phrase, candidate: Candidate) -> Iterator[str]:
    """Yield how a description agrees with what the article says of a candidate."""
    yield from _by_title(reading, phrase, candidate.entity)
    yield from _by_name(reading, phrase, candidate.entity)
    nouns = _nouns_beside(reading).get(candidate.entity, set())
    if phrase.token.lemma_.lower() in nouns:
        yield "described"
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
