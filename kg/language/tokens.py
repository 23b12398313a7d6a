"""A parsed text as plain objects: its words, their tree, its sentences and what was recognised.

What spaCy keeps in memory of its own makes an object anew for each look at a word, and rules look
at each of them hundreds of times. A `Doc` is read from it once; its words have what the rules ask
for, under the names that spaCy has for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
import spacy.tokens
from spacy.attrs import (
    DEP,
    ENT_TYPE,
    HEAD,
    IDX,
    IS_PUNCT,
    IS_SPACE,
    LEMMA,
    LOWER,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
)
from spacy.strings import StringStore

STRINGS = (ORTH, LOWER, LEMMA, POS, DEP, ENT_TYPE, MORPH)
NUMBERS = (IDX, HEAD, IS_PUNCT, IS_SPACE, SPACY, SENT_START)


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word or mark: the `i`-th of its document, at code point `idx` of the text.

    `morph` are the values of each feature; `head` is itself at the top of a sentence.
    """

    doc: "Doc"
    i: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    ent_type_: str
    morph: dict[str, list[str]]
    idx: int
    is_punct: bool
    is_space: bool
    spaced: bool
    is_sent_start: bool
    children: "Sequence[Token]" = ()
    head: "Token" = field(init=False)
    sent: "Sentence" = field(init=False)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def whitespace_(self) -> str:
        """Return the space that follows it, or ""."""
        return " " if self.spaced else ""

    @property
    def is_alpha(self) -> bool:
        """Tell whether it is of letters alone."""
        return self.text.isalpha()

    @property
    def is_title(self) -> bool:
        """Tell whether its first letter is a capital and no other one is."""
        return self.text.istitle()

    @property
    def like_num(self) -> bool:
        """Tell whether it is a number, in digits or as a word of its language."""
        return bool(self.doc.parsed[self.i].like_num)

    @property
    def left_edge(self) -> "Token":
        """Return the first of the words that hang on it, at whatever height, and itself."""
        return self.doc[self.doc.parsed[self.i].left_edge.i]

    @property
    def right_edge(self) -> "Token":
        """Return the last of the words that hang on it, at whatever height, and itself."""
        return self.doc[self.doc.parsed[self.i].right_edge.i]

    def nbor(self, step: int = 1) -> "Token":
        """Return the word so many places on; there must be one."""
        return self.doc[self.i + step]

    def is_ancestor(self, other: "Token") -> bool:
        """Tell whether another word hangs on it, at whatever height."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False


class Sentence(list[Token]):
    """The words of a sentence, the `number`-th from 0; it goes from `start` to before `end`."""

    __slots__ = ("end", "number", "start")

    def __init__(self, number: int, words: list[Token]) -> None:
        super().__init__(words)
        self.number = number
        self.start, self.end = words[0].i, words[-1].i + 1
        for word in words:
            word.sent = self


class Recognised(NamedTuple):
    """The words from `start` to before `end`, taken for a name by a recogniser, with its label."""

    start: int
    end: int
    label_: str


class Doc(list[Token]):
    """The words of a text, in order; `parsed` is the document that they are read from.

    `told` keeps what rules have worked out of it, and of each word.
    """

    def __init__(self, parsed: spacy.tokens.Doc) -> None:
        self.parsed = parsed
        self.user_data: dict[str, Any] = parsed.user_data
        self.told: dict[object, Any] = {}
        self.ents = [Recognised(e.start, e.end, e.label_) for e in parsed.ents]
        rows = parsed.to_array([*STRINGS, *NUMBERS])
        string = strings_of(parsed.vocab.strings).__getitem__
        *texts, morphs = (map(string, numbers) for numbers in rows[:, : len(STRINGS)].T.tolist())
        begins, steps, *marks = rows[:, len(STRINGS) :].T.astype(np.int64)
        columns = (*texts, map(features, morphs), begins.tolist())
        told = ((mark == 1).tolist() for mark in marks)
        super().__init__(map(Token, repeat(self), count(), *columns, *told))
        self._hang(steps.tolist())
        starts = [t.i for t in self if t.is_sent_start or t.i == 0]
        bounds = enumerate(pairwise([*starts, len(self)]))
        self.sents = [Sentence(number, self[a:b]) for number, (a, b) in bounds]

    def _hang(self, steps: list[int]) -> None:
        """Hang each word on its head, so many steps on."""
        children: dict[int, list[Token]] = {}
        for token, step in zip(self, steps, strict=True):
            token.head = self[token.i + step]
            if step:
                children.setdefault(token.i + step, []).append(token)
        for head, below in children.items():
            self[head].children = below


class Strings(dict[int, str]):
    """The strings of a vocabulary by their numbers, of which it makes an object at each look.

    So many of them are kept that most words are met again.
    """

    MOST = 200_000

    def __init__(self, store: StringStore) -> None:
        self.store = store

    def __missing__(self, number: int) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[number] = found = self.store[number]
        return found


@lru_cache(maxsize=4)
def strings_of(store: StringStore) -> Strings:
    """Return the strings of a vocabulary."""
    return Strings(store)


@lru_cache(maxsize=4096)
def features(morph: str) -> dict[str, list[str]]:
    """Return the values of each feature: {"Case": ["Gen"]} of "Case=Gen"."""
    pairs = (pair.partition("=") for pair in morph.split("|") if "=" in pair)
    return {name: values.split(",") for name, _, values in pairs}


def root(words: list[Token]) -> Token:
    """Return the highest of the words of a stretch, the first of several as high."""
    for word in words:
        if word.head is word:
            return word
    first, last = words[0].i, words[-1].i
    outer = [w for w in words if not first <= w.head.i <= last]
    return min(outer, key=_height, default=words[0])


def _height(word: Token) -> int:
    """Return how far a word is from the top; a mark on which nothing hangs is last."""
    if not word.children and (word.is_punct or word.is_space):
        return len(word.doc) - 1
    steps = 0
    while word.head is not word:
        word, steps = word.head, steps + 1
    return steps
