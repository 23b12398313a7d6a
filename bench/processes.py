"""What a second worker gives: `python bench/processes.py [--articles N] [--runs N]`.

The articles of corpus/dev.articles.jsonl, again and again, are annotated by one process, by two,
and by two workers of a Ray cluster of this machine, in turn. Printed are articles per second
without the starting of processes and the loading of the pipeline (the median of the runs), the rate
of each over that of one process, the processor time that the command itself takes for an article,
and the load of the machine, without which the figures mean little.
"""

import json
import os
import platform
import statistics
import time
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from kg.model import Article
from kg.shards.annotate import Workers
from kg.shards.cluster import Cluster
from kg.shards.processes import Processes

ARTICLES = Path(__file__).parent.parent / "corpus/dev.articles.jsonl"
WARM = 64


class Rate(NamedTuple):
    """Articles per second, and milliseconds of processor time of this process for each."""

    articles: float
    own: float


def rate(workers: Workers, articles: list[Article]) -> Rate:
    """Measure, once all workers have begun."""
    with closing(workers):
        for _ in workers.annotated(articles[:WARM]):
            pass
        begun, own = time.perf_counter(), time.process_time()
        count = sum(1 for _ in workers.annotated(articles[WARM:]))
        took = time.perf_counter() - begun
        return Rate(count / took, 1000 * (time.process_time() - own) / count)


def on_ray(articles: list[Article]) -> Rate:
    """Measure two workers on Ray."""
    with TemporaryDirectory() as folder:
        return rate(Cluster("local", Path(folder) / "kept", count=2), articles)


@click.command()
@click.option("--articles", "count", default=128, show_default=True)
@click.option("--runs", default=3, show_default=True)
def main(count: int, runs: int) -> None:
    records = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    articles = [
        Article(f"{r['id']}-{i}", tuple(r["paragraphs"]), published=r["published"])
        for i, r in enumerate(islice(cycle(records), WARM + count))
    ]
    ways = {
        "one process": lambda: rate(Processes(None, 1), articles),
        "two processes": lambda: rate(Processes(None, 2), articles),
        "two workers on Ray": lambda: on_ray(articles),
    }
    found: dict[str, list[Rate]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, measured in ways.items():
            found[way].append(measured())
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}: "
        f"{count} articles, {runs} runs in turn; load of 1, 5 and 15 minutes: {load}"
    )
    one = statistics.median(r.articles for r in found["one process"])
    for way, rates in found.items():
        each = sorted(r.articles for r in rates)
        median, own = statistics.median(each), statistics.median(r.own for r in rates)
        print(
            f"{way:18} {median:7.2f} articles/s  ({each[0]:.2f} to {each[-1]:.2f})  "
            f"{median / one:.2f} of one; {own:.1f} ms of the command itself an article"
        )


if __name__ == "__main__":
    main()
