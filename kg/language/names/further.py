"""Find further names once the plain ones are known.

Parts of compounds, abbreviations, repetitions, bodies named through another.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from kg.language.names.gazetteer import DERIVED, Gazetteer, gazetteer
from kg.language.names.lists import lists
from kg.language.names.nominative import ends_genitive
from kg.language.names.runs import capitals
from kg.language.reading import Named, Reading, has
from kg.language.tokens import Token
from kg.model import Kind

_HYPHEN = re.compile("[-–]")
_JOINT = re.compile("[-–/]")
#: Words of two names that share an ending: "Nord- og Sydkorea".
SHARING = 3


def compounds(reading: Reading, table: Gazetteer, names: list[Named]) -> list[Named]:
    """Return names that are the first parts of hyphened words.

    "Rafah" in "Rafah-invasion", each of "Arafat-Rabin-dialog", "Hanne Boel" in "Hanne
    Boel-koncert": the name before it is taken into the last.
    """
    covered = {t for n in names for t in range(n.start, n.end)}
    before = {n.end: n for n in names}
    seen: dict[str, Kind] = {reading.surface(n.start, n.end): n.kind for n in names}
    doc, found = reading.doc, []
    lasts = {doc[n.end - 1].text for n in names}
    for token in map(doc.__getitem__, capitals(reading)):
        if not _HYPHEN.search(token.text):
            continue
        whole = next((n for n in names if n.start == token.i), None)
        longer = whole and whole.end > token.i + SHARING
        if not longer and (shared := _shared_ending(reading, table, token)):
            found.append(shared)
            if whole:
                whole.start, whole.kind = min(token.i + 2, whole.end), shared.kind
            continue
        named = [part for part in _HYPHEN.split(token.text) if part[:1].isupper()]
        if token.i in covered:
            continue
        first = _begun(reading, before.get(token.i))
        owned = ends_genitive(reading, token.i - 1) or doc[token.i - 1].text[:-1] in lasts
        if first and len(named) == 1 and not owned:
            part = f"{reading.surface(first.start, first.end)} {named[0]}"
            found.append(Named(first.start, token.i + 1, first.kind, "compound", 0.7, part=part))
            first.end = first.start
            continue
        found += [
            Named(token.i, token.i + 1, kind, "compound", 0.7, part=part)
            for part in named
            if (kind := _kind_of_part(reading, table, part, seen))
        ]
    return found


def _begun(reading: Reading, name: Named | None) -> Named | None:
    """Return a name that the first part of a compound may end: no "danske" of "danske EF-lande"."""
    return name if name and reading.doc[name.start].text[0].isupper() else None


def _shared_ending(reading: Reading, table: Gazetteer, token: Token) -> Named | None:
    """Return the name that shares its ending with the one after "og": "Nord- og Sydkorea"."""
    doc = reading.doc
    if not token.text.endswith("-") or token.i + 2 >= len(doc):
        return None
    whole = doc[token.i + 2].text
    joined = doc[token.i + 1].lower_ in reading.profile.clauses.coordination
    if not joined or not table.lookup(whole) or table.lookup(whole)[0].kind == "ORGANISATION":
        return None
    for cut in range(2, len(whole) - 2):
        text = token.text[:-1] + whole[cut:]
        known = table.lookup(text)
        if known and not known[0].ambiguous and known[0].how not in DERIVED:
            name = reading.profile.genitive.unmarked(text)
            return Named(token.i, token.i + 1, known[0].kind, "compound", 0.7, part=name)
    return None


def _kind_of_part(
    reading: Reading, table: Gazetteer, part: str, seen: dict[str, Kind]
) -> Kind | None:
    """Return the kind of the name that is part of a compound; None of what is a common word."""
    candidates = table.lookup(part)
    if candidates and candidates[0].how in DERIVED:
        return None
    if candidates and (not candidates[0].ambiguous or part.isupper()):
        return candidates[0].kind
    if part in seen:
        return seen[part]
    common = lists(reading.language).is_word(part) or part in reading.profile.names.no_organisation
    return None if common or len(part) < 3 else "ORGANISATION"


def joined_bodies(reading: Reading, table: Gazetteer, names: list[Named]) -> list[Named]:
    """Return the known bodies that hyphens and slashes join or enclose: "Ritzau-Reuters".

    A name that was taken for the whole word is emptied. So is none of several words.
    """
    at = {n.start: n for n in names}
    found = []
    for token in reading.doc:
        if token.text.isalpha() or not (parts := _parts(table, token.text)):
            continue
        whole = at.get(token.i)
        if whole and whole.end > token.i + 1:
            continue
        if whole:
            whole.end = whole.start
        found += [
            Named(token.i, token.i + 1, "ORGANISATION", "compound", 0.7, part=part)
            for part in parts
        ]
    return found


@lru_cache(maxsize=20_000)
def _parts(table: Gazetteer, word: str) -> list[str]:
    """Return the known bodies that hyphens and slashes join in a word, or enclose, if they do."""
    parts = [part for part in _JOINT.split(word) if part]
    if parts == [word] or table.lookup(word) or not all(_is_body(table, p) for p in parts):
        return []
    return parts


def _is_body(table: Gazetteer, word: str) -> bool:
    """Tell whether a word is the name of a known body and of nothing else."""
    known = table.lookup(word)
    return bool(known) and known[0].kind == "ORGANISATION" and not known[0].ambiguous


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
    for token in map(reading.doc.__getitem__, capitals(reading)):
        if token.pos_ not in {"PROPN", "NOUN", "X"}:
            continue
        word = genitive.unmarked(token.text)
        word = word if word in votes else word.removesuffix(genitive.ending)
        if word in votes and token.i not in covered and not reading.shouted(token.i):
            kind = votes[word].most_common(1)[0][0]
            found.append(Named(token.i, token.i + 1, kind, "repeated", 0.6))
    return found


def bodies(reading: Reading, names: list[Named]) -> list[Named]:
    """Return bodies named through their owner, country or seat.

    "Folketingets finansudvalg", "det franske senat", "politiet i Horsens".
    """
    at = {n.start: n for n in names}
    ends = {n.end: n for n in names}
    covered = {t for n in names for t in range(n.start, n.end)}
    found, doc = [], reading.doc
    near = {n.end for n in names if n.end < len(doc)}
    near |= {n.start - 2 for n in names if n.kind == "PLACE" and n.start > 1}
    for token in map(doc.__getitem__, sorted(near)):
        owner, known = ends.get(token.i), at.get(token.i)
        start = None
        if owner and token.text[0].islower() and token.pos_ in {"NOUN", "PROPN"}:
            of_place = known and known.end == token.i + 1 and owner.kind == "PLACE"
            may = of_place or token.i not in covered
            start = _owns(reading, owner, token) if may else None
        if start is not None:
            found.append(Named(start, token.i + 1, "ORGANISATION", "body", 0.6))
            if known:
                known.end = known.start
        elif token.i not in covered:
            found += _seated(reading, token, at)
    return found


def _owns(reading: Reading, owner: Named, noun: Token) -> int | None:
    """Return where the body begins that `noun` is and the name before it owns; None for none.

    An owner stands in the genitive, a country also as an adjective: then an article is included.
    """
    profile, genitive = reading.profile, reading.profile.genitive
    surface = reading.surface(owner.start, owner.end)
    bare = noun.lower_.removesuffix(genitive.ending)
    if surface[0].islower() and owner.kind == "COUNTRY":
        national = bare.endswith(profile.names.national_bodies)
        return _with_article(reading, owner) if national else None
    if owner.kind == "PERSON" or (surface[0].islower() and _is_derived(reading, surface)):
        return None
    bodies = profile.names.body_suffixes if owner.kind == "ORGANISATION" else ()
    owned = genitive.ends(surface) and bare.endswith((*bodies, *profile.names.national_bodies))
    return owner.start if owned else None


def _with_article(reading: Reading, owner: Named) -> int | None:
    """Return where an adjective begins, with the article before it; None behind an indefinite."""
    before = reading.doc[owner.start - 1] if owner.start else None
    if before is None or before.pos_ != "DET":
        return owner.start
    return None if has(before, "PronType", "Ind") else before.i


def _is_derived(reading: Reading, surface: str) -> bool:
    """Tell whether a name is an adjective, inhabitant or member of what it names."""
    known = gazetteer(reading.language).lookup(surface)
    return bool(known) and known[0].how in DERIVED


def _seated(reading: Reading, body: Token, at: Mapping[int, Named]) -> list[Named]:
    """Return the body named through its seat or seats: "politiet i Ribe og Varde"."""
    profile = reading.profile
    if (
        not body.lower_.endswith(profile.names.seated_bodies)
        or body.i + 2 >= len(reading.doc)
        or body.nbor().lower_ not in profile.names.seats
    ):
        return []
    seat = at.get(body.i + 2)
    if seat is None or seat.kind != "PLACE":
        return []
    joined = seat.end < len(reading.doc) - 1 and reading.doc[seat.end].lower_
    other = at.get(seat.end + 1) if joined in profile.clauses.coordination else None
    end = other.end if other and other.kind == "PLACE" else seat.end
    return [Named(body.i, end, "ORGANISATION", "body", 0.6)]


def take_purposes(reading: Reading) -> None:
    """Let the names of bodies go on with what these are for: "FN's råd for menneskerettigheder"."""
    bodies = reading.profile.names.body_suffixes
    for name in reading.names:
        last = reading.doc[name.end - 1]
        if name.kind == "ORGANISATION" and last.text[0].islower() and last.lower_.endswith(bodies):
            name.end = _with_purpose(reading, name.end)


def _with_purpose(reading: Reading, end: int) -> int:
    """Return where what a body is for ends: "for vurdering og anvendelse af teknologi"."""
    doc, names, at = reading.doc, reading.profile.names, end
    _, high = reading.paragraph_bounds(reading.paragraph(end - 1))
    joints = names.purpose
    while at + 1 < high and doc[at].lower_ in joints:
        at += 1
        while at + 1 < high and doc[at].pos_ == "ADJ" and doc[at].text[0].islower():
            at += 1
        if doc[at].pos_ != "NOUN" or at in reading.name_at:
            break
        end = at = at + 1
        joints = names.purposes
    return end
