"""The one function that annotates: in this process, in others, and on a cluster."""

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Protocol, TypeVar

from kg.errors import RecordError
from kg.model import Annotated, Article
from kg.stream import article_to_json, sound

T = TypeVar("T")
Found = Annotated | RecordError
#: Articles as they go to another process, each with where it was read, which is not pickled.
Sent = list[tuple[str, Article]]

#: Articles of a shard: enough for full batches of the network, some seconds of work.
SIZE = 32


class Workers(Protocol):
    """Whoever annotates: processes of this machine, or a cluster."""

    def annotated(self, articles: Iterable[Article]) -> Iterator[Found]:
        """Yield each article annotated, or why it cannot be, in order."""

    def close(self) -> None:
        """Let them go."""


def annotated(articles: Iterable[Article], pipeline: str | None = None) -> Iterator[Found]:
    """Yield each article annotated and checked, or why it cannot be, in order.

    The error holds the article, to be given again. Raises RunError without such a pipeline.
    """
    from kg.language import annotate  # noqa: PLC0415 - takes a second

    for shard in cut(articles, SIZE):
        for article, item in zip(shard, annotate(shard, pipeline=pipeline), strict=True):
            record = sound(item)
            if isinstance(record, RecordError):
                record.given = json.dumps(article_to_json(article), ensure_ascii=False)
            yield record
        _keep_loaded()


@cache
def _keep_loaded() -> None:
    """Let the search for garbage pass over what was loaded with the first articles.

    Pipeline and tables stay for good, and are some 270,000 objects; looking through them time and
    again took a thirtieth of all reading. For whole jobs alone: who reads a text in a program of
    their own has other objects in it, which would stay, too.
    """
    gc.collect()
    gc.freeze()


def annotated_there(shard: Sent, pipeline: str | None = None) -> list[Found]:
    """Return a shard annotated, in the process that it was sent to."""
    return list(annotated((article.read_at(where) for where, article in shard), pipeline))


def sent(shard: Iterable[Article]) -> Sent:
    """Return a shard as it is sent to another process."""
    return [(article.where, article) for article in shard]


def back(shard: Sequence[Article], found: Iterable[Found]) -> Iterator[Found]:
    """Yield what was found in a shard elsewhere, with where each article was read."""
    for article, item in zip(shard, found, strict=True):
        if isinstance(item, Annotated):
            item.article.read_at(article.where)
        yield item


def cut(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of `size`, the last one perhaps shorter.

    >>> list(cut("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(items)
    while shard := list(islice(rest, size)):
        yield shard
