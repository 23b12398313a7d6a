"""Counts over time -> what the bars of an inline SVG need."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from kg.view.asked import Record

WIDTH, HALF = 640, 60
#: More bars than these are taken together by year.
MOST_BARS = 60
#: A bar is no wider.
WIDEST = 40.0
_COUNTED = ("statements", "cooperation", "conflict")


def charts(*sets: Sequence[Record]) -> list[dict[str, Any] | None]:
    """Return bars of cooperation (up) and conflict (down) per month, else per year, for each set.

    Rows have month (2024-05), statements, cooperation and conflict. All bars share one scale and
    all charts one span of time; where there is neither there is no chart.
    """
    months = [str(row["month"]) for rows in sets for row in rows]
    if not months:
        return [None for _ in sets]
    span = _span(min(months), max(months))
    size = 7 if len(span) <= MOST_BARS else 4
    names = list(dict.fromkeys(month[:size] for month in span))
    counted = [_counts(rows, size) for rows in sets]
    most = max(1, *(max(c[1:]) for counts in counted for c in counts.values()))
    return [
        _chart(names, counts, most) if any(any(c[1:]) for c in counts.values()) else None
        for counts in counted
    ]


def _counts(rows: Sequence[Record], size: int) -> dict[str, list[int]]:
    counts = defaultdict[str, list[int]](lambda: [0, 0, 0])
    for row in rows:
        for n, name in enumerate(_COUNTED):
            counts[str(row["month"])[:size]][n] += row[name]
    return dict(counts)


def _chart(names: list[str], counts: dict[str, list[int]], most: int) -> dict[str, Any]:
    step = WIDTH / len(names)
    bars = [
        _bar(name, counts[name], (n + 0.5) * step, min(step * 0.8, WIDEST), most)
        for n, name in enumerate(names)
        if name in counts
    ]
    rows = [[name, *counts[name]] for name in names if name in counts]
    ends = {"first": names[0], "last": names[-1]}
    return {"bars": bars, "rows": rows, "width": WIDTH, "half": HALF, "most": most} | ends


def _bar(name: str, counts: list[int], middle: float, width: float, most: int) -> dict[str, Any]:
    told = dict(zip(_COUNTED, counts, strict=True))
    place = {"name": name, "x": round(middle - width / 2, 2), "width": round(width, 2)}
    heights = {"up": round(HALF * counts[1] / most, 2), "down": round(HALF * counts[2] / most, 2)}
    return told | place | heights


def _span(first: str, last: str) -> list[str]:
    """Return every month from the first to the last."""
    (year, month), months = map(int, first.split("-")), [first]
    while months[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        months.append(f"{year:04}-{month:02}")
    return months
