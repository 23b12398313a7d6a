"""`kg bulk`: articles -> the files that Neo4j imports."""

import json
from dataclasses import asdict, replace
from typing import Any

import click

from kg.cli import proposing
from kg.cli.options import confidence_option, format_option, quiet_option, reading_options
from kg.cli.progress import progress
from kg.cli.stopping import stopping


@click.command()
@click.argument("folder", metavar="DIR", shell_complete=proposing.files)
@reading_options()
@click.option("--since", default="", metavar="DATE", help="Leave out what was published before")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="N articles at most")
@confidence_option
@format_option("text", "json")
@quiet_option
def bulk(folder: str, files: tuple[str, ...], format_: str, *, quiet: bool, **options: Any) -> None:
    """Write files from which Neo4j makes a first graph at once

    Takes what `kg load` takes, and writes into DIR, which is empty or not there yet, the files that
    `neo4j-admin database import full` reads. The graph is the one that `kg load` would make; a
    graph that is there already is loaded into with `kg load`. The command to run is printed last:
    run it on the server's machine as the server's user, while the database is stopped. After it
    come `kg schema apply` and DIR/after.cypher. What cannot be read is told, left out and counted,
    and makes the exit code 3. With --processes, what is annotated already is read by so many, too;
    the files are the same.

    \b
    kg bulk import/ annotated/*.jsonl
    """
    from kg.bulk.run import bulk as write
    from kg.bulk.run import command
    from kg.cli.articles import ToldArticles

    with stopping() as stop:
        articles = ToldArticles(files, options, stop.until)
        done = write(
            folder,
            articles,
            through=lambda stream: progress(stop.soon(stream), quiet=quiet, total=articles.total),
            stopped=lambda: stop.asked,
            **options,
        )
    told = asdict(replace(done, seconds=round(done.seconds, 1)))
    del told["errors"]
    if format_ == "json":
        click.echo(json.dumps(told | {"command": command(folder)}))
    else:
        click.echo(", ".join(f"{value:,} {name}" for name, value in told.items()))
        click.echo(command(folder))
    stop.finish(f"{folder} holds what was read so far")
    articles.end()
