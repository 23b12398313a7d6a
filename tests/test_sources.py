"""Files -> articles: what is read, and the one line that is said of what cannot be."""

import gzip
import io
import json
import sys

import fixture
import pytest
from cost import computing_at_most
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RecordError, UsageError
from kg.model import Article, article_id
from kg.sources import read
from kg.sources.paragraphs import split_paragraphs
from kg.stream import annotated_to_json, article_to_json

TEXT = "- Det går godt, siger Karen Holm.\n\nHun er minister\ni Danmark.\n"
PARAGRAPHS = ("- Det går godt, siger Karen Holm.", "Hun er minister i Danmark.")


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def lines(*records):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def only_error(path, **options):
    items = list(read(path, **options))
    assert len(items) == 1
    assert isinstance(items[0], RecordError)
    message = str(items[0])
    assert "\n" not in message
    return message


def test_text_file_is_one_article_of_paragraphs(tmp_path):
    (article,) = read(write(tmp_path / "a.txt", TEXT))
    assert article == Article(article_id("", "", "", PARAGRAPHS), PARAGRAPHS)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="windows line ends"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="old macintosh line ends"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="byte order mark"),
        pytest.param(f"\n \n{TEXT}\n\t\n".encode(), id="blank lines around"),
    ],
)
def test_text_is_the_same_however_it_was_saved(tmp_path, content):
    (article,) = read(write(tmp_path / "a.txt", content))
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("en\nto", ("en to",), id="short lines were wrapped"),
        pytest.param(
            f"{'ord ' * 30}slut.\n- Ja, siger hun.",
            (f"{'ord ' * 30}slut.", "- Ja, siger hun."),
            id="a long line is a paragraph",
        ),
        pytest.param("en\n\n\n \t\nto", ("en", "to"), id="several blank lines"),
        pytest.param(" \n\n ", (), id="nothing"),
        pytest.param("en\n\u200b\n\xa0\nto", ("en", "to"), id="lines of what nobody sees"),
        pytest.param("en\u2029to", ("en", "to"), id="a separator of paragraphs"),
        pytest.param("en,\u2028to", ("en, to",), id="a separator of lines"),
        pytest.param("en\n\n\ufeff", ("en",), id="a paragraph of what nobody sees"),
        pytest.param("en\n\n\x85", ("en",), id="a paragraph that is a line end"),
        pytest.param(
            "<div><p>En.</p><p class='x'>To.<br>Tre.</p></div>",
            ("<p>En.</p>", "<p class='x'>To.<br>", "Tre.</p>"),
            id="blocks of markup",
        ),
        pytest.param(
            "<a\nhref='x'>En</a>.\n<script>\n\nx\n</script>\n<!--\n-->",
            ("<a href='x'>En</a>.",),
            id="markup over lines",
        ),
    ],
)
def test_paragraphs_are_split_at_blank_lines(text, paragraphs):
    assert split_paragraphs(text) == paragraphs


SPEECH = ("- Det holder ikke, siger Eva Dam.", "- Jo, det gør, siger Ib Lund.")
WRAPPED = """\
Byrådet i Odense har besluttet at lukke tre
skoler, og det får nu forældrene til at true
med at gå til domstolene. Formand for
foreningen er Eva Dam.
- Det er helt uholdbart, siger hun, og Lars
Madsen fra byrådet giver hende ret.
"""


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param(
            "Nye skoler\n\nByrådet har vedtaget en plan.\n" + "\n".join(SPEECH),
            ("Nye skoler", "Byrådet har vedtaget en plan.", *SPEECH),
            id="a blank line after the heading alone",
        ),
        pytest.param(
            "Byrådet i Odense lukker nu tre skoler\nEva Dam er imod.\nHun går i retten.",
            ("Byrådet i Odense lukker nu tre skoler", "Eva Dam er imod.", "Hun går i retten."),
            id="a long heading above sentences",
        ),
        pytest.param("Ja.\nNej!\nMåske?", ("Ja.", "Nej!", "Måske?"), id="short sentences"),
        pytest.param(
            "»Vi lukker skoler.«\nDet siger Eva Dam.",
            ("»Vi lukker skoler.«", "Det siger Eva Dam."),
            id="a sentence may end in a quotation mark",
        ),
        pytest.param(
            WRAPPED,
            (
                (
                    "Byrådet i Odense har besluttet at lukke tre skoler, og det får nu forældrene "
                    "til "
                    "at true med at gå til domstolene. Formand for foreningen er Eva Dam."
                ),
                "- Det er helt uholdbart, siger hun, og Lars Madsen fra byrådet giver hende ret.",
            ),
            id="wrapped, a dash opens speech",
        ),
        pytest.param(
            WRAPPED.replace("\n- ", "\nDet ", 1).replace("Eva Dam.", "Eva K. Dam-Lundgaard."),
            (
                (
                    "Byrådet i Odense har besluttet at lukke tre skoler, og det får nu forældrene "
                    "til at true med at gå til domstolene. Formand for foreningen er Eva K. "
                    "Dam-Lundgaard."
                ),
                "Det Det er helt uholdbart, siger hun, og Lars Madsen fra byrådet giver hende ret.",
            ),
            id="wrapped, a short line ends its paragraph",
        ),
        pytest.param(
            "Ny plan\naf Ib Bak\n" + f"{'Byrådet taler. ' * 9}\nEva Dam er imod.\nHun går.",
            ("Ny plan af Ib Bak", ("Byrådet taler. " * 9).strip(), "Eva Dam er imod.", "Hun går."),
            id="a long line that ends like a sentence is a paragraph",
        ),
        pytest.param(
            f"{'Byrådet taler, ' * 9}og det er Lars\nMadsen imod.\nHun går.",
            (f"{'Byrådet taler, ' * 9}og det er Lars Madsen imod.", "Hun går."),
            id="a long line that does not goes on",
        ),
        pytest.param(
            "\n".join(line.rstrip(".") for line in ("Byrådet har vedtaget en plan.", *SPEECH)),
            ("Byrådet har vedtaget en plan", *(line.rstrip(".") for line in SPEECH)),
            id="a dash opens speech after a line without a full stop",
        ),
        pytest.param(
            "Det er planen for alle skoler\n- og for børnehaver.",
            ("Det er planen for alle skoler - og for børnehaver.",),
            id="a dash within a sentence",
        ),
        pytest.param(
            "- Vi handler straks, siger Lars Ib\nMadsen.",
            ("- Vi handler straks, siger Lars Ib Madsen.",),
            id="a line end within a name",
        ),
    ],
)
def test_line_end_is_a_paragraphs_unless_the_text_was_wrapped(text, paragraphs):
    assert split_paragraphs(text) == paragraphs


def test_lines_without_end_are_split():  # in hours, were it the square of their number
    with computing_at_most(60):
        assert split_paragraphs("Ja, det <p>er\n" * 50_000 + "<!--\n" * 50_000)


@given(st.text())
def test_paragraphs_are_never_empty_and_split_again_the_same(text):
    paragraphs = split_paragraphs(text)
    assert all(p == p.strip() and p for p in paragraphs)
    assert split_paragraphs("\n\n".join(paragraphs)) == paragraphs or len(paragraphs) < 2


@pytest.mark.parametrize(
    ("start", "published"),
    [
        ("Dato: 2024-05-09\n\n", "2024-05-09"),
        (" date 2024-05 ", None),
        ("date 2024-02-31\n", None),
        ("dato\t2024-05-09\n", "2024-05-09"),
    ],
)
def test_date_before_the_text_is_when_it_was_published(tmp_path, start, published):
    (article,) = read(write(tmp_path / "a.txt", start + TEXT))
    assert (article.published, article.paragraphs) == (published, PARAGRAPHS)


def test_text_that_begins_with_a_number_keeps_it(tmp_path):
    (article,) = read(write(tmp_path / "a.txt", "2024-05-09 var en torsdag."))
    assert article.paragraphs == ("2024-05-09 var en torsdag.",)


def test_json_lines_are_articles(tmp_path):
    record = {
        "id": "a1",
        "title": " Et møde ",
        "outlet": "Avisen",
        "published": "2024-05-09T18:30:00Z",
        "url": "https://example.org/1",
        "language": "da",
        "text": TEXT,
    }
    first, second = read(
        write(
            tmp_path / "a.jsonl", lines(record, {"paragraphs": [" en ", "", "to"], "title": None})
        )
    )
    assert first == Article(
        "a1",
        PARAGRAPHS,
        "Et møde",
        "Avisen",
        "da",
        "2024-05-09T20:30:00+02:00",
        "https://example.org/1",
    )
    assert second == Article(article_id("", "", "", ("en", "to")), ("en", "to"))


def test_paragraphs_keep_their_characters(tmp_path):
    decomposed = "Ga\u030ar du\u00a0hjem?"
    (article,) = read(write(tmp_path / "a.jsonl", lines({"paragraphs": [decomposed]})))
    assert article.text == decomposed


def test_title_and_outlet_are_clean(tmp_path):
    record = {"title": "<b>Møde</b> i\u00a0Oslo &amp; Bergen", "outlet": "A\u030arhus  Avis"}
    (article,) = read(write(tmp_path / "a.jsonl", lines({"text": "en", **record})))
    assert (article.title, article.outlet) == ("Møde i Oslo & Bergen", "Århus Avis")


def test_markup_is_told_once_per_file(tmp_path, caplog):
    records = ({"id": "plain", "text": "5 < 6"}, *({"text": f"<p>{n}</p>"} for n in "ab"))
    path = write(tmp_path / "a.jsonl", lines(*records, {"id": "c", "text": "R&amp;D"}))
    articles = list(read(path))
    assert articles[1].text == "<p>a</p>"
    assert caplog.messages == [
        f"{path}: markup such as <p> in article {articles[1].id} is not read; offsets count it",
        f"{path}: markup in 2 more",
    ]


def test_number_as_id_is_its_digits(tmp_path):
    (article,) = read(write(tmp_path / "a.jsonl", lines({"id": 17, "text": "en"})))
    assert article.id == "17"


def test_annotated_lines_come_back_as_they_were_written(tmp_path):
    path = write(tmp_path / "a.jsonl", lines(*(annotated_to_json(a) for a in fixture.articles())))
    assert [annotated_to_json(a) for a in read(path)] == [
        annotated_to_json(a) for a in fixture.articles()
    ]


def test_article_comes_back_as_it_was_written(tmp_path):
    article = fixture.articles()[0].article
    assert list(read(write(tmp_path / "a.jsonl", lines(article_to_json(article))))) == [article]


def test_json_file_holds_an_array_an_object_or_lines(tmp_path):
    record = {"id": "a1", "text": "en"}
    contents = (
        json.dumps([record, record], indent=2),
        json.dumps(record, indent=2),
        lines(record, record, record),
    )
    assert [len(list(read(write(tmp_path / "a.json", content)))) for content in contents] == [
        2,
        1,
        3,
    ]


def test_gzip_is_read_by_suffix(tmp_path):
    assert [
        a.paragraphs for a in read(write(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode())))
    ] == [PARAGRAPHS]


def test_folder_is_read_recursively_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "a.jsonl", "c.TXT"):
        write(tmp_path / name, lines({"text": name}) if name.endswith("l") else name)
    write(tmp_path / "picture.png", b"\x89PNG\x00")
    assert [a.text for a in read(str(tmp_path))] == ["a.jsonl", "b/2.txt", "c.TXT"]


@pytest.mark.parametrize(
    ("content", "count"),
    [(TEXT, 1), (lines({"text": "en"}, {"text": "to"}), 2), ("\ufeff" + lines({"text": "en"}), 1)],
)
def test_standard_input_tells_its_format_by_how_it_begins(monkeypatch, content, count):
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode())))
    )
    assert len(list(read("-"))) == count


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32"])
def test_named_encoding_is_read(tmp_path, encoding):
    (article,) = read(write(tmp_path / "a.txt", TEXT.encode(encoding)), encoding=encoding)
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "a.txt: empty"),
        ("a.txt", b" \n\n\t", "a.txt: empty"),
        ("a.jsonl", b"\n\n", "a.jsonl: empty"),
        ("a.json", b"[]", "a.json: empty"),
        ("a.txt", b"%PDF-1.7\x00\x01", "a.txt: binary content (byte 0x00 at 8)"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a.txt: binary content"),
        ("a.txt.gz", b"no gzip", "a.txt.gz: not a whole gzip file"),
        (
            "a.txt.gz",
            gzip.compress(TEXT.encode() * 9, mtime=0)[:-20],
            "a.txt.gz: not a whole gzip file",
        ),
        ("a.docx", b"PK\x03\x04", "a.docx: unknown kind of file; expected .txt"),
        ("a.jsonl", '{"id": "a", "text": "en', "a.jsonl:1: not a whole JSON object"),
        ("a.jsonl", "[" * 100_000, "a.jsonl:1: not a whole JSON object"),
        ("a.jsonl", "17\n", "a.jsonl:1: no object; expected one with `text`"),
        ("a.jsonl", lines({"id": "a"}), "a.jsonl:1: $.text: no text; expected `text`"),
        ("a.jsonl", lines({"paragraphs": ["", " "]}), "a.jsonl:1: $.text: no text"),
        (
            "a.jsonl",
            lines({"text": ["en"]}),
            "a.jsonl:1: $.text: expected a string or null, got a list",
        ),
        (
            "a.jsonl",
            lines({"paragraphs": "en"}),
            "a.jsonl:1: $.paragraphs: expected a list or null, got a string",
        ),
        (
            "a.jsonl",
            lines({"paragraphs": ["en", 2]}),
            "a.jsonl:1: $.paragraphs[1]: expected a string, got a whole number",
        ),
        (
            "a.jsonl",
            lines({"text": "en", "title": 3}),
            "a.jsonl:1: $.title: expected a string or null, got a whole number",
        ),
        (
            "a.jsonl",
            lines({"text": "en", "id": True}),
            "a.jsonl:1: $.id: expected a whole number or a string or null, got true or false",
        ),
        (
            "a.jsonl",
            lines({"id": "a", "text": "en", "url": "https://[avis.example/b"}),
            "a.jsonl:1: $.url: 'https://[avis.example/b' is malformed (Invalid IPv6 URL)",
        ),
        ("a.jsonl", '{"text": "en \\ud83d"}\n', "a.jsonl:1: $.text: half a character (\\ud83d)"),
        (
            "a.jsonl",
            '{"text": "en", "\\ud83d": 1}',
            "a.jsonl:1: $: half a character in the name of",
        ),
        (
            "a.jsonl",
            '{"text": "en", "id": "\\ud83d"}',
            "a.jsonl:1: $.id: half a character (\\ud83d)",
        ),
        ("a.json", '{"text": "en",\n"text"', "a.json:2: not whole JSON"),
        ("a.json", '["en"]', "a.json, article 1: no object"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, name, content, said):
    assert said in only_error(write(tmp_path / name, content))


def test_missing_file_is_told(tmp_path):
    assert "nowhere.txt: No such file" in only_error(str(tmp_path / "nowhere.txt"))


def test_folder_without_articles_is_told(tmp_path):
    assert "no article in it; expected files that end in .txt" in only_error(str(tmp_path))


def test_bad_lines_cost_only_themselves(tmp_path):
    good = lines({"text": "blå"}).encode()
    content = good + b'{"text": "bl\xe5"}\n' + b'{"text"\n\n' + good
    path = write(tmp_path / "a.jsonl", content)
    items = list(read(path, encoding="utf-8"))
    assert [type(i).__name__ for i in items] == ["Article", "RecordError", "RecordError", "Article"]
    assert [str(i).split(":")[1] for i in items[1:3]] == ["2", "3"]


def test_line_in_another_encoding_is_read_and_told(tmp_path, caplog):
    good = lines({"text": "blå"}).encode()
    path = write(tmp_path / "a.jsonl", good + b'{"text": "bl\xe5"}\n' + good)
    assert [a.text for a in read(path)] == ["blå"] * 3
    assert caplog.messages == [f"{path}:2: a line in another encoding is read as its bytes look"]


def test_articles_before_the_break_of_an_array_are_read(tmp_path):
    first, error = read(write(tmp_path / "a.json", '[{"text": "en"},\n{"text"'))
    assert (first.text, "a.json:2: not whole JSON" in str(error)) == ("en", True)


def test_annotation_that_does_not_fit_its_text_is_told(tmp_path):
    record = annotated_to_json(fixture.articles()[0])
    record["entities"][0]["spans"][0]["surface"] = "noget andet"
    assert (
        "a.jsonl:1: $.entities[0].spans[0].surface: 'noget andet' is not what stands"
        in only_error(write(tmp_path / "a.jsonl", lines(record)))
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"encoding": "utf-9"}, "unknown encoding 'utf-9'"),
        ({"format": "pdf"}, "unknown format 'pdf': expected one of text"),
    ],
)
def test_unknown_encoding_or_format_is_refused(tmp_path, options, said):
    with pytest.raises(UsageError, match=said):
        list(read(write(tmp_path / "a.txt", TEXT), **options))
