"""Graph -> one HTML file that shows it, without network and with nothing to install.

Entities are dots, statements lines that tell who said it, when and where.

The page is put together from the files in `page/`, with the graph in it as JSON. It has one style
and one script, whose hashes its content security policy names. Positions are worked out here; the
page starts from them, and settles again what a filter leaves.
"""

import base64
import hashlib
import json
import math
from importlib import resources
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.export.layout import layout
from kg.model import LABELS
from kg.output import open_output
from kg.words import LANGUAGES, words

MAX_NODES = 5000
#: Scripts of the page, in the order they need each other.
SCRIPTS = (
    "words.js",
    "data.js",
    "settling.js",
    "drawing.js",
    "details.js",
    "pointing.js",
    "taking.js",
    "controls.js",
)
_UNIT = 70  # pixels at zoom 1 for one unit of the layout
_LETTER = 6.7  # width of a letter of a name, in pixels
_NAME_HEIGHT = 18  # pixels
_LONGEST = 30  # letters of a name that the page shows
_NODE_KEYS = ("label", "name", "title", "code")
_ARTICLE_KEYS = ("title", "outlet", "published", "url")
#: Edges that a picture shows in other ways than as a line.
_BEHIND = {"MADE", "TOWARD", "ABOUT", "IN", "REPORTED_BY", "MENTIONS"}
_EDGE_KEYS = (
    "type",
    "statement_id",
    "target_role",
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
    "rule",
    "quad",
)


def write_picture(graph: nx.MultiDiGraph, path: str) -> list[str]:
    """Write the picture of a graph and return the path. Raises UsageError as `picture` does."""
    page = picture(graph)
    with open_output(path) as file:
        file.write(page)
    return [path]


def picture(graph: nx.MultiDiGraph) -> str:
    """Return the HTML page that shows a graph; it needs nothing but itself.

    Raises UsageError for more nodes than a picture can tell apart.
    """
    drawn = _drawn(graph)
    if len(drawn) > MAX_NODES:
        raise UsageError(
            f"{len(drawn)} nodes are too many for a picture of at most {MAX_NODES}; choose fewer "
            "with --entity, --predicate, --since or --limit"
        )
    articles = {
        node: _chosen(data, _ARTICLE_KEYS)
        for node, data in graph.nodes(data=True)
        if data.get("label") == "Article"
    }
    said = {language: _words(language) for language in LANGUAGES}
    return _page(picture_data(drawn) | {"articles": articles, "words": said})


def policy() -> str:
    """Return the content security policy under which the page works: its own style and script."""
    style, script = (
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in _parts()
    )
    return (
        f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def picture_data(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Return what the page draws: nodes with their place and radius in pixels, and edges.

    Edges name their ends by number; None and empty values are left out.
    """
    radii = {node: _radius(graph, node) for node in graph}
    positions = layout(
        graph, {node: _room(data, radii[node]) for node, data in graph.nodes(data=True)}
    )
    numbers = {node: index for index, node in enumerate(graph)}
    nodes = [
        {
            "id": node,
            "x": round(positions[node][0] * _UNIT),
            "y": round(positions[node][1] * _UNIT),
            "r": radii[node],
            **_chosen(data, _NODE_KEYS),
        }
        for node, data in graph.nodes(data=True)
    ]
    edges = [
        {"s": numbers[s], "t": numbers[t], **_chosen(data, _EDGE_KEYS)}
        for s, t, data in graph.edges(data=True)
    ]
    return {"nodes": nodes, "edges": edges}


def _words(language: str) -> dict[str, str]:
    """Return the words of the graph and of the page by key; a label of nodes is the one kind."""
    said = {key: row[language] for key, row in words("kg.export").items()}
    return said | {label: said[f"one {label.lower()}"] for label in LABELS.values()}


def _radius(graph: nx.MultiDiGraph, node: str) -> float:
    """Return a radius in pixels whose square grows with the statements by and about the node."""
    ids = {
        identity
        for edges in (graph.in_edges, graph.out_edges)
        for *_, identity in edges(node, data="statement_id")
        if identity
    }
    return round(4.5 + 1.5 * math.sqrt(len(ids)), 1)


def _room(attributes: dict[str, Any], radius: float) -> tuple[float, float]:
    """Return the width and height of a dot with its name below, in units of the layout."""
    letters = min(len(str(attributes.get("name") or "")), _LONGEST)
    return (max(letters * _LETTER, 2 * radius) + 14) / _UNIT, (
        2 * radius + _NAME_HEIGHT + 12
    ) / _UNIT


def _drawn(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return the part that is drawn: entities and the statements between them.

    What names nobody else is kept at its source, to be read by a click.
    """
    kept = nx.MultiDiGraph()
    kept.add_nodes_from(
        (node, data)
        for node, data in graph.nodes(data=True)
        if data.get("label") not in {"Statement", "Article"}
    )
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


def _parts() -> tuple[str, str]:
    """Return what stands between the tags of the page's style and of its script."""
    style = _read("style.css")
    return f"\n{style}\n", "\n" + "\n".join(map(_read, SCRIPTS)) + "\n"


def _read(name: str) -> str:
    return (resources.files("kg.export") / "page" / name).read_text("utf-8")


def _page(data: dict[str, Any]) -> str:
    """Return the page with its policy, its style, its script and the graph in it."""
    style, script = _parts()
    page = _read("page.html").replace("\n/*STYLE*/\n", style).replace("\n/*SCRIPT*/\n", script)
    return page.replace("POLICY", policy()).replace("/*GRAPH*/", _embedded(data))
