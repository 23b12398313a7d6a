"""Graph -> the same graph with what file formats can hold: text, numbers and truth values.

Every edge gets an id of its own.
"""

import re
from collections import Counter
from datetime import date
from typing import Any

import networkx as nx

#: Between the items of a list that becomes one text.
SEPARATOR = "; "
# Characters that XML 1.0 cannot hold, however escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose attributes are str, int, float or bool.

    Lists are joined by "; ", dates are in ISO 8601, None is left out.

    An edge keeps its key; where a statement made several edges, the second and later ones add their
    number, as "statement:1f:2".
    """
    copy = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        copy.add_node(node, **_scalars(attributes))
    seen: Counter[str] = Counter()
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        seen[str(key)] += 1
        copy.add_edge(
            source,
            target,
            key=f"{key}:{seen[str(key)]}" if seen[str(key)] > 1 else str(key),
            **_scalars(attributes),
        )
    return copy


def _scalars(attributes: dict[str, Any]) -> dict[str, str | int | float]:
    return {name: _scalar(value) for name, value in attributes.items() if value is not None}


def _scalar(value: Any) -> str | int | float:
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return SEPARATOR.join(str(_scalar(v)) for v in value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
