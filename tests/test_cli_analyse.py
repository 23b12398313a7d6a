"""`kg analyse`, and what it keeps in a graph, on both stores."""

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import fixture
import pytest
from command import kg, one_line
from prints import LOCAL, WIRE

from kg.analysis import MEASURES, SPANS
from kg.cli import analyse
from kg.errors import UsageError
from kg.graph import forget_figures, keep_figures, leave_out_copies, subgraph
from kg.model import Annotated
from kg.store import open_store

KEPT = "MATCH (n:Entity) WHERE n.analysis_rank IS NOT NULL RETURN n.id, n.analysis_rank, n.name"


@pytest.fixture
def graph(tmp_path, monkeypatch):
    path = str(tmp_path / "news.graph")
    with open_store(path) as store:
        store.apply_schema()
        store.write(fixture.articles())
    monkeypatch.setenv("KG_STORE", path)
    return path


def records(*arguments):
    done = kg("analyse", *arguments, "--format", "json", "--top", 0)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_the_command_knows_what_there_is_without_loading_it():
    assert list(analyse.NAMES) == list(MEASURES)
    assert SPANS == analyse.SPANS


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_a_table(graph, measure):
    found = records(measure)
    assert found or measure == "bridges"  # the fixture has none
    assert all(tuple(row) == MEASURES[measure].columns for row in found)


def test_options_choose_the_part(graph):
    everybody = {row["name"] for row in records("centrality")}
    threatening = {row["name"] for row in records("centrality", "--predicate", "THREATENED")}
    assert {"Israel", "Iran"} <= threatening < everybody
    assert len(records("centrality", "--topics")) > len(everybody)
    around = records("centrality", "--entity", "iran", "--predicate", "THREATENED")
    assert [row["name"] for row in around] == ["Israel", "Iran"]


def test_each_span_is_measured_on_its_own(graph):
    found = records("centrality", "--every", "day", "--predicate", "THREATENED")
    assert next(iter(found[0])) == "day"
    days = {row["day"] for row in found}
    assert len(days) > 2
    per_day = [row for row in found if row["day"] == "2024-05-30"]
    assert [row["made"] for row in per_day if row["name"] == "Iran"] == [1]
    shown = kg("analyse", "centrality", "--every", "day", "--top", 1, "--format", "jsonl")
    assert len(shown.stdout.splitlines()) == len(
        {json.loads(r)["day"] for r in shown.stdout.splitlines()}
    )
    assert "--top 0 shows all" in shown.stderr


def test_what_is_left_out_is_told(graph):
    told = kg("analyse", "centrality").stderr
    assert "statements that only name somebody (--topics keeps them)" in told
    assert "--structure" not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("balance", "--write"), "tells nothing of one entity alone"),
        (("bridges", "--remove"), "tells nothing of one entity alone"),
        (("centrality", "--write", "--remove"), "not both"),
        (("centrality", "--write", "--every", "week"), "figures of several spans"),
    ],
)
def test_what_cannot_be_kept_is_refused(graph, arguments, said):
    done = kg("analyse", *arguments)
    assert done.exit_code == UsageError.exit_code
    assert said in one_line(done)


def test_figures_are_kept_asked_for_exported_and_removed(graph, tmp_path):
    found = {row["id"]: row["partners"] for row in records("centrality", "--write")}
    asked = "MATCH (n:Entity) WHERE n.analysis_partners > 0 RETURN n.id, n.analysis_partners AS p"
    with open_store(graph) as store:
        assert dict(store.read(asked).rows) == found
        before = subgraph(store)
    assert before.nodes["country:IL"]["analysis_partners"] == found["country:IL"]
    kg("analyse", "communities", "--write")
    told = one_line(kg("analyse", "centrality", "--remove"))
    assert told == f"{len(found)} entities had figures of centrality, and have none now"
    with open_store(graph) as store:
        israel = subgraph(store).nodes["country:IL"]
    assert [name for name in israel if name.startswith("analysis")] == ["analysis_community"]


def test_what_the_guide_and_the_help_tell_to_type_runs(graph, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    guide = (Path(__file__).parent.parent / "docs" / "analysis.md").read_text("utf-8")
    lines = re.findall(r"^ *kg (.+)$", f"{guide}\n{kg('analyse', '--help').stdout}", re.MULTILINE)
    assert len(lines) > 12
    for line in lines:
        done = kg(*shlex.split(line))
        assert done.exit_code == 0, f"{line}: {done.stderr}"


def test_a_store_keeps_figures_for_those_who_have_them_now(loaded, new_store):
    keep_figures(loaded, ["rank", "side"], {"country:IL": [1, 2], "country:IR": [0.5, 3]})
    assert keep_figures(loaded, ["rank"], {"country:US": [7]}) == 1
    assert loaded.read(KEPT).rows == [("country:US", 7, "USA")]
    loaded.write([replace_text(fixture.articles()[0])])
    again = new_store()
    assert again.read(KEPT).rows == [("country:US", 7, "USA")]
    assert forget_figures(loaded, ["rank", "side"]) == 3
    assert loaded.read(KEPT).rows == []
    assert forget_figures(loaded, ["rank"]) == 0


def replace_text(annotated):
    article = annotated.article
    longer = replace(article, paragraphs=(*article.paragraphs, "Mere om sagen følger senere."))
    return replace(annotated, article=longer)


def printed(article):
    """Return a paper's article with one statement of the fixture in it."""
    first = fixture.articles()[0]
    statement = next(s for s in first.statements if s.target)
    made = replace(statement, id=f"statement:{article.id[-4:]}", article=article.id)
    return Annotated(article, first.entities, statements=(made,))


def test_what_two_papers_print_of_one_text_counts_once(store):
    store.write([printed(WIRE), printed(LOCAL)])
    graph = subgraph(store)
    assert graph.number_of_edges() == 2
    leave_out_copies(store, graph)
    assert [a for *_, a in graph.edges(data="article_id")] == [WIRE.id]
    assert (
        graph.graph["left_out"]["statements of articles that are copies (--copies keeps them)"] == 1
    )
    alone = subgraph(store, outlets=[LOCAL.outlet])
    leave_out_copies(store, alone)
    assert [a for *_, a in alone.edges(data="article_id")] == [LOCAL.id]


def test_the_day_of_a_statement_is_that_of_its_article_where_it_has_none(store):
    made = printed(WIRE)
    undated = replace(made.statements[0], said_on=None)
    store.write([replace(made, statements=(undated,))])
    assert subgraph(store).graph["days"] == {undated.id: "2024-02-06"}
