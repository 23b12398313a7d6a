"""Tables as Parquet -> articles, a row each: columns under our own names, or as a mapping says.

Read in batches, so that a table may be of any length. Needs pyarrow
(`pip install 'kg-news[parquet]'`).
"""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from kg.errors import RecordError, UsageError
from kg.sources.articles import Item
from kg.sources.entry import Entry
from kg.sources.records import read_record

_ROWS = 256


def read(entry: Entry) -> Iterator[Item]:
    """Yield the article of each row, or the error that names it."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            f"{entry.name}: Parquet needs pyarrow; install it with pip install 'kg-news[parquet]'"
        ) from error
    number = 0
    try:
        table = parquet.ParquetFile(_seekable(entry))
        for batch in table.iter_batches(_ROWS):
            for record in batch.to_pylist():
                number += 1
                yield read_record(_told(record), entry, f"{entry.name}, row {number}")
    except (ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        said = " ".join(str(error).split())[:200]
        yield RecordError(
            f"{entry.name}: no whole Parquet after row {number} ({said}); make it anew"
        )
    entry.may_be_empty = True


def _seekable(entry: Entry) -> Any:
    """Return the file, in memory where it lies in an archive or comes through a pipe."""
    return entry.raw if entry.raw.seekable() else io.BytesIO(entry.whole())


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its moments and days as text, and lists of paragraphs as lists."""
    return {
        name: value.isoformat() if isinstance(value, (date, datetime)) else value
        for name, value in record.items()
        if value is not None
    }
