"""What the encoder sees of a word: characters, a known word's number, vectors, and lists of names.

All of it depends on the form alone, so it is computed once for each form and kept.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.language.encoder.floret import FloretTable

#: Characters of a word that are looked at, with its two boundaries; the middle of a longer one is
#: left out.
WIDTH, HEAD, TAIL = 18, 8, 8
PADDING, START, END, UNKNOWN = range(4)
UNKNOWN_WORD = 1
#: Letters of a form that its vector is made of: nobody writes a longer word, but files hold some.
LONGEST = 100
#: Length that the vectors are brought to.
NORM = 5.0
LISTS = ("forename", "surname", "place", "organisation")
_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›´`′", "'"),
        **dict.fromkeys("–—−‐‑", "-"),
        "…": ".",
        "\xa0": " ",
    }
)
_DIGIT = re.compile(r"\d")


class Features(NamedTuple):
    """The features of n words."""

    characters: NDArray[np.int64]  # [n, WIDTH]
    word: NDArray[np.int64]  # [n]
    vectors: NDArray[np.float32]  # [n, 2 * vector width]
    lists: NDArray[np.float32]  # [n, len(LISTS) + 1]


def plain(form: str) -> str:
    """Return the form with quotation marks, apostrophes and dashes of every kind as one.

    >>> print(plain("’t–“"))
    't-"
    """
    return form.translate(_SAME)


def key(form: str) -> str:
    """Return the form under which a word is looked up: plain, lower case, digits as 0.

    >>> key("Kl.20")
    'kl.00'
    """
    return _DIGIT.sub("0", plain(form).lower())


class Extractor:
    """Computes features with the tables that a model was trained with."""

    def __init__(
        self,
        characters: Sequence[str],
        words: Sequence[str],
        table: FloretTable,
        names: dict[int, int],
    ) -> None:
        """Take the known characters and words in their order, vectors, and names by hash.

        `names` gives for the CRC-32 of a name a bit for each of `LISTS` that has it.
        """
        self.characters = {c: i for i, c in enumerate(characters)}
        self.words = {w: i for i, w in enumerate(words)}
        self.table = table
        self.names = names

    def features(self, forms: Sequence[str]) -> Features:
        """Return the features of words; an empty form is known by nothing."""
        plains = [plain(form) for form in forms]
        shown = [p[:LONGEST] for p in plains]
        both = [*shown, *(p.lower() for p in shown)]
        vectors = self.table.vectors(both)
        vectors *= NORM / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
        return Features(
            np.array([self._characters(p) for p in plains], np.int64).reshape(-1, WIDTH),
            np.array([self.words.get(key(form), UNKNOWN_WORD) for form in forms], np.int64),
            np.concatenate([vectors[: len(forms)], vectors[len(forms) :]], axis=1),
            np.array([self._lists(form) for form in forms], np.float32).reshape(-1, len(LISTS) + 1),
        )

    def _characters(self, form: str) -> list[int]:
        shown = form if len(form) <= HEAD + TAIL else form[:HEAD] + form[-TAIL:]
        ids = [START, *(self.characters.get(c, UNKNOWN) for c in shown), END]
        return ids + [PADDING] * (WIDTH - len(ids))

    def _lists(self, form: str) -> list[bool]:
        """Tell for each list whether it has the form, a genitive -s set aside.

        And if upper case.
        """
        base = form.removesuffix("s")
        bits = self.names.get(crc32(form.encode()), 0) | self.names.get(crc32(base.encode()), 0)
        return [*(bool(bits >> i & 1) for i in range(len(LISTS))), form[:1].isupper()]
