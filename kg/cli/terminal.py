"""Rows -> a table that fits a terminal, or records one below another.

Long texts wrap. Columns that may be left out (a query's header names them, `// drops:`) are, in
that order, and named; where what is left still has no room, each row is shown as a record.
"""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

#: A text wraps when it is longer than this (in characters), and then gets at least as much.
READABLE = 24
_GAP = 3
Texts = Sequence[Sequence[str]]


def print_fitting(
    columns: Sequence[str],
    rows: Texts,
    numeric: Sequence[bool],
    title: str,
    width: int | None,
    drops: Sequence[str] = (),
) -> None:
    """Print cells that are text already, in at most `width` characters.

    By default that is the width of the terminal.
    """
    console = Console(width=width, highlight=False)
    if title:
        console.print(Text(title, style="bold"))
    if not rows:
        console.print(Text("no rows", style="dim"))
        return
    shown = fitting(columns, rows, console.width, drops)
    if shown is None:
        _print_records(console, columns, rows)
        return
    console.print(_table(columns, rows, numeric, shown))
    left_out = [
        column
        for index, column in enumerate(columns)
        if index not in shown and not _is_id(column) and any(row[index] for row in rows)
    ]
    if left_out:
        said = f"No room for {', '.join(left_out)}: widen the terminal, or use --format json"
        console.print(Text(said, style="dim"))


def fitting(
    columns: Sequence[str], rows: Texts, width: int, drops: Sequence[str] = ()
) -> list[int] | None:
    """Return the places of the columns that there is room for, None when what must stay has none.

    The first always stays, empty ones never; the others go in the order of `drops`. Ids among
    those are there only where no text has to wrap for them.
    """
    shown = [
        index for index in range(len(columns)) if index == 0 or any(row[index] for row in rows)
    ]
    if sum(_longest(columns, rows, index) + _GAP for index in shown) > width:
        ids = [column for column in drops if _is_id(column)]
        shown = [index for index in shown if columns[index] not in ids]
    for column in drops:
        if _width(columns, rows, shown) <= width:
            break
        shown = [index for index in shown if columns[index] != column]
    return shown if _width(columns, rows, shown) <= width else None


def _table(
    columns: Sequence[str], rows: Texts, numeric: Sequence[bool], shown: Sequence[int]
) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for index in shown:
        table.add_column(
            columns[index],
            justify="right" if numeric[index] else "left",
            overflow="fold",
            no_wrap=_needed(columns, rows, index) < READABLE,
        )
    for row in rows:
        table.add_row(*(Text(row[index]) for index in shown))
    return table


def _print_records(console: Console, columns: Sequence[str], rows: Texts) -> None:
    """Print each row as lines of a column's name and its value; columns without a value not."""
    margin = max(map(len, columns)) + 2
    beside = console.width - margin >= READABLE
    margin = margin if beside else 2
    for number, row in enumerate(rows, 1):
        console.print(Rule(Text(str(number), style="bold"), align="left", style="dim"))
        for column, text in zip(columns, row, strict=True):
            lines = Text(text).wrap(console, console.width - margin, overflow="fold")
            for line in lines if text else ():
                line.rstrip()
                line.pad_left(margin)
            if text and beside:
                lines[0] = Text(column.ljust(margin), style="bold") + lines[0][margin:]
            elif text:
                console.print(Text(column, style="bold", overflow="fold"))
            for line in lines if text else ():
                console.print(line)


def _is_id(column: str) -> bool:
    return column == "id" or column.endswith("_id")


def _width(columns: Sequence[str], rows: Texts, shown: Sequence[int]) -> int:
    return sum(_needed(columns, rows, index) + _GAP for index in shown)


def _longest(columns: Sequence[str], rows: Texts, index: int) -> int:
    return max(len(columns[index]), *(len(row[index]) for row in rows))


def _needed(columns: Sequence[str], rows: Texts, index: int) -> int:
    return max(len(columns[index]), min(READABLE, _longest(columns, rows, index)))
