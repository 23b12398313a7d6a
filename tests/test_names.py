"""Names, entities and roles of short texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import RunError
from kg.language import annotate, build
from kg.model import Article
from kg.stream import annotated_from_json, annotated_to_json
from tests.reading import name, read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "entity", "surface"),
    [
        ("Israels regering mødes i dag.", "country:IL", "Israels"),
        ("Den tyske regering mødes i dag.", "country:DE", "tyske"),
        ("Svenskerne rejser hjem.", "country:SE", "Svenskerne"),
        ("USA's hær øver sig.", "country:US", "USA's"),
        ("FN-kilder siger, at vejen er lukket.", "organisation:fn", "FN-kilder"),
        ("Folketingets formand byder velkommen.", "organisation:folketinget", "Folketingets"),
        ("Hun rejste til Kairo i går.", "place:360630", "Kairo"),
        ("Joe Biden rejser.", "person:joe-biden", "Joe Biden"),
        ("/ritzau/Reuters", "organisation:ritzau", "ritzau"),
    ],
)
def test_a_name_is_linked(text, entity, surface):
    mentions = [(m.entity, m.surface) for m in read(text).mentions]
    assert (entity, surface) in mentions


def test_a_place_brings_its_country_as_context():
    annotated = read("Hun rejste til Kairo i går.")
    assert [e.id for e in annotated.context] == ["country:EG"]
    assert all(e.id != "country:EG" for e in annotated.entities)


def test_a_surname_is_the_person_with_that_surname_in_the_article():
    annotated = read("Ursula Winkler kom mandag.", "Winkler rejste igen tirsdag.")
    assert [m.entity for m in annotated.mentions if m.surface == "Winkler"] == [
        "person:ursula-winkler"
    ]


def test_a_person_is_also_known_by_the_surname():
    entity = read("Ursula von der Leyen rejser.").entities[0]
    assert [n.text for n in entity.names] == ["von der Leyen", "Leyen"]


def test_a_surname_that_nothing_resolves_stays_apart():
    annotated = read("- Det er for sent, siger Winkler.")
    assert [e.id for e in annotated.entities] == ["person:winkler?"]


def test_a_couple_shares_its_surname():
    annotated = read(
        "Karen og Jens Bagger har boet på gården i 40 år.",
        "- Her er fredeligt, siger Karen Bagger.",
    )
    assert {e.id for e in annotated.entities if e.kind == "PERSON"} == {
        "person:karen-bagger",
        "person:jens-bagger",
    }


def test_mentions_are_where_they_say():
    annotated = read("Olaf Scholz besøgte Paris.", "Scholz mødte Emmanuel Macron.")
    for mention in annotated.mentions:
        assert annotated.article.text[mention.start : mention.end] == mention.surface


def test_offsets_count_code_points():
    annotated = read("🎉 Olaf Scholz besøgte Paris.")
    mention = annotated.mentions[0]
    assert annotated.article.text[mention.start : mention.end] == mention.surface == "Olaf Scholz"


@pytest.mark.parametrize(
    ("text", "person", "title", "of"),
    [
        ("USA's præsident, Joe Biden, rejser.", "Joe Biden", "præsident", "USA"),
        (
            "Den franske præsident Emmanuel Macron rejser.",
            "Emmanuel Macron",
            "præsident",
            "Frankrig",
        ),
        (
            "- Det er godt, siger økonomidirektør Ole Bech fra Novo Nordisk.",
            "Ole Bech",
            "økonomidirektør",
            "Novo Nordisk",
        ),
        (
            "Hanne Madsen, formand for Dansk Folkeparti, siger nej.",
            "Hanne Madsen",
            "formand",
            "Dansk Folkeparti",
        ),
        (
            "Tidligere udenrigsminister Ida Bruun holder tale.",
            "Ida Bruun",
            "tidligere udenrigsminister",
            None,
        ),
        ("SF-formanden Pia Olsen Dyhr smiler.", "Pia Olsen Dyhr", "formand", "SF"),
    ],
)
def test_a_title_before_or_after_a_name_is_a_role(text, person, title, of):
    annotated = read(text)
    assert (person, title, of) in [
        (name(annotated, r.person), r.title, name(annotated, r.of)) for r in annotated.roles
    ]


WORDS = st.sampled_from(
    [
        "Ida",
        "Holm",
        "siger",
        "sagde",
        "truer",
        "USA",
        "USA's",
        "Ifølge",
        "lyder",
        "det",
        "at",
        "og",
        "der",
        "-",
        ",",
        ".",
        ":",
        "»",
        "«",
        '"',
        "han",
        "formanden",
        "for",
        "(S)",
        "FN-kilder",
    ]
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            WORDS | st.text('abæÅ .,-»"’🎉1/', min_size=1, max_size=6), min_size=1, max_size=14
        ).map(" ".join),
        min_size=1,
        max_size=3,
    )
)
def test_any_text_is_read_and_comes_back_from_json(paragraphs):
    article = Article("any", tuple(p.strip() or "x" for p in paragraphs))
    annotated = next(annotate([article]))
    assert annotated_from_json(annotated_to_json(annotated), article, "here") == annotated


def test_an_empty_article_has_nothing():
    annotated = read()
    assert (annotated.entities, annotated.mentions, annotated.statements) == ((), (), ())


def test_a_pipeline_that_is_not_there_is_named():
    with pytest.raises(RunError, match=r"no pipeline 'kg_xx'.*kg_da"):
        build("kg_xx")


def test_the_components_need_what_the_pipeline_makes():
    from kg.language.pipeline import analysis

    problems = analysis("da").analyze_pipes()["problems"]
    made = {
        "doc._.reading",
        "doc.ents",
        *(f"token.{a}" for a in ("pos", "morph", "lemma", "dep", "head", "is_sent_start")),
    }
    assert {need for needs in problems.values() for need in needs} <= made
