"""Graph -> JSON lines: a node or an edge a line, the nodes first.

A node is {"node": id, "label": ..., properties}, an edge {"edge": key, "source", "target", "type",
properties}.
"""

from kg.export.records import line
from kg.export.written import Counted
from kg.output import open_output


def write_json_lines(part: Counted, path: str) -> list[str]:
    """Write the part, one record after the other, and return the path."""
    with open_output(path) as file:
        for node, data in part.nodes():
            file.write(line({**data, "node": node}) + "\n")
        for source, target, key, data in part.edges():
            record = {**data, "edge": key, "source": source, "target": target}
            file.write(line(record) + "\n")
    return [path]
