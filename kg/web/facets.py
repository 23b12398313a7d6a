"""What statements, entities and articles can be chosen by, and how many each choice would leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.view.asked import Record

FACETS = ("kind", "predicate", "outlet", "year", "form", "sure")
#: Values of a facet that are shown.
SHOWN = 15


@dataclass(frozen=True)
class Facet:
    """Values of a facet with how many they would leave, and the one that is chosen."""

    name: str
    values: list[tuple[str, int]]
    chosen: str


def chosen(given: Mapping[str, str], names: Sequence[str] = FACETS) -> dict[str, str]:
    """Return the choices that an address makes."""
    return {name: value for name in names if (value := given.get(name, "").strip())}


def total(cube: Sequence[Record], choice: Mapping[str, str]) -> int:
    """Return how many a choice leaves."""
    return sum(row["count"] for row in cube if _fits(row, choice, ""))


def facets(
    cube: Sequence[Record], choice: Mapping[str, str], names: Sequence[str] = FACETS
) -> list[Facet]:
    """Return every facet, counted by what the choices in the other facets leave."""
    return [_facet(cube, choice, name) for name in names]


def _facet(cube: Sequence[Record], choice: Mapping[str, str], name: str) -> Facet:
    counts = Counter[str]()
    for row in cube:
        if _fits(row, choice, name):
            counts[str(row[name])] += row["count"]
    if name == "sure":
        for least in range(9, -1, -1):
            counts[str(least)] = counts[str(least)] + counts[str(least + 1)]
        values = [(str(n), counts[str(n)]) for n in (9, 8, 7, 6, 5)]
    elif name == "year":
        values = sorted(counts.items(), reverse=True)
    else:
        values = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facet(name, [v for v in values if v[0] and v[1]][:SHOWN], choice.get(name, ""))


def _fits(row: Record, choice: Mapping[str, str], but: str) -> bool:
    for name, value in choice.items():
        if name == but:
            continue
        if name == "sure":
            if row["sure"] < int(value):
                return False
        elif row[name] != value:
            return False
    return True
