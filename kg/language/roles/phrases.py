"""Read the phrase around a title: "den tidligere franske minister for kultur", "professor i jura".

The title keeps the modifiers that are part of the office and the field it is held in; whose it is
stands before it, after it, or in the same word.
"""

from dataclasses import dataclass, replace

from kg.language.reading import Reading
from kg.language.roles.leftwards import leftwards, modifier_of
from kg.language.roles.owners import owner_after, owners_joined
from kg.language.roles.rightwards import field, noun_after, purpose
from kg.language.roles.words import is_compound, is_title_beside


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
    words, start, of = leftwards(reading, at)
    words_of_field, end = field(reading, at)
    owner = owner_after(reading, end - 1)
    title = " ".join([*words, *words_of_field])
    if owner:
        of = of if of and owner.kind == "PLACE" else owner.entity
        more = owners_joined(reading, owner)
        end = more[-1].end if more else noun_after(reading, owner.end)
        return Phrase(title, of, start, end, at, tuple(name.entity for name in more))
    found = Phrase(title, of, start, purpose(reading, end), at)
    return found if of else _with_next(reading, found)


def _with_next(reading: Reading, found: Phrase) -> Phrase:
    """Return a phrase with the owner of the next title, in "partner og direktør i Novo"."""
    doc, titles, i = reading.doc, reading.profile.titles, found.end + 1
    joins = i < len(doc) and doc[found.end].lower_ in reading.profile.clauses.coordination
    if not joins or " " in found.title or found.title.endswith(titles.state_offices):
        return found
    if not found.title.endswith((*titles.offices, *titles.heads, *titles.joint)):
        return found
    while i + 1 < len(doc) and modifier_of(reading, doc[i]):
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
            if apposed and found.end <= last and not _has_person(reading, at, last):
                return replace(found, end=last + 1)
        if at not in reading.name_at and (token.is_punct or token.pos_ in {"VERB", "AUX"}):
            return None
    return None


def _has_person(reading: Reading, low: int, high: int) -> bool:
    return any(n.kind == "PERSON" for n in reading.names_starting(low, high + 1))


def _is_name(reading: Reading, at: int) -> bool:
    return at in reading.name_at and not is_compound(reading, at)
