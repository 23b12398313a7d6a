"""How central each one is in a network."""

from typing import Any

import networkx as nx

from kg.analysis.network import together

#: Up to how many nodes each way between two of them is counted, and beyond that, from how many
#: nodes ways are followed: nine seconds of a processor with 10,000 nodes and 50,000 ties.
EXACT, PIVOTS = 1500, 100
COLUMNS = ("name", "kind", "partners", "made", "received", "betweenness", "eigenvector", "id")


def centrality(network: nx.DiGraph) -> list[tuple[Any, ...]]:
    """Return a row of `COLUMNS` for each node, those with the most partners first.

    `partners` are those that it has ties with, `made` and `received` statements. `betweenness` is
    the share of shortest ways between two others that lead past it, whatever the ties weigh; above
    `EXACT` nodes it is estimated from `PIVOTS` of them. `eigenvector` is high for those who deal
    much with those who are high themselves; the squares add up to 1; None where it settles on
    nothing.
    """
    if not network:
        return []
    mutual = together(network)
    pivots = PIVOTS if len(mutual) > EXACT else None
    between = nx.betweenness_centrality(mutual, k=pivots, seed=0)
    standing = _standing(mutual)
    rows = [
        (
            *(data["name"], data["kind"], mutual.degree(node)),
            *(network.out_degree(node, "weight"), network.in_degree(node, "weight")),
            *(round(between[node], 6), standing.get(node), node),
        )
        for node, data in network.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (-row[2], -row[3] - row[4], row[-1]))


def _standing(mutual: nx.Graph) -> dict[str, float]:
    try:
        found = nx.eigenvector_centrality(mutual, max_iter=1000, weight="weight")
    except nx.PowerIterationFailedConvergence:
        return {}
    return {node: round(value, 6) for node, value in found.items()}
