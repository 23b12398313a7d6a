"""A graph -> the same graph in each of several spans of time."""

from collections.abc import Iterator
from datetime import date

import networkx as nx

from kg.analysis.network import network
from kg.moments import SPANS

__all__ = ["SPANS", "UNDATED", "name_of", "networks", "windows"]

UNDATED = "statements without a day"


def windows(graph: nx.MultiDiGraph, span: str) -> Iterator[tuple[str, nx.MultiDiGraph]]:
    """Yield the name of each span in which a statement was made, in order, and what was then.

    Names are as in "2024-05-09", "2024-W19", "2024-05", "2024-Q2" and "2024". A statement belongs
    to its first day, which `graph.graph["days"]` tells; those without one are in none, and counted
    in `graph.graph["left_out"]`.
    """
    days, found = graph.graph["days"], dict[str, list[tuple[str, str, str]]]()
    undated = 0
    for source, target, key, data in graph.edges(keys=True, data=True):
        if day := days.get(data.get("statement_id")):
            found.setdefault(name_of(day, span), []).append((source, target, key))
        else:
            undated += 1
    graph.graph["left_out"][UNDATED] = undated
    for name in sorted(found):
        yield name, graph.edge_subgraph(found[name])


def networks(
    graph: nx.MultiDiGraph, span: str | None, *, topics: bool = False
) -> Iterator[tuple[str, nx.DiGraph]]:
    """Yield the name of each span and who deals with whom in it; without `span`, of all time.

    What makes no tie is counted in `graph.graph["left_out"]`, too.
    """
    for name, some in windows(graph, span) if span else [("", graph)]:
        ties = network(some, topics=topics)
        graph.graph["left_out"].update(ties.graph["left_out"])
        yield name, ties


def name_of(day: str, span: str) -> str:
    """Return the name of the span that a day (ISO 8601; the first, of a period) lies in."""
    on = date.fromisoformat(day[:10])
    year, week, _ = on.isocalendar()
    return {
        "day": on.isoformat(),
        "week": f"{year}-W{week:02}",
        "month": f"{on:%Y-%m}",
        "quarter": f"{on.year}-Q{(on.month + 2) // 3}",
        "year": f"{on.year}",
    }[span]
