"""From scores to structures: a tree with one root, and names that begin where they begin."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Ints = NDArray[np.int64]
NEVER = -1e12
#: Scores are at least this, so that a second root costs more than any tree can gain.
UNLIKELY = -1e4


def are_trees(heads: Ints) -> NDArray[np.bool_]:
    """Tell for each row of heads [n, length] whether it is a tree with one root.

    Words count from 1, 0 is the root; padding is a further word under word 1.
    """
    n, length = heads.shape
    above = np.concatenate([np.zeros((n, 1), np.int64), heads], axis=1)
    for _ in range(max(1, int(length).bit_length())):  # twice as far up each time
        above = np.take_along_axis(above, above, axis=1)
    found: NDArray[np.bool_] = ~above.any(1) & ((heads == 0).sum(1) == 1)
    return found


def tree(scores: Scores) -> Ints:
    """Return the heads of the best tree with one root, for scores [n, n + 1].

    Column 0 is the root, column j word j; a word never heads itself. Best is the highest sum of
    scores (Chu & Liu 1965, Edmonds 1967); what a root costs beyond all else keeps it at one root
    (Stanojević & Cohen 2021).
    """
    n = len(scores)
    own = scores.astype(np.float64)
    own[np.arange(n), np.arange(1, n + 1)] = NEVER
    heads: Ints = own.argmax(1)
    if are_trees(heads[None])[0]:
        return heads
    square = np.full((n + 1, n + 1), NEVER)
    square[1:] = np.maximum(own, UNLIKELY)
    square[1:, 0] -= 2 * n * -UNLIKELY
    return maximum_arborescence(square)[1:]


def maximum_arborescence(scores: NDArray[np.float64]) -> Ints:
    """Return each node's parent in the best tree under node 0; the root's own is -1.

    `scores[i, j]` is what parent j gives node i. Cycles are contracted until none is left, then
    opened again in turn, without recursion, so that long texts are no trouble.
    """
    levels = []
    current = scores.copy()
    np.fill_diagonal(current, NEVER)
    while True:
        parents: Ints = current.argmax(1)
        parents[0] = -1
        cycle = _cycle(parents)
        if cycle is None:
            break
        rest = np.delete(np.arange(len(current)), cycle)  # node 0 stays first
        contracted, enters, leaves = _contract(current, parents, cycle, rest)
        levels.append((parents, rest, enters, leaves))
        current = contracted
    for outer, rest, enters, leaves in reversed(levels):
        parents = _expand(parents, outer, rest, enters, leaves)
    return parents


def _cycle(parents: Ints) -> Ints | None:
    """Return the nodes of a cycle, or None."""
    seen = np.zeros(len(parents), np.int64)
    for start in range(1, len(parents)):
        path, node = [], start
        while node > 0 and not seen[node]:
            seen[node] = start
            path.append(node)
            node = int(parents[node])
        if node > 0 and seen[node] == start:
            return np.array(path[path.index(node) :])
    return None


def _contract(
    scores: NDArray[np.float64], parents: Ints, cycle: Ints, rest: Ints
) -> tuple[NDArray[np.float64], Ints, Ints]:
    """Make the cycle the last node of a smaller graph.

    Also returned: for each of the rest as parent, the node of the cycle it would enter at; for each
    of the rest as child, the node of the cycle that would be its parent.
    """
    k = len(rest)
    smaller = np.full((k + 1, k + 1), NEVER)
    smaller[:k, :k] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, parents[cycle]][:, None]
    leaving = scores[np.ix_(rest, cycle)]
    smaller[k, :k] = entering.max(0)
    smaller[:k, k] = leaving.max(1)
    np.fill_diagonal(smaller, NEVER)
    return smaller, cycle[entering.argmax(0)], cycle[leaving.argmax(1)]


def _expand(inner: Ints, outer: Ints, rest: Ints, enters: Ints, leaves: Ints) -> Ints:
    """Open a contracted cycle, the last node of `inner`: it breaks where its parent enters it."""
    k = len(rest)
    parents = outer.copy()
    for i in range(1, k):
        parents[rest[i]] = leaves[i] if inner[i] == k else rest[inner[i]]
    parents[enters[inner[k]]] = rest[inner[k]]
    return parents


class NameTags:
    """The tags of names (B-, I-, O), and which may follow which."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Take the tags in the order of their scores."""
        self.tags = list(tags)
        n = len(tags)
        self.allowed = np.array([[self._may(a, b) for b in tags] for a in tags]).reshape(n, n)
        self.first = np.array([tag[0] != "I" for tag in tags])

    @staticmethod
    def _may(before: str, tag: str) -> bool:
        return tag[0] != "I" or before[2:] == tag[2:]

    def best(self, scores: Scores) -> Ints:
        """Return the best allowed tags for scores [n, tags] (Viterbi 1967)."""
        greedy: Ints = scores.argmax(1)
        if not len(greedy):
            return greedy
        if self.first[greedy[0]] and self.allowed[greedy[:-1], greedy[1:]].all():
            return greedy
        step = np.where(self.allowed, 0.0, NEVER)
        total = scores[0] + np.where(self.first, 0.0, NEVER)
        back = np.zeros(scores.shape, np.int64)
        for i in range(1, len(scores)):
            ways = total[:, None] + step
            back[i] = ways.argmax(0)
            total = ways.max(0) + scores[i]
        path = [int(total.argmax())]
        for i in range(len(scores) - 1, 0, -1):
            path.append(int(back[i, path[-1]]))
        return np.array(path[::-1])
