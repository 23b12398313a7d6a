"""Records of JSON and tables -> articles: under our own names, as a mapping says, or in ninjs."""

from collections.abc import Mapping
from typing import Any

from kg.errors import RecordError
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
        if not record.keys() & {"text", "paragraphs"}:
            return RecordError(f"{where}: {_without_text(record)}")
    return article(record, entry, where)


def _without_text(record: Mapping[str, Any]) -> str:
    """Return what is said of a record without a text: where it might be."""
    named = ", ".join(map(str, record))[:200]
    expected = "expected `text` or `paragraphs`"
    there = f"; it has {named}: say which is the text with --map text=NAME" if named else ""
    return f"$.text: no text; {expected}{there}".encode("utf-8", "replace").decode()
