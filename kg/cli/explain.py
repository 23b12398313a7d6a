"""`kg explain`: an article or a statement -> what was found in the text, and what decided."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import proposing
from kg.cli.options import format_option, how_options, store_option, width_option
from kg.cli.tables import print_json
from kg.errors import UsageError
from kg.output import STDOUT, open_output

if TYPE_CHECKING:
    from kg.cli.articles import ToldArticles
    from kg.explain import Account
    from kg.model import Article


@click.command()
@click.argument("what", metavar="ARTICLE|STATEMENT|FILE", shell_complete=proposing.files)
@click.option("--article", metavar="ID", help="Only this article of a FILE")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    shell_complete=proposing.files,
    help="Write a page (HTML) that needs no network",
)
@format_option("text", "json")
@width_option("the text")
@store_option
@how_options
def explain(what: str, article: str | None, store: str, **options: Any) -> None:
    """Show what a text was read to say, and what decided it

    Of an ARTICLE in the graph, by its id, or of those in a FILE that is read on the spot (- is
    standard input): the text with names, cues and contents marked, and for each statement who, what
    and to whom, by which rule, on which day by which words, and how sure that is. Of a STATEMENT,
    by its id: its sentence and the same.

    \b
    kg explain eksempel-01 --store demo.graph
    kg explain examples/articles.jsonl --article eksempel-02 -o page.html
    echo "USA truer Iran med sanktioner, siger Joe Biden." | kg explain -
    """
    shown = {name: options.pop(name) for name in ("output", "format_", "width")}
    if what == STDOUT or "://" in what or Path(what).exists():
        _explain_file(what, article, options, shown)
    else:
        if article:
            raise UsageError(
                f"--article chooses among the articles of a file, and {what!r} is none"
            )
        _explain_stored(what, store, shown)


def _explain_file(
    file: str, article: str | None, options: dict[str, Any], shown: dict[str, Any]
) -> None:
    from kg.cli.articles import ToldArticles
    from kg.explain import near

    articles, seen, told = ToldArticles([file], options), list[str](), list[str]()

    def noted() -> Iterator["Account"]:
        for account in _of_file(articles, article, options, seen):
            told.append(account.article.id)
            yield account

    _show(noted(), whole=True, **shown)
    if article and not told:
        articles.finish()
        hint = near(article, seen) or f"it has {len(seen)} others"
        raise UsageError(f"no article in {file} has the id {article!r}: {hint}")
    articles.end()


def _of_file(
    articles: "ToldArticles", article: str | None, options: dict[str, Any], seen: list[str]
) -> Iterator["Account"]:
    """Yield the chosen articles, annotated; `seen` takes the ids of the others, which are not."""
    from kg.explain import of_annotated

    def others(asked: "Sequence[Article]") -> set[str]:
        there = {a.id for a in asked if article not in {None, a.id}}
        seen.extend(there)
        return there

    for annotated in articles.annotated(**options, known=others):
        if article in {None, annotated.article.id}:
            yield of_annotated(annotated)
        else:
            seen.append(annotated.article.id)


def _explain_stored(identity: str, store: str, shown: dict[str, Any]) -> None:
    from kg.explain import of_store
    from kg.store import open_store

    try:
        with open_store(store, must_exist=True) as graph:
            account = of_store(graph, identity)
    except UsageError as error:
        raise UsageError(f"there is no file {identity!r}, and {error}") from error
    _show([account], whole=account.article.id == identity, **shown)


def _show(
    accounts: Iterable["Account"],
    *,
    whole: bool,
    output: str | None,
    format_: str,
    width: int | None,
) -> None:
    if output:
        from kg.explain.html import page

        with open_output(output) as file:
            file.write(page(list(accounts), whole=whole))
        click.echo(f"wrote {output}", err=True)
    elif format_ == "json":
        from kg.explain.plain import plain

        print_json([plain(account) for account in accounts])
    else:
        from kg.cli.explained import print_accounts

        print_accounts(accounts, width, whole=whole)
