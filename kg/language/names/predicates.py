"""What is said of a name tells its kind for certain.

"Ribe er en by", "Bo er en 42-årig mand", "flyselskabet Anto", "romanen Langt ude".
"""

from collections.abc import Sequence
from typing import Literal

from kg.language.names.evidence import noun_classes
from kg.language.reading import Named, Reading, has
from kg.language.tokens import Token
from kg.model import Kind

#: So many words after "er" the noun is looked for.
REACH = 6
#: Shorter words than this are no ending of others: "by" is none of "baby".
SHORTEST_ENDING = 4
#: The classes of nouns that introduce a name, and what it is then.
INTRODUCED: dict[str, Kind | Literal["thing"]] = {
    "of a place": "PLACE",
    "of a body": "ORGANISATION",
    "of a thing": "thing",
}


def kind_introduced(reading: Reading, places: Sequence[Named]) -> Kind | Literal["thing"] | None:
    """Return what the definite noun right before a name says it is; None for no such noun."""
    for place in places:
        before = reading.doc[place.start - 1] if place.start else None
        if before and before.text.islower():
            classes = noun_classes(reading, before.lower_)
            introduces = len(classes) == 1 and classes[0] in INTRODUCED
            if introduces and _is_definite(reading, before):
                return INTRODUCED[classes[0]]
    return None


def _is_definite(reading: Reading, word: Token) -> bool:
    """Tell whether a noun is definite, also one that the tagger takes for another word."""
    endings = tuple(e for e in reading.profile.names.definite_endings if len(e) > 1)
    mistaken = word.pos_ != "NOUN" and word.text.endswith(endings)
    return mistaken or has(word, "Definite", "Def")


def kind_told(reading: Reading, places: Sequence[Named]) -> Kind | None:
    """Return the kind that a predicate tells at one of the places of a name; None for none."""
    return next((kind for place in places if (kind := _predicated(reading, place))), None)


def _predicated(reading: Reading, place: Named) -> Kind | None:
    doc, (_, high) = reading.doc, reading.paragraph_bounds(reading.paragraph(place.start))
    if place.end >= high or doc[place.end].lower_ not in reading.profile.clauses.linking:
        return None
    told: Kind | None = None
    for token in doc[place.end + 1 : min(place.end + 1 + REACH, high)]:
        told = _told_by(reading, token.lower_) or told
        if token.pos_ == "NOUN" or token.pos_ not in {"DET", "ADJ", "NUM", "PRON"}:
            break
    return told


def _told_by(reading: Reading, word: str) -> Kind | None:
    for kind, words in reading.profile.evidence.told.items():
        if word in words or word.endswith(tuple(w for w in words if len(w) >= SHORTEST_ENDING)):
            return kind
    return None
