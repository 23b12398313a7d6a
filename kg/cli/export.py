"""`kg export`: a part of the graph -> a file."""

from typing import Any

import click

from kg.cli.options import confidence_option, store_option, timeout_option


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    help="Where to write; its ending tells the format",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("graphml", "gexf", "json", "html", "csv")),
    help="The format, whatever the file ends in",
)
@click.option(
    "--entity",
    "entities",
    multiple=True,
    metavar="NAME|ID",
    help="Only what surrounds this entity; repeat for more",
)
@click.option(
    "--hops",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many steps around the entities",
)
@click.option(
    "--predicate",
    "predicates",
    multiple=True,
    metavar="NAME",
    help="Only statements of this kind, such as THREATENED; repeat for more",
)
@click.option(
    "--since",
    default="",
    metavar="DATE",
    help="Only statements made on this day or later (2024-05-09, '1. maj')",
)
@click.option(
    "--until", default="", metavar="DATE", help="Only statements made on this day or before"
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most this many edges, those of the newest statements",
)
@click.option(
    "--structure", is_flag=True, help="Statements and articles as nodes too, and what joins them"
)
@confidence_option
@store_option
@timeout_option
def export(
    output: str,
    format_: str | None,
    store: str,
    timeout: float,
    *,
    structure: bool,
    **selection: Any,
) -> None:
    """Write the graph, or a part of it, to a file

    As GraphML or GEXF (Gephi, yEd, igraph), node-link JSON (D3, networkx), two CSV files, or a
    picture: one HTML page that needs no network, where every line tells who said it, when and
    where.

    \b
    kg export -o picture.html
    kg export -o threats.graphml --predicate THREATENED --predicate WARNED
    kg export -o biden.json --entity "Joe Biden" --since 2024-01-01
    """
    from kg.export import format_of, write
    from kg.graph import subgraph
    from kg.store import open_store

    kind = format_of(output, format_)
    with open_store(store, must_exist=True) as source:
        # A picture tells each statement's article, and draws the statements that reach no entity.
        structure = structure or kind == "html"
        graph = subgraph(source, structure=structure, seconds=timeout or None, **selection)
    for path in write(graph, output, kind):
        click.echo(f"wrote {path}", err=True)
