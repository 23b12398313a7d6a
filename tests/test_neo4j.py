"""What is particular to the store on a Neo4j server.

Schema, full text, writers side by side, and the graph as a Cypher user meets it.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import fixture
import neo4j
import neo4j_server
import pytest
from command import kg, one_line, write_annotated
from many import assert_whole, variants
from test_removal import made
from test_store_contract import whole

from kg import settings
from kg.errors import RunError, StoreError
from kg.loader.run import load
from kg.model import Annotated, Article, Entity, Mention, Role
from kg.store import copies, open_store, removal
from kg.store.base import Counts
from kg.store.neo4j.schema import parts
from kg.store.neo4j.write import query
from kg.store.transfer import read_rows

pytestmark = pytest.mark.neo4j


@pytest.fixture
def url(neo4j_url):
    """Provide a server whose graph is empty."""
    neo4j_server.empty(neo4j_url)
    return neo4j_url


@pytest.fixture
def bare_url(neo4j_url):
    """Provide a server without anything, constraints and indexes included.

    They are there again afterwards.
    """
    neo4j_server.empty(neo4j_url, schema=True)
    yield neo4j_url
    neo4j_server.empty(neo4j_url, schema=True)
    with open_store(neo4j_url) as store:
        store.apply_schema()


@pytest.fixture
def driver(url):
    """Provide a driver that knows nothing of kg, on a server that holds the fixture graph."""
    with open_store(url) as store:
        load(store, fixture.articles())
    with neo4j.GraphDatabase.driver(url, auth=settings.neo4j_auth()) as plain:
        plain.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        yield plain


def values(driver, text, **parameters):
    return [
        record.values()
        for record in driver.execute_query(
            text, parameters, database_=settings.neo4j_database()
        ).records
    ]


@pytest.mark.every_line
def test_schema_is_applied_checked_and_mended(bare_url):
    said = kg("schema", "check", "--store", bare_url)
    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        f"part {p.version} ({p.title}) has not been applied" for p in parts()
    ]
    assert "`kg schema apply`" in one_line(said)
    assert (
        kg("schema", "apply", "--store", bare_url).stdout
        == f"the schema of {bare_url} is in order\n"
    )
    with neo4j.GraphDatabase.driver(bare_url, auth=settings.neo4j_auth()) as driver:
        assert values(
            driver, "MATCH (v:SchemaVersion) RETURN v.version, v.title ORDER BY v.version"
        ) == [[p.version, p.title] for p in parts()]
        values(driver, "DROP INDEX statement_text")
        said = kg("schema", "check", "--store", bare_url)
        assert (said.exit_code, said.stdout) == (1, "statement_text has been dropped\n")
        kg("schema", "apply", "--store", bare_url)
        assert kg("schema", "check", "--store", bare_url).exit_code == 0
        values(driver, "MATCH (v:SchemaVersion {version: 1}) SET v.digest = 'another'")
        assert (
            "part 1 (Ids are unique) was another text when it was applied"
            in kg("schema", "check", "--store", bare_url).stdout
        )
        values(driver, "CREATE (:SchemaVersion {version: 99, digest: ''})")
    with (
        open_store(bare_url) as store,
        pytest.raises(RunError, match="at part 99, and this kg knows up to 6: install a newer kg"),
    ):
        store.apply_schema()


def test_graph_without_schema_is_not_written_to(bare_url):
    with (
        open_store(bare_url) as store,
        pytest.raises(RunError, match="run `kg schema apply` first"),
    ):
        store.write(fixture.articles())


def test_node_that_is_in_the_way_is_told(bare_url):
    with neo4j.GraphDatabase.driver(bare_url, auth=settings.neo4j_auth()) as driver:
        values(driver, "CREATE (:Person {id: 'person:x'}), (:Person {id: 'person:x'})")
    with (
        open_store(bare_url) as store,
        pytest.raises(
            StoreError, match=r"cannot make an id unique, for it is there twice.*:Person"
        ),
    ):
        store.apply_schema()


def test_graph_of_an_earlier_kg_is_neither_written_to_nor_copied(url):
    with open_store(url) as store:
        load(store, fixture.articles())
        with neo4j.GraphDatabase.driver(url, auth=settings.neo4j_auth()) as driver:
            values(driver, "MATCH (v:SchemaVersion {version: 4}) DELETE v")
            values(driver, "MATCH ()-[m:MENTIONS]->() REMOVE m.variant")
        with pytest.raises(RunError, match=r"an earlier kg.* load the articles again"):
            store.apply_schema()
        with pytest.raises(StoreError, match=r"an earlier kg.* load the articles again"):
            list(read_rows(store, 10))
        neo4j_server.empty(url)
        store.apply_schema()


@pytest.mark.every_line
def test_statements_are_found_by_any_form_of_a_danish_word(driver):
    text = (
        "CALL db.index.fulltext.queryNodes('statement_text', $words) YIELD node "
        "RETURN node.text AS text ORDER BY text"
    )
    assert values(driver, text, words="svarene") == [["Israel med et svar"], ["et svar af FN"]]


def test_names_are_found_without_their_accents(driver):
    text = "CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node RETURN node.id"
    assert values(driver, text, words="arhus") == [["place:2624652"]]
    assert values(driver, text, words="forenede stater")[0] == ["country:US"]


@pytest.mark.every_line
def test_cypher_user_walks_typed_edges(driver):
    paths = (
        "MATCH p = (:Country {name: 'Iran'})-[:THREATENED|DEMANDED*1..2]->(:Organisation {name: "
        "'FN'}) RETURN [n IN nodes(p) | n.name], length(p)"
    )
    assert values(driver, paths) == [[["Iran", "Israel", "FN"], 2]] * 4
    shortest = (
        "MATCH (a:Person {name: 'Sami Omar'}), (b:Person {name: 'Karen Holm'}) "
        "MATCH p = shortestPath((a)-[*..6]-(b)) RETURN length(p)"
    )
    assert values(driver, shortest) == [[2]]
    assert {
        frozenset(labels) for (labels,) in values(driver, "MATCH (p:Person) RETURN labels(p)")
    } == {frozenset(("Person", "Entity"))}
    assert values(
        driver, "MATCH (:Country)-[r:THREATENED]->(:Country) RETURN DISTINCT type(r)"
    ) == [["THREATENED"]]


def test_plain_driver_gives_networkx_a_graph(driver):
    import networkx as nx

    found = driver.execute_query(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a, r, b", result_transformer_=neo4j.Result.graph
    )
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((node["id"], dict(node)) for node in found.nodes)
    graph.add_edges_from(
        (r.start_node["id"], r.end_node["id"], r.element_id, {"type": r.type})
        for r in found.relationships
    )
    threats = [1 for *_, kind in graph.edges.data("type") if kind == "THREATENED"]
    assert len(threats) == sum(
        s.predicate == "THREATENED" for a in fixture.articles() for s in a.statements
    )


@pytest.mark.parametrize("size", [5, 50])
def test_four_writers_on_one_hub_finish(url, size):
    articles = variants(200)
    with open_store(url) as store:
        summary = load(store, articles, batch_size=size, writers=4)
        assert (summary.new, summary.statements) == (200, 600)
        assert_whole(store, articles)


def test_graph_emptied_behind_the_stores_back_is_filled_again(url):
    with open_store(url) as store:
        load(store, fixture.articles())
        neo4j_server.empty(url)
        load(store, fixture.articles())
        assert_whole(store, fixture.articles())
        store.write([named(0)])
        neo4j_server.empty(url)
        store.write([named(1)])
        assert_whole(store, [named(1)])


def test_writers_of_the_same_articles_at_once_store_each_once(url):
    articles = variants(60)
    with open_store(url) as store, ThreadPoolExecutor(4) as pool:
        store.apply_schema()
        runs = [articles[n:] + articles[:n] for n in (0, 15, 30, 45)]
        done = list(pool.map(lambda run: load(store, run, batch_size=20), runs))
        assert sum(s.new for s in done) == 60
        assert sum(s.unchanged for s in done) == 180
        assert_whole(store, articles)


def test_article_that_comes_again_is_stored_as_it_comes_last(url):
    articles = [
        replace(a, article=replace(a.article, title=f"Udgave {n}"))
        for n in range(12)
        for a in variants(3)
    ]
    with open_store(url) as store:
        summary = load(store, articles, batch_size=1, writers=4)
        assert (summary.new, summary.replaced, summary.unchanged) == (3, 33, 0)
        assert_whole(store, articles[-3:])
        assert store.read("MATCH (a:Article) RETURN DISTINCT a.title").rows == [("Udgave 11",)]


def test_two_processes_load_one_file_at_once(url, tmp_path):
    path = write_annotated(tmp_path / "articles.jsonl")
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "load",
        str(path),
        "--store",
        url,
        "--batch-size",
        "1",
        "--format",
        "json",
    ]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) for _ in range(2)]
    figures = [json.loads(run.communicate(timeout=120)[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sum(f["new"] for f in figures) == len(fixture.articles())
    with open_store(url) as store:
        assert_whole(store, fixture.articles())


def named(number):
    """Return an article that gives one person a name and a date of its own."""
    person = Entity("person:p", "PERSON", f"Navn {number}")
    norway = Entity("country:NO", "COUNTRY", "Norge", code="NO")
    article = Article(f"article:{number}", ("Norge",), published=f"2024-01-{number + 1:02d}")
    return Annotated(
        article,
        (person, norway),
        roles=(Role(person.id, "formand", norway.id),),
    )


def test_what_is_known_of_what_articles_share_is_not_read_again(url, monkeypatch):
    texts, run = [], neo4j.Transaction.run
    monkeypatch.setattr(
        neo4j.Transaction,
        "run",
        lambda tx, text, *given, **named: texts.append(text) or run(tx, text, *given, **named),
    )
    person, norway = named(0).entities
    with open_store(url) as store:
        store.apply_schema()
        for number in (1, 2):
            texts.clear()
            words = " ".join(f"ord{number}x{n}" for n in range(40))
            article = Article(f"article:{number}", (words,), published=f"2024-01-0{number}")
            role = Role(person.id, "formand", norway.id)
            store.write([Annotated(article, (person, norway), roles=(role,))])
        [seen] = store.read("MATCH ()-[h:HOLDS]->() RETURN h.first_seen, h.last_seen").rows
    assert seen == ("2024-01-01", "2024-01-02")
    assert {query("merge_roles"), copies.query("find_near"), copies.query("create_signs")} <= {
        *texts
    }
    read = {copies.query(name) for name in ("read_texts", "find_signs")}
    read |= {copies.query(name) for name in ("delete_links", "create_links")}
    assert not (read | {query("read_entities"), removal.query("read_roles")}) & {*texts}


def told(random, number):
    """Return an article that tells something of one person and one place, each time another."""
    day = f"2024-01-{random.randrange(1, 9):02d}"
    person = Entity("person:p", "PERSON", f"Navn {random.randrange(4)}")
    place = Entity("place:1", "PLACE", "Oslo", country=random.choice(("NO", "DK", None)))
    article = Article(f"article:{number}", ("Oslo",), published=day)
    mention = Mention(article.id, 0, 4, "Oslo", 0, 4, place.id, "exact", 1.0)
    role = Role(person.id, random.choice(("formand", "minister")), place.id)
    if random.random() < 0.3:
        return Annotated(article, (place,), (mention,))
    return Annotated(article, (person, place), (mention,), (role,))


@pytest.mark.every_line
def test_writers_and_removers_at_once_leave_what_was_written_last(url):
    def work(worker):
        random, left = Random(worker), {}  # noqa: S311
        with open_store(url) as store:
            for _ in range(15):
                number = worker * 100 + random.randrange(3)
                if random.random() < 0.4:
                    store.remove([f"article:{number}"])
                    left.pop(number, None)
                else:
                    left[number] = told(random, number)
                    store.write([left[number]])
        return list(left.values())

    with open_store(url) as store, ThreadPoolExecutor(4) as pool:
        store.apply_schema()
        left = [a for found in pool.map(work, range(4)) for a in found]
        assert whole(store) == made(left)
        store.remove([a.article.id for a in left])
        assert store.counts() == Counts({}, {})


@pytest.mark.every_line
def test_names_that_two_writers_learn_at_once_are_all_kept(url):
    articles = [named(number) for number in range(40)]
    with open_store(url) as store, ThreadPoolExecutor(8) as pool:
        store.apply_schema()
        list(pool.map(lambda a: store.write([a]), articles))
        [(names, first, last)] = store.read(
            "MATCH (p:Person)-[h:HOLDS]->() RETURN p.names, h.first_seen, h.last_seen"
        ).rows
    assert names == sorted(f"Navn {number}" for number in range(40))
    assert (first, last) == ("2024-01-01", "2024-01-40")
