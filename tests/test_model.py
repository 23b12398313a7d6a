"""Records and ids: an article's text, and which addresses are one page."""

import copy
import pickle
from dataclasses import asdict, fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, article_id, canonical_url


def test_text_is_joined_once():
    article = Article("a", ("en", "to"))
    assert article.text == "en\nto"
    assert article.text is article.text


def test_joined_text_is_no_part_of_an_article():
    fresh, used = Article("a", ("en", "to"), "Titel"), Article("a", ("en", "to"), "Titel")
    assert used.text
    assert (used, hash(used), repr(used)) == (fresh, hash(fresh), repr(fresh))
    assert asdict(used) == asdict(fresh)
    assert len(pickle.dumps(used)) == len(pickle.dumps(fresh))
    for other in (pickle.loads(pickle.dumps(used)), copy.copy(used), copy.deepcopy(used)):  # noqa: S301
        assert other == used
        assert other.text == "en\nto"
    assert replace(used, paragraphs=("tre",)).text == "tre"
    assert "_text" not in {f.name for f in fields(Article)}


@pytest.mark.parametrize(
    "urls",
    [
        pytest.param(("https://avis.example/a.php?17", "https://avis.example/a.php?18"), id="bare"),
        pytest.param(("https://avis.example/?12&1", "https://avis.example/?1&12"), id="bare order"),
        pytest.param(("https://avis.example/a?id=", "https://avis.example/a?id=1"), id="blank"),
        pytest.param(("https://avis.example/a?print", "https://avis.example/a"), id="no value"),
        pytest.param(("https://avis.example/a?ref=7", "https://avis.example/a?ref=8"), id="ref"),
        pytest.param(("https://avis.example/#!/nyt/1", "https://avis.example/#!/nyt/2"), id="#!"),
        pytest.param(("https://avis.example/#/nyt", "https://avis.example/#/gammelt"), id="#/"),
        pytest.param(
            ("https://avis.example/log#post-1", "https://avis.example/log#post-2"), id="#"
        ),
        pytest.param(
            ("https://avis.example/a?t=%E6", "https://avis.example/a?t=%F8"), id="latin-1"
        ),
        pytest.param(("https://avis.example/a%2Fb", "https://avis.example/a/b"), id="%2F"),
        pytest.param(("https://avis.example/A", "https://avis.example/a"), id="case of path"),
        pytest.param(("https://avis.example:8080/a", "https://avis.example/a"), id="port"),
        pytest.param(("https://www.example/a", "https://example/a"), id="www is all there is"),
        pytest.param(("https://straße.example/a", "https://strasse.example/a"), id="ß"),
        pytest.param(("https://avis.example/a?x=1&x=2", "https://avis.example/a?x=2&x=1"), id="x"),
        pytest.param(("https://avis.example/a;1", "https://avis.example/a;2"), id="semicolon"),
    ],
)
def test_different_pages_stay_apart(urls):
    assert len({canonical_url(url) for url in urls}) == len(urls)
    assert len({article_id(url, "", "", ()) for url in urls}) == len(urls)


@pytest.mark.parametrize(
    "url",
    [
        "http://avis.example/blå/a?b=1&a=x+y",
        "HTTPS://www.Avis.Example:443/blå/a/?a=x%20y&b=1",
        "https://avis.example./bl%c3%a5/%61?a=x+y&b=1#",
        "https://avis.example/blå/a?utm_source=brev&b=1&a=x+y&fbclid=9&UTM_medium=m",
        "https://avis.example/blå/a?b=1&&a=x+y#kommentarer",
        "https://avis.example/blå/a?b=1&a=x+y#kommentar-17",
        "https://avis.example/blå/a?b=1&a=x+y#om-os",
        "https://avis.example/blå/a?b=1&a=x+y#:~:text=ord",
        "https://avis.example/blå/a?b=1&a=x+y#xtor=RSS-4",
        " https://avis.example/blå/a?b=1&a=x+y ",
    ],
)
def test_spellings_of_one_page_are_one(url):
    assert canonical_url(url) == "https://avis.example/bl%C3%A5/a?a=x+y&b=1"


def test_host_in_either_alphabet_is_one():
    assert canonical_url("https://BLÅ.example/1") == canonical_url("https://xn--bl-zia.example/1")


@pytest.mark.parametrize("url", ["https://[avis.example/b", "https://avis.example:x/", "//a:99999"])
def test_malformed_url_is_an_error(url):
    with pytest.raises(ValueError, match=r"."):
        canonical_url(url)


@settings(deadline=None)
@given(st.from_regex(r"https?://[a-z.]{1,9}(:[0-9]{1,3})?/[\w/%?&=#!+.-]{0,20}", fullmatch=True))
def test_canonical_url_is_its_own(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
