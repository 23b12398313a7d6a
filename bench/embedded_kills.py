"""Loads that are killed: `python bench/embedded_kills.py [--kills N] [--articles N] [--seed N]`.

Each round starts a load of the same articles into an embedded store, kills it (SIGKILL) at a moment
of chance and looks: the store opens, every batch that was told is there, what is there is whole and
there once, statement by statement. Every few rounds a load is left to end, compared with one that
was never cut, and begun again from nothing. It ends with exit code 1 at the first thing wrong.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from kg.loader.run import load
from kg.store import open_store
from kg.store.base import Store

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from many import assert_whole, variants
from test_store_contract import whole

#: A load that tells each batch once it is stored, and now and then takes a new picture.
LOAD = """
import sys
from kg.loader.run import load
from kg.store import open_store
from kg.store.embedded import store as embedded
from many import variants
embedded.ADDED_LIMIT, embedded.ADDED_KEPT = int(sys.argv[3]), int(sys.argv[4])
with open_store(sys.argv[1]) as graph:
    print("begun", flush=True)
    tell = lambda summary: print(summary.new + summary.unchanged, flush=True)
    load(graph, variants(int(sys.argv[2])), batch_size=40, on_progress=tell)
print("ended", flush=True)
"""
TESTS = Path(__file__).parent.parent / "tests"


def killed(path: Path, count: int, chance: random.Random, longest: float) -> tuple[int, bool]:
    """Start a load and kill it; return how many articles it told of, and whether it had ended."""
    limits = [chance.choice((0, 20_000, 10**9)) for _ in range(2)]
    process = subprocess.Popen(
        [sys.executable, "-c", LOAD, str(path), str(count), *map(str, limits)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(chance.uniform(0, longest))
    process.send_signal(signal.SIGKILL)
    told = process.stdout.read().split()
    process.wait()
    numbers = [int(word) for word in told if word != "ended"]
    return max(numbers, default=0), "ended" in told


def look(store: Store, count: int, told: int) -> int:
    """Check what a store holds of as many articles, and return how many that are."""
    stored = {row[0] for row in store.read("MATCH (a:Article) RETURN a.id").rows}
    assert len(stored) >= told, f"{told} articles were told, {len(stored)} are there"
    assert_whole(store, [a for a in variants(count) if a.article.id in stored])
    return len(stored)


@click.command()
@click.option("--kills", default=200, show_default=True)
@click.option("--articles", "count", default=400, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--longest", default=1.5, show_default=True, help="Seconds until the kill, at most")
def main(kills: int, count: int, seed: int, longest: float) -> None:
    chance, seen = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        path, whole_path = Path(folder) / "killed.graph", Path(folder) / "whole.graph"
        with open_store(str(whole_path)) as store:
            load(store, variants(count))
            expected = whole(store)
        for number in range(kills):
            told, ended = killed(path, count, chance, longest)
            with open_store(str(path)) as store:
                there = look(store, count, told)
            seen[
                "after the end" if ended else "between" if 0 < there < count else "at an edge"
            ] += 1
            names = sorted(p.name for p in path.parent.iterdir())
            leftover = [n for n in names if n not in {path.name, whole_path.name}]
            seen["left something beside the file"] += bool(leftover)
            if there == count or number % 5 == 4:
                with open_store(str(path)) as store:
                    done = load(store, variants(count))
                    assert done.unchanged == there, f"{there} were there: {done}"
                    assert whole(store) == expected
                assert sorted(p.name for p in path.parent.iterdir()) == [path.name, whole_path.name]
                path.unlink()
                seen["loads finished and compared"] += 1
    print(f"{kills} kills: " + ", ".join(f"{n} {what}" for what, n in sorted(seen.items())))


if __name__ == "__main__":
    main()
