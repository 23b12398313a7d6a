"""`kg plot`: a part of the graph -> figures over time."""

from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import store_option, timeout_option, words_option
from kg.cli.selecting import part_of, selecting_options, tell_left_out
from kg.errors import UsageError
from kg.moments import SPANS

if TYPE_CHECKING:
    import networkx as nx

    from kg.plots import Counts


@click.command()
@click.argument("what", type=click.Choice(("balance", "volume")))
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="Where to draw: .svg, .png or .pdf"
)
@click.option(
    "--between", nargs=2, metavar="NAME NAME", help="balance: only what is between these two"
)
@click.option(
    "--every", type=click.Choice(SPANS), default="month", show_default=True, help="A bar for each"
)
@words_option
@click.option(
    "--copies", is_flag=True, help="balance: what several papers print of one text counts each time"
)
@selecting_options
@store_option
@timeout_option
def plot(what: str, output: str, every: str, language: str, **options: Any) -> None:
    """Draw what happens over time

    balance: statements of cooperation (up) and of conflict (down), around an entity, between two,
    or of all. volume: how many statements each outlet prints. A statement belongs to the day on
    which it was made, else to that of its article. Options choose the part of the graph, as those
    of `kg export` do; what is left out is told on standard error. Needs the extra `plots`.

    \b
    kg plot balance -o usa-iran.svg --between USA Iran --every week
    kg plot balance -o biden.png --entity "Joe Biden" --since 2024
    kg plot volume -o aviser.pdf --every quarter
    """
    from kg import figure
    from kg.cli.choosing import chosen
    from kg.plots import draw
    from kg.store import open_store

    kind = figure.kind_of(output)
    figure.blank(1, 1)  # what is not installed is told before anything is read
    store, seconds, pair = (options.pop(name) for name in ("store", "timeout", "between"))
    if pair and (options["entities"] or what != "balance"):
        raise UsageError("--between NAME NAME is for balance, and without --entity")
    with open_store(store, must_exist=True) as graph:
        ids = [chosen(graph, name) for name in pair or options["entities"]]
        options |= {"entities": ids[:1] if pair else ids}
        if what == "volume":
            options |= {"copies": True, "structure": True}
        part = part_of(graph, store, seconds, options)
    about = " \N{EN DASH} ".join(part.nodes[i].get("name", i) for i in ids if i in part)
    counts = _counted(part, what, every, ids if pair else [])
    figure.save(draw(counts, about, language), output, kind)
    tell_left_out(part.graph["left_out"])
    spans = f"{len(counts.spans):,} span{'' if len(counts.spans) == 1 else 's'}"
    totals = ", ".join(f"{sum(n):,} {name}" for name, n in counts.series.items())
    click.echo(f"wrote {output}: {spans} of a {every}; {totals}", err=True)


def _counted(part: "nx.MultiDiGraph", what: str, every: str, pair: list[str]) -> "Counts":
    from kg.plots import balance, between, volume

    if what == "volume":
        return volume(part, every)
    return balance(between(part, *pair) if pair else part, every)
