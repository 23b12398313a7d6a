"""Values -> what file formats can hold: text, numbers and truth values."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import networkx as nx

#: Between the items of a list that becomes one text.
SEPARATOR = "; "
CONTROLS = "texts that lost characters which XML cannot hold"
# Characters that XML 1.0 cannot hold, however escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose attributes are str, int, float or bool, fit for XML.

    Lists are joined by "; ", dates are in ISO 8601, None is left out, and so are characters that
    XML cannot hold; in an id they are escaped as in a URL.

    An edge keeps its key; where a statement made several edges, the second and later ones add their
    number, as "statement:1f:2".
    """
    copy = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        copy.add_node(xml_id(node), **scalars(attributes))
    seen: Counter[str] = Counter()
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        name = xml_id(str(key))
        seen[name] += 1
        copy.add_edge(
            xml_id(source),
            xml_id(target),
            key=f"{name}:{seen[name]}" if seen[name] > 1 else name,
            **scalars(attributes),
        )
    return copy


def unfit(graph: nx.MultiDiGraph) -> int:
    """Count the texts that `plain` takes characters out of."""
    groups = (
        *(data for _, data in graph.nodes(data=True)),
        *(data for *_, data in graph.edges(data=True)),
    )
    return sum(
        bool(_NOT_XML.search(str(_scalar(value)))) for data in groups for value in data.values()
    )


def scalars(attributes: Mapping[str, Any]) -> dict[str, str | int | float]:
    """Return the attributes that have a value, each as text fit for XML, number or truth value."""
    return {
        name: xml_text(plain_value) if isinstance(plain_value, str) else plain_value
        for name, value in attributes.items()
        if value is not None
        for plain_value in (_scalar(value),)
    }


def xml_id(identity: str) -> str:
    """Return an id in which what XML cannot hold is escaped as in a URL."""
    return _NOT_XML.sub(lambda match: f"%{ord(match[0]):02X}", identity)


def xml_text(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def text_of(value: Any) -> str:
    """Return a value as text without half characters: dates in ISO 8601, line ends as one."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "ignore").decode("utf-8")


def _scalar(value: Any) -> str | int | float:
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return SEPARATOR.join(str(_scalar(v)) for v in value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_json(value: object) -> str:
    """Return what JSON has no word for as text: dates in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else str(value)
