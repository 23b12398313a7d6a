"""The explorer by mixed requests: `python bench/explorer.py [--statements N] [--requests N]`.

Articles made by rule go into an embedded store, and a real server answers requests for its pages,
one after the other, chosen by chance with a fixed seed: a third of the names are the two that are
named most. Every question of the catalogue is among them in its turn, as its form is first sent,
about a name or since a day, and so is the picture around a name. Told are the median, the 95th
percentile and the slowest, in milliseconds, per page and per question; of all together, also how
many took longer than a second, and what the server spent on the processor per request, by which a
busy machine counts for less. The first requests wait until all is made ready that is made at the
start, and are not counted. A question in Cypher of one's own, for which a process of its own opens
the file, is told apart.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median, quantiles

import click
import httpx
from embedded_store import stream

from kg import catalogue
from kg.catalogue import Query
from kg.loader.run import load
from kg.store import open_store

WORDS = ("nummer", "ordfører", "navn 12", "sommer", "svar inden", "Navn Nummer 7", "findes ikke")
CHOICES: tuple[dict[str, str], ...] = (
    {},
    {"predicate": "DENIED"},
    {"kind": "person", "form": "direct"},
)
MIX = {
    "entity": 25,
    "statement": 12,
    "article": 12,
    "statements": 12,
    "questions": 12,
    "pair": 9,
    "search": 8,
    "network": 3,
    "entities": 3,
    "articles": 2,
    "front": 2,
}
#: Milliseconds that no page may take, but for a question in Cypher of one's own.
MOST = 1000


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
    number = {"page": str(dice.randint(1, 20))}
    given = {
        "front": {},
        "entity": {"id": someone(known, dice), "side": dice.choice(("made", "about"))},
        "network": {"id": someone(known, dice)},
        "pair": {"a": someone(known, dice), "b": someone(known, dice)},
        "statement": {"id": dice.choice(known["statement"])},
        "article": {"id": dice.choice(known["article"])},
        "search": {"q": dice.choice(WORDS)},
        "statements": dice.choice(CHOICES) | number,
    }
    return f"/{page}".removesuffix("front"), given.get(page, number)


def someone(known: dict[str, list[str]], dice: Random) -> str:
    """Return the id of an entity by chance, in a third of all cases of the two named most."""
    return dice.choice(known["entity"][: 2 if dice.random() < 1 / 3 else None])


def form(query: Query, known: dict[str, list[str]], dice: Random) -> dict[str, str]:
    """Return what a form of the catalogue is sent with: what it needs, and often one thing more."""
    values = {"statement_id": dice.choice(known["statement"]), "since": "2024-06"}
    values |= {p.name: someone(known, dice) for p in query.parameters if p.type == "entity"}
    needed = {p.name for p in query.parameters if p.default is None}
    more = dice.choice(("", *sorted(values.keys() & {p.name for p in query.parameters})))
    return {"question": query.name} | {n: v for n, v in values.items() if n in {*needed, more}}


@dataclass(frozen=True)
class Server:
    """A server that runs, at an address."""

    process: subprocess.Popen[bytes]
    address: str

    def spent(self) -> float:
        """Return the milliseconds that it has had of the processor so far (Linux tells)."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return 1000 * sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")


def serve(path: str) -> Server:
    """Start the real server, and return it once what it makes at the start is made."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve"]
    process = subprocess.Popen([*command, "--store", path, "--port", str(port)])
    server = Server(process, f"http://127.0.0.1:{port}")
    while socket.socket().connect_ex(("127.0.0.1", port)):
        time.sleep(0.1)
    questions = catalogue.shipped().values()
    whole = [q.name for q in questions if all(p.default is not None for p in q.parameters)]
    for first in ("/", "/statements", "/search?q=kg", *(f"/questions?question={n}" for n in whole)):
        httpx.get(server.address + first, timeout=600)
    return server


def measure(
    server: Server, known: dict[str, list[str]], requests: int
) -> dict[str, list[tuple[float, float]]]:
    """Return the milliseconds of each request, by page: by the clock, and of the processor."""
    dice, taken = Random(13), defaultdict[str, list[tuple[float, float]]](list)
    turns = cycle(catalogue.shipped().values())
    with httpx.Client(base_url=server.address, timeout=60) as client:
        for page in dice.choices(list(MIX), list(MIX.values()), k=requests):
            path, given = request(page, known, dice)
            name = page
            if page == "questions":
                query = next(turns)
                given, name = form(query, known, dice), f"question {query.name}"
            taken[name].append(ask(client, server, path, given))
        cypher = {"q": "MATCH (p:Person) RETURN count(*) AS n"}
        taken["cypher"].append(ask(client, server, "/cypher", cypher))
    return taken


def ask(
    client: httpx.Client, server: Server, path: str, given: dict[str, str]
) -> tuple[float, float]:
    """Ask for a page, and return how long it took."""
    begun, spent = time.perf_counter(), server.spent()
    answer = client.get(path, params=given)
    taken = 1000 * (time.perf_counter() - begun), server.spent() - spent
    if answer.status_code != 200:
        raise SystemExit(f"{answer.url}: {answer.status_code} {answer.text[-1500:]}")
    return taken


def line(name: str, times: list[tuple[float, float]]) -> str:
    """Return the figures of some requests as a line: by the clock, then of the processor."""
    told = []
    for each in zip(*times, strict=True):
        high = quantiles(each, n=20, method="inclusive")[-1] if len(each) > 1 else each[0]
        told.append(f"median {median(each):5.0f}  95% {high:5.0f}  slowest {max(each):5.0f}")
    return f"{name:28} {len(times):5}  clock: {told[0]}  processor: {told[1]}"


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
        server = serve(path)
        try:
            taken = measure(server, known, requests)
        finally:
            os.kill(server.process.pid, signal.SIGTERM)
            server.process.wait()
    mixed = [times for page, all_ in taken.items() if page != "cypher" for times in all_]
    asked = [
        times for page, all_ in taken.items() if page.startswith("question ") for times in all_
    ]
    for name, times in (("all", mixed), ("questions", asked), *sorted(taken.items())):
        print(line(name, times))
    clock, spent = (sum(ms > MOST for ms in each) for each in zip(*mixed, strict=True))
    print(f"longer than {MOST} ms: {clock} by the clock, {spent} by the processor")


if __name__ == "__main__":
    main()
