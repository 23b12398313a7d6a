"""What is peculiar to the embedded store: its one file, its lock, and what befalls them."""

import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import fixture
import pytest
from many import assert_whole, variants
from test_store_contract import sent, whole

from kg.errors import StoreBusy, StoreError, UsageError
from kg.loader.run import load
from kg.store import open_store
from kg.store.embedded import format as form
from kg.store.embedded import store
from kg.store.embedded.graph import Graph
from kg.store.embedded.read import healed

TESTS = Path(__file__).parent
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}

HOLD = """
import sys
from kg.store.embedded.file import GraphFile
graph = GraphFile(sys.argv[1]); graph.hold(0); print("held", flush=True); sys.stdin.read()
"""
#: Loads articles one by one, and tells of each one that is stored.
LOAD = """
import sys
from many import variants
from kg.store import open_store
with open_store(sys.argv[1]) as store:
    store.apply_schema()
    print("begun", flush=True)
    for article in variants(int(sys.argv[2])):
        store.write([article])
        print(article.article.id, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "news.graph")


@pytest.fixture
def loaded_path(path):
    with open_store(path) as graph:
        graph.apply_schema()
        graph.write(fixture.articles())
    return path


def python(script, *arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **{"env": ENVIRONMENT, **options},
    )


def hold(path):
    """Start a process that writes to the file."""
    process = python(HOLD, path)
    assert process.stdout.readline() == "held\n"
    return process


def beside(path):
    """Return the names of all that is in the folder of a file."""
    return sorted(found.name for found in Path(path).parent.iterdir())


def contents(path):
    with open_store(path, must_exist=True) as graph:
        return whole(graph)


def test_graph_is_one_file(loaded_path):
    assert beside(loaded_path) == ["news.graph"]


@pytest.mark.parametrize("kept", [0, 2**30])
def test_copied_file_is_the_whole_graph(path, tmp_path, monkeypatch, kept):
    monkeypatch.setattr(store, "ADDED_KEPT", kept)
    with open_store(path) as graph:
        graph.write(fixture.articles()[:2])
        graph.write(fixture.articles())
        assert graph.size() == Path(path).stat().st_size
    shutil.copy(path, tmp_path / "copy.graph")
    expected = contents(path)
    Path(path).unlink()
    assert contents(str(tmp_path / "copy.graph")) == expected
    assert beside(path) == ["copy.graph"]


def test_deleted_file_is_loaded_anew(loaded_path):
    expected = contents(loaded_path)
    Path(loaded_path).unlink()
    with open_store(loaded_path) as graph:
        load(graph, fixture.articles())
    assert contents(loaded_path) == expected


@pytest.mark.parametrize("url", ["mysql://x", "http://localhost"])
def test_url_of_something_else_is_refused(url):
    with pytest.raises(UsageError, match="is no store"):
        open_store(url)


def test_store_that_must_exist_and_does_not(path):
    with pytest.raises(UsageError, match=r"no store at .*kg load"):
        open_store(path, must_exist=True)
    assert not Path(path).exists()


def newer(path):
    with path.open("r+b") as graph:
        head = struct.pack("<8sIQ", form.MAGIC, form.VERSION + 1, 64)
        graph.write(head + struct.pack("<I", zlib.crc32(head)))


def cut(path):
    with path.open("r+b") as graph:
        graph.truncate(path.stat().st_size - 1)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda p: p.write_bytes(b"not a database" * 500), "it is no graph of kg"),
        (lambda p: p.write_bytes(b"KG"), "it is no graph of kg"),
        (lambda p: p.write_bytes(b"LBUG1" + bytes(500)), "LadybugDB graph.*into a new store"),
        (lambda p: p.write_bytes(b""), "it is empty"),
        (newer, "a newer kg has written it"),
        (cut, "it is cut off"),
        (lambda p: p.unlink() or p.mkdir(), "directory"),
    ],
)
def test_what_is_no_whole_graph_gets_one_clear_line_and_is_left_as_it_is(
    loaded_path, make, problem
):
    make(Path(loaded_path))
    before = Path(loaded_path).is_file() and Path(loaded_path).read_bytes()
    with pytest.raises(StoreError, match=problem) as caught:
        open_store(loaded_path)
    assert loaded_path in str(caught.value)
    assert "\n" not in str(caught.value)
    assert beside(loaded_path) == ["news.graph"]
    assert (Path(loaded_path).is_file() and Path(loaded_path).read_bytes()) == before


@pytest.mark.parametrize("kept", [0, 2**30])
def test_flipped_byte_is_told_or_does_no_harm(path, monkeypatch, kept):
    monkeypatch.setattr(store, "ADDED_KEPT", kept)
    with open_store(path) as graph:
        for article in fixture.articles():
            graph.write([article])
    expected, good, told = contents(path), Path(path).read_bytes(), 0
    places = [*range(0, 80, 8), *random.Random(1).sample(range(80, len(good)), 40)]  # noqa: S311
    for place in places:
        bad = bytearray(good)
        bad[place] ^= 1 << place % 8
        Path(path).write_bytes(bad)
        try:
            assert contents(path) == expected
        except StoreError as error:
            told += 1
            assert path in str(error)  # noqa: PT017
            assert "\n" not in str(error)  # noqa: PT017
    assert told >= 40


@pytest.mark.parametrize("kept", [0, 2**30])
def test_file_cut_anywhere_is_told(path, monkeypatch, kept):
    monkeypatch.setattr(store, "ADDED_KEPT", kept)
    with open_store(path) as graph:
        graph.write(fixture.articles()[:3])
        graph.write(fixture.articles())
    good = Path(path).read_bytes()
    for length in (1, 20, 63, 64, 100, len(good) // 2, len(good) - 1):
        Path(path).write_bytes(good[:length])
        with pytest.raises(StoreError, match=r"cut off|damaged|no graph of kg"):
            open_store(path)


def test_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match=r"cannot open .*directory"):
        open_store(str(tmp_path / "no" / "news.graph"))


def test_file_that_another_process_writes_is_waited_for_then_said(loaded_path, monkeypatch):
    monkeypatch.setattr(store, "PATIENCE", 0.2)
    with hold(loaded_path) as other, open_store(loaded_path) as graph:
        assert graph.counts() == sent(fixture.articles())
        with pytest.raises(StoreBusy, match=f"written to by process {other.pid} "):
            graph.write([fixture.bare()])
        other.communicate()
    assert contents(loaded_path)


def test_file_in_use_is_written_once_it_is_free(loaded_path):
    with hold(loaded_path) as other:
        threading.Timer(0.3, other.stdin.close).start()
        with open_store(loaded_path) as graph:
            assert graph.write([fixture.bare()]).unchanged == 1


def test_writer_that_was_killed_holds_nothing(loaded_path):
    with hold(loaded_path) as other:
        other.kill()
        other.wait()
    with open_store(loaded_path) as graph:
        assert graph.write([fixture.threat("11")]).new == 1


def test_what_killed_writers_left_is_removed_by_the_next(loaded_path, tmp_path):
    (tmp_path / ".news.graph.new").mkdir()
    (tmp_path / ".news.graph.new" / "picture").write_bytes(b"half")
    (tmp_path / ".news.graph.4711").write_bytes(b"half")
    (tmp_path / ".news.graph.old").write_bytes(b"somebody else's")
    with open_store(loaded_path) as graph:
        graph.write([fixture.bare()])
    assert beside(loaded_path) == [".news.graph.old", "news.graph"]


def test_reading_beside_a_writer_sees_the_graph_as_it_was(path):
    with open_store(path) as writer:
        writer.write(fixture.articles()[:2])
        with open_store(path) as reader:
            before = whole(reader)
            writer.write(fixture.articles())
            assert whole(reader) == before
        with open_store(path) as reader:
            assert reader.counts() == sent(fixture.articles())


def test_second_writer_goes_on_from_what_the_first_one_stored(path, monkeypatch):
    monkeypatch.setattr(store, "ADDED_KEPT", 0)  # the first one leaves another file behind
    with open_store(path) as second:
        with open_store(path) as first:
            first.write(fixture.articles()[:3])
        assert second.write(fixture.articles()).unchanged == 3
        assert second.counts() == sent(fixture.articles())
    assert contents(path)


@pytest.mark.parametrize("limit", [0, 2**30])
def test_graph_is_the_same_however_it_is_kept(path, tmp_path, monkeypatch, limit):
    monkeypatch.setattr(store, "ADDED_LIMIT", limit)
    with open_store(path) as graph:
        for article in [*fixture.articles(), *variants(20)]:
            graph.write([article])
        expected = whole(graph)
    assert contents(path) == expected
    with open_store(str(tmp_path / "at-once.graph")) as graph:
        graph.write([*fixture.articles(), *variants(20)])
        assert whole(graph) == expected


def test_rows_that_get_lost_fail_the_batch(path, monkeypatch):
    real = Graph.run

    def lossy(graph, text, **parameters):
        rows = parameters.get("rows", [])
        if "[:`SAID` {" in text and len(rows) > 1:
            parameters = {"rows": rows[:-1]}
        return real(graph, text, **parameters)

    with open_store(path) as graph:
        graph.write(fixture.articles()[1:2])
        before = whole(graph)
        monkeypatch.setattr(Graph, "run", lossy)
        with pytest.raises(StoreError, match=r"SAID: \d+ of \d+ rows arrived"):
            graph.write(fixture.articles())
        monkeypatch.undo()
        assert whole(graph) == before
        assert graph.write(fixture.articles()).new == 5
        assert graph.counts() == sent(fixture.articles())


def test_picture_that_cannot_be_made_is_left_for_later(path, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "ADDED_KEPT", 0)
    blocked = tmp_path / ".news.graph.new"
    with open_store(path) as graph:
        graph.apply_schema()
        graph.write(fixture.articles())
        blocked.write_text("in the way", "utf-8")
        expected = whole(graph)
    assert contents(path) == expected
    blocked.unlink()
    with pytest.raises(OSError, match=r"[Nn]o such"):
        Graph().save(tmp_path / "no" / "picture")


def test_no_room_for_temporary_files_is_told(path, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "ADDED_KEPT", 0)
    long = [
        replace(a, article=replace(a.article, paragraphs=(f"{a.article.id} " * 1000,)))
        for a in variants(40)
    ]
    with open_store(path) as graph:
        graph.write(long)
    (tmp_path / "full").write_text("", "utf-8")
    reading = "import sys; from kg.store import open_store; open_store(sys.argv[1])"
    environment = {**ENVIRONMENT, "TMPDIR": str(tmp_path), "KGLITE_TMPDIR": str(tmp_path / "full")}
    process = python(reading, path, stderr=subprocess.PIPE, env=environment)
    said = process.communicate()[1].splitlines()[-1]
    assert f"no room for temporary files in {tmp_path / 'full'}" in said


def test_file_is_made_where_it_can_have_one_name_only(path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    with open_store(path) as graph:
        graph.write(fixture.articles())
        expected = whole(graph)
    assert contents(path) == expected
    assert beside(path) == ["news.graph"]


def test_link_to_a_file_stays_one(path, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "ADDED_KEPT", 0)
    link = tmp_path / "link.graph"
    link.symlink_to(path)
    with open_store(str(link)) as graph:
        graph.write(fixture.articles())
    assert link.is_symlink()
    assert contents(path) == contents(str(link))


@pytest.mark.parametrize(
    "text",
    [
        (
            "MATCH (:Country)-[r:THREATENED]->(b) MATCH (s:Statement {id: r.statement_id}) "
            "RETURN count(s)"
        ),
        (
            "MATCH ()-[r:THREATENED {cue: 'truer'}]->(b) "
            "MATCH (s {article : r . article_id, id:r.statement_id}) "
            "RETURN count(s)"
        ),
    ],
)
def test_property_of_an_edge_finds_what_has_it(loaded_path, text):
    with open_store(loaded_path) as graph:
        assert graph.read(text).rows == [(4,)]


def test_property_of_an_edge_in_its_own_match_is_told(loaded_path):
    with open_store(loaded_path) as graph, pytest.raises(StoreError, match="a MATCH of its own"):
        graph.read("MATCH ()-[r:SAID]->(), (s:Statement {id: r.statement_id}) RETURN s")


def test_what_is_no_pattern_stays_as_it_is():
    text = (
        "MATCH (a {name: 'x {y: r.z}'}) "
        "WHERE a.id = $id // (b {id: r.x}) (c:Entity {id: x})\nRETURN a {.id}, {id: a.id}"
    )
    assert healed(text) == text


def test_entity_is_looked_up_by_the_labels_that_are_quick(loaded_path):
    text = "MATCH (s:Statement) MATCH (e:Entity {id: s.source}) RETURN DISTINCT e.id ORDER BY e.id"
    assert healed(text) == text.replace("Entity", "Person|Country|Organisation|Place")
    with open_store(loaded_path) as graph:
        slow = "MATCH (e:Entity)-[:MADE]->() RETURN DISTINCT e.id ORDER BY e.id"
        assert graph.read(text).rows == graph.read(slow).rows != []
        assert not graph.read("MATCH (s:Statement) MATCH (e:Entity {id: s.id}) RETURN e").rows


def test_entity_by_a_parameter_is_looked_up_as_it_is():
    text = "MATCH (e:Entity {id: $id})-[:MADE]->(s) RETURN s"
    assert healed(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("UNWIND ['x'] AS x MATCH (e:Entity {id: x}) RETURN e,,x", "not parse: .*line 1, col 53: "),
        (
            "MATCH ()-[r:SAID]->()\nMATCH (s {id: r.statement_id}) RETURN r,,s",
            "not parse: .*line 2, col 41: ",
        ),
        ("UNWIND ['x'] AS x MATCH (e:Entity {id: x}) RETURN y.id", "not run: .*variable 'y'"),
        ("RETURN $missing", "not run: .*missing"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_where_it_was_written(loaded_path, text, told):
    with (
        open_store(loaded_path) as graph,
        pytest.raises(StoreError, match=f"^the query does {told}"),
    ):
        graph.read(text)


def test_semicolon_inside_text_is_no_second_query(loaded_path):
    with open_store(loaded_path) as graph:
        assert graph.read("RETURN 'a; b' AS x; // the end; really").rows == [("a; b",)]


FILL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
from many import variants
from kg.errors import StoreError
from kg.loader.run import load
from kg.store import open_store
try:
    with open_store(sys.argv[1]) as store:
        load(store, variants(600), batch_size=100)
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [30, 5_000, 12_345, 20_000])
def test_file_that_cannot_grow_gets_one_clear_line_and_loses_nothing(path, limit):
    process = python(FILL, path, limit)
    said, _ = process.communicate()
    assert (process.returncode, said.count("\n")) == (0, 1), said
    assert "may not grow" in said
    assert set(beside(path)) <= {"news.graph"}
    with open_store(path) as graph:
        kept = graph.counts().nodes.get("Article", 0)
        assert load(graph, variants(600)).unchanged == kept
        assert_whole(graph, variants(600))


#: Reads and writes as somebody who may write to neither the file nor its folder.
STRANGER = """
import os, sys
import fixture, kg.store.embedded
from kg.errors import StoreError
from kg.store import open_store
os.setuid(12345)
with open_store(sys.argv[1]) as store:
    print(store.counts().nodes["Article"], store.write([fixture.bare()]).unchanged)
"""


def of_pytest(folder: Path) -> bool:
    return folder.name.startswith(("test_", "popen-", "pytest-"))


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_file_that_may_not_be_written_to_is_read(loaded_path, tmp_path):
    for directory in takewhile(of_pytest, [tmp_path, *tmp_path.parents]):
        directory.chmod(0o755)
    before = Path(loaded_path).read_bytes()
    reading = STRANGER.replace(", store.write([fixture.bare()]).unchanged", "")
    assert python(reading, loaded_path).communicate() == ("6\n", None)
    process = python(STRANGER, loaded_path, stderr=subprocess.PIPE)
    said = process.communicate()[1].splitlines()[-1]
    assert said == (
        f"kg.errors.StoreError: cannot open or write {loaded_path}: user 12345 has no permission "
        "to write there: run as the folder's owner"
    )
    assert Path(loaded_path).read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_killed_load_loses_nothing_it_has_told_and_is_finished_by_another(path, seed):
    kill_and_finish(path, random.Random(seed))  # noqa: S311
    assert beside(path) == ["news.graph"]


def kill_and_finish(path, chance, count=60):
    """Kill a load at a moment of chance; then check what is there, and load again."""
    process = python(LOAD, path, count)
    process.stdout.readline()
    time.sleep(chance.uniform(0, 0.4))
    process.send_signal(signal.SIGKILL)
    told = process.stdout.read().split()
    process.wait()
    process.stdin.close()
    articles = variants(count)
    with open_store(path) as graph:
        stored = {row[0] for row in graph.read("MATCH (a:Article) RETURN a.id").rows}
        assert stored >= set(told)
        assert_whole(graph, [a for a in articles if a.article.id in stored])
        assert load(graph, articles).unchanged == len(stored)
        assert_whole(graph, articles)
        again = whole(graph)
    assert contents(path) == again


def test_a_reader_catches_up_when_told(path, monkeypatch):
    articles = list(fixture.articles())
    reader = open_store(path)
    reader.catch_up()  # there is no file yet
    for kept, batch in ((store.ADDED_KEPT, articles[:2]), (0, articles[2:4]), (0, articles[4:])):
        monkeypatch.setattr(store, "ADDED_KEPT", kept)  # with 0 the file gets a new picture
        before = reader.counts()
        with open_store(path) as writer:
            writer.write(batch[:1])
            assert reader.counts() == before
            reader.catch_up()
            assert reader.counts() == writer.counts() != before
            writer.write(batch)
        reader.catch_up()
        with open_store(path) as other:
            assert reader.counts() == other.counts()
            assert whole(reader) == whole(other)
    reader.close()
    reader.catch_up()
    with pytest.raises(StoreError, match="closed"):
        reader.counts()


def test_a_reader_that_catches_up_reads_no_more_than_was_added(loaded_path, monkeypatch):
    with open_store(loaded_path) as reader, open_store(loaded_path) as writer:
        writer.write(list(fixture.articles())[:1])  # it is there already
        writer.remove(["article:every"])
        monkeypatch.setattr(Graph, "__init__", None)  # a whole graph is not to be made again
        reader.catch_up()
        assert reader.counts() == writer.counts()
        Path(loaded_path).unlink()
        reader.catch_up()
        assert reader.counts() == writer.counts()
