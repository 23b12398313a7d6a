"""Tables and JSON of any shape -> articles, as somebody says where each field is."""

import csv
import io
import json
from datetime import datetime, timezone

import pytest
from command import kg

from kg.errors import RecordError, UsageError
from kg.sources import read

ROWS = [
    {
        "id": "1",
        "title": "Ny plan",
        "published": "09-05-2024",
        "text": "Nej, siger hun.\n\nJa.",
    },
    {"id": "2", "title": 'Det "nye"', "published": "", "text": "Broen; den er lukket."},
]


def table(path, rows, *, encoding="utf-8", **form):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys(), **form)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return str(path)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({}, id="comma"),
        pytest.param({"delimiter": ";", "encoding": "cp1252"}, id="Excel in Danish"),
        pytest.param({"delimiter": "\t", "encoding": "utf-16"}, id="Excel as Unicode text"),
        pytest.param({"delimiter": "|", "lineterminator": "\n"}, id="bar"),
        pytest.param({"quoting": csv.QUOTE_ALL, "encoding": "utf-8-sig"}, id="all in quotes"),
    ],
)
def test_rows_of_csv_are_articles(tmp_path, form):
    first, second = read(table(tmp_path / "a.csv", ROWS, **form))
    assert (first.id, first.published, first.paragraphs) == (
        "1",
        "2024-05-09",
        ("Nej, siger hun.", "Ja."),
    )
    assert (second.title, second.published) == ('Det "nye"', None)


def test_columns_are_as_the_mapping_says(tmp_path):
    rows = [{"Nr.": "17", "Brødtekst": "Byrådet taler.", "Dato": "9. maj 2024"}]
    mapping = {"id": "Nr.", "text": "Brødtekst", "published": "Dato", "outlet": "'Avisen'"}
    (article,) = read(table(tmp_path / "a.csv", rows), mapping=mapping)
    assert (article.id, article.text, article.published, article.outlet) == (
        "17",
        "Byrådet taler.",
        "2024-05-09",
        "Avisen",
    )


def test_bad_rows_cost_only_themselves(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,en\n2,to,tre\n"3"x,fire\n4,fem\n\n5,"seks\n')
    items = list(read(str(path)))
    assert [getattr(item, "id", None) or str(item) for item in items] == [
        "1",
        (
            f"{path}:3: 3 cells where there are 2 columns; put cells with separators in quotation "
            "marks"
        ),
        (
            f"{path}:4: no row of a table (',' expected after '\"'); see that each quotation mark "
            "that opens closes"
        ),
        "4",
        (
            f"{path}:7: no row of a table (unexpected end of data); see that each quotation mark "
            "that opens closes"
        ),
    ]


def test_table_without_text_says_what_it_has(tmp_path):
    (error,) = read(table(tmp_path / "a.csv", [{"Nr.": "1", "Brødtekst": "en"}]))
    assert "a.csv:2: $.text: no text" in str(error)
    assert "it has Nr., Brødtekst: say which is the text with --map text=NAME" in str(error)


def test_rows_of_parquet_are_articles(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    moment = datetime(2024, 5, 9, 22, 30, tzinfo=timezone.utc)
    rows = [
        {"id": n, "meta": {"paragraphs": ["en", "to"]}, "published": moment, "title": None}
        for n in range(600)
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    articles = list(read(str(path), mapping={"paragraphs": "meta.paragraphs"}))
    assert [a.id for a in articles] == [str(n) for n in range(600)]
    assert (articles[0].paragraphs, articles[0].published) == (
        ("en", "to"),
        "2024-05-10T00:30:00+02:00",
    )


def test_half_a_parquet_file_is_told(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + bytes(100))
    (error,) = read(str(path))
    assert isinstance(error, RecordError)
    assert "a.parquet: no whole Parquet after row 0" in str(error)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("body.content", "en"),
        ("blocks[*].text", "en\nto"),
        ("blocks[1].text", "to"),
        ("join(' ', blocks[*].text)", "en to"),
        ("og:text", "en"),
        ('"og:text"', "en"),
    ],
)
def test_path_leads_to_a_field(tmp_path, path, text):
    record = {
        "body": {"content": "en"},
        "blocks": [{"text": "en"}, {"text": "to"}, {"kind": "picture"}],
        "og:text": "en",
    }
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(record))
    (article,) = read(str(file), mapping={"text": path})
    assert article.text == text


@pytest.mark.parametrize(
    ("mapping", "said"),
    [({"text": "body["}, "is no path to a field"), ({"tekst": "body"}, "unknown field 'tekst'")],
)
def test_mapping_that_cannot_be_is_refused(tmp_path, mapping, said):
    file = tmp_path / "a.jsonl"
    file.write_text('{"body": "en"}')
    with pytest.raises(UsageError, match=said):
        list(read(str(file), mapping=mapping))


def test_command_maps_fields(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"body": {"content": "Joe Biden truer Iran."}, "nr": 17}')
    result = kg("annotate", file, "--map", "text=body.content", "--map", "id=nr")
    assert json.loads(result.stdout)["id"] == "17"
    result = kg("annotate", file, "--map", "tekst=body")
    assert (result.exit_code, "expected FIELD=PATH with FIELD one of id" in result.stderr) == (
        2,
        True,
    )
