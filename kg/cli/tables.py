"""Rows -> standard output: a table for people, or one of the formats of `kg.tables`.

On a terminal a table fits its width; into a file or a pipe it is written in full, columns lined up
by spaces.
"""

import sys
from collections.abc import Sequence
from typing import Any

import click

from kg.characters import visible
from kg.tables import FORMATS, Rows, cell, json_of, plain, written

__all__ = ["FORMATS", "print_json", "print_rows"]


def print_rows(
    columns: Sequence[str],
    rows: Rows,
    format_: str = "table",
    *,
    title: str = "",
    width: int | None = None,
    drops: Sequence[str] = (),
) -> None:
    """Print rows in one of `FORMATS`.

    A table fits `width` characters, or the terminal; the title is shown with such a table only.
    Columns of `drops` are left out of it, in that order, while it does not fit.
    """
    if format_ == "table" and (width or sys.stdout.isatty()):
        from kg.cli.terminal import print_fitting

        numeric = [
            bool(rows) and all(isinstance(row[index], int | float) for row in rows)
            for index in range(len(columns))
        ]
        texts = [[cell(v) for v in row] for row in rows]
        print_fitting([visible(c) for c in columns], texts, numeric, visible(title), width, drops)
    else:
        click.echo(written(columns, rows, format_), nl=False)


def print_json(value: Any) -> None:
    """Print one JSON value, readable."""
    click.echo(json_of(plain(value), indent=2))
