"""Learn boosted trees over numbers and the worth of words, and write them as tables."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kg.language.statements.scoring.scorer import Described

#: A group (an article), what is told, and whether it is right.
Example = tuple[str, Described, bool]
#: A word counts as if it had been seen so many times more with the average share.
PRIOR = 4.0
#: What a word is worth that was not seen: less than any, so that the trees can tell it.
UNKNOWN = -1.0
#: Words seen more seldom are worth what unknown ones are.
SELDOM = 2
#: Parts in which the worth of words is counted.
PARTS = 8
ROUNDS = 220
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.04,
    "num_leaves": 15,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
}
Worth = list[dict[str, float]]
Floats = NDArray[np.float64]


@dataclass
class Learned:
    """Trees, and what words are worth."""

    trees: lightgbm.Booster
    worth: Worth

    def scores(self, described: Sequence[Described]) -> list[float]:
        """Return a chance for each of what is described."""
        if not described:
            return []
        rows = np.hstack([_numbers(described), _worths(described, self.worth)])
        found: list[float] = self.trees.predict(rows, num_threads=1).tolist()
        return found


def learn(examples: Sequence[Example]) -> Learned:
    """Return a model of examples; what a word is worth comes from articles other than its own."""
    told = [d for _, d, _ in examples]
    right = np.array([r for _, _, r in examples], float)
    part = np.array([_part(group) for group, _, _ in examples])
    base = float(right.mean())
    worths = np.zeros((len(told), len(told[0][1])))
    for number in range(PARTS):
        here, others = np.flatnonzero(part == number), np.flatnonzero(part != number)
        counted = _count([told[i] for i in others], right[others], base)
        worths[here] = _worths([told[i] for i in here], counted)
    data = lightgbm.Dataset(np.hstack([_numbers(told), worths]), right)
    return Learned(lightgbm.train(SETTINGS, data, ROUNDS), _count(told, right, base))


def _part(group: str) -> int:
    hashed = blake2b(f"part {group}".encode(), digest_size=4)
    return int.from_bytes(hashed.digest(), "big") % PARTS


def _numbers(told: Sequence[Described]) -> Floats:
    return np.array([numbers for numbers, _ in told])


def _worths(told: Sequence[Described], worth: Worth) -> Floats:
    if not told:
        return np.zeros((0, len(worth)))
    return np.array(
        [[w.get(word, UNKNOWN) for w, word in zip(worth, words, strict=True)] for _, words in told]
    )


def _count(told: Sequence[Described], right: Floats, base: float) -> Worth:
    """Return for each feature what its words are worth: the share of what is right with them."""
    worth: Worth = []
    for place in range(len(told[0][1])):
        seen: dict[str, list[float]] = defaultdict(list)
        for (_, words), share in zip(told, right.tolist(), strict=True):
            seen[words[place]].append(share)
        worth.append(
            {
                word: round((sum(shares) + PRIOR * base) / (len(shares) + PRIOR), 4)
                for word, shares in sorted(seen.items())
                if len(shares) >= SELDOM
            }
        )
    return worth


def write_model(folder: Path, name: str, model: Learned) -> None:
    """Write the two tables of a model."""
    words = [
        f"{place}\t{word}\t{rate:g}"
        for place, worth in enumerate(model.worth)
        for word, rate in worth.items()
    ]
    (folder / f"{name}.words.tsv").write_text(
        "\n".join(["feature\tword\tworth", *words, ""]), encoding="utf-8"
    )
    nodes: list[str] = []
    for number, tree in enumerate(model.trees.dump_model()["tree_info"]):
        _write_node(nodes, number, tree["tree_structure"], 0)
    header = "tree\tfeature\tlimit\tlow\thigh\tvalue\tdepth"
    (folder / f"{name}.trees.tsv").write_text("\n".join([header, *nodes, ""]), encoding="utf-8")


def _write_node(nodes: list[str], tree: int, node: dict[str, Any], depth: int) -> int:
    """Add the lines of a node and of those below it; return its place."""
    place = len(nodes)
    nodes.append("")
    if "leaf_value" in node:
        nodes[place] = f"{tree}\t-1\t0\t{place}\t{place}\t{node['leaf_value']:.5g}\t{depth}"
        return place
    low = _write_node(nodes, tree, node["left_child"], depth + 1)
    high = _write_node(nodes, tree, node["right_child"], depth + 1)
    nodes[place] = (
        f"{tree}\t{node['split_feature']}\t{node['threshold']!r}\t{low}\t{high}\t0\t{depth}"
    )
    return place
