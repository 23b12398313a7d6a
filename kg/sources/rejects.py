"""What a load could not use, kept to be loaded again: JSON lines of `place`, `why` and `given`.

A line with `given` holds the record as it was (as text when it is no JSON), to be mended there or
where it came from; without it, the file or address of the place is read again.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import RecordError, UsageError, source_of
from kg.sources.articles import Item
from kg.sources.entry import Entry
from kg.sources.lines import numbered
from kg.sources.records import read_record
from kg.sources.unread import Unread, given_as, reason


def line(error: RecordError) -> str:
    """Return the line that keeps what an error is of."""
    why = str(error).removeprefix(f"{error.place}: ")
    record = {"place": error.place, "why": why, "given": _json(error.given)}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _json(text: str) -> Any:
    """Return what a text of JSON says, the text itself when it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


@contextmanager
def keeping(path: str | None) -> Iterator[Callable[[RecordError], object]]:
    """Yield what adds an error to a file, unless it is there; without a path, nothing does."""
    if path is None:
        yield lambda _: None
        return
    try:
        with Path(path).open("a+", encoding="utf-8") as file:
            file.seek(0)
            there = set(file)
            yield lambda error: None if line(error) in there else file.write(line(error))
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); name another") from error


def read(entry: Entry) -> Iterator[Item]:
    """Yield the articles of what was kept, and what is still wrong with it."""
    sources: dict[str, None] = {}
    for number, text in numbered(entry.text()):
        try:
            record = json.loads(text or "")
            place, given = str(record["place"]), record.get("given")
        except (ValueError, RecursionError, TypeError, KeyError) as error:
            said = f"{entry.name}:{number}: not a line that --rejects wrote ({error!r:.200})"
            yield RecordError(f"{said}; take it out")
            continue
        if given:
            raw = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
            yield given_as(raw, _given(raw, entry, place))
        else:
            sources[source_of(place)] = None
    yield from _read_again(sources, entry)


def _given(given: str, entry: Entry, place: str) -> Item:
    try:
        return read_record(json.loads(given), entry, place)
    except (ValueError, RecursionError) as error:
        return RecordError(
            f"{place}: not a whole JSON object ({reason(error)}); mend it in `given`"
        )


def _read_again(sources: dict[str, None], entry: Entry) -> Iterator[Item]:
    from kg.sources.reading import items  # noqa: PLC0415 - it reads by this module

    entry.may_be_empty = True
    for source in sources:
        for item in items(source, replace(entry.options, format=None)):
            yield item.read() if isinstance(item, Unread) else item
