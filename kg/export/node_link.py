"""Graph -> JSON node-link: {"nodes": [{"id"}], "edges": [{"source", "target", "key"}]}.

Read by D3 and `networkx.node_link_graph(data, edges="edges")`.

Lists stay lists; None stays null.
"""

from kg.export.records import write_list
from kg.export.written import Counted
from kg.output import open_output


def write_node_link(part: Counted, path: str) -> list[str]:
    """Write the part, one record after the other, and return the path."""
    with open_output(path) as file:
        file.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": ')
        write_list(file, ({**data, "id": node} for node, data in part.nodes()))
        file.write(',\n"edges": ')
        write_list(
            file,
            ({**data, "source": s, "target": t, "key": key} for s, t, key, data in part.edges()),
        )
        file.write("}\n")
    return [path]
