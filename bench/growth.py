"""What growth costs: `python bench/growth.py [--articles N]... [--store embedded|neo4j]`.

Articles of `bench/generator.py` are loaded into one store until it holds as many as the first size,
then the second, and so on. At each size are told, in processor time of everything that works for it
(the server's too), so that a busy machine counts for less:

- annotate: milliseconds for an article, of the last ones before the size
- load: milliseconds for an article, of the last 4,000 before the size (500 of 1,000), and of all
  since the size before, with the new pictures that a file gets now and then; by the clock, too
- into a file, how many times as much as the 501st to 1,000th into a file of their own: both are
  loaded in turns, since what else a machine does makes processor time longer, too
- one query of each shape, in milliseconds, the mean of several after the first, or
  what a slow one took at first
- what the store takes on the disk, in bytes for an article, and the memory of this process, in MB

The slope of a figure is the power of the number of articles with which it grows, from the first
size to the last: 0 does not grow, 1 is ten times as much for ten times as many. `--json FILE` keeps
the figures, `--plot FILE` draws those that `--json` files hold.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, pairwise
from math import log10
from pathlib import Path
from typing import Any

import click
import generator
from neo4j_load import cpu

from kg import catalogue
from kg.find import arguments, search
from kg.language import annotate
from kg.loader.run import load
from kg.model import Annotated
from kg.store import open_store
from kg.store.base import UNLIMITED, Store

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import neo4j_server

#: Articles that are loaded in a turn, turns at the end of a size, and articles annotated there.
TURN, TURNS, READ = 500, 8, 60
#: Seconds after which a server has written what it changed to its files.
WRITTEN = 20
#: Of a server: memory for its files, and plans that follow the graph as it grows.
SETTINGS = {
    "db.checkpoint.interval.time": f"{WRITTEN}s",
    "server.memory.pagecache.size": "512m",
    "dbms.cypher.statistics_divergence_threshold": "0.75",
}
#: Processor seconds for which a query is asked again, and how often at most.
ENOUGH, TIMES = 0.5, 20
#: A query of each shape, and what it is told: the person named most, and the country.
ONE, TWO = generator.entity(1).name, generator.entity(0).name
SHAPES: dict[str, tuple[str, dict[str, str]]] = {
    "one's statements": ("said", {"name": ONE}),
    "a hub's statements": ("about", {"name": TWO}),
    "between two": ("between", {"a": ONE, "b": TWO}),
    "of one kind": ("threats", {}),
    "ranking": ("most-quoted", {}),
    "pairs": ("conflict-balance", {}),
    "by month": ("escalation", {}),
}
Figures = dict[str, float]


@dataclass
class Place:
    """A store with what works for it: `spent` is processor seconds, `size` bytes on the disk."""

    store: Store
    spent: Callable[[], float]
    size: Callable[[], int]
    small: Callable[[], AbstractContextManager["Place"]] | None = None
    made: float = field(default=0.0)

    def clock(self) -> float:
        """Return the processor seconds so far, without those that made articles."""
        return self.spent() - self.made

    def apart(self, articles: Iterator[Annotated]) -> Iterator[Annotated]:
        """Yield articles, and keep how long it took to make them."""
        while True:
            begun = time.thread_time()
            article = next(articles, None)
            self.made += time.thread_time() - begun
            if article is None:
                return
            yield article


@contextmanager
def embedded() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="kg-growth-") as folder:
        path = Path(folder) / "news.graph"
        with open_store(str(path)) as store:
            yield Place(store, time.process_time, lambda: path.stat().st_size, embedded)


@contextmanager
def neo4j(line: str) -> Iterator[Place]:
    import pytest  # noqa: PLC0415 - for its patch of the environment alone

    with ExitStack() as stack:
        server = stack.enter_context(
            neo4j_server.running(line, heap="1g", flags=(), settings=SETTINGS)
        )
        neo4j_server.sign_in(server, stack.enter_context(pytest.MonkeyPatch.context()))
        store = stack.enter_context(open_store(server.url))

        def size() -> int:
            time.sleep(WRITTEN + 5)
            files = (server.home / "data/databases/neo4j").rglob("*")
            return sum(f.stat().st_size for f in files if f.is_file())

        yield Place(store, lambda: time.process_time() + cpu(server.process.pid), size)


def loaded(place: Place, first: int, last: int) -> tuple[float, float]:
    """Load the articles with these numbers; return milliseconds of processor and clock for each."""
    begun, clock, made = place.clock(), time.perf_counter(), place.made
    load(place.store, place.apart(generator.articles(last - first, first=first)))
    by_clock = time.perf_counter() - clock - (place.made - made)
    return 1000 * (place.clock() - begun) / (last - first), 1000 * by_clock / (last - first)


def by_turns(place: Place, first: int, last: int) -> tuple[float, float, float]:
    """Load articles, a turn at a time, and after each turn as many into a small store.

    Return milliseconds of processor and clock for each, and how many times as much that is as the
    latter took; 0 where there is no small store.
    """
    ours, small = [], 0.0
    for turn in range(first, last, TURN):
        ours.append(loaded(place, turn, turn + TURN))
        if place.small:
            with place.small() as other:
                loaded(other, 0, TURN)
                small += loaded(other, TURN, 2 * TURN)[0]
    spent, clock = (sum(each) / len(ours) for each in zip(*ours, strict=True))
    return spent, clock, small and spent * len(ours) / small


def asked(place: Place, ask: Callable[[], object]) -> float:
    """Return the milliseconds of a question: the mean, or of a slow one what it took at first."""
    begun, times = place.spent(), 1
    ask()
    if (first := place.spent() - begun) < ENOUGH:
        begun = place.spent()
        while times <= TIMES and place.spent() - begun < ENOUGH:
            ask()
            times += 1
        return 1000 * (place.spent() - begun) / (times - 1)
    return 1000 * first


def queries(place: Place, *, words: bool) -> Iterator[tuple[str, float]]:
    known = catalogue.load()
    for shape, (name, given) in SHAPES.items():
        values, text = arguments(place.store, known[name], given), known[name].text
        yield shape, asked(place, partial(place.store.read, text, values, UNLIMITED))
    if words:
        yield "words", asked(place, partial(search, place.store, "grænsepolitikken"))


def annotated(first: int) -> float:
    """Return the milliseconds that it takes to annotate an article from this number on."""
    raw = list(generator.raw(READ, first=first))
    begun = time.process_time()
    for _ in annotate(raw):
        pass
    return 1000 * (time.process_time() - begun) / READ


def measure(place: Place, sizes: tuple[int, ...], *, words: bool) -> Iterator[tuple[int, Figures]]:
    place.store.apply_schema()
    annotated(0)  # loads the pipeline
    for before, size in pairwise(chain([0], sizes)):
        figures = {"annotate, ms": annotated(size - READ)}
        end = TURN * min(TURNS, size // TURN // 2)
        most = size - before - end
        whole, last = loaded(place, before, size - end), by_turns(place, size - end, size)
        figures["load, ms"], times = last[0], last[2]
        figures["load since, ms"], figures["load since, clock, ms"] = (
            (w * most + e * end) / (most + end) for w, e in zip(whole, last, strict=False)
        )
        if place.small:
            figures["load, times"] = times
        figures["disk, bytes"] = place.size() / size
        figures["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures |= {f"query {shape}, ms": ms for shape, ms in queries(place, words=words)}
        yield size, figures


def slope(sizes: dict[int, Figures], name: str) -> float:
    """Return the power of the number of articles with which a figure grows."""
    first, last = min(sizes), max(sizes)
    grown = max(sizes[last][name], 1e-9) / max(sizes[first][name], 1e-9)
    return log10(grown) / log10(last / first)


def table(sizes: dict[int, Figures]) -> str:
    """Return the figures in Markdown, a row each."""
    rows = [["", *(f"{n:,}" for n in sizes), "slope"]]
    rows.append(["---"] * len(rows[0]))
    for name in next(iter(sizes.values())):
        told = [f"{figures[name]:,.2f}" for figures in sizes.values()]
        rows.append([name, *told, f"{slope(sizes, name):.2f}" if len(sizes) > 1 else ""])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def plot(stores: dict[str, dict[int, Figures]], path: Path) -> None:
    """Draw the figures of each store, both ways in powers of ten."""
    import matplotlib as mpl  # noqa: PLC0415 - only to draw

    mpl.use("svg")
    mpl.rcParams |= {"svg.hashsalt": "kg", "font.size": 9}
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(1, len(stores), figsize=(5 * len(stores), 4.6), squeeze=False)
    for (store, sizes), ax in zip(stores.items(), axes[0], strict=True):
        for name in next(iter(sizes.values())):
            if name.endswith(", ms") and "clock" not in name:
                style = "--" if name.startswith("query") else "-"
                ax.plot(
                    list(sizes), [f[name] for f in sizes.values()], style, marker=".", label=name
                )
        ax.set(title=store, xscale="log", yscale="log", xlabel="articles", ylabel="ms, processor")
        ax.legend(fontsize=6)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


@click.command()
@click.option("--articles", "sizes", multiple=True, type=click.IntRange(1000))
@click.option("--store", "kind", type=click.Choice(("embedded", "neo4j")), default="embedded")
@click.option("--line", type=click.Choice(tuple(neo4j_server.LINES)), default="5.26")
@click.option("--words/--no-words", default=True, help="Search by words, too: makes an index")
@click.option("--json", "files", multiple=True, type=click.Path(path_type=Path))
@click.option("--plot", "picture", type=click.Path(path_type=Path), help="Draw the --json files")
def main(
    sizes: tuple[int, ...],
    kind: str,
    line: str,
    files: tuple[Path, ...],
    picture: Path | None,
    *,
    words: bool,
) -> None:
    if picture:
        kept: list[dict[str, Any]] = [json.loads(file.read_text("utf-8")) for file in files]
        stores = {k["store"]: {int(n): f for n, f in k["sizes"].items()} for k in kept}
        plot(stores, picture)
        return
    found: dict[int, Figures] = {}
    with embedded() if kind == "embedded" else neo4j(line) as place:
        for size, figures in measure(place, sizes or (1000, 10_000), words=words):
            found[size] = figures
            print(f"\n{table(found)}", flush=True)
            for file in files:
                file.write_text(json.dumps({"store": kind, "sizes": found}, indent=1), "utf-8")


if __name__ == "__main__":
    main()
