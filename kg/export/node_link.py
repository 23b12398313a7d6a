"""Graph -> JSON node-link: {"nodes": [{"id"}], "edges": [{"source", "target", "key"}]}.

Read by D3 and `networkx.node_link_graph(data, edges="edges")`.

Lists stay lists; None stays null.
"""

import json

from kg.export.plain import as_json
from kg.export.written import Counted
from kg.output import open_output


def write_node_link(part: Counted, path: str) -> list[str]:
    """Write the part and return the path."""
    content = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [{**attributes, "id": node} for node, attributes in part.nodes()],
        "edges": [
            {**attributes, "source": s, "target": t, "key": key}
            for s, t, key, attributes in part.edges()
        ],
    }
    with open_output(path) as file:
        json.dump(content, file, ensure_ascii=False, indent=1, default=as_json)
        file.write("\n")
    return [path]
