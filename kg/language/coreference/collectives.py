"""Which body or country a noun for one stands for: "partiet", "landet", "rådet"."""

from bisect import bisect_left
from collections import defaultdict

from kg.language.coreference.nouns import main_word
from kg.language.coreference.places import reach, sentence_of
from kg.language.reading import Reading
from kg.language.tokens import Token
from kg.model import Kind

#: How far back "landet" and "partiet" look, in sentences.
NEAR = 4


def collective(reading: Reading, token: Token) -> str | None:
    """Return the last country for "landet", the last organisation for "partiet".

    Of one sentence, a subject comes before another.

    A name that says so comes first: "rådet" is Dansk Kirkeråd before it is any other organisation,
    "politiet" is politiet i Assens.
    """
    if named := _named_so(reading, token):
        return named
    for kind, words in reading.profile.references.collective.items():
        if {token.lower_, token.lower_.removesuffix(reading.profile.genitive.ending)} & words:
            return last_of_kind(reading, kind, token.i)
    return None


def _named_so(reading: Reading, token: Token) -> str | None:
    """Return the organisation named last whose main word is the noun, or a compound of it."""
    word, stem = token.lower_.removesuffix(reading.profile.genitive.ending), token.lemma_.lower()
    if len(stem) <= 3:
        return None
    known = reading.doc.user_data.setdefault("named_so", {})
    if (word, stem) not in known:
        ends = _organisation_ends(reading)
        same = [places for last, places in ends.items() if last.endswith((word, stem))]
        known[word, stem] = sorted(place for places in same for place in places)
    places: list[tuple[int, int, str]] = known[word, stem]
    before = bisect_left(places, (token.i,))
    return places[before - 1][2] if before else None


def _organisation_ends(reading: Reading) -> dict[str, list[tuple[int, int, str]]]:
    """Return where organisations are named, by the main word, with their number there."""
    ends: dict[str, list[tuple[int, int, str]]] | None
    ends = reading.doc.user_data.get("organisation_ends")
    if ends is None:
        ends = reading.doc.user_data["organisation_ends"] = defaultdict(list)
        for number, name in enumerate(reading.names):
            if name.kind == "ORGANISATION":
                words = [token.text for token in reading.doc[name.start : name.end]]
                last = main_word(reading, words).removesuffix(reading.profile.genitive.ending)
                ends[last].append((name.start, number, name.entity))
    return ends


def last_of_kind(reading: Reading, kind: Kind, before: int) -> str | None:
    """Return the entity of a kind that was named last before a token, five sentences back."""
    sentence = sentence_of(reading, before)
    best: tuple[float, str] | None = None
    for name in reading.names_starting(reach(reading, before, NEAR), before):
        if name.kind != kind or reading.doc[name.start].text[0].islower():
            continue
        distance = sentence - sentence_of(reading, name.start)
        subject = reading.doc[name.start].dep_.startswith("nsubj")
        rank = -distance + (0.6 if subject else 0.0)
        if best is None or rank >= best[0]:
            best = rank, name.entity
    return best[1] if best else None
