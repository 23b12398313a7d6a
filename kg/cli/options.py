"""Options that several commands share, so that each means the same everywhere."""

from collections.abc import Callable
from typing import Any

import click

from kg.settings import DEADLINE, DEFAULT_STORE
from kg.sources import READERS

Command = Callable[..., Any]


def store_option(command: Command) -> Command:
    """Add --store."""
    return click.option(
        "--store",
        envvar="KG_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        show_envvar=True,
        metavar="PATH|URL",
        help="The graph: a file, or bolt://HOST:PORT",
    )(command)


def wait_option(command: Command) -> Command:
    """Add --wait."""
    return click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=0,
        show_default=True,
        metavar="SECONDS",
        help="Wait so long for a server that does not answer yet",
    )(command)


def timeout_option(command: Command) -> Command:
    """Add --timeout."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0),
        default=DEADLINE,
        show_default=True,
        metavar="SECONDS",
        help="End a query that takes longer; 0 sets no limit",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add --format with these choices, the first one being the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print the result",
    )


def quiet_option(command: Command) -> Command:
    """Add --quiet."""
    return click.option("--quiet", "-q", is_flag=True, help="Show no progress")(command)


def reading_options(command: Command) -> Command:
    """Add FILES and how to read and annotate them; the command takes them as one `Reading`."""
    options = (
        click.argument("files", nargs=-1, required=True, metavar="FILES..."),
        click.option(
            "--from",
            "format_in",
            type=click.Choice(tuple(READERS)),
            help="What the files hold, whatever their names end in",
        ),
        click.option(
            "--encoding",
            default="utf-8",
            show_default=True,
            metavar="NAME",
            help="Encoding of the files, such as latin-1 or utf-16",
        ),
        *_LANGUAGE,
    )
    return _all(options, command)


def language_options(command: Command) -> Command:
    """Add how to annotate."""
    return _all(_LANGUAGE, command)


_LANGUAGE = (
    click.option(
        "--pipeline",
        envvar="KG_PIPELINE",
        show_envvar=True,
        metavar="NAME|PATH",
        help="spaCy pipeline that reads the text  [default: kg_da]",
    ),
    click.option(
        "--processes",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Annotate in this many processes",
    ),
)


def _all(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
