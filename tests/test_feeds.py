"""Feeds -> articles: as outlets deliver them, and as they ought not to."""

from pathlib import Path

import pytest

from kg.errors import RecordError
from kg.sources import read

FILES = Path(__file__).parent / "sources"

#: Of each file the fields of its articles, as far as they matter.
FEEDS = {
    "dr.rss": [
        {
            "title": "Minister afviser kritik af togplan",
            "outlet": "Seneste nyt | DR",
            "published": "2024-05-10T00:30:00+02:00",
            "url": "https://www.dr.dk/nyheder/politik/minister-afviser-kritik",
            "paragraphs": (
                "Transportminister Eva Dam står ved planen, selv om tre borgmestre er imod.",
            ),
            "language": "da",
        },
        {"paragraphs": ("Skole lukker efter vandskade",), "language": "da"},
    ],
    "tv2.rss": [
        {
            "title": 'Borgmester: "Vi er blevet ført bag lyset"',
            "byline": "Eva Bak og Ib Lund",
            "paragraphs": (
                "Karen Holm kræver svar.",
                "Borgmester Karen Holm kræver svar af regeringen.",
                "- Vi er blevet ført bag lyset, siger Karen Holm til TV 2.",
                "Ministeren vil ikke svare.",
            ),
            "published": "2024-05-09T14:05:12+02:00",
        }
    ],
    "politiken.rss": [
        {
            "outlet": "Politiken.dk",
            "byline": "Ib Bak",
            "paragraphs": (
                "Skatteminister Lars Lund trækker sit forslag.",
                "»Vi har lyttet«, siger Lars Lund.",
            ),
        }
    ],
    "bbc.xml": [{"language": "en", "published": "2024-05-09T19:45:01+02:00"}],
    "guardian.xml": [{"language": "en", "published": "2024-05-10T00:30:09+02:00"}],
    "blog.atom": [
        {
            "title": "Nyt møde om togene",
            "outlet": "Kommunebladet",
            "byline": "Åse Sørensen",
            "paragraphs": (
                "Borgmestrene mødes fredag. Det siger Karen Holm.",
                "Ministeren kommer ikke.",
            ),
            "published": "2024-05-10T00:30:00+02:00",
            "url": "https://kommunebladet.example/17",
        }
    ],
    "rdf.xml": [
        {
            "outlet": "Ugeavisen",
            "byline": "Bo Dam",
            "published": "2024-05-09T23:15:00+02:00",
            "paragraphs": ("Broen over åen lukkes i tre uger, oplyser kommunen.",),
        }
    ],
}


@pytest.mark.parametrize("name", FEEDS)
def test_feed_is_read_as_its_outlet_writes_it(name, caplog):
    articles = list(read(str(FILES / name)))
    assert [
        {field: getattr(article, field) for field in expected}
        for article, expected in zip(articles, FEEDS[name], strict=True)
    ] == FEEDS[name]
    assert caplog.messages == []


def feed(tmp_path, content, name="feed.rss"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(str(path)))


ITEM = "<item><title>Ny plan</title><description>Byrådet har en plan.</description></item>"


def test_feed_without_items_is_no_error(tmp_path):
    assert feed(tmp_path, "<rss version='2.0'><channel><title>A</title></channel></rss>") == []


def test_feed_that_breaks_off_gives_what_it_has_and_tells(tmp_path, caplog):
    article, rest = feed(tmp_path, f"<rss version='2.0'><channel>{ITEM}<item><tit")
    assert article.text == "Byrådet har en plan."
    assert "feed.rss, item 2: $.text: no text" in str(rest)
    assert "feed.rss: not well-formed" in caplog.messages[0]


@pytest.mark.parametrize("content", ["Ikke noget feed.", "<html><body>Nej</body></html>"])
def test_what_is_no_feed_is_told(tmp_path, content):
    (error,) = feed(tmp_path, content)
    assert isinstance(error, RecordError)
    assert "feed.rss: no feed that can be read" in str(error)


def test_entities_of_a_feed_do_not_multiply(tmp_path):
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    items = feed(
        tmp_path,
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{bomb}]><rss version="2.0"><channel>'
        f"<item><title>Ny plan</title><description>&a11;</description></item></channel></rss>",
    )
    assert all(isinstance(item, RecordError) or len(item.text) < 1000 for item in items)


def test_space_in_the_name_of_a_namespace_costs_nothing(tmp_path):
    (article,) = feed(
        tmp_path,
        f"<rss version='2.0' xmlns:a='http://a.example/ b\n'><channel>{ITEM}</channel></rss>",
    )
    assert article.text == "Byrådet har en plan."


LEAD = "Transportminister Eva Dam står ved planen for jernbanen, selv om tre borgmestre er imod."


@pytest.mark.parametrize(
    ("declared", "lead", "language"),
    [
        ("en-US", LEAD, "da"),  # what WordPress declares unless it is told otherwise
        ("en-US", "Broen lukkes.", "en"),
        ("da-DK", "Three mayors say that the plan has not been thought through at all.", "en"),
        ("nb-NO", "Statsråden avviser kritikken, og tre ordførere krever et møte.", "nb"),
    ],
)
def test_language_of_a_feed_is_that_of_items_that_do_not_tell(tmp_path, declared, lead, language):
    start = f"<rss version='2.0'><channel><language>{declared}</language>"
    item = f"<item><title>A</title><description>{lead}</description></item>"
    (article,) = feed(tmp_path, f"{start}{item}</channel></rss>")
    assert article.language == language


def test_id_of_an_item_without_a_page_is_its_own(tmp_path):
    (article,) = feed(
        tmp_path,
        "<rss version='2.0'><channel><title>A</title><language>sv-SE</language><item>"
        "<guid isPermaLink='false'>x-17</guid><title>Kort nytt</title></item></channel></rss>",
    )
    assert (article.id, article.language) == ("x-17", "sv")
