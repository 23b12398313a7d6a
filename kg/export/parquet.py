"""Graph -> two Parquet files, read by pandas, DuckDB and Spark; needs the extra `parquet`.

`graph.parquet` makes `graph.nodes.parquet` and `graph.edges.parquet`: a column per property, lists
as lists. Written a group of rows at a time, as the graph is read.
"""

import importlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from kg.errors import UsageError
from kg.export.gephi import beside
from kg.export.written import Counted
from kg.output import open_output

#: Rows in a group.
GROUP = 10_000
_Row = dict[str, Any]


def write_parquet(part: Counted, path: str) -> list[str]:
    """Write the nodes and the edges, and return both paths. Raises UsageError without pyarrow."""
    stem, _ = beside(path, ".parquet")
    ends = ("source", "target", "key")

    def nodes() -> Iterator[_Row]:
        return ({"id": node, **data} for node, data in part.nodes())

    def edges() -> Iterator[_Row]:
        return (dict(zip(ends, edge, strict=False)) | edge[3] for edge in part.edges())

    return [
        _write(f"{stem}.nodes.parquet", nodes, ("id", "label")),
        _write(f"{stem}.edges.parquet", edges, (*ends, "type")),
    ]


def _write(path: str, rows: Callable[[], Iterator[_Row]], first: tuple[str, ...]) -> str:
    """Go through the rows once for the types of their columns, and once to write them."""
    arrow, parquet = _arrow()
    found = [arrow.schema([(name, arrow.null()) for name in first])]
    for table in _tables(arrow, rows()):
        found = [arrow.unify_schemas([*found, table.schema], promote_options="permissive")]
    [schema] = found
    with open_output(path) as file, parquet.ParquetWriter(file.buffer, schema) as writer:
        for table in _tables(arrow, rows(), schema):
            writer.write_table(table)
    return path


def _tables(arrow: Any, rows: Iterator[_Row], schema: Any = None) -> Iterator[Any]:
    while some := list(islice(rows, GROUP)):
        names = schema.names if schema else dict.fromkeys(name for row in some for name in row)
        columns = {
            name: arrow.array(
                [row.get(name) for row in some], schema.field(name).type if schema else None
            )
            for name in names
        }
        yield arrow.table(columns)


def _arrow() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow: pip install 'kg-news[parquet]', or write another format"
        ) from error
