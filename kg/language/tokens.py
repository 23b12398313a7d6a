"""A parsed text as plain objects: its words, their tree, its sentences and what was recognised.

What spaCy keeps in memory of its own makes an object anew for each look at a word, and rules look
at each of them hundreds of times. A `Doc` is read from it once; its words have what the rules ask
for, under the names that spaCy has for it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, count, pairwise, repeat
from operator import add
from typing import Any, NamedTuple, TypeVar

import numpy as np
import spacy.tokens
from msgspec import Struct
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_PUNCT,
    IS_SPACE,
    LEMMA,
    LENGTH,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
)
from spacy.strings import StringStore
from spacy.vocab import Vocab

from kg.language.joined import joined

Key = TypeVar("Key")
STRINGS = (ORTH, LEMMA, POS, DEP, ENT_TYPE, MORPH)
NUMBERS = (LENGTH, HEAD, ENT_IOB, IS_PUNCT, IS_SPACE, SPACY, SENT_START)
#: How spaCy says that a recognised name goes on, and that one begins.
WITHIN, BEGINS = 1, 3
#: What a word has once all words of its document are there.
_LATER: Any = None


class Token(Struct, eq=False):
    """A word or mark: the `i`-th of its document, at code point `idx` of the text.

    `morph` are the values of each feature; `head` is itself at the top of a sentence. It is a
    struct because an article has hundreds, which a class of Python takes twice as long to make.
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
    head: "Token" = _LATER
    sent: "Sentence" = _LATER

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
        return bool(self.doc.vocab[self.text].like_num)

    @property
    def left_edge(self) -> "Token":
        """Return the first of the words that hang on it, at whatever height, and itself."""
        return self.doc[min(_below(self))] if self.children else self

    @property
    def right_edge(self) -> "Token":
        """Return the last of the words that hang on it, at whatever height, and itself."""
        return self.doc[max(_below(self))] if self.children else self

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
    """The words of a text, in order, read from what a pipeline made of each of its paragraphs.

    `paragraph_ends` is the token after the last one of each paragraph, `told` keeps what rules have
    worked out of the text, and of each word. A token's `idx` is where it stands in the text.
    """

    def __init__(self, paragraphs: Sequence[spacy.tokens.Doc]) -> None:
        self.paragraphs = paragraphs
        self.paragraph_ends = [*accumulate(map(len, paragraphs))]
        self.user_data: dict[str, Any] = {}
        self.told: dict[object, Any] = {}
        self.ents: list[Recognised] = []
        self.sents: list[Sentence] = []
        if any(self.paragraph_ends):
            self._read()

    @property
    def vocab(self) -> Vocab:
        """Return the words that the pipeline knows; there must be a paragraph."""
        return self.paragraphs[0].vocab

    @cached_property
    def parsed(self) -> spacy.tokens.Doc:
        """Return all of it as one document of spaCy, made when it is asked for."""
        return joined(self.paragraphs)

    def _read(self) -> None:
        """Make the words, their tree and the sentences, and note what was recognised."""
        rows: Any = np.concatenate([d.to_array([*STRINGS, *NUMBERS]) for d in self.paragraphs])
        string = strings_of(self.vocab.strings).__getitem__
        (*texts,), *names, morphs = (map(string, ids) for ids in rows[:, : len(STRINGS)].T.tolist())
        lower = map(LOWERED.__getitem__, texts)
        numbers = rows[:, len(STRINGS) :].T.astype(np.int64)
        lengths, steps, tags = numbers[:3].tolist()
        punctuation, blank, spaced, starts = (numbers[3:] == 1).tolist()
        for first, end in pairwise([0, *self.paragraph_ends[:-1]]):
            if first < end and not blank[end - 1]:
                spaced[end - 1] = True
        begins = accumulate(map(add, lengths, spaced), initial=0)
        columns = (map(features, morphs), begins, punctuation, blank, spaced, starts)
        self += map(Token, repeat(self), count(), texts, lower, *names, *columns)
        self._hang(steps)
        self._divide(starts)
        self.ents = [*self._recognised(tags)]

    def let_go(self) -> None:
        """Forget all words, and let them forget what holds them; it is read no more.

        Else they lie about until Python searches all of memory for what nobody needs.
        """
        for word in self:
            word.head = _LATER
        for sentence in self.sents:
            sentence.clear()
        self.clear()
        self.sents.clear()
        self.told.clear()
        self.user_data.clear()

    def _hang(self, steps: list[int]) -> None:
        """Hang each word on its head, so many steps on."""
        children: dict[int, list[Token]] = {}
        for word, step in zip(self, steps, strict=True):
            at = word.i + step
            word.head = self[at]
            if step and at in children:
                children[at].append(word)
            elif step:
                children[at] = [word]
        for head, below in children.items():
            self[head].children = below

    def _divide(self, starts: list[bool]) -> None:
        """Make the sentences; the first begins with the text."""
        firsts = [0, *(i for i, starts_one in enumerate(starts) if starts_one and i)]
        bounds = enumerate(pairwise([*firsts, len(self)]))
        self.sents = [Sentence(number, self[a:b]) for number, (a, b) in bounds]

    def _recognised(self, tags: list[int]) -> Iterator[Recognised]:
        """Yield the names that a recogniser has tagged, from where one begins on."""
        for start, tag in enumerate(tags):
            if tag == BEGINS and self[start].ent_type_:
                end = start + 1
                while end < len(tags) and tags[end] == WITHIN:
                    end += 1
                yield Recognised(start, end, self[start].ent_type_)


class Kept(dict[Key, str]):
    """What a function makes of each key, kept until there is too much.

    So much is kept that most words are met again.
    """

    MOST = 200_000

    def __init__(self, make: Callable[[Key], str]) -> None:
        self.make = make

    def __missing__(self, key: Key) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[key] = found = self.make(key)
        return found


#: Words in small letters.
LOWERED = Kept(str.lower)


@lru_cache(maxsize=4)
def strings_of(store: StringStore) -> Kept[int]:
    """Return the strings of a vocabulary by their numbers; it makes an object at each look."""
    return Kept(store.__getitem__)


@lru_cache(maxsize=4096)
def features(morph: str) -> dict[str, list[str]]:
    """Return the values of each feature: {"Case": ["Gen"]} of "Case=Gen"."""
    pairs = (pair.partition("=") for pair in morph.split("|") if "=" in pair)
    return {name: values.split(",") for name, _, values in pairs}


def _below(word: Token) -> list[int]:
    """Return the words that hang on a word, at whatever height, and itself, in no order."""
    found = [word]
    for above in found:  # grows as it goes
        found += above.children
    return [below.i for below in found]


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
