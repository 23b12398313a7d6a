"""A part of the graph in a store -> networkx, or a stream: the bridge between the two worlds.

    from kg.graph import subgraph
    from kg.store import open_store

    with open_store("kg.graph", must_exist=True) as store:
        graph = subgraph(store, entities=["Israel"], quads=["conflict"], since="2024-05")
        for source, target, data in graph.edges(data=True):
            print(graph.nodes[source]["name"], data["type"], graph.nodes[target].get("name"))

`subgraph` holds the part in memory, as a networkx graph to compute with; `Streamed` reads it from
the store again each time it is gone through, for parts that are too large to hold.

Nodes are keyed by id and carry `label` and their properties; edges carry `type` and their
properties, as the store has them. A statement's edge has the key "<statement id> <target id>", so
that no two statements fall together.
"""

from kg.graph.copies import leave_out_copies
from kg.graph.figures import forget_figures, keep_figures
from kg.graph.part import Edge, Held, Node, Part, as_networkx, held
from kg.graph.parts import subgraph
from kg.graph.selection import Selection, ids_in
from kg.graph.stream import Streamed

__all__ = [
    "Edge",
    "Held",
    "Node",
    "Part",
    "Selection",
    "Streamed",
    "as_networkx",
    "forget_figures",
    "held",
    "ids_in",
    "keep_figures",
    "leave_out_copies",
    "subgraph",
]
