"""Where sentences begin: a small network over words, their shapes and quotation marks.

It reads whole texts before the encoder reads sentences, and is a thousandth of its work.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import RunError
from kg.language.encoder.features import key, plain
from kg.language.encoder.running import batches, session

GRAPH, WORDS = "boundaries.onnx", "words.json"
UNKNOWN_WORD = 1
#: Words that a sentence has at most: a longer one is cut where an end is likeliest.
LONGEST = 240
#: Words of a batch, padding included.
BATCH = 20_000
OPENING, CLOSING, EITHER = frozenset("«“„‘‚‹([{"), frozenset("»”’›)]}"), frozenset("\"'")
ENDS, DASHES = frozenset(".?!…"), frozenset("-–—")
#: The shapes of a form, in the order of `shape`, and then what depends on where it stands.
SHAPES, PLACED = 14, 2


def shape(form: str) -> list[bool]:
    """Tell what a form looks like: letters, digits, and each kind of punctuation."""
    first, flat = form[:1], plain(form)
    return [
        first.isupper(),
        first.islower(),
        len(form) > 1 and form.isupper(),
        first.isdigit(),
        form.isalpha(),
        len(form) == 1,
        len(form) > 1 and form[-1] == ".",
        "." in form[:-1],
        first in OPENING,
        first in CLOSING,
        first in EITHER,
        form[-1:] in ENDS and not form[:-1].strip(".?!…"),
        form in {":", ";"},
        flat.strip("-") == "" and first in DASHES,
    ]


class Boundaries:
    """Finds the first words of sentences."""

    def __init__(self, folder: Path) -> None:
        """Load a folder; RunError when a file is missing or cannot be read."""
        for name in (GRAPH, WORDS):
            if not (folder / name).is_file():
                raise RunError(f"{folder / name} is missing: install kg again, or train it anew")
        try:
            words = json.loads((folder / WORDS).read_text("utf-8"))
            self.session = session(folder / GRAPH)
        except Exception as error:
            raise RunError(f"the sentence boundaries in {folder} are broken: {error}") from error
        self.forms = Forms(words)

    def starts(
        self, texts: Sequence[Sequence[str]], spaces: Sequence[Sequence[bool]]
    ) -> list[NDArray[np.bool_]]:
        """Tell for each word of each text whether it begins a sentence.

        `spaces` tells which words a space follows. The first word always begins one.
        """
        found = [np.zeros(0, np.bool_)] * len(texts)
        filled = [i for i, text in enumerate(texts) if text]
        for places in batches([len(texts[i]) for i in filled], BATCH):
            batch = [filled[place] for place in places]
            for i, row in zip(batch, self._scores(batch, texts, spaces), strict=True):
                found[i] = cut(row[: len(texts[i])])
        return found

    def _scores(
        self, batch: list[int], texts: Sequence[Sequence[str]], spaces: Sequence[Sequence[bool]]
    ) -> NDArray[np.float32]:
        width = max(len(texts[i]) for i in batch)
        ids = np.zeros((len(batch), width), np.int64)
        shapes = np.zeros((len(batch), width, SHAPES + PLACED), np.float32)
        for row, i in enumerate(batch):
            n = len(texts[i])
            ids[row, :n], shapes[row, :n] = self.forms.arrays(texts[i], spaces[i])
        scores: NDArray[np.float32] = self.session.run(None, {"ids": ids, "shapes": shapes})[0]
        return scores


class Forms:
    """Numbers and shapes of forms; those once seen are kept."""

    KEPT = 50_000

    def __init__(self, words: Sequence[str]) -> None:
        """Take the known words in their order."""
        self.words = {word: i for i, word in enumerate(words)}
        self._kept: dict[str, tuple[int, list[bool]]] = {}

    def arrays(
        self, words: Sequence[str], spaces: Sequence[bool]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the words' numbers [n] and shapes [n, SHAPES + PLACED].

        What depends on the place: if a space stands before, and if straight quotation marks before
        it leave one open.
        """
        if len(self._kept) > self.KEPT:
            self._kept = {}
        rows = [self._kept.get(w) or self._seen(w) for w in words]
        shapes = np.zeros((len(words), SHAPES + PLACED), np.float32)
        shapes[:, :SHAPES] = [row[1] for row in rows]
        shapes[0, SHAPES], shapes[1:, SHAPES] = 1, spaces[:-1]
        quotes = np.array([w == '"' for w in words])
        shapes[:, SHAPES + 1] = (quotes.cumsum() - quotes) % 2
        return np.array([row[0] for row in rows]), shapes

    def _seen(self, word: str) -> tuple[int, list[bool]]:
        made = self._kept[word] = (self.words.get(key(word), UNKNOWN_WORD), shape(word))
        return made


def cut(scores: NDArray[np.float32], longest: int = LONGEST) -> NDArray[np.bool_]:
    """Return which words begin sentences by their scores, above 0 for a beginning.

    >>> cut(np.array([-1, -1, 2, -1], np.float32)).tolist()
    [True, False, True, False]

    A sentence of more than `longest` words is cut where a beginning is likeliest.

    >>> cut(np.array([-1, -5, -2, -3], np.float32), longest=3).tolist()
    [True, False, True, False]
    """
    starts = scores > 0
    starts[0] = True
    at, end = 0, len(scores)
    while at < end:
        rest = np.flatnonzero(starts[at + 1 :])
        following = at + 1 + int(rest[0]) if len(rest) else end
        if following - at > longest:
            following = at + 1 + int(scores[at + 1 : at + longest + 1].argmax())
            starts[following] = True
        at = following
    return starts
