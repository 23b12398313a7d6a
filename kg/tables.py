"""Rows -> text: columns lined up, JSON, JSON lines, CSV, TSV or Markdown.

What a terminal would obey is shown in every format (in JSON as its escape, so that the value is the
same), and a cell of CSV or TSV that a spreadsheet would run begins with an apostrophe.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import Any

from kg.characters import escaped, no_formula, visible
from kg.values import Edge, Node

Rows = Sequence[Sequence[Any]]
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")
_MARKUP = re.compile(r"([\\|*_`\[\]<>#~])")


def written(columns: Sequence[str], rows: Rows, format_: str) -> str:
    """Return rows in one of `FORMATS`, with a line feed at the end."""
    return _RENDERERS[format_](columns, rows)


def plain(value: Any) -> Any:
    """Return what a database gave as JSON can hold it.

    A node has its labels and properties, an edge its type and properties, a path `nodes` and
    `edges`. Dates become ISO 8601, anything unknown text.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Node):
        return {"labels": list(value.labels), "properties": plain(dict(value))}
    if isinstance(value, Edge):
        return {"type": value.type, "properties": plain(dict(value))}
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
        return json_of(value)
    if isinstance(value, float):
        return str(rounded(value))
    return visible(" ".join(str(value).split()))


def rounded(value: float) -> float:
    """Return a number with three digits after the point, or where it is small three that count."""
    return float(f"{value:.3g}") if abs(value) < 0.001 else round(value, 3)


def json_of(value: Any, indent: int | None = None) -> str:
    """Return a value that `plain` knows as JSON."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def _aligned(columns: Sequence[str], rows: Rows) -> str:
    texts = [[visible(c) for c in columns], *([cell(v) for v in row] for row in rows)]
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
    return json_of(_records(columns, rows), indent=2) + "\n"


def _jsonl(columns: Sequence[str], rows: Rows) -> str:
    return "".join(json_of(record) + "\n" for record in _records(columns, rows))


def _csv(columns: Sequence[str], rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([no_formula(visible(c)) for c in columns])
    writer.writerows([_csv_cell(v) for v in row] for row in rows)
    return text.getvalue()


def _csv_cell(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, bool | list | dict):
        return json_of(value)
    return no_formula(visible(value)) if isinstance(value, str) else value


def _tsv(columns: Sequence[str], rows: Rows) -> str:
    """Return rows with one tab between cells; white space within one is a space."""
    texts = (columns, *([_csv_cell(v) for v in row] for row in rows))
    return "".join("\t".join(_on_one_line(v) for v in row) + "\n" for row in texts)


def _on_one_line(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def markup_escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", text)


def _markdown(columns: Sequence[str], rows: Rows) -> str:
    texts = [[visible(c) for c in columns], *([cell(v) for v in row] for row in rows)]
    lines = [" | ".join(map(markup_escaped, row)) for row in texts]
    lines.insert(1, " | ".join("---" for _ in columns))
    return "".join(f"| {line} |\n" for line in lines)


_RENDERERS: dict[str, Callable[[Sequence[str], Rows], str]] = {
    "table": _aligned,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "markdown": _markdown,
}
