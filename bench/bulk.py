"""A first load in bulk beside `kg load`, of the same articles into the same line of Neo4j.

`python bench/bulk.py [--statements N] [--line LINE] [--processes N]`. Told are the seconds of each
step by the clock, and on the processors, the server's too, so that a busy machine counts for less;
and the most memory that a process of each kg command took, and the server that was loaded. Both
ways begin with the same file of annotated articles and end with a graph that has its schema. The
clocks run with servers that are up; of the bulk, the seconds of neo4j-admin count, and the server
is started afterwards.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import neo4j
from generator import articles
from neo4j_load import cpu

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import neo4j_server

from kg.stream import annotated_line

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
Took = dict[str, tuple[float, float]]
COUNTS = "MATCH (n:{0}) RETURN count(n)", "MATCH ()-[e]->() RETURN count(e)"


@contextmanager
def clock(name: str, took: Took, server: neo4j_server.Server | None = None) -> Iterator[None]:
    """Note how many seconds the block took, by the clock and on the processors."""
    begun, before = time.perf_counter(), spent(server)
    yield
    took[name] = time.perf_counter() - begun, spent(server) - before
    print(f"  {name:20} {took[name][0]:8.1f} s, {took[name][1]:8.1f} s of processors", flush=True)


def spent(server: neo4j_server.Server | None) -> float:
    """Return the processor seconds of this process, of those it has waited for, and of a server."""
    return sum(os.times()[:4]) + (cpu(server.process.pid) if server and server.process else 0)


def seconds(took: Took) -> tuple[float, float]:
    """Return the seconds of all steps."""
    wall, used = zip(*took.values(), strict=True)
    return sum(wall), sum(used)


def write(path: Path, statements: int) -> int:
    """Write articles until they hold so many statements, and return how many these are."""
    held = number = 0
    with path.open("w", encoding="utf-8") as file:
        while held < statements:
            for made in articles(100, first=number):
                held += len(made.statements)
                file.write(annotated_line(made))
            number += 100
    return held


def kg(*arguments: str) -> int:
    """Run a command, and return the most memory that it took, in MB."""
    process = subprocess.Popen([*KG, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"kg {' '.join(arguments)} failed")
    return used.ru_maxrss // 1024


def size(server: neo4j_server.Server) -> tuple[int, ...]:
    """Return how many articles, statements and edges there are."""
    texts = [*(COUNTS[0].format(label) for label in ("Article", "Statement")), COUNTS[1]]
    with neo4j.GraphDatabase.driver(server.url, auth=server.session_auth()) as driver:
        return tuple(driver.execute_query(text).records[0][0] for text in texts)


def after(server: neo4j_server.Server, path: Path) -> None:
    with (
        neo4j.GraphDatabase.driver(server.url, auth=server.session_auth()) as driver,
        driver.session() as session,
    ):
        for statement in path.read_text("utf-8").split(";")[:-1]:
            session.run(statement).consume()


def most_memory(server: neo4j_server.Server) -> int:
    """Return the most memory that a server took, in MB."""
    status = Path(f"/proc/{server.process.pid}/status" if server.process else "").read_text("utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


def sign_in(server: neo4j_server.Server) -> None:
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.session_auth()


def in_bulk(file: Path, folder: Path, line: str, processes: int) -> tuple[Took, tuple[int, ...]]:
    took: Took = {}
    with clock("kg bulk", took):
        several = ("--processes", str(processes))
        memory = kg("bulk", "-q", str(folder / "import"), str(file), *several)
    print(f"  memory of a process of kg bulk at most {memory} MB")
    with TemporaryDirectory(prefix="kg-neo4j-") as home:
        server = neo4j_server.Server(neo4j_server.LINES[line], Path(home), heap="1g", flags=())
        with clock("neo4j-admin", took):
            server.admin(f"@{folder}/import/arguments.txt", "neo4j", heap="1g")
        server.start()
        try:
            sign_in(server)
            with clock("schema", took, server):
                kg("schema", "apply", "--store", server.url)
            with clock("after.cypher", took, server):
                after(server, folder / "import/after.cypher")
            return took, size(server)
        finally:
            server.kill()


def by_load(file: Path, line: str) -> tuple[Took, tuple[int, ...]]:
    took: Took = {}
    with neo4j_server.running(line, heap="1g", flags=()) as server:
        sign_in(server)
        with clock("kg load", took, server):
            memory = kg("load", "-q", str(file), "--store", server.url)
        print(f"  memory of kg load at most {memory} MB, of the server {most_memory(server)} MB")
        return took, size(server)


@click.command()
@click.option("--statements", default=200_000, show_default=True)
@click.option("--line", type=click.Choice(tuple(neo4j_server.LINES)), default="5.26")
@click.option("--no-load", is_flag=True, help="Only the bulk: for its memory at another size")
@click.option("--processes", default=1, show_default=True, help="Of kg bulk")
def main(statements: int, line: str, processes: int, *, no_load: bool) -> None:
    busy = re.split(r"\s+", Path("/proc/loadavg").read_text("utf-8"))[0]
    with TemporaryDirectory(prefix="kg-bulk-") as scratch:
        folder = Path(scratch)
        file = folder / "articles.jsonl"
        held = write(file, statements)
        print(f"{held:,} statements, Neo4j {neo4j_server.LINES[line].version}, load {busy}")
        fast, made = in_bulk(file, folder, line, processes)
        files = seconds({"kg bulk": fast["kg bulk"]})
        told("files alone", held, files)
        told("in bulk", held, bulk := seconds(fast))
        if no_load:
            return
        slow, wanted = by_load(file, line)
        told("by load", held, load := seconds(slow))
        for name, ours in (("files alone", files), ("in bulk", bulk)):
            wall, used = (theirs / mine for theirs, mine in zip(load, ours, strict=True))
            print(f"{name} {wall:.2f} times as fast by the clock, {used:.2f} on the processors")
        print(f"{made}; the same counts: {made == wanted}")


def told(name: str, statements: int, took: tuple[float, float]) -> None:
    wall, used = (statements / part for part in took)
    print(
        f"{name}: {wall:,.0f} statements/s by the clock, {used:,.0f} on one processor", flush=True
    )


if __name__ == "__main__":
    main()
