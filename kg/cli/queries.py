"""`kg queries`: the catalogue."""

from dataclasses import asdict

import click

from kg.cli.options import format_option
from kg.cli.tables import FORMATS, print_json, print_rows
from kg.tables import cell


@click.command()
@format_option(*FORMATS)
def queries(format_: str) -> None:
    """List the queries of the catalogue

    Each with the parameters it takes (and their defaults); run one with
    `kg query NAME -p key=value`.

    \b
    kg queries
    kg queries --format json
    """
    from kg import catalogue

    found = catalogue.load().values()
    if format_ == "json":
        print_json(
            [
                {
                    "name": q.name,
                    "summary": q.summary,
                    "parameters": [asdict(p) for p in q.parameters],
                    "columns": q.columns,
                }
                for q in found
            ]
        )
    else:
        rows = [
            (
                q.name,
                q.summary,
                [
                    p.name if p.default is None else f"{p.name}={cell(p.default)}"
                    for p in q.parameters
                ],
            )
            for q in found
        ]
        print_rows(("query", "finds", "parameters"), rows, format_)
