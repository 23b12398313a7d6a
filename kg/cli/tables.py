"""Rows -> text on standard output: a table for people, or JSON, JSON lines or CSV for programs.

On a terminal a table fits its width; into a file or a pipe it is written in full, columns lined up
by spaces.
"""

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import Any

import click

Rows = Sequence[Sequence[Any]]
FORMATS = ("table", "json", "jsonl", "csv")


def print_rows(
    columns: Sequence[str],
    rows: Rows,
    format_: str = "table",
    *,
    title: str = "",
    width: int | None = None,
) -> None:
    """Print rows in one of `FORMATS`.

    A table fits `width` characters, or the terminal; the title is shown with such a table only.
    """
    if format_ == "table" and (width or sys.stdout.isatty()):
        from kg.cli.terminal import print_fitting

        numeric = [
            bool(rows) and all(isinstance(row[index], int | float) for row in rows)
            for index in range(len(columns))
        ]
        print_fitting(columns, [[cell(v) for v in row] for row in rows], numeric, title, width)
    else:
        click.echo(_RENDERERS[format_](columns, rows), nl=False)


def print_json(value: Any) -> None:
    """Print one JSON value, readable."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """Return what a database gave as JSON can hold it.

    Dates become ISO 8601, anything unknown text.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return (
        value.isoformat()
        if isinstance(value, date | time)
        else f"PT{value.total_seconds():g}S"
        if isinstance(value, timedelta)
        else str(value)
    )


def cell(value: Any) -> str:
    """Return a value as text on one line: lists joined by commas, nothing for None."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(cell(v) for v in value)
    if isinstance(value, bool | dict):
        return json.dumps(value, ensure_ascii=False)
    return " ".join(str(value).split())


def _aligned(columns: Sequence[str], rows: Rows) -> str:
    texts = [list(columns), *([cell(v) for v in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    texts.insert(1, ["-" * width for width in widths])
    return "".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in texts
    )


def _records(columns: Sequence[str], rows: Rows) -> list[dict[str, Any]]:
    return [dict(zip(columns, (plain(v) for v in row), strict=True)) for row in rows]


def _json(columns: Sequence[str], rows: Rows) -> str:
    return json.dumps(_records(columns, rows), ensure_ascii=False, indent=2) + "\n"


def _jsonl(columns: Sequence[str], rows: Rows) -> str:
    return "".join(
        json.dumps(record, ensure_ascii=False) + "\n" for record in _records(columns, rows)
    )


def _csv(columns: Sequence[str], rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_csv_cell(v) for v in row] for row in rows)
    return text.getvalue()


def _csv_cell(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if isinstance(value, bool) else value


_RENDERERS: dict[str, Callable[[Sequence[str], Rows], str]] = {
    "table": _aligned,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
