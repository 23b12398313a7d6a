"""A line of JSON -> its article, at once or wherever it is wanted."""

import json
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.errors import RecordError
from kg.sources.articles import Item, written
from kg.sources.entry import Entry
from kg.sources.records import read_record


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that looks like an annotated article; `where` names it."""

    line: str
    where: str
    entry: Entry

    def read(self) -> Item:
        """Return the article of the line, or the error that names it."""
        return written(self.line, self.where) or read_line(self.line, self.where, self.entry)


def looks_annotated(line: str) -> bool:
    """Tell whether a line may be what `kg annotate` writes."""
    return '"entities"' in line


def read_line(line: str, where: str, entry: Entry) -> Item:
    """Return the article of a line, or the error that names it."""
    try:
        record = _decoded(line)
    except (ValueError, RecursionError) as error:
        return given_as(
            line,
            RecordError(
                f"{where}: not a whole JSON object ({reason(error)}); expected one article per line"
            ),
        )
    return given_as(line, read_record(record, entry, where))


def _decoded(line: str) -> Any:
    """Return what a line holds; raises ValueError or RecursionError when it is no JSON.

    What the quick parser refuses (a control character in a text, half a one, NaN) the other reads,
    or says what is wrong with it.
    """
    try:
        return msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return json.loads(line, strict=False)


def given_as(record: str, item: Item) -> Item:
    """Return an item; an error with the record that it is of."""
    if isinstance(item, RecordError):
        item.given = record.strip()
    return item


def reason(error: Exception) -> str:
    """Return what the parser says, in one short line."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
