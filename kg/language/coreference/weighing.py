"""What speaks for and against candidates, weighed: the sums of the weights of what is told.

What a family of facts tells is summed when these facts are first met, and looked up from then on.
"""

import csv
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from operator import getitem
from pathlib import Path
from typing import NamedTuple

from kg.language.coreference.asked import Asked
from kg.language.coreference.descriptions import described
from kg.language.coreference.facts import (
    SEEN,
    UNSEEN,
    Facts,
    Nobody,
    OfKind,
    Told,
    sort_beside,
)
from kg.language.coreference.features import against, alike_told, facts, of_noun

ROOT = Path(__file__).parents[1]
Weights = dict[str, float]


@lru_cache(maxsize=4)
def weights(language: str) -> Weights:
    """Return the weight of each feature."""
    with (ROOT / language / "references.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {feature: float(weight) for feature, weight in rows}


class Weighed(dict[Told, float]):
    """What the facts of a family weigh, by these facts."""

    def __init__(self, table: Weights, family: Callable[..., Facts]) -> None:
        super().__init__()
        self._table, self._family = table, family

    def __missing__(self, told: Told) -> float:
        self[told] = found = _sum(self._table, self._family(*told).told())
        return found


class Beside(NamedTuple):
    """What weighs beside candidates of a kind: the sort of the word there, and for all of them.

    `seen` and `unseen` are the weights of the families of `SEEN` and `UNSEEN`.
    """

    sort: str
    weight: float
    seen: list[Weighed]
    unseen: list[Weighed]


class Weighing:
    """The weights of a language, by what is told of a candidate and by the sort of word it is."""

    def __init__(self, table: Weights) -> None:
        self._table = table
        said_of_nobody = {
            f.removeprefix("nobody "): w for f, w in table.items() if f.startswith("nobody ")
        }
        self._nobody, self._of_kind = Weighed(said_of_nobody, Nobody), Weighed(table, OfKind)
        self._sorted: dict[str, tuple[list[Weighed], list[Weighed]]] = {}
        self._noun = lru_cache(maxsize=20_000)(self._sum_of_noun)
        self._alike = lru_cache(maxsize=20_000)(self._sum_alike)

    def sums(self, asked: Asked, excluded: Collection[str | None]) -> dict[str, float]:
        """Return by entity the weight of what speaks for it, but for those excluded."""
        known: dict[str, Beside] = {}
        found, word, put = dict[str, float](), asked.phrase.word, asked.phrase.put
        for candidate in asked.among:
            if candidate.entity not in excluded:
                beside = known.get(candidate.kind)
                if beside is None:
                    beside = known[candidate.kind] = self._beside(asked, candidate.kind)
                families = beside.seen if candidate.places else beside.unseen
                weight = beside.weight + sum(map(getitem, families, facts(asked, candidate)))
                if word and (alike := described(asked, candidate)):
                    weight += self._alike(put, beside.sort, alike)
                found[candidate.entity] = weight
        return found

    def of_nobody(self, asked: Asked) -> float:
        """Return the weight of what speaks for nobody, as `nobody` has it."""
        return self._nobody[against(asked)] + self._noun(asked.phrase.word, "")

    def sum(self, found: Iterable[str]) -> float:
        """Return the weight of features."""
        return _sum(self._table, found)

    def _beside(self, asked: Asked, kind: str) -> Beside:
        """Return what weighs beside candidates of a kind."""
        phrase = asked.phrase
        of_kind = phrase.form, phrase.put, asked.kinds, kind
        sort = sort_beside(*of_kind)
        weight = self._of_kind[of_kind] + self._noun(phrase.word, kind)
        return Beside(sort, weight, *(self._sorted.get(sort) or self._with_sort(sort)))

    def _with_sort(self, sort: str) -> tuple[list[Weighed], list[Weighed]]:
        """Return what families weigh beside a sort, each feature by itself and with the sort."""
        table, before = self._table, f"{sort} "
        with_sort = {f.removeprefix(before): w for f, w in table.items() if f.startswith(before)}
        table = table | {feature: table.get(feature, 0.0) + w for feature, w in with_sort.items()}
        seen, unseen = ([Weighed(table, family) for family in some] for some in (SEEN, UNSEEN))
        self._sorted[sort] = seen, unseen
        return seen, unseen

    def _sum_of_noun(self, word: str, kind: str) -> float:
        """Return the weight of a noun for a kind, for nobody where that is ""."""
        told = of_noun(word)
        return self.sum([f"{f} {kind}" for f in told] if kind else [f"nobody {f}" for f in told])

    def _sum_alike(self, put: str, sort: str, alike: tuple[str, ...]) -> float:
        """Return the weight of what a description agrees in, each counted once."""
        return self.sum(dict.fromkeys(alike_told(put, sort, alike)))


@lru_cache(maxsize=4)
def weighing(language: str) -> Weighing:
    """Return the weights of a language."""
    return Weighing(weights(language))


def _sum(table: Weights, found: Iterable[str]) -> float:
    return sum([table.get(feature, 0.0) for feature in found])
