"""Names, entities and roles of short texts."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import RunError
from kg.language import annotate, build
from kg.model import Article, entity_id
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
        ("Han læser B.T. hver dag.", "organisation:b-t", "B.T."),
        ("Nord- og Sydkorea forhandler.", "country:KP", "Nord-"),
        ("Kina taler med Kim Jong Un i dag.", "person:kim-jong-un", "Kim Jong Un"),
        ("Sanger Lars Vinter optræder.", "person:lars-vinter", "Lars Vinter"),
        (
            "Han taler med Lars Vinter fra National Weather Service i dag.",
            "organisation:national-weather-service",
            "National Weather Service",
        ),
        ("Han gik til en Hanne Boel-koncert i går.", "person:hanne-boel", "Hanne Boel-koncert"),
        (
            "Det svenske justitsministerium svarer.",
            "organisation:det-svenske-justitsministerium",
            "Det svenske justitsministerium",
        ),
        (
            "Han ringer til politiet i Odense og Nyborg.",
            "organisation:politiet-i-odense-og-nyborg",
            "politiet i Odense og Nyborg",
        ),
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
    assert [e.id for e in annotated.entities] == [entity_id("PERSON", "Winkler", article="test")]


@pytest.mark.parametrize(
    ("text", "surface", "person"),
    [
        # Not the longest, and no relative: the one whom the article is about.
        (
            (
                "Jan Vestergaard truer Norge. Hans hustru, Kirstine Vestergaard, var med.",
                "- Vi handler nu, siger Vestergaard.",
            ),
            "Vestergaard",
            "person:jan-vestergaard",
        ),
        # "fru" and "hr." say who is meant.
        (
            ("Ida Holm og Bo Holm driver hotellet.", "- Det går godt, siger fru Holm."),
            "Holm",
            "person:ida-holm",
        ),
        # The title does.
        (
            ("Direktør Ida Holm og tømrer Bo Holm er uenige.", "- Det går, siger tømrer Holm."),
            "Holm",
            "person:bo-holm",
        ),
        # The one named far more often.
        (
            ("Ida Holm kom. Ida Holm gik. Bo Holm blev.", "- Det går, siger Holm."),
            "Holm",
            "person:ida-holm",
        ),
        # Open: nobody is accused in another's place.
        (
            ("Ida Holm og Bo Holm blev.", "- Det går, siger Holm."),
            "Holm",
            entity_id("PERSON", "Holm", article="test"),
        ),
    ],
)
def test_a_surname_is_the_bearer_who_fits(text, surface, person):
    annotated = read(*text)
    assert {m.entity for m in annotated.mentions if m.surface == surface} == {person}


def test_an_open_surname_is_another_person_in_another_article():
    one, other = (
        next(annotate([Article(key, ("- Det er for sent, siger Winkler.",))]))
        for key in ("one", "other")
    )
    assert one.entities[0].id != other.entities[0].id


@pytest.mark.parametrize(
    "text",
    [
        "De så filmen »Havets Dronning« i går.",
        "Efter Brexit blev alt dyrere.",
    ],
)
def test_what_is_no_person_place_or_organisation_is_no_entity(text):
    assert read(text).entities == ()


def test_one_name_is_one_kind_in_an_article():
    annotated = read(
        "Tømrer Madoc Vandervelt bor i byen.",
        "Vandervelt er glad. - Jeg bliver, siger Vandervelt.",
    )
    assert {e.id for e in annotated.entities} == {"person:madoc-vandervelt"}


def test_brackets_introduce_a_short_form():
    annotated = read("Han leder Nordisk Brevdueforbund (FDBX) i dag.", "FDBX er glad.")
    assert len({m.entity for m in annotated.mentions if m.surface == "FDBX"}) == 1
    assert all(e.id != "organisation:fdbx" for e in annotated.entities)


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
        (
            "Bo Holm er tidligere formand for Dansk Industri.",
            "Bo Holm",
            "tidligere formand",
            "Dansk Industri",
        ),
        (
            "Anne Krag, der er professor i retshistorie ved Aarhus Universitet, er enig.",
            "Anne Krag",
            "professor i retshistorie",
            "Aarhus Universitet",
        ),
        ("Mette Lund, 42, chef i Novo Nordisk, siger ja.", "Mette Lund", "chef", "Novo Nordisk"),
        (
            "Formand for Dansk Industri, overlæge Jens Bech, siger nej.",
            "Jens Bech",
            "formand",
            "Dansk Industri",
        ),
        (
            "Formand for Dansk Industri, overlæge Jens Bech, siger nej.",
            "Jens Bech",
            "overlæge",
            None,
        ),
        ("Instruktøren og forfatteren Bo Holm er her.", "Bo Holm", "instruktør", None),
        ("Modeskaberne Ida Lund og Bo Holm udstiller.", "Ida Lund", "modeskaber", None),
        ("Modeskaberne Ida Lund og Bo Holm udstiller.", "Bo Holm", "modeskaber", None),
        ("Rapperen Kim Bech optræder.", "Kim Bech", "rapper", None),
        ("Den franske maler Paul Laval rejser.", "Paul Laval", "maler", None),
        (
            "Præsident Vladimir Putin rejser hjem til Rusland.",
            "Vladimir Putin",
            "præsident",
            "Rusland",
        ),
        (
            "Bo Holm, som på det tidspunkt var borgmester i Odense, gik.",
            "Bo Holm",
            "borgmester",
            "Odense",
        ),
    ],
)
def test_a_title_before_or_after_a_name_is_a_role(text, person, title, of):
    annotated = read(text)
    assert (person, title, of) in [
        (name(annotated, r.person), r.title, name(annotated, r.of)) for r in annotated.roles
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron mødte tirsdag Viktor Orbán.",
        "Hans nabo Bo Holm er her.",
        "Hun mødte i sommer Bo Holm.",
        "Bo Holm er ikke formand.",
        "Formanden mødte direktør Holm.",
    ],
)
def test_what_is_no_title_is_no_role(text):
    assert [r.title for r in read(text).roles if r.title != "direktør"] == []


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
@example([": -"])
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


def test_a_component_of_somebody_else_has_the_document_and_what_was_read_of_it():
    from spacy.language import Language

    from kg.language.pipeline import analysis

    seen = []

    @Language.component("kg_test_sees")
    def sees(doc):
        seen.append((doc.text, doc[0].pos_, [n.kind for n in doc._.reading.names]))
        return doc

    analysis("da").add_pipe("kg_test_sees", after="kg_link")
    read("Ida Lund bor i Ribe.", "Hun siger nej.")
    analysis("da").remove_pipe("kg_test_sees")
    text = "Ida Lund bor i Ribe. Hun siger nej."
    assert seen == [(text, "PROPN", ["PERSON", "PLACE"])]
