"""`kg query`, `kg queries`, `kg status`: questions to a store, and how answers are printed."""

import csv
import io
import json
from pathlib import Path

import fixture
import pytest
from command import kg, one_line

from kg import catalogue
from kg.cli.terminal import fitting
from kg.store import open_store
from kg.tables import FORMATS, cell, plain

SAID = (
    "MATCH (p:Person)-[r:SAID]->() RETURN DISTINCT p.name AS name, r.text AS text ORDER BY text "
    "LIMIT $n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("store") / "news.graph")
    with open_store(path) as graph:
        graph.apply_schema()
        graph.write(fixture.articles())
    return path


@pytest.fixture(autouse=True)
def _ask_the_fixture(monkeypatch, store):
    monkeypatch.setenv("KG_STORE", store)


def test_query_by_name_gives_the_columns_it_promises():
    rows = json.loads(kg("query", "threats", "--format", "json").stdout)
    assert rows
    assert all(tuple(row) == catalogue.load()["threats"].columns for row in rows)
    assert {(row["source"], row["target"]) for row in rows} >= {("Iran", "Israel")}


def test_parameters_reach_the_query():
    rows = json.loads(
        kg("query", "said", "-p", "name=karen holm", "-p", "limit=1", "--format", "json").stdout
    )
    assert [row["source"] for row in rows] == ["Karen Holm"]


def test_only_what_is_sure_enough_is_told():
    found = {
        least: json.loads(
            kg("query", "threats", "--min-confidence", least, "--format", "json").stdout
        )
        for least in ("0.75", "0.76")
    }
    assert found["0.75"]
    assert found["0.76"] == []


def test_formats_hold_the_same_rows():
    printed = {f: kg("query", "--cypher", SAID, "-p", "n=9", "--format", f).stdout for f in FORMATS}
    rows = json.loads(printed["json"])
    assert len(rows) > 1
    assert [json.loads(line) for line in printed["jsonl"].splitlines()] == rows
    assert list(csv.DictReader(io.StringIO(printed["csv"], newline=""))) == rows
    table = printed["table"].splitlines()
    assert table[0].split() == ["name", "text"]
    assert [line.split("  ")[-1] for line in table[2:]] == [row["text"] for row in rows]


def test_table_in_a_pipe_is_not_cut():
    text = "ord " * 100 + "slut"
    assert text in kg("query", "--cypher", "RETURN $t AS t", "-p", f"t={text}").stdout


@pytest.mark.parametrize("width", [40, 80, 120, 140, 250])
def test_table_of_a_width_fits_and_leaves_out_no_caveat(width):
    lines = kg("query", "threats", "--width", str(width)).stdout.splitlines()
    assert max(map(len, lines)) <= width
    said = " ".join(lines)
    assert all(name in said for name in ("text", "negated", "published", "modality"))
    assert ("No room for" in said) == (width == 140)


def test_columns_go_in_the_order_of_the_header_and_no_others():
    columns = ("source", "outlet", "text", "negated", "statement_id")
    rows = [("Iran", "Dagens Prøve", "et svar", "false", "statement:0123456789abcdef")]
    drops = ("statement_id", "text", "outlet")

    def shown(width):
        found = fitting(columns, rows, width, drops)
        return found and [columns[i] for i in found]

    assert shown(90) == list(columns)
    assert shown(50) == ["source", "outlet", "text", "negated"]
    assert shown(35) == ["source", "outlet", "negated"]
    assert shown(20) == ["source", "negated"]
    assert shown(18) is None
    assert fitting(columns, rows, 50) is None


def test_rows_without_room_are_records_one_below_another():
    question = "RETURN 'Iran' AS source, false AS negated, 'et ' + $long AS what_was_said"
    asked = ("query", "--cypher", question, "-p", "long=langt svar på et spørgsmål", "--width")
    assert kg(*asked, "30").stdout.splitlines() == [
        "1 ────────────────────────────",
        "source",
        "  Iran",
        "negated",
        "  false",
        "what_was_said",
        "  et langt svar på et",
        "  spørgsmål",
    ]
    assert kg(*asked, "42").stdout.splitlines()[1:] == [
        "source         Iran",
        "negated        false",
        "what_was_said  et langt svar på et",
        "               spørgsmål",
    ]


EVIL = "a\x1b[2Jb\u202ec\x9bd"


@pytest.mark.parametrize("form", [*FORMATS, "width"])
def test_what_a_terminal_obeys_is_shown(form):
    asked = ("query", "--cypher", "RETURN $t AS t", "-p", f"t={json.dumps(EVIL)}")
    printed = kg(*asked, *(("--width", "60") if form == "width" else ("--format", form))).stdout
    assert not set("\x1b\u202e\x9b") & set(printed)
    if form.startswith("json"):
        value = json.loads(printed)
        assert (value[0] if form == "json" else value) == {"t": EVIL}
    else:
        assert "a␛" in printed
        assert "b‹U+202E›c‹U+009B›d" in printed


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("- siger hun", "'- siger hun"),
        ("+45 12", "'+45 12"),
        ("-5", "-5"),
        ("+1,5%", "+1,5%"),
        ("a=b", "a=b"),
    ],
)
def test_cell_that_a_spreadsheet_would_run_is_text(form, value, written):
    asked = ("query", "--cypher", "RETURN $t AS t", "-p", f"t={json.dumps(value)}")
    lines = kg(*asked, "--format", form).stdout.splitlines()
    assert lines[1].strip('"') == written


def test_cells_stay_cells_in_tsv_and_markdown():
    asked = ("query", "--cypher", "RETURN $t AS t, 1 AS n", "-p", 't="a|b\\tc\\n*d*"', "--format")
    assert kg(*asked, "tsv").stdout == "t\tn\na|b c *d*\t1\n"
    assert kg(*asked, "markdown").stdout == "| t | n |\n| --- | --- |\n| a\\|b c \\*d\\* | 1 |\n"


@pytest.mark.parametrize("command", [("queries",), ("status",), ("model",), ("status", "--runs")])
@pytest.mark.parametrize("form", FORMATS)
def test_every_table_has_every_format(command, form):
    printed = kg(*command, "--format", form)
    assert printed.exit_code == 0
    head = printed.stdout.splitlines()[0] if printed.stdout else ""
    starts = {"json": ("[", "{"), "jsonl": ("{", ""), "markdown": ("| ",)}
    assert any(head.startswith(s) for s in starts.get(form, ("",)))
    assert (form in {"csv", "tsv"}) <= (("," if form == "csv" else "\t") in head)


def test_no_rows_are_an_empty_answer():
    nothing = "MATCH (p:Person {id: 'none'}) RETURN p.id AS id"
    assert json.loads(kg("query", "--cypher", nothing, "--format", "json").stdout) == []
    assert kg("query", "--cypher", nothing, "--format", "csv").stdout == "id\n"
    assert "no rows" in kg("query", "--cypher", nothing, "--width", "80").stdout


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("[1, 2]", [1, 2]),
        ("true", True),
        ("Joe Biden", "Joe Biden"),
        ("a=b", "a=b"),
        (" A\u030ase\u00a0 Lund", "Åse Lund"),
        ('"A\u030a  "', "A\u030a  "),
        ('"5"', "5"),
    ],
)
def test_value_for_cypher_is_json_or_text(text, value):
    assert json.loads(
        kg("query", "--cypher", "RETURN $v AS v", "-p", f"v={text}", "--format", "json").stdout
    ) == [{"v": value}]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("query", "thretas"), 2, "no query 'thretas': did you mean threats?"),
        (("query",), 2, "give either the NAME of a query"),
        (("query", "threats", "--cypher", "RETURN 1"), 2, "not both"),
        (("query", "said"), 2, "needs the parameter name"),
        (
            ("query", "threats", "-p", "limit=many"),
            2,
            "limit is 'many', expected a value of type integer",
        ),
        (("query", "threats", "-p", "limt=1"), 2, "takes no parameter 'limt'"),
        (("query", "threats", "-p", "limit"), 2, "-p 'limit' is no parameter: expected key=value"),
        (("query", "--cypher", "MATCH (n RETURN n"), 1, "does not parse"),
        (("query", "--cypher", "RETURN $n"), 1, "$n"),
        (("query", "--cypher", "CREATE (:Person {id: 'x'})"), 1, "only reads"),
        (("query", "--cypher", "MATCH (n) DETACH DELETE n"), 1, "only reads"),
        (
            ("query", "threats", "--store", "nowhere.graph"),
            2,
            "no store at nowhere.graph: load something first with `kg load`",
        ),
        (("status", "--store", "nowhere.graph"), 2, "no store at nowhere.graph"),
        (("export", "-o", "g.html", "--store", "nowhere.graph"), 2, "no store at nowhere.graph"),
        (("status", "--store", "ftp://somewhere"), 2, "is no store"),
    ],
)
def test_question_that_cannot_be_is_one_line(tmp_path, monkeypatch, arguments, code, said):
    monkeypatch.chdir(tmp_path)
    result = kg(*arguments)
    assert result.exit_code == code
    assert said in one_line(result)
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_no_store_is_one_line(tmp_path):
    (tmp_path / "a.graph").write_text("no database at all", "utf-8")
    result = kg("status", "--store", tmp_path / "a.graph")
    assert result.exit_code == 1
    assert "a.graph" in one_line(result)


def test_status_counts_labels_and_types(store):
    with open_store(store) as graph:
        counts = graph.counts()
    assert json.loads(kg("status", "--format", "json").stdout) == {
        "nodes": counts.nodes,
        "edges": counts.edges,
        "bytes": Path(store).stat().st_size,
        "loads": {"runs": 0, "failed": 0, "last ended": None, "last state": None},
    }
    assert counts.nodes["Article"] == len(fixture.articles())
    assert f"node  Article        {counts.nodes['Article']}" in kg("status").stdout


def test_queries_lists_the_catalogue():
    listed = json.loads(kg("queries", "--format", "json").stdout)
    assert [q["name"] for q in listed] == list(catalogue.load())
    assert all(q["summary"] in kg("queries").stdout for q in listed)


def test_days_are_options_too():
    dates = ("--since", "marts 2024", "--until", "31. marts 2024")
    told = kg("query", "threats", *dates, "--format", "json").stdout
    same = ("-p", "since=2024-03", "-p", "until=2024-03-31")
    assert told == kg("query", "threats", *same, "--format", "json").stdout
    assert json.loads(told) != json.loads(kg("query", "threats", "--format", "json").stdout)
    assert "'31. februar' is no date" in kg("query", "threats", "--since", "31. februar").stderr
    assert "takes no parameter 'since'" in kg("query", "roles", "--since", "2024").stderr


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (["a", 1], "a, 1"),
        ({"a": 1}, '{"a": 1}'),
        ("to\nlinjer", "to linjer"),
        (0.5, "0.5"),
        (1 / 3, "0.333"),
        (12.34567, "12.346"),
        (0.000123456, "0.000123"),
    ],
)
def test_cell_is_one_line(value, text):
    assert cell(value) == text


def test_what_json_cannot_hold_becomes_text():
    from datetime import date, datetime, timedelta, timezone
    from decimal import Decimal

    values = [
        date(2024, 5, 9),
        datetime(2024, 5, 9, 1, tzinfo=timezone.utc),
        timedelta(minutes=2),
        Decimal("1.5"),
        (1, {2: None}),
    ]
    assert plain(values) == [
        "2024-05-09",
        "2024-05-09T01:00:00+00:00",
        "PT120S",
        "1.5",
        [1, {"2": None}],
    ]


def test_question_is_read_from_a_file(tmp_path):
    path = tmp_path / "q.cypher"
    path.write_text("// Hvem?\nRETURN $n AS n;\n", "utf-8")
    asked = ("query", "--format", "json", "-p", "n=5", "--cypher")
    assert json.loads(kg(*asked, f"@{path}").stdout) == [{"n": 5}]
    path.write_bytes(b"RETURN '\xe5'")
    result = kg(*asked, f"@{path}")
    assert (result.exit_code, "q.cypher: cannot be read (it is not UTF-8)" in one_line(result)) == (
        2,
        True,
    )
    result = kg(*asked, f"@{tmp_path / 'none'}")
    assert (result.exit_code, "none: cannot be read (No such file" in one_line(result)) == (2, True)


@pytest.mark.parametrize(
    ("typed", "said"), [("qurey", "did you mean query"), ("xyzzy", "`kg --help` lists them all")]
)
def test_mistyped_command_is_told_what_comes_close(typed, said):
    result = kg(typed)
    assert result.exit_code == 2
    assert f"No such command '{typed}': {said}" in result.stderr
