"""`kg bulk --processes`: the files are those of one process, and so is what is told."""

import csv
import json
import os
import signal

import fixture
import pytest
from command import kg
from test_bulk import odd, tricky
from test_cli_bulk import ids
from test_generator import generator
from test_processes import children

from kg.bulk.reading import Reading
from kg.errors import RunError
from kg.model import Annotated
from kg.sources import read_some
from kg.sources.unread import Unread
from kg.stream import annotated_to_json

#: What differs from run to run, of runs and of what they were given.
PASSING = {"runs.csv": {"id:ID(runs)", "begun:string", "ended:string"}}
PASSING |= {"entries.csv": {"run:string", "at:string"}}


def lines():
    """Return what kg annotate wrote, changed by others, and no articles at all; in turn."""
    made = [*fixture.articles(), *tricky(), *generator.articles(150)]
    records = [annotated_to_json(article) for article in made]
    foreign = records[0] | {"id": "theirs", "url": ""}
    foreign["statements"] = [s | {"id": f"nr-{n}"} for n, s in enumerate(foreign["statements"])]
    later = annotated_to_json(odd("unlisted", "Bo er her"))
    raw = {"id": "raw", "text": 'Der står "entities" i teksten.', "entities": 3}
    bad = [records[1] | {"statements": 3}, records[1] | {"entities": []}, raw]
    records[40:40] = [*bad, foreign, foreign | {"id": "clash"}, later | {"context": []}]
    text = [json.dumps(record, ensure_ascii=False) for record in records]
    text[70:70] = ["{no json", '{"entities": "half', "", json.dumps({"uri": "a", "entities": []})]
    return [*text, text[3].replace("Bo", "B\udce6")]


@pytest.fixture
def given(tmp_path):
    path = tmp_path / "annotated.jsonl"
    path.write_bytes("\n".join(lines()).encode("utf-8", "surrogateescape"))
    return path


def files(folder):
    """Return the content of each file, without what differs from run to run."""
    found = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    for name, columns in PASSING.items():
        rows = csv.DictReader(found[name].decode().splitlines())
        assert columns <= set(rows.fieldnames)
        found[name] = [{k: v for k, v in row.items() if k not in columns} for row in rows]
    return found


@pytest.mark.parametrize("options", [(), ("--limit", "120"), ("--since", "2015-01-02")])
def test_several_processes_write_what_one_writes(given, tmp_path, options):
    told = []
    for count in (1, 3):
        folder = tmp_path / f"by-{count}"
        said = kg("bulk", folder, given, "-q", "--processes", count, *options)
        figures = said.stdout.partition(" copies")[0]
        told.append((said.exit_code, said.stderr, figures, files(folder)))
    assert told[0] == told[1]
    assert told[0][-1]["articles.csv"].count(b"article:generated") > 50


def test_what_is_less_sure_is_left_out_by_several_processes_too(given, tmp_path):
    kg("bulk", tmp_path / "sure", given, "--processes", 2, "--min-confidence", "0.95")
    assert ids(tmp_path / "sure", "statements") == []


def test_lines_of_kg_annotate_are_read_elsewhere_and_others_here(given, tmp_path):
    reading = Reading(2, 0.0, tmp_path)
    made = list(reading.read(read_some(str(given))))
    reading.close()
    here = [item.article.id for item in made if isinstance(item, Annotated)]
    # Only what brings ids of its own for its statements may clash with another one.
    assert here == ["theirs", "clash"]


def test_no_more_is_read_than_two_shards_for_each(given, tmp_path):
    reading, taken = Reading(2, 0.0, tmp_path), []
    many = [item for item in read_some(str(given)) if isinstance(item, Unread)][:10] * 60
    found = reading.read(taken.append(item) or item for item in many)
    next(found)
    assert len(taken) <= 4 * 64 + 1
    found.close()
    reading.close()


def test_a_killed_process_ends_the_command_with_what_to_do(given, tmp_path):
    reading, others = Reading(2, 0.0, tmp_path), children(os.getpid())
    many = [item for item in read_some(str(given)) if isinstance(item, Unread)][:10] * 60
    found = reading.read(iter(many))
    next(found)
    for child in children(os.getpid()) - others:
        os.kill(child, signal.SIGKILL)
    with pytest.raises(RunError, match="was killed; is there memory"):
        list(found)
    reading.close()
