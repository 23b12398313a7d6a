"""`kg annotate`: articles -> annotated articles as JSON lines."""

from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli import proposing
from kg.cli.options import quiet_option, reading_options
from kg.cli.progress import progress
from kg.cli.stopping import stopping
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.shards.cluster import Cluster


@click.command()
@reading_options()
@click.option(
    "-o",
    "--output",
    shell_complete=proposing.files,
    default="-",
    show_default=True,
    metavar="FILE",
    help="Where to write; compressed when it ends in .gz",
)
@click.option(
    "--ray",
    "address",
    metavar="ADDRESS",
    help="Annotate on the Ray cluster there (HOST:PORT), or on one that is started (local): one "
    "worker for each processor, or as many as --processes says",
)
@quiet_option
def annotate(
    files: tuple[str, ...], output: str, address: str | None, *, quiet: bool, **options: Any
) -> None:
    """Find entities, roles and statements in articles

    Reads text, HTML, feeds, JSON, tables and what agencies send, from files, folders, archives,
    addresses or standard input (-), as docs/sources.md says, and writes one annotated article per
    line. Annotating is slow and loading is not: keep the result, and load it as often as you like.
    An article that cannot be read is told, left out and counted, and makes the exit code 3. Ctrl-C
    and SIGTERM end the reading; what was read so far is written.

    With --ray, what is done is kept in FILE.shards until all is: the same command, begun again
    after it was stopped or killed, does what is missing. docs/parallel.md tells of it.

    \b
    kg annotate examples/articles.jsonl -o annotated.jsonl
    echo "USA truer Iran med sanktioner, siger Joe Biden." | kg annotate -
    """
    from kg.cli.articles import ToldArticles
    from kg.output import open_output
    from kg.stream import annotated_line

    with _cluster(address, output, options) as cluster:
        with open_output(output) as file, stopping() as stop:
            articles = ToldArticles(files, options, stop.until)
            found = articles.annotated(**options, workers=cluster)
            for annotated in progress(stop.soon(found), quiet=quiet):
                file.write(annotated_line(annotated))
        if cluster and not stop.asked:
            cluster.clear()
    stop.finish("what was read so far is written")
    articles.end()


def _cluster(
    address: str | None, output: str, options: dict[str, Any]
) -> "AbstractContextManager[Cluster | None]":
    """Return the cluster at an address, which keeps what is done beside the output."""
    if address is None:
        return nullcontext()
    from kg.output import STDOUT
    from kg.shards.cluster import Cluster

    if output == STDOUT:
        raise UsageError("--ray keeps what is done beside the output: name a file with -o FILE")
    source = click.get_current_context().get_parameter_source("processes")
    count = None if source == ParameterSource.DEFAULT else options["processes"]
    return closing(Cluster(address, Path(f"{output}.shards"), options["pipeline"], count))
