"""Graph -> Cytoscape JSON (.cyjs), read by Cytoscape and cytoscape.js.

`name` is what is shown; an edge's `interaction` is its type, and `key` the statement and its
target. An id is the store's own; that of an edge is its number.
"""

import json

from kg.export.looks import caption
from kg.export.plain import as_json
from kg.export.written import Counted
from kg.output import open_output


def write_cytoscape(part: Counted, path: str) -> list[str]:
    """Write the part and return the path."""
    nodes = [
        {"data": {**data, "id": node, "name": caption(node, data)}} for node, data in part.nodes()
    ]
    edges = [
        {
            "data": {
                **data,
                "id": f"edge:{number}",
                "key": key,
                "source": source,
                "target": target,
                "name": data.get("type", ""),
                "interaction": data.get("type", ""),
            }
        }
        for number, (source, target, key, data) in enumerate(part.edges())
    ]
    content = {
        "format_version": "1.0",
        "generated_by": "kg",
        "data": {"name": "kg"},
        "elements": {"nodes": nodes, "edges": edges},
    }
    with open_output(path) as file:
        json.dump(content, file, ensure_ascii=False, default=as_json)
        file.write("\n")
    return [path]
