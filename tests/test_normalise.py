"""Text as it came -> text as it is read: what goes, what stays, and the way back."""

import json
import unicodedata

import pytest
from cost import computing_at_most
from hypothesis import given
from hypothesis import strategies as st

from kg.characters import clean, tidy
from kg.language import annotate
from kg.model import Article, slug
from kg.sources import read as read_file
from kg.sources.markup import first_markup
from kg.sources.normalise import clean_text, normalise
from kg.stream import annotated_to_json

#: Characters of the kinds that are changed, beside some that are not.
ODD = (
    " ab.,AÆåsx90-'\"’‘´ʼ«»“”\n\t\xa0\u2009\u202f\xad\u200b\u200e\ufeff\x01\x92\u2011\ufb01\uff21"
    "\u030a\u0301\u0323\u212b\u1100\u1161\u09c7\u09be<>/&;"
)
texts = st.text(st.sampled_from(ODD)) | st.text()
marked_up = st.lists(
    st.sampled_from(["<b>", "</b>", "<p>", "<br/>", "&amp;", "&nbsp;", "&#8217;", "<!--", "-->"])
    | st.text(st.sampled_from(ODD), max_size=5)
).map("".join)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Eva\xa0Dam", "Eva Dam", id="no-break space"),
        pytest.param("Eva\u2009Dam", "Eva Dam", id="thin space"),
        pytest.param("12\u202f500 kr.", "12 500 kr.", id="narrow space in a number"),
        pytest.param("Eva \t Dam", "Eva Dam", id="run of spaces"),
        pytest.param("Eva\nDam", "Eva Dam", id="line end"),
        pytest.param("Eva\r\nDam", "Eva Dam", id="line end of Windows"),
        pytest.param(" Eva Dam\xa0", "Eva Dam", id="spaces around"),
        pytest.param("Eva \u200b Dam", "Eva Dam", id="zero-width space among spaces"),
        pytest.param("Eva Dal\xadgaard", "Eva Dalgaard", id="soft hyphen"),
        pytest.param("Eva Dal\xad\ngaard", "Eva Dalgaard", id="soft hyphen at a line's end"),
        pytest.param("Eva Dal\u200bgaard", "Eva Dalgaard", id="zero-width space"),
        pytest.param("Eva\u200f Dam\u200e", "Eva Dam", id="direction marks"),
        pytest.param("\ufeffEva Dam", "Eva Dam", id="byte order mark"),
        pytest.param("Eva\x07 Dam\x00", "Eva Dam", id="control characters"),
        pytest.param("A\u030ase A\u0301lvarez", "Åse Álvarez", id="accents apart"),
        pytest.param("\u212bse", "Åse", id="sign of a unit"),
        pytest.param("A\xad\u030ase", "Åse", id="a mark between letter and accent"),
        pytest.param("\u1100\u1161", "\uac00", id="Korean syllable"),
        pytest.param("Nord\u2011Jensen", "Nord-Jensen", id="no-break hyphen"),
        pytest.param("\ufb01nansloven", "finansloven", id="ligature"),
        pytest.param("\uff11\uff12 \uff21\uff22", "12 AB", id="full width"),
        pytest.param("\x93Nej\x94 \x96 d\x92Arc", "“Nej” – d'Arc", id="Windows-1252 as Latin-1"),
        pytest.param("O’Hara, O‘Hara, O´Hara, Oʼhara", "O'Hara, O'Hara, O'Hara, O'hara", id="’"),
        pytest.param("90’erne", "90'erne", id="apostrophe after a number"),
        pytest.param("i ’90erne", "i '90erne", id="apostrophe before a year"),
        pytest.param("Hamas’ leder", "Hamas' leder", id="genitive"),
        pytest.param("‘Vi ser’, siger hun.", "‘Vi ser’, siger hun.", id="single quotes"),
        pytest.param("’Vi ser’, siger hun.", "’Vi ser’, siger hun.", id="Scandinavian quotes"),
        pytest.param("‘Hamas’ svar er klart’", "‘Hamas' svar er klart’", id="genitive in a quote"),
        pytest.param("‘Ja!’ og ‘nej’", "‘Ja!’ og ‘nej’", id="two quotes"),
        pytest.param("‘Nu rejser Mads’ sagde ‘nogen’", "‘Nu rejser Mads’ sagde ‘nogen’", id="s’"),
        pytest.param('»Ja« “ja” „ja“ "ja" 55" 6\'', '»Ja« “ja” „ja“ "ja" 55" 6\'', id="quotes"),
        pytest.param("– Ja — nej ― 3,5 % ½ m² …", "– Ja — nej ― 3,5 % ½ m² …", id="what stays"),
    ],
)
def test_characters_are_those_that_are_seen(text, read):
    assert clean(text).text == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<p>Eva <b>Dam</b></p>", "Eva Dam"),
        ("Eva <em class='x y' data-a=1>Dam</em>s", "Eva Dams"),
        ("<p>Ja.</p><p>Nej.</p>", "Ja. Nej."),
        ("Ja.<br/>Nej.", "Ja. Nej."),
        ("Eva&nbsp;Dam &amp; co &#8211; O&rsquo;Hara", "Eva Dam & co – O'Hara"),
        ("Eva Dal&shy;gaard", "Eva Dalgaard"),
        ("&lt;b&gt;Eva&lt;/b&gt; Dam", "Eva Dam"),
        ("Ja<!-- <p>x</p> -->. <script>if (a<b) {}</script>Nej", "Ja. Nej"),
        ("<![CDATA[Eva Dam]]>", "Eva Dam"),
        ('<person id="7">Eva Dam</person> & søn', "Eva Dam & søn"),
        ("5 < 6 og 7 > 6", "5 < 6 og 7 > 6"),
        ("a <b og c> d", "a <b og c> d"),
        ("<eva@dam.dk> R&D; &hund; AT&T", "<eva@dam.dk> R&D; &hund; AT&T"),
        ("Ja <!-- nej", "Ja nej"),
    ],
)
def test_markup_is_gone_and_what_resembles_it_stays(text, read):
    assert normalise(text).text == read


def test_first_markup_is_named():
    assert first_markup("Eva &amp; <b>Dam</b>") == "&amp;"
    assert first_markup("Eva <b>Dam</b> &amp;") == "<b>"
    assert first_markup("a < b & c") == ""


def test_span_covers_what_it_was_made_from():
    raw = "- Ja, siger <b>Eva</b>\xa0 Dal\xadga\u030aard&nbsp;Ny\ufb01."
    read = normalise(raw)
    start = read.text.index("Eva")
    assert read.text[start:] == "Eva Dalgåard Nyfi."
    begin, end = read.origin(start, len(read.text) - 1)
    assert raw[begin:end] == "Eva</b>\xa0 Dal\xadga\u030aard&nbsp;Ny\ufb01"


@given(texts | marked_up)
def test_every_code_point_has_its_source_in_order(text):
    for change in (clean, normalise):
        read = change(text)
        assert len(read.starts) == len(read.ends) == len(read.text)
        assert all(0 <= a < b <= len(text) for a, b in zip(read.starts, read.ends, strict=True))
        assert list(read.starts) == sorted(read.starts)
        assert list(read.ends) == sorted(read.ends)


@given(texts)
def test_a_slice_of_the_source_reads_the_same(text):
    """What a code point was made from holds it still: cleaned alone it gives no less."""
    read = clean(text)
    for i, char in enumerate(read.text):
        source = text[slice(*read.origin(i, i + 1))]
        if char == " ":
            assert any(c.isspace() for c in source)
        elif char == "'":
            assert source in tuple("'’‘‛ʼʻ´`′\uff07\x91\x92\uff40\u1ffd\u1fef")
        else:
            assert char in clean(f".{source}.").text


@given(texts)
def test_a_tidy_name_is_composed_single_spaced_and_stays_so(name):
    once = tidy(name)
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    assert tidy(once) == once


@given(st.lists(texts, min_size=1, max_size=4), st.data())
def test_paragraphs_map_into_the_text_of_their_article(paragraphs, data):
    article, read = Article("a", tuple(paragraphs)), clean_text(paragraphs)
    places = [i for i, c in enumerate(read.text) if c != "\n"]
    if not places:
        return
    start, last = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    begin, end = read.origin(start, last + 1)
    assert 0 <= begin < end <= len(article.text)
    number = max(i for i, s in enumerate(article.paragraph_starts()) if s <= begin)
    assert read.text[start:].split("\n")[0] in read.paragraphs[number].text


@pytest.mark.parametrize(
    "piece", ["A\u030a", "a \u200b", "‘s’ ", "<!--", "<b ", "&amp", "<script>", "\xad", "<a x='"]
)
def test_a_text_without_end_is_made_normal(piece):  # in hours, were it the square of its length
    with computing_at_most(15):
        normalise(piece * 250_000)


@pytest.mark.parametrize(
    "name",
    ["A\u030ase  Lund", "\u200bÅse\xa0Lund ", "Åse Lu\xadnd", "Åse\u2009Lund\u200e"],
)
def test_names_that_look_alike_have_one_id(name):
    assert slug(name) == slug("Åse Lund") == "åse-lund"


def one(text, **more):
    return next(annotate([Article("a", (text,), **more)]))


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("- Vi ser på det, siger Søren Lund Madsen.", "Søren Lund Madsen"),
        ("-\xa0Vi ser på det, siger Søren\xa0Lund  Madsen.", "Søren\xa0Lund  Madsen"),
        ("- Vi ser på det, siger Søren\nLund Madsen.", "Søren\nLund Madsen"),
        ("- Vi ser på det, si\xadger Søren Lund Mad\xadsen.", "Søren Lund Mad\xadsen"),
        ("- Vi ser\u200b på det, siger So\u0308ren Lund Madsen.", "So\u0308ren Lund Madsen"),
        ("- Vi ser på det, siger <b>Søren</b> Lund Madsen.", "Søren</b> Lund Madsen"),
        ("- Vi ser p&aring; det, siger S&oslash;ren Lund Madsen.", "S&oslash;ren Lund Madsen"),
    ],
)
def test_what_is_found_points_into_the_text_as_it_came(text, surface):
    found = one(text)
    (person,) = found.entities
    assert person.name in {"Søren Lund Madsen", "Sören Lund Madsen"}
    assert person.id == f"person:{slug(person.name)}"
    (mention,) = found.mentions
    assert found.article.text == text
    assert mention.surface == text[mention.start : mention.end] == surface
    (said,) = found.statements
    assert (said.predicate, said.form, said.text) == ("SAID", "direct", "Vi ser på det")
    assert tidy(normalise(text[said.start : said.end]).text) == said.text


@pytest.mark.parametrize("apostrophe", "'’ʼ´")
def test_any_apostrophe_makes_one_name(apostrophe):
    text = f"Direktør Brian O{apostrophe}Hara kritiserer Sverige."
    found = one(text)
    assert [e.id for e in found.entities] == ["person:brian-o-hara", "country:SE"]
    assert found.mentions[0].surface == f"Brian O{apostrophe}Hara"
    assert [(r.person, r.title) for r in found.roles] == [("person:brian-o-hara", "direktør")]


def test_genitive_with_an_apostrophe_keeps_its_role():
    roles = [one(f"Hamas{mark} leder, Ali Rad, kritiserer Iran.").roles for mark in "'’′"]
    assert roles[0] == roles[1] == roles[2]
    assert [(r.title, r.of) for r in roles[0]] == [("leder", "organisation:hamas")]


def test_paragraphs_without_anything_to_read_change_nothing():
    found = next(annotate([Article("a", ("", "Eva Dam mødte Joe Biden.", "\u200b", "Ja."))]))
    assert [s.paragraph for s in found.statements] == [1]
    assert [m.surface for m in found.mentions] == ["Eva Dam", "Joe Biden"]
    assert next(annotate([Article("a", ("\u200b", "<br>"))])).mentions == ()


def test_what_was_found_in_odd_text_can_be_read_again(tmp_path):
    paragraphs = (
        "\u200b",
        "-\xa0Vi ser\u200b på det, si\xadger A\u030age Lund  Madsen.",
        "&nbsp;<p>Han kri\xadtiserer <b>Sve\u200brige</b>.</p>",
    )
    found = next(annotate([Article("a", paragraphs)]))
    assert [s.cue for s in found.statements] == ["si\xadger", "kri\xadtiserer"]
    assert [s.paragraph for s in found.statements] == [1, 2]
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(annotated_to_json(found)), "utf-8")
    assert list(read_file(str(path))) == [found]
