"""Graph -> a folder that `neo4j-admin database import full` reads.

In it are `nodes.csv`, `relationships.csv` and `arguments.txt`, the options that fit them. Lists are
lists, joined by a character that no text has; None, empty lists and those that hold nothing but one
empty text are left out. Texts are exact:
nothing is put before what a spreadsheet would run.

    cd graph.neo4j && neo4j-admin @arguments.txt neo4j
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.cells import BETWEEN, DELIMITER, cell, quoted
from kg.errors import UsageError
from kg.export.plain import text_of
from kg.export.written import Counted
from kg.model import ENTITY_LABEL, LABELS
from kg.output import STDOUT, open_output

_ARGUMENTS = (
    "database\nimport\nfull\n--nodes=./nodes.csv\n--relationships=./relationships.csv\n"
    f"{DELIMITER}\n--multiline-fields=true\n--id-type=string\n"
)
_Row = dict[str, Any]


def write_neo4j(part: Counted, path: str) -> list[str]:
    """Write the folder and return the paths of its files. Raises UsageError where none can be."""
    folder = Path(path)
    if path == STDOUT:
        raise UsageError("this format makes a folder: name one with -o, not -")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path}: no folder can be made here ({error.strerror})") from error
    nodes, edges, options = (
        str(folder / name) for name in ("nodes.csv", "relationships.csv", "arguments.txt")
    )
    _write(nodes, lambda: map(_node, part.nodes()))
    _write(edges, lambda: map(_edge, part.edges()))
    with open_output(options) as file:
        file.write(_ARGUMENTS)
    return [nodes, edges, options]


def _node(node: tuple[str, _Row]) -> _Row:
    identity, data = node
    label = data.get("label", "")
    labels = [label, ENTITY_LABEL] if label in LABELS.values() else [label]
    return {"id:ID": identity, ":LABEL": labels} | {
        name: value for name, value in data.items() if name not in {"label", "id"}
    }


def _edge(edge: tuple[str, str, str, _Row]) -> _Row:
    source, target, _, data = edge
    row = {":START_ID": source, ":END_ID": target, ":TYPE": data.get("type", "")}
    return row | {name: value for name, value in data.items() if name != "type"}


def _write(path: str, rows: Callable[[], Iterator[_Row]]) -> None:
    """Go through the rows once for their columns and types, and once to write them."""
    types: dict[str, set[type]] = {}
    for row in rows():
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    with open_output(path) as file:
        file.write(",".join(quoted(_header(name, found)) for name, found in types.items()) + "\n")
        for row in rows():
            file.write(",".join(cell(_plain(row.get(name))) for name in types) + "\n")


def _header(name: str, found: set[type]) -> str:
    found = found - {type(None)}
    if ":" in name:
        return name
    if found & {list, tuple}:
        return f"{name}:string[]"
    if found == {bool}:
        return f"{name}:boolean"
    if found == {int}:
        return f"{name}:long"
    return f"{name}:double" if found and found <= {int, float} else f"{name}:string"


def _plain(value: Any) -> Any:
    """Return a value as a cell can hold it."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [text_of(v).replace(BETWEEN, "") for v in value]
    return text_of(value)
