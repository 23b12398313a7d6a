"""Graph -> one HTML file that shows it: entities as dots, statements as lines that tell who said it, when and where. No network, nothing to install.

The page is `picture.html` beside this file, with the graph put in as JSON; positions are worked out here, so the page opens still.
"""

import json
from importlib import resources
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.export.layout import layout
from kg.output import open_output

MAX_NODES = 5000
_MARK = "/*GRAPH*/"
_NODE_KEYS = ("label", "name", "title", "code", "outlet", "published", "url")
_ARTICLE_KEYS = ("title", "outlet", "published", "url")
#: Edges that a picture shows in other ways than as a line.
_BEHIND = {"MADE", "TOWARD", "ABOUT", "IN", "REPORTED_BY", "MENTIONS"}
_EDGE_KEYS = (
    "type",
    "text",
    "cue",
    "form",
    "negated",
    "modality",
    "said_on",
    "event_on",
    "outlet",
    "published",
    "reported_by",
    "article_id",
    "title",
    "confidence",
    "quad",
)


def write_picture(graph: nx.MultiDiGraph, path: str) -> list[str]:
    """Write the graph and return the path. Raises UsageError for more nodes than a picture can tell apart."""
    drawn = _drawn(graph)
    if len(drawn) > MAX_NODES:
        raise UsageError(f"{len(drawn)} nodes are too many for a picture of at most {MAX_NODES}; choose fewer with --entity, --predicate, --since or --limit")
    page = resources.files("kg.export").joinpath("picture.html").read_text("utf-8")
    articles = {node: _chosen(data, _ARTICLE_KEYS) for node, data in graph.nodes(data=True) if data.get("label") == "Article"}
    with open_output(path) as file:
        file.write(page.replace(_MARK, _embedded(picture_data(drawn) | {"articles": articles})))
    return [path]


def picture_data(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Return what the page draws: nodes with their position, and edges that name their ends by number, None and empty values left out."""
    positions = layout(graph)
    numbers = {node: index for index, node in enumerate(graph)}
    nodes = [{"id": node, "x": positions[node][0], "y": positions[node][1], **_chosen(data, _NODE_KEYS)} for node, data in graph.nodes(data=True)]
    edges = [{"s": numbers[s], "t": numbers[t], **_chosen(data, _EDGE_KEYS)} for s, t, data in graph.edges(data=True)]
    return {"nodes": nodes, "edges": edges}


def _drawn(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return the part that is drawn: entities and the statements between them. What names nobody else is kept at its source, to be read by a click."""
    kept = nx.MultiDiGraph()
    kept.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if data.get("label") not in {"Statement", "Article"})
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source in kept and data.get("type") not in _BEHIND:
            kept.add_edge(source, target if target in kept else source, key, **data)
    return kept


def _chosen(attributes: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: attributes[key] for key in keys if attributes.get(key) not in (None, "", [])}


def _embedded(data: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
