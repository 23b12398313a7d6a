"""Every question of the catalogue, asked of both stores: `python bench/both_stores.py [GRAPH]...`.

The same articles go into an embedded store and into a real Neo4j server: those of the tests, those
of `examples/`, and those that rules make, with 100,000 statements unless --statements says
otherwise. Each question is asked in several ways, and the two must answer the same: columns,
rows in their order, values and their types. Told are the differences, and how long the answers
take: the median of some tries for what is asked without more than it must be given, and the slowest
of all ways. The exit status is 1 when anything differs. Needs Java and Maven.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import generator
import neo4j_rows

from kg import catalogue
from kg.catalogue import Query
from kg.language import annotate
from kg.loader.run import load
from kg.model import Annotated
from kg.sources import read
from kg.store import open_store
from kg.store.base import UNLIMITED, Store, Table

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import fixture  # noqa: E402 - found by the line before
import neo4j_server  # noqa: E402

EVERYTHING = 1_000_000
Given = dict[str, Any]


def of_examples(_: int) -> Iterable[Annotated]:
    """Yield the annotated articles of `examples/`."""
    return annotate(read(str(ROOT / "examples/articles.jsonl")))


def made(statements: int) -> Iterator[Annotated]:
    """Yield articles made by rule: a tenth with every predicate, topics, roles and many copies."""
    some = statements // 10
    yield from neo4j_rows.articles(some, max(200, some // 20))
    count = some
    for article in generator.articles(statements):
        if count >= statements:
            return
        count += len(article.statements)
        yield article


GRAPHS: dict[str, Callable[[int], Iterable[Annotated]]] = {
    "fixture": lambda _: fixture.articles(),
    "examples": of_examples,
    "made": made,
}


@dataclass
class Answers:
    """What two stores answered to a question: what differs, and the seconds each took, per way."""

    differences: list[str] = field(default_factory=list)
    seconds: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))


def compare(
    ours: Store, theirs: Store, *, tries: int = 1, every: bool = True
) -> Iterator[tuple[str, Answers]]:
    """Ask both stores every question, in every way or only the widest and the narrowest one.

    Yields its name and the answers. The first way is asked `tries` times; the median counts.
    """
    known = asked(ours)
    for name, query in catalogue.load().items():
        found = Answers()
        for number, given in enumerate(ways(query, known, every=every)):
            tables = []
            for store, seconds in zip((ours, theirs), found.seconds, strict=True):
                table, spent = _answer(store, query, given, tries if number == 0 else 1)
                tables.append(table)
                seconds.append(spent)
            if unlike := difference(*tables):
                found.differences.append(f"{name} {given}: {unlike}")
        yield name, found


def asked(store: Store) -> Given:
    """Return what questions are told: the pair with most statements, its first day and so on."""
    [(a, b)] = store.read(
        "MATCH (x:Entity)-[:MADE]->(s:Statement)-[:TOWARD]->(y:Entity) "
        "WITH x, y, count(s) AS n ORDER BY n DESC, x.id, y.id LIMIT 1 RETURN x.name, y.name"
    ).rows
    [(some,)] = store.read("MATCH (s:Statement) RETURN s.id AS id ORDER BY id LIMIT 1").rows
    days = store.read(
        "MATCH (s:Statement) WHERE s.said_on IS NOT NULL RETURN DISTINCT s.said_on AS day "
        "ORDER BY day",
        limits=UNLIMITED,
    ).rows
    # Of a statement that took several days ("2024-05-01/2024-05-03") it is the first.
    since, until = (days[len(days) * quarter // 4][0][:10] for quarter in (1, 3))
    return {
        "name": a.upper(),
        "a": a.lower(),
        "b": b,
        "statement_id": some,
        "since": since,
        "until": until,
        "min_confidence": 0.8,
        "claims": True,
        "limit": EVERYTHING,
    }


def ways(query: Query, known: Given, *, every: bool) -> Iterator[Given]:
    """Yield what a question is told: what it must be, then more, one thing after the other."""
    needed = {p.name: known[p.name] for p in query.parameters if p.default is None}
    optional = [p.name for p in query.parameters if p.default is not None and p.name in known]
    if every:
        yield query.arguments(needed)
    # The widest and the narrowest one, of all rows; where nothing can be chosen they are the same.
    wide = needed | {name: EVERYTHING for name in optional if name == "limit"}
    narrow = needed | {name: known[name] for name in optional}
    yield from map(query.arguments, (wide, narrow) if narrow != wide else (wide,))
    if not every:
        return
    yield from (query.arguments(needed | {name: known[name]}) for name in optional)
    if "since" in optional:
        yield query.arguments(wide | {"until": known["until"][:4]})
    if "name" in needed or "name" in optional:
        yield query.arguments(needed | {"name": "Findes Ikke"})


def difference(ours: Table, theirs: Table) -> str:
    """Return where two answers differ first, in columns, rows, values or types, or nothing."""
    if ours.columns != theirs.columns:
        return f"columns {ours.columns} and {theirs.columns}"
    for number, (one, other) in enumerate(zip(ours.rows, theirs.rows, strict=False), 1):
        for column, a, b in zip(ours.columns, one, other, strict=True):
            if _typed(a) != _typed(b):
                return f"row {number}, {column}: {a!r} and {b!r}"
    if len(ours.rows) != len(theirs.rows):
        return f"{len(ours.rows)} and {len(theirs.rows)} rows"
    return ""


def _typed(value: Any) -> Any:
    """Return a value with its type, and so for all that it holds: 1, 1.0 and True are three."""
    if isinstance(value, list):
        return [_typed(v) for v in value]
    return (type(value), value)


def _answer(store: Store, query: Query, given: Given, tries: int) -> tuple[Table, float]:
    table, spent = Table(()), []
    for _ in range(tries):
        begun = time.perf_counter()
        table = store.read(query.text, given, UNLIMITED)
        spent.append(time.perf_counter() - begun)
    return table, statistics.median(spent)


def tell(ours: Store, theirs: Store, tries: int) -> int:
    """Print the answers' times, the slow ones first, and what differs; return how much does."""
    answers = dict(compare(ours, theirs, tries=tries))
    print("| question | embedded, ms | slowest | Neo4j, ms | slowest |\n|---|---|---|---|---|")
    for name, found in sorted(answers.items(), key=lambda a: -max(a[1].seconds[0])):
        times = [1000 * t for s in found.seconds for t in (s[0], max(s))]
        print(f"| {name} | {' | '.join(f'{t:,.0f}' for t in times)} |")
    unlike = [line for found in answers.values() for line in found.differences]
    asked_so = sum(len(found.seconds[0]) for found in answers.values())
    print(
        "", *unlike, f"{len(answers)} questions in {asked_so} ways: {len(unlike)} differ", sep="\n"
    )
    return len(unlike)


@click.command()
@click.argument("graphs", nargs=-1, type=click.Choice(tuple(GRAPHS)))
@click.option("--statements", default=100_000, show_default=True, help="Of the graphs made by rule")
@click.option("--tries", default=3, show_default=True, help="How often the first way is asked")
@click.option(
    "--line", type=click.Choice(tuple(neo4j_server.LINES)), default="2026", help="Of Neo4j"
)
def main(graphs: tuple[str, ...], statements: int, tries: int, line: str) -> None:
    """Compare the stores on the graphs, all of them when none is named."""
    differences = 0
    with (
        neo4j_server.running(line, heap="2g", flags=()) as server,
        tempfile.TemporaryDirectory() as at,
    ):
        os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.session_auth()
        for graph in graphs or GRAPHS:
            neo4j_server.empty(server.url)
            with open_store(f"{at}/{graph}.graph") as ours, open_store(server.url) as theirs:
                for store in (ours, theirs):
                    done = load(store, GRAPHS[graph](statements))
                print(f"\n## {graph}: {done.statements:,} statements\n", flush=True)
                differences += tell(ours, theirs, tries)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
