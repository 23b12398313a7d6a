"""The embedded store by size: `python bench/embedded_store.py [--statements N]... [--plot FILE]`.

The same articles, made by rule, go into the store, into SQLite (a table of nodes and one of edges,
properties as JSON, an index on each end of an edge) and into JSON lines, one for each row. Each
step runs in a process of its own; told are its seconds on the processor, so that a busy machine
counts for less, and its largest memory. A quarter of the entities are countries, as in the news.
"""

import json
import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from math import log10
from pathlib import Path
from typing import Any

import click
import kglite
from neo4j_rows import articles

from kg import catalogue
from kg.loader.run import load
from kg.model import Annotated, Kind
from kg.store import open_store
from kg.store.rows import GraphRows, graph_rows
from kg.stream import annotated_to_json

Figures = dict[str, Any]

KINDS: tuple[Kind, ...] = ("PERSON", "PERSON", "ORGANISATION", "COUNTRY")
#: What the queries that must be told something are told: the two entities named most.
ASKED = {"name": "Navn Nummer 0", "a": "Navn Nummer 0", "b": "Navn Nummer 1"}
BATCH = 2000


def stream(statements: int) -> Iterator[Annotated]:
    """Yield the articles of a size, and one entity for every twenty statements."""
    return articles(statements, max(200, statements // 20), kinds=KINDS)


def pieces(statements: int) -> Iterator[GraphRows]:
    """Yield the rows of the articles, some hundred articles at a time."""
    rest = stream(statements)
    while piece := list(islice(rest, BATCH // 4)):
        yield graph_rows(piece)


def into_store(statements: int, path: str) -> Figures:
    """Load the articles, as `kg load` would."""
    begun = time.process_time()
    for _ in stream(statements):
        pass
    made, began = time.process_time() - begun, time.perf_counter()
    begun = time.process_time()
    with open_store(path) as store:
        load(store, stream(statements))
    spent = time.process_time() - begun - made
    wall = time.perf_counter() - began
    return {"load s": spent, "load wall s": wall, "file MB": Path(path).stat().st_size / 1e6}


def into_sqlite(statements: int, path: str) -> Figures:
    """Write the same nodes and edges to SQLite, and count what they are as JSON lines."""
    connection, lines, spent, seen = sqlite3.connect(path), 0, 0.0, set[str]()
    connection.executescript(
        "CREATE TABLE node (id TEXT PRIMARY KEY, label TEXT, properties TEXT) WITHOUT ROWID;"
        "CREATE TABLE edge (source TEXT, type TEXT, target TEXT, properties TEXT);"
        "CREATE INDEX edge_source ON edge (source); CREATE INDEX edge_target ON edge (target)"
    )
    for rows in pieces(statements):
        begun = time.process_time()
        nodes = [
            (row.pop("id"), label, json.dumps(row, ensure_ascii=False))
            for label, found in rows.nodes.items()
            for row in found
        ]
        edges = [
            (row.pop("source"), key[0], row.pop("target"), json.dumps(row, ensure_ascii=False))
            for key, found in rows.edges.items()
            for row in found
        ]
        connection.executemany("INSERT OR REPLACE INTO node VALUES (?, ?, ?)", nodes)
        connection.executemany("INSERT INTO edge VALUES (?, ?, ?, ?)", edges)
        spent += time.process_time() - begun
        new = [node for node in nodes if node[0] not in seen]
        seen.update(node[0] for node in new)
        lines += sum(20 + sum(len(value.encode()) for value in row) for row in (*new, *edges))
    begun = time.process_time()
    connection.commit()
    connection.close()
    spent += time.process_time() - begun
    return {"sqlite s": spent, "sqlite MB": Path(path).stat().st_size / 1e6, "json MB": lines / 1e6}


def ask(path: str) -> Figures:
    """Open the store, then ask every query of the catalogue."""
    begun = time.process_time()
    with open_store(path, must_exist=True) as store:
        figures: Figures = {"open s": time.process_time() - begun}
        [(some,)] = store.read("MATCH (s:Statement) RETURN s.id ORDER BY s.id LIMIT 1").rows
        asked = ASKED | {"statement_id": some}
        for name, query in catalogue.load().items():
            given = {p.name: asked[p.name] for p in query.parameters if p.default is None}
            begun = time.process_time()
            store.read(query.text, query.arguments(given))
            figures[f"query {name}"] = time.process_time() - begun
    return figures


def apart(work: str, *arguments: object) -> Figures:
    """Do work of this module in another process; return its figures and its memory in MB."""
    command = [sys.executable, __file__, "--only", work, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def command(*arguments: str) -> Figures:
    """Run kg; return its seconds, on the processor and by the clock, and its memory in MB."""
    script = (
        "import resource, sys; from kg.cli import main\n"
        "try: main()\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    before, begun = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )
    after = os.times()
    spent = sum(after[2:4]) - sum(before[2:4])
    memory = int(done.stderr.split()[-1]) / 1024
    return {"s": spent, "wall s": time.perf_counter() - begun, "MB": memory}


def measure(statements: int, folder: Path) -> Figures:
    """Return all figures of one size."""
    path = str(folder / f"{statements}.graph")
    figures = apart("into_store", statements, path)
    figures["load MB"] = figures.pop("MB")
    figures |= {
        k: v for k, v in apart("into_sqlite", statements, path + ".db").items() if k != "MB"
    }
    asked = apart("ask", path)
    figures |= {k: v for k, v in asked.items() if k != "MB"}
    figures["ask MB"] = asked["MB"]
    query = command("query", "threats", "--store", path, "--format", "json")
    figures |= {"threats s": query["s"], "threats MB": query["MB"]}
    one = folder / "one.jsonl"
    new = next(articles(4, 200, seed=statements, kinds=KINDS))
    record = annotated_to_json(new) | {"id": f"article:new-{statements}"}
    one.write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    added = command("load", str(one), "--store", path, "--quiet")
    return figures | {"add s": added["s"], "add wall s": added["wall s"], "add MB": added["MB"]}


def table(sizes: dict[int, Figures]) -> str:
    """Return a table in Markdown of what is asked of the store."""
    columns: list[tuple[str, Callable[[int, Figures], str]]] = [
        ("statements", lambda n, _: f"{n:,}"),
        ("file MB", lambda _, f: f"{f['file MB']:.2f}"),
        ("of SQLite", lambda _, f: f"{f['file MB'] / f['sqlite MB']:.2f}"),
        ("of JSON lines", lambda _, f: f"{f['file MB'] / f['json MB']:.2f}"),
        ("load, statements/s", lambda n, f: f"{n / f['load s']:,.0f}"),
        ("seconds of SQLite", lambda _, f: f"{f['load s'] / f['sqlite s']:.1f}"),
        ("load MB", lambda _, f: f"{f['load MB']:.0f}"),
        ("open s", lambda _, f: f"{f['open s']:.2f}"),
        ("`kg query threats` s", lambda _, f: f"{f['threats s']:.2f}"),
        ("MB", lambda _, f: f"{f['threats MB']:.0f}"),
        ("slowest query s", lambda _, f: _slowest(f)),
        ("`kg load` one article s", lambda _, f: f"{f['add s']:.2f}"),
        ("of smallest", lambda _, f: f"{f['add s'] / next(iter(sizes.values()))['add s']:.1f}"),
    ]
    lines = [[name for name, _ in columns], ["---"] * len(columns)]
    lines += [[cell(n, figures) for _, cell in columns] for n, figures in sizes.items()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _slowest(figures: Figures) -> str:
    name = max((k for k in figures if k.startswith("query ")), key=figures.__getitem__)
    return f"{figures[name]:.2f} ({name.removeprefix('query ')})"


#: What the plot shows: a name, the figure, and a colour.
LINES = (
    ("load, s", "load s", "#1f77b4"),
    ("open, s", "open s", "#2ca02c"),
    ("kg query threats, s", "threats s", "#d62728"),
    ("kg load of one article, s", "add s", "#9467bd"),
    ("file, MB", "file MB", "#8c564b"),
    ("SQLite, MB", "sqlite MB", "#7f7f7f"),
)


def plot(sizes: dict[int, Figures]) -> str:
    """Return the growth as SVG, both ways in powers of ten."""

    def x(n: float) -> float:
        return 70 + 560 * (log10(n) - 3) / 2.5

    def y(value: float) -> float:
        return 370 - 340 * (log10(max(value, 0.01)) + 2) / 5

    def text(at: str, words: str, more: str = "") -> str:
        return f"<text {at} {more}>{words}</text>"

    head = 'viewBox="0 0 860 410" font-family="sans-serif" font-size="12"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {head}>']
    for value in (0.01, 0.1, 1, 10, 100, 1000):
        parts.append(f'<path d="M70 {y(value):.0f}H630" stroke="#ddd"/>')
        parts.append(text(f'x="62" y="{y(value) + 4:.0f}"', f"{value:g}", 'text-anchor="end"'))
    for n in sizes:
        parts.append(f'<path d="M{x(n):.0f} 30V370" stroke="#eee"/>')
        parts.append(text(f'x="{x(n):.0f}" y="388"', f"{n:,}", 'text-anchor="middle"'))
    parts.append(text('x="350" y="405"', "statements", 'text-anchor="middle"'))
    for row, (name, figure, colour) in enumerate(LINES):
        points = " ".join(f"{x(n):.0f},{y(f[figure]):.0f}" for n, f in sizes.items())
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        parts.append(text(f'x="645" y="{60 + 22 * row}"', name, f'fill="{colour}"'))
    return "\n".join((*parts, "</svg>", ""))


@click.command()
@click.option("--statements", "sizes", multiple=True, type=int, default=(1000, 10_000, 100_000))
@click.option("--plot", "picture", type=click.Path(path_type=Path), help="Write the growth as SVG")
@click.option("--only", nargs=1, hidden=True)
@click.argument("arguments", nargs=-1)
def main(
    sizes: tuple[int, ...], picture: Path | None, only: str | None, arguments: tuple[str, ...]
) -> None:
    if only:
        works = {
            "into_store": lambda n, path: into_store(int(n), path),
            "into_sqlite": lambda n, path: into_sqlite(int(n), path),
            "ask": ask,
        }
        figures = works[only](*arguments)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures | {"MB": memory}))
        return
    print(
        f"{platform.machine()}, Python {platform.python_version()}, kglite {kglite.__version__}\n"
    )
    measured: dict[int, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        for statements in sizes:
            measured[statements] = measure(statements, Path(folder))
            print(json.dumps({statements: measured[statements]}), file=sys.stderr, flush=True)
    print(table(measured))
    if picture:
        picture.write_text(plot(measured), "utf-8")


if __name__ == "__main__":
    main()
