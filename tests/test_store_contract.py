"""What every store must do, on every store."""

from dataclasses import replace

import fixture
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError, StoreError
from kg.model import LABELS, PREDICATES, Annotated, Article, Entity, Mention, Role, Statement
from kg.store.base import Counts, Written
from kg.store.rows import graph_rows

pytestmark = pytest.mark.every_line

NODES = "MATCH (n) WHERE n.id IS NOT NULL RETURN n.id AS id, n AS properties ORDER BY id"
EDGES = "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS kind, b.id AS target, r AS properties"


def whole(store):
    """Return all that a store holds, in an order of its own."""
    nodes = [repr((i, sorted(p.items()))) for i, p in store.read(NODES).rows]
    edges = [repr((s, k, t, sorted(p.items()))) for s, k, t, p in store.read(EDGES).rows]
    return sorted(nodes), sorted(edges)


def sent(batch):
    """Return the counts that a batch makes in an empty store."""
    rows = graph_rows(batch)
    edges = {}
    for (kind, _, _), found in rows.edges.items():
        edges[kind] = edges.get(kind, 0) + len(found)
    return Counts({label: len(found) for label, found in rows.nodes.items()}, edges)


def test_fixture_has_every_predicate_and_label():
    rows = graph_rows(fixture.articles())
    assert {kind for kind, _, _ in rows.edges} >= set(PREDICATES)
    assert set(rows.nodes) == {*LABELS.values(), "Article", "Statement"}


def test_empty_store_counts_nothing(store):
    assert store.counts() == Counts({}, {})


def test_schema_applied_twice_changes_nothing(store):
    store.write(fixture.articles())
    before = store.counts()
    store.apply_schema()
    assert store.counts() == before


def test_write_stores_every_row(store):
    batch = fixture.articles()
    written = store.write(batch)
    assert written == Written(new=len(batch), statements=sum(len(a.statements) for a in batch))
    assert store.counts() == sent(batch)


def test_write_of_nothing_is_nothing(store):
    assert store.write([]) == Written()


def test_write_again_changes_nothing(loaded):
    before = whole(loaded)
    assert loaded.write(fixture.articles()) == Written(unchanged=6)
    assert whole(loaded) == before


def test_article_twice_in_a_batch_is_stored_once(store):
    assert store.write([fixture.threat("02"), fixture.threat("02")]) == Written(
        new=1, unchanged=1, statements=3
    )


def test_order_of_articles_does_not_matter(new_store):
    store = new_store()
    store.apply_schema()
    for article in reversed(fixture.articles()):
        store.write([article])
    apart = whole(store)
    store.write(fixture.articles())
    assert whole(store) == apart
    assert store.counts() == sent(fixture.articles())


def test_two_threats_between_one_pair_are_two_edges(loaded):
    rows = loaded.read(
        "MATCH (a:Country {id: 'country:IR'})-[r:THREATENED]->(b:Country {id: 'country:IL'}) "
        "RETURN r.article_id AS article ORDER BY article"
    ).rows
    assert rows == [
        ("article:every",),
        ("article:threat-02",),
        ("article:threat-09",),
        ("article:threat-30",),
    ]


def test_typed_edge_carries_what_a_reader_needs(loaded):
    [(edge,)] = loaded.read("MATCH (:Country)-[r:ATTACKED]->(:Place) RETURN r").rows
    assert {k: v for k, v in edge.items() if k != "statement_id"} == {
        "article_id": "article:reported",
        "text": "Kairo",
        "cue": "angreb",
        "form": "indirect",
        "negated": False,
        "modality": "asserted",
        "outlet": "Prøvebureauet",
        "confidence": 0.75,
        "rule": "verb/subject",
        "reported_by": "organisation:hamas",
        "plover": "ASSAULT",
        "quad": "material conflict",
        "target_role": "target",
    }


def test_statement_without_target_reaches_its_topics(loaded):
    rows = loaded.read(
        "MATCH (:Person {id: 'person:karen-holm'})-[r:SAID]->(x) "
        "RETURN x.id AS id, r.target_role AS role ORDER BY id"
    ).rows
    assert rows == [("article:every", "article"), ("country:IR", "topic"), ("country:US", "topic")]


def test_everything_anybody_said_is_one_pattern(loaded):
    texts = {
        row[0] for row in loaded.read("MATCH (p:Person)-[r:SAID]->() RETURN DISTINCT r.text").rows
    }
    said = [
        s
        for a in fixture.articles()
        for s in a.statements
        if s.predicate == "SAID" and s.source.startswith("person:")
    ]
    assert texts == {s.text for s in said}


def test_statement_node_knows_everything(loaded):
    expected = fixture.reported().statements[1]
    [(found,)] = loaded.read("MATCH (s:Statement {id: $id}) RETURN s", {"id": expected.id}).rows
    for name in Statement.__dataclass_fields__:
        value = getattr(expected, name)
        assert found.get(name) == (list(value) if isinstance(value, tuple) else value)
    assert found["sentence"] == "Hamas oplyser, at Israel angreb Kairo."
    assert (found["plover"], found["quad"]) == PREDICATES["ATTACKED"]


def test_mentions_count_and_place_each_name(loaded):
    text = (
        "MATCH (:Article {id: 'article:threat-02'})-[m:MENTIONS]->(e) "
        "RETURN e.id AS id, m.count AS n, m.surfaces AS surfaces, m.spans AS spans ORDER BY id"
    )
    rows = {row[0]: row[1:] for row in loaded.read(text).rows}
    assert rows["country:IL"] == (2, ["Israel"], ["11-17", "99-105"])
    assert rows["person:dan-levi"] == (2, ["Dan Levi", "Levi"], ["69-77", "73-77"])


def test_titles_are_kept_with_the_mention_each_with_what_it_belongs_to(loaded):
    rows = loaded.read(
        "MATCH (a:Article {id: 'article:every'})-[m:MENTIONS]->(p:Person) "
        "WHERE size(m.titles) > 0 RETURN p.id AS id, m.titles, m.titles_of ORDER BY id"
    ).rows
    assert rows == [
        ("person:dan-levi", ["forfatter"], [""]),
        ("person:karen-holm", ["udenrigsminister"], ["country:DK"]),
        ("person:sami-omar", ["talsmand"], ["organisation:hamas"]),
    ]


def test_role_is_one_edge_from_first_to_last_date(loaded):
    rows = loaded.read(
        "MATCH (p:Person)-[h:HOLDS]->(x) RETURN p.id AS holder, h.title AS title, x.id AS of, "
        "h.first_seen AS a, h.last_seen AS b ORDER BY holder, title"
    ).rows
    assert rows == [
        (
            "person:dan-levi",
            "forsvarsminister",
            "country:IL",
            "2024-05-02T08:30:00+02:00",
            "2024-05-30T08:30:00+02:00",
        ),
        (
            "person:dan-levi",
            "rådgiver",
            "person:karen-holm",
            "2024-05-02T08:30:00+02:00",
            "2024-05-30T08:30:00+02:00",
        ),
        ("person:karen-holm", "udenrigsminister", "country:DK", "2024-03-01", "2024-03-01"),
        ("person:sami-omar", "talsmand", "organisation:hamas", "2024-03-01", "2024-03-01"),
    ]


def test_role_dates_widen_both_ways(store):
    for day in ("09", "30", "02"):
        store.write([fixture.threat(day)])
    rows = store.read(
        "MATCH (:Person)-[h:HOLDS]->(:Country) RETURN h.first_seen AS a, h.last_seen AS b"
    ).rows
    assert rows == [("2024-05-02T08:30:00+02:00", "2024-05-30T08:30:00+02:00")]


def test_place_lies_in_its_country(loaded):
    rows = loaded.read(
        "MATCH (p:Place)-[:LOCATED_IN]->(c:Country) RETURN p.name AS place, c.name AS country "
        "ORDER BY place"
    ).rows
    assert rows == [("Aarhus", "Danmark"), ("Kairo", "Egypten")]


def test_country_that_nothing_names_goes_by_its_code_until_something_does(store):
    place = Entity("place:1", "PLACE", "Oslo", country="NO")
    store.write(
        [
            Annotated(
                Article("article:1", ("Oslo",)),
                (place,),
                (Mention("article:1", 0, 4, "Oslo", 0, 4, "place:1", "x", 1.0),),
            )
        ]
    )
    assert store.read("MATCH (c:Country) RETURN c.name, c.code").rows == [("NO", "NO")]
    norway = Entity("country:NO", "COUNTRY", "Norge", code="NO")
    store.write([Annotated(Article("article:2", ("Norge",)), (norway,))])
    assert store.read("MATCH (c:Country) RETURN c.name, c.names, c.code").rows == [
        ("Norge", ["Norge"], "NO")
    ]


def test_changed_article_replaces_its_own_statements_and_mentions_only(loaded):
    before = loaded.counts()
    old = fixture.threat("09")
    new = replace(old, statements=old.statements[:1], mentions=old.mentions[:2])
    assert loaded.write([new]) == Written(replaced=1, statements=1)
    others = loaded.read(
        "MATCH (s:Statement) WHERE s.article <> 'article:threat-09' RETURN count(*)"
    ).rows
    assert others == [(sum(len(a.statements) for a in fixture.articles()) - 3,)]
    after = loaded.counts()
    assert after.nodes == before.nodes | {"Statement": before.nodes["Statement"] - 2}
    assert after.edges["THREATENED"] == before.edges["THREATENED"] - 1
    assert after.edges["SAID"] == before.edges["SAID"] - 1
    assert after.edges["HOLDS"] == before.edges["HOLDS"]
    loaded.write([old])
    assert loaded.counts() == before


def test_changed_text_is_stored(loaded):
    old = fixture.bare()
    loaded.write([replace(old, article=replace(old.article, title="Vejret"))])
    assert loaded.read("MATCH (a:Article {id: 'article:bare'}) RETURN a.title, a.text").rows == [
        ("Vejret", "Det regner.")
    ]


def test_failed_batch_leaves_nothing(store):
    good, bad = fixture.threat("02"), fixture.threat("09")
    store.write([good])
    before = whole(store)
    with pytest.raises(KgError):
        store.write([fixture.bare(), _with_unknown_entity(bad)])
    assert whole(store) == before
    assert store.write([fixture.bare(), bad]).new == 2


def _with_unknown_entity(article):
    return replace(
        article, statements=(replace(article.statements[0], target="person:nobody-knows"),)
    )


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Person {id: 'person:x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Person) SET n.name = 'x'",
        "MERGE (:Person {id: 'person:x'})",
        "MATCH (n) RETURN n; MATCH (n) DETACH DELETE n",
    ],
)
def test_read_refuses_to_write(loaded, text):
    before = whole(loaded)
    with pytest.raises(StoreError) as caught:
        loaded.read(text)
    assert "\n" not in str(caught.value)
    assert whole(loaded) == before


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Person RETURN n",
        "MATCH (n) RETRN n",
        "",
        "hvad sagde hun?",
        "MATCH (n) RETURN nothing_bound",
        "MATCH (n) WHERE n.id = $missing RETURN n",
    ],
)
def test_query_that_does_not_parse_gets_one_clear_line(loaded, text):
    with pytest.raises(StoreError) as caught:
        loaded.read(text)
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert loaded.read("MATCH (n:Person) RETURN count(n)").rows == [(4,)]


def test_read_returns_plain_values(loaded):
    table = loaded.read(
        "MATCH (p:Person {id: $id}) RETURN p, p.names AS names, 1 AS one, null AS empty",
        {"id": "person:karen-holm"},
    )
    assert table.columns == ("p", "names", "one", "empty")
    told = {"name": "Karen Holm", "names": ["Karen Holm"], "name_gender": "female"}
    assert table.rows == [({"id": "person:karen-holm", **told}, ["Karen Holm"], 1, None)]
    assert table.records()[0]["one"] == 1


def test_graph_is_there_after_closing(new_store):
    first = new_store()
    first.apply_schema()
    first.write(fixture.articles())
    expected = whole(first)
    first.close()
    assert whole(new_store()) == expected


def test_closed_store_fails_clearly(new_store):
    store = new_store()
    store.apply_schema()
    store.close()
    with pytest.raises(StoreError):
        store.counts()
    store.close()


text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=text,
    name=text,
    title=text,
    latitude=st.floats(-90, 90),
    published=st.none() | st.dates().map(str),
)
def test_any_text_comes_back_as_it_went_in(store, body, name, title, latitude, published):
    place = Entity("place:1", "PLACE", name, latitude=latitude, longitude=0.0)
    article = Article(
        f"article:{abs(hash((body, name, title)))}", (body,), title, name, "da", published
    )
    person = Entity("person:p", "PERSON", name)
    store.write(
        [
            Annotated(
                article,
                (place, person),
                (Mention(article.id, 0, 1, body[:1], 0, 1, "place:1", "x", 1.0),),
                (Role("person:p", title, "place:1"),),
            )
        ]
    )
    [(found,)] = store.read("MATCH (a:Article {id: $id}) RETURN a", {"id": article.id}).rows
    assert (found["text"], found["title"], found["outlet"], found.get("published")) == (
        body,
        title,
        name,
        published,
    )
    [(names,)] = store.read("MATCH (p:Person {id: 'person:p'}) RETURN p.names").rows
    assert name in names
    assert title in {
        row[0] for row in store.read("MATCH (:Person)-[h:HOLDS]->(:Place) RETURN h.title").rows
    }
