"""The trained scorer: boosted trees over numbers and over what words are worth, from tables.

`scorer/` of a language holds for each model `trees.tsv`, a line for each node: the tree it is of,
the feature it asks, the number up to which it goes to the node `low`, else to `high`, or the value
of a leaf; and `words.tsv`, what each word of a feature is worth; and `choice.json` (`Choice`).
`training/statements.py` makes them.
"""

import csv
import json
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.errors import RunError

ROOT = Path(__file__).parents[2]
#: The feature and the limit of a node's question, and the bits of the leaves that are out at a no.
Node = tuple[tuple[int, float], int]
Floats = NDArray[np.float64]
#: The numbers and the words of what is scored.
Described = tuple[list[float], list[str]]


class Told(NamedTuple):
    """What is told of a cue, and of each who may be its source."""

    cue: Described
    sources: list[Described]

    def rows(self) -> list[Described]:
        """Return what is told of each source, with what is told of its cue before it."""
        numbers, words = self.cue
        return [([*numbers, *n], [*words, *w]) for n, w in self.sources]


@dataclass(frozen=True)
class Trees:
    """Trees in arrays: the questions of their nodes and the values of their leaves.

    A question is whether a feature is no more than a limit. `question` and `mask` have a row for
    the first node of each tree, for the second and so on. Where a node has its question answered
    with no, the leaves that are left are the bits of its mask; of those that are left by all nodes
    of a tree the first one is reached. `value` has the leaves of all trees, `start` where those of
    each begin.
    """

    feature: NDArray[np.int64]
    limit: Floats
    question: NDArray[np.int64]
    mask: NDArray[np.unsignedinteger[Any]]
    value: Floats
    start: NDArray[np.int64]

    def sums(self, rows: Floats) -> Floats:
        """Return the sum of the leaves that each row reaches."""
        told = rows.T.take(self.feature, 0) <= self.limit[:, None]
        left = (-told.astype(self.mask.dtype)).take(self.question, 0)
        left |= self.mask[:, :, None]
        left = np.bitwise_and.reduce(left, axis=0)
        leaf = np.log2(left & -left).astype(np.int64)
        reached = self.value.take(leaf + self.start[:, None])
        found: Floats = np.ascontiguousarray(reached.T).sum(1)
        return found


@dataclass(frozen=True)
class Model:
    """Trees, and the worth of each word of each feature that is made of words."""

    trees: Trees
    worth: list[dict[str, float]]
    unknown: float

    def knows(self, told: Told) -> bool:
        """Tell whether a cue, the first word told of it, was seen often enough."""
        return told.cue[1][0] in self.worth[0]

    def scores(self, described: Sequence[Described]) -> list[float]:
        """Return a chance from 0 to 1 for each of what is described."""
        if not described:
            return []
        return self._chances(np.hstack(self._columns(described, self.worth)))

    def chances(self, told: Sequence[Told]) -> list[list[float]]:
        """Return for each cue a chance from 0 to 1 for each who may be its source."""
        if not told:
            return []
        cues, sources = zip(*told, strict=True)
        sizes = [*map(len, sources)]
        words = len(cues[0][1])
        of_cues, worths_of_cues = self._columns(cues, self.worth[:words])
        numbers, worths = self._columns([*chain(*sources)], self.worth[words:])
        which = np.repeat(np.arange(len(cues)), sizes)
        rows = np.hstack([of_cues[which], numbers, worths_of_cues[which], worths])
        rest = iter(self._chances(rows))
        return [[*islice(rest, size)] for size in sizes]

    def _columns(
        self, described: Sequence[Described], worth: Sequence[dict[str, float]]
    ) -> tuple[Floats, Floats]:
        """Return the numbers of what is described, and what the words are worth."""
        numbers, words = zip(*described, strict=True)
        told = np.fromiter(chain.from_iterable(numbers), float).reshape(len(described), -1)
        columns = zip(*words, strict=True)
        worths = chain.from_iterable(
            map(known.get, column, repeat(self.unknown))
            for known, column in zip(worth, columns, strict=True)
        )
        return told, np.fromiter(worths, float).reshape(-1, len(described)).T

    def _chances(self, rows: Floats) -> list[float]:
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
        known = self.calibration
        after = bisect_right(known, (chance, math.inf))
        if after in {0, len(known)}:
            return round(known[-1 if after else 0][1], 3)
        (low, least), (high, most) = known[after - 1 : after + 1]
        return round((most - least) / (high - low) * (chance - low) + least, 3)


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
    roots = [n for n, row in enumerate(rows) if not n or row[0] != rows[n - 1][0]]
    trees = [_walked(rows, root) for root in roots]
    most = max(len(leaves) for _, leaves in trees)
    kind, all_leaves = np.min_scalar_type(2**most - 1), 2**most - 1
    nodes = [[*nodes, *[((0, math.inf), 0)] * (most - 1 - len(nodes))] for nodes, _ in trees]
    number = {asked: n for n, asked in enumerate({asked for tree in nodes for asked, _ in tree})}
    feature, limit = (np.array([asked[i] for asked in number]) for i in range(2))
    question = np.array([[number[asked] for asked, _ in tree] for tree in nodes])
    gone = np.array([[out for _, out in tree] for tree in nodes])
    sizes = [len(leaves) for _, leaves in trees]
    return Trees(
        feature,
        limit,
        np.ascontiguousarray(question.T),
        np.ascontiguousarray((all_leaves - gone).astype(kind).T),
        np.concatenate([leaves for _, leaves in trees]),
        np.cumsum([0, *sizes[:-1]]),
    )


def _walked(rows: list[list[str]], root: int) -> tuple[list[Node], list[float]]:
    """Return the nodes of a tree and its leaves in order."""
    nodes: list[Node] = []
    leaves: list[float] = []

    def walk(at: int) -> None:
        _, feature, limit, low, high, value, _ = rows[at]
        if int(feature) < 0:
            leaves.append(float(value))
            return
        first = len(leaves)
        walk(int(low))
        nodes.append(((int(feature), float(limit)), (1 << len(leaves)) - (1 << first)))
        walk(int(high))

    walk(root)
    return nodes, leaves
