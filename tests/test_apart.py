"""A query in a process of its own: what it may not do, and how it ends when it tries."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import fixture
import pytest
from command import kg, one_line

from kg.errors import StoreError, UsageError
from kg.store import open_store
from kg.store.apart import read_apart
from kg.store.base import Limits

ROOT = Path(__file__).parents[1]
#: Runs Python after the limits are set, and tells what came of it.
CONFINED = """
import os, socket, sys
from kg.store.apart import _confine
from kg.store.base import Limits
_confine(Limits(seconds=0.01), 64 * 2**20, files=False)
try:
    {}
except (OSError, MemoryError) as error:
    print(type(error).__name__, getattr(error, "errno", None))
"""
GROWING = "RETURN size(reduce(s = 'aaaaaaaaaaaaaaaa', x IN range(1, 40) | s + s)) AS n"
ENDLESS = "UNWIND range(1, 8000000) AS a UNWIND range(1, 8000000) AS b RETURN count(a + b) AS n"
MANY = "UNWIND range(1, 1000000) AS x RETURN collect([x, x, x, x, x]) AS xs"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("store") / "news.graph")
    with open_store(path) as store:
        store.apply_schema()
        store.write(fixture.articles())
    return path


def confined(code, folder):
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CONFINED.format(code)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=folder
    )


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/hostname').read()",
        "open('new', 'w')",
        "os.mkfifo('fifo'); os.open('fifo', os.O_RDWR)",
        "socket.socket()",
        "os.pipe()",
    ],
)
def test_nothing_can_be_opened(code, tmp_path):
    done = confined(code, tmp_path)
    assert done.stdout == "OSError 24\n", done.stderr
    assert not (tmp_path / "new").exists()


def test_nothing_that_is_open_can_grow(tmp_path):
    with (tmp_path / "open").open("wb") as file:
        code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); os.write(2, b'x')"
        command = [sys.executable, "-c", CONFINED.format(code)]
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
    assert done.stdout == "OSError 27\n"
    assert (tmp_path / "open").stat().st_size == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere this limit counts little")
def test_memory_ends(tmp_path):
    assert confined("bytearray(256 * 2**20)", tmp_path).stdout == "MemoryError None\n"


def test_time_ends(tmp_path):
    assert confined("while True: pass", tmp_path).returncode == -signal.SIGALRM


def test_answer_is_that_of_the_store(path):
    text, values = "MATCH (n:Entity) WHERE n.id > $id RETURN n, n.id AS id ORDER BY id", {"id": "a"}
    with open_store(path) as store:
        assert read_apart(path, text, values, Limits(), 2**30) == store.read(text, values)
        cut = read_apart(path, text, values, Limits(rows=2), None)
        assert cut == store.read(text, values, Limits(rows=2))
        assert cut.cut


def test_what_comes_close_to_an_unknown_name_is_told(path):
    told = read_apart(path, "MATCH (n:Persn) RETURN n.nam", {}, Limits(), 2**30).notices
    assert any(note.endswith("label Persn: did you mean Person?") for note in told)
    assert any(note.endswith("property nam: did you mean name or names?") for note in told)


def test_errors_are_those_of_the_store(path):
    with pytest.raises(StoreError, match="the query does not parse"):
        read_apart(path, "MATCH (n", {}, Limits(), 2**30)
    with pytest.raises(StoreError, match="missing"):
        read_apart(path, "RETURN $missing AS x", {}, Limits(), 2**30)
    with pytest.raises(UsageError, match="no store at"):
        read_apart(f"{path}.not", "RETURN 1 AS x", {}, Limits(), 2**30)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere this limit counts little")
@pytest.mark.parametrize("text", [GROWING, MANY])
def test_query_that_takes_too_much_memory_is_ended(path, text):
    before = Path(path).read_bytes()
    arguments = ("--max-memory", "100", "--timeout", "0", "--cypher", text)
    result = kg("query", "--store", path, *arguments)
    assert result.exit_code == 1
    assert "needs more memory than the 100 MB that it may take" in one_line(result)
    assert Path(path).read_bytes() == before
    assert list(Path(path).parent.iterdir()) == [Path(path)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends at its deadline")
def test_query_ends_with_the_command_that_asked(path):
    code = (
        "import os, sys; from kg.store.apart import read_apart; from kg.store.base import Limits;"
        "os.write(1, b'begun'); read_apart(sys.argv[1], sys.argv[2], {}, Limits(None), None)"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, path, ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as asking:
        assert asking.stdout.read(5) == b"begun"
        child = _child_of(asking.pid)
        asking.kill()
    for _ in range(100):
        if _has_ended(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the query went on")


def _has_ended(process):
    status = Path(f"/proc/{process}/status")
    return not status.exists() or "State:\tZ" in status.read_text("ascii")


def _child_of(process):
    """Return the process that this one has started, once it is confined."""
    for _ in range(200):
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        for child in children:
            limits = Path(f"/proc/{child}/limits").read_text("ascii")
            if re.search(r"Max file size +0 ", limits):
                time.sleep(0.2)
                return int(child)
        time.sleep(0.1)
    raise AssertionError("no query has begun")


def test_engine_that_breaks_down_is_told(path, monkeypatch):
    monkeypatch.setattr("kg.store.apart._CHILD", "import os, sys; {!r}; os.abort()")
    with pytest.raises(StoreError, match="broke down"):
        read_apart(path, "RETURN 1 AS x", {}, Limits(), None)
