"""Options that select a part of the graph, and the selection they make."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.cli import proposing
from kg.cli.options import confidence_option
from kg.cli.query import asked_ids
from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from kg.store.base import Store

Command = Callable[..., Any]

_PROPOSED = {
    "entities": proposing.names,
    "predicates": proposing.predicates,
    "forms": proposing.forms,
    "given": proposing.values,
}


def _many(name: str, into: str, metavar: str, help_: str) -> Callable[[Command], Command]:
    return click.option(
        name,
        into,
        multiple=True,
        metavar=metavar,
        help=f"{help_}; repeat for more",
        shell_complete=_PROPOSED.get(into),
    )


_OPTIONS = (
    _many("--entity", "entities", "NAME|ID", "Only what surrounds this entity"),
    click.option(
        "--hops",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="How many steps around the entities",
    ),
    _many("--predicate", "predicates", "NAME", "Only statements of this kind, such as THREATENED"),
    _many("--quad", "quads", "CLASS", "Only this class ('verbal conflict') or half ('conflict')"),
    _many("--form", "forms", "NAME", "Only direct, indirect, reported or action"),
    _many("--outlet", "outlets", "NAME", "Only what this outlet prints"),
    click.option(
        "--since",
        default="",
        metavar="DATE",
        help="Only statements made on this day or later (2024-05-09, '1. maj')",
    ),
    click.option(
        "--until", default="", metavar="DATE", help="Only statements made on this day or before"
    ),
    confidence_option,
    click.option(
        "--query",
        metavar="NAME",
        shell_complete=proposing.queries,
        help="Only the statements in the answer to this question of the catalogue",
    ),
    click.option(
        "--cypher",
        metavar="TEXT|@FILE",
        help="Only the statements in the answer to this question; where it names entities alone, "
        "what joins them",
    ),
    _many("-p", "given", "KEY=VALUE", "A value for the question"),
    click.option(
        "--limit",
        type=click.IntRange(min=1),
        metavar="N",
        help="At most this many edges, those of the newest statements",
    ),
)


def selecting_options(command: Command) -> Command:
    """Add the options that `selected` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def selected(store: str, timeout: float, options: dict[str, Any]) -> dict[str, Any]:
    """Return the conditions of `kg.graph.Selection`; a question is asked for its ids.

    Raises UsageError for two questions, and for values without one.
    """
    name, cypher, given = (options.pop(key) for key in ("query", "cypher", "given"))
    if name and cypher:
        raise UsageError("give either --query NAME or --cypher TEXT, not both")
    if not (name or cypher):
        if given:
            raise UsageError("-p is a value for a question: give --query NAME or --cypher TEXT")
        return options
    if options["entities"]:
        raise UsageError("give either --entity or a question, not both")
    return options | {"ids": asked_ids(name, cypher, given, store, timeout)}


def part_of(
    graph: "Store", store: str, seconds: float, options: dict[str, Any]
) -> "nx.MultiDiGraph":
    """Return the part that is meant, every text told once unless `copies` is among the options."""
    from kg.cli.choosing import chosen
    from kg.graph import leave_out_copies, subgraph

    copies = options.pop("copies")
    conditions = selected(store, seconds, options)
    conditions["entities"] = [chosen(graph, name) for name in conditions["entities"]]
    part = subgraph(graph, seconds=seconds or None, **conditions)
    if not copies:
        leave_out_copies(graph, part, seconds=seconds or None)
    return part


def tell_left_out(left_out: Mapping[str, int]) -> None:
    """Tell on standard error what a part leaves out."""
    told = (f"{number:,} {why}" for why, number in left_out.items() if number)
    if gone := "; ".join(told).replace(" (--structure keeps them)", ""):
        click.echo(f"left out: {gone}", err=True)
