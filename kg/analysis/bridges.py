"""Ties without which a network falls apart."""

from collections import Counter
from typing import Any

import networkx as nx

from kg.analysis.network import names, together

COLUMNS = ("a", "b", "statements", "cuts_off", "a_id", "b_id")


def bridges(network: nx.DiGraph) -> list[tuple[Any, ...]]:
    """Return a row of `COLUMNS` for each tie that is the only way between two sides.

    `cuts_off` counts the nodes on the smaller side; the largest first.
    """
    mutual = together(network)
    cut = list(nx.bridges(mutual))
    sizes = _sides(mutual, cut)
    rows = []
    for ends in cut:
        a, b = sorted(ends)
        rows.append((*names(mutual, a, b), mutual[a][b]["weight"], sizes[a, b], a, b))
    return sorted(rows, key=lambda row: (-row[3], -row[2], row[4:]))


def _sides(mutual: nx.Graph, cut: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return how many nodes each bridge has on its smaller side.

    Without its bridges the network is pieces, which the bridges join to trees.
    """
    rest = mutual.copy()
    rest.remove_edges_from(cut)
    piece = {n: i for i, nodes in enumerate(nx.connected_components(rest)) for n in nodes}
    forest = nx.Graph()
    forest.add_nodes_from(piece.values())
    for ends in cut:
        forest.add_edge(piece[ends[0]], piece[ends[1]], ends=tuple(sorted(ends)))
    weights, sizes = Counter(piece.values()), {}
    for tree in nx.connected_components(forest):
        root, total = min(tree), sum(weights[p] for p in tree)
        below = Counter({p: weights[p] for p in tree})
        parents = {child: parent for parent, child in nx.dfs_edges(forest, root)}
        for child in nx.dfs_postorder_nodes(forest, root):
            if child in parents:
                below[parents[child]] += below[child]
                ends = forest[child][parents[child]]["ends"]
                sizes[ends] = min(below[child], total - below[child])
    return sizes
