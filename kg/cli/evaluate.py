"""`kg evaluate`: articles and their gold annotation -> accuracy figures."""

from typing import Any

import click

from kg.cli import proposing
from kg.cli.options import format_option, language_options
from kg.cli.tables import FORMATS, print_json, print_rows
from kg.cli.telling import tell
from kg.errors import RunError, UsageError

Json = dict[str, Any]


@click.command()
@click.argument("articles", shell_complete=proposing.files)
@click.argument("gold", shell_complete=proposing.files)
@language_options
@format_option(*FORMATS)
def evaluate(articles: str, gold: str, format_: str, **options: Any) -> None:
    """Measure how well articles are annotated

    ARTICLES are raw (and annotated now) or annotated already, GOLD is what should have been found,
    both JSON lines. Prints precision, recall and F1 of entities, roles and statements;
    `docs/model.md` says what counts as right.

    \b
    kg evaluate articles.jsonl gold.jsonl
    kg evaluate annotated.jsonl gold.jsonl --format json
    """
    from kg.evaluate.gold import read_gold
    from kg.evaluate.score import score

    expected = read_gold(gold)
    found = _annotated(articles, options)
    if stray := sorted(set(found) - set(expected)):
        raise UsageError(
            f"{articles}: {len(stray)} articles are not in {gold}, such as {stray[0]!r}; expected "
            "only articles with a gold annotation"
        )
    figures = score(expected, found)
    if format_ == "json":
        print_json(figures)
    else:
        print_rows(
            ("task", "precision", "recall", "F1", "right", "found", "gold"),
            list(_rows(figures)),
            format_,
            title=f"{figures['articles']} articles",
        )


def _annotated(path: str, options: Json) -> dict[str, Json]:
    """Return the annotation of each article of a file by id: as it stands there, or made now."""
    from kg.evaluate.gold import is_gold, read_gold
    from kg.jobs import Articles
    from kg.stream import annotated_to_json

    if is_gold(path):
        return read_gold(path)
    articles = Articles([path], on_skip=tell)
    found = {a.article.id: annotated_to_json(a) for a in articles.annotated(**options)}
    if articles.skipped:
        raise RunError(
            f"{path}: {articles.skipped} articles cannot be read, and figures without them would "
            "mislead; mend them first"
        )
    return found


def _rows(figures: Json) -> list[tuple[Any, ...]]:
    tasks = {task: figures[task] for task in ("entities", "roles", "attribution", "typed", "edge")}
    groups = {**tasks, **figures["entities_by_type"], **figures["by_predicate"]}
    rows = [
        (name, f["precision"], f["recall"], f["f1"], f["tp"], f["predicted"], f["gold"])
        for name, f in groups.items()
    ]
    if figures["negated_accuracy"] is not None:
        rows.insert(
            len(tasks),
            ("negated (accuracy)", figures["negated_accuracy"], None, None, None, None, None),
        )
    return rows
