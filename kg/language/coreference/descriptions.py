"""How a noun agrees with what an article says of an entity: its titles, name, sort, description."""

from kg.language.coreference.about import About
from kg.language.coreference.asked import Asked
from kg.language.coreference.nouns import known_sorts, main_word, said_by
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate
from kg.language.reading import Reading

#: Shorter words than this are no part of a name or a title by which it is known again.
SHORTEST = 4
#: Words that have so many letters in common at their beginnings are of one root.
ROOT = 5


def described(asked: Asked, candidate: Candidate) -> tuple[str, ...]:
    """Return how a description agrees with what the article says of a candidate."""
    if not asked.phrase.word:
        return ()
    entity, found = candidate.entity, list[str]()
    if titles := asked.titles.get(entity):
        found += _by_title(asked.phrase.title, titles)
    if about := asked.abouts.get(entity):
        found += _by_name(asked.phrase, about)
        found += _by_nouns(asked, about)
    if asked.ages:
        near, at = about.near if about else {}, asked.at
        same = any(near.get(age, at) < at for age in asked.ages)
        found.append("age same" if same else "age other")
    if asked.meant:
        found.append("word before same" if entity in asked.meant else "word before other")
    if wanted := asked.sorts.get(candidate.kind):
        sorts = sorts_of(asked.reading, candidate, about.nouns if about else set())
        found.append("sort open" if not sorts else "sort same" if sorts & wanted else "sort other")
    return tuple(found)


def _by_title(title: str, titles: list[tuple[str, bool]]) -> list[str]:
    found = []
    for last, own in titles:
        if last == title:
            found.append("title same" if own else "title owner")
        elif own and len(title) >= SHORTEST and (last.endswith(title) or title.endswith(last)):
            found.append("title alike")
    return found


def _by_name(phrase: Phrase, about: About) -> list[str]:
    stem = phrase.title if len(phrase.title) >= SHORTEST else phrase.word
    if len(stem) < SHORTEST:
        return []
    ends, how = (stem, phrase.word), ""
    for word in about.words:
        if word.endswith(ends):
            how = "name ends"
            break
        if len(word) >= SHORTEST and (stem.endswith(word) or stem.startswith(word)):
            how = "name within"
        elif not how and len(word) >= ROOT and word[:ROOT] == stem[:ROOT]:
            how = "name alike"
    found = [how] if how else []
    return ["name says", *found] if about.main.endswith(ends) else found


def _by_nouns(asked: Asked, about: About) -> list[str]:
    """Return whether a noun says what another one beside a name says, and if it stood near one."""
    lemma, nouns, at = asked.lemma, about.nouns, asked.at
    found = ["noun near"] if about.near.get(lemma, at) < at else []
    if lemma in nouns:
        found.append("described")
    elif len(lemma) >= SHORTEST:
        for noun in nouns:
            if noun.endswith(lemma) or lemma.endswith(noun):
                return [*found, "described alike"]
    return found


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
