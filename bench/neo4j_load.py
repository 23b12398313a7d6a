"""How fast articles get into Neo4j, and whether they all arrive: `python bench/neo4j_load.py [--statements N] [--only NAME]...`.

Every way of writing has a server of its own, with the same settings, and they take turns: each writes the first thousand statements, then each the second,
and so on. So whatever else the machine does falls on all alike. Wall time and the server's CPU time are measured per batch, after a warm-up that is
not counted; what a writer takes is made outside the clock. Needs Java, Maven and `pip install kg[bench]`.
"""

import platform
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import click
import neo4j
from neo4j_rows import STATEMENTS, articles
from neo4j_writers import WRITERS, Batch, Writer

from kg.model import PREDICATES, Annotated
from kg.store.rows import graph_rows

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import neo4j_server

BATCH = 1000
MARKS = (2_000, 20_000, 200_000)
APOC = ("apoc-core", "apoc-common")


@dataclass
class Run:
    """One way of writing, its server, and the seconds each batch took: (wall, server's CPU)."""

    name: str
    server: neo4j_server.Server
    writer: Writer
    seconds: list[tuple[float, float]] = field(default_factory=list)

    def batch(self, batch: Batch, *, counted: bool) -> None:
        """Write one batch, and keep how long it took when it is counted."""
        payload = self.writer.prepare(batch)
        before, begun = cpu(self.server.process.pid), time.perf_counter()
        self.writer.write(payload)
        if counted:
            self.seconds.append((time.perf_counter() - begun, cpu(self.server.process.pid) - before))

    def rate(self, first: int, last: int) -> float:
        """Return statements a second over those batches, [first, last)."""
        part = self.seconds[first:last]
        return BATCH * len(part) / sum(wall for wall, _ in part)

    def kept(self) -> int:
        """Count the typed edges that are there."""
        with neo4j.GraphDatabase.driver(self.server.url, auth=self.server.session_auth()) as driver:
            return sum(driver.execute_query(f"MATCH ()-[r:{kind}]->() RETURN count(r)").records[0][0] for kind in PREDICATES)


def cpu(pid: int) -> float:
    """Return the CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def batches(statements: int) -> Iterator[list[Annotated]]:
    stream = articles(statements)
    while batch := list(islice(stream, BATCH // STATEMENTS)):
        yield batch


def start(stack: ExitStack, line: str, name: str, heap: str) -> Run:
    settings = {"server.memory.pagecache.size": "512m", "dbms.security.procedures.unrestricted": "apoc.*"}
    plugins = neo4j_server.jars(neo4j_server.LINES[line], *APOC) if "-neo4j" in name or "neo4j-" in name else None
    server = stack.enter_context(neo4j_server.running(line, heap=heap, flags=(), settings=settings, plugins=plugins))
    return Run(name, server, WRITERS[name](server.url, server.session_auth()))


def report(runs: list[Run], sent: int, done: int) -> None:
    ours = runs[0]
    print(
        f"\nafter {done * BATCH:,} statements, {sent:,} typed edges sent, warm-up included; memory of this process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )
    print(f"{'':30} {'statements/s':>12} {'last tenth':>10} {'server CPU s':>12} {'edges kept':>10} {'lost':>6} {ours.name + ' is':>10}")
    for run in runs:
        kept, whole = run.kept(), run.rate(0, done)
        tenth = run.rate(done - max(1, done // 10), done)
        figures = f"{whole:12,.0f} {tenth:10,.0f} {sum(c for _, c in run.seconds):12.1f} {kept:10,} {1 - kept / sent:6.1%} {ours.rate(0, done) / whole:9.2f}x"
        print(f"{run.name:30} {figures}", flush=True)


@click.command()
@click.option("--statements", default=20_000, show_default=True, help="How many to write, in all")
@click.option("--warm-up", default=5, show_default=True, help="Batches before the clock starts")
@click.option("--line", type=click.Choice(tuple(neo4j_server.LINES)), default="5.26", show_default=True, help="Line of Neo4j")
@click.option("--heap", default="1g", show_default=True, help="Heap of each server")
@click.option("--only", multiple=True, type=click.Choice(tuple(WRITERS)), help="Just these, the first one being compared with the others")
def main(statements: int, warm_up: int, line: str, heap: str, only: tuple[str, ...]) -> None:
    print(
        f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, Neo4j {neo4j_server.LINES[line].version}, heap {heap}, batches of {BATCH}"
    )
    with ExitStack() as stack:
        runs = [start(stack, line, name, heap) for name in only or WRITERS]
        sent, known = 0, set()
        for number, records in enumerate(batches(statements + warm_up * BATCH), 1 - warm_up):
            rows = graph_rows(records)
            new = {label: [r for r in found if r["id"] not in known] for label, found in rows.nodes.items()}
            known |= {r["id"] for label, found in new.items() if label not in {"Statement", "Article"} for r in found}
            sent += sum(len(found) for key, found in rows.edges.items() if key[0] in PREDICATES)
            for run in runs:
                run.batch(Batch(records, rows, new), counted=number > 0)
            if number * BATCH in MARKS:
                report(runs, sent, number)
        if number * BATCH not in MARKS:
            report(runs, sent, number)


if __name__ == "__main__":
    main()
