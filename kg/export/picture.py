"""Graph -> one HTML file that shows it, without network and with nothing to install.

Entities are dots, statements lines that tell who said it, when and where.

The page is put together from the files in `page/`, with the graph in it as JSON. It has one style
and one script, whose hashes its content security policy names.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

import networkx as nx

from kg.export.layout import FORCES
from kg.export.looks import DARK, LIGHT, PAPER
from kg.export.sketch import (
    CLASSES,
    Sketch,
    line_class,
    predicate_class,
    radius,
    sketch,
    statement_count,
)
from kg.model import LABELS, PREDICATES, STRUCTURE
from kg.output import open_output
from kg.words import LANGUAGES, words

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
_NODE_KEYS = ("label", "name", "title", "code")
_ARTICLE_KEYS = ("title", "outlet", "published", "url")
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
)


def write_picture(graph: nx.MultiDiGraph, path: str, language: str = "da") -> list[str]:
    """Write the picture of a graph and return the path. Raises UsageError as `picture` does."""
    page = picture(graph, language)
    with open_output(path) as file:
        file.write(page)
    return [path]


def picture(graph: nx.MultiDiGraph, language: str = "da", pages: str = "") -> str:
    """Return the HTML page that shows a graph; it needs nothing but itself.

    It opens in a language, and changes to the other by a button. Where `pages` is the address of an
    explorer, names and statements lead to their pages there.
    Raises UsageError for more nodes than a picture can tell apart.
    """
    seen = sketch(graph)
    types = {data["type"] for *_, data in seen.graph.edges(data=True)}
    articles = {
        node: _chosen(data, _ARTICLE_KEYS)
        for node, data in graph.nodes(data=True)
        if data.get("label") == "Article"
    }
    return _page(
        {
            "nodes": list(_nodes(seen)),
            "edges": list(_edges(seen)),
            "articles": articles,
            "words": {known: _words(known, types) for known in LANGUAGES},
            "language": language,
            "pages": pages,
            "forces": asdict(FORCES),
            "order": CLASSES,
            "classes": {name: predicate_class(name) for name in sorted(types & set(PREDICATES))},
        }
    )


def policy() -> str:
    """Return the content security policy under which the page works: its own style and script."""
    style, script = (
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in _parts()
    )
    return (
        f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _nodes(seen: Sketch) -> Iterator[dict[str, Any]]:
    """Yield the names, the busiest first: `at` is where one stands when the page opens."""
    for node in seen.names:
        edges = [*seen.graph.in_edges(node, data=True), *seen.graph.out_edges(node, data=True)]
        place = {"at": seen.places.get(node), "whole": seen.whole.get(node)}
        size = radius(statement_count(data for *_, data in edges))
        yield {
            "id": node,
            "r": size,
            **_chosen(place, ("at", "whole")),
            **_chosen(seen.graph.nodes[node], _NODE_KEYS),
        }


def _edges(seen: Sketch) -> Iterator[dict[str, Any]]:
    """Yield the edges: their ends are numbers of nodes, `line` is which line they are part of."""
    numbers = {node: index for index, node in enumerate(seen.names)}
    for s, t, data in seen.graph.edges(data=True):
        line = line_class(data)
        yield {"s": numbers[s], "t": numbers[t], "line": line, **_chosen(data, _EDGE_KEYS)}


def _words(language: str, types: set[str]) -> dict[str, str]:
    """Return the words of the graph and of the page by key; a label of nodes is the one kind.

    Of statements and other edges, those of `types`.
    """
    unused = {*PREDICATES, *STRUCTURE} - types
    said = {k: row[language] for k, row in words("kg.export").items() if k not in unused}
    return said | {label: said[f"one {label.lower()}"] for label in LABELS.values()}


def _chosen(attributes: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: attributes[key] for key in keys if attributes.get(key) not in (None, "", [])}


def _embedded(data: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _parts() -> tuple[str, str]:
    """Return what stands between the tags of the page's style and of its script."""
    style = _read("style.css")
    for name, colours in (("LIGHT", LIGHT), ("DARK", DARK), ("PAPER", PAPER)):
        named = "; ".join(f"--{key.replace(' ', '-')}: {value}" for key, value in colours.items())
        style = style.replace(f"/*{name}*/", f"{named};")
    return f"\n{style}\n", "\n" + "\n".join(map(_read, SCRIPTS)) + "\n"


def _read(name: str) -> str:
    """Return a file of the page without its indents and the lines that explain it."""
    text = (resources.files("kg.export") / "page" / name).read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _page(data: dict[str, Any]) -> str:
    """Return the page with its policy, its style, its script and the graph in it."""
    style, script = _parts()
    page = _read("page.html").replace("\n/*STYLE*/\n", style).replace("\n/*SCRIPT*/\n", script)
    return page.replace("POLICY", policy()).replace("/*GRAPH*/", _embedded(data))
