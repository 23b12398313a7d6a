"""A stream of annotated articles -> batches of a size that a store takes well."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kg.model import Counted
from kg.store.base import Engine

#: Statements in a batch: it is held in memory with all that is made of it, and by Neo4j in its
#: heap.
SIZES: dict[Engine, int] = {"embedded": 2000, "neo4j": 1000}
#: Seconds after which a batch is written though it is not full, so that a slow stream loses little
#: to a kill.
SECONDS = 30.0


A = TypeVar("A", bound=Counted)


def batches(articles: Iterable[A], size: int, seconds: float = SECONDS) -> Iterator[list[A]]:
    """Yield the articles in order, in lists of at least `size` statements.

    An article counts as one more.

    A list is shorter when `seconds` have gone by since it was begun, and at the end. None is empty.
    """
    batch: list[A] = []
    weight, begun = 0, time.monotonic()
    for article in articles:
        batch.append(article)
        weight += 1 + len(article.statements)
        if weight >= size or time.monotonic() - begun > seconds:
            yield batch
            batch, weight, begun = [], 0, time.monotonic()
    if batch:
        yield batch
