"""Graph -> GraphML (http://graphml.graphdrawing.org), read by Gephi, yEd, igraph and networkx.

Every attribute is kept under its own name.
"""

from io import BytesIO

import networkx as nx

from kg.export.plain import plain
from kg.output import open_output


def write_graphml(graph: nx.MultiDiGraph, path: str) -> list[str]:
    """Write the graph and return the path."""
    # Not generate_graphml: it cuts texts at every character that Python takes for a line end.
    buffer = BytesIO()
    nx.write_graphml_xml(plain(graph), buffer)
    with open_output(path) as file:
        file.write(buffer.getvalue().decode())
    return [path]
