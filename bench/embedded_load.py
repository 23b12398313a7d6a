"""How fast articles get into the embedded store, beside bare COPY of the same rows: `python bench/embedded_load.py [--statements N] [--runs N]`.

COPY gets all rows as Arrow tables made outside the clock, one for each table of the graph, in one transaction; nothing is merged or checked. The store gets the same
articles, as rows made outside the clock, in the batches that a load uses. They take turns, each run in a new file; printed is the median.
"""

import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import click
import ladybug
import pyarrow as pa
from neo4j_rows import STATEMENTS, articles

from kg.loader.batches import SIZES
from kg.store.base import Counts
from kg.store.ladybug import LadybugStore
from kg.store.rows import GraphRows, graph_rows


def tables(rows: GraphRows) -> list[tuple[str, pa.Table]]:
    """Return every COPY command with the table it reads."""
    made = [
        (f"COPY `{label}`({_names(found[0])}) FROM $rows", pa.Table.from_pylist(found))
        for label, found in rows.nodes.items()
    ]
    for (kind, source, target), found in rows.edges.items():
        properties = _names({k: v for k, v in found[0].items() if k not in {"source", "target"}})
        made.append(
            (
                f"COPY `{kind}`{f'({properties})' if properties else ''} FROM $rows (from='{source}', to='{target}')",
                pa.Table.from_pylist(found),
            )
        )
    return [(text, _typed(table)) for text, table in made]


def _names(row: dict[str, Any]) -> str:
    return ", ".join(f"`{name}`" for name in row)


def _typed(table: pa.Table) -> pa.Table:
    """Return the table with text where a column holds nothing but nulls, and lists of text where it holds nothing but empty lists."""
    numbers = {"latitude", "longitude"}
    for n, field in enumerate(table.schema):
        if pa.types.is_null(field.type):
            table = table.set_column(
                n, field.name, table[n].cast(pa.float64() if field.name in numbers else pa.string())
            )
        elif pa.types.is_list(field.type) and pa.types.is_null(field.type.value_type):
            table = table.set_column(n, field.name, table[n].cast(pa.list_(pa.string())))
    return table


def bare_copy(path: str, commands: list[tuple[str, pa.Table]]) -> Callable[[], None]:
    """Return the work of running the commands on a new file."""
    with LadybugStore(path) as store:
        store.apply_schema()
    connection = ladybug.Connection(ladybug.Database(path))

    def work() -> None:
        connection.execute("BEGIN TRANSACTION")
        for text, table in commands:
            connection.execute(text, {"rows": table})
        connection.execute("COMMIT")

    return work


def through_the_store(
    path: str, batches: list[GraphRows]
) -> tuple[LadybugStore, Callable[[], None]]:
    """Return a store on a new file, and the work of writing the batches to it."""
    store = LadybugStore(path)
    store.apply_schema()

    def work() -> None:
        for rows in batches:
            store.write_rows(rows)

    return store, work


def seconds(work: Callable[[], None]) -> float:
    """Return how long work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@click.command()
@click.option("--statements", default=20_000, show_default=True, help="How many to write, in all")
@click.option("--runs", default=3, show_default=True)
def main(statements: int, runs: int) -> None:
    records = list(articles(statements))
    size = SIZES["ladybug"] // (STATEMENTS + 1)
    stream = iter(records)
    batches = [graph_rows(batch) for batch in iter(lambda: list(islice(stream, size)), [])]
    commands = tables(graph_rows(records))
    taken: dict[str, list[float]] = {"bare COPY": [], "kg": []}
    counts = Counts({}, {})
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs):
            taken["bare COPY"].append(
                seconds(bare_copy(str(Path(folder) / f"copy-{run}.lbug"), commands))
            )
            store, work = through_the_store(str(Path(folder) / f"kg-{run}.lbug"), batches)
            with store:
                taken["kg"].append(seconds(work))
                counts = store.counts()
    print(
        f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, ladybug {ladybug.__version__}, {sum(counts.edges.values()):,} edges"
    )
    median = {name: statistics.median(times) for name, times in taken.items()}
    for name, value in median.items():
        print(
            f"{name:10} {statements / value:10,.0f} statements/s {median['bare COPY'] / value:6.2f} of bare COPY"
        )


if __name__ == "__main__":
    main()
