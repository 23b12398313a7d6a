"""Bring the names of each person of an article together under the fullest of them."""

import itertools
from collections import defaultdict

from kg.language.reading import Named, Reading
from kg.model import Entity, Name, entity_id


def persons(reading: Reading, nominatives: dict[int, str]) -> dict[int, Entity]:
    """Bring a person's names together by surname, by forename, by a part of a longer name."""
    people = [n for n in reading.names if n.kind == "PERSON" and nominatives[id(n)]]
    full: dict[str, list[str]] = defaultdict(list)
    for name in people:
        words = nominatives[id(name)].split()
        if len(words) > 1:
            full[" ".join(words)] = words
    _couples(reading, people, nominatives, full)
    by_word = _by_word(full)
    fullest: dict[str, str] = {}
    result = {}
    for name in people:
        text = nominatives[id(name)]
        if text not in fullest:
            fullest[text] = _fullest(text.split(), full, by_word)
        found = fullest[text]
        resolved = len(found.split()) > 1
        result[id(name)] = Entity(
            entity_id("PERSON", found, resolved=resolved), "PERSON", found, _surname(reading, found)
        )
        if found != text:
            name.method = "person-in-article"
    return result


def _surname(reading: Reading, full: str) -> tuple[Name, ...]:
    """Return the surname that a person is also known by.

    Without and with the particles before it: "Leyen" and "von der Leyen".
    """
    words = full.split()
    if len(words) < 2:
        return ()
    first = len(words) - 1
    while first > 1 and words[first - 1] in reading.profile.names.particles:
        first -= 1
    return tuple(Name(" ".join(words[i:])) for i in sorted({first, len(words) - 1}))


def _couples(
    reading: Reading, people: list[Named], nominatives: dict[int, str], full: dict[str, list[str]]
) -> None:
    """Give a forename that is joined by "og" to a full name that one's surname.

    "Poul og Connie Thomsen".
    """
    forenames = {w[0] for w in full.values()}
    surnames = {w[-1] for w in full.values()}
    for first, second in itertools.pairwise(people):
        joined = (
            second.start == first.end + 1
            and reading.doc[first.end].lower_ in reading.profile.clauses.coordination
        )
        words = nominatives[id(second)].split()
        if (
            joined
            and first.end - first.start == 1
            and len(words) == 2
            and nominatives[id(first)] not in surnames
        ):
            whole = [nominatives[id(first)], words[-1]]
            if whole[0] not in forenames or " ".join(whole) in full:
                full.setdefault(" ".join(whole), whole)
                forenames.add(whole[0])
                surnames.add(whole[-1])
                nominatives[id(first)] = " ".join(whole)


def _by_word(full: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the full names in which each word stands, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for text, words in full.items():
        for word in {w.casefold() for w in words}:
            found[word].append(text)
    return found


def _fullest(words: list[str], full: dict[str, list[str]], by_word: dict[str, list[str]]) -> str:
    """Return the longest full name that these words may be short for, else the words."""
    fits = [
        text
        for text in by_word.get(words[-1].casefold().strip("."), ())
        if len(full[text]) > len(words) and _short_for(words, full[text])
    ]
    if len(words) == 1:
        by_surname = [t for t in fits if full[t][-1].casefold() == words[0].casefold()]
        fits = by_surname or fits
        if len(fits) > 1 and len({tuple(full[t])[-1] for t in fits}) > 1 and not by_surname:
            return words[0]
    return max(fits, key=len) if fits else " ".join(words)


def _short_for(words: list[str], whole: list[str]) -> bool:
    folded, long = [w.casefold().strip(".") for w in words], [w.casefold() for w in whole]
    if len(folded) == 1:
        return folded[0] in {long[0], long[-1]} or (len(long) > 2 and folded[0] in long)
    rest = iter(long)
    return folded[-1] == long[-1] and all(
        any(w == o or (len(w) == 1 and o.startswith(w)) for o in rest) for w in folded
    )
