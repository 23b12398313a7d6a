"""How a statement is made: the construction of its cue, and where its source is named."""

from collections.abc import Callable
from typing import Any

from kg.language.reading import Reading, has
from kg.language.syntax.clauses import SUBJECTS, is_passive
from kg.language.tokens import Token, root

#: What a cue can be, and the test of it; the first that holds counts.
_TESTS: tuple[tuple[str, Callable[[Reading, list[Token], Token], bool]], ...] = (
    ("a colon", lambda _, words, __: words[0].text == ":"),
    (
        "*ifølge*",
        lambda reading, words, _: words[0].lower_ in reading.profile.speech.according_to,
    ),
    ("a noun", lambda _, __, main: main.pos_ in {"NOUN", "PROPN"}),
    ("a passive", lambda reading, _, main: is_passive(reading, main)),
    ("an adjective", lambda _, __, main: main.pos_ == "ADJ"),
    ("in a relative clause", lambda _, __, main: main.dep_.startswith("acl")),
    ("an infinitive", lambda _, __, main: has(main, "VerbForm", "Inf")),
    ("joined to another verb", lambda _, __, main: main.dep_ == "conj" and not _subject(main)),
    ("before its subject", lambda _, __, main: any(s.i > main.i for s in _subject(main))),
    ("of several words", lambda _, words, __: len(words) > 1),
)
PLAIN = "a verb after its subject"
CONSTRUCTIONS = (*(name for name, _ in _TESTS), PLAIN)
#: Where the source of a statement stands.
NAMED, PRONOUN, ELSEWHERE = (
    "named in the sentence",
    "a pronoun of the sentence",
    "neither: a noun, *jeg* or *vi*, or nobody in the sentence",
)
PLACES = (NAMED, PRONOUN, ELSEWHERE)


def _subject(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in SUBJECTS]


def construction(reading: Reading, cue: list[Token]) -> str:
    """Return the construction of a cue, one of `CONSTRUCTIONS`, given its words."""
    main = root(cue)
    return next((name for name, holds in _TESTS if holds(reading, cue, main)), PLAIN)


def words_of(reading: Reading, start: int, end: int) -> list[Token]:
    """Return the words that stand, a part of them at least, between two offsets of the article."""
    words = [t for t in reading.doc if not t.is_space]
    places = ((reading.offset(t.i, t.i + 1), t) for t in words)
    return [t for (first, last), t in places if first < end and last > start]


def place(reading: Reading, cue: list[Token], source: dict[str, Any]) -> str:
    """Return where a gold source stands, one of `PLACES`, given the words of its cue."""
    sentence = cue[0].sent
    named = [
        words[0]
        for span in source["spans"]
        if (words := words_of(reading, span["start"], span["end"])) and words[0].sent is sentence
    ]
    if any(word.pos_ != "PRON" for word in named):
        return NAMED
    return PRONOUN if named else ELSEWHERE
