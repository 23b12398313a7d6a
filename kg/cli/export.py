"""`kg export`: a part of the graph -> files."""

from typing import Any

import click

from kg.cli import proposing
from kg.cli.options import store_option, timeout_option, words_option
from kg.cli.selecting import selected, selecting_options

_FORMATS = (
    "graphml gexf json html svg png pdf csv neo4j cypher parquet turtle ftm cytoscape jsonl".split()  # noqa: SIM905 - one line rather than twelve
)
_PICTURES = {"html", "svg", "png", "pdf"}


@click.command()
@click.option(
    "-o",
    "--output",
    shell_complete=proposing.files,
    required=True,
    metavar="FILE",
    help="Where to write; its ending tells the format",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="The format, whatever the file ends in",
)
@selecting_options
@click.option(
    "--structure", is_flag=True, help="Statements and articles as nodes too, and what joins them"
)
@words_option
@click.option("--json", "as_json", is_flag=True, help="Tell what was written as JSON")
@store_option
@timeout_option
def export(
    output: str,
    format_: str | None,
    store: str,
    timeout: float,
    *,
    structure: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Write the graph, or a part of it, to files

    As GraphML or GEXF (Gephi), node-link JSON (D3, networkx), CSV for Gephi and spreadsheets
    (x.csv) or for neo4j-admin (a folder x.neo4j), a Cypher script, Parquet, RDF (Turtle),
    FollowTheMoney, Cytoscape's JSON, JSON lines, or a picture: one HTML page that needs no network,
    where every line tells who said it, when and where, or a drawing for a report (SVG, PNG, PDF).
    What was written and what was left out is told on standard error.

    \b
    kg export -o picture.html
    kg export -o threats.graphml --predicate THREATENED --predicate WARNED
    kg export -o biden.json --entity "Joe Biden" --since 2024-01-01
    kg export -o disputes.gexf --query disputes
    """
    import json

    from kg.cli.choosing import chosen
    from kg.export import STREAMED, format_of, write
    from kg.graph import Held, Part, Selection, Streamed, subgraph
    from kg.store import open_store

    kind, language = format_of(output, format_), options.pop("language")
    conditions = selected(store, timeout, options)
    # A picture tells each statement's article, and draws the statements that reach no entity.
    conditions["structure"] = structure or kind in _PICTURES
    selection = Selection(**conditions)
    with open_store(store, must_exist=True) as source:
        conditions["entities"] = [chosen(source, name) for name in selection.entities]
        part: Part = (
            Streamed(source, selection, timeout or None)
            if kind in STREAMED and not selection.is_small
            else Held(subgraph(source, seconds=timeout or None, **conditions))
        )
        told = write(part, output, kind, language)
    click.echo(json.dumps(told.record(), ensure_ascii=False) if as_json else str(told), err=True)
