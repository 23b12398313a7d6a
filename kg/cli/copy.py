"""`kg copy`: a graph from one store into another."""

import json
from dataclasses import asdict

import click

from kg.cli.options import format_option, wait_option


@click.command()
@click.option("--from", "source", required=True, metavar="PATH|URL", help="The graph to read")
@click.option("--to", "target", required=True, metavar="PATH|URL", help="The store to write it to")
@wait_option
@format_option("text", "json")
def copy(source: str, target: str, wait: float, format_: str) -> None:
    """Copy the graph from one store into another

    Between an embedded file and a Neo4j server, or two of a kind. What the other store has already
    stays and is not doubled, so a copy that was cut off is finished by running it again. Both
    stores are counted at the end. Credentials in the environment serve every server named.

    \b
    kg copy --from kg.graph --to neo4j://localhost
    kg copy --from neo4j://localhost --to backup.graph
    """
    from kg.store import open_store
    from kg.store.transfer import copy as copy_graph

    with (
        open_store(source, must_exist=True, wait=wait) as old,
        open_store(target, wait=wait) as new,
    ):
        written = asdict(copy_graph(old, new))
    click.echo(
        json.dumps(written)
        if format_ == "json"
        else ", ".join(f"{value:,} {name}" for name, value in written.items())
    )
