"""`kg load`: articles -> the graph."""

import json
import signal
from contextlib import ExitStack
from dataclasses import asdict, replace
from typing import Any

import click

from kg.cli.articles import Articles
from kg.cli.options import (
    confidence_option,
    format_option,
    quiet_option,
    reading_options,
    store_option,
    wait_option,
)
from kg.cli.progress import progress
from kg.cli.stopping import stopping


@click.command()
@reading_options
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
@format_option("text", "json")
@quiet_option
def load(
    files: tuple[str, ...], store: str, wait: float, format_: str, *, quiet: bool, **options: Any
) -> None:
    """Put articles into the graph

    Takes what `kg annotate` takes, and what it writes; raw articles are annotated on the way.
    Loading again changes nothing: an article is known by its id, and replaced when it has changed.
    What cannot be read is told, left out and counted, and makes the exit code 3. Ctrl-C and SIGTERM
    end the reading; what was read so far is stored, within ten seconds. After SIGTERM, which is how
    a server or a container is told to end, the exit code is 0.

    \b
    kg load examples/
    kg load annotated.jsonl --store news.graph
    """
    from kg.loader.run import Summary
    from kg.loader.run import load as load_stream
    from kg.store import open_store
    from kg.stream import sure

    least = options.pop("min_confidence")
    sizes = {name: options.pop(name) for name in ("batch_size", "writers")}
    with stopping() as stop, ExitStack() as stack:
        articles = Articles.told(files, options, stop.until)
        summary = Summary()
        if graph := stop.wait_for(lambda: open_store(store, wait=wait), None):
            stack.enter_context(graph)
            read = (sure(record, least) for record in articles.annotated(**options))
            stream = progress(stop.soon(read), quiet=quiet)
            summary = load_stream(graph, stream, on_skip=articles.skip, **sizes)
    stored = summary.read - summary.skipped
    summary = replace(summary, read=stored + articles.skipped, skipped=articles.skipped)
    figures = asdict(replace(summary, seconds=round(summary.seconds, 1)))
    del figures["errors"]
    click.echo(
        json.dumps(figures)
        if format_ == "json"
        else ", ".join(f"{value:,} {name}" for name, value in figures.items())
    )
    said = "what was read so far is stored; run the same load again to go on"
    stop.finish(said, codes={signal.SIGTERM: 0})
    articles.finish()
