"""Statements -> a network: who deals with whom, how often, and in which spirit."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

NEGATED = "negated statements"
TOPICS = "statements that only name somebody (--topics keeps them)"
THEMSELVES = "statements about those who make them"


def network(graph: nx.MultiDiGraph, *, topics: bool = False) -> nx.DiGraph:
    """Return who deals with whom, of a graph as `kg.graph.subgraph` makes it.

    A tie leads from one who makes statements to one whom they are directed at, with `topics` to one
    whom they only name, too. It has `weight`, the number of statements, and `cooperation` and
    `conflict`, how many of them are one or the other. Nodes have a `name` and a `kind`; nobody is
    there without a tie. `network.graph["left_out"]` counts the edges that make none, by why.
    """
    left_out: Counter[str] = Counter()
    ties: dict[tuple[str, str], Counter[str]] = {}
    for source, target, quad in _dealings(graph, left_out, topics=topics):
        tie = ties.setdefault((source, target), Counter())
        tie["weight"] += 1
        if quad:
            tie[quad.rpartition(" ")[2]] += 1
    made = nx.DiGraph(left_out=left_out)
    for node in sorted({end for ends in ties for end in ends}):
        data = graph.nodes[node]
        made.add_node(node, name=data.get("name") or node, kind=str(data.get("label", "")))
    for (source, target), tie in sorted(ties.items()):
        numbers = {name: tie[name] for name in ("weight", "cooperation", "conflict")}
        made.add_edge(source, target, **numbers)
    return made


def together(directed: nx.DiGraph) -> nx.Graph:
    """Return the network without directions: what both sides say, added up."""
    made = nx.Graph()
    made.add_nodes_from(directed.nodes(data=True))
    for source, target, tie in directed.edges(data=True):
        there: Mapping[str, int] = made.get_edge_data(source, target) or {}
        made.add_edge(source, target, **{k: there.get(k, 0) + n for k, n in tie.items()})
    return made


def names(graph: Any, *nodes: str) -> tuple[str, ...]:
    """Return what the nodes are called."""
    return tuple(graph.nodes[node]["name"] for node in nodes)


def _dealings(
    graph: nx.MultiDiGraph, left_out: Counter[str], *, topics: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield source, target and quad class of every statement that counts."""
    for source, target, data in graph.edges(data=True):
        if "statement_id" not in data or data.get("target_role") == "article":
            continue
        if data.get("negated"):
            left_out[NEGATED] += 1
        elif source == target:
            left_out[THEMSELVES] += 1
        elif data.get("target_role") == "topic" and not topics:
            left_out[TOPICS] += 1
        else:
            yield source, target, data.get("quad") or ""
