"""Graph -> GEXF 1.3 (https://gexf.net), read by Gephi.

What Gephi shows as label is a node's name and an edge's type; what a node is is its attribute
`kind`. Colour and size are of the namespace `viz`. An edge is there on the days on which it was
said, or held; a node from the first to the last day of its edges; what has no day always is.
Written as the part is gone through.
"""

from collections.abc import Mapping
from typing import Any

from kg.export.days import days
from kg.export.looks import caption, channels, edge_colour, node_colour, size
from kg.export.written import Counted
from kg.export.xml import Span, Xml, XmlPart
from kg.output import open_output

_GEXF = "http://gexf.net/1.3"
_ROOT = {"xmlns": _GEXF, "xmlns:viz": f"{_GEXF}/viz", "version": "1.3"}
_GRAPH = {
    "defaultedgetype": "directed",
    "idtype": "string",
    "mode": "dynamic",
    "timeformat": "date",
    "timerepresentation": "interval",
}


def write_gexf(part: Counted, path: str) -> list[str]:
    """Write the part and return the path."""
    drawn = XmlPart(part)
    kinds = {"kind" if name == "label" else name: t for name, t in drawn.node_types.items()}
    with open_output(path) as file:
        xml = Xml(file)
        with xml.inside("gexf", _ROOT), xml.inside("graph", _GRAPH):
            nodes = _declare(xml, "node", kinds)
            edges = _declare(xml, "edge", drawn.edge_types)
            with xml.inside("nodes", {}):
                _write_nodes(xml, drawn, nodes)
            with xml.inside("edges", {}):
                _write_edges(xml, drawn, edges)
    return [path]


def _declare(xml: Xml, kind: str, types: Mapping[str, str]) -> dict[str, int]:
    """Declare the attributes of nodes or edges; return the id of each."""
    ids = {name: number for number, name in enumerate(types)}
    with xml.inside("attributes", {"class": kind, "mode": "static"}):
        for name, type_ in types.items():
            xml.put("attribute", {"id": ids[name], "title": name, "type": type_})
    return ids


def _write_nodes(xml: Xml, drawn: XmlPart, ids: Mapping[str, int]) -> None:
    for node, data in drawn.nodes():
        held = {"kind" if name == "label" else name: value for name, value in data.items()}
        told = {"id": node, "label": caption(node, held)} | _interval(drawn.spans.get(node))
        with xml.inside("node", told):
            _write_values(xml, held, ids)
            xml.put("viz:color", channels(node_colour(data)))
            xml.put("viz:size", {"value": size(drawn.degrees[node])})


def _write_edges(xml: Xml, drawn: XmlPart, ids: Mapping[str, int]) -> None:
    for source, target, key, data in drawn.edges():
        label = " ".join(str(data.get("type", "")).split())
        # Of one kind are, to Gephi, edges that it may add up when they join the same two nodes.
        told = {"label": label, "kind": label} if label else {}
        ends = {"id": key, "source": source, "target": target}
        with xml.inside("edge", ends | told | _interval(days(data))):
            _write_values(xml, data, ids)
            xml.put("viz:color", channels(edge_colour(data)))


def _write_values(xml: Xml, data: Mapping[str, Any], ids: Mapping[str, int]) -> None:
    with xml.inside("attvalues", {}):
        for name, value in data.items():
            xml.put("attvalue", {"for": ids[name], "value": value})


def _interval(span: Span | None) -> dict[str, str]:
    return {"start": span[0], "end": span[1]} if span else {}
