"""Every query file, on every store."""

import json
import re

import fixture
import pytest
from command import kg, one_line

from kg import catalogue
from kg.errors import RunError, UsageError
from kg.model import Article
from kg.store import open_store
from kg.web.danish import danish

QUERIES = catalogue.load()
REQUIRED = {
    "name": "ISRAEL",
    "a": "iran",
    "b": "Israel",
    "statement_id": fixture.reported().statements[1].id,
}


def arguments(query, /, **given):
    return query.arguments(
        {p.name: REQUIRED[p.name] for p in query.parameters if p.default is None} | given
    )


def answer(store, name, /, **given):
    query = catalogue.get(name)
    return store.read(query.text, arguments(query, **given))


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    with open_store(str(tmp_path_factory.mktemp("store") / "news.graph")) as store:
        store.apply_schema()
        store.write(fixture.articles())
        yield store


def test_day_one_queries_are_there():
    assert set(QUERIES) >= {
        "threats",
        "said",
        "about",
        "between",
        "most-quoted",
        "roles",
        "mentioned-together",
        "timeline",
        "evidence",
    }


@pytest.mark.parametrize(
    "query",
    QUERIES.values(),
    ids=lambda q: q.name,
)
def test_header_says_what_the_query_uses(query):
    assert {p.name for p in query.parameters} == set(re.findall(r"\$(\w+)", query.text))
    assert query.summary.endswith(".")
    assert "ORDER BY" in query.text


def test_what_names_somebody_is_an_entity_and_no_text():
    told = [(q.name, p) for q in QUERIES.values() for p in q.parameters if "name or id" in p.doc]
    assert len(told) > 10
    assert [(name, p.name) for name, p in told if p.type != "entity"] == []


@pytest.mark.parametrize("column", ["source", "negated", "nowhere"])
def test_header_that_drops_answer_caveat_or_nothing_is_refused(tmp_path, column):
    path = tmp_path / "a.cypher"
    path.write_text(
        f"// What.\n// returns: source, negated, title\n// drops: {column}\nRETURN 1\n", "utf-8"
    )
    with pytest.raises(RunError, match=f"a.cypher:3: a table cannot leave out '{column}'"):
        catalogue.parse(path)
    path.write_text("// What.\n// returns: a, b (of it), c\n// drops: c, b\nRETURN 1\n", "utf-8")
    assert catalogue.parse(path).drops == ("c", "b")


@pytest.mark.parametrize("name", QUERIES)
def test_query_answers_with_the_promised_columns(loaded, name):
    table = answer(loaded, name)
    assert table.columns == QUERIES[name].columns
    # Nobody in the fixture contradicts another; tests/test_sides.py has those who do.
    assert bool(table.rows) == (name not in {"contradictions", "changed-position"})


@pytest.mark.parametrize(
    "name", [q.name for q in QUERIES.values() if "since" in {p.name for p in q.parameters}]
)
def test_dates_bound_the_answer(embedded, name):
    every = answer(embedded, name, limit=1000).rows
    within = answer(embedded, name, limit=1000, since="2024-05-09", until="2024-05").rows
    assert len(within) <= len(every)
    assert not answer(embedded, name, since="2025").rows
    assert not answer(embedded, name, until="2023").rows
    assert answer(embedded, name, limit=1).rows == every[:1]


def test_threats_within_a_month_are_newest_first(embedded):
    rows = answer(embedded, "threats", since="2024-05-02", until="2024-05-09").records()
    assert [(r["source"], r["target"], r["negated"], r["said_on"]) for r in rows] == [
        ("Iran", "Israel", False, "2024-05-09"),
        ("Hamas", "Israel", True, "2024-05-09"),
        ("Iran", "Israel", False, "2024-05-02"),
        ("Hamas", "Israel", True, "2024-05-02"),
    ]


def test_threat_at_nobody_has_no_target(store):
    article = Article("a", ("Iran truer med hævn.",), "Iran truer", published="2024-06-01")
    made = fixture.statement(article, 0, "THREATENED", "iran", None, (), "truer")
    store.write([fixture.annotated(article, {"Iran": "iran"}, (made,))])
    (row,) = answer(store, "threats").records()
    assert (row["source"], row["target"], row["topics"]) == ("Iran", None, [])


@pytest.mark.parametrize(
    "name",
    ["dan levi", "Dan Levi", "person:dan-levi", "PERSON:DAN-LEVI", " Dan\u00a0 Le\u00advi\u200e"],
)
def test_a_name_or_id_in_any_case_finds_what_they_said(embedded, name):
    rows = answer(embedded, "said", name=name).records()
    assert [(r["predicate"], r["said_on"]) for r in rows] == [
        ("SAID", "2024-05-30"),
        ("SAID", "2024-05-09"),
        ("SAID", "2024-05-02"),
        ("CLAIMED", "2024-03-01"),
        ("CRITICISED", "2024-03-01"),
    ]


def test_another_name_finds_the_same_entity(embedded):
    assert answer(embedded, "about", name="de forenede stater") == answer(
        embedded, "about", name="USA"
    )


def test_between_is_both_ways(embedded):
    assert answer(embedded, "between") == answer(embedded, "between", a="country:IL", b="IRAN")
    assert {r["source"] for r in answer(embedded, "between").records()} == {"Iran", "Israel"}


def test_evidence_points_into_the_text(embedded):
    [row] = answer(embedded, "evidence").records()
    [(text,)] = embedded.read(
        "MATCH (a:Article {id: $id}) RETURN a.text", {"id": row["article_id"]}
    ).rows
    assert text[row["start"] : row["end"]] == row["text"]
    assert row["sentence"] in text


def test_disputes_are_pairs_that_answer_each_other(embedded):
    rows = answer(embedded, "disputes").records()
    assert [(r["a"], r["b"], r["a_to_b"], r["b_to_a"], r["deeds"]) for r in rows] == [
        ("Israel", "Iran", 1, 4, 0),
        ("Israel", "Hamas", 1, 1, 2),
    ]


def test_misspelt_name_gets_the_close_ones():
    with pytest.raises(UsageError, match="did you mean threats"):
        catalogue.get("threat")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "needs the parameter name"),
        ({"nam": "x"}, "takes no parameter 'nam': did you mean name"),
        ({"zzz": "x"}, "takes no parameter 'zzz': expected name, since"),
        ({"name": "x", "limit": "many"}, "limit is 'many'"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(given, problem):
    with pytest.raises(UsageError, match=problem):
        QUERIES["said"].arguments(given)


@pytest.mark.parametrize(
    ("given", "so"), [("true", True), ("Ja", True), ("1", True), (False, False), ("nej", False)]
)
def test_what_is_so_or_not_is_written_in_several_ways(given, so):
    assert QUERIES["answers"].arguments({"claims": given})["claims"] is so


def test_defaults_are_written_as_they_are_given():
    told = {p.name: p.written for p in QUERIES["answers"].parameters}
    assert (told["name"], told["claims"], told["limit"]) == ('""', "false", "50")
    assert {p.written for p in QUERIES["path"].parameters[:2]} == {""}
    assert '"claims=false"' in kg("queries", "--format", "csv").stdout.replace('""', '"')


def test_what_is_neither_so_nor_not_is_refused():
    with pytest.raises(UsageError, match="claims is 'måske', expected true or false"):
        QUERIES["answers"].arguments({"claims": "måske"})


def test_arguments_take_text_and_fill_in_defaults():
    assert QUERIES["said"].arguments({"name": "X", "limit": "3"}) == {
        "name": "X",
        "since": "",
        "until": "",
        "min_confidence": 0,
        "limit": 3,
    }


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n",
        "// Only a summary.\nMATCH (n) RETURN n",
        "// A.\n// n: integer\n// what?\n// returns: a\nRETURN 1",
    ],
)
def test_bad_header_names_the_file(tmp_path, text):
    path = tmp_path / "bad.cypher"
    path.write_text(text, "utf-8")
    with pytest.raises(RunError, match=r"bad\.cypher:\d"):
        catalogue.parse(path)


def test_readme_is_fresh():
    assert (catalogue.folder() / "README.md").read_text("utf-8") == catalogue.render(), (
        "stale: run `python -m kg.catalogue`"
    )


def test_the_catalogue_is_told_in_danish():
    needed = set()
    for query in catalogue.load().values():
        needed |= {("question", query.name), ("name", query.name)}
        needed |= {("column", column) for column in query.columns}
        for parameter in query.parameters:
            needed |= {("parameter", parameter.name), ("doc", parameter.doc)}
    assert danish().keys() == needed, "kg/web/catalogue.tsv has a line for each"
    assert all(danish().values())


OWN = """// Who says most.
// name: entity, default ""; only this one
// limit: integer, default 5; how many rows
// returns: source, statements
MATCH (a:Entity)-[:MADE]->(s:Statement)
WHERE $name = '' OR a.id = $name
RETURN a.name AS source, count(s) AS statements ORDER BY statements DESC, source LIMIT $limit
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Return a folder of questions of one's own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "most-said.cypher").write_text(OWN, "utf-8")
    monkeypatch.setenv("KG_QUERIES", str(folder))
    return folder


def test_ones_own_question_is_listed_and_answered(own, address):
    listed = json.loads(kg("queries", "--format", "json").stdout)
    assert [q["name"] for q in listed] == sorted([*catalogue.shipped(), "most-said"])
    asked = ("query", "most-said", "-p", "name=dan levis", "--store", address, "--format", "json")
    assert json.loads(kg(*asked).stdout) == [{"source": "Dan Levi", "statements": 5}]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("bad", "MATCH (n) RETURN n", "bad.cypher:1: the header lacks a summary"),
        ("bad", OWN.replace("default 5", "default five"), "bad.cypher:3: the default of limit is"),
        ("bad", OWN.replace("$limit", "$many"), "bad.cypher:7: $many is no parameter"),
        ("threats", OWN, "threats.cypher: kg has a question 'threats' already"),
        ("bad", b"// \xff", "bad.cypher: cannot be read"),
    ],
)
def test_ones_own_that_is_wrong_is_told_and_the_others_are_there(own, name, text, said):
    path = own / f"{name}.cypher"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    listed = kg("queries", "--format", "json")
    assert listed.exit_code == 0
    assert said in one_line(listed)
    assert "most-said" in listed.stdout
    if name == "bad":
        result = kg("query", "bad", "--store", "nowhere.graph")
        assert (result.exit_code, said in one_line(result)) == (2, True)


def test_ones_own_that_the_engine_refuses_names_file_and_line(own, address):
    refused = {
        "open": (OWN.replace("(s:Statement)", "(s:Statement"), "open.cypher:5: the query does not"),
        "unknown": (OWN.replace("RETURN a.name", "RETURN b.name"), "unknown.cypher"),
        "writing": (OWN.replace("RETURN a.name", "DELETE a RETURN a.name"), "writing.cypher"),
    }
    for name, (text, _) in refused.items():
        (own / f"{name}.cypher").write_text(text, "utf-8")
    for name, (_, said) in refused.items():
        result = kg("query", name, "--store", address)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in one_line(result)


def test_a_folder_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv("KG_QUERIES", "nowhere")
    result = kg("queries")
    assert (result.exit_code, "KG_QUERIES names nowhere" in one_line(result)) == (2, True)


def test_what_was_said_is_never_without_how_sure_it_is():
    told = {"text", "before_text", "answer_text", "confirmed", "sentence"}
    alone = {
        name
        for name, query in catalogue.load().items()
        if told & set(query.columns) and not any(c.endswith("confidence") for c in query.columns)
    }
    assert alone == set()
