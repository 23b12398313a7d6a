"""A file of one JSON object, an array of them, or JSON lines -> articles."""

import json
from collections.abc import Iterator

from kg.errors import RecordError
from kg.sources.articles import Item
from kg.sources.entry import Entry
from kg.sources.records import read_record
from kg.sources.unread import reason


def read(entry: Entry) -> Iterator[Item]:
    """Yield the articles of a file; of an array that breaks off, those before the break."""
    text = entry.document()
    try:
        content = json.loads(text, strict=False) if text.strip() else []
    except (ValueError, RecursionError) as error:
        yield from _broken(text, entry, error)
        return
    for number, record in enumerate(content if isinstance(content, list) else [content], 1):
        yield read_record(record, entry, f"{entry.name}, article {number}")


def _broken(text: str, entry: Entry, error: Exception) -> Iterator[Item]:
    rows = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(rows) > 1 and all(line.lstrip().startswith("{") for _, line in rows):
        yield from _lines(rows, entry)
        return
    whole = _whole_ones(text)
    for number, record in enumerate(whole, 1):
        yield read_record(record, entry, f"{entry.name}, article {number}")
    yield RecordError(
        f"{entry.name}:{getattr(error, 'lineno', 1)}: not whole JSON ({reason(error)}); "
        "expected an article, an array of them or one per line"
    )


def _lines(rows: list[tuple[int, str]], entry: Entry) -> Iterator[Item]:
    for number, line in rows:
        where = f"{entry.name}:{number}"
        try:
            yield read_record(json.loads(line, strict=False), entry, where)
        except (ValueError, RecursionError) as error:
            expected = "expected one article per line"
            yield RecordError(f"{where}: not a whole JSON object ({reason(error)}); {expected}")


def _whole_ones(text: str) -> Iterator[object]:
    """Yield the objects of an array that is not whole, up to where it breaks."""
    decoder, at = json.JSONDecoder(strict=False), len(text) - len(text.lstrip())
    if not text.startswith("[", at):
        return
    at += 1
    while True:
        at += len(text[at : at + 4096]) - len(text[at : at + 4096].lstrip(" \t\r\n,"))
        try:
            record, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield record
