"""Lists of words: names of people, words written small, words that names begin and end with."""

import gzip
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[1]
#: Beyond so many people a name is as common as can be, in bits.
MOST_BITS = 16


class Bearers(Struct, frozen=True, gc=False):
    """How many people bear a name, each as the length of the number in bits: 16 for "Lars".

    There are tens of thousands, which a search for garbage need not look at.
    """

    men: int = 0
    women: int = 0
    families: int = 0

    @property
    def forename(self) -> int:
        """Return the greater of men and women."""
        return max(self.men, self.women)


NOBODY = Bearers()
#: How many persons, organisations, places and other things are known to be called so.
Times = tuple[int, ...]


class Lists:
    """The lists of a language. Make them through `lists()`, which reads them once."""

    def __init__(self, folder: Path) -> None:
        self._people = {
            name: Bearers(*(int(n or 0) for n in numbers))
            for name, *numbers in _rows(folder / "people.tsv.gz")
        }
        self._keys: dict[tuple[str, str], Times] = {
            (word, where): tuple(map(int, numbers))
            for word, where, *numbers in _rows(folder / "keys.tsv.gz")
        }
        self._words = frozenset(_lines(folder / "words.txt.gz"))

    def bearers(self, name: str) -> Bearers:
        """Return how many people bear a name, in any case; of "Jean-Claude", its first part."""
        name = name.lower()
        return self._people.get(name) or self._people.get(name.partition("-")[0], NOBODY)

    def is_word(self, word: str) -> bool:
        """Tell whether texts have this word in lower case."""
        return word.lower() in self._words

    def key(self, word: str, where: str) -> Times:
        """Return what is known to be called by names with this "first" or "last" word."""
        return self._keys.get((word.lower(), where), (0, 0, 0, 0))


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in _lines(path)[1:]]


@lru_cache(maxsize=4)
def lists(language: str) -> Lists:
    """Return the lists of a language (ISO 639-1), read on the first call."""
    return Lists(ROOT / language / "gazetteer")
