"""What is made of a whole store is made once per state of it."""

import threading
from dataclasses import replace

import fixture
import pytest

from kg import catalogue
from kg.errors import StoreBusy, StoreError
from kg.find import kept
from kg.find.kept import Kept
from kg.store import open_store
from kg.view import Asked, asked_by_name


def test_it_is_made_anew_when_the_store_has_changed(loaded, monkeypatch):
    monkeypatch.setattr(kept, "LONG", 60.0)
    made = []
    entities = Kept(lambda store: made.append(1) or store.counts().nodes["Person"])
    assert [entities.of(loaded), entities.of(loaded)] == [4, 4]
    assert len(made) == 1
    loaded.remove([a.article.id for a in fixture.articles()][:1])
    assert entities.of(loaded) == loaded.counts().nodes["Person"]
    assert len(made) == 2


def test_what_took_long_is_kept_for_a_while(tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(kept.time, "monotonic", lambda: now[0])

    def slow(store):
        now[0] += 4.0
        return len(store.read("MATCH (n:Article) RETURN n.id").rows)

    articles, path = Kept(slow), str(tmp_path / "news.graph")
    with open_store(path) as store:
        assert articles.of(store) == 0
        store.write(fixture.articles())
        now[0] += 39
        assert articles.of(store) == 0
        now[0] += 2
        assert articles.of(store) == len(list(fixture.articles()))
    with open_store(path) as other:
        assert articles.of(other) == len(list(fixture.articles()))


def test_who_has_no_patience_gets_what_there_is(tmp_path):
    gates = [threading.Event(), threading.Event()]

    def made(store):
        gate = gates[0] if not gates[0].is_set() else gates[1]
        gate.wait(10)
        return len(store.read("MATCH (n:Article) RETURN n.id").rows)

    articles = Kept(made)
    with open_store(str(tmp_path / "news.graph")) as store:
        with pytest.raises(StoreBusy, match="ask again"):
            articles.of(store, 0.01)
        gates[0].set()
        assert articles.of(store, 10) == 0
        store.write(fixture.articles())
        assert articles.of(store, 0.01) == 0
        gates[1].set()
        assert articles.of(store, 10) == len(list(fixture.articles()))
    with pytest.raises(StoreError, match="closed"):
        articles.of(store, 10)


def test_what_a_question_answers_of_the_whole_graph_is_kept_until_that_changes(loaded, monkeypatch):
    asked, texts, read = Asked(loaded, loaded.url), [], loaded.read

    def noting(text, *rest):
        texts.append(text)
        return read(text, *rest)

    def answer(question, **given):
        texts.clear()
        query = catalogue.get(question)
        table = asked_by_name(asked, query, given)
        return table, query.text in texts

    monkeypatch.setattr(loaded, "read", noting)
    table, anew = answer("silent")
    assert anew
    assert table.rows
    assert answer("silent") == (table, False)
    assert answer("silent", limit="50") == (table, False)
    assert answer("silent", limit="1") == (replace(table, rows=table.rows[:1]), True)
    for question, given in (("about", {"name": "Kairo"}), ("freshness", {})):
        assert answer(question, **given)[1]
        assert answer(question, **given)[1]
    loaded.remove([a.article.id for a in fixture.articles()])
    assert answer("silent") == (replace(table, rows=[]), True)
