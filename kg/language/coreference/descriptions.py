"""How a noun agrees with what an article says of an entity: its titles, name, sort, description."""

from kg.language.coreference.about import UNNAMED, About
from kg.language.coreference.asked import Asked
from kg.language.coreference.nouns import known_sorts, main_word, said_by
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
    about = asked.abouts.get(candidate.entity, UNNAMED)
    found = [*_by_title(asked, candidate.entity), *_by_name(asked, about)]
    if asked.lemma in about.nouns:
        found.append("described")
    elif _is_alike(asked.lemma, about.nouns):
        found.append("described alike")
    found += _by_words_around(asked, about)
    if asked.meant:
        found.append("word before same" if candidate.entity in asked.meant else "word before other")
    if wanted := asked.sorts.get(candidate.kind):
        sorts = sorts_of(asked.reading, candidate, about.nouns)
        found.append("sort open" if not sorts else "sort same" if sorts & wanted else "sort other")
    return tuple(found)


def _by_title(asked: Asked, entity: str) -> list[str]:
    title, found = asked.phrase.title, []
    for last, own in asked.titles.get(entity, ()):
        if last == title:
            found.append("title same" if own else "title owner")
        elif own and len(title) >= SHORTEST and (last.endswith(title) or title.endswith(last)):
            found.append("title alike")
    return found


def _by_name(asked: Asked, about: About) -> list[str]:
    phrase, found = asked.phrase, []
    stem = phrase.title if len(phrase.title) >= SHORTEST else phrase.word
    if len(stem) < SHORTEST:
        return []
    ends, how = (stem, phrase.word), ""
    if about.main.endswith(ends):
        found.append("name says")
    for word in about.words:
        if word.endswith(ends):
            how = "name ends"
            break
        if len(word) >= SHORTEST and (stem.endswith(word) or stem.startswith(word)):
            how = "name within"
        elif not how and len(word) >= ROOT and word[:ROOT] == stem[:ROOT]:
            how = "name alike"
    return [*found, how] if how else found


def _is_alike(lemma: str, nouns: set[str]) -> bool:
    """Tell whether a noun is another one with something in front, or the other is."""
    if len(lemma) >= SHORTEST:
        for noun in nouns:
            if noun.endswith(lemma) or lemma.endswith(noun):
                return True
    return False


def _by_words_around(asked: Asked, about: About) -> list[str]:
    """Return whether a noun, or the age that it is of, stood near a name of an entity before."""
    near, at = about.near, asked.at
    found = ["noun near"] if near.get(asked.lemma, at) < at else []
    if asked.ages:
        same = any(near.get(age, at) < at for age in asked.ages)
        found.append("age same" if same else "age other")
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
