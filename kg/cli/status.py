"""`kg status`: what is in the graph."""

from dataclasses import asdict

import click

from kg.cli.options import format_option, store_option
from kg.cli.tables import print_json, print_rows


@click.command()
@store_option
@format_option("table", "json")
def status(store: str, format_: str) -> None:
    """Count what is in the graph

    Nodes by label and edges by type, and the bytes that an embedded store takes on disk.

    \b
    kg status
    kg status --format json
    """
    from kg.store import open_store

    with open_store(store, must_exist=True) as graph:
        counts, size, url = graph.counts(), graph.size(), graph.url
    if format_ == "json":
        print_json(asdict(counts) | {"bytes": size})
    else:
        rows = [("node", label, count) for label, count in counts.nodes.items()] + [
            ("edge", kind, count) for kind, count in counts.edges.items()
        ]
        rows += [] if size is None else [("file", "bytes", size)]
        print_rows(("what", "label or type", "count"), rows, title=url)
