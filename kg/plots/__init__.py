"""A part of the graph -> figures over time: cooperation and conflict, and volume by outlet.

    graph = subgraph(store, entities=["Israel"])
    figure.save(draw(balance(graph, "month"), "Israel", "da"), "israel.svg", "svg")

`counts` says how much there is of what in each span of time, `drawing` shows it.
"""

from kg.plots.counts import Counts, balance, between, volume
from kg.plots.drawing import draw

__all__ = ["Counts", "balance", "between", "draw", "volume"]
