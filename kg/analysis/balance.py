"""Friends of friends: whether threes are at peace with themselves.

A pair is friendly (+) where its statements of cooperation outnumber those of conflict, hostile (-)
where it is the other way round; others have no sign. Three who all have signs for each other are
balanced when the number of hostile pairs is even: a friend's friend is a friend, an enemy's enemy
too (F. Heider 1946; D. Cartwright and F. Harary 1956).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import networkx as nx

from kg.analysis.network import names, together

COLUMNS = ("signs", "balanced", "threes", "share", "example")
THREES = ("a", "b", "c", "a_b", "b_c", "a_c", "balanced", "a_id", "b_id", "c_id")
KINDS = ("+++", "++-", "+--", "---")


def balance(network: nx.DiGraph) -> list[tuple[Any, ...]]:
    """Return a row of `COLUMNS` for each kind of three, by its signs.

    `share` is of all threes, `example` names those with the most statements of conflict and
    cooperation between them. Without a three there are no rows.
    """
    found = _threes(network)
    numbers: Counter[str] = Counter(_signs(nets) for _, nets in found)
    examples: dict[str, str] = {}
    for nodes, nets in found:
        examples.setdefault(_signs(nets), ", ".join(names(network, *nodes)))
    return [
        (kind, _balanced(kind), number, round(number / len(found), 3), examples.get(kind, ""))
        for kind in KINDS
        if found
        for number in [numbers[kind]]
    ]


def threes(network: nx.DiGraph) -> list[tuple[Any, ...]]:
    """Return a row of `THREES` for each three, those at odds first, the strongest of these first.

    `a_b` and so on are cooperation less conflict, in statements.
    """
    rows = [
        (*names(network, *nodes), *nets, _balanced(_signs(nets)), *nodes)
        for nodes, nets in _threes(network)
    ]
    return sorted(rows, key=lambda row: row[6])


def _threes(network: nx.DiGraph) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Return every three and the nets of its pairs, the strongest first."""
    signed = nx.Graph()
    for a, b, tie in together(network).edges(data=True):
        if net := tie["cooperation"] - tie["conflict"]:
            signed.add_edge(a, b, net=net)
    found = [
        (nodes, tuple(signed[a][b]["net"] for a, b in _pairs(nodes)))
        for nodes in _triangles(signed)
    ]
    return sorted(found, key=lambda three: (-sum(map(abs, three[1])), three[0]))


def _triangles(signed: nx.Graph) -> Iterator[tuple[str, ...]]:
    for a, b in (sorted(edge) for edge in signed.edges):
        yield from ((a, b, c) for c in nx.common_neighbors(signed, a, b) if c > b)


def _pairs(nodes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    a, b, c = nodes
    return ((a, b), (b, c), (a, c))


def _signs(nets: tuple[int, ...]) -> str:
    hostile = sum(net < 0 for net in nets)
    return "+" * (3 - hostile) + "-" * hostile


def _balanced(signs: str) -> bool:
    return signs.count("-") % 2 == 0
