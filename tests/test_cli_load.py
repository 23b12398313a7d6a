"""`kg annotate`, `kg load`: from files to the graph, bad ones among them."""

import gzip
import json

import fixture
import pytest
from command import kg, one_line, write_annotated

from kg.sources import read
from kg.stream import annotated_to_json


@pytest.fixture
def store(tmp_path):
    return str(tmp_path / "news.graph")


@pytest.fixture
def annotated(tmp_path):
    return write_annotated(tmp_path / "annotated.jsonl")


def counts(store):
    status = json.loads(kg("status", "--store", store, "--format", "json").stdout)
    return {what: status[what] for what in ("nodes", "edges")}


def test_load_says_what_it_did(annotated, store):
    result = kg("load", annotated, "--store", store, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    figures = json.loads(result.stdout)
    assert list(figures) == [
        "read",
        "new",
        "replaced",
        "unchanged",
        "skipped",
        "statements",
        "copies",
        "seconds",
    ]
    articles = fixture.articles()
    assert [figures[k] for k in ("read", "new", "replaced", "unchanged", "skipped")] == [
        len(articles),
        len(articles),
        0,
        0,
        0,
    ]
    assert (
        figures["statements"]
        == sum(len(a.statements) for a in articles)
        == counts(store)["nodes"]["Statement"]
    )


def test_only_what_is_sure_enough_is_loaded(annotated, store):
    kg("load", annotated, "--store", store, "--min-confidence", "0.76")
    assert counts(store)["nodes"].get("Statement", 0) == 0
    kg("load", annotated, "--store", store, "--min-confidence", "0.75")
    assert counts(store)["nodes"]["Statement"] > 0


def test_load_twice_changes_nothing(annotated, store):
    kg("load", annotated, "--store", store)
    before = counts(store)
    result = kg("load", annotated, "--store", store)
    assert result.stdout.startswith(
        f"{len(fixture.articles())} read, 0 new, 0 replaced, {len(fixture.articles())} unchanged, "
        "0 skipped, 0 statements, "
    )
    assert counts(store) == before


def test_bad_files_are_one_line_each_and_the_others_are_loaded(tmp_path, annotated, store):
    bad = {
        "empty.txt": b"",
        "binary.txt": b"\x00\x01\x02",
        "cut.txt.gz": gzip.compress(b"Iran truer Israel.")[:-9],
        "half.jsonl": b'{"id": "a", "text": "en',
        "report.docx": b"PK",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    files = [tmp_path / name for name in bad]
    result = kg(
        "load",
        *files[:3],
        annotated,
        *files[3:],
        tmp_path / "missing.txt",
        "--store",
        store,
        "--format",
        "json",
    )
    assert result.exit_code == 3
    said = result.stderr.splitlines()
    assert len(said) == len(bad) + 1
    assert all(
        line.startswith("kg: ") and name in line
        for line, name in zip(said, [*bad, "missing.txt"], strict=True)
    )
    figures = json.loads(result.stdout)
    articles = len(fixture.articles())
    assert (figures["read"], figures["new"], figures["skipped"]) == (articles + 6, articles, 6)
    assert counts(store)["nodes"]["Article"] == articles


def test_bad_line_costs_only_itself(annotated, store):
    lines = annotated.read_text("utf-8").splitlines()
    annotated.write_text("\n".join([lines[0], lines[1][:200], *lines[2:]]), "utf-8")
    result = kg("load", annotated, "--store", store)
    assert result.exit_code == 3
    assert f"{annotated}:2: not a whole JSON object" in one_line(result)
    assert counts(store)["nodes"]["Article"] == len(fixture.articles()) - 1


def test_store_that_cannot_be_made_is_one_line(annotated, tmp_path):
    result = kg("load", annotated, "--store", tmp_path / "no" / "such" / "folder.graph")
    assert result.exit_code in {1, 2}
    assert "folder" in one_line(result)


def test_annotated_articles_pass_through_annotate(annotated, tmp_path):
    out = tmp_path / "out.jsonl.gz"
    assert kg("annotate", annotated, "-o", out).exit_code == 0
    assert gzip.decompress(out.read_bytes()).decode() == annotated.read_text("utf-8")
    assert kg("annotate", "-", given=annotated.read_text("utf-8")).stdout == annotated.read_text(
        "utf-8"
    )


def test_output_that_cannot_be_made_is_one_line(annotated, tmp_path):
    result = kg("annotate", annotated, "-o", tmp_path / "no" / "out.jsonl")
    assert result.exit_code == 2
    assert "cannot be written" in one_line(result)


def test_unknown_encoding_is_refused_before_any_work(annotated, tmp_path, store):
    result = kg("load", annotated, "--encoding", "utf-9", "--store", store)
    assert result.exit_code == 2
    assert "unknown encoding 'utf-9'" in one_line(result)


@pytest.mark.model
def test_unknown_pipeline_is_one_line(tmp_path):
    (tmp_path / "a.txt").write_text("Karen Holm siger nej.", "utf-8")
    result = kg("annotate", tmp_path / "a.txt", "--pipeline", "da_nowhere")
    assert result.exit_code == 1
    assert "da_nowhere" in one_line(result)


@pytest.mark.model
def test_raw_articles_are_annotated_on_the_way(tmp_path, store, annotated):
    (tmp_path / "a.txt").write_text(
        "Iran truer Israel med krig, siger Danmarks statsminister, Mette Frederiksen.\n\n- Det er "
        "alvorligt, siger Frederiksen.",
        "utf-8",
    )
    result = kg("load", tmp_path / "a.txt", annotated, "--store", store, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["new"] == len(fixture.articles()) + 1
    said = json.loads(
        kg(
            "query", "said", "-p", "name=Mette Frederiksen", "--store", store, "--format", "json"
        ).stdout
    )
    assert "Det er alvorligt" in {row["text"] for row in said}


@pytest.mark.model
def test_annotate_writes_what_it_reads_again(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps(
            {
                "id": "a1",
                "published": "2024-05-09",
                "text": "- Jeg siger nej, siger Mette Frederiksen.",
            }
        ),
        "utf-8",
    )
    out = tmp_path / "out.jsonl"
    assert kg("annotate", tmp_path / "a.jsonl", "-o", out).exit_code == 0
    (annotated,) = read(str(out))
    assert json.loads(out.read_text("utf-8")) == json.loads(
        json.dumps(annotated_to_json(annotated))
    )
    assert [s.text for s in annotated.statements if s.form == "direct"] == ["Jeg siger nej"]


@pytest.mark.model
def test_name_in_either_form_finds_what_was_stored(tmp_path, store):
    text = "- Det er for sent, siger A\u030age Krüger.".replace("ü", "u\u0308")
    article = {"id": "a", "paragraphs": [f"<p>{text}</p>"]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(article), "utf-8")
    result = kg("load", path, "--store", store)
    assert result.exit_code == 0
    assert f"kg: {path}: markup such as <p> in article a is not read" in result.stderr
    for name in ("Åge Krüger", "A\u030age Kru\u0308ger"):
        asked = kg("query", "said", "-p", f"name={name}", "--store", store, "--format", "json")
        (row,) = json.loads(asked.stdout)
        assert (row["source"], row["text"]) == ("Åge Krüger", "Det er for sent")
