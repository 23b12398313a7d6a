"""Graph -> GEXF 1.3 (https://gexf.net), read by Gephi.

What Gephi shows as label is a node's name and an edge's type; what a node is is its attribute
`kind`. Colour and size are of the namespace `viz`. An edge is there on the days on which it was
said, or held; a node from the first to the last day of its edges; what has no day always is.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
from lxml import etree

from kg.export.days import days
from kg.export.looks import Colour, caption, edge_colour, node_colour, size
from kg.export.plain import CONTROLS, plain, unfit
from kg.export.written import Counted
from kg.output import open_output

_GEXF = "http://gexf.net/1.3"
_VIZ = f"{_GEXF}/viz"
_Data = dict[str, Any]


def write_gexf(part: Counted, path: str) -> list[str]:
    """Write the part and return the path."""
    graph = part.graph()
    part.change(CONTROLS, unfit(graph))
    root = _document(plain(graph))
    with open_output(path) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write(etree.tostring(root, encoding="unicode", pretty_print=True))
    return [path]


def _document(graph: nx.MultiDiGraph) -> Any:
    for _, data in graph.nodes(data=True):
        if "label" in data:
            data["kind"] = data.pop("label")
    root = etree.Element(f"{{{_GEXF}}}gexf", nsmap={None: _GEXF, "viz": _VIZ}, version="1.3")
    held = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    drawn = _under(root, "graph", defaultedgetype="directed", idtype="string", **held)
    node_columns = _declare(drawn, "node", (data for _, data in graph.nodes(data=True)))
    edge_columns = _declare(drawn, "edge", (data for *_, data in graph.edges(data=True)))
    _add_nodes(_under(drawn, "nodes"), graph, node_columns)
    _add_edges(_under(drawn, "edges"), graph, edge_columns)
    return root


def _declare(parent: Any, kind: str, rows: Iterable[_Data]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; return the id of each."""
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    attributes = _under(parent, "attributes", **{"class": kind, "mode": "static"})
    for number, (name, found) in enumerate(types.items()):
        _under(attributes, "attribute", id=str(number), title=name, type=_type(found))
    return {name: str(number) for number, name in enumerate(types)}


def _type(found: set[type]) -> str:
    if found == {bool}:
        return "boolean"
    if found == {int}:
        return "long"
    return "double" if found <= {int, float} else "string"


def _add_nodes(parent: Any, graph: nx.MultiDiGraph, columns: Mapping[str, str]) -> None:
    spans = _spans(graph)
    for node, data in graph.nodes(data=True):
        added = _under(
            parent, "node", id=node, label=caption(node, data), **_interval(spans.get(node))
        )
        _add_values(added, data, columns)
        _add_colour(added, node_colour({"label": data.get("kind")}))
        etree.SubElement(added, f"{{{_VIZ}}}size", value=str(size(graph, node)))


def _add_edges(parent: Any, graph: nx.MultiDiGraph, columns: Mapping[str, str]) -> None:
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = {"id": key, "source": source, "target": target}
        label = " ".join(str(data.get("type", "")).split())
        # Of one kind are, to Gephi, edges that it may add up when they join the same two nodes.
        told = {"label": label, "kind": label} if label else {}
        added = _under(parent, "edge", **ends, **told, **_interval(days(data)))
        _add_values(added, data, columns)
        _add_colour(added, edge_colour(data))


def _add_values(parent: Any, data: _Data, columns: Mapping[str, str]) -> None:
    values = _under(parent, "attvalues")
    for name, value in data.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        _under(values, "attvalue", **{"for": columns[name], "value": text})


def _add_colour(parent: Any, colour: Colour) -> None:
    channels = dict(zip("rgb", map(str, colour), strict=True))
    etree.SubElement(parent, f"{{{_VIZ}}}color", channels)


def _interval(span: tuple[str, str] | None) -> dict[str, str]:
    return {"start": span[0], "end": span[1]} if span else {}


def _spans(graph: nx.MultiDiGraph) -> dict[str, tuple[str, str]]:
    """Return the first and last day of each node, where all its edges have days."""
    spans: dict[str, tuple[str, str]] = {}
    always = set()
    for source, target, data in graph.edges(data=True):
        found = days(data)
        for node in (source, target):
            if found is None:
                always.add(node)
            else:
                first, last = spans.get(node, found)
                spans[node] = (min(first, found[0]), max(last, found[1]))
    return {node: span for node, span in spans.items() if node not in always}


def _under(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{_GEXF}}}{name}", attributes)
