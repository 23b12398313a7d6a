"""What a second process gives: `python bench/processes.py [--articles N] [--runs N]`.

The articles of corpus/dev.articles.jsonl, again and again, are annotated by one process and by two,
in turn. Printed are articles per second without the loading of the pipeline (the median of the
runs), the rate of two over that of one, and the load of the machine, without which the figures mean
little.
"""

import json
import os
import platform
import statistics
import time
from itertools import cycle, islice
from pathlib import Path

import click

from kg.model import Article
from kg.shards.processes import Processes

ARTICLES = Path(__file__).parent.parent / "corpus/dev.articles.jsonl"


def rate(articles: list[Article], processes: int) -> float:
    """Return articles per second."""
    workers = Processes(None, processes)
    begun = time.perf_counter()
    count = sum(1 for _ in workers.annotated(articles))
    seconds = time.perf_counter() - begun
    workers.close()
    return count / seconds


@click.command()
@click.option("--articles", "count", default=128, show_default=True)
@click.option("--runs", default=3, show_default=True)
def main(count: int, runs: int) -> None:
    records = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    articles = [
        Article(f"{r['id']}-{i}", tuple(r["paragraphs"]), published=r["published"])
        for i, r in enumerate(islice(cycle(records), count))
    ]
    rate(articles[:64], 1)  # loads the pipeline
    found: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(runs):
        for processes, rates in found.items():
            rates.append(rate(articles, processes))
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}: "
        f"{count} articles, {runs} runs in turn; load of 1, 5 and 15 minutes: {load}"
    )
    for processes, rates in found.items():
        print(
            f"{processes} process{'es' if processes > 1 else '  '} "
            f"{statistics.median(rates):7.2f} articles/s  ({min(rates):.2f} to {max(rates):.2f})"
        )
    print(f"two / one: {statistics.median(found[2]) / statistics.median(found[1]):.2f}")


if __name__ == "__main__":
    main()
