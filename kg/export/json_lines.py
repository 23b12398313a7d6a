"""Graph -> JSON lines: a node or an edge a line, the nodes first.

A node is {"node": id, "label": ..., properties}, an edge {"edge": key, "source", "target", "type",
properties}.
"""

import json

from kg.export.plain import as_json
from kg.export.written import Counted
from kg.output import open_output


def write_json_lines(part: Counted, path: str) -> list[str]:
    """Write the part, one record after the other, and return the path."""
    with open_output(path) as file:
        for node, data in part.nodes():
            file.write(_line({**data, "node": node}))
        for source, target, key, data in part.edges():
            file.write(_line({**data, "edge": key, "source": source, "target": target}))
    return [path]


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, default=as_json) + "\n"
