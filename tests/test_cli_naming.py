"""Who is meant by a name, as people write it to a command: found, asked, or listed."""

import json

import fixture
import pytest
from command import kg, one_line
from terminal import Typing

from kg.model import Annotated, Article, Entity, entity_id
from kg.store import open_store

HOLM, LEVI = "person:karen-holm", "person:dan-levi"


def sources(address, name, query="said"):
    asked = kg("query", query, "-p", f"name={name}", "--store", address, "--format", "json")
    assert asked.exit_code == 0, asked.stderr
    return {row["source"] for row in json.loads(asked.stdout)}


@pytest.fixture
def namesakes(tmp_path):
    """Return where a store is that knows two of one name, of whom one is quoted."""
    path = str(tmp_path / "two.graph")
    holm = Entity(entity_id("PERSON", "Karen Holm (læge)"), "PERSON", "Karen Holm")
    with open_store(path) as store:
        store.apply_schema()
        store.write(
            [*fixture.articles(), Annotated(Article("article:doctor", ("Karen Holm.",)), (holm,))]
        )
    return path


@pytest.mark.parametrize("name", ["karen  HOLM", "Karen-Holm", "Karen Holms", HOLM.upper()])
def test_a_query_is_asked_about_who_is_named(address, name):
    assert sources(address, name) == {"Karen Holm"}


def test_danish_letters_may_be_written_in_full(address):
    rows = json.loads(
        kg(
            *("query", "articles", "-p", "name=AArhus", "--store", address, "--format", "json")
        ).stdout
    )
    assert rows
    assert {row["entity"] for row in rows} == {"Aarhus"}


def test_one_that_nobody_is_called_is_an_error_with_who_comes_near(address):
    result = kg("query", "said", "-p", "name=Karne Holm", "--store", address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean Karen Holm (person:karen-holm)?" in one_line(result)
    result = kg("query", "between", "-p", "a=Iran", "-p", "b=Xyzzyx", "--store", address)
    assert result.exit_code == 2
    assert "nothing in" in one_line(result)
    assert "`kg query in-the-news` lists" in one_line(result)


def test_two_of_one_name_are_never_one(namesakes):
    result = kg("query", "said", "-p", "name=Karen Holm", "--store", namesakes)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2 entities" in one_line(result)
    assert f"({HOLM}) or Karen Holm (person:karen-holm-læge)" in one_line(result)


def typing(tmp_path, namesakes, name):
    asked = ("query", "said", "-p", f"name={name}", "--format", "json", "--store", namesakes)
    return Typing(tmp_path / "out", *asked)


@pytest.mark.parametrize("name", ["Karen Holm", "Karne Holm"])
def test_a_terminal_is_asked_who_is_meant(tmp_path, namesakes, name):
    at = typing(tmp_path, namesakes, name)
    at.until("Which one is meant (0: none) [0]: ")
    assert f"1  Karen Holm ({HOLM}): person, " in at.shown
    assert "2  Karen Holm (person:karen-holm-læge): person, 0 statements, 0 articles" in at.shown
    at.type("1\n")
    code, written = at.end()
    assert code == 0
    assert {row["source"] for row in json.loads(written)} == {"Karen Holm"}


@pytest.mark.parametrize("key", ["\n", "0\n", "\x04"])
def test_who_means_none_of_them_is_told_as_anybody(tmp_path, namesakes, key):
    at = typing(tmp_path, namesakes, "Karen Holm")
    at.until("[0]: ")
    at.type(key)
    code, written = at.end()
    assert (code, written) == (2, "")
    assert "give the id of one" in at.shown


def test_an_export_begins_at_who_is_meant(address, tmp_path):
    def exported(name):
        path = tmp_path / "part.json"
        result = kg("export", "-o", path, "--entity", name, "--store", address)
        assert result.exit_code == 0, result.stderr
        return json.loads(path.read_text("utf-8"))

    assert exported("Dan Levis") == exported(LEVI)
    result = kg("export", "-o", tmp_path / "no.json", "--entity", "Dan Lvi", "--store", address)
    assert result.exit_code == 2
    assert f"did you mean Dan Levi ({LEVI})?" in one_line(result)
    assert not (tmp_path / "no.json").exists()


def test_an_export_does_not_begin_at_two_of_one_name(namesakes, tmp_path):
    path = tmp_path / "part.json"
    result = kg("export", "-o", path, "--entity", "Karen Holm", "--store", namesakes)
    assert (result.exit_code, path.exists()) == (2, False)
    assert "2 entities" in one_line(result)


def test_an_analysis_asks_at_a_terminal_whom_it_begins_at(namesakes, tmp_path):
    asked = ("analyse", "centrality", "--entity", "Karen Holm", "--store", namesakes)
    at = Typing(tmp_path / "out", *asked, "--format", "json")
    at.until("Which one is meant")
    at.type("1\n")
    code, written = at.end()
    assert code == 0
    assert "Karen Holm" in {row["name"] for row in json.loads(written)}
