"""`kg query`: a question from the catalogue, or in Cypher -> rows."""

import json
from typing import Any

import click

from kg.characters import tidy
from kg.cli.options import format_option, store_option, timeout_option
from kg.cli.tables import FORMATS, print_rows
from kg.errors import UsageError


@click.command()
@click.argument("name", required=False)
@click.option("--cypher", metavar="TEXT", help="Ask in Cypher instead of by name; reading only")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    help="A value for the query; repeat for more",
)
@store_option
@format_option(*FORMATS)
@timeout_option
@click.option(
    "--max-rows",
    type=click.IntRange(min=0),
    default=100_000,
    show_default=True,
    metavar="N",
    help="Show no more rows, and tell when there are; 0 sets no limit",
)
@click.option(
    "--width",
    type=click.IntRange(min=20),
    metavar="N",
    help="Fit a table into N characters  [default: the terminal; as wide as needed in a pipe]",
)
def query(
    name: str | None,
    cypher: str | None,
    parameters: tuple[str, ...],
    store: str,
    timeout: float,
    max_rows: int,
    **printing: Any,
) -> None:
    """Ask the graph

    By the NAME of a query in the catalogue (`kg queries` lists them), or in Cypher. With --cypher a value is read as JSON where it
    is JSON, else as text; only what is known to read is let through.

    \b
    kg query threats
    kg query said -p name="Joe Biden" --format json
    kg query --cypher 'MATCH (p:Person)-[r:SAID]->() RETURN p.name, r.text LIMIT $n' -p n=5
    """
    from kg.store import open_store
    from kg.store.base import Limits

    if (name is None) == (cypher is None):
        raise UsageError(
            "give either the NAME of a query (`kg queries` lists them) or --cypher TEXT"
            + ("" if name is None else ", not both")
        )
    given = parse_parameters(parameters)
    limits = Limits(timeout or None, max_rows or None)
    with open_store(store, must_exist=True) as graph:
        text, values, title = (
            (cypher, {key: _as_json(value) for key, value in given.items()}, "")
            if cypher is not None
            else _from_catalogue(str(name), given)
        )
        table = graph.read(text, values, limits)
    print_rows(table.columns, table.rows, title=title, **printing)
    if table.cut:
        said = f"kg: these are the first {max_rows:,} rows, and there are more"
        click.echo(f"{said}: ask for less, or use --max-rows 0", err=True)


def parse_parameters(parameters: tuple[str, ...]) -> dict[str, str]:
    """Return key=value pairs as a dictionary. Raises UsageError for one without a key or an equals sign."""
    pairs = [p.partition("=") for p in parameters]
    for text, (key, equals, _) in zip(parameters, pairs, strict=True):
        if not (key.strip() and equals):
            raise UsageError(
                f"-p {text!r} is no parameter: expected key=value, such as -p name=Netanyahu"
            )
    return {key.strip(): value for key, _, value in pairs}


def _from_catalogue(name: str, given: dict[str, str]) -> tuple[str, dict[str, Any], str]:
    from kg import catalogue

    found = catalogue.get(name)
    return found.text, found.arguments(given), found.summary


def _as_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return tidy(text)
