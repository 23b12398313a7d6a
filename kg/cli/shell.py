"""`kg shell`: questions one after the other."""

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option, timeout_option
from kg.cli.tables import FORMATS
from kg.cli.telling import say, tell
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from kg.store.base import Limits, Store, Table

#: Commands of kg that can be given behind a colon.
_COMMANDS = ("show", "quote", "explain", "queries", "status", "export")
_OWN = ("help", "format", "quit")
_HELP = """\
threats since=2024-05 limit=5        a question of the catalogue (:queries lists them)
said Joe Biden                       its values by name, or in the order in which it needs them
between "Joe Biden" Israel           names of several words in quotation marks
MATCH (p:Person) RETURN p.name;      Cypher, to a semicolon or an empty line; it only reads
:show Joe Biden                      also :quote, :explain, :queries, :status, :export
:format json                         how answers are printed: table, json, jsonl, csv, tsv, markdown
:help  :quit                         Tab completes, Up goes back, Ctrl-C leaves a line, Ctrl-D ends
"""
_ROWS, _MEMORY = 1000, 1024 * 2**20


@click.command()
@store_option
@timeout_option
def shell(store: str, timeout: float) -> None:
    """Ask the graph one question after the other

    By the name of a query in the catalogue with its values, or in Cypher, which may take several
    lines and ends with a semicolon. Tab completes questions, names, labels and properties, what was
    typed is kept (KG_HISTORY). From a pipe, each line is a question, and the first that fails ends
    it.

    \b
    kg shell
    kg> said Joe Biden limit=3
    kg> :show Israel
    kg> MATCH (p:Person)-[r:THREATENED]->(c:Country) RETURN p.name, c.name, r.text;
    """
    from kg.store import open_store
    from kg.store.base import Limits

    with open_store(store, must_exist=True) as graph:
        asking = Asking(graph, store, Limits(timeout or None, _ROWS))
        if sys.stdin.isatty():
            _talk(asking)
        else:
            _read(asking)


@dataclass
class Asking:
    """A shell over a store; `format_` is how answers are printed."""

    store: "Store"
    address: str
    limits: "Limits"
    format_: str = "table"

    def answer(self, line: str) -> None:
        """Do what a line asks for. Raises KgError, and EOFError for one that ends the shell."""
        from kg.cli.lines import is_cypher

        text = line.strip()
        if not text:
            return
        if text.startswith(":"):
            self._command(text[1:].rstrip(";"))
        elif is_cypher(text):
            self._cypher(text.rstrip(";"))
        else:
            self._question(text.rstrip(";"))

    def _question(self, text: str) -> None:
        from kg import catalogue, find
        from kg.cli.choosing import chosen
        from kg.cli.lines import values

        query = catalogue.get(text.split(maxsplit=1)[0])
        table = find.ask(self.store, query, values(query, text), self.limits, chosen)
        self._print(table, query.summary, query.drops)

    def _cypher(self, text: str) -> None:
        from kg.store.apart import read_apart

        table = read_apart(self.address, text, {}, self.limits, _MEMORY)
        self._print(table)
        for notice in table.notices:
            say(notice)

    def _print(self, table: "Table", title: str = "", drops: tuple[str, ...] = ()) -> None:
        from kg.cli.tables import print_rows

        print_rows(table.columns, table.rows, self.format_, title=title, drops=drops)
        if table.cut:
            say(f"these are the first {_ROWS:,} rows, and there are more: ask for less")

    def _command(self, text: str) -> None:
        name, _, rest = text.partition(" ")
        if name == "help":
            click.echo(_HELP, nl=False)
        elif name in {"quit", "exit", "q"}:
            raise EOFError
        elif name == "format" and rest.strip() in FORMATS:
            self.format_ = rest.strip()
        elif name == "format":
            raise UsageError(f"no format {rest.strip()!r}: expected one of {', '.join(FORMATS)}")
        elif name in _COMMANDS:
            self._command_of_kg(name, rest)
        else:
            raise UsageError(f"no command {name!r}: `:help` tells what there is")

    def _command_of_kg(self, name: str, rest: str) -> None:
        """Run a command of kg as the terminal does, over the store of this shell."""
        from kg.cli import main

        given = _words(rest)
        if name in {"show", "quote"}:
            words = list(takewhile(lambda word: not word.startswith("-"), given))
            given = [" ".join(words), *given[len(words) :]]
        store = () if name == "queries" else ("--store", self.address)
        try:
            main.main([name, *given, *store], prog_name="kg", standalone_mode=False)
        except click.ClickException as error:
            raise UsageError(error.format_message()) from error


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # an apostrophe, as in USA's
        return text.split()


def _guarded(answer: Callable[[str], None], line: str) -> int:
    """Answer a line; return the exit code of what it could not be answered for."""
    try:
        answer(line)
    except KgError as error:
        tell(error)
        return error.exit_code
    return 0


def _talk(asking: Asking) -> None:
    """Answer what is typed at a terminal, until it ends."""
    session = _session(asking)
    click.echo(f"{asking.store.url}: `:help` tells what can be asked, Ctrl-D ends", err=True)
    while _answered(asking, session):
        pass


def _answered(asking: Asking, session: "PromptSession[str]") -> bool:
    """Answer a line; False when it ends the shell. Ctrl-C leaves it, or its answer."""
    try:
        _guarded(asking.answer, session.prompt())
    except KeyboardInterrupt:
        say("interrupted")
    except EOFError:
        return False
    return True


def _read(asking: Asking) -> None:
    """Answer the lines of a pipe; the first that cannot be answered ends with its exit code."""
    from kg.cli.lines import is_whole

    lines: list[str] = []
    for line in (*sys.stdin, "\n"):
        lines.append(line)
        if is_whole("".join(lines).removesuffix("\n")):
            try:
                code = _guarded(asking.answer, "".join(lines))
            except EOFError:
                return
            if code:
                click.get_current_context().exit(code)
            lines.clear()


def _session(asking: Asking) -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import ThreadedCompleter

    from kg.cli.completing import LineCompleter
    from kg.cli.keys import enter_when_whole, history

    completer = LineCompleter(asking.store, (*_COMMANDS, *_OWN))
    return PromptSession(
        "kg> ",
        completer=ThreadedCompleter(completer),
        complete_while_typing=False,
        history=history(),
        key_bindings=enter_when_whole(),
        multiline=True,
        prompt_continuation="... ",
        enable_history_search=True,
    )
