"""A part of the graph -> figures about who deals with whom, as plain rows.

    from kg.analysis import MEASURES, network, windows
    from kg.graph import subgraph
    from kg.store import open_store

    with open_store("kg.graph", must_exist=True) as store:
        graph = subgraph(store, since="2024")
    for month, part in windows(graph, "month"):
        print(month, MEASURES["balance"].rows(network(part)))

Nothing here reads or writes a store. What is computed is networkx's, on networks that hold nodes
and ties in the order of their ids, so that one graph always has the same figures.
"""

from kg.analysis.measures import MEASURES, Measure
from kg.analysis.network import network
from kg.analysis.windows import SPANS, networks, windows

__all__ = ["MEASURES", "SPANS", "Measure", "network", "networks", "windows"]
