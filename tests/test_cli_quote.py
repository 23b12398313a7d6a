"""`kg quote`: a statement with its source, ready to paste."""

import json

import fixture
from command import kg, one_line

from kg.cli.quote import told
from kg.store import open_store


def test_quote_has_words_and_source(tmp_path):
    path = tmp_path / "news.graph"
    with open_store(str(path)) as store:
        store.apply_schema()
        store.write(fixture.articles())
    statements = [(a, s) for a in fixture.articles() for s in a.statements]
    assert len({s.form == "direct" for _, s in statements}) == 2
    for annotated, s in statements:
        printed = kg("quote", s.id, "--store", path).stdout.splitlines()
        record = json.loads(kg("quote", s.id, "--store", path, "--format", "json").stdout)
        assert (record["text"], record["form"], record["negated"]) == (s.text, s.form, s.negated)
        assert printed[0].startswith("”") == (s.form == "direct")
        assert printed[1].startswith(f"— {record['who']}")
        assert annotated.article.outlet in printed[1]
        marked = kg("quote", s.id, "--store", path, "--format", "markdown").stdout.splitlines()
        assert all(line.startswith(">") for line in marked)
    result = kg("quote", "statement:none", "--store", path)
    assert (result.exit_code, "no statement 'statement:none'" in one_line(result)) == (2, True)


def quoted(address, *arguments):
    result = kg("quote", *arguments, "--store", address, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_name_gives_what_they_said_last(address):
    said = [s for a in fixture.articles() for s in a.statements if s.source == "person:dan-levi"]
    [last] = quoted(address, "dan levis")
    assert last["said_on"] == max(s.said_on for s in said if s.said_on)
    three = quoted(address, "Dan-Levi", "--last", "3")
    assert three[0] == last
    assert [q["said_on"] for q in three] == sorted((q["said_on"] for q in three), reverse=True)
    printed = kg("quote", "Dan Levi", "--last", "3", "--store", address).stdout
    assert printed.count("\n— Dan Levi") == 3
    assert printed.count("\n\n") == 2


def test_the_same_words_are_given_once(address):
    said = [s for a in fixture.articles() for s in a.statements if s.source == "person:dan-levi"]
    found = [q["text"] for q in quoted(address, "Dan Levi", "--last", "9")]
    assert sorted(found) == sorted({s.text for s in said})
    assert len(found) < len(said)


def test_who_tells_of_others_is_told():
    found = {"form": "indirect", "text": "", "sentence": "Nu går det.", "who": "Dan Levi"}
    found |= {"roles": [], "outlet": "Avisen", "published": None}
    assert told(found | {"reported_by": "Iran"})[1] == "Dan Levi (told by Iran), Avisen"
    assert told(found | {"reported_by": "Dan Levi"})[1] == "Dan Levi, Avisen"


def test_an_id_may_be_begun(address):
    ids = sorted(s.id for a in fixture.articles() for s in a.statements)
    assert quoted(address, ids[0][:-3].upper()) == quoted(address, ids[0])
    result = kg("quote", "statement:", "--store", address)
    assert result.exit_code == 2
    assert f"such as {ids[0]} and {ids[1]}: give more" in one_line(result)


def test_who_said_nothing_or_is_not_there_is_told(address):
    for name, said in (("Aarhus", "place:2624652 said nothing"), ("Dan Lvi", "did you mean Dan")):
        result = kg("quote", name, "--store", address)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in one_line(result)
