"""The picture's layout beside those of sigma and cytoscape: crossings, overlaps, time, bytes.

    npm install --prefix DIR sigma graphology graphology-layout-forceatlas2 cytoscape esbuild
    python bench/layouts.py STORE... --modules DIR

Each lays out what the picture of a store opens on, as its documentation does by default: sigma with
ForceAtlas2 of graphology under its inferred settings (50 rounds, and 500), cytoscape with cose. All
are then fitted into the same window; names are 12 pixels high, below their dots. The page places
names around dots instead and leaves out what does not fit, so that none of its names overlap.
"""

import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import click
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.export.layout import FORCES
from kg.export.looks import caption
from kg.export.picture import picture
from kg.export.sketch import Sketch, radius, sketch, statement_count
from kg.graph import subgraph
from kg.store import open_store

SCRIPT = Path(__file__).with_name("layouts.mjs")
#: What a window of 1400 by 900 pixels leaves beside the panel and the margins.
WINDOW = np.array([1000.0, 800.0])
#: A zoom that the page does not go beyond at first.
NEAREST = 1.6
LIBRARIES = {
    "sigma": 'import S from "sigma"; import G from "graphology"; '
    'import f from "graphology-layout-forceatlas2"; window.all = [S, G, f];',
    "cytoscape": 'import c from "cytoscape"; window.all = [c];',
}
Floats = NDArray[np.float64]


class Opening(NamedTuple):
    """What a picture opens on: names, their radii in pixels, and which of them lines join."""

    names: list[str]
    radii: list[float]
    ends: list[tuple[int, int]]


def opening(seen: Sketch) -> Opening:
    """Return what a sketch opens on."""
    numbers = {name: number for number, name in enumerate(seen.opening)}
    pairs = {tuple(sorted((numbers[x.source], numbers[x.target]))) for x in seen.lines()}
    radii = [radius(statement_count(_edges(seen, name))) for name in seen.opening]
    names = [caption(name, seen.graph.nodes[name])[: FORCES.longest] for name in seen.opening]
    return Opening(names, radii, sorted((a, b) for a, b in pairs if a != b))


def _edges(seen: Sketch, name: str) -> Iterator[dict[str, object]]:
    for line in seen.lines():
        if name in {line.source, line.target}:
            yield from line.edges


def crossings(places: Floats, ends: list[tuple[int, int]]) -> int:
    """Count the pairs of straight lines without a common end that cross."""

    def side(a: int, b: int, c: int) -> bool:
        (ax, ay), (bx, by), (cx, cy) = places[a], places[b], places[c]
        return bool((bx - ax) * (cy - ay) > (by - ay) * (cx - ax))

    return sum(
        side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)
        for (a, b), (c, d) in combinations(ends, 2)
        if not {a, b} & {c, d}
    )


def overlaps(places: Floats, shape: Opening) -> tuple[int, int, int]:
    """Count pairs of dots, pairs of names, and names with dots of others, that overlap."""
    dots = [(*p, r) for p, r in zip(places, shape.radii, strict=True)]
    boxes = [
        (x, y + r + 9, len(name) * FORCES.letter / 2, 7.0)
        for (x, y, r), name in zip(dots, shape.names, strict=True)
    ]
    pairs = list(combinations(range(len(dots)), 2))
    two_dots = sum(
        np.hypot(dots[a][0] - dots[b][0], dots[a][1] - dots[b][1]) < dots[a][2] + dots[b][2]
        for a, b in pairs
    )
    two_names = sum(_clash(boxes[a], boxes[b]) for a, b in pairs)
    both = sum(
        _clash(boxes[a], (x, y, r, r)) for a in range(len(dots)) for x, y, r in dots[:a]
    ) + sum(_clash(boxes[a], (x, y, r, r)) for a in range(len(dots)) for x, y, r in dots[a + 1 :])
    return int(two_dots), two_names, both


def _clash(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return bool(
        abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < one[3] + other[3]
    )


def fitted(places: Floats, *, pixels: bool) -> Floats:
    """Return places in the window; those in pixels are enlarged to `NEAREST` only."""
    extent = np.maximum(np.ptp(places, axis=0), 1e-9)
    zoom = float((WINDOW / extent).min())
    return (places - places.min(axis=0)) * (min(zoom, NEAREST) if pixels else zoom)


def by_library(shape: Opening, modules: Path, which: str) -> tuple[float, Floats]:
    """Return the milliseconds that a library took, and its places."""
    nodes = [{"name": n, "r": r} for n, r in zip(shape.names, shape.radii, strict=True)]
    given = json.dumps({"nodes": nodes, "ends": shape.ends, "forces": asdict(FORCES)})
    command = ["node", str(SCRIPT), str(modules.resolve()), which]
    made = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    told = json.loads(made.stdout)
    return told["ms"], np.array(told["places"], dtype=float)


def size(library: str, modules: Path) -> int:
    """Return the bytes of a library, bundled and minified for a page."""
    command = [str(modules / "node_modules/.bin/esbuild"), "--bundle", "--minify", "--format=iife"]
    code = LIBRARIES[library]
    made = subprocess.run(
        command, input=code, capture_output=True, text=True, check=True, cwd=modules
    )
    return len(made.stdout.encode())


@click.command(help=__doc__)
@click.argument("stores", nargs=-1, required=True)
@click.option("--modules", type=click.Path(path_type=Path), required=True)
def main(stores: tuple[str, ...], modules: Path) -> None:
    """Measure and print."""
    print(f"page without a graph: {len(picture(nx.MultiDiGraph()).encode()):,} bytes")
    for library in LIBRARIES:
        print(f"{library} alone: {size(library, modules):,} bytes")
    for address in stores:
        with open_store(address, must_exist=True) as store:
            graph = subgraph(store, seconds=None, structure=True)
        began = time.perf_counter()
        seen = sketch(graph)
        took = (time.perf_counter() - began) * 1000
        shape = opening(seen)
        print(f"{address}: {len(shape.names)} names, {len(shape.ends)} pairs with a line")
        ours = np.array([seen.places[name] for name in seen.opening], dtype=float)
        _tell("kg, layout.py", took, fitted(ours, pixels=True), shape)
        for which in ("settling", "forceatlas2-50", "forceatlas2", "cose"):
            ms, places = by_library(shape, modules, which)
            _tell(which, ms, fitted(places, pixels=which == "settling"), shape)


def _tell(name: str, ms: float, places: Floats, shape: Opening) -> None:
    dots, names, both = overlaps(places, shape)
    print(
        f"  {name:15} {crossings(places, shape.ends):6} crossings; overlapping: {dots:3} dots, "
        f"{names:4} names, {both:4} names and dots; {ms:6.0f} ms"
    )


if __name__ == "__main__":
    main()
