"""`kg bulk`: what the command says and writes; tests/test_bulk.py imports it for real."""

import csv
import json
import shlex
import signal

import fixture
import pytest
from command import kg, one_line, write_annotated
from test_stopping import SIGNALS, feed, start, wait_until_read

from kg.stream import annotated_to_json


@pytest.fixture
def annotated(tmp_path):
    return write_annotated(tmp_path / "annotated.jsonl")


def ids(folder, name="articles"):
    """Return the first cell of each row of a file."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row[0] for row in list(csv.reader(file))[1:]]


def test_bulk_says_what_it_did_and_what_to_run(annotated, tmp_path):
    folder = tmp_path / "my import"
    result = kg("bulk", folder, annotated)
    assert (result.exit_code, result.stderr) == (0, "")
    figures, command = result.stdout.splitlines()
    articles = fixture.articles()
    statements = sum(len(a.statements) for a in articles)
    assert figures.startswith(f"{len(articles)} read, {len(articles)} new, 0 replaced,")
    assert f", {statements} statements, " in figures
    program, file, database = shlex.split(command)
    assert (program, database) == ("neo4j-admin", "neo4j")
    assert file == f"@{folder / 'arguments.txt'}"
    assert sorted(ids(folder)) == sorted(a.article.id for a in articles)
    assert len(ids(folder, "statements")) == statements


def test_bulk_tells_the_same_as_json(annotated, tmp_path):
    folder = tmp_path / "import"
    result = kg("bulk", folder, annotated, "--format", "json")
    figures = json.loads(result.stdout)
    assert figures["read"] == figures["new"] == len(fixture.articles())
    assert figures["command"] == f"neo4j-admin @{folder}/arguments.txt neo4j"


def test_what_cannot_be_read_is_told_left_out_and_makes_the_exit_code_3(annotated, tmp_path):
    with annotated.open("a", encoding="utf-8") as file:
        file.write('{"id": "article:bad", "entities": [], "statements": []}\n')
    result = kg("bulk", tmp_path / "import", annotated, "-q")
    line = len(fixture.articles()) + 1
    assert result.exit_code == 3
    assert f"{annotated}:{line}: " in result.stderr
    assert len(ids(tmp_path / "import")) == len(fixture.articles())
    entries = (tmp_path / "import/entries.csv").read_text("utf-8")
    assert f'"{annotated}:{line}","skipped"' in entries


def test_only_what_is_asked_for_is_written(annotated, tmp_path):
    kg("bulk", tmp_path / "two", annotated, "--limit", "2")
    assert ids(tmp_path / "two") == [a.article.id for a in fixture.articles()[:2]]
    kg("bulk", tmp_path / "none", annotated, "--since", "2100")
    undated = [a.article.id for a in fixture.articles() if not a.article.published]
    assert ids(tmp_path / "none") == undated
    kg("bulk", tmp_path / "sure", annotated, "--min-confidence", "0.76")
    assert ids(tmp_path / "sure", "statements") == []


@pytest.mark.model
def test_raw_articles_are_annotated_on_the_way(tmp_path):
    text = tmp_path / "told.txt"
    text.write_text("USA truer Iran med nye straffe, siger præsident Joe Biden.", "utf-8")
    result = kg("bulk", tmp_path / "import", text, "-q", "--format", "json")
    assert json.loads(result.stdout)["statements"] == len(ids(tmp_path / "import", "statements"))
    assert "country:US" in ids(tmp_path / "import", "entities")


@pytest.mark.parametrize("what", ["a folder in use", "a file"])
def test_a_place_that_cannot_be_used_is_refused_in_one_line(annotated, what):
    place = annotated.parent if what == "a folder in use" else annotated
    before = sorted(annotated.parent.iterdir())
    result = kg("bulk", place, annotated)
    assert result.exit_code == 2
    assert str(place) in one_line(result)
    assert sorted(annotated.parent.iterdir()) == before


@pytest.mark.parametrize("processes", ["1", "2"])
@pytest.mark.parametrize(("number", "code", "word"), SIGNALS)
def test_bulk_writes_what_was_read_when_it_is_told_to_end(tmp_path, number, code, word, processes):
    folder = tmp_path / "import"
    told = ("--from", "jsonl", "--format", "json", "--processes", processes)
    process = start("bulk", folder, "-", *told)
    feed(process, map(annotated_to_json, fixture.articles()[:3]))
    wait_until_read(process)
    process.send_signal(signal.Signals(number))
    out, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (
        code,
        f"kg: {word}; {folder} holds what was read so far\n",
    )
    assert json.loads(out)["new"] == 3
    assert len(ids(folder)) == 3
    assert ',"stopped",' in (folder / "runs.csv").read_text("utf-8")
