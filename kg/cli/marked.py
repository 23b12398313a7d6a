"""Accounts -> a terminal: texts in colours, and beside each part of a statement what decided."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.explained import (
    NOTHING,
    STYLES,
    bracketed,
    coloured,
    head,
    one_line,
    summary,
    text,
)
from kg.explain import Account, reasons
from kg.explain.brackets import LEGEND
from kg.model import Statement


def print_fitting(accounts: Iterable[Account], width: int | None, *, whole: bool) -> None:
    """Print accounts in at most `width` characters, by default those of the terminal."""
    console = Console(width=width, highlight=False)
    for number, account in enumerate(accounts):
        if not number:
            console.print(_legend() if console.color_system else Text(LEGEND))
        title, about = head(account.article)
        console.print("", Text(title, style="bold"), sep="\n")
        console.print(Text(f"{about}\n" if about else "", style="dim"))
        for line in text(account, coloured if console.color_system else bracketed, whole=whole):
            console.print(Text.assemble(*line))
        for place, statement in enumerate(account.statements, 1):
            console.print("", Text(summary(place, account, statement), style="bold"), sep="\n")
            console.print(_table(account, statement))
        if not account.statements:
            console.print("", Text(NOTHING, style="dim"), sep="\n")


def _table(account: Account, statement: Statement) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for style in ("bold", "", "dim"):
        table.add_column(style=style, overflow="fold")
    for reason in reasons(account, statement):
        cells = (f"  {reason.part}", one_line(reason.found), one_line(reason.because))
        table.add_row(*map(Text, cells))
    return table


def _legend() -> Text:
    return Text("  ").join(Text(name.lower(), style=style) for name, style in STYLES.items())
