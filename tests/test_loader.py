"""Loads: in batches, again, in another order, after a kill."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import fixture
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_store_contract import sent, whole

from kg.errors import RecordError, StoreBusy, StoreError
from kg.loader.batches import batches
from kg.loader.parallel import each
from kg.loader.run import load
from kg.model import Annotated, Article
from kg.store import open_store


def many(number):
    """Return articles that differ in nothing but their number."""
    made = []
    for n in range(number):
        one = fixture.threat("02")
        article = replace(one.article, id=f"article:{n}", url=f"https://example.org/{n}")
        mentions = tuple(replace(m, article=article.id) for m in one.mentions)
        made.append(
            replace(
                one,
                article=article,
                mentions=mentions,
                statements=tuple(
                    replace(s, id=f"{s.id}-{n}", article=article.id) for s in one.statements
                ),
            )
        )
    return made


@given(counts=st.lists(st.integers(0, 9), max_size=30), size=st.integers(1, 20))
def test_batches_keep_every_article_in_order(counts, size):
    statement = fixture.threat("02").statements[0]
    articles = [
        Annotated(Article(str(n), ()), statements=(statement,) * count)
        for n, count in enumerate(counts)
    ]
    made = list(batches(articles, size))
    assert [a for batch in made for a in batch] == articles
    assert all(sum(1 + len(a.statements) for a in batch[:-1]) < size for batch in made)
    assert all(made)


def test_slow_stream_is_written_before_a_batch_is_full():
    assert [len(b) for b in batches(fixture.articles(), 10**6, seconds=-1)] == [1] * 6


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_load_counts_what_it_did(store, size):
    articles = fixture.articles()
    first = load(store, articles, batch_size=size)
    assert (first.read, first.new, first.statements, first.skipped) == (
        6,
        6,
        sum(len(a.statements) for a in articles),
        0,
    )
    assert store.counts() == sent(articles)
    again = load(store, articles, batch_size=size)
    assert (again.read, again.new, again.unchanged, again.statements) == (6, 0, 6, 0)
    assert store.counts() == sent(articles)


def test_order_and_batch_size_do_not_matter(store, tmp_path):
    load(store, fixture.articles(), batch_size=10_000)
    with open_store(str(tmp_path / "other.graph")) as other:
        load(other, reversed(fixture.articles()), batch_size=1)
        assert whole(other) == whole(store)


def test_bad_record_is_counted_and_the_rest_is_loaded(store):
    records = [fixture.bare(), RecordError("news.jsonl:2: no text"), fixture.threat("02")]
    summary = load(store, records)
    assert (summary.read, summary.new, summary.skipped, summary.errors) == (
        3,
        2,
        1,
        ("news.jsonl:2: no text",),
    )


def test_progress_comes_after_each_batch(store):
    seen = []
    load(store, fixture.articles(), batch_size=1, on_progress=seen.append)
    assert [s.new for s in seen] == [1, 2, 3, 4, 5, 6]


def test_failing_batch_is_named_and_the_ones_before_it_stay(store):
    class Full:
        engine = store.engine
        apply_schema = store.apply_schema

        def write(self, batch):
            if batch[0].article.id == "article:threat-09":
                raise StoreError("no space")
            return store.write(batch)

    with pytest.raises(StoreError, match=r"batch 2 \(article:threat-09\) was not stored: no space"):
        load(Full(), [fixture.threat("02"), fixture.threat("09")], batch_size=1)
    assert store.counts() == sent([fixture.threat("02")])


def test_faulty_record_is_named_and_left_out(store):
    bad = fixture.threat("09")
    bad = replace(bad, statements=(replace(bad.statements[0], target="person:nobody-knows"),))
    told = []
    summary = load(store, [fixture.threat("02"), bad, fixture.bare()], on_skip=told.append)
    assert (summary.read, summary.new, summary.skipped) == (3, 2, 1)
    assert [str(error) for error in told] == list(summary.errors)
    assert summary.errors[0].startswith("article 'article:threat-09': $.statements[0].target: ")
    assert store.counts() == sent([fixture.threat("02"), fixture.bare()])


@pytest.mark.parametrize("size", [1, 10_000])
def test_text_that_comes_again_otherwise_is_told_as_replaced(store, size):
    first, third = fixture.threat("02"), fixture.bare()
    second = replace(first, article=replace(first.article, title="Ny overskrift"))
    summary = load(store, [first, third, second, third, second], batch_size=size)
    assert (summary.read, summary.new, summary.replaced, summary.unchanged) == (5, 2, 1, 2)
    assert store.counts() == sent([second, third])
    assert store.read("MATCH (a:Article {id: 'article:threat-02'}) RETURN a.title").rows == [
        ("Ny overskrift",)
    ]
    back = load(store, [first, second], batch_size=size)
    assert (back.new, back.replaced, back.unchanged) == (0, 2, 0) if size == 1 else (0, 1, 1)


@pytest.mark.parametrize("apart", [False, True], ids=["one load", "two loads"])
def test_statement_of_another_article_is_named_and_its_article_left_out(store, apart):
    first, second, third = fixture.threat("02"), fixture.threat("09"), fixture.threat("30")
    first, second = (
        replace(a, statements=tuple(replace(s, id=f"s{n}") for n, s in enumerate(a.statements)))
        for a in (first, second)
    )
    first_load = load(store, [first, *([] if apart else [second]), fixture.bare()])
    second_load = load(store, [second, third] if apart else [third], writers=2)
    assert (first_load.new, second_load.new) == (2, 1)
    assert first_load.skipped + second_load.skipped == 1
    (said,) = first_load.errors + second_load.errors
    owner = "the id of a statement of article 'article:threat-02'"
    assert said == f"article 'article:threat-09': 's0' is {owner}; give each its own"
    assert store.counts() == sent([first, third, fixture.bare()])
    assert load(store, [first]).unchanged == 1


def test_copied_article_has_statements_of_its_own(store):
    first = fixture.threat("02")
    copy = replace(
        first,
        article=replace(first.article, id="reprint"),
        mentions=tuple(replace(m, article="reprint") for m in first.mentions),
        statements=tuple(replace(s, article="reprint") for s in first.statements),
    )
    assert load(store, [first, copy]).new == 2
    assert store.counts().nodes["Statement"] == 6
    assert load(store, [copy, first]).unchanged == 2


def test_busy_store_is_tried_again(tmp_path):
    class BusyTwice:
        engine = "embedded"
        tries = 0

        def __init__(self, store):
            self.apply_schema, self._write = store.apply_schema, store.write

        def write(self, batch):
            self.tries += 1
            if self.tries <= 2:
                raise StoreBusy("not now")
            return self._write(batch)

    with open_store(str(tmp_path / "news.graph")) as store:
        assert load(BusyTwice(store), [fixture.bare()], pauses=(0.0, 0.0)).new == 1
        with pytest.raises(StoreBusy, match="batch 1"):
            load(BusyTwice(store), [fixture.bare()], pauses=(0.0,))


LOADER = """
import sys
sys.path.insert(0, sys.argv[2])
from test_loader import many
from kg.loader.run import load
from kg.store import open_store
with open_store(sys.argv[1]) as store:
    load(store, many(40), batch_size=8, on_progress=lambda s: print(s.new, flush=True))
"""


@pytest.mark.parametrize("batches_before", [0, 1, 3])
def test_load_killed_midway_is_finished_by_running_it_again(tmp_path, batches_before):
    path = str(tmp_path / "news.graph")
    tests = str(Path(__file__).parent)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, path, tests],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    for _ in range(batches_before):
        process.stdout.readline()
    time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with open_store(path) as store:
        store.apply_schema()
        kept = store.counts().nodes.get("Article", 0)
        assert kept >= 2 * batches_before
        summary = load(store, many(40))
        assert (summary.unchanged, summary.new) == (kept, 40 - kept)
        assert store.counts() == sent(many(40))


def test_summary_is_made_of_plain_values(store):
    from dataclasses import asdict

    assert json.loads(json.dumps(asdict(load(store, [fixture.bare()]))))["new"] == 1


def test_workers_keep_the_order_and_never_have_two_items_with_one_key():
    busy, most = set(), []

    def work(item):
        key = item % 3
        assert key not in busy
        busy.add(key)
        most.append(len(busy))
        time.sleep(0.002)
        busy.remove(key)
        return item

    assert list(each(work, range(60), 4, lambda item: {item % 3})) == list(range(60))
    assert max(most) > 1


def test_error_of_a_worker_comes_after_the_results_before_it():
    def work(item):
        if item == 5:
            raise ValueError("five")
        return item

    results = each(work, count(), 2, lambda item: {item})
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="five"):
        next(results)


def test_interruption_does_not_wait_for_what_is_under_way():
    gate = threading.Event()

    def items():
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(each(lambda _: gate.wait(60), items(), 1, lambda item: {item}))
    assert not gate.is_set()
    gate.set()
