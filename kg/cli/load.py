"""`kg load`: articles -> the graph."""

import json
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import (
    confidence_option,
    format_option,
    quiet_option,
    reading_options,
    store_option,
    wait_option,
)
from kg.cli.rounds import Duration, rounds
from kg.cli.stopping import Stop, stopping
from kg.cli.telling import log_as, tell
from kg.errors import KgError, RecordError, UsageError
from kg.loader.run import Summary

if TYPE_CHECKING:
    from kg.cli.articles import ToldArticles
    from kg.cli.signs import Signs
    from kg.cli.source_list import Source
    from kg.store.base import Store

_SAID = "what was read so far is stored; run the same load again to go on"


@click.command()
@reading_options(some=False)
@click.option(
    "--sources", metavar="FILE", help="Load what is listed here (TOML), each in its own way"
)
@click.option("--since", default="", metavar="DATE", help="Leave out what was published before")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Load N articles at most")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and change nothing")
@click.option("--again", is_flag=True, help="Annotate again what is stored and has not changed")
@click.option("--rejects", metavar="FILE", help="Keep what is left out here, to be loaded again")
@click.option("--watch", metavar="DIR", help="Load a folder, then all that changes in it")
@click.option("--every", type=Duration(), metavar="TIME", help="Load again after a time, as 15m")
@store_option
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    metavar="N",
    help="Write when N statements have gathered  [default: what suits the store]",
)
@click.option(
    "--writers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Write N batches at once; for a Neo4j server",
)
@confidence_option
@wait_option
@click.option("--health", metavar="FILE", help="Write this file anew while all is well")
@click.option("--metrics", metavar="FILE", help="Write figures of the last run for Prometheus")
@click.option(
    "--log-format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to tell what happens, on standard error",
)
@format_option("text", "json")
@quiet_option
def load(
    files: tuple[str, ...], sources: str | None, log_format: str, format_: str, **options: Any
) -> None:
    """Put articles into the graph

    Takes what `kg annotate` takes, and what it writes; raw articles are annotated on the way.
    Loading again changes nothing: an article is known by its id, and replaced when it has changed.
    What is stored and has not changed is not annotated anew, so a load that was killed goes on
    where it was. What cannot be read is told, left out, noted (`kg status --failed`) and counted,
    and makes the exit code 3. Ctrl-C and SIGTERM end the reading; what was read so far is stored,
    within ten seconds. After SIGTERM, which is how a server or a container is told to end, the exit
    code is 0.

    \b
    kg load examples/
    kg load annotated.jsonl --store news.graph
    kg load archive/ --rejects left-out.rejects && kg load left-out.rejects
    kg load --sources sources.toml --every 15m
    """
    from kg.cli.signs import Signs
    from kg.cli.source_list import Source, read_sources

    log_as(log_format)
    every, watch = options.pop("every"), options.pop("watch")
    signs = Signs(options.pop("health"), options.pop("metrics"))
    listed = read_sources(sources) if sources else []
    if not (files or listed or watch):
        raise UsageError("say what to load: FILES, --sources FILE or --watch DIR")
    code = 0
    with stopping() as stop:
        for given in rounds(files, every, watch, stop):
            todo = [*([Source(given)] if given else []), *listed]
            code = _round(todo, options, stop, signs, format_, lasting=bool(every or watch))
    stop.finish(_SAID, codes={signal.SIGTERM: 0})
    click.get_current_context().exit(code)


def _round(
    todo: Sequence["Source"],
    options: dict[str, Any],
    stop: Stop,
    signs: "Signs",
    format_: str,
    *,
    lasting: bool,
) -> int:
    """Load all sources once, print what was done, and return the exit code.

    An error ends the command, unless it is `lasting`: then it is told, and the next round tries.
    """
    total, code = Summary(), 0
    try:
        for source in todo:
            if not stop.asked:
                total = _added(total, _load(source, dict(options), stop, signs))
    except KgError as error:
        signs.ended(total, error.exit_code)
        if not lasting:
            raise
        tell(error)
        code = error.exit_code
    else:
        code = RecordError.exit_code if total.skipped else 0
        signs.ended(total, code)
    _print(total, format_)
    return code


def _load(source: "Source", options: dict[str, Any], stop: Stop, signs: "Signs") -> Summary:
    """Load one source with the options of the command, and its own."""
    from kg.cli.articles import ToldArticles
    from kg.sources.rejects import keeping
    from kg.store import open_store

    options |= source.options
    url, wait, rejects = options.pop("store"), options.pop("wait"), options.pop("rejects")
    with ExitStack() as stack:
        store = stop.wait_for(lambda: open_store(url, wait=wait), None)
        if store is None:
            return Summary()
        stack.enter_context(store)
        keep = stack.enter_context(keeping(rejects))
        articles = ToldArticles(source.files, options, stop.until, keep)
        done = _run(store, articles, options, stop, signs)
    if not stop.asked:
        articles.finish()
    return done


def _run(
    store: "Store", articles: "ToldArticles", options: dict[str, Any], stop: Stop, signs: "Signs"
) -> Summary:
    from kg.cli.progress import progress
    from kg.jobs import preview, run

    quiet = options.pop("quiet")
    if options.pop("dry_run"):
        told = {name: options[name] for name in ("pipeline", "again", "min_confidence")}
        return preview(store, articles, **told)
    return run(
        store,
        articles,
        through=lambda stream: progress(
            stop.soon(stream), quiet=quiet, total=articles.total, on_tick=signs.alive
        ),
        stopped=lambda: stop.asked,
        **options,
    )


def _added(one: Summary, other: Summary) -> Summary:
    """Return the sum of what two sources gave."""
    sums = {f.name: getattr(one, f.name) + getattr(other, f.name) for f in fields(Summary)}
    return Summary(**sums)


def _print(total: Summary, format_: str) -> None:
    figures = asdict(replace(total, seconds=round(total.seconds, 1)))
    del figures["errors"]
    click.echo(
        json.dumps(figures)
        if format_ == "json"
        else ", ".join(
            f"{value:,} {name}" for name, value in figures.items() if value or name != "copies"
        )
    )
