"""Graph -> two CSV files as Gephi and spreadsheets read them (RFC 4180, UTF-8).

`graph.csv` makes `graph.nodes.csv` (Id, Label, Kind and what the nodes carry) and `graph.edges.csv`
(Source, Target, Type, Kind, Id, Label and what the edges carry). Lists are joined by "; ", None is
empty. A cell that a spreadsheet would run as a formula begins with an apostrophe, ids too: in both
files alike, so that they still join.
"""

import csv
from collections.abc import Callable, Iterator
from typing import Any

from kg.characters import no_formula
from kg.errors import UsageError
from kg.export.looks import caption
from kg.export.plain import scalars
from kg.export.written import Counted
from kg.output import STDOUT, open_output

_Row = dict[str, Any]


def write_gephi(part: Counted, path: str) -> list[str]:
    """Write the nodes and the edges, and return both paths."""
    stem, zipped = beside(path, ".csv")
    return [
        _write(f"{stem}.nodes.csv{zipped}", lambda: map(_node, part.nodes())),
        _write(f"{stem}.edges.csv{zipped}", lambda: map(_edge, part.edges())),
    ]


def beside(path: str, ending: str) -> tuple[str, str]:
    """Return a path without its ending, and ".gz" where it ended so. Refuses standard output."""
    if path == STDOUT:
        raise UsageError("this format makes several files: name one with -o, not -")
    zipped = ".gz" if path.endswith(".gz") else ""
    return path.removesuffix(".gz").removesuffix(ending), zipped


def _node(node: tuple[str, _Row]) -> _Row:
    identity, data = node
    row = {"Id": identity, "Label": caption(identity, data), "Kind": data.get("label", "")}
    return row | {name: value for name, value in scalars(data).items() if name != "label"}


def _edge(edge: tuple[str, str, str, _Row]) -> _Row:
    source, target, key, data = edge
    row = {"Source": source, "Target": target, "Type": "Directed"}
    row |= {"Kind": data.get("type", ""), "Id": key, "Label": data.get("type", "")}
    return row | {name: value for name, value in scalars(data).items() if name != "type"}


def _write(path: str, rows: Callable[[], Iterator[_Row]]) -> str:
    """Go through the rows once for their columns and once to write them."""
    columns = list(dict.fromkeys(name for row in rows() for name in row))
    with open_output(path) as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for row in rows():
            writer.writerow({name: _cell(value) for name, value in row.items()})
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return no_formula(value) if isinstance(value, str) else value
