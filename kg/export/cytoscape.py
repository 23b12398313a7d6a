"""Graph -> Cytoscape JSON (.cyjs), read by Cytoscape and cytoscape.js.

`name` is what is shown; an edge's `interaction` is its type, and `key` the statement and its
target. An id is the store's own; that of an edge is its number.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.export.looks import caption
from kg.export.records import write_list
from kg.export.written import Counted
from kg.output import open_output


def write_cytoscape(part: Counted, path: str) -> list[str]:
    """Write the part, one record after the other, and return the path."""
    with open_output(path) as file:
        file.write('{"format_version": "1.0", "generated_by": "kg", "data": {"name": "kg"},\n')
        file.write('"elements": {"nodes": ')
        write_list(file, _nodes(part))
        file.write(',\n"edges": ')
        write_list(file, _edges(part))
        file.write("}}\n")
    return [path]


def _nodes(part: Counted) -> Iterator[Mapping[str, Any]]:
    for node, data in part.nodes():
        yield {"data": {**data, "id": node, "name": caption(node, data)}}


def _edges(part: Counted) -> Iterator[Mapping[str, Any]]:
    for number, (source, target, key, data) in enumerate(part.edges()):
        kind = data.get("type", "")
        ends = {"id": f"edge:{number}", "key": key, "source": source, "target": target}
        yield {"data": {**data, **ends, "name": kind, "interaction": kind}}
