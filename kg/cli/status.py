"""`kg status`: what is in the graph, and what loads did."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import format_option, store_option
from kg.cli.tables import FORMATS, print_json, print_rows

if TYPE_CHECKING:
    from kg.store.base import Store


@click.command()
@click.option("--failed", is_flag=True, help="List what loads had to leave out, and why")
@click.option("--runs", is_flag=True, help="List what loads did, the newest first")
@click.option("--sources", is_flag=True, help="List where articles came from")
@store_option
@format_option(*FORMATS)
def status(store: str, format_: str, *, failed: bool, runs: bool, sources: bool) -> None:
    """Count what is in the graph, and tell what loads did

    Nodes by label and edges by type, the bytes that an embedded store takes on disk, and how the
    last load ended. A run that is `running` and whose process is gone was killed: load again.

    \b
    kg status
    kg status --failed
    kg status --runs --format json
    """
    from kg.store import open_store

    with open_store(store, must_exist=True) as graph:
        if failed or runs or sources:
            _list(graph, format_, "failed" if failed else "runs" if runs else "sources")
        else:
            _count(graph, format_)


def _count(graph: "Store", format_: str) -> None:
    from kg.loader.history import tally

    counts, size, loads = graph.counts(), graph.size(), tally(graph)
    if format_ == "json":
        print_json(asdict(counts) | {"bytes": size, "loads": loads})
        return
    rows: list[tuple[Any, ...]] = [("node", label, count) for label, count in counts.nodes.items()]
    rows += [("edge", kind, count) for kind, count in counts.edges.items()]
    rows += [] if size is None else [("file", "bytes", size)]
    rows += [("load", name, value) for name, value in loads.items() if value is not None]
    print_rows(("what", "label or type", "count"), rows, format_, title=graph.url)


def _list(graph: "Store", format_: str, what: str) -> None:
    from kg.loader import history

    table = {"failed": history.failed, "runs": history.runs, "sources": history.sources}[what](
        graph
    )
    print_rows(table.columns, table.rows, format_, title=f"{graph.url}: {what}")
