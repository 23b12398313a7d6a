"""Annotated lines read by several processes, each of which makes what their articles bring."""

from collections.abc import Iterator
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from kg.bulk.lines import Brought, brought
from kg.bulk.shelf import Shelf
from kg.errors import StoreError
from kg.loader.clashes import foreign_ids
from kg.model import Counted
from kg.shards.annotate import cut
from kg.shards.forked import Forked
from kg.sources import Item
from kg.sources.articles import written
from kg.sources.unread import Unread
from kg.stream import sure

#: Lines that a process is sent at once.
_LINES = 64
#: Lines as they are sent, each with what names it.
Sent = list[tuple[str, str]]


class Reading:
    """Reads in so many processes; with one, in this one."""

    def __init__(self, count: int, min_confidence: float, folder: Path) -> None:
        """Take how many, the least confidence of the statements that are kept, and the shelf."""
        self._count = count
        work = partial(brought_there, least=min_confidence, folder=folder)
        self._forked = Forked(count, work)

    def read(self, items: Iterator[Item | Unread]) -> Iterator[Item | Counted]:
        """Yield all that was read, annotated articles as what they bring where that is known.

        What is no line as `kg annotate` writes them, or may be in the way of another one, is read
        here, so that whatever is wrong with it is told in its turn.
        """
        if self._count == 1:
            yield from map(self._here, items)
            return
        for unread, some in groupby(items, key=lambda item: isinstance(item, Unread)):
            if unread:
                yield from self._there(some)
            else:
                yield from map(self._here, some)

    def close(self) -> None:
        """End the processes."""
        self._forked.close()

    def _there(self, items: Iterator[Item | Unread]) -> Iterator[Item | Counted]:
        shards = cut((item for item in items if isinstance(item, Unread)), _LINES)
        for shard, made in self._forked.done(shards, _sent):
            for item, ready in zip(shard, made, strict=True):
                if ready:
                    ready.article.read_at(item.where)  # which is not pickled
                yield ready or item.read()

    def _here(self, item: Item | Unread) -> Item:
        return item.read() if isinstance(item, Unread) else item


def brought_there(lines: Sent, least: float, folder: Path) -> list[Brought | None]:
    """Return what the article of each line brings; None of a line that is to be read elsewhere."""
    shelf = _shelf(folder)
    made = [_brought(line, where, least, shelf) for where, line in lines]
    shelf.flush()
    return made


@cache
def _shelf(folder: Path) -> Shelf:
    """Return the shelf as this process has it."""
    return Shelf(folder)


def _brought(line: str, where: str, least: float, shelf: Shelf) -> Brought | None:
    annotated = written(line, where)
    if annotated is None or foreign_ids([annotated]):
        return None
    try:
        return brought(sure(annotated, least), shelf)
    except StoreError:
        return None


def _sent(shard: list[Unread]) -> Sent:
    return [(unread.where, unread.line) for unread in shard]
