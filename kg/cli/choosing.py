"""Which entity is meant: asked of who sits at a terminal, an error for everybody else."""

import sys
from typing import TYPE_CHECKING

import click

from kg.characters import visible

if TYPE_CHECKING:
    from kg.find import UnclearError
    from kg.store.base import Store


def chosen(store: "Store", text: str) -> str:
    """Return the id of the entity that is meant.

    Where several may be, a terminal is asked which. Raises UnclearError where there is no terminal,
    nothing comes near, or none of them is meant.
    """
    from kg.find import UnclearError, resolve

    try:
        return resolve(store, text)
    except UnclearError as error:
        answer = _ask(error) if error.candidates and _at_a_terminal() else 0
        if not answer:
            raise
        return error.candidates[answer - 1].id


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(error: "UnclearError") -> int:
    """Return the number of the candidate that is chosen; 0 for none, also where asking ended."""
    click.echo(f"kg: {visible(error.problem)}", err=True)
    for number, match in enumerate(error.candidates, 1):
        counts = f"{match.statements:,} statements, {match.articles:,} articles"
        click.echo(visible(f"  {number:>2}  {match}: {match.kind.lower()}, {counts}"), err=True)
    kind = click.IntRange(0, len(error.candidates))
    try:
        return int(click.prompt("Which one is meant (0: none)", type=kind, default=0, err=True))
    except click.Abort:
        click.echo(err=True)
        return 0
