"""The titles after a name: "Ali Kaya, 42, som er tidligere dommer og rådgiver for Erdogan"."""

from collections.abc import Iterator
from dataclasses import replace

from kg.language.reading import Named, Reading
from kg.language.roles.owners import employer_after, is_house, past_brackets
from kg.language.roles.phrases import Phrase, phrase_at
from kg.language.roles.words import is_calling, is_compound, is_degree, is_title_beside
from kg.language.tokens import Token

#: So many titles are read on one side of a name.
MOST_TITLES = 4
#: So many words may stand between a name's comma and the title.
BETWEEN = 6


def titles_after(reading: Reading, name: Named) -> Iterator[Phrase]:
    """Read "Ali Kaya, 42, som er tidligere dommer og rådgiver for Erdogan" rightwards."""
    doc = reading.doc
    _, end = reading.paragraph_bounds(reading.paragraph(name.start))
    i = past_brackets(reading, name.end)
    if i >= end or doc[i].text not in {",", "(", "-", "–"}:
        return
    i = _past_relative(reading, _past_age(reading, i + 1, end), end)
    for _ in range(MOST_TITLES):
        at = _next_title(reading, i, end)
        if at is None or _names_another(reading, at, end):
            return
        found = phrase_at(reading, at)
        employer = None if found.of else employer_after(reading, _past_styles(reading, found.end))
        has = employer and (employer.kind == "ORGANISATION" or is_house(reading, employer))
        body = employer.entity if employer and has else found.of
        yield replace(found, of=body)
        i = found.end
        if i >= end or doc[i].lower_ not in {*reading.profile.clauses.coordination, ","}:
            return
        i += 1


def _past_styles(reading: Reading, i: int) -> int:
    """Return where the ", dr.med." ends that begins at `i`, or `i` where none does."""
    doc, at = reading.doc, i
    while at + 2 < len(doc) and doc[at].text == "," and is_degree(reading, doc[at + 1].lower_):
        at += 2 + (doc[at + 2].text == ".")
    return at


def _past_age(reading: Reading, i: int, end: int) -> int:
    """Return where "42," and "42 år," end that begin at `i`."""
    doc = reading.doc
    if i + 1 >= end or not doc[i].like_num:
        return i
    after = i + 1 + (doc[i + 1].lower_ in reading.profile.titles.years)
    joints = {",", ")", *reading.profile.clauses.coordination}
    return after + 1 if after < end and doc[after].lower_ in joints else i


def _past_relative(reading: Reading, i: int, end: int) -> int:
    """Return where "som på det tidspunkt var" ends that begins at `i`."""
    doc, profile = reading.doc, reading.profile
    if i < end and doc[i].lower_ in profile.pronouns.relative:
        for verb in range(i + 1, min(i + BETWEEN, end)):
            if doc[verb].lower_ in profile.titles.linking:
                return verb + 1
    return i


def _next_title(reading: Reading, i: int, end: int) -> int | None:
    """Return the title that a noun phrase from `i` on has as its head, or None.

    It need not be a known one where it has no article: "Bo Holm, uddannet dameskrædder".
    """
    doc, bare, titles = reading.doc, True, reading.profile.titles
    if i + 1 < end and doc[i].lower_ in titles.one and doc[i + 1].lower_ == titles.among:
        i += 2
    for at in range(i, min(i + BETWEEN, end)):
        name = reading.name_at.get(at)
        title = is_title_beside(reading, doc[at]) or (bare and is_calling(reading, doc[at]))
        if title and (name is None or is_compound(reading, at)):
            return None if _acts(reading, at, end) else at
        if name and name.kind == "PERSON" and not name.genitive:
            return None
        if not (name or _may_precede(reading, doc[at])):
            return None
        bare = bare and doc[at].pos_ != "DET"
    return None


def _acts(reading: Reading, at: int, end: int) -> bool:
    """Tell whether a word after a name is a verb for all that: "Bo Holm, anklager den"."""
    return at + 1 < end and reading.doc[at + 1].pos_ in {"DET", "PRON"}


def _may_precede(reading: Reading, token: Token) -> bool:
    word, profile = token.lower_, reading.profile
    return (
        token.pos_ in {"ADJ", "DET", "ADV", "NUM"}
        or word in profile.titles.modifiers
        or profile.genitive.ends(word)
    )


def _names_another(reading: Reading, at: int, end: int) -> bool:
    """Tell whether a title is that of the person named right after it."""
    following = reading.name_at.get(at + 1) if at + 1 < end else None
    return following is not None and following.kind == "PERSON"
