"""The titles that a sentence says of a name: "Bo Holm er formand for Dansk Handel"."""

from collections.abc import Iterator

from kg.language.reading import Named, Reading, Title
from kg.language.roles.phrases import phrase_at
from kg.language.roles.words import is_title, plural_titles, singular, title_words
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
    for title in plural_titles(reading):
        if title.i not in reading.name_at:
            yield from _of_several(reading, title)


def _of_several(reading: Reading, titles: Token) -> Iterator[Title]:
    """Yield the title that each has in "Ida Lund og Bo Holm er værter"."""
    subject, one = _subject(reading, titles), singular(reading, titles)
    if subject is None or one is None:
        return
    joined = [subject, *(c for c in subject.children if c.dep_ == "conj")]
    names = [reading.name_at.get(word.i) for word in joined]
    people = [n for n in names if n and n.kind == "PERSON" and not n.genitive]
    if len(people) == len(joined) > 1:
        of = phrase_at(reading, titles.i).of
        yield from (Title(name.entity, one, of, titles.i) for name in people)


def said(reading: Reading) -> Iterator[tuple[Token, Token]]:
    """Yield the titles of which a sentence says that somebody has them, behind whom it says it of.

    That is a noun, a name or a pronoun.
    """
    for token in title_words(reading):
        if token.i not in reading.name_at:
            subject = _subject(reading, token) or _holder(reading, token) or _named(reading, token)
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


def _named(reading: Reading, title: Token) -> Token | None:
    """Return the name in "foreningens formand hedder Bo Holm", "ny formand er Bo Holm"."""
    titles, verb = reading.profile.titles, title.head
    if not title.dep_.startswith("nsubj") or _negated(reading, verb):
        return None
    linked = any(c.dep_ == "cop" and c.lower_ in titles.linking for c in verb.children)
    names = verb.lower_ in titles.linking or verb.lemma_ in titles.naming
    words = [verb] if linked else verb.children if names else []
    people = (w for w in words if (n := reading.name_at.get(w.i)) and n.kind == "PERSON")
    return next(people, None)


def _holder(reading: Reading, token: Token) -> Token | None:
    """Return who it is in "Bo Holm fortsætter som formand", "de valgte Bo Holm til formand"."""
    titles = reading.profile.titles
    while token.dep_ == "conj" and is_title(reading, token.head):
        token = token.head
    first = token.i - 1
    while first > token.sent.start and reading.doc[first].pos_ in BETWEEN:
        first -= 1
    verb, word = token.head, reading.doc[first].lower_
    if word == titles.as_one and verb.lemma_ not in titles.succeeding:
        name = reading.name_at.get(first - 1)
        called = any(t.pos_ == "DET" for t in reading.doc[first + 1 : token.i])
        if name and name.kind == "PERSON" and not called:
            return reading.head(name)
    if verb.pos_ not in {"VERB", "AUX"} or _negated(reading, verb):
        return None
    if token.dep_ == "xcomp" and verb.lower_ in titles.linking:
        return _of_clause(reading, verb, "nsubj")
    if verb.lemma_ in titles.training and token.dep_.startswith("obj"):
        return _of_clause(reading, verb, "nsubj")
    if word == titles.as_one or (word == titles.into and verb.lemma_ in titles.appointing):
        acts = first == verb.sent.start or _acts(reading, verb, said=word == titles.as_one)
        return _of_clause(reading, verb, "nsubj" if acts else "obj")
    return None


def _acts(reading: Reading, verb: Token, *, said: bool) -> bool:
    """Tell whether who does something has the title, not whom it is done to.

    So in "Bo Holm siger nej som formand" (`said` is that "som" stands before it), "overtager posten
    som formand", "afløser Ida Bo som".
    """
    titles = reading.profile.titles
    things = [c for c in verb.children if c.dep_.startswith("obj")]
    if not things or verb.lemma_ in titles.succeeding:
        return True
    speaks = said and verb.lower_ in reading.lexicon.speaking
    post = any(c.lower_.endswith(titles.posts) for c in things)
    return post or (speaks and not any(c.i in reading.name_at for c in things))


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
