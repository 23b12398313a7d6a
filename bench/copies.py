"""How well copies are found, and what finding them costs.

`python -m bench.copies [ARTICLES] [--seed N] [--cost N]`.

Articles are printed as papers print them (`bench/editing.py`) and stored in an order of chance.
Printed are precision, recall and F1 over all pairs of prints: a pair is right when both are of one
story, found when both have one original. A third of the stories are two about one event, which
share names and a quote. With --cost, as many prints are stored with and without the search.
"""

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from bench.editing import accuracy, printed, read
from kg.model import Annotated, Article
from kg.store import copies, open_store
from kg.store.base import Store

ROOT = Path(__file__).parent.parent
LINKS = "MATCH (a:Article)-[:COPY_OF]->(b:Article) RETURN a.id, b.id"
#: Articles in a batch.
BATCH = 500


@click.command()
@click.argument("articles", default=ROOT / "corpus/train.articles.jsonl", type=Path)
@click.option("--seed", default=1, show_default=True)
@click.option("--cost", default=0, metavar="N", help="Measure the cost with N prints")
def main(articles: Path, seed: int, cost: int) -> None:
    """Print precision, recall and F1, and what finding copies costs."""
    prints = printed(read(articles), seed)
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/news.graph") as store:
        _store(store, [p.article for p in prints])
        origins = dict(store.read(LINKS).rows)
    precision, recall, f1 = accuracy(prints, origins)
    click.echo(
        f"{len(prints)} prints of {len({p.story for p in prints})} stories, seed {seed}: "
        f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
    )
    if cost:
        _cost(_many(read(articles), cost))


def _store(store: Store, articles: Sequence[Article]) -> None:
    store.apply_schema()
    for n in range(0, len(articles), BATCH):
        store.write([Annotated(article) for article in articles[n : n + BATCH]])


def _many(articles: Sequence[Article], count: int) -> list[Article]:
    """Return so many articles: words of ours in other orders, every story printed twice."""
    chance = random.Random(0)
    words = [word for article in articles for word in article.text.split()]
    found: list[Article] = []
    for number in range(count // 2):
        drawn = chance.choices(words, k=260)
        told = tuple(" ".join((*drawn[n : n + 20], "ord.")) for n in range(0, 260, 20))
        found.append(Article(f"a{number}", told, published="2024-05-09"))
        found.append(Article(f"b{number}", told[:8], published="2024-05-10"))
    return found


def _cost(articles: Sequence[Article]) -> None:
    link = copies.link
    figures = []
    for search in (link, lambda *_: set()):
        copies.link = search
        with tempfile.TemporaryDirectory() as folder:
            with open_store(f"{folder}/news.graph") as store:
                begun = time.process_time()
                _store(store, articles)
                spent = time.process_time() - begun
            figures.append((spent, Path(f"{folder}/news.graph").stat().st_size))
    (spent, size), (less, smaller) = figures
    count = len(articles)
    click.echo(
        f"{count:,} prints, half of them copies: {1000 * (spent - less) / count:.2f} ms and "
        f"{(size - smaller) / count:.0f} bytes per article more than the {1000 * less / count:.2f} "
        f"ms and {smaller / count:.0f} bytes that storing its text takes"
    )


if __name__ == "__main__":
    main()
