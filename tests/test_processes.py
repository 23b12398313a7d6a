"""`--processes`: what several processes annotate is what one does, and none is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import RunError
from kg.model import Article
from kg.shards.processes import Processes

pytestmark = pytest.mark.model
START = [
    sys.executable,
    "-c",
    "from kg.cli import main; main()",
    "annotate",
    "-q",
    "--processes",
    "2",
]


def articles(count):
    return [
        Article(f"a{n}", (f"Bo Holm truer Norge med {n} bøder.", "- Nej, siger Ida Dam."))
        for n in range(count)
    ]


def write(path, count):
    lines = (json.dumps({"id": a.id, "paragraphs": a.paragraphs}) for a in articles(count))
    path.write_text("\n".join(lines), "utf-8")
    return path


def children(pid):
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8")
    return [int(child) for child in listed.split()]


def wait_until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_two_processes_annotate_as_one():
    one, two = Processes(None, 1), Processes(None, 2)
    given = articles(150)
    assert list(two.annotated(given)) == list(one.annotated(given))
    two.close()


def test_where_an_article_was_read_is_known_of_what_several_processes_annotate():
    given = [a.read_at(f"a.jsonl:{n}") for n, a in enumerate(articles(3), 1)]
    workers = Processes(None, 2)
    found = [a.article.where for a in workers.annotated(given)]
    workers.close()
    assert found == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]


def test_no_more_is_read_than_two_shards_for_each():
    read = []
    workers = Processes(None, 2)
    found = workers.annotated(read.append(a) or a for a in articles(400))
    next(found)
    assert len(read) <= 4 * 32
    found.close()
    workers.close()


def test_closing_does_not_wait_for_what_is_under_way():
    workers, others = Processes(None, 2), set(children(os.getpid()))
    found = workers.annotated(articles(400))
    next(found)
    begun = time.monotonic()
    workers.close()
    assert time.monotonic() - begun < 2
    assert set(children(os.getpid())) <= others


def test_killed_process_ends_the_run_with_what_to_do():
    workers = Processes(None, 2)
    found = workers.annotated(articles(400))
    next(found)
    os.kill(children(os.getpid())[-1], signal.SIGKILL)
    with pytest.raises(RunError, match="was killed; is there memory"):
        list(found)
    workers.close()


def test_processes_end_with_the_one_that_began_them(tmp_path):
    file = write(tmp_path / "a.jsonl", 5000)
    with subprocess.Popen([*START, file, "-o", tmp_path / "out.jsonl"]) as command:
        wait_until(lambda: len(children(command.pid)) == 2)
        workers = children(command.pid)
        command.kill()
    wait_until(lambda: not any(Path(f"/proc/{worker}/cmdline").exists() for worker in workers))


def test_interruption_writes_what_was_read(tmp_path):
    file, out = write(tmp_path / "a.jsonl", 5000), tmp_path / "out.jsonl"
    command = subprocess.Popen(
        [*START, file, "-o", out], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    wait_until(lambda: len(children(command.pid)) == 2)
    os.killpg(command.pid, signal.SIGINT)
    _, said = command.communicate(timeout=30)
    assert (command.returncode, said) == (130, "kg: interrupted; what was read so far is written\n")
    assert 0 < len(out.read_text("utf-8").splitlines()) < 5000
