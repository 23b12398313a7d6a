"""Graph -> GraphML (http://graphml.graphdrawing.org), read by Gephi, yEd, igraph and networkx.

`label` is what Gephi shows: a node's name, an edge's type; what a node is is its `kind`. Colour
(`r`, `g`, `b`) and `size` are those that Gephi reads; `latitude` and `longitude` are what its
GeoLayout asks for. Gephi reads no times from GraphML: GEXF has them. Every other attribute is kept
under its own name.
"""

from io import BytesIO

import networkx as nx

from kg.export.looks import caption, edge_colour, node_colour, size
from kg.export.plain import CONTROLS, plain, unfit
from kg.export.written import Counted
from kg.output import open_output


def write_graphml(part: Counted, path: str) -> list[str]:
    """Write the part and return the path."""
    graph = part.graph()
    part.change(CONTROLS, unfit(graph))
    drawn = plain(graph)
    for node, data in drawn.nodes(data=True):
        looks = zip("rgb", node_colour(data), strict=True)
        kind = {"kind": data["label"]} if "label" in data else {}
        data |= {**kind, "label": caption(node, data), "size": size(drawn, node), **dict(looks)}
    for *_, data in drawn.edges(data=True):
        looks = zip("rgb", edge_colour(data), strict=True)
        data |= {"label": data.get("type", ""), **dict(looks)}
    # Not generate_graphml: it cuts texts at every character that Python takes for a line end.
    buffer = BytesIO()
    nx.write_graphml_xml(drawn, buffer)
    with open_output(path) as file:
        file.write(buffer.getvalue().decode())
    return [path]
