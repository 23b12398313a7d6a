"""What kg finds in the corpus, as the tables of RESULTS.md.

`python -m corpus.first_look [--split dev]` prints them.

The figures are those of `kg evaluate`; for forms, which a prediction need not share to be right,
the recall of statements of that form.
"""

from typing import Any

import click

from corpus.figures import SPLITS, read
from kg.evaluate.score import score
from kg.language import annotate
from kg.model import FORMS, Article
from kg.stream import annotated_to_json

TASKS = ("entities", "roles", "attribution", "typed", "edge")


def row(name: str, figures: dict[str, Any]) -> str:
    """Return a line of a Markdown table."""
    ratios = " | ".join(f"{figures[key]:.3f}" for key in ("precision", "recall", "f1"))
    return f"| {name} | {figures['gold']} | {ratios} |"


@click.command()
@click.option("--split", type=click.Choice(SPLITS), default="dev", show_default=True)
@click.option("--pipeline", help="Name or folder of the pipeline; default: the one that ships.")
def main(split: str, pipeline: str | None) -> None:
    """Annotate a split and print the figures."""
    articles = [
        Article(a["id"], tuple(a["paragraphs"]), published=a["published"])
        for a in read("articles", split)
    ]
    gold = {g["id"]: g for g in read("gold", split)}
    predicted = {a.article.id: annotated_to_json(a) for a in annotate(articles, pipeline=pipeline)}
    figures = score(gold, predicted)
    for title, rows in (
        ("task", {t: figures[t] for t in TASKS}),
        ("entity", figures["entities_by_type"]),
        ("predicate (typed)", figures["by_predicate"]),
    ):
        click.echo(f"| {title} | gold | precision | recall | F1 |\n|---|---:|---:|---:|---:|")
        click.echo("\n".join(row(name, found) for name, found in rows.items()) + "\n")
    click.echo(
        "| form | gold | attributed | with predicate | with target |\n|---|---:|---:|---:|---:|"
    )
    for form in FORMS:
        only = {
            i: g | {"statements": [s for s in g["statements"] if s["form"] == form]}
            for i, g in gold.items()
        }
        found = score(only, predicted)
        click.echo(
            f"| {form} | {found['edge']['gold']} | {found['attribution']['recall']:.3f} | "
            f"{found['typed']['recall']:.3f} | {found['edge']['recall']:.3f} |"
        )


if __name__ == "__main__":
    main()
