"""What is said while a command works, on standard error: a line for people, or one of JSON."""

import json
import logging
import traceback
from datetime import datetime, timezone
from typing import Any

import click

#: The thread that only counts what there is to read.
COUNTING = "counting"
#: Whether lines are of JSON, in the context of a command.
_JSON = "kg.log"


def log_as(format_: str) -> None:
    """Say all that follows in this command as `text` or as `json`."""
    click.get_current_context().find_root().meta[_JSON] = format_ == "json"


def say(message: str, event: str = "note", **fields: Any) -> None:
    """Print a line; `fields` are what it says, for machines."""
    context = click.get_current_context(silent=True)
    if context and context.find_root().meta.get(_JSON):
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        record = {"at": at, "event": event, "message": message, **fields}
        click.echo(json.dumps(record, ensure_ascii=False), err=True)
    else:
        click.echo(f"kg: {message}", err=True)


def tell(error: Exception | str) -> None:
    """Print one line on standard error, and an error's traceback when the command was asked to."""
    say(" ".join(str(error).split()), "error", kind=type(error).__name__)
    debug = click.get_current_context().find_root().params.get("debug")
    if debug and isinstance(error, Exception):
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)


class Notes(logging.Handler):
    """Prints what the parts of kg note while they work, as errors are printed."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a note, unless it is of what is only counted and told of when it is read."""
        if record.threadName != COUNTING:
            say(" ".join(record.getMessage().split()))
