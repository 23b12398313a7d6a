"""The standards in which agencies send news -> articles."""

from pathlib import Path

import pytest

from kg.errors import RecordError
from kg.sources import read

FILES = Path(__file__).parent / "sources"
LEAD = "Transportminister Eva Dam afviser kritikken."

#: Of each file the fields of its articles, as far as they matter.
ITEMS = {
    "ritzau.xml": [
        {
            "id": "83e4e779-0000-4000-8000-34ab92bc6ec4",
            "title": "Minister afviser kritik af togplan",
            "paragraphs": (
                "Tre borgmestre er imod planen.",
                LEAD,
                '- Vi står ved planen, siger Eva Dam til Ritzau. Hun kalder den "robust".',
                "/ritzau/Reuters",
            ),
            "published": "2024-05-09T18:44:52+02:00",
            "outlet": "Ritzau",
            "byline": "Ib Bak",
            "credit": "ritzau/Reuters",
            "language": "da",
        },
        {"title": "Bro er lukket", "credit": "ritzau", "byline": ""},
    ],
    "ntb.xml": [
        {
            "id": "NTB0000001_04",
            "title": "Statsråden avviser kritikken av togplanen",
            "paragraphs": (
                "Statsråden avviser kritikken, og tre ordførere krever et møte før sommeren.",
                "Ordførerne er sinte",
                "– Vi står ved planen, sier Kari Berg til NTB.",
                "Planen koster to milliarder",
                "Den gjelder fra 2026",
                (
                    "Ordførerne i Oslo, Hamar og Lillehammer mener at planen ikke er godt nok "
                    "utredet. (©NTB)"
                ),
            ),
            "published": "2024-05-09T14:45:26+02:00",
            "byline": "Kari Nordmann",
            "credit": "NTB",
            "language": "nb",
        }
    ],
    "ap.nitf": [
        {
            "byline": "EVA HOLM",
            "credit": "The Associated Press",
            "published": "2024-05-10T00:30:44+02:00",
            "language": "en",
        }
    ],
    "dpa.xml": [
        {
            "id": "urn:newsml:dpa.com:20090101:240509-99-000001",
            "title": "Dänische Ministerin weist Kritik am Bahnplan zurück",
            "paragraphs": (
                (
                    "Kopenhagen (dpa) - Die Ministerin weist die Kritik von drei Bürgermeistern "
                    "zurück, die ein Treffen vor dem Sommer fordern."
                ),
                "«Wir stehen zu dem Plan», sagte sie.",
            ),
            "outlet": "Deutsche Presse-Agentur GmbH",
            "credit": "dpa",
            "byline": "",
            "language": "de",
        }
    ],
    "tt.xml": [
        {
            "paragraphs": (
                "Ministern avvisar kritiken från tre borgmästare.",
                "- Vi står för planen, säger hon till TT.",
                "Möte",
                "Borgmästarna kräver ett möte före sommaren.",
            ),
            "byline": "Eva Holm/TT",
            "language": "sv",
        }
    ],
    "ansa.xml": [
        {
            "title": "Ministra respinge le critiche",
            "paragraphs": (
                "(ANSA) - Copenaghen, 9 maggio - La ministra respinge le critiche di tre sindaci.",
            ),
        }
    ],
    "g2-nitf.xml": [
        {
            "title": "Minister afviser kritik af togplan",
            "paragraphs": (f"KØBENHAVN (Reuters) - {LEAD}", "- Vi står ved planen, siger hun."),
            "published": "2024-05-10T00:45:00+02:00",
            "byline": "Mette Jensen",
            "credit": "Reuters",
            "language": "da",
        }
    ],
    "afp.xml": [
        {
            "id": "urn:newsml:afp.com:20240509T223000Z:TX-PAR-ABC01",
            "title": "La ministre rejette les critiques",
            "paragraphs": (
                "La ministre des transports a rejeté les critiques de trois maires.",
                '"Nous maintenons ce plan", a-t-elle dit.',
            ),
            "published": "2024-05-10T00:30:00+02:00",
            "byline": "Eva Holm",
            "credit": "AFP",
            "language": "fr",
        }
    ],
    "ninjs1.json": [
        {
            "id": "http://bureau.example/newsitems/20240509-17",
            "title": "Minister afviser kritik af togplan",
            "paragraphs": (LEAD, "- Vi står ved planen, siger hun."),
            "published": "2024-05-10T00:30:00+02:00",
            "outlet": "Bureauet",
            "byline": "Eva Holm",
        }
    ],
    "ninjs2.json": [
        {
            "title": "Minister afviser kritik af togplan",
            "paragraphs": (LEAD, "»Vi står ved planen«, siger hun."),
            "published": "2024-05-09T11:46:53+02:00",
            "byline": "Eva Holm",
            "credit": "dpa",
        }
    ],
}


@pytest.mark.parametrize("name", ITEMS)
def test_items_are_read_as_their_agency_writes_them(name):
    articles = list(read(str(FILES / name)))
    assert [
        {field: getattr(article, field) for field in expected}
        for article, expected in zip(articles, ITEMS[name], strict=True)
    ] == ITEMS[name]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ritzau.xml", "item 3: item 4b9c198d-0000-4000-8000-551d9a5cba14 is withdrawn by Ritzau"),
        ("dpa.xml", "item 2: an item that is a picture, passed over"),
        ("dpa.xml", "000003 is canceled by its provider: not read; kg remove takes it out"),
    ],
)
def test_what_is_no_article_is_told(name, said, caplog):
    list(read(str(FILES / name)))
    assert any(said in message for message in caplog.messages)


def xml(tmp_path, content, name="a.xml"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(str(path)))


def test_items_before_a_break_are_kept(tmp_path):
    content = (FILES / "ritzau.xml").read_bytes()
    first, error = xml(tmp_path, content[: content.index(b"</RBNews>") + 40])
    assert first.title == "Minister afviser kritik af togplan"
    assert "a.xml:28: not whole XML (unclosed token at column 8)" in str(error)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<?xml version='1.0'?><catalog/>", "XML of another kind (<catalog>); expected NewsML-G2"),
        ("<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "but a packageItem"),
        ("<nitf><body></nitf>", "a.xml:1: not whole XML (mismatched tag at column"),
        ("<nitf/>", "a.xml, item 1: $.text: no text"),
        ("<?xml version='1.0'?>", "a.xml:1: not whole XML (no element found"),
        (f"<nitf>{'<b>' * 100_000}", "nested deeper than 200"),
        ("<!DOCTYPE n [<!ENTITY a 'b'>]><nitf>&a;</nitf>", "defines entities of its own"),
        (
            "<!DOCTYPE n [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><nitf>&a;</nitf>",
            "defines entities of its own",
        ),
    ],
)
def test_xml_that_cannot_be_read_is_told(tmp_path, content, said):
    (error,) = xml(tmp_path, content)
    assert isinstance(error, RecordError)
    assert said in str(error)


def test_entities_of_html_and_odd_characters_are_read(tmp_path):
    body = "<p>Bl&aring;b&aelig;r&nbsp;&amp; 5 &lt; fl\x0b\xf8de</p>"
    (article,) = xml(tmp_path, f"<nitf><body><body.content>{body}</body.content></body></nitf>")
    assert article.text == "Blåbær & 5 < fløde"


def test_tables_and_lists_of_many_items_take_linear_time(tmp_path):
    item = (
        "<RBNews><NewsID>{}</NewsID><content>&lt;p&gt;Byrådet taler.&lt;/p&gt;</content></RBNews>"
    )
    articles = xml(tmp_path, f"<L>{''.join(map(item.format, range(3000)))}</L>")
    assert len({article.id for article in articles}) == 3000
