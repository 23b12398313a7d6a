"""The explorer by mixed requests: `python bench/explorer.py [--statements N] [--requests N]`.

Articles made by rule go into an embedded store, and a real server answers requests for its pages,
one after the other, chosen by chance with a fixed seed: a third of the names are the two that are
named most. Told are the median, the 95th percentile and the slowest, in milliseconds, per page.
The first search waits until its indexes are made and is not counted. Questions of the catalogue, in
Cypher of one's own (which open the file anew), and the picture are told apart.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from random import Random
from statistics import median, quantiles

import click
import httpx
from embedded_store import stream

from kg.loader.run import load
from kg.store import open_store

WORDS = ("nummer", "ordfører", "navn 12", "sommer", "svar inden", "Navn Nummer 7", "findes ikke")
QUESTIONS = ("threats", "in-the-news", "disputes", "most-quoted", "conflict-balance")
CHOICES: tuple[dict[str, str], ...] = (
    {},
    {"predicate": "DENIED"},
    {"kind": "person", "form": "direct"},
)
MIX = {
    "entity": 30,
    "statement": 15,
    "article": 15,
    "statements": 14,
    "pair": 10,
    "search": 8,
    "entities": 3,
    "articles": 3,
    "front": 2,
}


def ids(path: str) -> dict[str, list[str]]:
    """Return ids to ask for; of entities, those named most come first."""
    with open_store(path) as store:
        most = "MATCH (e:Entity)<-[:MENTIONS]-(a) RETURN e.id, count(*) AS n ORDER BY n DESC"
        found = {"entity": [i for i, _ in store.read(most).rows]}
        for label in ("Article", "Statement"):
            rows = store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 5000").rows
            found[label.lower()] = [i for (i,) in rows]
    return found


def request(page: str, known: dict[str, list[str]], dice: Random) -> tuple[str, dict[str, str]]:
    """Return the path and parameters of a page, by chance."""

    def someone() -> str:
        return dice.choice(known["entity"][: 2 if dice.random() < 1 / 3 else None])

    number = {"page": str(dice.randint(1, 20))}
    given = {
        "front": {},
        "entity": {"id": someone(), "side": dice.choice(("made", "about"))},
        "pair": {"a": someone(), "b": someone()},
        "statement": {"id": dice.choice(known["statement"])},
        "article": {"id": dice.choice(known["article"])},
        "search": {"q": dice.choice(WORDS)},
        "statements": dice.choice(CHOICES) | number,
    }
    return f"/{page}".removesuffix("front"), given.get(page, number)


def serve(path: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the real server, and return it with its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve"]
    server = subprocess.Popen([*command, "--store", path, "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    while socket.socket().connect_ex(("127.0.0.1", port)):
        time.sleep(0.1)
    for first in ("/", "/statements", "/search?q=kg"):  # until what is made at the start is made
        httpx.get(address + first, timeout=600)
    return server, address


def measure(address: str, known: dict[str, list[str]], requests: int) -> dict[str, list[float]]:
    """Return the milliseconds of each request, by page."""
    dice, taken = Random(13), defaultdict[str, list[float]](list)
    with httpx.Client(base_url=address, timeout=60) as client:
        for page in dice.choices(list(MIX), list(MIX.values()), k=requests):
            path, given = request(page, known, dice)
            ask(client, path, given, taken[page])
        for name in QUESTIONS:
            ask(client, "/questions", {"question": name}, taken[f"question {name}"])
        ask(client, "/cypher", {"q": "MATCH (p:Person) RETURN count(*) AS n"}, taken["cypher"])
        ask(client, "/network", {"id": known["entity"][0]}, taken["network"])
    return taken


def ask(client: httpx.Client, path: str, given: dict[str, str], taken: list[float]) -> None:
    """Ask for a page, and note how long it took."""
    begun = time.perf_counter()
    answer = client.get(path, params=given)
    taken.append(1000 * (time.perf_counter() - begun))
    if answer.status_code != 200:
        raise SystemExit(f"{answer.url}: {answer.status_code} {answer.text[-1500:]}")


@click.command()
@click.option("--statements", default=100_000, show_default=True)
@click.option("--requests", default=1000, show_default=True)
@click.option("--store", help="Use this store; it is filled when it is not there")
def main(statements: int, requests: int, store: str | None) -> None:
    """Fill a store, ask for pages, tell how long they took."""
    with tempfile.TemporaryDirectory() as folder:
        path = store or str(Path(folder) / "bench.graph")
        if not Path(path).exists():
            with open_store(path) as graph:
                load(graph, stream(statements))
        known = ids(path)
        server, address = serve(path)
        try:
            taken = measure(address, known, requests)
        finally:
            os.kill(server.pid, signal.SIGTERM)
            server.wait()
    mixed = [ms for page in MIX for ms in taken[page]]
    for name, times in (("all of the mix", mixed), *taken.items()):
        high = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(
            f"{name:26} {len(times):5} requests  median {median(times):7.0f} ms"
            f"  95% {high:7.0f} ms  slowest {max(times):7.0f} ms"
        )


if __name__ == "__main__":
    main()
