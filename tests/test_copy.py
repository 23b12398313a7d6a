"""`kg copy` between stores: nothing is lost, nothing is doubled."""

import json

import fixture
import pytest
from command import kg
from many import variants
from test_store_contract import whole

from kg.errors import StoreError
from kg.store import open_store, transfer
from kg.store.base import Written
from kg.store.rows import graph_rows
from kg.store.transfer import copy, of_articles, read_rows


@pytest.fixture
def embedded(tmp_path):
    """Open an embedded store that holds the fixture graph and more."""
    with open_store(str(tmp_path / "embedded.graph")) as store:
        store.apply_schema()
        store.write([*fixture.articles(), *variants(30)])
        yield store


def test_graph_comes_back_as_the_rows_it_was_written_from(loaded):
    by_id = {a.article.id: a for a in fixture.articles()}
    read = list(read_rows(loaded, 3))
    assert [len(rows.nodes["Article"]) for rows in read] == [3, 3]
    for found in read:
        sent = graph_rows([by_id.pop(r["id"]) for r in found.nodes["Article"]])
        for given, came in ((sent.nodes, found.nodes), (sent.edges, found.edges)):
            assert {key: sorted(map(repr, map(_sorted, rows))) for key, rows in came.items()} == {
                key: sorted(map(repr, map(_sorted, rows))) for key, rows in given.items()
            }


def _sorted(row):
    return sorted(row.items())


def test_copy_into_any_store_and_back_loses_nothing(embedded, new_store, tmp_path, monkeypatch):
    monkeypatch.setattr(transfer, "PIECES", {"embedded": 7, "neo4j": 11})
    middle = new_store()
    articles = len(fixture.articles()) + 30
    assert copy(embedded, middle) == Written(
        new=articles, statements=sum(len(a.statements) for a in fixture.articles()) + 90
    )
    assert whole(middle) == whole(embedded)
    with open_store(str(tmp_path / "back.graph")) as back:
        copy(middle, back)
        assert whole(back) == whole(embedded)
    assert middle.write(fixture.articles()).unchanged == len(fixture.articles())


def test_copy_again_changes_nothing(embedded, new_store):
    target = new_store()
    target.apply_schema()
    target.write(variants(10))
    copy(embedded, target)
    assert whole(target) == whole(embedded)
    assert copy(embedded, target) == Written(unchanged=len(fixture.articles()) + 30)
    assert whole(target) == whole(embedded)


def test_copy_that_lost_something_is_an_error(embedded, new_store, monkeypatch):
    pieces = list(read_rows(embedded, 5))
    monkeypatch.setattr(transfer, "read_rows", lambda *_: pieces[:-1])
    with pytest.raises(StoreError, match=r"Article: 36 read, 35 in the copy.*Run the copy again"):
        copy(embedded, new_store())


def test_part_of_the_rows_is_the_rows_of_the_part():
    batch = fixture.articles()
    part, alone = of_articles(graph_rows(batch), [batch[1].article.id]), graph_rows(batch[1:2])
    for found, wanted in ((part.nodes, alone.nodes), (part.edges, alone.edges)):
        assert {key: sorted(map(repr, rows)) for key, rows in found.items()} == {
            key: sorted(map(repr, rows)) for key, rows in wanted.items()
        }


def test_command_copies_one_file_to_another(embedded, tmp_path):
    embedded.close()
    target = tmp_path / "other.graph"
    said = kg("copy", "--from", embedded.url, "--to", target, "--format", "json")
    assert (said.exit_code, json.loads(said.stdout)["new"]) == (0, len(fixture.articles()) + 30)
    assert kg("schema", "check", "--store", target).exit_code == 0
    assert "CREATE CONSTRAINT" in kg("schema", "show", "--store", "neo4j://localhost").stdout
    assert "needs no schema" in kg("schema", "show", "--store", target).stdout
    assert kg("copy", "--from", tmp_path / "nothing.graph", "--to", target).exit_code == 2
