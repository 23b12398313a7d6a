"""Loads and removals while the Neo4j server is killed in the middle of them.

`python tests/neo4j_kills.py --kills 20 --line 5.26`
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import TypeVar

import click
import neo4j_server
from many import assert_whole, variants

from kg.loader.run import load
from kg.loader.takeback import take_back
from kg.store import open_store

T = TypeVar("T")
#: Articles to a kill.
APART = 50


@contextmanager
def disturbed(
    items: Iterable[T], due: Sequence[int], server: neo4j_server.Server, end: Callable[[], None]
) -> Iterator[Iterator[T]]:
    """Yield an iterator of the items.

    A moment after it is asked for one that is due, the server is ended and started again.
    """
    random, failures = Random(len(due)), []  # noqa: S311
    reached = [threading.Event() for _ in due]

    def disturb() -> None:
        try:
            for event in reached:
                assert event.wait(120)
                time.sleep(random.uniform(0, 0.15))
                end()
                server.start()
        except BaseException as error:  # noqa: BLE001 - told by the thread that reads the items
            failures.append(error)

    def stream() -> Iterator[T]:
        waiting = dict(zip(due, reached, strict=True))
        rest, number = iter(items), 0
        while True:
            if number in waiting:
                waiting[number].set()
            try:
                yield next(rest)
            except StopIteration:
                return
            number += 1

    disturber = threading.Thread(target=disturb)
    disturber.start()
    yield stream()
    disturber.join()
    assert not failures


def spread(times: int, length: int) -> list[int]:
    """Return so many places in a list, equally far from each other and from its ends."""
    return [(n + 1) * length // (times + 1) for n in range(times)]


@click.command()
@click.option("--kills", default=20, show_default=True)
@click.option("--line", type=click.Choice(tuple(neo4j_server.LINES)), default="5.26")
def main(kills: int, line: str) -> None:
    """Kill the server so often during a load, and as often during the removal of half of it."""
    articles = variants(APART * kills)
    with neo4j_server.running(line) as server:
        os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.session_auth()
        with open_store(server.url) as store:
            due = spread(kills, len(articles))
            with disturbed(articles, due, server, server.kill) as stream:
                summary = load(store, stream, batch_size=40)
            assert_whole(store, articles)
            assert (summary.new, summary.read) == (len(articles), len(articles))
            click.echo(f"{kills} kills while {summary.new:,} articles were loaded: all there, once")
            gone = [a.article.id for a in articles[: len(articles) // 2]]
            totals = take_back(store, gone, 5)
            with disturbed(totals, spread(kills, len(gone) // 5), server, server.kill) as done:
                *_, removed = done
            assert_whole(store, articles[len(gone) :])
            click.echo(
                f"{kills} kills while {removed.articles:,} were removed: the others are there"
            )


if __name__ == "__main__":
    main()
