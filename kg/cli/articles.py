"""Files named on the command line -> annotated articles, one after the other.

What cannot be read is told and counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import click

from kg.cli.telling import tell
from kg.errors import RecordError
from kg.model import Annotated, Article
from kg.sources import Item, read
from kg.stream import sound

T = TypeVar("T")


class Articles:
    """The articles of files.

    Iterating over `annotated` prints a line for each that cannot be read and counts it in
    `skipped`.
    """

    def __init__(
        self,
        files: Sequence[str],
        format_in: str | None = None,
        encoding: str = "utf-8",
        until: Callable[[Iterator[Item]], Iterator[Item]] = iter,
    ) -> None:
        self._files, self._format, self._encoding, self._until = files, format_in, encoding, until
        self.skipped = 0

    def annotated(self, pipeline: str | None = None, processes: int = 1) -> Iterator[Annotated]:
        """Yield every article, annotated: as it was read, or now if it is raw.

        Holds no more articles than the annotator does.
        """
        for raw, items in groupby(self._readable(), key=lambda item: isinstance(item, Article)):
            if raw:
                yield from self._kept(_annotate(items, pipeline, processes))
            else:
                yield from _only(Annotated, items)

    def skip(self, error: RecordError) -> None:
        """Tell of an article that is left out, and count it."""
        self.skipped += 1
        tell(error)

    def finish(self) -> None:
        """End the command with the exit code of a RecordError when something was skipped."""
        if self.skipped:
            click.get_current_context().exit(RecordError.exit_code)

    def _kept(self, items: Iterable[Annotated | RecordError]) -> Iterator[Annotated]:
        for item in map(sound, items):
            if isinstance(item, RecordError):
                self.skip(item)
            else:
                yield item

    def _readable(self) -> Iterator[Article | Annotated]:
        for file in self._files:
            items = read(file, format=self._format, encoding=self._encoding)
            for item in self._until(items):
                if isinstance(item, RecordError):
                    self.skip(item)
                else:
                    yield item


def _annotate(
    items: Iterable[Article | Annotated], pipeline: str | None, processes: int
) -> Iterator[Annotated | RecordError]:
    from kg.language import annotate

    return annotate(_only(Article, items), pipeline=pipeline, processes=processes)


def _only(kind: type[T], items: Iterable[object]) -> Iterator[T]:
    return (item for item in items if isinstance(item, kind))
