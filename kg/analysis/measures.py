"""What can be measured, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.analysis import balance, bridges, centrality, communities

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure tells, the function that makes its rows, and the columns of these.

    `drops` are columns that a table may leave out, the first one first; `figures` are those that
    tell of one entity alone, and may be kept with it.
    """

    summary: str
    rows: Callable[[nx.DiGraph], Rows]
    columns: tuple[str, ...]
    drops: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


MEASURES: dict[str, Measure] = {
    "centrality": Measure(
        "How central each one is: partners, statements made and received, ways that lead past.",
        centrality.centrality,
        centrality.COLUMNS,
        ("id", "kind"),
        ("partners", "made", "received", "betweenness", "eigenvector"),
    ),
    "communities": Measure(
        "Who deals more with each other than with the rest, the largest community first.",
        communities.communities,
        communities.COLUMNS,
        ("id", "kind", "around"),
        ("community",),
    ),
    "bridges": Measure(
        "Ties without which the network falls apart, by how many names these cut off.",
        bridges.bridges,
        bridges.COLUMNS,
        ("a_id", "b_id"),
    ),
    "balance": Measure(
        "Threes by who is friendly (+) or hostile (-) to whom, and whether that is in balance.",
        balance.balance,
        balance.COLUMNS,
    ),
    "threes": Measure(
        "Each three that have signs for each other, those out of balance first.",
        balance.threes,
        balance.THREES,
        ("a_id", "b_id", "c_id"),
    ),
}
