"""What happens to a load when the Neo4j server is killed, stopped, full, locked or not there.

On a real server that each test may ruin.
"""

import logging
import re
import resource
import socketserver
import threading
import traceback
from dataclasses import replace
from pathlib import Path

import fixture
import neo4j
import neo4j_server
import pytest
from many import assert_whole, variants
from neo4j_kills import disturbed, spread

from kg.errors import KgError, StoreError
from kg.loader.run import load
from kg.loader.takeback import take_back
from kg.store import open_store
from kg.store.base import Removed, Written
from kg.store.neo4j import Neo4jStore
from kg.store.neo4j import store as neo4j_store

pytestmark = pytest.mark.neo4j


@pytest.fixture(params=neo4j_server.own_lines())
def server(request, monkeypatch):
    """Provide the server, up, empty, as it is by default, its credentials in the environment."""
    server = neo4j_server.shared(request.param)
    neo4j_server.sign_in(server, monkeypatch)
    neo4j_server.empty(server.url)
    yield server
    neo4j_server.shared(request.param)  # up again for whoever comes next


@pytest.mark.parametrize(("times", "how"), [(3, "kill"), (1, "stop")])
def test_load_goes_on_by_itself_when_the_server_is_ended(server, times, how):
    articles = variants(50 * times)  # tests/neo4j_kills.py kills it as often as you like
    due = spread(times, len(articles))
    with (
        open_store(server.url) as store,
        disturbed(articles, due, server, getattr(server, how)) as stream,
    ):
        summary = load(store, stream, batch_size=40)
        assert_whole(store, articles)
    assert (summary.new, summary.replaced, summary.unchanged, summary.statements) == (
        50 * times,
        0,
        0,
        150 * times,
    )


def test_removal_goes_on_by_itself_when_the_server_is_killed(server):
    articles = variants(80)
    with open_store(server.url) as store:
        load(store, articles)
        totals = take_back(store, [a.article.id for a in articles[:60]], 5)
        with disturbed(totals, [4], server, server.kill) as done:
            assert list(done)[-1] == Removed(60, 180, 0)
        assert_whole(store, articles[60:])


def test_load_that_gave_up_is_finished_by_a_rerun(server):
    articles = variants(100)
    with Neo4jStore(server.url, patience=0.0) as store:
        store.apply_schema()
        store.write(articles[:60])
        server.kill()
        with pytest.raises(StoreError, match="no Neo4j server answers"):
            store.write(articles[60:])
        server.start()
    with open_store(server.url) as store:
        summary = load(store, articles)
        assert (summary.new, summary.unchanged) == (40, 60)
        assert_whole(store, articles)


def test_server_that_is_not_there_yet_is_waited_for(server):
    server.stop()
    with pytest.raises(StoreError, match=r"start it, .* --wait SECONDS"):
        Neo4jStore(server.url)
    starter = threading.Timer(1.0, server.start)
    starter.start()
    try:
        with Neo4jStore(server.url, wait=100) as store:
            assert store.read("RETURN 1").rows == [(1,)]
    finally:
        starter.join()


def test_batch_too_large_for_the_servers_memory_goes_in_as_smaller_ones(server):
    server.restart(db_memory_transaction_max="10m")
    articles = variants(600)
    with open_store(server.url) as store:
        store.apply_schema()
        large = replace(
            articles[0], article=replace(articles[0].article, paragraphs=("x" * 12_000_000,))
        )
        with pytest.raises(
            StoreError,
            match=r"too little memory for this transaction.*dbms.memory.transaction.total.max",
        ):
            store.write([large])
        assert store.write(articles) == Written(new=600, statements=1800)
        assert_whole(store, articles)


def test_full_disk_is_told_and_the_load_goes_on_after_it(server):
    articles = variants(200)
    with Neo4jStore(server.url, patience=1.0) as store:
        store.apply_schema()
        store.write(articles[:100])
        # No file may grow further: what a full disk does, without filling the one the tests run on.
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        with pytest.raises(StoreError, match="make room if its disk is full"):
            load(store, articles, batch_size=40, pauses=())
    server.kill()
    server.start()
    with open_store(server.url) as store:
        load(store, articles)
        assert_whole(store, articles)


def test_read_only_database_answers_and_refuses_to_be_written(server):
    with open_store(server.url) as store:
        load(store, fixture.articles())
        before = store.counts()
    server.restart(server_databases_read__only="neo4j")
    with open_store(server.url) as store:
        assert store.counts() == before
        with pytest.raises(StoreError, match="has made this database read-only"):
            store.write(variants(1))


def test_server_too_old_is_refused(server, monkeypatch):
    monkeypatch.setattr(neo4j_store, "OLDEST", (9999, 1))
    with pytest.raises(
        StoreError,
        match=rf"Neo4j/{server.line.version} answers .* kg needs Neo4j 9999.1 or newer: upgrade",
    ):
        open_store(server.url)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NEO4J_PASSWORD", "entirely-wrong", "check NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("NEO4J_USERNAME", "nobody", "check NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("NEO4J_PASSWORD", None, "asks for credentials: set NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("NEO4J_DATABASE", "nosuchthing", "has no such database: check NEO4J_DATABASE"),
    ],
)
def test_wrong_setting_gets_one_line_that_says_which(server, monkeypatch, name, value, said):
    monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    with pytest.raises(StoreError) as caught:
        Neo4jStore(server.url, wait=30)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "bolt://127.0.0.1:1",
        "bolt://no-such-host.invalid:7687",
        "neo4j://127.0.0.1:1",
    ],
)
def test_wrong_address_gets_one_line(url, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "entirely-secret")
    with pytest.raises(KgError) as caught:
        open_store(url)
    assert "\n" not in str(caught.value)
    assert url in str(caught.value)


def test_password_is_in_no_message_traceback_or_log(server, monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    told = []

    def tell(work):
        with pytest.raises(KgError) as caught:
            work()
        told.extend(traceback.format_exception(caught.value))

    right, wrong = server.password, "entirely-secret"
    with open_store(server.url) as store:
        tell(lambda: store.read("MATCH (n RETURN n"))
        told.append(repr(store) + repr(vars(store)))
    monkeypatch.setenv("NEO4J_DATABASE", "nosuchthing")
    tell(lambda: open_store(server.url))
    monkeypatch.delenv("NEO4J_DATABASE")
    monkeypatch.setenv("NEO4J_PASSWORD", wrong)
    tell(lambda: open_store(server.url))
    tell(lambda: open_store("bolt://127.0.0.1:1"))
    tell(lambda: open_store(f"bolt://neo4j:{wrong}@127.0.0.1:1"))
    text = "".join((*told, caplog.text, *capfd.readouterr()))
    assert "Traceback" in text
    assert right not in text
    assert wrong not in text


def advised():
    """Return the settings that docs/neo4j.md advises for a server that others reach."""
    text = (Path(__file__).parents[1] / "docs/neo4j.md").read_text("utf-8")
    section = text.split("## What a query may do there", 1)[1].split("\n## ", 1)[0]
    first = re.findall(r"^\| ([^|]*) \|", section, re.MULTILINE)
    return dict(pair.split("=", 1) for cell in first for pair in re.findall(r"`([^`]*=.*?)`", cell))


def test_server_set_up_as_advised_reads_no_file_and_no_network(server, tmp_path):
    (tmp_path / "secret.csv").write_text("secret\n", "utf-8")
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as listener:
        listener.timeout = 0.5
        listener.visited = False
        listener.handle_timeout = lambda: None
        listener.process_request = lambda *_: setattr(listener, "visited", True)
        settings = advised()
        assert len(settings) >= 5
        server.stop()
        server.settings = settings
        server.start()
        places = (
            f"file://{tmp_path}/secret.csv",
            "file:///etc/hostname",
            f"http://127.0.0.1:{listener.server_address[1]}/x.csv",
        )
        with neo4j.GraphDatabase.driver(server.url, auth=server.session_auth()) as driver:
            for place in places:
                with pytest.raises(neo4j.exceptions.ClientError):
                    driver.execute_query(f"LOAD CSV FROM '{place}' AS row RETURN row")
        listener.handle_request()
        assert not listener.visited
    with open_store(server.url) as store:
        load(store, fixture.articles())
        assert_whole(store, fixture.articles())
