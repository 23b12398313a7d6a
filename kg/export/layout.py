"""Graph -> a position for every node, the same on every run, with room for each node's name.

Connected parts are laid out on their own: forces in the manner of ForceAtlas2 (Jacomy et al. 2014),
under which busy nodes keep apart, then whatever still overlaps is pushed aside. The parts are set
side by side. (networkx's own `spring_layout` needs SciPy from 500 nodes on, and knows no names.)

`bench/layouts.py` measures it beside what else draws graphs in a page, by default: sigma with
ForceAtlas2 (500 rounds) and cytoscape with cose, on what pictures of three graphs open on (the ten
example articles: 83 names; 60 and 400 articles made by rule: 81 and 149), fitted into one window.
Times are on two busy cores; kg lays out once, in Python, before a page is there.

                         kg                sigma             cytoscape
    crossing lines       93, 16, 5,069     99, 38, 4,493     166, 22, 5,880
    overlapping dots     0, 0, 0           3, 8, 0           0, 0, 1
    overlapping names    18, 5, 63         42, 29, 48        34, 15, 52
    names over dots      2, 0, 49          54, 42, 79        14, 4, 32
    milliseconds         390, 596, 1,736   284, 240, 386     1,277, 1,066, 2,795
    bytes without graph  50,633            459,527           451,156

So it is ours: better where names can be read at all, and a page of a ninth. (At 149 names a
thicket stays one; the page shows the names that fit, and all at a larger zoom.) Of its bytes 38,278
are script: drawing takes 10,804, the panel 7,024, telling of a name or line 5,698, pictures to keep
and to print 4,594, settling what a reader chose 3,665. Words of both languages take 4,162, the
style 5,307. Each part is something that a reader can do.

A picture opens on what is worked out here, in a page as on paper. What a reader then chooses in a
page is settled there by `page/settling.js`, under the same forces, from where the names stood:
`FORCES` holds the numbers of both.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_SEED = 20240509
_ROWS = 500  # nodes whose distances to all others are held at a time, which bounds memory
_GAP = 0.4  # between parts


@dataclass(frozen=True)
class Forces:
    """The numbers of the layout, in its units if nothing else is said."""

    gravity: float = 0.06
    #: What a push or a pull moves a node by, of its length.
    ease: float = 0.3
    #: Added to the square of a distance, so that no push is endless.
    near: float = 0.01
    #: Square units per node, before what overlaps is pushed aside.
    area: float = 2.1
    #: Lines of the smallest parts are no longer than this on average, and `longer` for each node.
    short: float = 1.7
    longer: float = 0.1
    #: Width of a page to its height.
    aspect: float = 1.45
    #: Parts larger than this are too dense for all names at once; a page shows some, and more as
    #: one zooms in.
    crowd: int = 400
    #: Pixels at zoom 1 for one unit; of a letter; beside a name; of a name and what is around it.
    unit: int = 70
    letter: float = 6.7
    beside: int = 14
    below: int = 30
    #: Letters of a name that are shown.
    longest: int = 30


FORCES = Forces()
Floats = NDArray[np.float64]
Rooms = Mapping[str, tuple[float, float]]


def layout(graph: nx.Graph, rooms: Rooms | None = None) -> dict[str, tuple[float, float]]:
    """Return x and y of each node, in units of about the distance of neighbours; y points down.

    `rooms` are the width and height that a node takes with its name, by default next to nothing.
    """
    parts = sorted(
        (sorted(part) for part in nx.connected_components(nx.Graph(graph))),
        key=lambda part: (-len(part), part),
    )
    sizes = [np.array([(rooms or {}).get(node, (0.1, 0.1)) for node in part]) for part in parts]
    settled = [_settled(graph, part, size) for part, size in zip(parts, sizes, strict=True)]
    placed = _packed(settled, sizes)
    found = {
        node: (round(float(x), 3), round(float(y), 3))
        for part, at in zip(parts, placed, strict=True)
        for node, (x, y) in zip(part, at, strict=True)
    }
    return {node: found[node] for node in graph}


def _settled(graph: nx.Graph, nodes: list[str], sizes: Floats) -> Floats:
    """Return the positions of the nodes of one connected part, in their order."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    place = {node: index for index, node in enumerate(nodes)}
    pairs = sorted(
        {
            (min(place[s], place[t]), max(place[s], place[t]))
            for s, t in graph.subgraph(nodes).edges()
            if s != t
        }
    )
    ends = np.array(pairs)
    positions = _turned(_pulled(len(nodes), ends))
    extent = np.maximum(np.ptp(positions, axis=0), 1e-6)
    lengths = np.linalg.norm(positions[ends[:, 0]] - positions[ends[:, 1]], axis=1)
    positions *= min(
        math.sqrt(len(nodes) * FORCES.area / float(extent[0] * extent[1])),
        (FORCES.short + FORCES.longer * len(nodes)) / float(lengths.mean()),
    )
    return _apart(positions, sizes) if len(nodes) <= FORCES.crowd else positions


def _pulled(count: int, ends: NDArray[np.int64]) -> Floats:
    """Return where springs between neighbours and charges between all leave the nodes.

    There are fewer rounds the more nodes there are.
    """
    weights = np.sqrt(1.0 + np.bincount(ends.ravel(), minlength=count)).astype(np.float32)
    spread, rounds = 2 * math.sqrt(count), max(60, min(400, 200_000 // count))
    positions = (
        np.random.default_rng(_SEED).uniform(-spread / 2, spread / 2, (count, 2)).astype(np.float32)
    )
    for step in range(rounds):
        forces = (
            _charges(positions, weights)
            + _springs(positions, ends)
            - FORCES.gravity * weights[:, None] * positions
        )
        length = np.maximum(np.linalg.norm(forces, axis=1, keepdims=True), 1e-6)
        positions += (
            forces
            / length
            * np.minimum(length * FORCES.ease, 0.2 * spread * (1 - step / rounds) + 0.01)
        )
    return positions.astype(np.float64)


def _charges(positions: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the force on each node that pushes it from all others.

    It is stronger between busy nodes, and falls with the distance.
    """
    forces = np.zeros_like(positions)
    x, y = positions[:, 0], positions[:, 1]
    for start in range(0, len(positions), _ROWS):
        rows = slice(start, start + _ROWS)
        dx, dy = x[rows, None] - x[None, :], y[rows, None] - y[None, :]
        inverse = (
            weights[rows, None] * weights[None, :] / (dx * dx + dy * dy + np.float32(FORCES.near))
        )
        forces[rows, 0], forces[rows, 1] = (
            np.einsum("ij,ij->i", dx, inverse),
            np.einsum("ij,ij->i", dy, inverse),
        )
    return forces


def _springs(positions: NDArray[np.float32], ends: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the force that pulls each node towards its neighbours, growing with the distance."""
    forces = np.zeros_like(positions)
    between = positions[ends[:, 1]] - positions[ends[:, 0]]
    np.add.at(forces, ends[:, 0], between)
    np.add.at(forces, ends[:, 1], -between)
    return forces


def _turned(positions: Floats) -> Floats:
    """Return the positions turned and stretched along the page, which is wider than high."""
    centred = positions - positions.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1] * np.sign(
        axes[:, ::-1].sum(axis=0) + 1e-9
    )  # an eigenvector's sign is arbitrary
    turned: Floats = centred @ axes
    width, height = np.maximum(np.ptp(turned, axis=0), 1e-6)
    turned[:, 0] *= min(max(FORCES.aspect * height / width, 1.0), FORCES.aspect)
    return turned


def _apart(positions: Floats, sizes: Floats, rounds: int = 300) -> Floats:
    """Return the positions after nodes whose rooms overlap were pushed from each other.

    They are pushed along the shorter way, until none overlap or the rounds are over.
    """
    ones, others = np.triu_indices(len(sizes), 1)
    half = ((sizes[ones] + sizes[others]) / 2).T.copy()
    for _ in range(rounds):
        x, y = positions.T.copy()
        over = half - np.abs((x[ones] - x[others], y[ones] - y[others]))
        clash = np.flatnonzero((over[0] > 1e-3) & (over[1] > 1e-3))
        if not len(clash):
            break
        one, other, depth = ones[clash], others[clash], over[:, clash].T
        along, rows = np.argmin(depth, axis=1), np.arange(len(clash))
        ahead = (positions[one] - positions[other])[rows, along] >= 0
        push = np.zeros_like(depth)
        push[rows, along] = 0.5 * (depth[rows, along] + 2e-3) * np.where(ahead, 1, -1)
        np.add.at(positions, one, push * 0.7)
        np.add.at(positions, other, -push * 0.7)
    return positions


def _packed(parts: list[Floats], sizes: list[Floats]) -> list[Floats]:
    """Return the parts set beside each other, in rows or in columns: as fills a page better."""
    ways = []
    for turn in (slice(None), slice(None, None, -1)):
        aspect = FORCES.aspect if turn.step is None else 1 / FORCES.aspect
        turned = [at[:, turn] for at in parts]
        rows = _rows(turned, [size[:, turn] for size in sizes], aspect)
        ways.append([at[:, turn] for at in rows])
    return max(ways, key=lambda way: _zoom(way, sizes))


def _zoom(parts: list[Floats], sizes: list[Floats]) -> float:
    """Return how much of a page of height 1 a unit takes, so that the page holds all."""
    if not parts:
        return 0.0
    width, height = np.max(
        [(at + size / 2).max(axis=0) for at, size in zip(parts, sizes, strict=True)], axis=0
    )
    return min(FORCES.aspect / float(width), 1 / float(height))


def _rows(parts: list[Floats], sizes: list[Floats], aspect: float) -> list[Floats]:
    """Return the parts set beside each other in rows, the first on top.

    Each row is about as wide as the first part or the page.
    """
    boxes = [
        ((at - size / 2).min(axis=0), (at + size / 2).max(axis=0))
        for at, size in zip(parts, sizes, strict=True)
    ]
    extents = [high - low for low, high in boxes]
    area = sum(float((e[0] + _GAP) * (e[1] + _GAP)) for e in extents)
    width = max(math.sqrt(area * aspect), *(float(e[0]) for e in extents)) if parts else 0.0
    corner, height, moved = np.zeros(2), 0.0, []
    for at, (low, _), extent in zip(parts, boxes, extents, strict=True):
        if corner[0] and corner[0] + extent[0] > width:
            corner, height = np.array([0.0, corner[1] + height + _GAP]), 0.0
        moved.append(at - low + corner)
        corner, height = corner + np.array([extent[0] + _GAP, 0.0]), max(height, float(extent[1]))
    return moved
