"""Counts over time -> what the bars of an inline SVG need."""

from collections import defaultdict
from typing import Any

from kg.view.asked import Record

WIDTH, HALF = 640, 60
#: More bars than these are taken together by year.
MOST_BARS = 60


def bars(rows: list[Record]) -> dict[str, Any] | None:
    """Return bars of cooperation (up) and conflict (down) per month, else per year; None of none.

    Rows have month (2024-05), statements, cooperation and conflict. All bars share one scale.
    """
    periods = [str(row["month"]) for row in rows]
    if not periods:
        return None
    months = _span(min(periods), max(periods))
    size = 7 if len(months) <= MOST_BARS else 4
    counts = defaultdict[str, list[int]](lambda: [0, 0, 0])
    for row in rows:
        for n, name in enumerate(("statements", "cooperation", "conflict")):
            counts[row["month"][:size]][n] += row[name]
    names = list(dict.fromkeys(m[:size] for m in months))
    most = max(1, *(max(c[1:]) for c in counts.values()))
    step = WIDTH / len(names)
    drawn = [_bar(name, counts[name], n * step, step, most) for n, name in enumerate(names)]
    return {"bars": drawn, "width": WIDTH, "half": HALF, "most": most, "first": names[0]} | {
        "last": names[-1]
    }


def _bar(name: str, counts: list[int], x: float, step: float, most: int) -> dict[str, Any]:
    statements, up, down = counts
    return {
        "name": name,
        "statements": statements,
        "cooperation": up,
        "conflict": down,
        "x": round(x + step * 0.1, 2),
        "width": round(min(step * 0.8, 40), 2),
        "up": round(HALF * up / most, 2),
        "down": round(HALF * down / most, 2),
    }


def _span(first: str, last: str) -> list[str]:
    """Return every month from the first to the last."""
    (year, month), months = map(int, first.split("-")), [first]
    while months[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        months.append(f"{year:04}-{month:02}")
    return months
