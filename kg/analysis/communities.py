"""Who deals more with each other than with the rest."""

from typing import Any

import networkx as nx

from kg.analysis.network import names, together

COLUMNS = ("name", "kind", "community", "size", "inside", "around", "id")


def communities(network: nx.DiGraph) -> list[tuple[Any, ...]]:
    """Return a row of `COLUMNS` for each node: the largest community, number 1, first.

    They are those of Louvain's method, by how many statements join two nodes. `size` is of the
    community, `inside` the share of a node's statements that stay in it, and `around` names whoever
    has the most to do in it.
    """
    mutual = together(network)
    if not mutual:
        return []
    found = nx.community.louvain_communities(mutual, weight="weight", seed=0)
    rows = []
    for number, members in enumerate(sorted(found, key=lambda c: (-len(c), min(c))), 1):
        within = dict(mutual.subgraph(members).degree(weight="weight"))
        ordered = sorted(members, key=lambda node: (-within[node], node))
        (around,) = names(mutual, ordered[0])
        for node in ordered:
            data = mutual.nodes[node]
            inside = round(within[node] / mutual.degree(node, "weight"), 3)
            described = (data["name"], data["kind"])
            rows.append((*described, number, len(members), inside, around, node))
    return rows
