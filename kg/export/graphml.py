"""Graph -> GraphML (http://graphml.graphdrawing.org), read by Gephi, yEd, igraph and networkx.

`label` is what Gephi shows: a node's name, an edge's type; what a node is is its `kind`. Colour
(`r`, `g`, `b`) and `size` are those that Gephi reads; `latitude` and `longitude` are what its
GeoLayout asks for. Gephi reads no times from GraphML: GEXF has them. Every other attribute is kept
under its own name. Written as the part is gone through, which networkx's writer cannot do.
"""

from collections.abc import Mapping
from typing import Any

from kg.export.looks import caption, channels, edge_colour, node_colour, size
from kg.export.written import Counted
from kg.export.xml import Xml, XmlPart, word
from kg.output import open_output

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_LOOKS = {"label": "string", "r": "long", "g": "long", "b": "long"}
_OF_NODES = _LOOKS | {"kind": "string", "size": "double"}


def write_graphml(part: Counted, path: str) -> list[str]:
    """Write the part and return the path."""
    drawn = XmlPart(part)
    with open_output(path) as file:
        xml = Xml(file)
        with xml.inside("graphml", {"xmlns": _GRAPHML}):
            nodes = _declare(xml, "node", drawn.node_types | _OF_NODES)
            edges = _declare(xml, "edge", drawn.edge_types | _LOOKS)
            with xml.inside("graph", {"edgedefault": "directed"}):
                _write_nodes(xml, drawn, nodes)
                _write_edges(xml, drawn, edges)
    return [path]


def _declare(xml: Xml, kind: str, types: Mapping[str, str]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; return the id of each."""
    ids = {name: f"{kind[0]}{number}" for number, name in enumerate(types)}
    for name, type_ in types.items():
        told = {"id": ids[name], "for": kind, "attr.name": name, "attr.type": type_}
        xml.put("key", told)
    return ids


def _write_nodes(xml: Xml, drawn: XmlPart, ids: Mapping[str, str]) -> None:
    for node, data in drawn.nodes():
        kind = {"kind": data["label"]} if "label" in data else {}
        looks = {"label": caption(node, data), "size": size(drawn.degrees[node])}
        with xml.inside("node", {"id": node}):
            _write_data(xml, data | kind | looks | channels(node_colour(data)), ids)


def _write_edges(xml: Xml, drawn: XmlPart, ids: Mapping[str, str]) -> None:
    for source, target, key, data in drawn.edges():
        looks = {"label": data.get("type", "")} | channels(edge_colour(data))
        with xml.inside("edge", {"source": source, "target": target, "id": key}):
            _write_data(xml, data | looks, ids)


def _write_data(xml: Xml, data: Mapping[str, Any], ids: Mapping[str, str]) -> None:
    for name, value in data.items():
        xml.put("data", {"key": ids[name]}, word(value))
