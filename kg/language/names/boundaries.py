"""Mend the spans of the recogniser with what is certain about how names are written.

Initials and particles belong to a person's name ("C. V. Holm", "Robert de Vries"); a known forename
before a surname does too; a genitive in front does not ("CDs Frode Holm"), nor do the lower-case
words behind it, unless they make the name of a body ("FN's sikkerhedsråd") or of a place ("Bording
pastorat").
"""

import re
from functools import lru_cache

from kg.language.marks import QUOTATION_MARKS
from kg.language.names.gazetteer import gazetteer, gender
from kg.language.names.lists import lists
from kg.language.names.nominative import is_surname_genitive
from kg.language.profile import Names
from kg.language.reading import VERBAL, Named, Reading, has
from kg.language.tokens import Token
from kg.model import Kind

#: Endings of fewer letters than these tell nothing of what a name is: "Holmsø", "Lindbro".
TELLING = 5
#: A forename and a surname, twice.
TWO_NAMES = 4
#: A nickname has so many words at most.
NICKNAME = 3
#: A surname is one that so many people bear, in bits.
BORNE = 8
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}")


def repair(reading: Reading, names: list[Named]) -> list[Named]:
    """Return the names with their spans mended, in order, none overlapping another."""
    taken = {t for n in names for t in range(n.start, n.end)}
    for name in names:
        if name.kind == "PERSON":
            _join_particles(reading, name)
            _join_left(reading, name, taken)
            _extend_right(reading, name, names)
            _join_nickname(reading, name, names)
        if name.kind == "PLACE":
            _join_noun(reading, name)
        _cut_tail(reading, name)
        _cut_head(reading, name)
    names = [n for n in names if n.start < n.end]
    pieces = [piece for name in names for piece in _split_genitive(reading, name)]
    for piece in pieces:
        _cut_title(reading, piece)
    return pieces


def _join_particles(reading: Reading, name: Named) -> None:
    """Take the particles before a surname into it: "von der Leyen"."""
    names, start = reading.profile.names, name.start
    low, _ = reading.paragraph_bounds(reading.paragraph(start))
    while start > low and name.start - start < 3 and reading.doc[start - 1].text in names.particles:
        start -= 1
    if start < name.start and reading.doc[start].text in names.leading_particles:
        name.start = start


def _join_left(reading: Reading, name: Named, taken: set[int]) -> None:
    """Take initials, and a forename the recogniser missed, into a person's name."""
    low, _ = reading.paragraph_bounds(reading.paragraph(name.start))
    while name.start > low and name.start - 1 not in taken:
        token = reading.doc[name.start - 1]
        if _is_initial(reading.profile.names, token.text) and (
            token.text.endswith(".")
            or (name.start - 2 >= low and not reading.doc[name.start - 2].is_sent_start)
        ):
            name.start -= 1
        elif (
            token.text == "."
            and name.start - 2 >= low
            and len(reading.doc[name.start - 2].text) == 1
            and reading.doc[name.start - 2].text.isupper()
        ):
            name.start -= 2
        elif token.text[0].isupper() and gender(token.text, reading.language):
            name.start -= 1
        else:
            break
        taken.add(name.start)


def _is_initial(names: Names, text: str) -> bool:
    """Tell whether a word stands for a forename: "C.", "H.C.", "Chr."."""
    return (
        bool(_INITIALS.fullmatch(text)) and text.isupper()
    ) or text in names.abbreviated_forenames


def _extend_right(reading: Reading, name: Named, names: list[Named]) -> None:
    """Join "Robert" + "de" + "Vries", whether the last part was recognised or not."""
    particles = reading.profile.names.particles
    _, high = reading.paragraph_bounds(reading.paragraph(name.start))
    at = name.end
    while at < high and reading.doc[at].text in particles and at - name.end < 2:
        at += 1
    if (
        name.end < at < high
        and reading.doc[at].text[0].isupper()
        and reading.doc[name.end].text not in reading.profile.names.no_particles
    ):
        end = at + 1
        for other in names:
            if other is not name and other.start <= at < other.end and other.kind != "ORGANISATION":
                end, other.start = other.end, other.end
        name.end = end


def _join_nickname(reading: Reading, name: Named, names: list[Named]) -> None:
    """Join what a nickname in quotation marks parts: Bent "Tuba" Lund."""
    doc, (_, high) = reading.doc, reading.paragraph_bounds(reading.paragraph(name.start))
    for close in range(name.end + 2, min(name.end + 2 + NICKNAME, high - 1)):
        marks = doc[name.end].text in QUOTATION_MARKS and doc[close].text in QUOTATION_MARKS
        if marks and all(doc[i].text[0].isupper() for i in (name.end + 1, close + 1)):
            end = close + 2
            for other in names:
                if other is not name and name.end <= other.start < end:
                    end, other.start = max(end, other.end), other.end
            name.end = end
            return


def _join_noun(reading: Reading, name: Named) -> None:
    """Take the noun that tells of which kind a place is into its name: "Bording pastorat"."""
    _, high = reading.paragraph_bounds(reading.paragraph(name.start))
    suffixes = reading.profile.names.place_suffixes
    name.end += name.end < high and reading.doc[name.end].lower_ in suffixes


def _cut_tail(reading: Reading, name: Named) -> None:
    """Drop lower-case words from the end of a name that do not make it a body or a place."""
    endings = reading.profile.names.body_suffixes + reading.profile.names.place_suffixes
    while name.end - name.start > 1:
        last = reading.doc[name.end - 1]
        if last.text[0].isupper() or last.text[0].isdigit() or not last.is_alpha:
            return
        bare = last.lower_.removesuffix(reading.profile.genitive.ending)
        if name.kind == "PERSON" or not (last.lower_.endswith(endings) or bare.endswith(endings)):
            name.end -= 1
        else:
            return


def _cut_title(reading: Reading, name: Named) -> None:
    """Drop a title in capitals from the end of a name: "Arla CEO Ida Bo"."""
    if name.end - name.start > 1 and is_title_in_capitals(reading, reading.doc[name.end - 1]):
        name.end -= 1


def is_title_in_capitals(reading: Reading, word: Token) -> bool:
    """Tell whether a word is a title that is written in capitals: "CEO"."""
    return word.text.isupper() and word.lower_ in reading.profile.titles.suffixes


def _cut_head(reading: Reading, name: Named) -> None:
    """Drop the common noun that a sentence begins with from the name that follows it.

    "Foreningen Lys & Luft", "Rådmand Ole Bech".
    """
    if name.end - name.start < 2:
        return
    first = reading.doc[name.start]
    opens = (
        name.start == reading.paragraph_bounds(reading.paragraph(name.start))[0]
        or first.is_sent_start
        or reading.doc[name.start - 1].is_punct
    )
    title = first.lower_.endswith(reading.profile.titles.suffixes)
    kind = has(first, "Definite", "Def") and first.lower_.endswith(
        tuple(reading.profile.references.collective["ORGANISATION"])
    )
    second = reading.doc[name.start + 1].text
    person = name.kind == "PERSON" or gender(second, reading.language)
    if (
        opens
        and first.pos_ in {"NOUN", "PROPN"}
        and ((title and person) or (name.kind == "ORGANISATION" and kind))
        and second[0].isupper()
    ):
        name.start += 1


def _split_genitive(reading: Reading, name: Named) -> list[Named]:
    """Part "CDs Frode Holm": the genitive of something known, then a forename."""
    first = reading.doc[name.start]
    if name.kind == "PERSON" and (cut := _second_begins(reading, name)):
        rest = Named(cut, name.end, "PERSON", name.method, name.score)
        return [Named(name.start, cut, "PERSON", name.method, name.score), rest]
    if name.kind == "PERSON" and (cut := _owner_ends(reading, name)):
        rest = Named(cut, name.end, "ORGANISATION", name.method, name.score)
        return [Named(name.start, cut, "PERSON", name.method, name.score), rest]
    if (
        name.end - name.start < 2
        or not reading.profile.genitive.ends(first.text)
        or not gazetteer(reading.language).lookup(first.text)
    ):
        return [name]
    if gender(reading.doc[name.start + 1].text, reading.language) and not gender(
        first.text, reading.language
    ):
        owner = gazetteer(reading.language).lookup(first.text)[0]
        return [
            Named(name.start, name.start + 1, owner.kind, "gazetteer", owner.prior),
            Named(name.start + 1, name.end, "PERSON", name.method, name.score),
        ]
    return [name]


def _second_begins(reading: Reading, name: Named) -> int | None:
    """Return where a second person's name begins in what stands behind a verb, or None.

    "I går mødte Ida Bo Ole Lund": two forenames, each before a surname that is none.
    """
    words = [token.text for token in reading.doc[name.start : name.end]]
    verb = name.start and reading.doc[name.start - 1].pos_ in VERBAL
    if len(words) != TWO_NAMES or not verb:
        return None
    first, last, other, end = (bool(gender(word, reading.language)) for word in words)
    return name.start + 2 if first and other and not last and not end else None


def _owner_ends(reading: Reading, name: Named) -> int | None:
    """Return where the genitive ends that a recognised person begins with, of two words or more.

    "Karen Juhls Hav": the rest is what the person owns. None where there is none.
    """
    if not lists(reading.language).bearers(reading.doc[name.start].text).forename:
        return None
    for i in range(name.start + 1, name.end - 1):
        if is_surname_genitive(reading, i):
            return i + 1
    return None


def kind_of_form(reading: Reading, text: str) -> Kind | None:
    """Return the kind that the last word of a name tells, in the nominative; None for none.

    Hospitals and streets are places, unions are organisations, but not of one word, or behind a
    forename; a surname behind initials or "fru" is a person's.
    """
    return _kind_of_form(reading.profile.names, reading.language, text)


@lru_cache(maxsize=20_000)
def _kind_of_form(names: Names, language: str, text: str) -> Kind | None:
    first, _, last = text.rpartition(" ")
    if first.lower() in names.honorifics:
        return "PERSON"
    if last.isdigit() and first.lower().endswith(names.place_suffixes):
        return "PLACE"
    if not first or gender(first.split()[0], language):
        return None
    told: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("PLACE", names.place_suffixes),
        ("ORGANISATION", names.body_suffixes),
    )
    for kind, suffixes in told:
        if last.lower().endswith(tuple(s for s in suffixes if len(s) >= TELLING)):
            return kind
    surname = lists(language).bearers(last).families >= BORNE
    initials = "." in first and all(_is_initial(names, word) for word in first.split())
    return "PERSON" if surname and initials else None
