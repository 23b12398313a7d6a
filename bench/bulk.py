"""A first load in bulk beside `kg load`, of the same articles into the same line of Neo4j.

`python bench/bulk.py [--statements N] [--line LINE]`. Told are the seconds of each step, and the
most memory that the process which makes the files took at two sizes. Both ways begin with the same
file of annotated articles and end with a graph that has its schema. The clocks run with servers
that are up; of the bulk, the seconds of neo4j-admin count, and the server is started afterwards.
"""

import json
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

from kg.stream import annotated_to_json

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import neo4j_server

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
COUNTS = "MATCH (n:{0}) RETURN count(n)", "MATCH ()-[e]->() RETURN count(e)"


@contextmanager
def clock(name: str, took: dict[str, float]) -> Iterator[None]:
    """Note how many seconds the block took."""
    begun = time.perf_counter()
    yield
    took[name] = time.perf_counter() - begun
    print(f"  {name:28} {took[name]:8.1f} s", flush=True)


def write(path: Path, statements: int) -> int:
    """Write articles until they hold so many statements, and return how many these are."""
    held = number = 0
    with path.open("w", encoding="utf-8") as file:
        while held < statements:
            for made in articles(100, first=number):
                held += len(made.statements)
                file.write(json.dumps(annotated_to_json(made), ensure_ascii=False) + "\n")
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


def sign_in(server: neo4j_server.Server) -> None:
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.session_auth()


def in_bulk(file: Path, folder: Path, line: str) -> tuple[dict[str, float], tuple[int, ...]]:
    took: dict[str, float] = {}
    with clock("kg bulk", took):
        memory = kg("bulk", "-q", str(folder / "import"), str(file))
    print(f"  memory of kg bulk at most {memory} MB")
    with TemporaryDirectory(prefix="kg-neo4j-") as home:
        server = neo4j_server.Server(neo4j_server.LINES[line], Path(home), heap="1g", flags=())
        with clock("neo4j-admin", took):
            server.admin(f"@{folder}/import/arguments.txt", "neo4j", heap="1g")
        server.start()
        try:
            sign_in(server)
            with clock("schema", took):
                kg("schema", "apply", "--store", server.url)
            with clock("after.cypher", took):
                after(server, folder / "import/after.cypher")
            return took, size(server)
        finally:
            server.kill()


def by_load(file: Path, line: str) -> tuple[dict[str, float], tuple[int, ...]]:
    took: dict[str, float] = {}
    with neo4j_server.running(line, heap="1g", flags=()) as server:
        sign_in(server)
        with clock("kg load", took):
            kg("load", "-q", str(file), "--store", server.url)
        return took, size(server)


@click.command()
@click.option("--statements", default=200_000, show_default=True)
@click.option("--line", type=click.Choice(tuple(neo4j_server.LINES)), default="5.26")
@click.option("--no-load", is_flag=True, help="Only the bulk: for its memory at another size")
def main(statements: int, line: str, *, no_load: bool) -> None:
    load = re.split(r"\s+", Path("/proc/loadavg").read_text("utf-8"))[0]
    with TemporaryDirectory(prefix="kg-bulk-") as scratch:
        folder = Path(scratch)
        file = folder / "articles.jsonl"
        held = write(file, statements)
        print(f"{held:,} statements, Neo4j {neo4j_server.LINES[line].version}, load {load}")
        fast, made = in_bulk(file, folder, line)
        bulk = sum(fast.values())
        print(f"in bulk {bulk:.1f} s, {held / bulk:,.0f} statements/s; {made}")
        if no_load:
            return
        slow, wanted = by_load(file, line)
        load_s = slow["kg load"]
        print(f"by load {load_s:.1f} s, {held / load_s:,.0f} statements/s; {wanted}")
        print(f"in bulk {load_s / bulk:.2f} times as fast; the same counts: {made == wanted}")


if __name__ == "__main__":
    main()
