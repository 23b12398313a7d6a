"""All names of a store in memory, by each way in which one is looked up."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nlargest

from rapidfuzz import fuzz, process

from kg.find.folding import folded
from kg.store.base import UNLIMITED, Store

#: Words shorter than this are not guessed at, are no guess, and do not begin others.
_GUESSED = 4
#: How alike two words or names must be, in percent, and how many are looked at.
_ALIKE, _WORDS = 75, 50
#: What a word that another begins with is worth, in percent.
_BEGUN = 88
#: What a name that a later word begins is worth.
_WITHIN = 0.5
#: What a name that is all there is worth over one of which a part is asked for.
_WHOLE = 0.2

_NAMES = "MATCH (n:Entity) RETURN n.id AS id, n.name AS name, n.names AS names ORDER BY id"


class Names:
    """The entities of a store by number (`entities`: id and name), and where each is found.

    What finds them by spelling and by words is made when it is first asked for: most who ask write
    a name as it is.
    """

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        self.entities: list[tuple[str, str]] = []
        self._names: list[tuple[str, ...]] = []
        for identity, name, names in rows:
            self.entities.append((str(identity), str(name)))
            known = names if isinstance(names, list) else ()
            self._names.append(tuple(dict.fromkeys((str(name), *known))))

    @cached_property
    def _exact(self) -> dict[str, list[int]]:
        return _by_key(
            (identity.lower(), *(name.lower() for name in names))
            for (identity, _), names in zip(self.entities, self._names, strict=True)
        )

    @cached_property
    def _spelled(self) -> dict[str, list[int]]:
        found = _by_key([key for name in names for key in folded(name)] for names in self._names)
        found.pop("", None)
        return found

    @cached_property
    def _keys(self) -> list[str]:
        return list(self._spelled)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        return _by_key(key.split() for key in self._keys)

    @cached_property
    def _words(self) -> list[str]:
        return list(self._by_word)

    def exact(self, text: str) -> list[int]:
        """Return the numbers of those with this name or id, in any case."""
        return self._exact.get(text.lower(), [])

    def spelled(self, spellings: Iterable[str]) -> list[int]:
        """Return the numbers of those with a name of one of these spellings, in order."""
        return sorted({n for key in spellings for n in self._spelled.get(key, ())})

    def begun(self, spellings: Iterable[str], limit: int) -> list[tuple[int, float]]:
        """Return the numbers of those with a name that begins like one of these, and 1.

        Then those with another word that does, and a half.
        """
        found: dict[int, float] = {}
        asked = tuple(spelling for spelling in spellings if spelling)
        within = tuple(f" {spelling}" for spelling in asked)
        for key, numbers in self._spelled.items():
            if key.startswith(asked):
                found |= dict.fromkeys(numbers, 1.0)
            elif any(word in key for word in within):
                found |= {number: found.get(number, _WITHIN) for number in numbers}
        return nlargest(limit, found.items(), key=lambda each: (each[1], -each[0]))

    def near(self, spellings: Iterable[str], limit: int) -> list[tuple[int, float]]:
        """Return the numbers of those with a name almost like one of these, how alike each is.

        The likest come first, from 1 downwards to 0. A name is near that is almost the same, or
        that has every word that is asked for, or almost.
        """
        best: dict[int, float] = {}
        for spelling in spellings:
            for at, score in (*self._almost(spelling), *self._in_part(spelling)):
                for number in self._spelled[self._keys[at]]:
                    best[number] = max(score, best.get(number, 0.0))
        return nlargest(limit, best.items(), key=lambda found: (found[1], -found[0]))

    def _almost(self, spelling: str) -> Iterator[tuple[int, float]]:
        if len(spelling) >= _GUESSED:
            for _, score, at in process.extract(
                spelling, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_WORDS
            ):
                yield at, score / 100

    def _in_part(self, spelling: str) -> Iterator[tuple[int, float]]:
        asked = spelling.split()
        each = [self._with(word) for word in asked]
        for at in set.intersection(*map(set, each)) if each else ():
            alike = sum(found[at] for found in each) / len(each) / 100
            part = min(1.0, len(asked) / len(self._keys[at].split()))
            yield at, alike * (1 - _WHOLE + _WHOLE * part)

    def _with(self, word: str) -> dict[int, float]:
        """Return the keys that have a word, or one almost like it, and how alike it is."""
        alike = {word: 100.0} if word in self._by_word else {}
        if len(word) >= _GUESSED:
            alike |= {w: _BEGUN for w in self._words if w != word and w.startswith(word)}
            for other, score, _ in process.extract(
                word, self._words, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_WORDS
            ):
                if len(other) >= _GUESSED:
                    alike[other] = max(score, alike.get(other, 0.0))
        found: dict[int, float] = {}
        for other, score in alike.items():
            for at in self._by_word[other]:
                found[at] = max(score, found.get(at, 0.0))
        return found


def _by_key(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return under each key the numbers of those that have it, each once."""
    found: dict[str, list[int]] = {}
    for number, its in enumerate(keys):
        for key in its:
            if (there := found.get(key)) is None:
                found[key] = [number]
            elif there[-1] != number:
                there.append(number)
    return found


def names_of(store: Store) -> Names:
    """Return the index of all names in a store."""
    return Names(store.read(_NAMES, {}, UNLIMITED).rows)
