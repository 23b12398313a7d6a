"""Read leftwards from a title: the modifiers that are part of it, and whose it is."""

from kg.language.reading import Reading
from kg.language.roles.owners import is_genitive, name_before
from kg.language.roles.words import indefinite, is_compound, one_of
from kg.language.tokens import Token


def leftwards(reading: Reading, at: int) -> tuple[list[str], int, str | None]:
    """Return the words of a title up to its head, where it begins, and whose it is."""
    doc, head = reading.doc, reading.doc[at]
    low, _ = reading.paragraph_bounds(reading.paragraph(at))
    words = [one_of(reading, head) or indefinite(reading, head)]
    of = reading.name_at[at].entity if is_compound(reading, at) else None
    if of and _is_field(reading, at, of):
        of = of if words[0].endswith(reading.profile.titles.bodied) else None
        words = [f"{doc[at].lower_.rpartition('-')[0]}-{words[0]}"]
    first, i = _modifiers(reading, at - 1, low)
    joined = i > low and doc[i].lower_ in reading.profile.clauses.coordination
    if joined and doc[i - 1].text.endswith("-"):
        first, words = [], [f"{doc[i - 1].lower_} {doc[i].lower_} {' '.join(first + words)}"]
        i -= 2
    i = _passed_over(reading, i, low)
    owner = None if of else name_before(reading, i)
    if owner is None:
        return [*first, *words], i + 1, of
    genitive, i = is_genitive(reading, owner.end - 1), owner.start - 1
    if genitive or _national(reading, words[-1], owner.kind):
        of = owner.entity
    further, i = ([], i) if genitive else _modifiers(reading, i, low)
    return [*further, *first, *words], _passed_over(reading, i, low) + 1, of


def _modifiers(reading: Reading, i: int, low: int) -> tuple[list[str], int]:
    """Return the modifiers that end at `i`, and the token before them: "adm.", "tidligere"."""
    doc = reading.doc
    words: list[str] = []
    while i >= low:
        dot = doc[i].text == "." and i > low
        if not (modifier := modifier_of(reading, doc[i - dot], "." * dot)):
            break
        words.insert(0, modifier)
        i -= 1 + dot
    return words, i


def _is_field(reading: Reading, at: int, body: str) -> bool:
    """Tell whether the name in a compound says what a title is about: "Venstres EU-ordfører"."""
    owner = name_before(reading, at - 1)
    known = reading.name_at[at].part.lower() in reading.profile.titles.fields
    return known or (owner is not None and owner.entity != body)


def _passed_over(reading: Reading, i: int, low: int) -> int:
    """Return the token before the articles, ages and praise that end at `i`."""
    doc = reading.doc
    while i >= low and i not in reading.name_at:
        joins = doc[i].text == "," and i > low and doc[i - 1].pos_ == doc[i + 1].pos_ == "ADJ"
        if not joins and doc[i].pos_ not in {"DET", "ADJ", "NUM"}:
            break
        i -= 1
    return i


def _national(reading: Reading, title: str, kind: str) -> bool:
    """Tell whether an adjective says whose a title is.

    An office belongs to a country, a calling does not: "den franske præsident", not "den franske
    maler"; a party has both.
    """
    return kind != "COUNTRY" or title.endswith(reading.profile.titles.offices)


def modifier_of(reading: Reading, token: Token, dot: str = "") -> str | None:
    """Return the indefinite form of an adjective that is part of a title; None for none.

    "tidligere", "tekniske" -> "teknisk". `dot` is the full stop that follows it, as in "adm.".
    """
    if token.i in reading.name_at:
        return None
    word, titles = token.lower_ + dot, reading.profile.titles
    if word in titles.modifiers:
        return titles.modifiers[word]
    adjective = token.pos_ in {"ADJ", "VERB"} and word not in titles.no_modifiers
    if adjective and word.endswith(titles.adjectives):
        for inflected, plain in titles.inflected_adjectives.items():
            if word.endswith(inflected):
                return word.removesuffix(inflected) + plain
        return word
    return None
