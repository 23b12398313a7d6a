"""`kg mcp`, asked by the client of the protocol's own SDK over the pipes of a real process."""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
import fixture
import neo4j_server
import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters

from kg import catalogue
from kg.cli import main
from kg.mcp.answers import LONGEST, of_table, written
from kg.mcp.server import INSTRUCTIONS, NAMES
from kg.model import Annotated, Article, Entity, Mention
from kg.store import open_store
from kg.store.base import Table

HOLM, IRAN, ISRAEL = "person:karen-holm", "country:IR", "country:IL"
KG = ["-c", "from kg.cli import main; main()"]


@contextmanager
def talking(store):
    """Start `kg mcp` over a store; give a function that runs one of a client's, by its name."""
    server = StdioServerParameters(
        command=sys.executable, args=[*KG, "mcp", "--store", store], env=dict(os.environ)
    )
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(server)) as client,
    ):
        yield lambda name, *given: portal.call(getattr(client, name), *given)


def called(told, tool, **given):
    """Return what a tool answers: what its JSON holds, an error as its text."""
    done = told("call_tool", tool, given)
    text = done.content[0].text
    return text if done.is_error else json.loads(text)


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Return the path of a store of the fixture graph."""
    path = str(tmp_path_factory.mktemp("mcp") / "news.graph")
    with open_store(path) as store:
        store.write(fixture.articles())
    return path


@pytest.fixture(scope="module")
def told(news):
    """Talk with `kg mcp` over the fixture graph."""
    with talking(news) as client:
        yield client


@pytest.fixture(scope="module")
def call(told):
    """Return a function that calls a tool over the fixture graph."""
    return partial(called, told)


def test_tools_only_read_and_their_descriptions_are_short_enough(told):
    tools = {tool.name: tool for tool in told("list_tools").tools}
    assert set(tools) == set(NAMES)
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    assert all(0 < len(tool.description) < 2000 for tool in tools.values())
    assert set(catalogue.load()) <= set(re.findall(r"[\w-]+", tools["ask"].description))
    assert len(INSTRUCTIONS) < 2000


def test_from_a_name_to_the_words_it_rests_on(call):
    (said,) = call("search", text="vinterens")["statements"]
    assert said["text"] == "at vinteren bliver lang"
    entity = call("entity", name="karen holms")
    assert entity["entity"]["id"] == HOLM
    assert entity["held"][0]["title"] == "udenrigsminister"
    assert {s["source"] for s in entity["statements"]} == {HOLM}
    about = call("entity", name=HOLM, side="about")
    assert {s["predicate"] for s in about["statements"]} == {"APPOINTED"}
    statement = call("statement", id=said["id"])
    evidence = statement["evidence"]
    assert evidence["sentence"] == "Karen Holm siger, at vinteren bliver lang."
    assert evidence["url"] == "https://example.org/every"
    assert (evidence["start"], evidence["end"]) == (18, 41)
    assert any("about 75 in 100" in reason.get("because", "") for reason in statement["reasons"])


def test_a_pair_has_both_sides(call):
    pair = call("pair", a="iran", b=ISRAEL)
    assert {s["source"] for s in pair["statements"]} == {IRAN, ISRAEL}
    assert sum(month["conflict"] for month in pair["timeline"]) == 4
    assert sum(month["conflict"] for month in pair["timeline_back"]) == 1


def test_an_article_is_marked_by_statement(call):
    article = call("article", id="article:every")
    assert article["text"][0] == "[PERSON Karen Holm] {1 siger}, <1 at vinteren bliver lang 1>."
    first = article["statements"][0]
    assert (first["number"], first["text"]) == (1, "at vinteren bliver lang")


def test_the_catalogue_and_cypher_answer(call):
    threats = call("ask", question="threats", parameters={"limit": 2})
    assert threats["columns"] == list(catalogue.get("threats").columns)
    assert len(threats["rows"]) == threats["shown"] == 2
    listed = call("questions")["questions"]
    assert {name for q in listed for name in q} - {"takes"} == set(catalogue.load())
    said = call("questions", question="said")
    assert said["takes"].startswith('name, since=""')
    assert "MATCH" in said["cypher"]
    rows = call("cypher", query="MATCH (n:Person) RETURN n.name ORDER BY n.name", rows=2)
    assert rows["rows"] == [["Bak"], ["Dan Levi"]]
    assert "there are more" in rows["shown"]


def test_errors_tell_what_to_do(call):
    assert f"did you mean Karen Holm ({HOLM})?" in call("entity", name="Karn Holm")
    assert "no statement has the id 'statement:0'" in call("statement", id="statement:0")
    assert "did you mean article:every?" in call("article", id="article:evry")
    assert "did you mean threats" in call("ask", question="thrats")
    assert "needs the parameter name" in call("ask", question="said")
    unclear = call("ask", question="said", parameters={"name": "Karn Holm"})
    assert f"did you mean Karen Holm ({HOLM})?" in unclear
    wrong = call("ask", question="threats", parameters={"since": "i morges"})
    assert "'i morges' is no date" in wrong
    assert "only reads" in call("cypher", query="MATCH (n) DETACH DELETE n")
    assert "greater than or equal to 1" in call("entity", name="Iran", page=0)


def test_the_schema_names_all_that_the_graph_holds(told, news):
    (listed,) = told("list_resources").resources
    schema = told("read_resource", listed.uri).contents[0].text
    with open_store(news) as store:
        counts = store.counts()
        properties = {
            name
            for text in ("MATCH (n) RETURN keys(n)", "MATCH ()-[r]->() RETURN keys(r)")
            for (names,) in store.read(f"{text} AS names").rows
            for name in names
        }
    kept = {"digest", "variant", "variants"}
    known = set(re.findall(r"\w+", schema))
    assert {*counts.nodes, *counts.edges} <= known
    assert properties - known <= kept
    assert not kept & known


def test_answers_have_their_limits():
    rows = [{"id": str(n), "text": "x" * 1000, "none": None} for n in range(100)]
    answer = written({"told": "y" * 5000}, {"small": [{"a": 1}], "rows": rows}, {"rows": "page 2"})
    value = json.loads(answer)
    assert len(answer) < LONGEST + 1000
    assert value["small"] == [{"a": 1}]
    assert 10 < len(value["rows"]) < 100
    assert value["left_out"]["rows"] == f"{100 - len(value['rows'])} rows more: ask for less"
    assert value["told"].endswith("… (5,000 characters)")
    assert "none" not in value["rows"][0]
    table = json.loads(of_table(Table(("a", "b"), [("x" * 1500, "\u202e")] * 100)))
    assert len(table["rows"]) < 25
    assert table["shown"].startswith(f"the first {len(table['rows'])} rows, and there are more")
    assert "\u202e" not in of_table(Table(("a",), [("\u202e",)]))


def test_a_long_article_is_read_in_parts(tmp_path):
    path = str(tmp_path / "long.graph")
    lines = tuple(f"Ord nummer {n} i en lang artikel. {'Mere. ' * 100}" for n in range(60))
    entity = Entity(IRAN, "COUNTRY", "Iran", code="IR")
    mention = Mention("long", 0, 3, "Ord", 0, 30, IRAN, "x", 1.0)
    with open_store(path) as store:
        store.write([Annotated(Article("long", lines), (entity,), (mention,))])
    with talking(path) as told:
        first, last = (called(told, "article", id="long", part=n) for n in (1, 4))
    assert first["part"] == "1 of 4"
    assert first["text"][0].startswith("[COUNTRY Ord] nummer 0 ")
    assert last["text"][-1].startswith("Ord nummer 59 ")


def test_what_is_loaded_meanwhile_is_told(tmp_path):
    path = str(tmp_path / "news.graph")
    with open_store(path) as store:
        store.apply_schema()
    with talking(path) as told:
        assert "nothing in" in called(told, "entity", name="Karen Holm")
        with open_store(path) as store:
            store.write(fixture.articles())
        assert called(told, "entity", name="Karen Holm")["entity"]["id"] == HOLM


def test_it_answers_on_a_server(neo4j_url):
    neo4j_server.empty(neo4j_url)
    with open_store(neo4j_url) as store:
        store.apply_schema()
        store.write(fixture.articles())
    with talking(neo4j_url) as told:
        assert called(told, "entity", name="Karen Holm")["entity"]["id"] == HOLM
        assert called(told, "ask", question="threats")["rows"]
        people = called(told, "cypher", query="MATCH (n:Person) RETURN count(n) AS n")
    assert people["rows"] == [[4]]


def test_it_ends_with_its_client_and_when_told(news, tmp_path):
    command = [sys.executable, *KG, "mcp", "--store"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    closed = subprocess.run([*command, news], input=b"", capture_output=True, check=False)
    assert (closed.returncode, closed.stdout) == (0, b"")
    with subprocess.Popen([*command, news], **pipes) as told:
        told.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        told.stdin.flush()
        assert json.loads(told.stdout.readline())["id"] == 1
        told.send_signal(signal.SIGTERM)
        assert told.wait(60) == 143
    none = subprocess.run([*command, str(tmp_path / "none")], capture_output=True, check=False)
    assert none.returncode == 2
    assert b"load something first" in none.stderr


def test_without_the_sdk_the_install_line_is_told(news):
    blocked = "import sys; sys.modules['mcp.server'] = None; from kg.cli import main; main()"
    command = [sys.executable, "-c", blocked, "mcp", "--store", news]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'kg-news[mcp]'" in done.stderr


def test_what_clients_are_told_starts_it():
    text = (Path(__file__).parent.parent / "docs" / "mcp.md").read_text("utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    assert len(blocks) == 3
    for block in blocks:
        ((server,),) = (servers.values() for servers in block.values())
        name, *options = server["args"]
        assert name == "mcp"
        context = click.Context(main, **main.context_settings)
        command = main.get_command(context, name)
        assert command.make_context(name, options, parent=context).params["store"]
    named = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert named == set(NAMES)
