"""Graph -> two Parquet files, read by pandas, DuckDB and Spark; needs the extra `parquet`.

`graph.parquet` makes `graph.nodes.parquet` and `graph.edges.parquet`: a column per property, lists
as lists.
"""

import importlib
from typing import Any

from kg.errors import UsageError
from kg.export.gephi import beside
from kg.export.written import Counted
from kg.output import open_output


def write_parquet(part: Counted, path: str) -> list[str]:
    """Write the nodes and the edges, and return both paths. Raises UsageError without pyarrow."""
    stem, _ = beside(path, ".parquet")
    nodes = [{"id": node, **data} for node, data in part.nodes()]
    edges = [{"source": s, "target": t, "key": k, **data} for s, t, k, data in part.edges()]
    return [
        _write(f"{stem}.nodes.parquet", nodes, ("id", "label")),
        _write(f"{stem}.edges.parquet", edges, ("source", "target", "key", "type")),
    ]


def _write(path: str, rows: list[dict[str, Any]], first: tuple[str, ...]) -> str:
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow: pip install 'kg-news[parquet]', or write another format"
        ) from error
    names = dict.fromkeys((*first, *(name for row in rows for name in row)))
    columns = {name: arrow.array([row.get(name) for row in rows]) for name in names}
    with open_output(path) as file:
        parquet.write_table(arrow.table(columns), file.buffer)
    return path
