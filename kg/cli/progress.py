"""How far a long command has come, on standard error: on a terminal always, in a log by lines."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

from kg.model import Annotated

T = TypeVar("T")

#: Seconds between two lines in a log.
SECONDS = 10.0


def progress(articles: Iterable[Annotated], *, quiet: bool = False) -> Iterator[Annotated]:
    """Pass articles on, and show how many there were; nothing when quiet or without a terminal."""
    start, number, statements = time.monotonic(), 0, 0

    def tell(annotated: Annotated) -> str:
        nonlocal number, statements
        number, statements = number + 1, statements + len(annotated.statements)
        rate = number / max(time.monotonic() - start, 0.1)
        return f"{number:,} articles, {statements:,} statements, {rate:.1f} articles a second"

    return shown(articles, tell, "reading", quiet=quiet)


def shown(
    items: Iterable[T], tell: Callable[[T], str], begun: str, *, quiet: bool = False
) -> Iterator[T]:
    """Pass items on, and show what is told of each; nothing when quiet.

    Where there is no terminal that is a line every `SECONDS`.
    """
    if quiet:
        yield from items
        return
    if not sys.stderr.isatty():
        yield from _logged(items, tell)
        return
    from rich.console import Console

    with Console(stderr=True).status(begun) as status:
        for item in items:
            status.update(tell(item))
            yield item


def _logged(items: Iterable[T], tell: Callable[[T], str]) -> Iterator[T]:
    due = time.monotonic() + SECONDS
    for item in items:
        told = tell(item)
        if time.monotonic() > due:
            click.echo(f"kg: {told}", err=True)
            due = time.monotonic() + SECONDS
        yield item
