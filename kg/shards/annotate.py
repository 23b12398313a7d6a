"""The one function that annotates: in this process, in others, and on a cluster."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from kg.errors import RecordError
from kg.model import Annotated, Article
from kg.stream import article_to_json, sound

T = TypeVar("T")


def annotated(
    articles: Iterable[Article], pipeline: str | None = None
) -> Iterator[Annotated | RecordError]:
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


#: Articles of a shard: enough for full batches of the network, some seconds of work.
SIZE = 32


def cut(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of `size`, the last one perhaps shorter.

    >>> list(cut("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(items)
    while shard := list(islice(rest, size)):
        yield shard
