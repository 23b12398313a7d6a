"""`--ray`: what a cluster annotates is what one process does, whoever is killed meanwhile."""

import gzip
import json
import logging
import os
import platform
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from command import kg, one_line

from kg.errors import RunError
from kg.model import Article
from kg.shards.cluster import Cluster

if (sys.platform, platform.machine()) == ("darwin", "x86_64"):
    pytest.skip("Ray has no wheel for Macs with Intel", allow_module_level=True)

from kg.shards import pool

pytestmark = [pytest.mark.model, pytest.mark.slow]
START = [sys.executable, "-c", "from kg.cli import main; main()", "annotate", "-q"]
LOST = re.compile("kg: a worker was lost over 32 articles, .+; another one does it\n")


@pytest.fixture(scope="module")
def nodes():
    """Start a real cluster of two nodes with a processor each; the first is its head."""
    from ray.cluster_utils import Cluster as Nodes

    started = {"num_cpus": 1, "object_store_memory": 80_000_000}
    head = {**started, "include_dashboard": False}
    found = Nodes(initialize_head=True, head_node_args=head)
    found.add_node(**started)
    yield found
    found.shutdown()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write articles as JSON lines and Parquet; one of them is too long to be read."""
    from pyarrow import Table, parquet

    folder = tmp_path_factory.mktemp("articles")
    given = [{"id": a.id, "text": a.text} for a in articles(256)]
    long = {"id": "long", "paragraphs": ["Bo Holm truer Norge med bøder, siger han. " * 24_000]}
    lines = [*given[:128], long, *given[128:160]]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    parquet.write_table(Table.from_pylist(given[160:]), folder / "b.parquet")
    return [folder / "a.jsonl", folder / "b.parquet"]


@pytest.fixture(scope="module")
def one_process(files, tmp_path_factory):
    """Annotate them in this process: what is written, and what is said."""
    out = tmp_path_factory.mktemp("one") / "out.jsonl"
    result = kg("annotate", "-q", *files, "-o", out)
    assert result.exit_code == 3
    return out.read_bytes(), result.stderr


def articles(count, times=1):
    return [
        Article(f"a{n}", (f"Bo Holm truer Norge med {n} bøder.", "- Nej, siger Ida Dam.") * times)
        for n in range(count)
    ]


def start(*arguments):
    """Start `kg annotate` as a process of its own."""
    path = {"PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(
        [*START, *map(str, arguments)], stderr=subprocess.PIPE, text=True, env=os.environ | path
    )


def kept(out):
    return sorted(Path(f"{out}.shards").glob("*.jsonl.gz"))


def wait_for(get, command, seconds=120):
    """Return what `get` returns as soon as it is something, while a command runs."""
    end = time.monotonic() + seconds
    while not (found := get()):
        assert command.poll() is None, command.stderr.read()
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def at_work(node):
    """Return the ids of the processes of a node that have a shard in hand."""
    raylet = node.all_processes["raylet"][0].process.pid
    listed = Path(f"/proc/{raylet}/task/{raylet}/children").read_text("utf-8")
    return [int(pid) for pid in listed.split() if _title(pid).startswith("ray::Worker.annotate")]


def _title(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    except OSError:
        return ""


def test_two_workers_and_a_node_are_killed(nodes, files, one_process, tmp_path):
    out, head, other = tmp_path / "out.jsonl", nodes.head_node, *nodes.worker_nodes
    command = start(*files, "-o", out, "--ray", nodes.address)
    wait_for(lambda: len(kept(out)) >= 1, command)
    os.kill(wait_for(lambda: at_work(head), command)[0], signal.SIGKILL)
    wait_for(lambda: len(kept(out)) >= 2, command)
    worker = wait_for(lambda: at_work(other), command)[0]
    nodes.remove_node(other, allow_graceful=False)
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: len(kept(out)) >= 4, command)
    os.kill(wait_for(lambda: at_work(head), command)[0], signal.SIGKILL)
    _, said = command.communicate(timeout=120)
    assert (out.read_bytes(), LOST.sub("", said)) == one_process
    assert (command.returncode, len(LOST.findall(said))) == (3, 3)
    assert list(tmp_path.iterdir()) == [out]


def test_command_that_is_killed_goes_on_where_it_was_even_elsewhere(
    nodes, files, one_process, tmp_path
):
    out = tmp_path / "out.jsonl"
    command = start(*files, "-o", out, "--ray", nodes.address, "--processes", "1")
    wait_for(lambda: len(kept(out)) >= 2, command)
    command.kill()
    command.communicate()
    assert not out.exists()
    changed, damaged, *_ = kept(out)
    lines = gzip.decompress(changed.read_bytes()).decode()
    marked = re.sub(r'"confidence": [\d.]+', '"confidence": 0.125', lines)
    changed.write_bytes(gzip.compress(marked.encode()))
    damaged.write_bytes(damaged.read_bytes()[:-20])
    again = start(*files, "-o", out, "--ray", "local", "--processes", "1")
    expected, expected_said = one_process
    assert again.communicate(timeout=120)[1] == expected_said
    assert out.read_text("utf-8") == expected.decode().replace(good(lines), good(marked))
    assert good(lines) != good(marked)
    assert not Path(f"{out}.shards").exists()


def good(lines):
    """Return the lines of a shard without those that say what went wrong."""
    return "".join(line for line in lines.splitlines(keepends=True) if '"error"' not in line)


def test_no_more_is_read_than_four_shards_for_each_worker(nodes, tmp_path):
    read = []
    with closing(Cluster(nodes.address, tmp_path / "kept", count=1)) as cluster:
        found = cluster.annotated(read.append(a) or a for a in articles(400))
        assert next(found).article.id == "a0"
    assert len(read) == 4 * 32


def test_node_with_another_kg_is_refused(nodes, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "fingerprint", lambda _: "another")
    with (
        closing(Cluster(nodes.address, tmp_path / "kept", count=1)) as cluster,
        pytest.raises(RunError, match="has another kg, or another pipeline 'kg_da'"),
    ):
        next(cluster.annotated(articles(1)))


def test_pipeline_that_no_node_has_is_told(nodes, tmp_path):
    with (
        closing(Cluster(nodes.address, tmp_path / "kept", "kg_xx", 1)) as cluster,
        pytest.raises(RunError, match="no pipeline 'kg_xx': expected one that ships"),
    ):
        next(cluster.annotated(articles(1)))


def test_waiting_for_a_processor_is_told(nodes, tmp_path, caplog):
    notes = logging.getLogger("kg.shards")
    notes.addHandler(caplog.handler)
    with closing(Cluster(nodes.address, tmp_path / "kept", count=1)):
        assert pool.Pool("kg_da", 1).finished(0.01) is None
    notes.removeHandler(caplog.handler)
    assert "no worker has begun yet; has the cluster a free processor?" in caplog.text


def test_shard_over_which_workers_are_lost_again_and_again_ends_the_run(
    nodes, tmp_path, monkeypatch
):
    monkeypatch.setattr(pool, "LOSSES", 1)
    ended = threading.Event()

    def kill():
        while not ended.wait(0.01):
            for node in (nodes.head_node, *nodes.worker_nodes):
                for worker in at_work(node):
                    os.kill(worker, signal.SIGKILL)

    threading.Thread(target=kill).start()
    try:
        with (
            closing(Cluster(nodes.address, tmp_path / "kept", count=1)) as cluster,
            pytest.raises(
                RunError, match="workers lost over 32 articles, article 'a0' to 'a31': 1;"
            ),
        ):
            next(cluster.annotated(articles(32, 20)))
    finally:
        ended.set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out.jsonl", "--ray", "127.0.0.1:1"], "127.0.0.1:1: no Ray cluster answers there"),
        (["-o", "out.jsonl", "--ray", "nowhere"], "nowhere: no Ray cluster answers there"),
        (["--ray", "local"], "name a file with -o FILE"),
    ],
)
def test_what_cannot_be_is_told(arguments, said, files):
    result = kg("annotate", files[0], *arguments)
    assert result.exit_code in {1, 2}
    assert said in one_line(result)


def test_without_ray_it_is_told_what_to_install(files, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    result = kg("annotate", files[0], "-o", "out.jsonl", "--ray", "local")
    assert result.exit_code == 2
    assert "pip install 'kg-news[ray]'" in one_line(result)
