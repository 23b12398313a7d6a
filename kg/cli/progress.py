"""How far a long command has come, on standard error: on a terminal always, in a log by lines."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from kg.cli.telling import COUNTING, say
from kg.model import Counted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")
A = TypeVar("A", bound=Counted)

#: Seconds between two lines in a log.
SECONDS = 10.0


class Pace:
    """How many articles and statements have come since it began."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self.articles = self.statements = 0

    def add(self, annotated: Counted) -> str:
        """Count an article; return in words how many there are."""
        self.articles += 1
        self.statements += len(annotated.statements)
        counted = f"{self.articles:,} articles, {self.statements:,} statements"
        return f"{counted}, {self.rate:.1f} articles a second"

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / max(time.monotonic() - self._begun, 0.1)


def progress(
    articles: Iterable[A],
    *,
    quiet: bool = False,
    total: Callable[[], int | None] | None = None,
    on_tick: Callable[[], object] = lambda: None,
) -> Iterator[A]:
    """Pass articles on, and show how many there were; nothing when quiet.

    On a terminal `total` is asked beside the work, for the time left. In a log a line comes every
    `SECONDS`, and with it `on_tick`.
    """
    pace = Pace()
    if quiet or not sys.stderr.isatty():
        yield from _logged(articles, pace, on_tick, quiet=quiet)
    elif total is None:
        yield from shown(articles, pace.add, "reading")
    else:
        yield from _with_total(articles, pace, total, on_tick)


def shown(
    items: Iterable[T], tell: Callable[[T], str], begun: str, *, quiet: bool = False
) -> Iterator[T]:
    """Pass items on, and show what is told of each; nothing when quiet or without a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console

    with Console(stderr=True).status(begun) as status:
        for item in items:
            status.update(tell(item))
            yield item


def _logged(
    articles: Iterable[A], pace: Pace, on_tick: Callable[[], object], *, quiet: bool
) -> Iterator[A]:
    due = time.monotonic() + SECONDS
    for article in articles:
        said = pace.add(article)
        if time.monotonic() > due:
            due = time.monotonic() + SECONDS
            on_tick()
            if not quiet:
                figures = {"articles": pace.articles, "statements": pace.statements}
                say(said, "progress", **figures, articles_per_second=round(pace.rate, 1))
        yield article


def _with_total(
    articles: Iterable[A],
    pace: Pace,
    total: Callable[[], int | None],
    on_tick: Callable[[], object],
) -> Iterator[A]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Left

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Left())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("reading", total=None)
        threading.Thread(
            target=_set_total, args=(bar, task, total), name=COUNTING, daemon=True
        ).start()
        due = time.monotonic() + SECONDS
        for article in articles:
            bar.update(task, advance=1, description=pace.add(article))
            if time.monotonic() > due:
                due = time.monotonic() + SECONDS
                on_tick()
            yield article
        bar.update(task, total=pace.articles)


def _set_total(bar: "Progress", task: "TaskID", total: Callable[[], int | None]) -> None:
    bar.update(task, total=total())
