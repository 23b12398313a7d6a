"""`kg query`: a question from the catalogue, or in Cypher -> rows."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.characters import tidy
from kg.cli import proposing
from kg.cli.options import format_option, store_option, timeout_option, width_option
from kg.cli.tables import FORMATS, print_rows
from kg.cli.telling import say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.catalogue import Query
    from kg.store.base import Limits, Table


@click.command()
@click.argument("name", required=False, shell_complete=proposing.queries)
@click.option(
    "--cypher",
    metavar="TEXT|@FILE",
    help="Ask in Cypher instead of by name, or as a file says; reading only",
)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=proposing.values,
    help="A value for the query; repeat for more",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Only statements that are so sure, as -p min_confidence=SHARE",
)
@click.option("--since", metavar="DATE", help="From this day on, as -p since=DATE")
@click.option("--until", metavar="DATE", help="Up to this day, as -p until=DATE")
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
    "--max-memory",
    type=click.IntRange(min=0),
    default=1024,
    show_default=True,
    metavar="MB",
    help="What a --cypher query may take beside the graph; 0 sets no limit",
)
@width_option("a table")
def query(
    name: str | None,
    cypher: str | None,
    parameters: tuple[str, ...],
    store: str,
    **options: Any,
) -> None:
    """Ask the graph

    By the NAME of a query in the catalogue (`kg queries` lists them), or in Cypher. With --cypher a
    value is read as JSON where it is JSON, else as text; only what is known to read is let through.

    \b
    kg query threats
    kg query said -p name="Joe Biden" --format json
    kg query threats --since "1. maj" --until "i dag"
    kg query --cypher 'MATCH (p:Person)-[r:SAID]->() RETURN p.name, r.text LIMIT $n' -p n=5
    kg query --cypher @question.cypher
    """
    from kg import catalogue
    from kg.store.base import Limits

    if (name is None) == (cypher is None):
        raise UsageError(
            "give either the NAME of a query (`kg queries` lists them) or --cypher TEXT"
            + ("" if name is None else ", not both")
        )
    given = parse_parameters(parameters)
    for parameter in ("min_confidence", "since", "until"):
        if (value := options.pop(parameter)) is not None:
            given[parameter] = str(value)
    seconds, rows, megabytes = (options.pop(n) for n in ("timeout", "max_rows", "max_memory"))
    limits = Limits(seconds or None, rows or None)
    if cypher is None:
        asked = catalogue.get(str(name))
        table, title, drops = (
            _from_catalogue(asked, given, store, limits),
            asked.summary,
            asked.drops,
        )
    else:
        table, title, drops = _in_cypher(_told(cypher), given, store, limits, megabytes), "", ()
    print_rows(table.columns, table.rows, title=title, drops=drops, **options)
    for notice in table.notices if cypher or asked.is_own else ():
        say(notice)
    if table.cut:
        say(
            f"these are the first {rows:,} rows, and there are more: ask for less, or use "
            "--max-rows 0"
        )


def asked_ids(
    name: str | None, cypher: str | None, parameters: tuple[str, ...], store: str, timeout: float
) -> frozenset[str]:
    """Return the ids of statements and entities in the answer to a question, by name or in Cypher.

    Raises UsageError when there is none in it.
    """
    from kg import catalogue
    from kg.graph import ids_in
    from kg.store.base import Limits

    given, limits = parse_parameters(parameters), Limits(timeout or None)
    if cypher is None:
        table = _from_catalogue(catalogue.get(str(name)), given, store, limits)
    else:
        table = _in_cypher(_told(cypher), given, store, limits, 1024)
    if not (found := ids_in(table.rows)):
        raise UsageError(
            f"the answer to {'--cypher' if name is None else name} holds no id of a statement or "
            "an entity: return such ids, as `kg query` shows them"
        )
    return found


def parse_parameters(parameters: tuple[str, ...]) -> dict[str, str]:
    """Return key=value pairs as a dictionary.

    Raises UsageError for one without a key or an equals sign.
    """
    pairs = [p.partition("=") for p in parameters]
    for text, (key, equals, _) in zip(parameters, pairs, strict=True):
        if not (key.strip() and equals):
            raise UsageError(
                f"-p {text!r} is no parameter: expected key=value, such as -p name=Netanyahu"
            )
    return {key.strip(): value for key, _, value in pairs}


def _from_catalogue(found: "Query", given: dict[str, str], store: str, limits: "Limits") -> "Table":
    from kg import find
    from kg.cli.choosing import chosen
    from kg.store import open_store

    found.arguments(given)  # what cannot be is told before a store is opened
    with open_store(store, must_exist=True) as graph:
        return find.ask(graph, found, given, limits, chosen)


def _told(cypher: str) -> str:
    """Return a question, from the file that is named after an @. Raises UsageError without one."""
    if not cypher.startswith("@"):
        return cypher
    try:
        return Path(cypher[1:]).read_text("utf-8").rstrip().removesuffix(";")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(
            f"{cypher[1:]}: cannot be read ({why}); expected a file with one query in Cypher"
        ) from error


def _in_cypher(
    text: str, given: dict[str, str], store: str, limits: "Limits", megabytes: int
) -> "Table":
    from kg.store.apart import read_apart

    values = {key: _as_json(value) for key, value in given.items()}
    return read_apart(store, text, values, limits, megabytes * 2**20 or None)


def _as_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return tidy(text)
