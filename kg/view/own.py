"""Answers to what people ask by themselves: questions of the catalogue, and in Cypher."""

from collections.abc import Mapping
from threading import BoundedSemaphore
from typing import Any

from kg.catalogue import Query
from kg.errors import StoreError
from kg.store.apart import read_apart
from kg.store.base import Limits, Table
from kg.view.asked import LIMITS, Asked

#: What a question in Cypher may take: seconds, rows and bytes of memory, and how many at once.
SECONDS, ROWS, MEMORY = 10.0, 1000, 512 * 2**20
_AT_ONCE = BoundedSemaphore(2)


def asked_by_name(
    asked: Asked, query: Query, values: Mapping[str, Any], limits: Limits = LIMITS
) -> Table:
    """Return the answer to a question of the catalogue, about whom a name means.

    Raises UsageError for a wrong value, and for a name that means nothing or several.
    """
    return asked.answer(query, values, limits)


def in_cypher(asked: Asked, text: str, values: Mapping[str, Any], rows: int = ROWS) -> Table:
    """Return the answer to a question in Cypher, given in a process of its own that only reads.

    Raises StoreError for one that is refused or takes too much, and when two run already.
    """
    if not _AT_ONCE.acquire(blocking=False):
        raise StoreError("two questions are being answered already: ask again in a moment")
    try:
        return read_apart(asked.address, text, values, Limits(SECONDS, rows), MEMORY)
    finally:
        _AT_ONCE.release()
