"""Articles on which a step of the reading fails: each is one record, and the others are read."""

import json

import pytest
from command import kg, one_line
from spacy.language import Language

from kg.errors import RecordError, RunError
from kg.language import annotate
from kg.language.parsing import load_pipeline
from kg.language.pipeline import analysis, annotate_with
from kg.model import Annotated, Article
from kg.shards.processes import Processes

pytestmark = pytest.mark.model


@Language.component("kg_test_breaks")
def breaks(doc):
    """Fail on every text with a certain word."""
    if "Knækbrød" in doc.text:
        raise IndexError("bread\nis broken")
    if "Fyrtårn" in doc.text:
        raise RunError("no light")
    return doc


def articles(*texts):
    return [Article(f"a{n}", (text,)) for n, text in enumerate(texts)]


def shape(items):
    return ["" if isinstance(i, Annotated) else str(i) for i in items]


@pytest.fixture(params=["parsing", "analysis"])
def breaking(request):
    """Return the pipeline, with a step that fails in its first part or its second."""
    nlp = load_pipeline("kg_da")
    part = nlp if request.param == "parsing" else analysis("da")
    part.add_pipe("kg_test_breaks", last=True)
    yield nlp
    part.remove_pipe("kg_test_breaks")


def test_article_on_which_a_step_fails_is_one_record(breaking):
    texts = ["Bo Holm siger nej."] * 3 + [
        "Knækbrød.",
        "Bo Holm siger ja.",
        "Knækbrød og smør.",
        "Ja.",
    ]
    found = list(annotate_with(breaking, articles(*texts)))
    failed = "the step kg_test_breaks fails on it (IndexError: bread\nis broken); see where with"
    assert [said.partition(" kg --debug")[0] for said in shape(found)] == [
        "",
        "",
        "",
        f"article 'a3': {failed}",
        "",
        f"article 'a5': {failed}",
        "",
    ]
    assert [len(a.statements) for a in found if isinstance(a, Annotated)] == [1, 1, 1, 1, 0]
    assert isinstance(found[3].__cause__, IndexError)


def test_what_ends_the_run_is_no_fault_of_an_article(breaking):
    with pytest.raises(RunError, match="no light"):
        list(annotate_with(breaking, articles("Ja.", "Fyrtårn.")))


def test_failing_step_is_found_in_several_processes(breaking):
    workers = Processes(None, 2)
    given = (a.read_at("a.txt") for a in articles("Ja.", "Knækbrød.", "Nej."))
    found = list(workers.annotated(given))
    workers.close()
    assert [type(i) for i in found] == [Annotated, RecordError, Annotated]
    assert json.loads(found[1].given)["id"] == "a1"
    assert str(found[1]).startswith("a.txt: article 'a1'")


@pytest.mark.parametrize("command", ["annotate", "load"])
def test_paragraph_too_long_to_parse_is_one_record(tmp_path, command):
    file, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    texts = ("Bo Holm siger nej.", "Hun siger nej. " * 80_000, "Bo Holm siger ja.")
    file.write_text("\n".join(json.dumps({"id": t[:9], "text": t}) for t in texts), "utf-8")
    place = ("-o", out) if command == "annotate" else ("--store", tmp_path / "news.graph")
    result = kg(command, file, *place)
    assert result.exit_code == 3
    assert one_line(result).startswith(
        f"kg: {file}:2: article 'Hun siger': a paragraph of 1199999 characters; 1000000 can be"
    )
    if command == "annotate":
        ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
        assert ids == ["Bo Holm s", "Bo Holm s"]


def test_long_article_of_short_paragraphs_is_read():
    (found,) = annotate([Article("a", ("Bo Holm siger nej. " * 10,) * 2 + ("x" * 600_000,) * 2)])
    assert isinstance(found, Annotated)
    assert len(found.article.text) > 1_000_000


def test_debug_shows_where_an_error_came_from(tmp_path, breaking):
    (tmp_path / "a.jsonl").write_text('{"text": "Knækbrød."}\n{"text": "Ja."}\n', "utf-8")
    quiet = kg("annotate", tmp_path / "a.jsonl")
    assert "a.jsonl:1: article 'article:" in one_line(quiet)
    loud = kg("--debug", "annotate", tmp_path / "a.jsonl")
    assert loud.stderr.startswith(quiet.stderr)
    assert 'raise IndexError("bread' in loud.stderr
    assert (quiet.exit_code, loud.exit_code) == (3, 3)
    assert quiet.stdout == loud.stdout
    assert len(quiet.stdout.splitlines()) == 1


def test_debug_shows_where_the_run_ended(tmp_path):
    result = kg("--debug", "query", "nothing", "--store", tmp_path / "none.graph")
    assert result.stderr.startswith("kg: ")
    assert "Traceback" in result.stderr
