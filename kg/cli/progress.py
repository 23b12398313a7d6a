"""How far a long command has come, on standard error, and only when that is a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator

from kg.model import Annotated


def progress(articles: Iterable[Annotated], *, quiet: bool = False) -> Iterator[Annotated]:
    """Pass articles on, and show how many there were; show nothing when quiet or without a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from articles
        return
    from rich.console import Console

    start, statements = time.monotonic(), 0
    with Console(stderr=True).status("reading") as status:
        for number, annotated in enumerate(articles, 1):
            statements += len(annotated.statements)
            status.update(
                f"{number:,} articles, {statements:,} statements, {number / max(time.monotonic() - start, 0.1):.1f} articles a second"
            )
            yield annotated
