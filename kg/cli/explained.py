"""Accounts -> text on standard output: marked in colours on a terminal, by brackets elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator

import click

from kg.characters import visible
from kg.explain import Account, Piece, in_short, marks, pieces, places, reasons
from kg.explain.brackets import LEGEND, in_brackets
from kg.model import Article, Statement

#: A text, and its style in words of rich.
Styled = tuple[str, str]
Writer = Callable[[Piece], Iterator[Styled]]

NOTHING = "no statement was found in it"
STYLES = {
    "PERSON": "bold blue",
    "COUNTRY": "bold yellow",
    "ORGANISATION": "bold green",
    "PLACE": "bold magenta",
    "cue": "reverse",
    "content": "underline",
}
#: Room for the name of a part.
_PART = 13
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def print_accounts(accounts: Iterable[Account], width: int | None, *, whole: bool) -> None:
    """Print accounts; if not `whole`, of each text only what its statements rest on.

    On a terminal, or in `width` characters, they are fitted; else each line is as long as it is.
    """
    if width or sys.stdout.isatty():
        from kg.cli.marked import print_fitting

        print_fitting(accounts, width, whole=whole)
        return
    for number, account in enumerate(accounts):
        if not number:
            click.echo(LEGEND)
        for line in _lines(account, whole=whole):
            click.echo(line)


def _lines(account: Account, *, whole: bool) -> Iterator[str]:
    yield from ("", *filter(None, head(account.article)), "")
    for line in text(account, bracketed, whole=whole):
        yield "".join(words for words, _ in line)
    for number, statement in enumerate(account.statements, 1):
        yield from ("", summary(number, account, statement))
        for reason in reasons(account, statement):
            because = f"  <- {one_line(reason.because)}" if reason.because else ""
            yield f"  {reason.part:<{_PART}}{one_line(reason.found)}{because}"
    if not account.statements:
        yield from ("", NOTHING)


def head(article: Article) -> tuple[str, str]:
    """Return the title of an article, and what else is known of it on one line.

    One without a title goes by its id.
    """
    told = (article.outlet, article.published, article.byline, article.credit, article.url)
    known = (*told, article.id if article.title else "")
    return one_line(article.title or article.id), " · ".join(one_line(k) for k in known if k)


def summary(number: int, account: Account, statement: Statement) -> str:
    """Return a statement in a line: its number, who, what and whom, its id."""
    return one_line(f"{number} {in_short(account, statement)} ({statement.id})")


def text(account: Account, write: Writer, *, whole: bool) -> Iterator[list[Styled]]:
    """Yield each line of an account's text as `write` marks its pieces."""
    found = marks(account)
    for start, end in places(account, whole=whole):
        cut = pieces(account.article.text, found, start, end)
        yield [styled for piece in cut for styled in write(piece)]


def bracketed(piece: Piece) -> Iterator[Styled]:
    """Yield a piece with the brackets of the marks that begin and end with it."""
    yield in_brackets(piece, visible(piece.text)), ""


def coloured(piece: Piece) -> Iterator[Styled]:
    """Yield a piece in the colours of its marks, and the numbers of statements that end with it."""
    yield (
        visible(piece.text),
        " ".join(STYLES[m.label if m.what == "name" else m.what] for m in piece.marks),
    )
    yield from ((str(m.number).translate(_SMALL), "dim") for m in piece.closing if m.number)


def one_line(words: str) -> str:
    """Return words on one line, with nothing in them that a terminal obeys."""
    return visible(" ".join(words.split()))
