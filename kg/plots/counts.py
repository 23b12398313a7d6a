"""How much there is of what in each span of time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import networkx as nx

from kg.analysis import networks
from kg.analysis.windows import UNDATED, name_of
from kg.errors import UsageError

#: Spans that one figure can show.
MOST_SPANS = 400
#: Outlets that a figure tells apart; the others are taken together.
MOST_OUTLETS = 8
COOPERATION, CONFLICT = "cooperation", "conflict"
OTHERS, NO_OUTLET = "others", "no outlet"
ELSEWHERE = "edges to somebody else"


@dataclass(frozen=True)
class Counts:
    """A number for each span of `spans`, all of one `every`, for each of several `series`."""

    what: str
    every: str
    spans: tuple[str, ...]
    series: dict[str, tuple[int, ...]]


def balance(graph: nx.MultiDiGraph, every: str) -> Counts:
    """Count statements of cooperation and of conflict in each span: the ties of `kg.analysis`.

    `every` is one of `kg.analysis.SPANS`; spans without any are there, too.
    `graph.graph["left_out"]` counts what makes no tie. Raises UsageError where nothing has a day or
    is either, or there are too many spans.
    """
    found: dict[str, Counter[str]] = {}
    for name, ties in networks(graph, every):
        found[name] = Counter()
        for *_, tie in ties.edges(data=True):
            found[name].update({half: tie[half] for half in (COOPERATION, CONFLICT)})
    spans = _spans(graph, every)
    series = {
        half: tuple(found.get(s, Counter())[half] for s in spans)
        for half in (COOPERATION, CONFLICT)
    }
    if not any(map(any, series.values())):
        raise UsageError(
            "no statement that is left to plot is cooperation or conflict between two: choose more "
            "of the graph"
        )
    return Counts("balance", every, spans, series)


def volume(graph: nx.MultiDiGraph, every: str) -> Counts:
    """Count the statements that each outlet prints in each span, the largest outlets first.

    Raises UsageError as `balance` does.
    """
    days = graph.graph["days"]
    outlets = {
        data["statement_id"]: str(data.get("outlet") or NO_OUTLET)
        for *_, data in graph.edges(data=True)
        if data.get("statement_id")
    }
    dated = {statement: outlet for statement, outlet in outlets.items() if days.get(statement)}
    graph.graph["left_out"][UNDATED] = len(outlets) - len(dated)
    many = Counter(dated.values())
    largest = sorted(many, key=lambda outlet: (-many[outlet], outlet == NO_OUTLET, outlet))
    apart = largest if len(largest) <= MOST_OUTLETS else largest[: MOST_OUTLETS - 1]
    spans = _spans(graph, every)
    found: dict[str, Counter[str]] = {outlet: Counter() for outlet in apart}
    for statement, outlet in dated.items():
        column = outlet if outlet in apart else OTHERS
        found.setdefault(column, Counter())[name_of(days[statement], every)] += 1
    series = {outlet: tuple(counts[s] for s in spans) for outlet, counts in found.items()}
    return Counts("volume", every, spans, series)


def between(graph: nx.MultiDiGraph, one: str, other: str) -> nx.MultiDiGraph:
    """Return the part of a graph that is between two entities, either way.

    `graph.graph["left_out"]`, which both share, counts the edges to others.
    """
    kept = [
        (source, target, key)
        for source, target, key in graph.edges(keys=True)
        if {source, target} == {one, other}
    ]
    graph.graph["left_out"][ELSEWHERE] = graph.number_of_edges() - len(kept)
    return graph.edge_subgraph(kept)


def _spans(graph: nx.MultiDiGraph, every: str) -> tuple[str, ...]:
    """Return the names of all spans from the first statement's to the last one's."""
    days = graph.graph["days"]
    told = {days.get(statement) for *_, statement in graph.edges(data="statement_id")}
    dated = sorted(day[:10] for day in told if day)
    if not dated:
        raise UsageError("no statement that has a day is left to plot: choose more of the graph")
    first, last = date.fromisoformat(dated[0]), date.fromisoformat(dated[-1])
    every_day = (first + timedelta(n) for n in range((last - first).days + 1))
    spans = tuple(dict.fromkeys(name_of(day.isoformat(), every) for day in every_day))
    if len(spans) > MOST_SPANS:
        raise UsageError(
            f"from {first} to {last} there are {len(spans)} spans, more than the {MOST_SPANS} that "
            "a figure can show: choose a longer one with --every, or fewer days with --since"
        )
    return spans
