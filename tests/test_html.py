"""Pages of HTML -> articles, without what is around them."""

from pathlib import Path

import pytest

from kg.errors import RecordError
from kg.sources import read

FILES = Path(__file__).parent / "sources"


def page(tmp_path, content, name="a.html"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (item,) = read(str(path))
    return item


def test_page_of_a_broadcaster():
    (article,) = read(str(FILES / "dr.html"))
    assert article.paragraphs == (
        (
            "Transportminister Eva Dam afviser kritikken af regeringens plan for jernbanen, som "
            "flere kommuner har kaldt uigennemtænkt."
        ),
        "- Vi har regnet på det, og vi står ved planen, siger Eva Dam.",
        "Borgmestre er vrede",
        (
            "Borgmester i Odense Karen Holm kræver nu et møde med ministeren inden sommerferien, "
            "fordi byen mister tre tog i timen."
        ),
    )
    assert (article.title, article.outlet, article.byline, article.language) == (
        "Minister afviser kritik af plan",
        "DR",
        "Ib Bak",
        "da",
    )
    assert article.published == "2024-05-10T00:30:00+02:00"
    assert article.url == "https://www.dr.dk/nyheder/politik/minister-afviser"


def test_page_in_the_encoding_that_it_declares(caplog):
    (article,) = read(str(FILES / "wordpress.html"))
    assert article.paragraphs == (
        (
            "Broen over åen lukkes i tre uger, oplyser kommunen, som har fundet revner i to af de "
            "bærende piller."
        ),
        "– Vi tør ikke vente, siger teknisk chef Karen Holm.",
        "Biler ledes over Nybro",
        "Cykler kan bruge stien",
        "Borgmester Ib Lund kalder det »sørgeligt«.",
        "Han kræver en redegørelse.",
    )
    assert (article.title, article.outlet, article.byline) == (
        "Bro lukkes i tre uger",
        "Ugeavisen",
        "Bo Dam",
    )
    assert article.published == "2024-05-10T01:30:00+02:00"
    assert caplog.messages == []


def test_page_that_is_hardly_an_article_keeps_its_text(tmp_path):
    article = page(tmp_path, "<html><body><p>Joe Biden truer Iran.</p></body></html>")
    assert article.paragraphs == ("Joe Biden truer Iran.",)


@pytest.mark.parametrize("content", ["<html></html>", "<!-- -->", "<html><script>1</script>"])
def test_page_without_an_article_is_told(tmp_path, content):
    error = page(tmp_path, content)
    assert isinstance(error, RecordError)
    assert "a.html: " in str(error)


def test_date_of_a_page_that_is_none_is_told(tmp_path, caplog):
    meta = "<meta property='article:published_time' content='i dag'>"
    article = page(tmp_path, f"<html><head>{meta}</head><body><p>Joe Biden truer Iran.</p></body>")
    assert article.published is None
    assert "$.published: 'i dag' is no date that can be read" in caplog.text


def test_page_larger_than_any_article_is_refused(tmp_path):
    error = page(tmp_path, "<html><body><p>" + "Byrådet taler. " * 600_000)
    assert "a.html: larger than 8 MB, which no article is" in str(error)
