"""Ad hoc Cypher cannot harm: on no engine, neither through `Store.read` nor through the command."""

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from random import Random

import fixture
import kglite
import pytest
from attacks import HARMFUL, HARMLESS, HARMLESS_ON_NEO4J
from command import kg, one_line

from kg import catalogue
from kg.errors import StoreError
from kg.store import open_store
from kg.store.base import UNLIMITED, Limits
from kg.store.reading import reading
from kg.store.transfer import read_rows

#: How the steps begin of an engine's plan that does more than read.
WRITING = (
    "Create",
    "Merge",
    "Insert",
    "Set",
    "Delete",
    "Detach",
    "Remove",
    "Foreach",
    "Load",
    "Show",
)


@pytest.fixture
def traps(tmp_path):
    """Provide what attacks aim at: a file, a place for one, an address that counts its visitors."""
    (tmp_path / "secret.csv").write_text("an,old\nsecret,1\n", "utf-8")
    visits = []

    class Visited(BaseHTTPRequestHandler):
        def do_GET(self):
            visits.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Visited)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {
        "file": tmp_path / "secret.csv",
        "new": tmp_path / "new.csv",
        "url": f"http://127.0.0.1:{server.server_port}/x.csv",
    }
    server.shutdown()
    assert visits == []
    assert not (tmp_path / "new.csv").exists()
    assert (tmp_path / "secret.csv").read_text("utf-8") == "an,old\nsecret,1\n"


@pytest.fixture
def loaded_graph():
    """Provide the engine of the embedded store alone, with a graph that may be written to."""
    kglite.set_query_warning_policy("silent")
    graph = kglite.KnowledgeGraph()
    graph.cypher("CREATE (:Person:Entity {id: 'a', name: 'A'})-[:SAID]->(:Country {id: 'b'})")
    return graph


def aimed(text, traps):
    """Return an attack aimed at the traps."""
    for name, place in traps.items():
        text = text.replace(f"<{name}>", str(place))
    return text


def everything(store):
    """Return all that a store holds, as text, in no order."""
    return sorted(repr(rows) for rows in read_rows(store, 1000)), store.counts()


def test_nothing_harmful_comes_through_the_store(loaded, traps):
    before = everything(loaded)
    for text, said in HARMFUL:
        with pytest.raises(StoreError) as caught:
            loaded.read(aimed(text, traps))
        assert said in str(caught.value), text
        assert "\n" not in str(caught.value), text
        assert "secret,1" not in str(caught.value), text
    assert everything(loaded) == before


def test_nothing_harmful_comes_through_the_command(loaded, traps):
    before = everything(loaded)
    for text, said in HARMFUL:
        result = kg("query", "--store", loaded.url, "--cypher", aimed(text, traps))
        assert (result.exit_code, result.stdout) == (1, ""), text
        assert " ".join(said.split()) in one_line(result), text
    assert everything(loaded) == before


def test_harmless_queries_are_answered(loaded):
    for text, rows in HARMLESS:
        table = loaded.read(text)
        assert rows is None or len(table.rows) == rows, text


def test_catalogue_is_known_to_read():
    for query in catalogue.load().values():
        assert reading(query.text).split() == query.text.split()


def mutants(number):
    """Yield queries made by cutting, mixing and spoiling those of the lists, always the same."""
    random = Random(7)  # noqa: S311
    texts = [text for text, _ in (*HARMFUL[:-2], *HARMLESS)]
    pieces = [re.findall(r"\s+|\w+|.", text, re.DOTALL) for text in texts]
    for _ in range(number):
        tokens = list(random.choice(pieces))
        for _ in range(random.randrange(1, 5)):
            at, other = random.randrange(len(tokens) + 1), random.choice(pieces)
            kind, cut = random.randrange(4), random.randrange(len(other) + 1)
            if kind == 0:
                tokens[at:] = other[cut:]
            elif kind == 1:
                tokens[at:at] = [" ", *other[cut:], " "]
            elif kind == 2:
                tokens[at:at] = [random.choice("`'\"\\/*;{}()|.\n\r"), random.choice("/* ")]
            else:
                del tokens[at : at + 1]
        yield "".join(tokens)


def test_what_comes_through_is_reading_to_the_engine_too(loaded_graph):
    planned = 0
    for text in mutants(20_000):
        try:
            code = reading(text)
        except StoreError:
            continue
        try:
            plan = loaded_graph.cypher(f"EXPLAIN {code}")
        except (kglite.KgError, ValueError):
            continue  # not a query to the engine: nothing happens
        planned += 1
        steps = {step["operation"].split()[0] for step in plan}
        assert not any(step.startswith(WRITING) for step in steps), (text, steps)
    assert planned > 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (n)\nRETURN n)", ") (line 2, character 9) closes nothing"),
        ("RETURN 'a' 'b'", "'b' (line 1, character 12) follows an expression"),
        ("MATCH (n) RETRUN n", "RETRUN (line 1, character 11) has no place there"),
        ("MATCH (n) DELETE n", "DELETE is no part of a query that only reads"),
        ("RETURN Nosuch.thing(1)", "the function Nosuch.thing() is not among those"),
        ("CALL Nosuch.thing(1)", "the procedure Nosuch.thing is not among those"),
    ],
)
def test_what_is_refused_is_told_with_its_place(text, said):
    with pytest.raises(StoreError) as caught:
        reading(text)
    assert said in str(caught.value)


def test_comments_and_odd_spaces_do_not_reach_the_engine():
    sent = reading("RETURN /* a\nb */\u00a0'\u00a0//' // c\r+ 1;")
    assert sent == "RETURN     \n     '\u00a0//'      + 1"


#: What each engine itself refuses, were the text not looked at before.
BY_PLAN = [
    ("MATCH (n) DETACH DELETE n", "it does more than read"),
    ("CREATE (:Person)", "it does more than read"),
    ("MATCH (n) CALL (n) { SET n.name = '' }", "it does more than read"),
    ("WITH 1 AS x LOAD CSV FROM '<url>' AS row RETURN row", "LoadCSV"),
    ("CALL db.awaitIndexes(1)", "the procedure db.awaitIndexes"),
    ("MATCH (n) CALL (n) { CALL db.awaitIndexes(1) RETURN 1 AS x } RETURN x", "awaitIndexes"),
    ("SHOW INDEXES", "ShowIndexes"),
]


@pytest.mark.neo4j
def test_server_plans_a_query_before_it_runs(neo4j_url, monkeypatch, traps):
    monkeypatch.setattr("kg.store.neo4j.store.reading", lambda text: text)
    with open_store(neo4j_url) as store:
        before = store.counts()
        for text, said in BY_PLAN:
            with pytest.raises(StoreError) as caught:
                store.read(aimed(text, traps))
            assert said in str(caught.value), text
        assert store.counts() == before


def test_engine_in_the_file_holds_what_the_text_does_not(tmp_path, monkeypatch, traps):
    monkeypatch.setattr("kg.store.embedded.store.reading", lambda text: text)
    with open_store(str(tmp_path / "news.graph")) as store:
        store.apply_schema()
        store.write(fixture.articles())
        before = everything(store)
        for text, said in (
            ("MATCH (n) DETACH DELETE n", "would write"),
            ("CREATE (:Person)", "would write"),
            ("CALL db.cdc.enable()", "would write"),
            ("LOAD CSV FROM '<file>' AS row RETURN row", "LoadCsv"),
            ("SHOW INDEXES", "ShowIndexes"),
        ):
            with pytest.raises(StoreError, match=said):
                store.read(aimed(text, traps))
        assert everything(store) == before


@pytest.mark.neo4j
def test_harmless_queries_are_answered_by_a_server(neo4j_url):
    with open_store(neo4j_url) as store:
        store.apply_schema()
        store.write(fixture.articles())
        for text in HARMLESS_ON_NEO4J:
            store.read(text)


@pytest.mark.neo4j
def test_place_of_a_mistake_is_that_in_the_query(neo4j_url):
    with open_store(neo4j_url) as store:
        with pytest.raises(StoreError, match=r"`m` not defined \(line 1, character 18\)"):
            store.read("MATCH (n) RETURN m")
        with pytest.raises(StoreError, match=r"\(line 2, character 8\)"):
            store.read("MATCH (n)\nRETURN m")


ENDLESS = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b) AS n"


def test_query_that_takes_too_long_is_ended(loaded):
    begun = time.monotonic()
    with pytest.raises(StoreError, match=r"took longer .*--timeout"):
        loaded.read(ENDLESS, limits=Limits(seconds=1.0))
    assert time.monotonic() - begun < 10
    result = kg("query", "--store", loaded.url, "--timeout", "1", "--cypher", ENDLESS)
    assert result.exit_code == 1
    assert "took longer" in one_line(result)
    assert loaded.read("RETURN 1 AS x", limits=UNLIMITED).rows == [(1,)]


def test_rows_beyond_the_limit_are_left_out_and_told(loaded):
    text = "UNWIND range(1, 1000) AS x RETURN x"
    assert not loaded.read(text, limits=Limits(rows=1000)).cut
    table = loaded.read(text, limits=Limits(rows=999))
    assert (len(table.rows), table.cut) == (999, True)
    arguments = ("query", "--store", loaded.url, "--format", "csv", "--cypher", text)
    assert "these are the first 5 rows" in one_line(kg(*arguments, "--max-rows", 5))
    assert len(kg(*arguments, "--max-rows", 5).stdout.splitlines()) == 6
    assert kg(*arguments, "--max-rows", 0).stderr == ""


def test_export_has_a_deadline(loaded, tmp_path):
    arguments = ("export", "--store", loaded.url, "-o", tmp_path / "g.json")
    assert kg(*arguments, "--timeout", 0).exit_code == 0
