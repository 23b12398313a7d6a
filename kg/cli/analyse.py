"""`kg analyse`: a part of the graph -> figures about who deals with whom."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import format_option, store_option, timeout_option, width_option
from kg.cli.selecting import part_of, selecting_options, tell_left_out
from kg.cli.tables import FORMATS, print_rows
from kg.errors import UsageError
from kg.moments import SPANS

if TYPE_CHECKING:
    import networkx as nx

    from kg.analysis import Measure
    from kg.store.base import Store

#: The names of `kg.analysis.MEASURES`, known before networkx is there.
NAMES = ("centrality", "communities", "bridges", "balance", "threes")
Rows = list[tuple[Any, ...]]


@click.command()
@click.argument("measure", type=click.Choice(NAMES))
@selecting_options
@click.option("--topics", is_flag=True, help="Whoever is only named counts as dealt with, too")
@click.option(
    "--copies", is_flag=True, help="What several papers print of one text counts each time"
)
@click.option("--every", type=click.Choice(SPANS), help="Measure each span of time on its own")
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    metavar="N",
    help="Show so many rows, of each span; 0 shows all",
)
@click.option("--write", is_flag=True, help="Keep the figures with the entities in the graph")
@click.option("--remove", is_flag=True, help="Take out of the graph what --write kept")
@store_option
@format_option(*FORMATS)
@timeout_option
@width_option("a table")
def analyse(measure: str, **options: Any) -> None:
    """Measure who deals with whom

    centrality: partners, statements, ways that lead past one. communities: who keeps to each other.
    bridges: ties without which the network falls apart. balance, threes: friends of friends. A tie
    is a statement directed at somebody; what is negated makes none. Options choose the part of the
    graph, as those of `kg export` do.

    \b
    kg analyse centrality --since 2024 --top 10
    kg analyse communities --quad cooperation --format csv
    kg analyse balance --every month
    kg analyse centrality --write
    """
    from kg.analysis import MEASURES
    from kg.store import open_store

    found, store, seconds = MEASURES[measure], options.pop("store"), options.pop("timeout")
    keeping, removing, every = (options.pop(name) for name in ("write", "remove", "every"))
    shown = {name: options.pop(name) for name in ("format_", "width", "top")}
    if keeping or removing:
        _check(measure, found, every, both=keeping and removing)
    with open_store(store, must_exist=True) as graph:
        if removing:
            _forget(graph, measure, found, seconds or None)
            return
        topics = options.pop("topics")
        part = part_of(graph, store, seconds, options)
        rows, columns = _measured(part, found, every, topics=topics)
        if keeping:
            _keep(graph, measure, found, rows, seconds or None)
    tell_left_out(part.graph["left_out"])
    _show(found, columns, rows, **shown)


def _check(measure: str, found: "Measure", every: str | None, *, both: bool) -> None:
    if both:
        raise UsageError("give either --write or --remove, not both")
    if not found.figures:
        raise UsageError(
            f"{measure} tells nothing of one entity alone that could be kept: --write and --remove "
            "are for centrality and communities"
        )
    if every:
        raise UsageError("figures of several spans cannot be kept: leave out --every or --write")


def _measured(
    part: "nx.MultiDiGraph", found: "Measure", every: str | None, *, topics: bool
) -> tuple[Rows, tuple[str, ...]]:
    """Return rows and columns; what made no tie is added to what the part leaves out."""
    from kg.analysis import networks

    rows: Rows = []
    for name, ties in networks(part, every, topics=topics):
        measured = found.rows(ties)
        rows += [(name, *row) for row in measured] if every else measured
    return rows, (every, *found.columns) if every else found.columns


def _keep(
    graph: "Store", measure: str, found: "Measure", rows: Rows, seconds: float | None
) -> None:
    from kg.graph import keep_figures

    places = [found.columns.index(name) for name in found.figures]
    figures = {row[-1]: [row[place] for place in places] for row in rows}
    number = keep_figures(graph, found.figures, figures, seconds=seconds)
    kept = ", ".join(f"analysis_{name}" for name in found.figures)
    click.echo(
        f"{number:,} entities have {kept} now; `kg analyse {measure} --remove` takes that back",
        err=True,
    )


def _forget(graph: "Store", measure: str, found: "Measure", seconds: float | None) -> None:
    from kg.graph import forget_figures

    number = forget_figures(graph, found.figures, seconds=seconds)
    click.echo(f"{number:,} entities had figures of {measure}, and have none now", err=True)


def _show(
    found: "Measure", columns: tuple[str, ...], rows: Rows, *, top: int, **shown: Any
) -> None:
    """Print the first rows, of each span where there are spans."""
    spans = Counter[Any]()
    first: Rows = []
    for row in rows:
        span = row[0] if len(columns) > len(found.columns) else None
        spans[span] += 1
        if not top or spans[span] <= top:
            first.append(row)
    print_rows(columns, first, title=found.summary, drops=found.drops, **shown)
    if len(first) < len(rows):
        click.echo(f"kg: {len(first):,} of {len(rows):,} rows; --top 0 shows all", err=True)
