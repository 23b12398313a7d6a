"""Options that several commands share, so that each means the same everywhere."""

from collections.abc import Callable
from typing import Any

import click

from kg.cli import proposing
from kg.lines import RawLine
from kg.moments import HOME
from kg.settings import DEADLINE, DEFAULT_STORE
from kg.sources.formats import FORMATS
from kg.words import LANGUAGES

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
        shell_complete=proposing.files,
        help="The graph: a file, or bolt://HOST:PORT",
    )(command)


def wait_option(command: Command) -> Command:
    """Add --wait."""
    return click.option(
        "--wait",
        envvar="KG_WAIT",
        show_envvar=True,
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


def confidence_option(command: Command) -> Command:
    """Add --min-confidence."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        metavar="SHARE",
        help="Only statements that are so sure: 0.9 where nine in ten are right",
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


def width_option(what: str) -> Callable[[Command], Command]:
    """Add --width, which is how wide `what` is."""
    return click.option(
        "--width",
        type=click.IntRange(min=20),
        metavar="N",
        help=f"Fit {what} into N characters  [default: the terminal; as wide as needed in a pipe]",
    )


def words_option(command: Command) -> Command:
    """Add --language: that of the words on a picture."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default="da",
        show_default=True,
        help="The language of the words on a picture",
    )(command)


def quiet_option(command: Command) -> Command:
    """Add --quiet."""
    return click.option("--quiet", "-q", is_flag=True, help="Show no progress")(command)


def reading_options(*, some: bool = True) -> Callable[[Command], Command]:
    """Add FILES (`some` at least), how to read them (for `ToldArticles`) and to annotate them."""
    metavar = "FILES..." if some else "[FILES]..."
    files = click.argument(
        "files", nargs=-1, required=some, metavar=metavar, shell_complete=proposing.files
    )
    return lambda command: _all((files, *_READING, *_LANGUAGE), command)


def how_options(command: Command) -> Command:
    """Add how to read a file and to annotate what is in it, as `reading_options` does."""
    return _all((*_READING, *_LANGUAGE), command)


def language_options(command: Command) -> Command:
    """Add how to annotate."""
    return _all(_LANGUAGE, command)


def _mapping(
    context: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]
) -> dict[str, str]:
    """Return FIELD=PATH pairs as a mapping."""
    for pair in pairs:
        field, equals, path = pair.partition("=")
        if not (equals and path) or field not in RawLine.__struct_fields__:
            expected = f"FIELD=PATH with FIELD one of {', '.join(RawLine.__struct_fields__)}"
            raise click.BadParameter(f"{pair!r}: expected {expected}", context, parameter)
    return dict(pair.split("=", 1) for pair in pairs)


_READING = (
    click.option(
        "--from",
        "format_in",
        type=click.Choice(tuple(FORMATS)),
        help="What the files hold, whatever their names end in",
    ),
    click.option(
        "--encoding",
        metavar="NAME",
        help="Encoding of the files, such as latin-1  [default: as their bytes look]",
    ),
    click.option(
        "--map",
        "mapping",
        multiple=True,
        callback=_mapping,
        metavar="FIELD=PATH",
        help="Where in a record a field is, as in text=body.content; repeat for more",
    ),
    click.option(
        "--zone",
        default=HOME,
        show_default=True,
        metavar="NAME",
        help="Time zone of the outlet, whose days count",
    ),
    click.option(
        "--lang",
        type=click.Choice(("da", "any")),
        default="da",
        show_default=True,
        help="Leave out what is not Danish, or load it as text only",
    ),
    click.option(
        "--allow-private",
        "private",
        multiple=True,
        metavar="HOST",
        help="Fetch from this host though its address is private; repeat for more",
    ),
    click.option(
        "--feed-state",
        "feed_state",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Remember here what was fetched, so that only what is new is sent",
    ),
)
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
