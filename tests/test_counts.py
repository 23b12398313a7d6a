"""What several papers print of one text counts once, and every paper stays to be seen."""

from dataclasses import replace

import fixture
import pytest
from test_catalogue import answer

from kg.model import Article

PARAGRAPHS = (
    "Udenrigsminister Karen Holm siger, at hun venter et svar fra Iran inden fredag aften.",
    "- Vi har ventet længe nok, siger Karen Holm efter et møde på sit kontor i København.",
    "Iran truer Israel med en hård reaktion, hvis forhandlingerne i foråret ender uden aftale.",
    "Israel truer Iran med det samme, og ingen af de to lande vil tale om en pause før jul.",
)
ANOTHER = (
    (
        "I en tale til studerende siger Karen Holm, at ingen krig nogensinde er blevet kortere af, "
        "at parterne holdt op med at tale sammen, og at hun selv har lært det på den hårde måde."
    ),
    "Iran truer Israel igen, nu med at lukke det stræde, som skibene med olie skal igennem.",
)


def printed(name, paragraphs, published="2024-05-09"):
    """Make an article with a statement for each paragraph that says one."""
    article = Article(f"article:{name}", paragraphs, name, name, "da", published)
    said = (
        ("siger, at hun", "SAID", "holm", None),
        ("siger Karen Holm efter", "SAID", "holm", None),
        ("siger Karen Holm, at", "SAID", "holm", None),
        ("Iran truer", "THREATENED", "iran", "israel"),
        ("Israel truer", "THREATENED", "israel", "iran"),
    )
    made = tuple(
        fixture.statement(article, n, predicate, source, target, (), cue)
        for n, paragraph in enumerate(paragraphs)
        for cue, predicate, source, target in said
        if cue in paragraph
    )
    surfaces = {"Karen Holm": "holm", "Iran": "iran", "Israel": "israel"}
    return fixture.annotated(article, surfaces, made, (("holm", "talskvinde", "danmark"),))


@pytest.fixture
def news(store):
    """Open a store with a text that three papers print, one of them cut, and with another text."""
    store.write(
        [
            printed("Ritzau", PARAGRAPHS),
            printed("Fjordposten", PARAGRAPHS, "2024-05-10"),
            printed("Kystavisen", PARAGRAPHS[:3], "2024-05-11"),
            printed("Sundposten", ANOTHER),
        ]
    )
    return store


def rows(store, query, columns, /, **given):
    return [tuple(r[c] for c in columns) for r in answer(store, query, **given).records()]


def test_quotes_are_counted_once(news):
    columns = ("person", "quotes", "direct", "articles", "independent", "first", "last")
    assert rows(news, "most-quoted", columns) == [
        ("Karen Holm", 3, 1, 4, 2, "2024-05-09", "2024-05-11")
    ]
    columns = ("person", "of", "quotes", "independent")
    assert rows(news, "spokespersons", columns) == [("Karen Holm", "Danmark", 3, 2)]


def test_what_only_a_copy_says_counts(store):
    store.write(
        [printed("Ritzau", PARAGRAPHS[1:]), printed("Fjordposten", PARAGRAPHS, "2024-05-10")]
    )
    columns = ("quotes", "articles", "independent")
    assert rows(store, "most-quoted", columns) == [(2, 2, 1)]


def test_conflict_is_counted_once(news):
    columns = ("source", "target", "verbal_conflict", "balance", "independent")
    assert rows(news, "conflict-balance", columns) == [
        ("Iran", "Israel", 2, -2, 2),
        ("Israel", "Iran", 1, -1, 1),
    ]
    columns = ("a", "b", "a_to_b", "b_to_a", "deeds", "independent")
    assert rows(news, "disputes", columns) == [("Israel", "Iran", 1, 2, 0, 2)]


def test_articles_are_all_there_and_texts_are_counted_beside_them(news):
    columns = ("name", "articles", "independent", "mentions")
    assert rows(news, "in-the-news", columns) == [
        ("Iran", 4, 2, 4),
        ("Israel", 4, 2, 3),
        ("Karen Holm", 4, 2, 3),
    ]
    columns = ("a_code", "b_code", "articles", "independent")
    assert rows(news, "mentioned-together", columns) == [("IL", "IR", 4, 2)]
    assert not rows(news, "mentioned-together", columns, least=3)


@pytest.mark.parametrize(
    ("query", "given", "columns", "found"),
    [
        ("source-audit", {}, "kind quotes direct", [("country", 3, 0), ("person", 3, 1)]),
        ("source-audit", {"by": "title"}, "kind quotes", [("", 3), ("talskvinde", 3)]),
        ("speaks-for", {"name": "Danmark"}, "person quotes independent", [("Karen Holm", 3, 2)]),
        ("ego", {"name": "Iran"}, "other outgoing incoming independent", [("Israel", 2, 1, 2)]),
        ("escalation", {}, "period verbal_conflict independent", [("2024-05", 3, 2)]),
        ("escalation", {"by": "week"}, "period verbal_conflict", [("2024-W19", 3)]),
        (
            "new-pairs",
            {},
            "source target independent",
            [("Israel", "Iran", 1), ("Iran", "Israel", 2)],
        ),
        ("quoted-about", {"name": "Israel"}, "source quotes independent", [("Iran", 2, 2)]),
        # One step goes on to nobody else, and the reply of the same text is no chain.
        ("chains", {"name": "Iran"}, "a b c", []),
        ("answers", {}, "source answered_by", [("Israel", "Iran"), ("Iran", "Israel")]),
    ],
)
def test_what_several_papers_print_counts_once(news, query, given, columns, found):
    assert rows(news, query, columns.split(), **given) == found


def test_only_what_lies_in_the_dates_is_counted(news):
    columns = ("articles", "independent")
    assert rows(news, "most-quoted", columns, since="2024-05-10") == [(2, 1)]


def test_every_print_is_listed_with_what_it_is_a_copy_of(news):
    columns = ("outlet", "copy_of")
    listed = [("Kystavisen", "article:Ritzau"), ("Fjordposten", "article:Ritzau")]
    alone = [("Ritzau", None), ("Sundposten", None)]
    assert rows(news, "articles", columns, name="Iran") == [*listed, *alone]
    for name, given in (
        ("threats", {}),
        ("said", {"name": "Karen Holm"}),
        ("about", {"name": "Israel"}),
        ("between", {}),
        ("timeline", {"name": "Karen Holm"}),
    ):
        assert set(rows(news, name, columns, **given)) == {*listed, *alone}, name
    ids = [r["statement_id"] for r in answer(news, "threats").records()]
    evidence = [rows(news, "evidence", columns, statement_id=i) for i in ids]
    assert {row for (row,) in evidence} == {*listed, *alone}


def test_claims_of_a_copy_are_listed_with_what_it_is_a_copy_of(store):
    told = [printed("Ritzau", PARAGRAPHS), printed("Fjordposten", PARAGRAPHS, "2024-05-10")]
    for n, article in enumerate(told):
        claims = tuple(replace(s, reported_by="country:DK") for s in article.statements)
        told[n] = replace(article, statements=claims, context=(fixture.ENTITIES["danmark"],))
    store.write(told)
    assert set(rows(store, "claims", ("outlet", "copy_of"))) == {
        ("Ritzau", None),
        ("Fjordposten", "article:Ritzau"),
    }
