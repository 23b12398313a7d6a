"""Ctrl-C and SIGTERM: what was read so far is kept, and the exit code tells."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import fixture
import pytest
from command import kg

from kg.store import open_store
from kg.stream import annotated_line, annotated_to_json

RUN = "from kg.cli import main; main()"
SIGNALS = [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "told to end")]


def start(*arguments):
    """Start `kg` as a process of its own whose standard input stays open."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )


def feed(process, records):
    for record in records:
        process.stdin.write(json.dumps(record) + "\n")
    process.stdin.flush()


def wait_until_read(process):
    """Wait until the process has taken its input and sleeps in reading more."""
    where = Path(f"/proc/{process.pid}/syscall")
    if not where.exists():  # a system that does not tell
        time.sleep(10)
        return
    for _ in range(600):
        if where.read_text().split()[:2] == ["0", "0x0"]:  # read(0
            return
        time.sleep(0.05)
    pytest.fail("the input was never read")


@pytest.mark.parametrize(
    ("number", "code", "word"), [SIGNALS[0], (signal.SIGTERM, 0, "told to end")]
)
def test_load_stores_what_was_read(tmp_path, number, code, word):
    store = tmp_path / "news.graph"
    process = start("load", "-", "--from", "jsonl", "--store", store, "--format", "json")
    feed(process, map(annotated_to_json, fixture.articles()[:3]))
    wait_until_read(process)
    process.send_signal(number)
    out, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert said == (
        f"kg: {word}; what was read so far is stored; run the same load again to go on\n"
    )
    assert json.loads(out)["new"] == 3
    status = json.loads(kg("status", "--store", store, "--format", "json").stdout)
    assert status["nodes"]["Article"] == 3


@pytest.mark.parametrize(("number", "code", "word"), SIGNALS)
def test_annotate_writes_what_was_read(tmp_path, number, code, word):
    file = tmp_path / "out.jsonl"
    process = start("annotate", "-", "--from", "jsonl", "-o", file)
    records = [annotated_to_json(a) for a in fixture.articles()[:2]]
    feed(process, records)
    wait_until_read(process)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert said == f"kg: {word}; what was read so far is written\n"
    assert [json.loads(line) for line in file.read_text("utf-8").splitlines()] == records


@pytest.mark.model
def test_articles_that_wait_to_be_annotated_are_kept_too(tmp_path):
    file = tmp_path / "out.jsonl"
    process = start("annotate", "-", "--from", "jsonl", "-o", file)
    feed(process, [{"id": n, "text": "Det regner."} for n in "abc"])
    wait_until_read(process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143
    assert [json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()] == list("abc")


@pytest.mark.model
def test_what_takes_too_long_to_annotate_is_given_up_and_the_rest_is_written(tmp_path, monkeypatch):
    file, out, lines = tmp_path / "a.jsonl", tmp_path / "out.jsonl", []
    file.write_text("".join(json.dumps({"id": n, "text": "Det regner."}) + "\n" for n in "abcd"))

    def line(annotated):
        lines.append(annotated_line(annotated))
        if len(lines) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return lines[-1]

    monkeypatch.setattr("kg.stream.annotated_line", line)
    monkeypatch.setattr("kg.cli.stopping.ANNOTATING", -1)
    done = kg("annotate", "-q", file, "-o", out)
    assert (done.exit_code, done.stderr) == (
        130,
        "kg: interrupted; what was read so far is written\n",
    )
    assert out.read_text("utf-8") == "".join(lines[:2])


def test_load_ends_while_it_waits_for_a_server(tmp_path):
    process = start("load", "-", "--store", "bolt://127.0.0.1:1", "--wait", "600")
    time.sleep(3)
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    out, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert time.monotonic() - begun < 30
    assert out.startswith("0 read, 0 new")
    assert said.startswith("kg: told to end")


BUSY = """
import time
from kg.cli.stopping import stopping
with stopping():
    print("begun", flush=True)
    for _ in range(300):
        time.sleep(0.1)
"""


def test_command_that_cannot_end_in_time_is_ended():
    process = subprocess.Popen(
        [sys.executable, "-c", BUSY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert 8.5 < time.monotonic() - begun < 20
    assert process.returncode == 143
    assert said.startswith("kg: not done 9 seconds after it was told to end; what is stored stays")


def test_second_load_into_a_file_says_who_holds_it(tmp_path):
    path = tmp_path / "news.graph"
    with open_store(str(path)) as holder:
        holder.apply_schema()
        holder.write([fixture.bare()])
        process = start("load", "-", "--store", path)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"is written to by process {os.getpid()} and was not free within 10 s" in said
