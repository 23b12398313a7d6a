"""Give every name in an article its entity: countries and places from the gazetteer, persons brought together by their names.

A person's fullest name in the article makes the id; "Netanyahu" is the Benjamin Netanyahu of the same article, and stays
`person:netanyahu?` where no full name is given.
"""

import itertools
import re
from collections import Counter, defaultdict

from kg.language.gazetteer import Candidate, Gazetteer, gazetteer
from kg.language.reading import Named, Reading, has
from kg.model import Entity, Kind, Name, entity_id

_GENITIVE = re.compile(r"(['’]s|['’])$")


def link(reading: Reading) -> None:
    """Set the entity of every name and fill `reading.entities`, in order of appearance."""
    table = gazetteer()
    context = _countries(reading, table)
    reading.index_names()
    nominatives = {id(n): nominative(reading, n) for n in reading.names}
    persons = _persons(reading, nominatives)
    others = _organisations(reading, nominatives, table)
    linked: dict[str, Entity] = {}
    for name in reading.names:
        text = nominatives[id(name)]
        if not text:
            continue
        entity = (
            persons.get(id(name))
            or _from_gazetteer(reading, name, text, table, context)
            or others.get(id(name))
        )
        entity = entity or Entity(entity_id(name.kind, text), name.kind, text)
        if not entity.id.partition(":")[2].strip("?"):
            continue
        name.entity, name.kind = entity.id, entity.kind
        linked.setdefault(entity.id, entity)
    reading.names = [n for n in reading.names if n.entity]
    reading.entities = linked
    lands = dict.fromkeys(
        entity_id("COUNTRY", e.country) for e in linked.values() if e.kind == "PLACE" and e.country
    )
    reading.context = [
        country for land in lands if land not in linked and (country := table.entity(land))
    ]
    reading.index_names()


def nominative(reading: Reading, name: Named) -> str:
    """Return the name without the ending of the genitive; of a compound, the part that is the name."""
    if name.method.startswith("compound:"):
        return name.method.partition(":")[2]
    text = reading.surface(name.start, name.end)
    token = reading.doc[name.end - 1]
    cut = _GENITIVE.sub("", text)
    if cut != text:
        name.genitive = True
        return cut if text.endswith(("'s", "’s")) or not cut.endswith("s") or len(cut) > 3 else text
    if not text.endswith("s"):
        return text
    whole, shorter = gazetteer().lookup(text), gazetteer().lookup(text[:-1])
    if whole and whole[0].id not in {c.id for c in shorter}:
        return text
    if len(text) > 3:
        base, others = text[:-1], {reading.surface(n.start, n.end) for n in reading.names}
        attested = base in others or any(o.endswith(" " + base) for o in others) or bool(shorter)
        if (
            text[:-1].isupper()
            or attested
            or (
                has(token, "Case", "Gen")
                and token.lemma_ != token.text
                and not _ends_in_s(reading, token.text)
            )
        ):
            name.genitive = True
            return base
    return text


def _ends_in_s(reading: Reading, word: str) -> bool:
    """Tell whether a word is most likely a name that ends in -s of itself."""
    return word.lower().endswith(tuple(reading.lexicon.words["names_in_s"]))


def _countries(reading: Reading, table: Gazetteer) -> Counter[str]:
    """Count the countries that the article names: a place in one of them is more likely than its namesake."""
    counts: Counter[str] = Counter()
    for name in reading.names:
        for candidate in table.lookup(reading.surface(name.start, name.end))[:1]:
            if candidate.kind == "COUNTRY" and candidate.code:
                counts[candidate.code] += 1
    return counts


def _from_gazetteer(
    reading: Reading, name: Named, text: str, table: Gazetteer, context: Counter[str]
) -> Entity | None:
    candidates = table.lookup(
        text if name.method.startswith("compound:") else reading.surface(name.start, name.end)
    ) or table.lookup(text)
    if name.method != "gazetteer" and not name.method.startswith("compound:"):
        candidates = [
            c
            for c in candidates
            if c.kind == name.kind
            or (name.kind == "PLACE" and c.kind == "COUNTRY")
            or (c.kind == "ORGANISATION" and name.kind != "PERSON")
        ]
    if not candidates:
        return None
    best = _choose(reading, name, candidates, context)
    name.score = round(best.prior, 3)
    name.method = "gazetteer" if not name.method.startswith("compound:") else "compound"
    return table.entity(best.id)


def _choose(
    reading: Reading, name: Named, candidates: list[Candidate], context: Counter[str]
) -> Candidate:
    """Return the candidate that fits best: a government rather than its capital as a subject, a place in a country of the article."""
    metonyms = [c for c in candidates if c.how == "metonym"]
    places = [c for c in candidates if c.kind == "PLACE"]
    if metonyms and places:
        return metonyms[0] if _acts(reading, name) else places[0]
    if len(places) > 1 and places[0] is candidates[0]:
        return max(
            places, key=lambda c: c.prior + (0.5 if c.country and context[c.country] else 0.0)
        )
    return candidates[0]


def _acts(reading: Reading, name: Named) -> bool:
    """Tell whether the name is the subject of a verb: a place does nothing, a government does."""
    head = reading.doc[name.start : name.end].root
    return head.dep_.startswith("nsubj") and not (
        name.start and reading.doc[name.start - 1].pos_ == "ADP"
    )


def _persons(reading: Reading, nominatives: dict[int, str]) -> dict[int, Entity]:
    """Bring the names of each person together: by surname, by forename, by a part of a longer name."""
    people = [n for n in reading.names if n.kind == "PERSON" and nominatives[id(n)]]
    full: dict[str, list[str]] = defaultdict(list)
    for name in people:
        words = nominatives[id(name)].split()
        if len(words) > 1:
            full[" ".join(words)] = words
    _couples(reading, people, nominatives, full)
    fullest = {text: _fullest(words, full) for text, words in full.items()}
    result = {}
    for name in people:
        text = nominatives[id(name)]
        words = text.split()
        found = fullest.get(text) or _fullest(words, full)
        resolved = len(found.split()) > 1
        result[id(name)] = Entity(
            entity_id("PERSON", found, resolved=resolved), "PERSON", found, _surname(reading, found)
        )
        if found != text:
            name.method = "person-in-article"
    return result


def _surname(reading: Reading, full: str) -> tuple[Name, ...]:
    """Return the surname that a person is also known by, with the particles before it: "Leyen" and "von der Leyen"."""
    words = full.split()
    if len(words) < 2:
        return ()
    first = len(words) - 1
    while first > 1 and words[first - 1] in reading.lexicon.words["name_particles"]:
        first -= 1
    return tuple(Name(" ".join(words[i:])) for i in sorted({first, len(words) - 1}))


def _couples(
    reading: Reading, people: list[Named], nominatives: dict[int, str], full: dict[str, list[str]]
) -> None:
    """Give a forename that is joined by "og" to a full name that one's surname: "Poul og Connie Thomsen"."""
    for first, second in itertools.pairwise(people):
        joined = second.start == first.end + 1 and reading.lexicon.among(
            reading.doc[first.end].lower_, "coordination"
        )
        words = nominatives[id(second)].split()
        if (
            joined
            and first.end - first.start == 1
            and len(words) == 2
            and not any(nominatives[id(first)] == w[-1] for w in full.values())
        ):
            whole = [nominatives[id(first)], words[-1]]
            if not any(w[0] == whole[0] for w in full.values()) or " ".join(whole) in full:
                full.setdefault(" ".join(whole), whole)
                nominatives[id(first)] = " ".join(whole)


def _fullest(words: list[str], full: dict[str, list[str]]) -> str:
    """Return the longest full name in the article that these words may be short for, else the words themselves."""
    fits = [
        text for text, whole in full.items() if len(whole) > len(words) and _short_for(words, whole)
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


def _organisations(
    reading: Reading, nominatives: dict[int, str], table: Gazetteer
) -> dict[int, Entity]:
    """Bring an organisation's abbreviation and short form together with its full name in the article."""
    names = [n for n in reading.names if n.kind == "ORGANISATION" and nominatives[id(n)]]
    longer = {nominatives[id(n)] for n in names if n.end - n.start > 1}
    result = {}
    for name in names:
        text = nominatives[id(name)]
        fits = [
            o
            for o in sorted(longer)
            if o != text
            and (
                _initials(o) == text
                or (" " not in text and len(text) > 3 and _part_of(reading, text, o))
            )
        ]
        best = fits[0] if len(fits) == 1 else text
        known = table.lookup(best)
        kind: Kind = "ORGANISATION"
        entity = table.entity(known[0].id) if known and known[0].kind == kind else None
        result[id(name)] = entity or Entity(entity_id(kind, best), kind, best)
    return result


def _part_of(reading: Reading, word: str, name: str) -> bool:
    """Tell whether a word is the first of a name, or its last in the definite form: "Fællesrådet" for "Byens Fællesråd"."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    return word == first or (
        first != last
        and word.startswith(last.capitalize())
        and word.removeprefix(last.capitalize()) in reading.lexicon.words["definite_endings"]
    )


def _initials(text: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", text) if w[:1].isupper())
