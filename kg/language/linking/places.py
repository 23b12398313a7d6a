"""Choose what a name in the gazetteer means.

Its kind, the countries of the article and what the sentence says it does decide.
"""

from collections import Counter

from kg.language.names.gazetteer import Candidate, Gazetteer
from kg.language.reading import Named, Reading
from kg.model import Entity


def countries(reading: Reading, table: Gazetteer) -> Counter[str]:
    """Count the countries that the article names.

    A place in one of them is more likely than its namesake.
    """
    counts: Counter[str] = Counter()
    for name in reading.names:
        for candidate in table.lookup(reading.surface(name.start, name.end))[:1]:
            if candidate.kind == "COUNTRY" and candidate.code:
                counts[candidate.code] += 1
    return counts


def from_gazetteer(
    reading: Reading, name: Named, text: str, table: Gazetteer, context: Counter[str]
) -> Entity | None:
    """Return the entity that the gazetteer has for a name, or None.

    The name notes that it came from there.
    """
    candidates = table.lookup(
        text if name.part else reading.surface(name.start, name.end)
    ) or table.lookup(text)
    candidates = [
        c
        for c in candidates
        if c.kind == name.kind or (name.kind == "PLACE" and c.how == "metonym")
    ]
    if not candidates:
        return None
    best = _choose(reading, name, candidates, context)
    name.score = round(best.prior, 3)
    name.method = "compound" if name.part else "gazetteer"
    return table.entity(best.id)


def _choose(
    reading: Reading, name: Named, candidates: list[Candidate], context: Counter[str]
) -> Candidate:
    """Return the candidate that fits best.

    A government rather than its capital as a subject, a place in a country of the article.
    """
    metonyms = [c for c in candidates if c.how == "metonym"]
    places = [c for c in candidates if c.kind == "PLACE"]
    if metonyms and places:
        governs = context[metonyms[0].code or ""] and _is_nowhere_a_place(reading, name)
        return metonyms[0] if governs or _acts(reading, name) else places[0]
    if len(places) > 1 and places[0] is candidates[0]:
        return max(
            places, key=lambda c: c.prior + (0.5 if c.country and context[c.country] else 0.0)
        )
    return candidates[0]


def _is_nowhere_a_place(reading: Reading, name: Named) -> bool:
    """Tell whether the article nowhere has a capital as where something is or goes.

    Then it is the government: "aftalen med Moskva", "Washingtons modstand".
    """
    bare = reading.profile.genitive.bare(reading.surface(name.start, name.end))
    same = (
        n
        for n in reading.names
        if reading.profile.genitive.bare(reading.surface(n.start, n.end)) == bare
    )
    return not any(_is_where(reading, n) for n in same)


def _is_where(reading: Reading, name: Named) -> bool:
    """Tell whether a name says where: after "i", as owner of a street, in brackets, in a list."""
    doc, profile = reading.doc, reading.profile
    last = doc[name.end - 1]
    before = doc[name.start - 1] if name.start else last
    after = doc[name.end] if name.end < len(doc) else last
    if name.part or before.text == "(" or before is last or last.text.isupper():
        return True
    if profile.genitive.ends(last.text) and after.pos_ in {"NOUN", "ADJ"}:
        head = reading.head(name).head.lower_
        return head.endswith((*profile.evidence.places, *profile.names.place_suffixes))
    listed = after.text == "," and name.end + 1 in reading.name_at
    noun = before.nbor(-1) if before.text == "," and before.i else before
    return (
        listed
        or noun.lower_.endswith(profile.evidence.places)
        or before.lower_ in profile.names.whereabouts
        or (before.pos_ == "ADP" and before.i > 0 and before.nbor(-1).pos_ in {"ADV", "ADP"})
    )


def _acts(reading: Reading, name: Named) -> bool:
    """Tell whether the name is the subject of a verb: a place does nothing, a government does."""
    head = reading.head(name)
    return head.dep_.startswith("nsubj") and not (
        name.start and reading.doc[name.start - 1].pos_ == "ADP"
    )
