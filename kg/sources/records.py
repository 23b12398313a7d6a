"""Records of JSON and tables -> articles: under our own names, as a mapping says, or in ninjs."""

from collections.abc import Mapping
from typing import Any

from kg.sources.articles import Item, article
from kg.sources.entry import Entry
from kg.sources.mapping import mapped
from kg.sources.ninjs import from_ninjs, is_ninjs


def read_record(record: Any, entry: Entry, where: str) -> Item:
    """Return the article that a record holds, or what is wrong with it; `where` names it."""
    if isinstance(record, Mapping):
        if entry.options.mapping:
            record = mapped(record, entry.options.mapping)
        elif is_ninjs(record):
            record = from_ninjs(record)
    return article(record, entry, where)
