"""What was loaded can be taken back: the graph is always what the articles that are there make."""

from dataclasses import replace
from tempfile import TemporaryDirectory

import fixture
import pytest
from hypothesis import HealthCheck, given, settings
from news import STEPS
from test_store_contract import whole

from kg.model import Annotated, Article, Entity, Mention, Role
from kg.store import open_store
from kg.store.base import Counts, Removed, Written
from kg.store.removal import preview
from kg.store.rows import graph_rows


def made(articles):
    """Return all that a store holds to which just these were written, in the form of `whole`."""
    rows = graph_rows(list(articles))
    nodes = [repr((r["id"], _told(r))) for found in rows.nodes.values() for r in found]
    ends = ("source", "target")
    edges = [
        repr((r["source"], kind, r["target"], _told({k: v for k, v in r.items() if k not in ends})))
        for (kind, _, _), found in rows.edges.items()
        for r in found
    ]
    return sorted(nodes), sorted(edges)


def _told(row):
    return sorted((k, v) for k, v in row.items() if v is not None)


def follow(store, steps, *, each=True):
    """Take steps; check after the last, or each, that what the articles left make is there."""
    left = {}
    for step in steps:
        if isinstance(step, set):
            expected = preview(store, step)
            assert store.remove(step) == expected
            assert expected.articles == len(step & left.keys())
            left = {i: a for i, a in left.items() if i not in step}
        else:
            store.write(step)
            left |= {a.article.id: a for a in step}
        if each:
            assert whole(store) == made(left.values())
    assert whole(store) == made(left.values())
    store.remove(list(left))
    assert store.counts() == Counts({}, {})


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_graph_is_what_the_articles_that_are_left_make(store, steps):
    follow(store, steps, each=False)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_however_often(steps):
    with TemporaryDirectory() as folder, open_store(f"{folder}/news.graph") as store:
        follow(store, steps)


@pytest.mark.every_line
def test_removal_counts_what_goes_and_changes_nothing_twice(store):
    store.write(fixture.articles())
    ids = [a.article.id for a in fixture.articles()]
    statements = sum(len(a.statements) for a in fixture.articles())
    foreseen = preview(store, [*ids, "article:unknown", ids[0]])
    entities = sum(
        store.counts().nodes[label] for label in ("Person", "Country", "Organisation", "Place")
    )
    assert foreseen == Removed(len(ids), statements, entities)
    assert store.remove([*ids[:3], "article:unknown"]).articles == 3
    assert store.remove(ids[:3]) == Removed()
    assert whole(store) == made(fixture.articles()[3:])


@pytest.mark.every_line
def test_withdrawn_text_takes_its_person_role_and_date_along(store):
    israel = Entity("country:IL", "COUNTRY", "Israel", code="IL")
    hansen = Entity("person:benny-hansen", "PERSON", "Benny Hansen")
    article = Article("art1", ("Israels forsvarsminister, Benny Hansen.",), published="2042-05-09")
    mentions = (
        Mention("art1", 0, 7, "Israels", 0, 39, israel.id, "exact", 1.0),
        Mention("art1", 26, 38, "Benny Hansen", 0, 39, hansen.id, "name", 1.0),
    )
    first = Annotated(
        article, (israel, hansen), mentions, (Role(hansen.id, "forsvarsminister", israel.id),)
    )
    other = Annotated(replace(article, id="art2", published="2024-01-01"), (israel,))
    store.write([first, other])
    withdrawn = replace(
        article, paragraphs=("Teksten er trukket tilbage.",), published="2024-05-09"
    )
    assert store.write([Annotated(withdrawn)]) == Written(replaced=1)
    assert whole(store) == made([Annotated(withdrawn), other])
    assert store.read("MATCH (n:Person) RETURN n.id").rows == []


@pytest.mark.every_line
def test_corrected_date_narrows_a_role_again(store):
    dates = "MATCH (:Person)-[h:HOLDS]->(:Country) RETURN h.first_seen AS a, h.last_seen AS b"
    days = [fixture.threat(day) for day in ("02", "09", "30")]
    store.write(days)
    wrong = replace(days[0], article=replace(days[0].article, published="2042-05-02"))
    store.write([wrong])
    assert store.read(dates).rows == [("2024-05-09T08:30:00+02:00", "2042-05-02")]
    store.write([days[0]])
    assert whole(store) == made(days)
    store.remove([days[2].article.id])
    assert store.read(dates).rows == [("2024-05-02T08:30:00+02:00", "2024-05-09T08:30:00+02:00")]


def test_role_goes_with_the_only_article_that_gives_it_though_none_has_a_date(store):
    person, country = Entity("person:p", "PERSON", "P"), Entity("country:NO", "COUNTRY", "Norge")
    listed = Annotated(Article("a", ("P",)), (person, country))
    titled = replace(
        listed, article=Article("b", ("P",)), roles=(Role(person.id, "formand", country.id),)
    )
    store.write([listed, titled])
    store.remove(["b"])
    assert whole(store) == made([listed])


@pytest.mark.every_line
def test_country_goes_by_its_code_again_when_nothing_names_it_any_more(store):
    oslo = Entity("place:1", "PLACE", "Oslo", country="NO")
    norway = Entity("country:NO", "COUNTRY", "Norge", code="NO")
    store.write(
        [
            Annotated(Article("a", ("Oslo",)), (oslo,)),
            Annotated(Article("b", ("Norge",)), (norway,)),
        ]
    )
    store.remove(["b"])
    assert store.read("MATCH (c:Country) RETURN c.name AS name, c.names AS names").rows == [
        ("NO", [])
    ]
    assert store.remove(["a"]) == Removed(1, 0, 2)


def test_text_that_another_follows_in_a_batch_is_told_as_replaced(store):
    first = fixture.bare()
    second = replace(first, article=replace(first.article, title="Vejret"))
    assert store.write([first, second, second]) == Written(new=1, replaced=1, unchanged=1)
    assert whole(store) == made([second])


@pytest.mark.every_line
def test_a_role_that_goes_is_looked_for_where_others_name_the_person_without_a_title(store):
    person, country = Entity("person:p", "PERSON", "P"), Entity("country:NO", "COUNTRY", "Norge")
    roles = (Role(person.id, "formand", country.id), Role(person.id, "minister", country.id))
    titled = Annotated(Article("a", ("P",)), (person, country), (), roles)
    named = Annotated(
        Article("b", ("P",)), (person,), (Mention("b", 0, 1, "P", 0, 1, person.id, "exact", 1.0),)
    )
    store.write([titled, named])
    corrected = replace(titled, roles=roles[:1])
    store.write([corrected])
    assert whole(store) == made([corrected, named])
