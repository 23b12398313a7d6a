"""Graph -> a script in Cypher, read by cypher-shell; it may be run again.

Nodes are merged by id, a statement's edge by its statement and ends, any other by its ends (a role
by its title, too). `cypher-shell -f graph.cypher` runs it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TextIO

from kg.export.plain import text_of
from kg.export.written import Counted
from kg.model import ENTITY_LABEL, LABELS
from kg.output import open_output

#: Nodes or edges in one statement of the script.
BATCH = 200
_NAME = re.compile(r"[A-Za-z_]\w*")
#: What tells two edges of one type between the same ends apart.
_TELLING = ("statement_id", "title")


def write_cypher(part: Counted, path: str) -> list[str]:
    """Write the part, `BATCH` nodes or edges at a time, and return the path."""
    labels: dict[str, str] = {}
    nodes: dict[str, list[str]] = {}
    edges: dict[str, list[str]] = {}
    with open_output(path) as file:
        for node, data in part.nodes():
            label = str(data.get("label") or "Node")
            if label not in labels.values():
                file.write(f"CREATE INDEX IF NOT EXISTS FOR (n:{_name(label)}) ON (n.id);\n")
            labels[node] = label
            row = {"id": node, "properties": {k: v for k, v in data.items() if k != "label"}}
            _add(file, nodes, _merge_node(label), row)
        _flush(file, nodes)
        for source, target, _, data in part.edges():
            kind = str(data.get("type") or "RELATED")
            telling = next((name for name in _TELLING if name in data), None)
            properties = {k: v for k, v in data.items() if k != "type"}
            row = {"source": source, "target": target, "properties": properties}
            _add(file, edges, _merge_edge(labels[source], kind, labels[target], telling), row)
        _flush(file, edges)
    return [path]


def _merge_node(label: str) -> str:
    more = f" SET n:{ENTITY_LABEL}" if label in LABELS.values() else ""
    return f"MERGE (n:{_name(label)} {{id: row.id}}) SET n += row.properties{more}"


def _merge_edge(source: str, kind: str, target: str, telling: str | None) -> str:
    told = f" {{{telling}: row.properties.{telling}}}" if telling else ""
    return (
        f"MATCH (a:{_name(source)} {{id: row.source}}), (b:{_name(target)} {{id: row.target}}) "
        f"MERGE (a)-[r:{_name(kind)}{told}]->(b) SET r += row.properties"
    )


def _add(file: TextIO, waiting: dict[str, list[str]], clause: str, row: Mapping[str, Any]) -> None:
    rows = waiting.setdefault(clause, [])
    rows.append(_literal(row))
    if len(rows) == BATCH:
        file.write(_statement(clause, rows))
        rows.clear()


def _flush(file: TextIO, waiting: dict[str, list[str]]) -> None:
    file.writelines(_statement(clause, rows) for clause, rows in waiting.items() if rows)


def _statement(clause: str, rows: list[str]) -> str:
    return "UNWIND [\n" + ",\n".join(rows) + f"\n] AS row\n{clause};\n"


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(_entries(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_literal, value)) + "]"
    text = value.isoformat() if isinstance(value, date) else text_of(value)
    return json.dumps(text, ensure_ascii=False)


def _entries(value: Mapping[str, Any]) -> Iterator[str]:
    for name, item in value.items():
        if item is not None:
            yield f"{_name(name)}: {_literal(item)}"


def _name(name: str) -> str:
    return name if _NAME.fullmatch(name) and name != "IN" else f"`{name.replace('`', '``')}`"
