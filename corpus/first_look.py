"""What kg finds in the corpus: `python -m corpus.first_look` writes it into RESULTS.md.

The figures are those of `kg evaluate`; for forms, which a prediction need not share to be right,
the recall of statements of that form. The tables of a part stand between two comments.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from corpus.blocks import with_block
from kg.evaluate.gold import read_gold
from kg.evaluate.score import score
from kg.language import annotate
from kg.model import FORMS, Article
from kg.sources import read
from kg.stream import annotated_to_json

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
FORM_HEAD = """| form | gold | attributed | with predicate | with target |
|---|---:|---:|---:|---:|"""
TASKS = ("entities", "roles", "attribution", "typed", "edge")


def row(name: str, figures: dict[str, Any]) -> str:
    """Return a line of a Markdown table."""
    ratios = " | ".join(f"{figures[key]:.3f}" for key in ("precision", "recall", "f1"))
    return f"| {name} | {figures['gold']} | {ratios} |"


def tables(split: str) -> Iterator[str]:
    """Annotate a split and yield its tables."""
    articles, marked = (str(HERE / f"{split}.{kind}.jsonl") for kind in ("articles", "gold"))
    texts = (item for item in read(articles) if isinstance(item, Article))
    gold = read_gold(marked)
    predicted = {a.article.id: annotated_to_json(a) for a in annotate(texts)}
    figures = score(gold, predicted)
    for title, rows in (
        ("task", {t: figures[t] for t in TASKS}),
        ("entity", figures["entities_by_type"]),
        ("predicate (typed)", figures["by_predicate"]),
    ):
        head = f"| {title} | gold | precision | recall | F1 |\n|---|---:|---:|---:|---:|"
        yield "\n".join([head, *(row(name, found) for name, found in rows.items())])
    yield "\n".join([FORM_HEAD, *(form_row(form, gold, predicted) for form in FORMS)])


def form_row(form: str, gold: dict[str, Any], predicted: dict[str, Any]) -> str:
    """Return what is found of the statements of a form, as a line of a table."""
    only = {
        i: g | {"statements": [s for s in g["statements"] if s["form"] == form]}
        for i, g in gold.items()
    }
    found = score(only, predicted)
    recalls = " | ".join(f"{found[t]['recall']:.3f}" for t in ("attribution", "typed", "edge"))
    return f"| {form} | {found['edge']['gold']} | {recalls} |"


@click.command()
def main() -> None:
    """Measure dev and test and write the tables into RESULTS.md."""
    text = RESULTS.read_text("utf-8")
    for split in ("dev", "test"):
        text = with_block(text, split, "\n\n".join(tables(split)), RESULTS)
    RESULTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
