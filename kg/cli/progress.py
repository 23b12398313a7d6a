"""How far a long command has come, on standard error, and only when that is a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, int], None]


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Advance]:
    """Give a function that is told of more articles and statements, and shows their sums; it does nothing when quiet or without a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _articles, _statements: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    start, articles, statements = time.monotonic(), 0, 0
    with console.status("reading") as status:

        def advance(more_articles: int, more_statements: int) -> None:
            nonlocal articles, statements
            articles, statements = articles + more_articles, statements + more_statements
            status.update(f"{articles:,} articles, {statements:,} statements, {articles / max(time.monotonic() - start, 0.1):.1f} articles a second")

        yield advance
