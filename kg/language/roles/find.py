"""Find the titles that an article gives its persons: before the name, after it, and as predicates.

"USA's præsident, Joe Biden" and "den amerikanske præsident Joe Biden"; "Hanne Madsen, formand for
foreningen" and "Ali Kaya, som er tidligere dommer"; "SF-formanden"; "økonomidirektør Ole Bech fra
Novo"; "Bo Holm er formand for Dansk Handel".
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.language.reading import Named, Reading, Title, has
from kg.language.roles.owners import name_before
from kg.language.roles.phrases import Phrase, phrase_at, phrase_before
from kg.language.roles.words import is_calling, is_compound, is_title, singular
from kg.model import entity_id

#: So many titles are read on one side of a name.
MOST_TITLES = 4
#: A country is what an article is about when it is named so many times as often as the next.
DOMINANT = 2
#: So many words may stand between a name's comma and the title.
BETWEEN = 6


def find_roles(reading: Reading) -> None:
    """Fill `reading.titles`, in order of appearance."""
    found: list[Title] = []
    for name in reading.names:
        if name.kind == "PERSON" and not name.part:
            found += [
                Title(name.entity, phrase.title, phrase.of, phrase.at)
                for phrase in (*_before(reading, name), *_after(reading, name))
            ]
            found += _shared(reading, name)
    found += _predicates(reading)
    unique: dict[tuple[str, str], Title] = {}
    for title in sorted(found, key=lambda t: t.at):
        key = (title.person, title.title)
        if key not in unique or (unique[key].of is None and title.of is not None):
            unique[key] = title
    reading.titles = [of_state(reading, title) for title in unique.values()]


def of_state(reading: Reading, title: Title) -> Title:
    """Return a title of state with the country that the article is about, if it is about one.

    "præsident Joko Widodo" in an article on Indonesia. Not with the country of the language, which
    every article may name.
    """
    if title.of or not title.title.endswith(reading.profile.titles.state_offices):
        return title
    home = {entity_id("COUNTRY", code) for code in reading.profile.spelling.home}
    named = Counter(n.entity for n in reading.names if n.kind == "COUNTRY" and n.entity not in home)
    (first, times), (_, next_times) = (*named.most_common(2), ("", 0), ("", 0))[:2]
    return replace(title, of=first) if times >= max(1, DOMINANT * next_times) else title


def _before(reading: Reading, name: Named) -> Iterator[Phrase]:
    """Read "USA's præsident, Joe Biden" and "overlæge, professor Ida Holm" leftwards."""
    doc, i = reading.doc, name.start - 1
    start, _ = reading.paragraph_bounds(reading.paragraph(name.start))
    comma = i >= start and doc[i].text == ","
    i -= comma
    if i < start:
        return
    found = phrase_before(reading, i)
    if found is None and not comma and i not in reading.name_at and is_calling(reading, doc[i]):
        found = phrase_at(reading, i)
    employer = _employer(reading, name)
    for _ in range(MOST_TITLES):
        if found is None:
            return
        of = found.of or employer
        yield Phrase(found.title, of, found.start, found.end, found.at)
        i = found.start - 1
        if i <= start or not _joins(reading, i, found):
            return
        found = phrase_before(reading, i - 1)


def _shared(reading: Reading, name: Named) -> Iterator[Title]:
    """Read "modeskaberne Ida Lund og Bo Holm": each has the title."""
    at = name.start - 1
    if at < 0 or at in reading.name_at or not (one := singular(reading, reading.doc[at])):
        return
    owner = name_before(reading, at - 1)
    following: Named | None = name
    while following and following.kind == "PERSON":
        yield Title(following.entity, one, owner.entity if owner else None, at)
        joint = reading.doc[following.end] if following.end < len(reading.doc) else None
        joins = joint is not None and (
            joint.text == "," or joint.lower_ in reading.profile.clauses.coordination
        )
        following = reading.name_at.get(following.end + 1) if joins else None


def _joins(reading: Reading, at: int, after: Phrase) -> bool:
    """Tell whether a comma or "og" joins two titles of one person.

    "instruktøren og forfatteren Bo Holm" is one, "formanden og direktør Bo Holm" may be two.
    """
    doc = reading.doc
    if doc[at].text == ",":
        return True
    same = has(doc[at - 1], "Definite", "Def") == has(doc[after.at], "Definite", "Def")
    return doc[at].lower_ in reading.profile.clauses.coordination and same


def _employer(reading: Reading, name: Named) -> str | None:
    """Return the entity in "Mogens Lund fra Novo" and in "Steen Lund, Handelskammeret"."""
    doc, i = reading.doc, name.end
    if i + 1 >= len(doc):
        return None
    owner = reading.name_at.get(i + 1)
    if owner is None or owner.start != i + 1 or owner.kind == "PERSON":
        return None
    closed = owner.end >= len(doc) or not doc[owner.end].is_alpha
    if doc[i].lower_ in reading.profile.titles.employers or (
        doc[i].text == "," and closed and owner.kind == "ORGANISATION"
    ):
        return owner.entity
    return None


def _after(reading: Reading, name: Named) -> Iterator[Phrase]:
    """Read "Ali Kaya, 42, som er tidligere dommer og rådgiver for Erdogan" rightwards."""
    doc, i = reading.doc, name.end
    _, end = reading.paragraph_bounds(reading.paragraph(name.start))
    if i >= end or doc[i].text not in {",", "(", "-", "–"}:
        return
    i = _past_relative(reading, _past_age(reading, i + 1, end), end)
    for _ in range(MOST_TITLES):
        at = _next_title(reading, i, end)
        if at is None or _names_another(reading, at, end):
            return
        found = phrase_at(reading, at)
        yield found
        i = found.end
        if i >= end or doc[i].lower_ not in reading.profile.clauses.coordination:
            return
        i += 1


def _past_age(reading: Reading, i: int, end: int) -> int:
    doc = reading.doc
    return i + 2 if i + 1 < end and doc[i].like_num and doc[i + 1].text in {",", ")"} else i


def _past_relative(reading: Reading, i: int, end: int) -> int:
    """Return where "som på det tidspunkt var" ends that begins at `i`."""
    doc, profile = reading.doc, reading.profile
    if i < end and doc[i].lower_ in profile.pronouns.relative:
        for verb in range(i + 1, min(i + BETWEEN, end)):
            if doc[verb].lower_ in profile.titles.linking:
                return verb + 1
    return i


def _next_title(reading: Reading, i: int, end: int) -> int | None:
    """Return the title that a noun phrase from `i` on has as its head, or None."""
    doc = reading.doc
    for at in range(i, min(i + BETWEEN, end)):
        name = reading.name_at.get(at)
        if is_title(reading, doc[at]) and (name is None or is_compound(reading, at)):
            return at
        if name and name.kind == "PERSON":
            return None
        if not (name or _may_precede(reading, doc[at])):
            return None
    return None


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


def _predicates(reading: Reading) -> Iterator[Title]:
    """Read "Bo Holm er formand for Dansk Handel" from the tree."""
    for token in reading.doc:
        if is_title(reading, token) and token.i not in reading.name_at:
            subject = _subject(reading, token)
            if subject and subject.kind == "PERSON" and not subject.genitive:
                phrase = phrase_at(reading, token.i)
                if phrase.of != subject.entity:
                    yield Title(subject.entity, phrase.title, phrase.of, phrase.at)


def _subject(reading: Reading, token: Token) -> Named | None:
    """Return the name that a linking verb says a title of, in its own or a relative clause."""
    linked = {c.lower_ for c in token.children if c.dep_ == "cop"} & reading.profile.titles.linking
    if not linked or any(c.lower_ in reading.profile.verbs.negations for c in token.children):
        return None
    clause = token
    while clause.dep_ == "conj" and clause.head is not clause:
        clause = clause.head
    for verb in (token, clause):
        for child in verb.children:
            if child.dep_ == "nsubj" and child.lower_ not in reading.profile.pronouns.relative:
                return reading.name_at.get(child.i)
    return reading.name_at.get(clause.head.i) if clause.dep_ == "acl:relcl" else None
