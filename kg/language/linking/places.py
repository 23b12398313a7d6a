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
