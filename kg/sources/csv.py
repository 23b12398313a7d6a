"""Tables as CSV -> articles, a row each: columns under our own names, or as a mapping says.

Columns are apart by a comma, semicolon, tab or bar, whichever the first line has most of.
"""

import csv
from collections.abc import Iterator

from kg.errors import RecordError
from kg.sources.articles import Item
from kg.sources.entry import Entry
from kg.sources.lines import LONGEST
from kg.sources.records import read_record

_BETWEEN = ",;\t|"


def read(entry: Entry) -> Iterator[Item]:
    """Yield the article of each row that is not blank, or the error that names its line."""
    csv.field_size_limit(LONGEST)
    lines = _lines(entry)
    heading = next(lines, "").removeprefix("\ufeff")
    if not heading.strip():
        return
    between = max(_BETWEEN, key=heading.count)
    columns = [name.strip() for name in next(csv.reader([heading], delimiter=between))]
    rows = csv.reader(lines, delimiter=between, strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield RecordError(
                f"{entry.name}:{rows.line_num + 1}: no row of a table ({error}); see that each "
                "quotation mark that opens closes"
            )
            continue
        if any(cell.strip() for cell in row):
            yield _item(columns, row, entry, f"{entry.name}:{rows.line_num + 1}")


def _lines(entry: Entry) -> Iterator[str]:
    """Yield the lines of a table, ends of lines within quotation marks as they are."""
    for number, line in enumerate(entry.text(newline=""), 1):
        yield entry.line(number, line).replace("\0", "")


def _item(columns: list[str], row: list[str], entry: Entry, where: str) -> Item:
    if len(row) > len(columns):
        return RecordError(
            f"{where}: {len(row)} cells where there are {len(columns)} columns; put cells with "
            "separators in quotation marks"
        )
    record = {name: cell for name, cell in zip(columns, row, strict=False) if cell.strip()}
    return read_record(record, entry, where)
