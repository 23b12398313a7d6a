"""What several papers print of one text, told once."""

import networkx as nx

from kg.settings import DEADLINE
from kg.store.base import Limits, Store

COPIES = "statements of articles that are copies (--copies keeps them)"


def leave_out_copies(
    store: Store, graph: nx.MultiDiGraph, *, seconds: float | None = DEADLINE
) -> None:
    """Take what articles repeat of each other out of a part of the graph, and what is then alone.

    Of articles that are copies of one the statements of that one stay, or where the part has none
    of these, those of the first by id. `graph.graph["left_out"]` counts what goes.
    """
    text = "MATCH (a:Article)-[:COPY_OF]->(b:Article) RETURN a.id AS copy, b.id AS original"
    originals = dict(store.read(text, {}, Limits(seconds)).rows)
    told = sorted({found for *_, found in graph.edges(data="article_id") if found})
    kept: dict[str, str] = {}
    for article in told:
        original = originals.get(article, article)
        if article == original or original not in kept:
            kept[original] = article
    repeated = set(told) - set(kept.values())
    gone = [
        (*ends, key)
        for *ends, key, article in graph.edges(keys=True, data="article_id")
        if article in repeated
    ]
    graph.remove_edges_from(gone)
    graph.remove_nodes_from(list(nx.isolates(graph)) if gone else [])
    graph.graph["left_out"][COPIES] = len(gone)
