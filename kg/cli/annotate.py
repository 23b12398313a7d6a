"""`kg annotate`: articles -> annotated articles as JSON lines."""

import json
from typing import Any

import click

from kg.cli.options import quiet_option, reading_options
from kg.cli.progress import progress
from kg.cli.stopping import stopping


@click.command()
@reading_options()
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    metavar="FILE",
    help="Where to write; compressed when it ends in .gz",
)
@quiet_option
def annotate(files: tuple[str, ...], output: str, *, quiet: bool, **options: Any) -> None:
    """Find entities, roles and statements in articles

    Reads text, HTML, feeds, JSON, tables and what agencies send, from files, folders, archives,
    addresses or standard input (-), as docs/sources.md says, and writes one annotated article per
    line. Annotating is slow and loading is not: keep the result, and load it as often as you like.
    An article that cannot be read is told, left out and counted, and makes the exit code 3. Ctrl-C
    and SIGTERM end the reading; what was read so far is written.

    \b
    kg annotate examples/articles.jsonl -o annotated.jsonl
    echo "USA truer Iran med sanktioner, siger Joe Biden." | kg annotate -
    """
    from kg.cli.articles import ToldArticles
    from kg.output import open_output
    from kg.stream import annotated_to_json

    with open_output(output) as file, stopping() as stop:
        articles = ToldArticles(files, options, stop.until)
        for annotated in progress(articles.annotated(**options), quiet=quiet):
            file.write(json.dumps(annotated_to_json(annotated), ensure_ascii=False) + "\n")
    stop.finish("what was read so far is written")
    articles.end()
