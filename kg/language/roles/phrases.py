"""Read the phrase around a title: "den tidligere franske minister for kultur", "professor i jura".

The title keeps the modifiers that are part of the office and the field it is held in; whose it is
stands before it, after it, or in the same word.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.language.reading import Reading, has
from kg.language.roles.owners import is_genitive, name_before, owner_after, owners_joined
from kg.language.roles.words import indefinite, is_compound, is_title_beside, one_of


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title as it is said: its words, the entity it belongs to, and the tokens it covers.

    `at` is its head, `more` are further entities that it belongs to.
    """

    title: str
    of: str | None
    start: int
    end: int
    at: int
    more: tuple[str, ...] = ()


def phrase_at(reading: Reading, at: int) -> Phrase:
    """Return the phrase whose head is the title at a token."""
    words, start, of = _leftwards(reading, at)
    field, end = _field(reading, at)
    owner = owner_after(reading, end - 1)
    title = " ".join([*words, *field])
    if owner:
        of = of if of and owner.kind == "PLACE" else owner.entity
        more = owners_joined(reading, owner)
        end = more[-1].end if more else _noun_after(reading, owner.end)
        return Phrase(title, of, start, end, at, tuple(name.entity for name in more))
    found = Phrase(title, of, start, _purpose(reading, end), at)
    return found if of else _with_next(reading, found)


def _with_next(reading: Reading, found: Phrase) -> Phrase:
    """Return a phrase with the owner of the next title, in "partner og direktør i Novo"."""
    doc, titles, i = reading.doc, reading.profile.titles, found.end + 1
    joins = i < len(doc) and doc[found.end].lower_ in reading.profile.clauses.coordination
    shares = found.title.endswith((*titles.offices, *titles.heads, *titles.joint))
    if not (joins and shares) or " " in found.title:
        return found
    while i + 1 < len(doc) and _modifier(reading, doc[i], ""):
        i += 1
    owner = owner_after(reading, i) if is_title_beside(reading, doc[i]) else None
    if owner is None:
        return found
    more = tuple(name.entity for name in owners_joined(reading, owner))
    return replace(found, of=owner.entity, more=more)


def phrase_before(reading: Reading, last: int, *, apposed: bool = False) -> Phrase | None:
    """Return the phrase of a title that ends with the token `last`, or None.

    Where a comma follows (`apposed`) anything may follow the title: "direktør gennem 22 år,".
    """
    start, _ = reading.paragraph_bounds(reading.paragraph(last))
    for at in range(last, max(start, last - 9) - 1, -1):
        token = reading.doc[at]
        if is_title_beside(reading, token) and not _is_name(reading, at):
            found = phrase_at(reading, at)
            if found.end == last + 1:
                return found
            if apposed and found.end <= last and reading.doc[found.end].pos_ == "ADP":
                return replace(found, end=last + 1)
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _is_name(reading: Reading, at: int) -> bool:
    return at in reading.name_at and not is_compound(reading, at)


def _field(reading: Reading, at: int) -> tuple[list[str], int]:
    """Return the words of a field or grade, and where the title ends with them.

    "i international jura", "af reserven".
    """
    doc, (_, end) = reading.doc, reading.paragraph_bounds(reading.paragraph(at))
    for stop in range(at + 3, min(at + 5, end) + 1):
        if doc[at + 1 : stop].text.lower() in reading.profile.titles.grades:
            return [doc[at + 1 : stop].text.lower()], stop
    if at + 2 >= end or doc[at + 1].lower_ != reading.profile.titles.field_preposition:
        return [], at + 1
    for i in range(at + 2, min(at + 5, end)):
        if doc[i].pos_ in {"NOUN", "PROPN"} and _names_field(reading, i):
            return [t.lower_ for t in doc[at + 1 : i + 1]], i + 1
        if doc[i].pos_ != "ADJ" or i in reading.name_at:
            break
    return [], at + 1


def _names_field(reading: Reading, i: int) -> bool:
    """Tell whether a noun is a field: no name, no time, nothing known."""
    token = reading.doc[i]
    following = reading.name_at.get(i + 1)
    beside = following is not None and following.kind == "PERSON"
    known = has(token, "Definite", "Def") and token.pos_ == "NOUN" and not beside
    times = {*reading.profile.dates.months, *reading.profile.titles.years}
    return not (known or i in reading.name_at or token.lower_ in times)


def _noun_after(reading: Reading, end: int) -> int:
    """Return where the noun ends that an adjective before `end` stands with: "den danske hær"."""
    doc, (_, last) = reading.doc, reading.paragraph_bounds(reading.paragraph(end - 1))
    small = doc[end - 1].text[0].islower()
    return end + 1 if small and end < last and doc[end].pos_ == "NOUN" else end


def _purpose(reading: Reading, end: int) -> int:
    """Return where "for europæisk forsikring", "i Odense" ends that begins at `end`.

    It is part of no title.
    """
    doc, (_, last) = reading.doc, reading.paragraph_bounds(reading.paragraph(end - 1))
    if end + 1 >= last or doc[end].lower_ not in reading.profile.titles.affiliation:
        return end
    for i in range(end + 1, min(end + 4, last)):
        if name := reading.name_at.get(i):
            return name.end if name.kind == "PLACE" else end
        if doc[i].pos_ == "NOUN":
            return i + 1
        if doc[i].pos_ not in {"ADJ", "DET"}:
            return end
    return end


def _leftwards(reading: Reading, at: int) -> tuple[list[str], int, str | None]:
    """Return the words of a title up to its head, where it begins, and whose it is."""
    doc, head, i = reading.doc, reading.doc[at], at - 1
    words = [one_of(reading, head) or indefinite(reading, head)]
    low, _ = reading.paragraph_bounds(reading.paragraph(at))
    of = reading.name_at[at].entity if is_compound(reading, at) else None
    if of and _is_field(reading, at, of):
        of = of if words[0].endswith(reading.profile.titles.bodied) else None
        words = [f"{doc[at].lower_.rpartition('-')[0]}-{words[0]}"]
    while i >= low:
        dot = doc[i].text == "." and i > low
        if not (modifier := _modifier(reading, doc[i - dot], "." * dot)):
            break
        words.insert(0, modifier)
        i -= 1 + dot
    joined = i > low and doc[i].lower_ in reading.profile.clauses.coordination
    if joined and doc[i - 1].text.endswith("-"):
        words = [f"{doc[i - 1].lower_} {doc[i].lower_} {' '.join(words)}"]
        i -= 2
    i = _passed_over(reading, i, low)
    owner = None if of else name_before(reading, i)
    if owner and (is_genitive(reading, owner.end - 1) or _national(reading, words[-1], owner.kind)):
        of = owner.entity
    start = _passed_over(reading, owner.start - 1 if owner else i, low) + 1
    return words, start, of


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


def _modifier(reading: Reading, token: Token, dot: str) -> str | None:
    """Return the indefinite form of an adjective that is part of a title.

    "tidligere", "tekniske" -> "teknisk".
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
