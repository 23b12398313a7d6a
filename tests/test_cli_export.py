"""`kg export`: a part of the graph -> a file."""

import json

import fixture
import networkx as nx
import pytest
from command import kg, one_line

from kg.model import Annotated, Article, statement_id
from kg.store import open_store

FORMATS = [
    "graphml",
    "gexf",
    "json",
    "html",
    "svg",
    "png",
    "pdf",
    "csv",
    "cypher",
    "parquet",
    "ttl",
    "ftm",
    "cyjs",
    "jsonl",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("store") / "news.graph")
    with open_store(path) as graph:
        graph.apply_schema()
        graph.write([*fixture.articles(), _with_an_id_of_its_own()])
    return path


@pytest.fixture(autouse=True)
def _export_the_fixture(monkeypatch, store, tmp_path):
    monkeypatch.setenv("KG_STORE", store)
    monkeypatch.chdir(tmp_path)


def _with_an_id_of_its_own():
    """Return the fixture's first article under the id "avis-17"."""
    first = fixture.articles()[0]
    article = Article("avis-17", first.article.paragraphs, outlet="Avisen", published="2024-06-01")
    statement = next(s for s in first.statements if not (s.target or s.topics))
    fields = {name: getattr(statement, name) for name in statement.__slots__}
    made = statement_id(
        article.id,
        statement.cue_start,
        statement.cue_end,
        statement.source,
        statement.predicate,
        None,
    )
    return Annotated(
        article,
        first.entities,
        (),
        (),
        (type(statement)(**fields | {"id": made, "article": article.id}),),
    )


def exported(path, *options):
    result = kg("export", "-o", path, *options)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    return nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_written_by_suffix(kind, tmp_path):
    result = kg("export", "-o", f"graph.{kind}")
    assert result.exit_code == 0, result.stderr
    written = one_line(result).removeprefix("wrote ").partition(":")[0].split(", ")
    assert sorted(written) == sorted(p.name for p in tmp_path.iterdir())
    assert all((tmp_path / name).stat().st_size > 500 for name in written)


def test_json_holds_every_statement_between_entities(tmp_path):
    graph = exported(tmp_path / "g.json")
    ends = {
        (s.id, end)
        for a in fixture.articles()
        for s in a.statements
        for end in ([s.target] if s.target else s.topics)
    }
    assert {(d["statement_id"], t) for _, t, d in graph.edges(data=True)} == ends
    assert graph.nodes["country:IL"]["name"] == "Israel"


def test_selection_narrows_the_graph(tmp_path):
    threats = exported(tmp_path / "g.json", "--predicate", "THREATENED", "--since", "2024-05-09")
    assert {d["type"] for *_, d in threats.edges(data=True)} == {"THREATENED"}
    assert all(d["said_on"] >= "2024-05-09" for *_, d in threats.edges(data=True))
    around = exported(tmp_path / "g.json", "--entity", "dan levi", "--limit", "2")
    assert around.number_of_edges() == 2
    assert all("person:dan-levi" in edge for edge in around.edges())


def test_only_what_is_sure_enough_is_exported(tmp_path):
    sure, all_of_them = (
        exported(tmp_path / "g.json", "--min-confidence", least, "--structure")
        for least in ("0.76", "0.75")
    )
    assert sure.number_of_edges() == 0
    assert {label for _, label in all_of_them.nodes(data="label")} >= {"Statement", "Article"}


def test_structure_adds_statements_and_articles(tmp_path):
    graph = exported(tmp_path / "g.json", "--structure", "--predicate", "THREATENED")
    assert {label for _, label in graph.nodes(data="label")} >= {"Statement", "Article"}


def test_picture_keeps_what_names_nobody_else_at_its_source(tmp_path):
    assert kg("export", "-o", "g.html").exit_code == 0
    data = json.loads(
        (tmp_path / "g.html").read_text("utf-8").split('id="graph">', 1)[1].split("</script>", 1)[0]
    )
    assert data["articles"]["avis-17"] == {"outlet": "Avisen", "published": "2024-06-01"}
    assert any(e["s"] == e["t"] and e["article_id"] == "avis-17" for e in data["edges"])
    assert not {n["label"] for n in data["nodes"]} & {"Statement", "Article"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "g.docx"), "unknown format 'docx'"),
        (("-o", "no/g.json"), "no/g.json: cannot be written"),
        (("-o", "g.json", "--predicate", "SHOUTED"), "no predicate 'SHOUTED'"),
        (("-o", "g.json", "--predicate", "threatend"), "did you mean THREATENED"),
        (("-o", "g.json", "--entity", "Nobody"), "Nobody"),
        (("-o", "g.json", "--quad", "loud"), "no quad 'loud'"),
        (("-o", "g.json", "--form", "sung"), "no form 'sung'"),
        (("-o", "g.json", "-p", "name=Iran"), "give --query NAME"),
        (("-o", "g.json", "--query", "threats", "--cypher", "RETURN 1"), "not both"),
        (("-o", "g.json", "--query", "threats", "--entity", "Iran"), "not both"),
        (("-o", "g.json", "--cypher", "RETURN 1 AS one"), "holds no id"),
        (("-o", "-", "--format", "csv"), "makes several files"),
        (("-o", "-", "--format", "neo4j"), "makes a folder"),
    ],
)
def test_export_that_cannot_be_is_one_line(options, said, tmp_path):
    result = kg("export", *options)
    assert result.exit_code == 2
    assert said in one_line(result)
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_out_is_told_with_why(tmp_path):
    result = kg("export", "-o", "g.json", "--json", "--limit", "2")
    told = json.loads(one_line(result))
    assert (told["paths"], told["nodes"], told["edges"]) == (["g.json"], 3, 2)
    assert told["left_out"]["edges beyond --limit"] == 41
    assert told["left_out"]["statements that name nobody else (--structure keeps them)"] == 7
    assert "left out: 7 statements that name nobody else" in one_line(kg("export", "-o", "g.ttl"))


def test_the_answer_to_a_question_is_exported(tmp_path):
    threats = exported(tmp_path / "g.json", "--query", "threats", "-p", "limit=3")
    assert [d["type"] for *_, d in threats.edges(data=True)] == ["THREATENED"] * 3
    pair = exported(
        tmp_path / "g.json",
        "--cypher",
        "MATCH (n:Country) WHERE n.id IN $ids RETURN n",
        "-p",
        'ids=["country:IR", "country:IL"]',
    )
    assert set(pair) == {"country:IR", "country:IL"}
    assert {d["type"] for *_, d in pair.edges(data=True)} == {"THREATENED", "ACCUSED"}


def test_a_folder_for_neo4j_holds_what_its_arguments_name(tmp_path):
    told = one_line(kg("export", "-o", "g.neo4j"))
    folder = tmp_path / "g.neo4j"
    names = {"nodes.csv", "relationships.csv", "arguments.txt"}
    assert {path.name for path in folder.iterdir()} == names
    assert all(f"g.neo4j/{name}" in told for name in names)
    assert "--nodes=./nodes.csv" in (folder / "arguments.txt").read_text("utf-8")


def test_a_picture_speaks_english_when_asked(tmp_path):
    for language, title in (("da", "Hvem sagde og gjorde hvad"), ("en", "Who said and did what")):
        assert kg("export", "-o", "g.svg", "--language", language).exit_code == 0
        assert title in (tmp_path / "g.svg").read_text("utf-8")
