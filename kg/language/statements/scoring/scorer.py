"""The trained scorer: boosted trees over numbers and over what words are worth, from tables.

`scorer/` of a language holds for each model `trees.tsv`, a line for each node: the tree it is of,
the feature it asks, the number up to which it goes to the node `low`, else to `high`, or the value
of a leaf; and `words.tsv`, what each word of a feature is worth; and `choice.json` (`Choice`).
`training/statements.py` makes them.
"""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import RunError

ROOT = Path(__file__).parents[2]
Floats = NDArray[np.float64]
#: The numbers and the words of what is scored.
Described = tuple[list[float], list[str]]


@dataclass(frozen=True)
class Trees:
    """Trees in arrays: what each node asks, and where it goes on; leaves go to themselves."""

    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    limit: Floats
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    value: Floats
    depth: int

    def sums(self, rows: Floats) -> Floats:
        """Return the sum of the leaves that each row reaches."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        row = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_low = rows[row, self.feature[at]] <= self.limit[at]
            at = np.where(goes_low, self.low[at], self.high[at])
        found: Floats = self.value[at].sum(1)
        return found


@dataclass(frozen=True)
class Model:
    """Trees, and the worth of each word of each feature that is made of words."""

    trees: Trees
    worth: list[dict[str, float]]
    unknown: float

    def knows(self, described: Sequence[Described]) -> bool:
        """Tell whether the cue of what is described, its first word, was seen often enough."""
        return bool(described) and described[0][1][0] in self.worth[0]

    def scores(self, described: Sequence[Described]) -> list[float]:
        """Return a chance from 0 to 1 for each of what is described."""
        if not described:
            return []
        rows = np.array(
            [
                [
                    *numbers,
                    *(
                        worth.get(word, self.unknown)
                        for worth, word in zip(self.worth, words, strict=True)
                    ),
                ]
                for numbers, words in described
            ]
        )
        found: list[float] = (1 / (1 + np.exp(-self.trees.sums(rows)))).tolist()
        return found


@dataclass(frozen=True)
class Choice:
    """From which chance on what is proposed stands, and what chances mean.

    `source` is the least chance of a source, `seldom` that of a cue hardly seen, `sure` the least
    confidence of a statement, `harm` that of a deed or a word against somebody. `calibration` are
    pairs of a chance and the share of such that is right, from low to high; between them it is in
    proportion.
    """

    source: float
    seldom: float
    sure: float
    harm: float
    calibration: list[tuple[float, float]]

    def confidence(self, chance: float) -> float:
        """Return how many of a hundred like it are right, as a share."""
        chances, shares = zip(*self.calibration, strict=True)
        return round(float(np.interp(chance, chances, shares)), 3)


@dataclass(frozen=True)
class Scorer:
    """What chooses the sources of cues, and what says how sure a statement is."""

    sources: Model
    statements: Model
    choice: Choice


@lru_cache(maxsize=4)
def load_scorer(language: str) -> Scorer:
    """Return the scorer of a language (ISO 639-1), read once.

    Raises RunError when a table of it is missing or broken.
    """
    folder = ROOT / language / "scorer"
    try:
        choice = json.loads((folder / "choice.json").read_text("utf-8"))
        return Scorer(
            read_model(folder, "sources", choice["unknown"]),
            read_model(folder, "statements", choice["unknown"]),
            Choice(
                choice["source"],
                choice["seldom"],
                choice["sure"],
                choice["harm"],
                [(a, b) for a, b in choice["calibration"]],
            ),
        )
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise RunError(
            f"{folder}: the scorer of statements cannot be read ({error}): install kg again, or "
            "train it anew"
        ) from error


def read_model(folder: Path, name: str, unknown: float) -> Model:
    """Return the model whose tables begin with a name."""
    with (folder / f"{name}.words.tsv").open(encoding="utf-8", newline="") as lines:
        words = [*csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    worth: list[dict[str, float]] = [{} for _ in range(1 + max(int(row[0]) for row in words))]
    for place, word, rate in words:
        worth[int(place)][word] = float(rate)
    return Model(read_trees(folder / f"{name}.trees.tsv"), worth, unknown)


def read_trees(path: Path) -> Trees:
    """Return the trees of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [*csv.reader(lines, delimiter="\t")][1:]
    number = np.arange(len(rows))
    tree, feature, low, high = (np.array([int(row[i]) for row in rows]) for i in (0, 1, 3, 4))
    leaf = feature < 0
    starts = np.flatnonzero(np.diff(tree, prepend=-1))
    return Trees(
        starts,
        np.where(leaf, 0, feature),
        np.array([float(row[2]) for row in rows]),
        np.where(leaf, number, low),
        np.where(leaf, number, high),
        np.where(leaf, np.array([float(row[5]) for row in rows]), 0.0),
        max(int(row[6]) for row in rows),
    )
