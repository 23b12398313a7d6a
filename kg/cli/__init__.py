"""The `kg` command: one file per subcommand, each of which parses, calls and prints.

Results go to standard output, everything else to standard error. A KgError becomes one line and its
exit code; see `kg.errors`. Modules of the commands import what is heavy only when they run.
"""

import io
import logging
import os
import signal
import sys
import threading
from importlib import import_module
from typing import Any, NoReturn

import click

from kg import __version__
from kg.cli.telling import Notes, tell
from kg.errors import KgError, did_you_mean

#: Every command is the function of its name in the module of its name.
COMMANDS = (
    "annotate",
    "load",
    "bulk",
    "remove",
    "query",
    "shell",
    "queries",
    "show",
    "quote",
    "explain",
    "status",
    "export",
    "analyse",
    "plot",
    "serve",
    "mcp",
    "schema",
    "copy",
    "evaluate",
    "model",
    "completion",
)
INTERRUPTED = 130
#: Set where a shell asks what a line may go on with.
COMPLETING = "_KG_COMPLETE"


class Commands(click.Group):
    """A group that imports a command when it is asked for, and tells errors in one line.

    An error becomes the exit code, too.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command that the words name, or tell a shell how they may go on."""
        if COMPLETING in os.environ:
            import_module("kg.cli.bash")
        return super().main(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of this name, None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; one that is none fails with what comes close."""
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            hint = did_you_mean(name, COMMANDS) or "`kg --help` lists them all"
            ctx.fail(f"No such command {name!r}: {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A closed pipe is no error: whoever read the output has had enough."""
        _end_when_told()
        _speak_utf8()
        _show_notes()
        try:
            return super().invoke(ctx)
        except KgError as error:
            tell(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # What is still buffered must not be written once more when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            _fail(ctx, "interrupted", INTERRUPTED)
        except OSError as error:
            _fail(
                ctx,
                f"{error.filename or 'input or output'}: {error.strerror or error}",
                KgError.exit_code,
            )


def _fail(ctx: click.Context, message: str, code: int) -> NoReturn:
    tell(message)
    ctx.exit(code)


def _end_when_told() -> None:
    """End on SIGTERM, also as the first process of a container, which ignores it otherwise."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _show_notes() -> None:
    notes = logging.getLogger("kg")
    if not any(isinstance(handler, Notes) for handler in notes.handlers):
        notes.addHandler(Notes())
        notes.propagate = False


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show where in the program an error came from.")
def main(*, debug: bool) -> None:
    """Turn news into a graph of who said and did what to whom, and ask it questions

    Articles in Danish go in; people, countries, organisations and places become nodes, and
    everything they said and did becomes edges.

    \b
    kg load examples/
    kg query threats
    kg export -o picture.html
    """
