"""Rows -> a table that fits a terminal.

Long texts wrap, and columns that have no room are left out and named.
"""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

#: A text wraps when it is longer than this (in characters), and then gets at least as much.
READABLE = 24
_GAP = 3


def print_fitting(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    title: str,
    width: int | None,
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
    shown = fitting(columns, rows, console.width)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for index in shown:
        short = _needed(columns, rows, index) < READABLE
        table.add_column(
            columns[index],
            justify="right" if numeric[index] else "left",
            overflow="fold",
            no_wrap=short,
        )
    for row in rows:
        table.add_row(*(Text(row[index]) for index in shown))
    console.print(table)
    left_out = [
        column
        for index, column in enumerate(columns)
        if index not in shown and not _is_id(column) and any(row[index] for row in rows)
    ]
    if left_out:
        console.print(
            Text(
                f"No room for {', '.join(left_out)}: widen the terminal, or use --format json",
                style="dim",
            )
        )


def fitting(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the places of the columns that there is room for.

    The first always stays, empty ones never.

    Ids are there only where no text has to wrap for them; of the rest the last ones go first.
    """
    shown = [
        index for index in range(len(columns)) if index == 0 or any(row[index] for row in rows)
    ]
    if sum(_longest(columns, rows, index) + _GAP for index in shown) > width:
        shown = [index for index in shown if index == 0 or not _is_id(columns[index])]
    while len(shown) > 1 and sum(_needed(columns, rows, index) + _GAP for index in shown) > width:
        shown.pop()
    return shown


def _is_id(column: str) -> bool:
    return column == "id" or column.endswith("_id")


def _longest(columns: Sequence[str], rows: Sequence[Sequence[str]], index: int) -> int:
    return max(len(columns[index]), *(len(row[index]) for row in rows))


def _needed(columns: Sequence[str], rows: Sequence[Sequence[str]], index: int) -> int:
    return max(len(columns[index]), min(READABLE, _longest(columns, rows, index)))
