"""`kg remove`: articles that were loaded are taken back."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import format_option, quiet_option, store_option, timeout_option, wait_option
from kg.cli.progress import shown
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store.base import Removed, Store

#: Articles that are removed without a question.
HANDFUL = 10


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--outlet", default="", metavar="NAME", help="All articles of an outlet")
@click.option(
    "--before",
    default="",
    metavar="DATE",
    help="All articles published before a day, a month or a year",
)
@click.option(
    "--query", default="", metavar="CYPHER", help="All articles whose ids its first column holds"
)
@timeout_option
@store_option
@click.option("--dry-run", is_flag=True, help="Tell what would go, and change nothing")
@click.option("--yes", "-y", is_flag=True, help=f"Do not ask  [default: for more than {HANDFUL}]")
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    default=500,
    show_default=True,
    metavar="N",
    help="Remove N articles at once",
)
@wait_option
@format_option("text", "json")
@quiet_option
def remove(  # noqa: PLR0913 - one for each option
    articles: tuple[str, ...],
    store: str,
    wait: float,
    format_: str,
    batch_size: int,
    *,
    dry_run: bool,
    yes: bool,
    quiet: bool,
    **selection: Any,
) -> None:
    """Take articles back out of the graph

    The graph is then what it would be had they never been loaded: their statements are gone, and
    what only they said of names, titles and dates, and those whom nothing else names. Say which by
    their ids (`kg query articles` shows them), by --outlet and --before (both: those for which both
    hold), or by --query. A batch goes whole or not at all. A corrected article need not be removed:
    `kg load` replaces it.

    \b
    kg remove eksempel-01 eksempel-02
    kg remove --outlet Eksempelbureauet --before 2020 --dry-run
    kg remove --query "MATCH (a:Article) WHERE a.title CONTAINS 'minksag' RETURN a.id"
    """
    from kg.loader.takeback import take_back
    from kg.store import open_store
    from kg.store.base import Removed
    from kg.store.removal import preview

    begun = time.monotonic()
    with open_store(store, must_exist=True, wait=wait) as graph:
        ids = _selected(graph, articles, **selection)
        if dry_run:
            done = preview(graph, ids)
        else:
            _confirm(graph, ids, yes=yes)
            totals = take_back(graph, ids, batch_size)
            done = [Removed(), *shown(totals, _told, "removing", quiet=quiet)][-1]
    figures = asdict(done) | {"seconds": round(time.monotonic() - begun, 1)}
    if format_ == "json":
        click.echo(json.dumps(figures | {"dry_run": dry_run}))
    else:
        click.echo(f"{_text(figures)}{' (nothing was removed)' if dry_run else ''}")


def _told(done: "Removed") -> str:
    return _text(asdict(done))


def _text(figures: dict[str, Any]) -> str:
    return ", ".join(f"{value:,} {name}" for name, value in figures.items())


def _selected(
    graph: "Store",
    articles: Sequence[str],
    *,
    outlet: str,
    before: str,
    query: str,
    timeout: float,
) -> list[str]:
    """Return the ids of the articles. Raises UsageError unless they are said in one way."""
    from kg.loader.takeback import chosen, found_by, there
    from kg.store.base import Limits

    if sum(map(bool, (articles, outlet or before, query))) != 1:
        raise UsageError(
            "say which articles: by their ids, by --outlet and --before, or by --query; "
            "one of the three"
        )
    if articles:
        return there(graph, articles)
    if query:
        return found_by(graph, query, Limits(timeout or None))
    return chosen(graph, outlet=outlet, before=before)


def _confirm(graph: "Store", ids: Sequence[str], *, yes: bool) -> None:
    """Ask before many articles go. Raises UsageError when nobody answers yes."""
    if yes or len(ids) <= HANDFUL:
        return
    try:
        click.confirm(
            f"Remove {len(ids):,} articles and all that only they say from {graph.url}?",
            abort=True,
            err=True,
        )
    except click.Abort:
        raise UsageError(
            "nothing was removed; say --yes to remove without being asked, "
            "--dry-run to see what would go"
        ) from None
