"""The titles that a sentence says of a name: "Bo Holm er formand for Dansk Handel"."""

from collections.abc import Iterator

from kg.language.reading import Named, Reading, Title
from kg.language.roles.phrases import phrase_at
from kg.language.roles.words import is_title
from kg.language.tokens import Token

#: What may stand between "som" and the title.
BETWEEN = {"ADJ", "DET", "ADV", "NUM", "VERB"}


def predicates(reading: Reading) -> Iterator[Title]:
    """Read "Bo Holm er formand for Dansk Handel" from the tree, and "fortsætter som formand"."""
    for subject, title in said(reading):
        name = reading.name_at.get(subject.i) or _appended(reading, subject)
        if name and name.kind == "PERSON" and not name.genitive:
            phrase = phrase_at(reading, title.i)
            for of in (phrase.of, *phrase.more):
                if of != name.entity:
                    yield Title(name.entity, phrase.title, of, phrase.at)


def said(reading: Reading) -> Iterator[tuple[Token, Token]]:
    """Yield the titles of which a sentence says that somebody has them, behind whom it says it of.

    That is a noun, a name or a pronoun.
    """
    for token in reading.doc:
        if is_title(reading, token) and token.i not in reading.name_at:
            subject = _subject(reading, token) or _holder(reading, token)
            if subject is not None:
                yield subject, token


def _subject(reading: Reading, token: Token) -> Token | None:
    """Return of whom a linking verb says a title, in its own or a relative clause."""
    clause = token
    while clause.dep_ == "conj" and clause.head is not clause:
        clause = clause.head
    linked = {c.lower_ for word in (token, clause) for c in word.children if c.dep_ == "cop"}
    if not linked & reading.profile.titles.linking:
        return None
    if _negated(reading, token) or _negated(reading, clause):
        return None
    return _of_clause(reading, token, "nsubj") or _of_clause(reading, clause, "nsubj")


def _holder(reading: Reading, token: Token) -> Token | None:
    """Return who it is in "Bo Holm fortsætter som formand", "de valgte Bo Holm til formand"."""
    titles, first = reading.profile.titles, token.i - 1
    while first > token.sent.start and reading.doc[first].pos_ in BETWEEN:
        first -= 1
    verb, word = token.head, reading.doc[first].lower_
    if verb.pos_ not in {"VERB", "AUX"} or _negated(reading, verb):
        return None
    if token.dep_ == "xcomp" and verb.lower_ in titles.linking:
        return _of_clause(reading, verb, "nsubj")
    if word == titles.as_one or (word == titles.into and verb.lemma_ in titles.appointing):
        opens = first == verb.sent.start
        objects = not opens and any(c.dep_.startswith("obj") for c in verb.children)
        return _of_clause(reading, verb, "obj" if objects else "nsubj")
    return None


def _negated(reading: Reading, verb: Token) -> bool:
    return any(c.lower_ in reading.profile.verbs.negations for c in verb.children)


def _of_clause(reading: Reading, verb: Token, part: str) -> Token | None:
    """Return the subject or object of a verb, or what its relative clause is of."""
    for child in verb.children:
        if child.dep_.startswith(part) and child.lower_ not in reading.profile.pronouns.relative:
            return child
    return verb.head if verb.dep_ == "acl:relcl" and part == "nsubj" else None


def _appended(reading: Reading, noun: Token) -> Named | None:
    """Return the name in "hendes nabo, Bo Holm,"."""
    names = (reading.name_at.get(c.i) for c in noun.children if c.dep_ == "appos")
    return next((name for name in names if name), None)
