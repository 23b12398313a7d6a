"""What is peculiar to the embedded store: the file, its lock, COPY."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import fixture
import pytest
from test_loader import many
from test_store_contract import sent, whole

from kg.errors import StoreBusy, StoreError, UsageError
from kg.loader.run import load
from kg.model import PREDICATES
from kg.store import ladybug, ladybug_write, open_store

HOLD = "import ladybug, sys; d = ladybug.Database(sys.argv[1], read_only=sys.argv[2] == 'read'); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "graph.lbug")


@pytest.fixture
def loaded_path(path):
    with open_store(path) as store:
        store.apply_schema()
        store.write(fixture.articles())
    return path


def choose(monkeypatch, way):
    """Make every batch go in one way."""

    def pays(_rows, *, empty):
        return way == "_copy" and empty is not None

    monkeypatch.setattr(ladybug_write, "_copy_pays", pays)


def hold(path, how):
    """Start a process that has the file open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, path, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_url_may_name_the_engine(path):
    with open_store(f"ladybug:{path}") as store:
        assert (store.engine, store.url) == ("ladybug", path)


@pytest.mark.parametrize("url", ["mysql://x", "http://localhost"])
def test_url_of_something_else_is_refused(url):
    with pytest.raises(UsageError, match="is no store"):
        open_store(url)


def test_store_that_must_exist_and_does_not(path):
    with pytest.raises(UsageError, match=r"no store at .*kg load"):
        open_store(path, must_exist=True)
    assert not Path(path).exists()


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda p: p.write_bytes(b"not a database" * 500), "no graph of kg"),
        (lambda p: p.mkdir(), "directory"),
    ],
)
def test_path_of_something_else_gets_one_clear_line(tmp_path, make, problem):
    make(tmp_path / "x")
    with pytest.raises(StoreError, match=problem) as caught:
        open_store(str(tmp_path / "x"))
    assert "\n" not in str(caught.value)


def test_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="cannot open"):
        open_store(str(tmp_path / "no" / "graph.lbug"))


def test_many_read_at_once(loaded_path):
    with hold(loaded_path, "read") as other, open_store(loaded_path) as store:
        assert store.counts() == sent(fixture.articles())
        other.communicate()


def test_file_that_another_process_writes_is_waited_for_then_said(loaded_path, monkeypatch):
    monkeypatch.setattr(ladybug, "PATIENCE", 0.3)
    with hold(loaded_path, "write") as other:
        with (
            open_store(loaded_path) as store,
            pytest.raises(StoreBusy, match=f"in use by process {other.pid}"),
        ):
            store.write([fixture.bare()])
        other.communicate()


def test_reading_beside_a_writer_sees_the_graph_as_it_was(path):
    with open_store(path) as writer:
        writer.apply_schema()
        writer.write(fixture.articles()[:2])
        with open_store(path) as reader:
            before = whole(reader)
            writer.write(fixture.articles())
            assert whole(reader) == before
        with open_store(path) as reader:
            assert reader.counts() == sent(fixture.articles())


def test_file_in_use_is_written_once_it_is_free(loaded_path):
    with hold(loaded_path, "write") as other:
        threading.Timer(0.5, other.stdin.close).start()
        with open_store(loaded_path) as store:
            assert store.write([fixture.bare()]).unchanged == 1


@pytest.mark.parametrize("way", ["_copy", "_create"])
def test_both_ways_in_make_the_same_graph(path, monkeypatch, way):
    choose(monkeypatch, way)
    with open_store(":memory:") as expected, open_store(path) as store:
        for each in (expected, store):
            each.apply_schema()
        store.write(fixture.articles()[:3])
        store.write(fixture.articles())
        choose(monkeypatch, "_create")
        expected.write(fixture.articles())
        assert whole(store) == whole(expected)
    with open_store(path) as again:
        assert again.counts() == sent(fixture.articles())


@pytest.mark.parametrize("way", ["_copy", "_create"])
def test_rows_that_get_lost_fail_the_batch(path, monkeypatch, way):
    real = getattr(ladybug_write, way)

    def lossy(run, name, key, rows):
        real(run, name, key, rows[:-1] if name == "SAID" and len(rows) > 1 else rows)

    choose(monkeypatch, way)
    monkeypatch.setattr(ladybug_write, way, lossy)
    with open_store(path) as store:
        store.apply_schema()
        with pytest.raises(StoreError, match=r"SAID: the store holds \d+ rows where \d+ were sent"):
            store.write(fixture.articles())
        assert not store.counts().nodes
        monkeypatch.undo()
        assert store.write(fixture.articles()).new == 6
        assert store.counts() == sent(fixture.articles())


def test_schema_has_a_table_for_every_predicate(path):
    with open_store(path) as store:
        store.apply_schema()
        assert {row[0] for row in store.read("CALL show_tables() RETURN name").rows} >= set(
            PREDICATES
        )


@pytest.mark.parametrize(
    "text",
    [
        "COPY (MATCH (n:Person) RETURN n.id) TO 'out.csv'",
        "CALL threads=1",
        "CHECKPOINT",
        "COMMIT",
        "LOAD FROM 'x.csv' RETURN *",
    ],
)
def test_read_runs_nothing_that_touches_files_or_settings(loaded_path, text):
    with open_store(loaded_path) as store, pytest.raises(StoreError, match="this only reads"):
        store.read(text)


def test_semicolon_inside_text_is_no_second_query(loaded_path):
    with open_store(loaded_path) as store:
        assert store.read("RETURN 'a; b' AS x; // the end; really").rows == [("a; b",)]


def test_schema_survives_two_openings_and_type_works(loaded_path):
    with open_store(loaded_path) as store:
        store.apply_schema()
        assert store.read(
            "MATCH (:Country)-[r]->(:Place) RETURN type(r) ORDER BY type(r)"
        ).columns == ("type(r)",)


FILL = """
import resource, sys
sys.path.insert(0, sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, 6_000_000))
from test_loader import many
from kg.errors import StoreError
from kg.loader.run import load
from kg.store import open_store
try:
    with open_store(sys.argv[1]) as store:
        load(store, many(3000), batch_size=500)
except StoreError as error:
    print(error)
"""


def test_file_that_cannot_grow_gets_one_clear_line_and_loses_nothing(path):
    tests = Path(__file__).parent
    command = [sys.executable, "-c", FILL, path, str(tests)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tests.parent)},
        check=False,
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout + done.stderr
    with open_store(path) as store:
        kept = store.counts().nodes["Article"]
        assert load(store, many(200)).unchanged == min(kept, 200)


def test_too_little_memory_gets_one_clear_line(path, monkeypatch):
    real = ladybug.ladybug.Database
    monkeypatch.setattr(
        ladybug.ladybug, "Database", lambda *a, **k: real(*a, buffer_pool_size=64 * 2**20, **k)
    )
    with open_store(path) as store:
        store.apply_schema()
        with pytest.raises(StoreError, match="too little memory"):
            store.write(many(5_000))
