"""JSON lines -> articles: one object per line, raw or annotated (see `docs/model.md`).

A raw article has `text` (split at blank lines) or `paragraphs`, and may have id, title, outlet,
published, language, url, byline and credit, or these elsewhere, as a mapping says. An annotated one
is what `kg annotate` writes.
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from kg.errors import RecordError
from kg.sources.articles import Item
from kg.sources.entry import Entry
from kg.sources.lines import LONGEST, numbered
from kg.sources.records import read_record


def read(entry: Entry) -> Iterator[Item]:
    """Yield the article of each line that is not blank, or the error that names the line."""
    for number, line in numbered(entry.text()):
        if line is None:
            limit = f"longer than {LONGEST >> 20} million characters, which no article is"
            yield RecordError(f"{entry.name}:{number}: {limit}; take it out")
        elif line.strip():
            yield given_as(line, _item(line, entry, number))


def _item(line: str, entry: Entry, number: int) -> Item:
    where = f"{entry.name}:{number}"
    try:
        record = _decoded(entry.line(number, line))
    except RecordError as error:
        return error
    except (ValueError, RecursionError) as error:
        return RecordError(
            f"{where}: not a whole JSON object ({reason(error)}); expected one article per line"
        )
    return read_record(record, entry, where)


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
