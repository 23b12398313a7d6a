"""Words for made articles, from the tables of words that kg ships, as often as in the news.

Few words are used often and most are seldom (Zipf), and compounds keep coming for as long as there
is text (Heaps), so that two articles hardly ever have five words in a row alike.
"""

import gzip
import json
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, NamedTuple, TypeVar

import kg

_TABLES = Path(kg.__file__).parent / "language"
_PLAIN = re.compile(r"[a-zæøå]{3,14}")
Word = TypeVar("Word")


class Noun(NamedTuple):
    """A noun: as it stands by itself, with its article, and the article before an adjective."""

    bare: str
    definite: str
    article: str


class Ranked(Generic[Word]):
    """Words by rank: one is drawn in proportion to 1 / rank."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = list(words)
        self._sums = list(accumulate(1 / (rank + 20) for rank in range(len(self.words))))

    def draw(self, random: Random) -> Word:
        """Return a word of chance."""
        return self.words[bisect(self._sums, random.random() * self._sums[-1])]


@cache
def nouns() -> Ranked[Noun]:
    """Return the nouns, the most frequent first."""
    found: dict[str, Noun] = {}
    for form, lemma in _forms("NOUN"):
        ending = form.removeprefix(lemma)
        if form != ending and ending in {"en", "n", "et", "t"}:
            found[form] = Noun(lemma, form, "det" if ending.endswith("t") else "den")
    return Ranked(found[form] for form in _by_frequency(found))


@cache
def adjectives() -> Ranked[str]:
    """Return adjectives as they stand after an article, the most frequent first."""
    found = {form for form, lemma in _forms("ADJ") if form == f"{lemma}e"}
    return Ranked(_by_frequency(found))


@cache
def verbs() -> Ranked[str]:
    """Return verbs in the present, the most frequent first; none that a statement may hang on."""
    return Ranked(_by_frequency({form for form, lemma in _forms("VERB") if form == f"{lemma}r"}))


def _forms(part: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a part of speech, with what each is a form of; no cues among them."""
    cues = set(re.split(r"[\W\d_]+", (_TABLES / "da/cue_forms.csv").read_text("utf-8").casefold()))
    with gzip.open(_TABLES / "pipelines/kg_da/kg_lemmas/lemmas.tsv.gz", "rt", "utf-8") as lines:
        for line in lines:
            form, upos, rule = line.rstrip("\n").split("\t")
            before, after, added = rule.split("|")
            if upos == part and before == "0" and _PLAIN.fullmatch(form) and form not in cues:
                lemma = form[: len(form) - int(after)] + added
                if lemma not in cues:
                    yield form, lemma


def _by_frequency(words: Iterable[str]) -> list[str]:
    """Return words, those first that kg's list of frequent ones has, in its order."""
    path = _TABLES / "pipelines/kg_da/kg_sentences/words.json"
    place = {word: n for n, word in enumerate(json.loads(path.read_text("utf-8")))}
    rest = sorted(words)
    Random(0).shuffle(rest)
    return sorted(rest, key=lambda word: place.get(word, len(place)))
