"""`kg load` as a job: what it leaves for others, what it can be told, loads that go on."""

import json
import os
import signal
import time
from pathlib import Path

import fixture
import pytest
from command import kg, one_line, write_annotated
from prometheus_client.parser import text_string_to_metric_families
from test_stopping import start

from kg.cli.articles import ToldArticles
from kg.cli.source_list import read_sources
from kg.errors import UsageError
from kg.stream import annotated_line, annotated_to_json

COUNT = len(fixture.articles())


@pytest.fixture
def annotated(tmp_path):
    return write_annotated(tmp_path / "annotated.jsonl")


@pytest.fixture
def store(tmp_path):
    return tmp_path / "news.graph"


def status(store, *arguments):
    return json.loads(kg("status", "--store", store, "--format", "json", *arguments).stdout)


def test_status_tells_of_loads(annotated, store):
    annotated.write_text(annotated.read_text("utf-8") + '{"text": 3}\n', "utf-8")
    assert kg("load", annotated, "--store", store).exit_code == 3
    loads = status(store)["loads"]
    assert (loads["runs"], loads["last state"], loads["failed"]) == (1, "done", 1)
    (left_out,) = status(store, "--failed")
    assert left_out["place"] == f"{annotated}:{COUNT + 1}"
    assert left_out["why"].startswith("$.text: expected")
    assert status(store, "--runs")[0]["new"] == COUNT
    assert status(store, "--sources") == [
        {"source": str(annotated), "stored": COUNT, "failed": 1, "last": loads["last ended"]}
    ]
    assert "attempts" in kg("status", "--store", store, "--failed").stdout


def test_dry_run_makes_nothing(annotated, store):
    result = kg("load", annotated, "--store", store, "--dry-run")
    assert result.stdout.startswith(f"{COUNT} read, {COUNT} new")
    assert not store.exists()


def test_limit_and_since(annotated, store):
    assert kg("load", annotated, "--store", store, "--limit", 2).stdout.startswith("2 read, 2 new")
    result = kg("load", annotated, "--store", store, "--since", "2999")
    assert result.stdout.startswith("1 read")  # that without a date
    assert one_line(result) == f"kg: published before --since, and therefore left out: {COUNT - 1}"


def test_rejects_are_kept_and_loaded(annotated, store, tmp_path):
    annotated.write_text('{"text": 3}\n', "utf-8")
    rejects = tmp_path / "left-out.rejects"
    assert kg("load", annotated, "--store", store, "--rejects", rejects).exit_code == 3
    mended = json.loads(rejects.read_text("utf-8")) | {"given": annotated_to_json(fixture.bare())}
    rejects.write_text(json.dumps(mended) + "\n", "utf-8")
    assert kg("load", rejects, "--store", store).exit_code == 0
    assert status(store, "--failed") == []


def test_signs_of_life(annotated, store, tmp_path):
    health, metrics = tmp_path / "health", tmp_path / "kg.prom"
    signs = ("--health", health, "--metrics", metrics)
    assert kg("load", annotated, "--store", store, *signs).exit_code == 0
    told = figures(metrics)
    assert told["kg_load_articles", "new"] == COUNT
    assert told["kg_load_exit_code", ""] == 0
    assert told["kg_load_last_success_timestamp_seconds", ""] == pytest.approx(time.time(), abs=60)
    assert health.exists()
    health.unlink()
    assert kg("load", annotated, "--store", "/nowhere/kg.graph", *signs).exit_code == 1
    assert not health.exists()
    assert figures(metrics)["kg_load_exit_code", ""] == 1


def figures(path):
    families = text_string_to_metric_families(path.read_text("utf-8"))
    return {
        (s.name, s.labels.get("result", "")): s.value for family in families for s in family.samples
    }


def test_metrics_that_cannot_be_written_are_told(annotated, store):
    result = kg("load", annotated, "--store", store, "--metrics", "/nowhere/kg.prom")
    assert result.exit_code == 2
    assert one_line(result).startswith("kg: /nowhere/kg.prom: cannot be written")


def test_log_of_json_lines(annotated, store):
    annotated.write_text(annotated.read_text("utf-8") + '{"text": 3}\n', "utf-8")
    result = kg("load", annotated, "--store", store, "--log-format", "json", "--format", "json")
    (line,) = map(json.loads, result.stderr.splitlines())
    assert (line["event"], line["kind"]) == ("error", "RecordError")
    assert line["message"].startswith(f"{annotated}:{COUNT + 1}: $.text")
    assert json.loads(result.stdout)["new"] == COUNT


def test_sources_of_a_list_are_each_read_in_their_own_way(store, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text('{"body": {"content": "Det regner."}, "id": "x"}\n', "utf-8")
    listed = tmp_path / "sources.toml"
    write_annotated(tmp_path / "one.jsonl")
    listed.write_text(
        f"""
        [[source]]
        from = "{tmp_path}/one.jsonl"
        limit = 1
        [[source]]
        from = ["{other}"]
        map = {{text = "body.content"}}
        """
    )
    result = kg("load", "--sources", listed, "--store", store, "--dry-run")
    assert result.stdout.startswith("2 read, 2 new")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected tables"),
        ("[[source]]\n", "source 1: `from` is a path"),
        ('[[source]]\nfrom = "a"\nfro = 1', "source 1: unknown key 'fro'; expected format"),
        ('[[source]]\nfrom = "a"\nlimit = "x"', "source 1: limit = 'x', expected a int"),
        ("[[source", "Expected"),
        ('every = "5m"\n[[source]]\nfrom = "a"', "expected tables"),
    ],
)
def test_list_of_sources_that_is_wrong_is_told(tmp_path, text, said):
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"sources\.toml: ") as told:
        read_sources(str(path))
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say what to load"),
        (("--watch", "/nowhere"), "no such folder"),
        (("x", "--every", "15"), "expected a time such as 90s"),
        (("--watch", "/", "--every", "1m"), "one of them"),
    ],
)
def test_what_cannot_be_asked_is_told(store, arguments, said):
    result = kg("load", *arguments, "--store", store)
    assert result.exit_code == 2
    assert said in result.stderr


def wait_for(what, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


def stored(store):
    return status(store)["nodes"].get("Article", 0) if store.exists() else 0


def test_every_so_often_until_it_is_told_to_end(store, tmp_path):
    path = tmp_path / "news.jsonl"
    records = [annotated_line(a) for a in fixture.articles()]
    path.write_text(records[0], "utf-8")
    process = start("load", path, "--store", store, "--every", "1s")
    wait_for(lambda: stored(store) == 1)
    path.write_text("".join(records), "utf-8")
    wait_for(lambda: stored(store) == COUNT)
    process.send_signal(signal.SIGTERM)
    out, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert out.splitlines()[0].startswith("1 read, 1 new")
    assert said.splitlines()[-1].startswith("kg: told to end")


def test_round_that_fails_does_not_end_a_load_that_goes_on(store, tmp_path, annotated):
    store.write_bytes(b"no graph")
    process = start("load", annotated, "--store", store, "--every", "1s", "--log-format", "json")
    assert "no graph of kg" in json.loads(process.stderr.readline())["message"]
    store.unlink()
    wait_for(lambda: stored(store) == COUNT)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode == 130


def test_folder_is_watched(store, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    write_annotated(folder / "first.jsonl")
    process = start("load", "--watch", folder, "--store", store)
    wait_for(lambda: stored(store) == COUNT)
    extra = annotated_to_json(fixture.bare()) | {"id": "extra"}
    (folder / ".part").write_text(json.dumps(extra) + "\n", "utf-8")
    (folder / ".part").replace(folder / "second.jsonl")
    wait_for(lambda: stored(store) == COUNT + 1)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert out.splitlines()[-1].startswith("1 read, 1 new")


@pytest.mark.slow
def test_load_that_is_killed_goes_on_where_it_was(store, tmp_path):
    import many

    from kg.store import open_store

    articles, path = many.variants(2000), tmp_path / "many.jsonl"
    path.write_text("".join(annotated_line(a) for a in articles), "utf-8")
    process = start("load", path, "--store", store, "--batch-size", "100")
    wait_for(lambda: store.exists() and store.stat().st_size > 50_000)
    process.kill()
    process.wait()
    assert status(store, "--runs")[0]["state"] == "running"
    done = json.loads(kg("load", path, "--store", store, "--format", "json").stdout)
    assert 0 < done["new"] < 2000
    assert (done["read"], done["new"] + done["unchanged"]) == (2000, 2000)
    assert [r["state"] for r in status(store, "--runs")] == ["done", "running"]
    with open_store(str(store)) as graph:
        many.assert_whole(graph, articles)


def test_progress_on_a_terminal_shows_the_total_and_the_time_left(tmp_path, store):
    import pty
    import subprocess
    import sys

    path = write_annotated(tmp_path / "annotated.jsonl")
    main, other = pty.openpty()
    run = "from kg.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", run, "load", path, "--store", store],
        stdout=subprocess.DEVNULL,
        stderr=other,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "TERM": "xterm"},
    )
    assert process.wait(60) == 0
    shown = os.read(main, 65536).decode()
    os.close(main)
    os.close(other)
    assert f"{COUNT}/{COUNT}" in shown
    assert "0:00:00" in shown


def test_total_is_counted_where_it_can_be_read_twice(annotated):
    assert ToldArticles([str(annotated)], {}).total() == COUNT
    assert ToldArticles([str(annotated)], {"limit": 2}).total() == 2
    assert ToldArticles(["-"], {}).total() is None
    assert ToldArticles([str(annotated), "https://avisen.example/rss"], {}).total() is None
