"""How fast articles get into Neo4j, and whether they all arrive.

`python bench/neo4j_load.py [--statements N] [--only NAME]... [--plot FILE]`.

Every way of writing has a server of its own, with the same settings, and they take turns: each
writes the first batches, then each the next ones, and so on. So whatever else the machine does
falls on all alike. Wall time and the processors' seconds, of the writer and of its server, are
measured per turn, after a warm-up that is not counted; what a writer takes is made outside the
clock. `kg bulk` comes last, with all that the others were given, from a file of annotated articles
to a database with schema and indexes. Needs Java, Maven and `pip install kg-news[bench]`.
"""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import neo4j
from neo4j_rows import STATEMENTS, articles, bare
from neo4j_writers import WRITERS, Batch, Writer

from kg.bulk.run import bulk
from kg.jobs import Articles
from kg.model import PREDICATES
from kg.store import open_store
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

    A turn is the statements written, and the seconds taken: wall time, and on the processors.
    """

    name: str
    server: neo4j_server.Server
    writer: Writer
    turns: list[tuple[int, float, float]] = field(default_factory=list)

    def take(self, turn: list[Batch], *, counted: bool) -> None:
        """Write some batches, and keep how long it took when it is counted."""
        payload = self.writer.prepare(turn)
        before, begun = self.spent(), time.perf_counter()
        self.writer.write(payload)
        if counted:
            self.turns.append(
                (
                    BATCH * len(turn),
                    time.perf_counter() - begun,
                    self.spent() - before,
                )
            )

    def spent(self) -> float:
        """Return the processor seconds of this process, those it waited for, and the server."""
        return sum(os.times()[:4]) + (cpu(self.server.process.pid) if self.server.process else 0)

    def kept(self) -> int:
        """Count the typed edges that are there."""
        with neo4j.GraphDatabase.driver(self.server.url, auth=self.server.session_auth()) as driver:
            return sum(
                driver.execute_query(f"MATCH ()-[r:{kind}]->() RETURN count(r)").records[0][0]
                for kind in PREDICATES
            )


class Told(NamedTuple):
    """What is told of one way of writing.

    Statements a second, by the clock and of one processor, and the typed edges that are there.
    """

    name: str
    rate: float
    alone: float
    kept: int

    def lost(self, sent: int) -> float:
        """Return the share of the typed edges sent that are not there."""
        return 1 - self.kept / sent


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


def told(run: Run) -> Told:
    """Return the figures of one way of writing so far."""
    statements, wall, used = map(sum, zip(*run.turns, strict=True))
    return Told(run.name, statements / wall, statements / used, run.kept())


def table(rows: list[Told], sent: int) -> str:
    """Return the figures in Markdown, a row for each way of writing."""
    names = ("writer", "statements/s", "of one processor", "edges kept", "lost")
    lines = [names, ["---"] * len(names)]
    lines += [
        [
            row.name,
            f"{row.rate:,.0f}",
            f"{row.alone:,.0f}",
            f"{row.kept:,}",
            f"{row.lost(sent):.1%}",
        ]
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plot(rows: list[Told], sent: int, path: Path) -> None:
    """Draw how many statements a second of one processor, and how many edges are lost."""
    import matplotlib as mpl  # noqa: PLC0415 - only to draw

    mpl.use("svg")
    mpl.rcParams |= {"svg.hashsalt": "kg", "font.size": 9}
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 0.4 * len(rows) + 1), sharey=True)
    names = [row.name for row in rows]
    ours = ["#1f6f8b" if name.startswith("kg") else "#b8b8b8" for name in names]
    left.bar_label(left.barh(names, [row.alone for row in rows], color=ours), fmt="{:,.0f}")
    right.bar_label(right.barh(names, [row.lost(sent) for row in rows], color=ours), fmt="{:.1%}")
    left.set(title="statements a second of one processor")
    right.set(title="edges lost", xlim=(0, 1))
    left.margins(x=0.15)
    left.invert_yaxis()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def in_bulk(statements: int, line: str, heap: str) -> Told:
    """Import all articles into an empty database, schema, indexes and all; tell how fast."""
    with TemporaryDirectory(prefix="kg-bulk-") as folder:
        file, made = Path(folder) / "articles.jsonl", Path(folder) / "import"
        with file.open("w", encoding="utf-8") as lines:
            for record in articles(statements):
                lines.write(annotated_line(record))
        server = neo4j_server.Server(
            neo4j_server.LINES[line], Path(folder) / "home", heap=heap, flags=()
        )
        run = Run("kg bulk", server, Writer(lambda _: None, lambda _: None))
        steps = [(run.spent(), time.perf_counter())]
        bulk(str(made), Articles([str(file)]))
        steps.append((run.spent(), time.perf_counter()))
        server.admin(f"@{made}/arguments.txt", "neo4j", folder=made, heap=heap)
        steps.append((run.spent(), time.perf_counter()))
        server.start()
        try:
            steps.append((run.spent(), time.perf_counter()))
            finish(server, made / "after.cypher")
            steps.append((run.spent(), time.perf_counter()))
            files, importing, _, rest = (
                (after[0] - before[0], after[1] - before[1]) for before, after in pairwise(steps)
            )
            for name, (used, wall) in (("files", files), ("import", importing), ("rest", rest)):
                print(f"kg bulk, {name}: {wall:.1f} s, {used:.1f} s of processors")
            used, wall = map(sum, zip(files, importing, rest, strict=True))
            return Told(run.name, statements / wall, statements / used, run.kept())
        finally:
            server.kill()


def finish(server: neo4j_server.Server, after: Path) -> None:
    """Make the schema, fill the indexes, and put the empty lists there."""
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.session_auth()
    with open_store(server.url) as store:
        store.apply_schema()
    with (
        neo4j.GraphDatabase.driver(server.url, auth=server.session_auth()) as driver,
        driver.session() as session,
    ):
        session.run("CALL db.awaitIndexes(600)").consume()
        for statement in after.read_text("utf-8").split(";")[:-1]:
            session.run(statement).consume()


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
@click.option("--bulk/--no-bulk", "imported", default=True, help="Then kg bulk, of all of it")
@click.option("--plot", "picture", type=click.Path(path_type=Path), help="Draw the figures as SVG")
def main(  # noqa: PLR0913 - an option each
    statements: int,
    warm_up: int,
    turn: int,
    rows: str,
    only: tuple[str, ...],
    picture: Path | None,
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
                rows = [told(run) for run in runs]
                print(f"\nafter {done:,} statements, {sent:,} typed edges sent, warm-up included")
                print(table(rows, sent), flush=True)
    if imported:
        rows.append(in_bulk(done, **server))
        print(table(rows[-1:], sent))
    if picture:
        plot(rows, sent, picture)


if __name__ == "__main__":
    main()
