"""What is said of an error: one line, and with --debug where in the program it came from."""

import traceback

import click


def tell(error: Exception | str) -> None:
    """Print one line on standard error, and an error's traceback when the command was asked to."""
    click.echo(f"kg: {' '.join(str(error).split())}", err=True)
    debug = click.get_current_context().find_root().params.get("debug")
    if debug and isinstance(error, Exception):
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
