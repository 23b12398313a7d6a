"""The titles before a name: "USA's præsident, Joe Biden", "overlæge, professor Ida Holm"."""

from collections.abc import Iterator
from dataclasses import replace

from kg.language.reading import Named, Reading, Title, has
from kg.language.roles.owners import (
    body_behind,
    employer_after,
    is_house,
    is_seated,
    name_before,
    past_brackets,
)
from kg.language.roles.phrases import Phrase, phrase_at, phrase_before
from kg.language.roles.words import is_calling, is_degree, is_person, one_of, singular

#: So many titles are read on one side of a name.
MOST_TITLES = 4


def titles_before(reading: Reading, name: Named) -> Iterator[Phrase]:
    """Read "USA's præsident, Joe Biden" and "overlæge, professor Ida Holm" leftwards."""
    low, _ = reading.paragraph_bounds(reading.paragraph(name.start))
    i = _past_origin(reading, _past_styles(reading, name.start - 1, low), low)
    comma = i >= low and (reading.doc[i].text == "," or _presents(reading, i, name.end))
    i, called = _past_brackets(reading, i - comma, low)
    if i < low:
        return
    found = phrase_before(reading, i, apposed=comma) or _calling(reading, i, comma=comma)
    end = past_brackets(reading, name.end)
    for _ in range(MOST_TITLES):
        if found is None:
            return
        of = (
            found.of
            or called
            or _employer(reading, end, found.title)
            or _giver(reading, found, name)
        )
        yield replace(found, of=of)
        i = found.start - 1
        if i <= low or not _joins(reading, i, found):
            return
        comma = reading.doc[i].text == ","
        found = phrase_before(reading, i - 1, apposed=comma)


def _presents(reading: Reading, colon: int, end: int) -> bool:
    """Tell whether a colon presents somebody and no speech: "Novo får ny direktør: Bo Holm."."""
    doc = reading.doc
    return doc[colon].text == ":" and (end == len(doc) or doc[end].is_punct)


def _calling(reading: Reading, at: int, *, comma: bool) -> Phrase | None:
    """Return the phrase of a noun that need not be a known title."""
    if at in reading.name_at:
        return None
    tells = is_calling if comma else is_person
    return phrase_at(reading, at) if tells(reading, reading.doc[at]) else None


def _past_brackets(reading: Reading, i: int, low: int) -> tuple[int, str | None]:
    """Return the token before "(UNHCR)," and the entity in it, or the same token and None."""
    doc = reading.doc
    if i - 2 <= low or doc[i].text != ")":
        return i, None
    opens = next((k for k in range(i - 1, max(low, i - 4), -1) if doc[k].text == "("), None)
    name = reading.name_at.get(i - 1)
    return (i, None) if opens is None else (opens - 1, name.entity if name else None)


def _past_styles(reading: Reading, i: int, low: int) -> int:
    """Return the token before "dr. phil.", "cand.jur." and "Sir", which are no titles."""
    doc, styles = reading.doc, reading.profile.titles.styles
    while i >= low:
        dot = doc[i].text == "." and i > low
        word = doc[i - dot].lower_ + "." * dot
        if word not in styles and not (dot and is_degree(reading, word)):
            return i
        i -= 1 + dot
    return i


def _past_origin(reading: Reading, i: int, low: int) -> int:
    """Return the comma before "svenskeren" and "den svenskfødte", or the same token."""
    doc, start = reading.doc, i
    name = reading.name_at.get(i)
    if name and name.kind == "COUNTRY" and doc[i].pos_ == "NOUN" and doc[i].text[0].islower():
        i -= 1
    elif i > low and doc[i].pos_ == "ADJ" and doc[i - 1].pos_ == "DET":
        i -= 2
    return i if i >= low and doc[i].text == "," else start


def _joins(reading: Reading, at: int, after: Phrase) -> bool:
    """Tell whether a comma or "og" joins two titles of one person.

    "instruktøren og forfatteren Bo Holm" is one, "formanden og direktør Bo Holm" may be two.
    """
    doc = reading.doc
    if doc[at].text == ",":
        return True
    same = has(doc[at - 1], "Definite", "Def") == has(doc[after.at], "Definite", "Def")
    return doc[at].lower_ in reading.profile.clauses.coordination and same


def _giver(reading: Reading, found: Phrase, name: Named) -> str | None:
    """Return whoever "hans" means in "hans chef Bo Holm": the person named last before it."""
    titles, words = reading.profile.titles, reading.doc[found.start : found.at]
    given = any(t.lower_ in titles.possessives for t in words)
    if not given or found.title.endswith(titles.state_offices):
        return None
    low, _ = reading.paragraph_bounds(max(reading.paragraph(found.at) - 1, 0))
    before = reading.names_starting(low, found.start)
    others = [n.entity for n in before if n.kind == "PERSON" and n.entity != name.entity]
    return others[-1] if others else None


def _employer(reading: Reading, end: int, title: str) -> str | None:
    """Return the entity behind a name that ends at `end` which may have a title.

    A place has its "borgmester", not its "advokat", but a hospital has its "overlæge".
    """
    owner = employer_after(reading, end)
    if owner is None:
        behind = body_behind(reading, end, title)
        return behind.entity if behind else None
    may = owner.kind == "ORGANISATION" or is_house(reading, owner) or is_seated(reading, title)
    return owner.entity if may else None


def shared_titles(reading: Reading, name: Named) -> Iterator[Title]:
    """Read "modeskaberne Ida Lund og Bo Holm": each has the title."""
    at = name.start - 1
    at -= at > 0 and reading.doc[at].text == ","
    one = singular(reading, reading.doc[at]) if at >= 0 and at not in reading.name_at else None
    if one is None or one_of(reading, reading.doc[at]):
        return
    owner = name_before(reading, at - 1)
    following: Named | None = name
    while following and following.kind == "PERSON":
        end = _past_party(reading, following.end)
        of = owner.entity if owner else _employer(reading, end, one)
        yield Title(following.entity, one, of, at)
        following = _joined(reading, _past_home(reading, end))


def _past_party(reading: Reading, i: int) -> int:
    """Return where the "(S)" ends that begins at `i`, or `i` where none does."""
    doc = reading.doc
    return i + 3 if i + 3 < len(doc) and doc[i].text == "(" and doc[i + 2].text == ")" else i


def _past_home(reading: Reading, i: int) -> int:
    """Return where the "fra Utah" or ", Ribe," ends that begins at `i`, or `i` for none."""
    doc = reading.doc
    homes = {",", *reading.profile.titles.employers, *reading.profile.names.seats}
    place = reading.name_at.get(i + 1) if i < len(doc) and doc[i].lower_ in homes else None
    if place is None or place.kind == "PERSON":
        return i
    return place.end + (doc[i].text == "," and place.end < len(doc) and doc[place.end].text == ",")


def _joined(reading: Reading, i: int) -> Named | None:
    """Return the name behind the comma or "og" at `i`."""
    if i >= len(reading.doc):
        return None
    joint = reading.doc[i]
    joins = joint.text == "," or joint.lower_ in reading.profile.clauses.coordination
    return reading.name_at.get(i + 1) if joins else None
