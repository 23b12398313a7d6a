"""What a tool found -> JSON that an assistant reads: a row a line, nothing empty, never too much.

It goes out as text alone and not as structured content beside it, which some clients would show a
model a second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.store.base import Table
from kg.tables import json_of, plain

#: Characters of an answer, about 10,000 tokens of Danish, and of one text in it.
LONGEST, LONGEST_CELL = 30_000, 2_000


def written(
    told: Mapping[str, Any],
    tables: Mapping[str, Sequence[Any]],
    more: Mapping[str, str] | None = None,
) -> str:
    """Return what is told and tables, in this order, in at most about `LONGEST` characters.

    Of the tables rows are left out at the end; `left_out` then tells how many of which. `more`
    tells of which table there is more, and how to ask for it.
    """
    parts = [f"{_json(name)}: {_json(_plain(value))}" for name, value in told.items()]
    room, left_out = LONGEST - sum(map(len, parts)), dict[str, str]()
    for name, rows in tables.items():
        lines = [_json(_plain(row)) for row in rows]
        shown = _fitting(lines, room)
        room -= sum(map(len, shown))
        parts.append(f"{_json(name)}: [\n{_joined(shown)}\n]" if shown else f"{_json(name)}: []")
        if len(shown) < len(lines):
            left_out[name] = f"{len(lines) - len(shown)} rows more: ask for less"
    if left_out or more:
        parts.append(f'"left_out": {_json({**(more or {}), **left_out})}')
    return f"{{{_joined(parts)}}}"


def of_table(table: Table) -> str:
    """Return the answer to a question: its columns, and its rows as lists."""
    rows = [_json([_short(cell) for cell in row]) for row in table.rows]
    shown = _fitting(rows, LONGEST)
    cut = len(shown) < len(rows) or table.cut
    told = f"the first {len(shown)} rows, and there are more: ask for less" if cut else len(shown)
    head = f'"columns": {_json(table.columns)},\n"rows": [\n{_joined(shown)}\n]'
    return f'{{{head},\n"shown": {_json(told)}}}'


def _fitting(lines: Iterable[str], room: int) -> list[str]:
    kept = []
    for line in lines:
        room -= len(line)
        if room < 0:
            break
        kept.append(line)
    return kept


def _joined(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _plain(value: Any) -> Any:
    """Return a value without what is empty in it, and with long texts cut."""
    if isinstance(value, Mapping):
        kept = {k: _plain(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v not in (None, "", [], {})}
    return _short(value)


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return f"{value[:LONGEST_CELL]} … ({len(value):,} characters)"
    if isinstance(value, Mapping):
        return {k: _short(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_short(v) for v in value]
    return value


def _json(value: Any) -> str:
    return json_of(plain(value))
