"""Loads that are repeated, stopped and mended: what the ledger of a store tells, on each engine."""

import json

import fixture
import pytest

from kg.errors import RecordError
from kg.jobs import Articles, preview, run
from kg.loader import history
from kg.loader.ledger import Ledger
from kg.sources.rejects import keeping
from kg.stream import annotated_to_json

RAIN = {"id": "rain", "outlet": "Avisen", "published": "2024-05-01", "text": "Det regner i Odense."}
SUN = {"id": "sun", "outlet": "Avisen", "published": "2024-06-01", "text": "Solen skinner i Vejle."}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.jsonl"


def write(path, *records):
    lines = (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def annotated():
    return [annotated_to_json(a) for a in fixture.articles()]


def failed(store):
    return [(r["place"], r["attempts"]) for r in history.failed(store).records()]


def test_run_is_noted_with_what_it_did_and_where_it_came_from(new_store, path):
    write(path, *annotated(), '{"text": 3}')
    store = new_store()
    done = run(store, Articles([str(path)]))
    (told,) = history.runs(store).records()
    count = len(fixture.articles())
    assert (told["state"], told["why"], done.read) == ("done", "", count + 1)
    assert (told["read"], told["new"], told["skipped"]) == (count + 1, count, 1)
    assert told["begun"] <= told["ended"]
    assert json.loads(told["sources"]) == {str(path): {"stored": count, "skipped": 1}}
    (source,) = history.sources(store).records()
    assert (source["source"], source["stored"], source["failed"]) == (str(path), count, 1)
    assert history.tally(store)["failed"] == 1


def test_ledger_is_no_part_of_the_graph(new_store, path):
    write(path, *annotated())
    store = new_store()
    store.apply_schema()
    store.write(fixture.articles())
    before = store.counts()
    run(store, Articles([str(path)]))
    assert store.counts() == before


def test_ledger_stays_when_the_store_is_closed(new_store, path):
    write(path, *annotated(), '{"text": 3}')
    store = new_store()
    run(store, Articles([str(path)]))
    store.close()
    again = new_store()
    assert len(history.runs(again).rows) == 1
    assert failed(again) == [(f"{path}:7", 1)]


def test_what_fails_again_counts_attempts_and_what_is_mended_is_done(new_store, path):
    write(path, *annotated()[:1], '{"text": 3}')
    store = new_store()
    for attempts in (1, 2):
        run(store, Articles([str(path)]))
        assert failed(store) == [(f"{path}:2", attempts)]
    write(path, *annotated()[:2])
    assert run(store, Articles([str(path)])).new == 1
    assert failed(store) == []


def test_run_that_fails_says_why(new_store, path):
    write(path, *annotated())
    store = new_store()

    def broken(stream):
        yield next(stream)
        raise RecordError("the roof fell in")

    with pytest.raises(RecordError):
        run(store, Articles([str(path)]), through=broken)
    (told,) = history.runs(store).records()
    assert (told["state"], told["why"]) == ("failed", "the roof fell in")


def test_many_that_are_left_out_are_noted(new_store, path):
    write(path, *['{"text": 3}'] * 1201)
    store = new_store()
    assert run(store, Articles([str(path)])).skipped == 1201
    assert history.tally(store)["failed"] == 1201


@pytest.mark.model
def test_unchanged_articles_are_not_annotated_again(new_store, path):
    write(path, RAIN, SUN)
    store = new_store()
    assert run(store, Articles([str(path)])).new == 2
    articles = Articles([str(path)])
    assert run(store, articles).unchanged == articles.unchanged == 2
    write(path, RAIN, SUN | {"text": "Solen skinner ikke i Vejle."})
    articles = Articles([str(path)])
    done = run(store, articles)
    assert (done.unchanged, done.replaced, articles.unchanged) == (1, 1, 1)
    articles = Articles([str(path)])
    assert run(store, articles, again=True).unchanged == 2
    assert articles.unchanged == 0


@pytest.mark.model
def test_article_that_was_taken_back_is_loaded_again(new_store, path):
    write(path, RAIN)
    store = new_store()
    run(store, Articles([str(path)]))
    store.remove(["rain"])
    assert run(store, Articles([str(path)])).new == 1


@pytest.mark.model
def test_article_that_comes_twice_in_a_run_is_what_it_is_last(new_store, path):
    write(path, RAIN)
    store = new_store()
    run(store, Articles([str(path)]))
    write(path, RAIN | {"text": "Det regner i Esbjerg."}, RAIN)
    run(store, Articles([str(path)]))
    title = "MATCH (:Article {id: 'rain'})-[:MENTIONS]->(e) RETURN e.name AS name"
    assert store.read(title).rows == [("Odense",)]


def test_reader_of_another_kind_annotates_again(new_store, path):
    write(path, RAIN)
    store = new_store()
    store.apply_schema()
    (article,) = Articles([str(path)]).read()
    one, other = (Ledger(store, lambda name=name: name, writing=False) for name in ("one", "other"))
    assert one.digest(article) != other.digest(article)


def test_preview_tells_what_a_run_would_do_and_changes_nothing(new_store, path):
    records = annotated()
    write(path, *records[:2])
    store = new_store()
    run(store, Articles([str(path)]))
    before = store.counts(), history.runs(store).rows
    write(path, *records[:2], RAIN, '{"text": 3}')
    told = preview(store, Articles([str(path)]))
    assert (told.read, told.new, told.skipped) == (4, 1, 1)
    assert (store.counts(), history.runs(store).rows) == before


def test_since_and_limit(path):
    write(path, RAIN, SUN, {"id": "undated", "text": "Det sner."})
    assert [a.id for a in Articles([str(path)], since="2024-05").read()] == [
        "rain",
        "sun",
        "undated",
    ]
    articles = Articles([str(path)], since="2024-05-02")
    assert [a.id for a in articles.read()] == ["sun", "undated"]
    assert articles.early == 1
    assert [a.id for a in Articles([str(path)], limit=1).read()] == ["rain"]


def test_rejects_can_be_mended_and_loaded_again(new_store, path, tmp_path):
    broken = annotated()[0]
    broken["statements"][0]["confidence"] = 3
    write(path, broken, "no json", *annotated()[1:])
    rejects, store = tmp_path / "left-out.rejects", new_store()
    for _ in range(2):
        with keeping(str(rejects)) as keep:
            run(store, Articles([str(path)], on_skip=keep))
    first, second = map(json.loads, rejects.read_text("utf-8").splitlines())
    assert (first["place"], second["place"]) == (f"{path}:1", f"{path}:2")
    assert "$.statements[0].confidence" in first["why"]
    first["given"]["statements"][0]["confidence"] = 1.0
    write(rejects, first, second)
    done = run(store, Articles([str(rejects)]))
    assert (done.new, done.skipped) == (1, 1)
    assert failed(store) == [(f"{path}:2", 3)]


def test_rejects_without_a_record_have_their_file_read_again(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    rejects = tmp_path / "left-out.rejects"
    with keeping(str(rejects)) as keep:
        list(Articles([str(empty)], on_skip=keep).read())
    empty.write_text("Det regner.")
    (article,) = Articles([str(rejects)]).read()
    assert article.text == "Det regner."


def test_line_that_is_no_reject_is_told(tmp_path):
    rejects = tmp_path / "left-out.rejects"
    rejects.write_text("hello\n")
    said = []
    assert list(Articles([str(rejects)], on_skip=said.append).read()) == []
    assert "left-out.rejects:1: not a line that --rejects wrote" in str(said[0])
