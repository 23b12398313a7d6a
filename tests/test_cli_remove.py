"""`kg remove`: what is said, asked and refused, and what is gone after it."""

import json

import fixture
import pytest
from command import kg, one_line
from many import variants
from test_removal import made
from test_store_contract import whole

from kg.errors import StoreError
from kg.loader.takeback import chosen, found_by, take_back
from kg.store import open_store


@pytest.fixture
def filled(tmp_path):
    """Provide the path of a store that holds the fixture graph."""
    path = str(tmp_path / "news.graph")
    write(path, fixture.articles())
    return path


def write(path, articles):
    with open_store(path) as store:
        store.apply_schema()
        store.write(articles)


def holds(path):
    """Return all that a store holds but the signs by which copies are found."""
    with open_store(path) as store:
        signs = {repr((i, [("id", i)])) for (i,) in store.read("MATCH (s:Sign) RETURN s.id").rows}
        nodes, edges = whole(store)
    return [n for n in nodes if n not in signs], [e for e in edges if "'BEARS'" not in e]


def remove(path, *arguments, **more):
    return kg("remove", "--store", path, *arguments, **more)


def kept(*gone):
    return made(a for a in fixture.articles() if a.article.id not in gone)


def test_articles_named_by_id_go_and_the_summary_tells(filled):
    said = remove(filled, "article:threat-02", "article:bare", "--format", "json")
    assert (said.exit_code, said.stderr) == (0, "")
    figures = json.loads(said.stdout)
    assert list(figures) == ["articles", "statements", "entities", "seconds", "dry_run"]
    assert [figures[k] for k in ("articles", "statements", "dry_run")] == [2, 3, False]
    assert holds(filled) == kept("article:threat-02", "article:bare")


def test_dry_run_tells_the_same_and_changes_nothing(filled):
    before = holds(filled)
    foreseen = remove(filled, "article:every", "--dry-run").stdout
    assert foreseen.endswith("seconds (nothing was removed)\n")
    assert holds(filled) == before
    done = remove(filled, "article:every").stdout
    assert done.split(",")[:3] == foreseen.split(",")[:3]


@pytest.mark.parametrize("ids", [("article:bare", "article:unknown"), ("person:dan-levi",)])
def test_unknown_id_is_named_and_nothing_goes(filled, ids):
    said = remove(filled, *ids)
    assert said.exit_code == 2
    assert f"has the id {ids[-1]}; nothing was removed" in one_line(said)
    assert holds(filled) == kept()


def test_articles_before_a_day_go_and_those_without_a_date_stay(filled):
    days = {a.article.id: a.article.published for a in fixture.articles()}
    with open_store(filled) as store:
        assert chosen(store, before="2024-05-09") == sorted(
            i for i, day in days.items() if day and day < "2024-05-09"
        )
        assert chosen(store, before="2024-05") == chosen(store, before="2024-05-01")
    assert remove(filled, "--before", "2024-06", "--yes").exit_code == 0
    assert holds(filled) == kept(*(i for i, day in days.items() if day and day < "2024-06"))


def test_outlet_and_day_are_both_to_hold(filled):
    outlet = fixture.threat("02").article.outlet
    with open_store(filled) as store:
        assert chosen(store, outlet=outlet, before="2024-05-03") == sorted(
            a.article.id
            for a in fixture.articles()
            if a.article.outlet == outlet and (a.article.published or "9") < "2024-05-03"
        )
    assert remove(filled, "--outlet", outlet, "--before", "1999").stdout.startswith("0 articles")
    assert "is of the outlet 'Ingen'" in one_line(remove(filled, "--outlet", "Ingen"))


def test_query_says_which(filled):
    query = "MATCH (a:Article) WHERE a.id STARTS WITH 'article:threat' RETURN a.id, a.title"
    assert remove(filled, "--query", query).exit_code == 0
    assert holds(filled) == kept(*(f"article:threat-{day}" for day in ("02", "09", "30")))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (p:Person) RETURN p.id", "has the id person:"),
        ("MATCH (a:Article) RETURN 1, a.id", "the first column of the query holds 1"),
        ("MATCH (a:Article) DETACH DELETE a", ""),
    ],
)
def test_query_that_gives_no_articles_is_refused(filled, query, said):
    result = remove(filled, "--query", query)
    assert result.exit_code in (1, 2)
    assert said in one_line(result)
    assert holds(filled) == kept()


@pytest.mark.parametrize(
    "arguments", [(), ("--outlet", "x", "--query", "y"), ("article:bare", "--before", "2024")]
)
def test_one_way_to_say_which_is_needed(filled, arguments):
    said = remove(filled, *arguments)
    assert (said.exit_code, "say which articles" in one_line(said)) == (2, True)


@pytest.mark.parametrize("day", ["9. maj", "2024-13", "2024-5", "24"])
def test_day_that_is_none_is_refused(filled, day):
    said = remove(filled, "--before", day)
    assert said.exit_code == 2
    assert "is no date: expected one such as 2024-05-31" in one_line(said)


def test_many_articles_go_only_when_the_answer_is_yes(filled):
    write(filled, variants(11))
    many = ("--query", "MATCH (a:Article) WHERE a.id STARTS WITH 'article:0' RETURN a.id")
    for answer in ("n\n", None):
        said = remove(filled, *many, given=answer)
        assert said.exit_code == 2
        assert "nothing was removed; say --yes" in said.stderr
        assert len(holds(filled)[0]) == len(kept()[0]) + 11 + 33
    assert remove(filled, *many, given="y\n").exit_code == 0
    assert holds(filled) == kept()


def test_batches_that_went_are_told_when_one_cannot_go(store, monkeypatch):
    store.write(variants(10))
    ids = found_by(store, "MATCH (a:Article) RETURN a.id")
    taken = []

    def refuse_the_third(batch, do=store.remove):
        if len(taken) == 2:
            raise StoreError("no more")
        taken.append(do(batch))
        return taken[-1]

    monkeypatch.setattr(store, "remove", refuse_the_third)
    with pytest.raises(StoreError, match=r"no more\. 8 of 10 articles are removed"):
        list(take_back(store, ids, 4))
    assert store.counts().nodes["Article"] == 2


def test_command_serves_every_kind_of_store(new_store):
    store = new_store()
    store.apply_schema()
    store.write(fixture.articles())
    store.close()
    day = ("--before", "2024-05-03", "--batch-size", "1")
    foreseen = remove(store.url, *day, "--dry-run", "--format", "json")
    done = remove(store.url, *day, "--format", "json")
    assert (foreseen.exit_code, done.exit_code) == (0, 0)
    told = [json.loads(said.stdout) for said in (foreseen, done)]
    assert [t.pop("dry_run") for t in told] == [True, False]
    assert [t["articles"] for t in told] == [2, 2]
    gone = [a.article.id for a in fixture.articles() if (a.article.published or "9") < "2024-05-03"]
    assert whole(new_store()) == kept(*gone)


def test_store_that_is_not_there_is_told(tmp_path):
    said = kg("remove", "article:x", "--store", tmp_path / "none.graph")
    assert said.exit_code == 2
    assert "no store at" in one_line(said)


@pytest.mark.model
def test_text_that_is_withdrawn_takes_all_it_said_along(tmp_path):
    path, store = tmp_path / "news.jsonl", str(tmp_path / "news.graph")
    first = {"text": "Norges udenrigsminister, Ada Bo, truer Iran.", "published": "2042-05-09"}
    second = {"text": "Artiklen er slettet.", "published": "2024-05-09"}
    for article in (first, second):
        path.write_text(json.dumps({"id": "a1"} | article), "utf-8")
        assert kg("load", path, "--store", store, "--format", "json").exit_code == 0
        with open_store(store) as graph:
            roles = graph.read(
                "MATCH (p:Person)-[h:HOLDS]->(c) RETURN p.name, h.title, c.name"
            ).rows
            nodes = graph.counts().nodes
        expected = [("Ada Bo", "udenrigsminister", "Norge")] if article is first else []
        assert roles == expected
    assert nodes == {"Article": 1}
