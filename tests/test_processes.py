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
from kg.shards.forked import Forked
from kg.shards.processes import Processes

pytestmark = pytest.mark.model
HERE = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
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
    """Return the processes that one has begun: of the tests' own, servers are among them."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8")
    return {int(child) for child in listed.split()}


def wait_until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


FROZEN = """
import gc, kg
from kg.model import Article
from kg.shards.annotate import annotated
kg.read("Bo Holm siger nej.")
print(gc.get_freeze_count())
list(annotated([Article("a", ("Bo Holm siger nej.",))]))
print(gc.get_freeze_count())
"""


def test_search_for_garbage_passes_over_pipeline_and_tables_in_a_job_alone():
    said = subprocess.run([sys.executable, "-c", FROZEN], capture_output=True, check=True)
    of_a_text, of_a_job = map(int, said.stdout.split())
    assert of_a_text == 0
    assert of_a_job > 100_000


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
    workers, others = Forked(2, time.sleep), children(os.getpid())
    next(workers.done([0, 600, 600, 600, 600], float))
    begun = time.monotonic()
    workers.close()
    assert time.monotonic() - begun < 300
    assert children(os.getpid()) <= others


def test_killed_process_ends_the_run_with_what_to_do():
    workers, others = Processes(None, 2), children(os.getpid())
    found = workers.annotated(articles(400))
    next(found)
    os.kill((children(os.getpid()) - others).pop(), signal.SIGKILL)
    with pytest.raises(RunError, match="was killed; is there memory"):
        list(found)
    workers.close()


SENDING = """
from kg.shards.forked import Forked
forked = Forked(2, bytes)
for _ in forked.done(iter(lambda: 5_000_000, 0), int):
    pass
"""


def test_process_killed_while_it_sends_is_not_waited_for():
    with subprocess.Popen(
        [sys.executable, "-c", SENDING], stderr=subprocess.PIPE, text=True, env=HERE
    ) as parent:
        try:
            wait_until(lambda: len(children(parent.pid)) == 2)
            os.kill(stopped_at_receiving(parent.pid), signal.SIGKILL)
            parent.send_signal(signal.SIGCONT)
            _, said = parent.communicate(timeout=60)
        finally:
            parent.kill()
    assert "RunError: one of the processes was killed; is there memory" in said


def stopped_at_receiving(parent):
    """Stop a process while one that it began waits to send it the rest; return that one."""
    while True:
        os.kill(parent, signal.SIGSTOP)
        for _ in range(20):
            time.sleep(0.05)
            for child in children(parent):
                # write() of x86 and of ARM
                if Path(f"/proc/{child}/syscall").read_text("utf-8").split()[0] in {"1", "64"}:
                    return child
        os.kill(parent, signal.SIGCONT)


def test_processes_end_with_the_one_that_began_them(tmp_path):
    file = write(tmp_path / "a.jsonl", 5000)
    with subprocess.Popen([*START, file, "-o", tmp_path / "out.jsonl"], env=HERE) as command:
        wait_until(lambda: len(children(command.pid)) == 2)
        workers = children(command.pid)
        command.kill()
    wait_until(lambda: not any(Path(f"/proc/{worker}/cmdline").exists() for worker in workers))


AT_ONCE = """
import os, signal
from kg.shards.forked import Forked
first = os.getpid()

def end_others(*_):
    if os.getpid() != first:
        os._exit(1)

signal.signal(signal.SIGINT, end_others)
signal.signal(signal.SIGTERM, end_others)

def send(number):
    os.killpg(0, signal.SIGINT)
    os.killpg(0, signal.SIGTERM)
    return number

for _ in range(10):
    forked = Forked(3, abs)
    print(sum(done for _, done in forked.done(range(6), send)))
    forked.close()
"""


def test_signals_to_all_of_them_are_for_the_first_even_while_the_others_begin():
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE],
        capture_output=True,
        text=True,
        timeout=120,
        start_new_session=True,
        env=HERE,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (["15"] * 10, "")


def test_interruption_writes_what_was_read(tmp_path):
    file, out = write(tmp_path / "a.jsonl", 5000), tmp_path / "out.jsonl"
    command = subprocess.Popen(
        [*START, file, "-o", out],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=HERE,
    )
    wait_until(lambda: len(children(command.pid)) == 2)
    os.killpg(command.pid, signal.SIGINT)
    _, said = command.communicate(timeout=30)
    assert (command.returncode, said) == (130, "kg: interrupted; what was read so far is written\n")
    assert 0 < len(out.read_text("utf-8").splitlines()) < 5000
