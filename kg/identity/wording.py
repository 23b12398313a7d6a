"""The wording of a text, by which its copies are known however a newspaper has edited them.

Compared are runs of `RUN` words, without case, marks, markup and the names of agencies; lines that
are no sentence (headings, bylines, credits) are left out. Two texts are copies when at least
`SHARE` of the runs of the shorter one stand in the longer one too: so a text that was cut to its
first paragraphs is a copy, and so is one with paragraphs added.

No two texts are compared that have no sign in common, or of `MANY` a single one: that is a sentence
which papers use again and again. A sign is the MinHash of a sentence: the
smallest hash of its runs of `SIGN` words, of the longest third of these, since phrases that many
sentences have are short words. So it is the same wherever the sentence stands, after an edit most
often too, and seldom that of a sentence of another story, however many are known. A text has at
most `SIGNS`, of its first sentences, since texts are cut from the end. (Libraries estimate how
alike texts are from a hundred hashes of each; here one hash of a sentence finds what may be alike,
and how alike it is is counted.)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from kg.sources.normalise import normalise
from kg.sources.signatures import AGENCIES

#: Words of a run, and of a run that gives a sign.
RUN, SIGN = 3, 5
#: Different runs of the shortest text that may be a copy: shorter ones are alike by chance.
SHORTEST = 22
#: Words of the shortest sentence that gives a sign, and of the shortest line that is text.
SENTENCE, LINE = 8, 5
#: Signs of a text.
SIGNS = 16
#: Signs that both texts have when one in common does not make them alike.
MANY = 9
#: Share of the shorter text's runs from which on two texts are copies.
SHARE = 0.38

_END = re.compile(r"(?<=[.!?:;])[\"'”»)]*\s+")
_WORD = re.compile(r"\w+")
_NO_WORDS = frozenset(" ".join(AGENCIES).split())


@dataclass(frozen=True)
class Wording:
    """The words of each sentence of a text, in order."""

    sentences: tuple[tuple[str, ...], ...]

    @cached_property
    def runs(self) -> frozenset[str]:
        """All runs of words, over the ends of sentences too."""
        return frozenset(_runs(self._words(), RUN))

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """The signs, 12 hexadecimal digits each, sorted; none of a text that is too short."""
        if self._is_short():
            return ()
        told = [sentence for sentence in self.sentences if len(sentence) >= SENTENCE]
        return tuple(sorted(set(map(_sign, told[:SIGNS]))))

    def _words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence]

    def _is_short(self) -> bool:
        """Tell whether there are too few different runs, making no more of them than tell."""
        words, seen = self._words(), set[tuple[str, ...]]()
        for n in range(len(words) - RUN + 1):
            seen.add(tuple(words[n : n + RUN]))
            if len(seen) == SHORTEST:
                return False
        return True

    def copies(self, other: "Wording") -> bool:
        """Tell whether one of two texts is a copy of the other."""
        shorter, longer = sorted((self.runs, other.runs), key=len)
        common = len({*self.signs} & {*other.signs})
        if common < enough(len(self.signs), len(other.signs)):
            return False
        return len(shorter & longer) >= SHARE * len(shorter)


def enough(one: int, other: int) -> int:
    """Return how many signs two texts have in common that may be copies, given how many each has.

    Of many signs one alone is of a sentence that papers use again and again.
    """
    return 2 if min(one, other) >= MANY else 1


def wording(text: str) -> Wording:
    """Return the wording of an article's text: its paragraphs, joined by line feeds."""
    lines = (_lines(paragraph) for paragraph in text.split("\n"))
    return Wording(tuple(sentence for line in lines for sentence in line))


def _lines(paragraph: str) -> list[tuple[str, ...]]:
    """Return the words of the sentences of a paragraph; none when it is no more than a heading."""
    plain = normalise(paragraph).text.casefold()
    found = [
        tuple(w for w in _WORD.findall(sentence) if w not in _NO_WORDS)
        for sentence in _END.split(plain)
    ]
    return found if sum(map(len, found)) >= LINE else []


def _runs(words: Sequence[str], size: int) -> list[str]:
    return [" ".join(words[n : n + size]) for n in range(len(words) - size + 1)]


def _sign(sentence: Sequence[str]) -> str:
    runs = sorted(sorted(_runs(sentence, SIGN)), key=len, reverse=True)
    return min(map(_hash, runs[: (len(runs) + 2) // 3]))


def _hash(run: str) -> str:
    return blake2b(run.encode(errors="surrogatepass"), digest_size=6).hexdigest()
