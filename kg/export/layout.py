"""Graph -> a position for every node, the same on every run: the springs and charges of Fruchterman and Reingold (1991), drawn towards the middle.

networkx's own `spring_layout` needs SciPy from 500 nodes on, and lets parts that are not connected drift apart.
"""

import math

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_SEED = 20240509
_ROWS = 500  # nodes whose distances to all others are held at a time, which bounds memory
_GRAVITY = 0.04
_STIFF = 0.35  # a long spring pulls no harder than this per unit of length, so that dense parts stay open
_GAP = 1.5  # between parts that are not connected
Floats = NDArray[np.float32]


def layout(graph: nx.Graph, iterations: int | None = None) -> dict[str, tuple[float, float]]:
    """Return x and y of each node, about 1 apart from its neighbours; by default with fewer iterations the larger the graph.

    Parts that are not connected are laid out on their own and set side by side, the largest first, in rows as wide as it.
    """
    parts = sorted((sorted(part) for part in nx.connected_components(nx.Graph(graph))), key=lambda part: (-len(part), part))
    placed: dict[str, tuple[float, float]] = {}
    left = top = height = width = 0.0
    for part in parts:
        positions = _settled(graph, part, iterations)
        size = positions.max(axis=0) - positions.min(axis=0) if len(part) > 1 else np.zeros(2, dtype=np.float32)
        width = width or max(float(size[0]), math.sqrt(len(graph)))
        if left and left + float(size[0]) > width:
            left, top, height = 0.0, top + height + _GAP, 0.0
        corner = np.array([left, top], dtype=np.float32) - positions.min(axis=0)
        placed |= {node: (round(float(x), 3), round(float(y), 3)) for node, (x, y) in zip(part, positions + corner, strict=True)}
        left, height = left + float(size[0]) + _GAP, max(height, float(size[1]))
    return {node: placed[node] for node in graph}


def _settled(graph: nx.Graph, nodes: list[str], iterations: int | None) -> Floats:
    """Return the positions of the nodes of one connected part, in their order."""
    place = {node: index for index, node in enumerate(nodes)}
    pairs = sorted({(min(place[s], place[t]), max(place[s], place[t])) for s, t in graph.subgraph(nodes).edges() if s != t})
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    rounds = iterations or max(60, min(300, 200_000 // len(nodes)))
    spread = math.sqrt(len(nodes))
    positions = np.random.default_rng(_SEED).uniform(-spread / 2, spread / 2, (len(nodes), 2)).astype(np.float32)
    for step in range(rounds):
        forces = _charges(positions) + _springs(positions, ends) - _GRAVITY * positions
        length = np.maximum(np.linalg.norm(forces, axis=1, keepdims=True), 1e-6)
        allowed = 0.2 * spread * (1 - step / rounds) + 0.01
        positions += forces / length * np.minimum(length, allowed)
    return positions


def _charges(positions: Floats) -> Floats:
    """Return the force on each node that pushes it from all others, falling with the distance."""
    forces = np.zeros_like(positions)
    x, y = positions[:, 0], positions[:, 1]
    for start in range(0, len(positions), _ROWS):
        rows = slice(start, start + _ROWS)
        dx, dy = x[rows, None] - x[None, :], y[rows, None] - y[None, :]
        inverse = 1 / (dx * dx + dy * dy + np.float32(0.01))
        forces[rows, 0], forces[rows, 1] = np.einsum("ij,ij->i", dx, inverse), np.einsum("ij,ij->i", dy, inverse)
    return forces


def _springs(positions: Floats, ends: NDArray[np.int64]) -> Floats:
    """Return the force on each node that pulls it towards its neighbours, growing with its length, at first with the square of it."""
    forces = np.zeros_like(positions)
    if len(ends):
        between = positions[ends[:, 1]] - positions[ends[:, 0]]
        pull = between * np.minimum(np.linalg.norm(between, axis=1, keepdims=True), _STIFF)
        np.add.at(forces, ends[:, 0], pull)
        np.add.at(forces, ends[:, 1], -pull)
    return forces
