"""Find further names once the plain ones are known.

Parts of compounds, abbreviations, repetitions, bodies named through another.
"""

import re
from collections import Counter

from kg.language.names.gazetteer import DERIVED, Gazetteer
from kg.language.reading import Named, Reading
from kg.model import Kind


def compounds(reading: Reading, table: Gazetteer, names: list[Named]) -> list[Named]:
    """Return names that are the first parts of hyphened words.

    "Rafah" in "Rafah-invasion", each of "Arafat-Rabin-dialog".
    """
    covered = {t for n in names for t in range(n.start, n.end)}
    seen: dict[str, Kind] = {reading.surface(n.start, n.end): n.kind for n in names}
    found = []
    for token in reading.doc:
        parts = re.split(r"[-–]", token.text)
        if token.i in covered or len(parts) < 2 or not parts[0][:1].isupper():
            continue
        for part in [p for p in parts[:-1] if p[:1].isupper()] + (
            [parts[-1]] if parts[-1][:1].isupper() else []
        ):
            candidates = table.lookup(part)
            if (
                candidates
                and (not candidates[0].ambiguous or part.isupper())
                and candidates[0].how not in DERIVED
            ):
                found.append(
                    Named(token.i, token.i + 1, candidates[0].kind, f"compound:{part}", 0.7)
                )
            elif part in seen:
                found.append(Named(token.i, token.i + 1, seen[part], f"compound:{part}", 0.7))
    return found


def acronyms(reading: Reading, names: list[Named]) -> list[Named]:
    """Return words of two to six capitals in running text: nearly always organisations."""
    covered = {t for n in names for t in range(n.start, n.end)}
    found = []
    for token in reading.doc:
        word = reading.profile.genitive.bare(token.text)
        if (
            token.i in covered
            or not (2 <= len(word) <= 6 and word.isalpha() and word.isupper())
            or token.pos_ not in {"PROPN", "NOUN", "X"}
        ):
            continue
        neighbour = (
            token.i + 1 < len(reading.doc)
            and reading.doc[token.i + 1].text.isupper()
            and len(reading.doc[token.i + 1].text) > 1
        )
        if (
            not reading.shouted(token.i)
            and not token.is_sent_start
            and not neighbour
            and word not in reading.profile.names.no_organisation
        ):
            found.append(Named(token.i, token.i + 1, "ORGANISATION", "acronym", 0.5))
    return found


def repeated(reading: Reading, names: list[Named]) -> list[Named]:
    """Return further places of surnames and single words recognised elsewhere in the article."""
    covered = {t for n in names for t in range(n.start, n.end)}
    votes: dict[str, Counter[Kind]] = {}
    genitive = reading.profile.genitive
    for name in names:
        if name.method == "recogniser" and name.end - name.start <= 3:
            word = reading.profile.genitive.bare(reading.doc[name.end - 1].text)
            if (
                len(word) > 2
                and word[0].isupper()
                and (name.kind == "PERSON" or name.end - name.start == 1)
            ):
                votes.setdefault(word, Counter())[name.kind] += 1
    found = []
    for token in reading.doc:
        word = genitive.unmarked(token.text)
        word = word if word in votes else word.removesuffix(genitive.ending)
        if (
            token.i not in covered
            and word in votes
            and token.text[0].isupper()
            and token.pos_ in {"PROPN", "NOUN", "X"}
            and not reading.shouted(token.i)
        ):
            found.append(
                Named(token.i, token.i + 1, votes[word].most_common(1)[0][0], "repeated", 0.6)
            )
    return found


def bodies(reading: Reading, names: list[Named]) -> list[Named]:
    """Return bodies named through their owner or seat.

    "Folketingets finansudvalg", "FN's generalforsamling", "politiet i Horsens".
    """
    at = {n.start: n for n in names}
    ends = {n.end: n for n in names}
    covered = {t for n in names for t in range(n.start, n.end)}
    found = []
    profile = reading.profile.names
    for token in reading.doc:
        if token.i in covered:
            continue
        owner = ends.get(token.i)
        if (
            owner
            and owner.kind in {"ORGANISATION", "COUNTRY"}
            and token.lower_.endswith(profile.body_suffixes)
            and token.text[0].islower()
        ):
            surface = reading.surface(owner.start, owner.end)
            if (
                surface.endswith(reading.profile.genitive.ending)
                and not surface.isupper()
                and token.pos_ == "NOUN"
            ):
                found.append(Named(owner.start, token.i + 1, "ORGANISATION", "body", 0.6))
        elif (
            token.lower_ in profile.seated_bodies
            and token.i + 2 < len(reading.doc)
            and token.nbor().lower_ in profile.seats
        ):
            seat = at.get(token.i + 2)
            if seat and seat.kind == "PLACE":
                found.append(Named(token.i, seat.end, "ORGANISATION", "body", 0.6))
    return found
