"""How fast articles get into Neo4j, and whether they all arrive.

`python bench/neo4j_load.py [--statements N] [--only NAME]...`.

Every way of writing has a server of its own, with the same settings, and they take turns: each
writes the first batches, then each the next ones, and so on. So whatever else the machine does
falls on all alike. Wall time and the server's CPU time are measured per turn, after a warm-up that
is not counted; what a writer takes is made outside the clock. Needs Java, Maven and
`pip install kg-news[bench]`.
"""

import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import neo4j
from neo4j_rows import STATEMENTS, articles, bare
from neo4j_writers import WRITERS, Batch, Writer

from kg.bulk.run import bulk
from kg.jobs import Articles
from kg.model import PREDICATES
from kg.store.rows import GraphRows, graph_rows
from kg.stream import annotated_line

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import neo4j_server

BATCH = 1000
MARKS = (2_000, 20_000, 200_000)
APOC = ("apoc-core", "apoc-common")


@dataclass
class Run:
    """One way of writing, its server, and what each of its turns took.

    A turn is the statements written, and the seconds taken: wall time and the server's CPU time.
    """

    name: str
    server: neo4j_server.Server
    writer: Writer
    turns: list[tuple[int, float, float]] = field(default_factory=list)

    def take(self, turn: list[Batch], *, counted: bool) -> None:
        """Write some batches, and keep how long it took when it is counted."""
        payload = self.writer.prepare(turn)
        before, begun = cpu(self.server.process.pid), time.perf_counter()
        self.writer.write(payload)
        if counted:
            self.turns.append(
                (
                    BATCH * len(turn),
                    time.perf_counter() - begun,
                    cpu(self.server.process.pid) - before,
                )
            )

    def rate(self, last: int | None = None) -> float:
        """Return statements a second, over all turns or the last ones."""
        part = self.turns[-last:] if last else self.turns
        return sum(n for n, *_ in part) / sum(wall for _, wall, _ in part)

    def kept(self) -> int:
        """Count the typed edges that are there."""
        with neo4j.GraphDatabase.driver(self.server.url, auth=self.server.session_auth()) as driver:
            return sum(
                driver.execute_query(f"MATCH ()-[r:{kind}]->() RETURN count(r)").records[0][0]
                for kind in PREDICATES
            )


def cpu(pid: int) -> float:
    """Return the CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def batches(statements: int, shape: Callable[[GraphRows], GraphRows]) -> Iterator[Batch]:
    stream, seen = articles(statements), set[str]()
    while records := list(islice(stream, BATCH // STATEMENTS)):
        rows = shape(graph_rows(records))
        ids = {r["id"] for found in rows.nodes.values() for r in found}
        yield Batch(records, rows, [shape(graph_rows([record])) for record in records], ids - seen)
        seen |= {i for i in ids if not i.startswith(("statement:", "article:"))}


def start(stack: ExitStack, name: str, line: str, heap: str) -> Run:
    settings = {
        "server.memory.pagecache.size": "512m",
        "dbms.security.procedures.unrestricted": "apoc.*",
    }
    plugins = (
        neo4j_server.jars(neo4j_server.LINES[line], *APOC)
        if name.startswith(("neo4j-", "langchain-"))
        else None
    )
    server = stack.enter_context(
        neo4j_server.running(line, heap=heap, flags=(), settings=settings, plugins=plugins)
    )
    return Run(name, server, WRITERS[name](server.url, server.session_auth()))


def report(runs: list[Run], sent: int) -> None:
    ours, done = runs[0], sum(n for n, *_ in runs[0].turns)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\nafter {done:,} statements, {sent:,} typed edges sent, warm-up included; memory of this "
        f"process at most {memory} MB"
    )
    print(
        f"{'':28} {'statements/s':>12} {'last tenth':>10} {'server CPU s':>12} {'edges kept':>10} "
        f"{'lost':>6} {ours.name + ' is':>10}"
    )
    for run in runs:
        kept, rate, tenth = run.kept(), run.rate(), run.rate(max(1, len(run.turns) // 10))
        figures = (
            f"{rate:12,.0f} {tenth:10,.0f} {sum(c for *_, c in run.turns):12.1f} {kept:10,} "
            f"{1 - kept / sent:6.1%} {ours.rate() / rate:9.2f}x"
        )
        print(f"{run.name:28} {figures}", flush=True)


def in_bulk(statements: int, sent: int, line: str, heap: str) -> None:
    """Import all articles into an empty database; tell how fast, and how many edges are kept."""
    with TemporaryDirectory(prefix="kg-bulk-") as folder:
        file, made = Path(folder) / "articles.jsonl", Path(folder) / "import"
        with file.open("w", encoding="utf-8") as lines:
            for record in articles(statements):
                lines.write(annotated_line(record))
        server = neo4j_server.Server(
            neo4j_server.LINES[line], Path(folder) / "home", heap=heap, flags=()
        )
        before, begun = sum(os.times()[:4]), time.perf_counter()
        bulk(str(made), Articles([str(file)]))
        files = time.perf_counter() - begun
        server.admin(f"@{made}/arguments.txt", "neo4j", folder=made, heap=heap)
        took, spent = time.perf_counter() - begun, sum(os.times()[:4]) - before
        server.start()
        try:
            run = Run("kg bulk", server, Writer(lambda _: None, lambda _: None))
            kept = run.kept()
        finally:
            server.kill()
    print(
        f"{run.name:28} {statements / took:12,.0f} {'':23} {kept:10,} {1 - kept / sent:6.1%}; of "
        f"{took:.1f} s the files took {files:.1f}; {spent:.1f} s of processors"
    )


@click.command()
@click.option("--statements", default=20_000, show_default=True, help="How many to write, in all")
@click.option(
    "--warm-up", default=20_000, show_default=True, help="Statements before the clock starts"
)
@click.option(
    "--turn",
    default=4,
    show_default=True,
    help="Batches that a writer writes before the next one's turn",
)
@click.option(
    "--rows",
    type=click.Choice(("full", "bare")),
    default="full",
    show_default=True,
    help="Rows with all properties, or few of them and 4 edges a statement",
)
@click.option(
    "--line",
    type=click.Choice(tuple(neo4j_server.LINES)),
    default="5.26",
    show_default=True,
    help="Line of Neo4j",
)
@click.option("--heap", default="1g", show_default=True, help="Heap of each server")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(tuple(WRITERS)),
    help="Just these, the first one being compared with the others",
)
@click.option("--bulk/--no-bulk", "imported", default=False, help="Then kg bulk, of all of it")
def main(
    statements: int,
    warm_up: int,
    turn: int,
    rows: str,
    only: tuple[str, ...],
    *,
    imported: bool,
    **server: str,
) -> None:
    version = neo4j_server.LINES[server["line"]].version
    print(
        f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, Neo4j "
        f"{version}, heap {server['heap']}, batches of {BATCH}, {rows} rows"
    )
    with ExitStack() as stack:
        runs = [start(stack, name, **server) for name in only or WRITERS]
        sent = done = 0
        stream = batches(statements + warm_up, bare if rows == "bare" else lambda full: full)
        while batch := list(islice(stream, turn)):
            sent += sum(
                len(found)
                for b in batch
                for key, found in b.rows.edges.items()
                if key[0] in PREDICATES
            )
            for run in runs:
                run.take(batch, counted=done >= warm_up)
            done += BATCH * len(batch)
            if done - warm_up in {*MARKS, statements}:
                report(runs, sent)
    if imported:
        in_bulk(statements + warm_up, sent, **server)


if __name__ == "__main__":
    main()
