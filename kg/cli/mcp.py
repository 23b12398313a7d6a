"""`kg mcp`: the graph for assistants."""

import os
import signal

import click

from kg.cli.options import store_option
from kg.errors import UsageError


@click.command()
@store_option
def mcp(store: str) -> None:
    """Answer an assistant's questions over the Model Context Protocol

    On standard input and output, as programs such as Claude Desktop, VS Code and Cursor start it
    (docs/mcp.md): search, names, pairs, articles, statements with their evidence, the catalogue
    and Cypher. It only reads.

    \b
    kg mcp
    kg mcp --store demo.graph
    """
    from kg.store import open_store
    from kg.view import Asked

    try:
        from kg.mcp import make_server
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types", "pydantic"}:
            raise
        raise UsageError(
            "kg mcp needs the SDK of the protocol: pip install 'kg-news[mcp]'"
        ) from error
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    with open_store(store, must_exist=True) as graph:
        make_server(Asked(graph, store)).run()


def _end(number: int, _: object) -> None:
    """End at once: a thread waits for input and would not, and who only reads loses nothing."""
    os._exit(128 + number)
