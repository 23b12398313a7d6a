"""`kg serve`: the explorer in the browser."""

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.web import Access


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Port to listen at; 0 takes one that is free",
)
@click.option(
    "--auth-token",
    envvar="KG_AUTH_TOKEN",
    show_envvar=True,
    metavar="FILE",
    help="File whose first line a visitor must give; needed to listen elsewhere than here",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Answer to this name, too, as behind a proxy; repeat for more",
)
def serve(store: str, host: str, port: int, auth_token: str | None, names: tuple[str, ...]) -> None:
    """Show the graph in a browser

    Search, pages for names, pairs, articles and statements, the catalogue and Cypher; it only
    reads. Only this machine can see it: to show it to others give a token.

    \b
    kg serve
    kg serve --store demo.graph --port 8080
    kg serve --host 0.0.0.0 --auth-token token.txt --name graph.example.org
    """
    import uvicorn

    from kg.store import open_store
    from kg.web import make_app

    shown = f"[{host}]" if ":" in host else host
    access = _access(shown, auth_token, names)
    with open_store(store, must_exist=True) as graph, _listening(host, port) as listening:
        at = f"http://{shown}:{listening.getsockname()[1]}/"
        click.echo(f"kg: {graph.url} at {at} (Ctrl-C ends it)", err=True)
        app = make_app(graph, store, access)
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, limit_concurrency=100
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises UsageError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"cannot listen at {host}, port {port} ({error.strerror}): choose others with --host "
            "and --port"
        ) from error
    # What is accepted from it answers at once, rather than wait to fill a packet.
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def _access(host: str, token_file: str | None, names: tuple[str, ...]) -> "Access":
    """Return who may ask. Raises UsageError for an address others can reach without a token."""
    from kg.web import Access
    from kg.web.guard import LOOPBACK

    token = _token(token_file) if token_file else None
    if host not in LOOPBACK and token is None:
        raise UsageError(
            f"others can reach {host}: give --auth-token FILE, whose first line they must know"
        )
    if host in LOOPBACK or names:
        return Access((*LOOPBACK, *(n.lower() for n in names)), token)
    return Access((), token)


def _token(path: str) -> str:
    try:
        lines = Path(path).read_text("utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the token cannot be read ({error}): name a text file") from error
    if not lines or len(lines[0]) < 16:
        raise UsageError(f"{path}: a token has at least 16 characters: `openssl rand -hex 16`")
    return lines[0]
