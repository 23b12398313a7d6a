"""`kg shell`: at a terminal of its own, from a pipe, and what it completes."""

import json

import pytest
from command import kg, one_line
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from terminal import Typing

from kg import catalogue
from kg.cli.completing import LineCompleter
from kg.cli.lines import is_cypher, is_whole, values
from kg.errors import UsageError

COMMANDS = ("show", "help")


def piped(address, *lines):
    return kg("shell", "--store", address, given="".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("text", "cypher", "whole"),
    [
        ("", False, True),
        ("threats", False, True),
        (":show Israel", False, True),
        ("matchmaking", False, True),
        ("MATCH (n) RETURN n", True, False),
        ("match (n)\nreturn n;", True, True),
        ("MATCH (n)\n", True, True),
        ("// what for\nMATCH (n)", True, False),
        ("MATCH (n) RETURN ';", True, True),
    ],
)
def test_a_line_is_cypher_or_a_question_and_whole_or_not(text, cypher, whole):
    assert (is_cypher(text), is_whole(text)) == (cypher, whole)


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("said Dan Levi", {"name": "Dan Levi"}),
        ("said USA's limit=3", {"name": "USA's", "limit": "3"}),
        ('said name="Dan Levi" since="1. maj"', {"name": "Dan Levi", "since": "1. maj"}),
        ("between 'Dan Levi' Iran", {"a": "Dan Levi", "b": "Iran"}),
        ("between b=Iran Dan Levi", {"b": "Iran", "a": "Dan Levi"}),
        ("accusations Israel", {"name": "Israel"}),
        ("threats", {}),
    ],
)
def test_values_are_given_by_name_or_in_order(line, given):
    assert values(catalogue.get(line.split()[0]), line) == given


@pytest.mark.parametrize("line", ["between Dan Levi Iran", "claims Iran", "freshness x"])
def test_too_many_values_are_refused(line):
    query = catalogue.get(line.split()[0])
    with pytest.raises(UsageError, match=f"{query.name} takes"):
        values(query, line)


def test_a_pipe_is_answered_line_by_line(address):
    result = piped(
        address,
        ":format jsonl",
        "said dan levis limit=1",
        "MATCH (p:Person {id: 'person:dan-levi'})",
        "RETURN p.name AS name;",
        "MATCH (p:Person) RETURN count(p) AS people",
        "",
        ":show dan levi --table held",
        ":quit",
        "thretas",
    )
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    assert rows[0]["source"] == "Dan Levi"
    assert rows[1:] == [{"name": "Dan Levi"}, {"people": 4}]
    assert "forsvarsminister" in result.stdout


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("thretas", 2, "no query 'thretas': did you mean threats"),
        ("said Dan Lvi", 2, "did you mean Dan Levi"),
        (":shw Iran", 2, "no command 'shw': `:help`"),
        (":format pdf", 2, "no format 'pdf': expected one of table"),
        (":show Iran --pages 2", 2, "No such option"),
        ("MATCH (n) DETACH DELETE n;", 1, "only reads"),
        ("CREATE (:Person {id: 'x'});", 1, "only reads"),
    ],
)
def test_the_first_that_fails_ends_a_pipe(address, line, code, said):
    result = piped(address, line, "threats")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in one_line(result)


def completed(store, text):
    found = LineCompleter(store, COMMANDS).get_completions(Document(text), CompleteEvent())
    return [text[: len(text) + c.start_position] + c.text for c in found]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("thr", "threats"),
        (":sh", ":show"),
        ("MA", "MATCH"),
        ("said li", "said limit="),
        ("said dan l", 'said dan "Dan Levi"'),
        ('said "dan l', 'said "Dan Levi"'),
        ("said name=karen", 'said name="Karen Holm"'),
        ("said name=isra", "said name=Israel"),
        ("articles aarh", "articles Aarhus"),
        ("answers claims=t", "answers claims=true"),
        ("articles Levi", 'articles "Dan Levi"'),
        (":show dan l", ':show "Dan Levi"'),
        ("MATCH (p:Per", "MATCH (p:Person"),
        ("MATCH (p)-[:SAID|THR", "MATCH (p)-[:SAID|THREATENED"),
        ("MATCH (p) RETURN p.pub", "MATCH (p) RETURN p.published"),
        ("MATCH (p:Person {name: 'dan l", "MATCH (p:Person {name: 'Dan Levi"),
        ("MATCH (p) wh", "MATCH (p) WHERE"),
    ],
)
def test_a_line_is_completed(loaded, text, line):
    assert line in completed(loaded, text)


def test_nothing_is_proposed_where_nothing_fits(loaded):
    for text in ("zzz", "said zzz", ":show zzz", "nonsense Dan", "MATCH (p:Zzz", ":help Dan"):
        assert completed(loaded, text) == []
    assert 'said "Dan Levi" limit=1 limit=' not in completed(loaded, 'said "Dan Levi" limit=1 li')


def test_a_terminal_is_answered_completed_and_remembered(address, tmp_path):
    history = tmp_path / "typed" / "history"
    at = Typing(None, "shell", "--store", address, KG_HISTORY=str(history))
    at.until("kg>")
    at.type("said kar\t")
    at.until('"Karen Holm"')
    at.type(" limit=1\r")
    at.until("kg>")
    at.type("MATCH (p:Person {name: 'Dan Levi'})\r")
    at.until("...")
    at.type("RETURN p.id AS which;\r")
    at.until("person:dan-levi")
    at.until("kg>")
    at.type("never asked\x03")
    at.until("interrupted")
    at.until("kg>")
    at.type("\x1b[A")
    at.until("which")
    at.type("\x03")
    at.until("kg>")
    at.type("said Karne Holm\r")
    at.until("[0]: ")
    at.type("0\r")
    at.until("did you mean Karen Holm")
    at.until("kg>")
    at.type("\x04")
    assert at.end()[0] == 0
    typed = history.read_text("utf-8")
    assert '+said "Karen Holm" limit=1' in typed
    assert "+RETURN p.id AS which;" in typed
    assert "never asked" not in typed
    assert history.stat().st_mode & 0o777 == 0o600
