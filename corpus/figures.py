"""Count the corpus, and measure how like each other its sentences are.

`python -m corpus.figures` prints the tables of the datasheet.

Likeness is the normalised Indel similarity of rapidfuzz (0 to 100) between sentences of eight words
and more of different articles.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rapidfuzz import fuzz, process

HERE = Path(__file__).parent
SPLITS = ("train", "dev", "test")
LONG_ENOUGH = 8
LIKE = 80.0


def read(kind: str, split: str) -> list[dict[str, Any]]:
    """Return the records of a split: "articles" or "gold"."""
    return [
        json.loads(line)
        for line in (HERE / f"{split}.{kind}.jsonl").read_text("utf-8").splitlines()
    ]


def sentences(article: dict[str, Any]) -> Iterable[str]:
    """Yield an article's sentences of eight words and more, cut at "." and "?" and "!"."""
    for paragraph in article["paragraphs"]:
        yield from (
            s.strip()
            for s in re.split(r"(?<=[.!?])\s+", paragraph)
            if len(s.split()) >= LONG_ENOUGH
        )


def near_duplicates(articles: list[dict[str, Any]]) -> list[tuple[float, str, str, str, str]]:
    """Return every pair from different articles that is at least `LIKE`, most alike first.

    Each as its likeness, the two articles and the two sentences.
    """
    owners, texts = zip(*((a["id"], s) for a in articles for s in sentences(a)), strict=True)
    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=LIKE, workers=-1)
    pairs = [
        (float(scores[i, k]), owners[i], owners[k], texts[i], texts[k])
        for i, k in zip(*scores.nonzero(), strict=True)
        if i < k and owners[i] != owners[k]
    ]
    return sorted(pairs, reverse=True)


def table(title: str, rows: list[tuple[str, Counter[str]]]) -> str:
    """Return a Markdown table with a column per split."""
    lines = [f"| {title} | train | dev | test | all |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {c['train']} | {c['dev']} | {c['test']} | {sum(c.values())} |"
        for name, c in rows
    ]
    return "\n".join(lines)


def counted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, Counter[str]]]:
    """Return how often each name comes per split, from (name, split) pairs, sorted."""
    counts: dict[str, Counter[str]] = {}
    for name, split in pairs:
        counts.setdefault(name, Counter())[split] += 1
    return sorted(counts.items())


@click.command()
def main() -> None:
    """Print the figures."""
    articles = [(a, split) for split in SPLITS for a in read("articles", split)]
    gold = [(g, split) for split in SPLITS for g in read("gold", split)]
    words = Counter(
        {
            split: sum(len(" ".join(a["paragraphs"]).split()) for a, s in articles if s == split)
            for split in SPLITS
        }
    )
    size = [("articles", Counter(split for _, split in articles)), ("words", words)]
    size += [
        (key, Counter({s: sum(len(g[key]) for g, t in gold if t == s) for s in SPLITS}))
        for key in ("entities", "roles", "statements")
    ]
    click.echo(table("size", size))
    click.echo("\n" + table("topic", counted((a["topic"], split) for a, split in articles)))
    click.echo("\n" + table("genre", counted((a["genre"], split) for a, split in articles)))
    click.echo(
        "\n" + table("decade", counted((a["published"][:3] + "0s", split) for a, split in articles))
    )
    click.echo(
        "\n"
        + table("entity", counted((e["type"], split) for g, split in gold for e in g["entities"]))
    )
    click.echo(
        "\n"
        + table("form", counted((s["form"], split) for g, split in gold for s in g["statements"]))
    )
    click.echo(
        "\n"
        + table(
            "predicate",
            counted((s["predicate"], split) for g, split in gold for s in g["statements"]),
        )
    )
    pairs = near_duplicates([a for a, _ in articles])
    click.echo(
        f"\nPairs of sentences of different articles that are at least {LIKE:.0f} alike: "
        f"{len(pairs)}"
    )
    for score, one, other, first, second in pairs[:20]:
        click.echo(f"  {score:.0f} {one} / {other}: {first} / {second}")


if __name__ == "__main__":
    main()
