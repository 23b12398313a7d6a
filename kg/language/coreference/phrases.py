"""What a word that names nobody says of whom it means: number, sex, kind, whose, how it is put."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from kg.language.profile import Pronouns
from kg.language.reading import Reading, has, once
from kg.language.roles.owners import owner_before
from kg.language.roles.words import indefinite
from kg.language.tokens import Token

NOUNS = {"NOUN", "PROPN", "ADJ", "X"}


class Phrase(NamedTuple):
    """A pronoun or description.

    `form` is the sort of word: "he", "she", "they", "that_one", "noun", "nouns", "adjective". Of a
    description, `word` is its head in lower case, `title` that without its article's ending,
    `owner` the entity whose it is said to be, `put` how it is introduced: "definite", "this",
    "owned", "a", "bare".
    """

    token: Token
    form: str
    word: str = ""
    title: str = ""
    owner: str | None = None
    put: str = ""


@once
def phrase_of(reading: Reading, token: Token) -> Phrase | None:
    """Return what a word says of whom it means, None where it is no such word."""
    pronouns, word = reading.profile.pronouns, token.lower_
    if pronoun := _pronoun(pronouns, word):
        article = token.dep_ == "det" and word not in pronouns.possessive
        return None if article else Phrase(token, pronoun)
    if token.pos_ not in NOUNS or len(word) < 3:
        return None
    put = _put(reading, token)
    owner = owner_before(reading, token.i - 1)
    if owner is None and put != "owned":
        owner = owner_after(reading, token, reading.profile.references.owning)
    form = "adjective" if token.pos_ == "ADJ" else "noun"
    if form == "noun" and has(token, "Number", "Plur"):
        form = "nouns"
    bare = word.removesuffix(reading.profile.genitive.ending) if has(token, "Case", "Gen") else word
    return Phrase(token, form, bare, title_of(reading, token), owner, put)


@lru_cache(maxsize=10_000)
def _pronoun(pronouns: Pronouns, word: str) -> str:
    """Return the form of a pronoun, "" for another word."""
    forms = ("he", "she", "they", "that_one")
    return next((form for form in forms if word in getattr(pronouns, form)), "")


@once
def title_of(reading: Reading, token: Token) -> str:
    """Return a title word in the indefinite form: "ministeren" and "ministerens" -> "minister"."""
    if not has(token, "Case", "Gen"):
        return indefinite(reading, token)
    bare = token.lower_.removesuffix(reading.profile.genitive.ending)
    return bare.removesuffix(reading.profile.titles.definite_ending)


def _put(reading: Reading, token: Token) -> str:
    """Return how a noun is introduced."""
    words = reading.profile.references
    for child in token.children:
        if child.i < token.i:
            if child.lower_ in words.these:
                return "this"
            if child.lower_ in words.definite_articles and child.dep_ == "det":
                return "definite"
            if child.lower_ in words.indefinite_articles and child.dep_ in {"det", "nummod"}:
                return "a"
            if child.dep_ == "nmod:poss":
                return "owned"
    return "definite" if has(token, "Definite", "Def") else "bare"


def owner_after(reading: Reading, token: Token, prepositions: Collection[str]) -> str | None:
    """Return the entity in "en talsmand for Hamas", "lederen af partiet"."""
    doc = reading.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ in prepositions:
        for i in range(token.i + 2, min(token.i + 5, len(doc))):
            name = reading.name_at.get(i)
            if name and name.kind != "PLACE" and name.start == i:
                return name.entity
            if doc[i].pos_ not in {"DET", "ADJ", "NOUN"}:
                return None
    return None
