"""What is made of a whole store is made once per state of it."""

import fixture

from kg.find import kept
from kg.find.kept import Kept
from kg.store import open_store


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
