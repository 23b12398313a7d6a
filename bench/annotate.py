"""How much reading adds to parsing: `python bench/annotate.py [--copies N]`.

The articles of corpus/dev.articles.jsonl, N times over, are parsed by the bare spaCy pipeline and
annotated by kg, in turn, in one process; as the command does, both keep what was loaded from the
search for garbage. Printed are words per second of processor time (the median of the runs) and kg's
rate over bare spaCy's, the limit.
"""

import gc
import json
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import click
import spacy

from kg.language.parsing import load_pipeline
from kg.language.pipeline import annotate_with
from kg.model import Article

ARTICLES = Path(__file__).parent.parent / "corpus/dev.articles.jsonl"


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@click.command()
@click.option("--pipeline", default="kg_da", show_default=True)
@click.option("--copies", default=5, show_default=True)
@click.option("--runs", default=5, show_default=True)
def main(pipeline: str, copies: int, runs: int) -> None:
    records = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()] * copies
    articles = [
        Article(f"{r['id']}-{i}", tuple(r["paragraphs"]), published=r["published"])
        for i, r in enumerate(records)
    ]
    words = sum(len(a.text.split()) for a in articles)
    nlp = load_pipeline(pipeline)
    paragraphs = [p for a in articles for p in a.paragraphs]
    work = {
        "bare spaCy": lambda: list(nlp.pipe(paragraphs)),
        "kg annotate": lambda: list(annotate_with(nlp, articles)),
    }
    for run in work.values():
        run()
    gc.collect()
    gc.freeze()
    rates: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(runs):
        for name, run in work.items():
            rates[name].append(words / seconds(run))
    print(
        f"{platform.machine()}, Python {platform.python_version()}, spaCy {spacy.__version__}, "
        f"{pipeline}: {len(articles)} articles, {words} words, {runs} runs in turn"
    )
    for name, found in rates.items():
        print(
            f"{name:12} {statistics.median(found):9,.0f} words/s  ({min(found):,.0f} to "
            f"{max(found):,.0f})"
        )
    print(
        "kg annotate / bare spaCy: "
        f"{statistics.median(rates['kg annotate']) / statistics.median(rates['bare spaCy']):.2f}"
    )


if __name__ == "__main__":
    main()
