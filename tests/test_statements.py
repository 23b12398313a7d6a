"""Who said or did what to whom: one short text and what it tells."""

import pytest

from kg.model import PREDICATES
from tests.reading import name, only, read, told

pytestmark = pytest.mark.model

SPOKEN = [
    ("- Vi rejser i morgen, siger Mette Holm.", ("Mette Holm", "SAID", None)),
    ("- Vi rejser i morgen, siger Mette Holm til Politiken.", ("Mette Holm", "SAID", "Politiken")),
    ("»Det går den rigtige vej,« siger Ahmed Yilmaz.", ("Ahmed Yilmaz", "SAID", None)),
    ('"Det går den rigtige vej," fastslår Ahmed Yilmaz.', ("Ahmed Yilmaz", "SAID", None)),
    ("Ifølge Sofie Krogh stiger prisen på strøm til vinter.", ("Sofie Krogh", "SAID", None)),
    ("Prisen på strøm stiger til vinter, vurderer Sofie Krogh.", ("Sofie Krogh", "SAID", None)),
    ("Sofie Krogh mener, at prisen på strøm stiger til vinter.", ("Sofie Krogh", "SAID", None)),
    (
        "Tysklands kansler, Olaf Scholz, meddelte torsdag, at mødet er aflyst.",
        ("Olaf Scholz", "ANNOUNCED", None),
    ),
    ("Norge bekræfter, at to skibe er på vej.", ("Norge", "CONFIRMED", None)),
    ("Rusland benægter, at der er faldet missiler i byen.", ("Rusland", "DENIED", None)),
    ("Peter Lund afviser, at han har modtaget penge.", ("Peter Lund", "DENIED", None)),
    ("Ukraine hævder, at broen er ødelagt.", ("Ukraine", "CLAIMED", None)),
    ("Nato advarer Serbien mod at sende soldater til grænsen.", ("NATO", "WARNED", "Serbien")),
    ("Kina truer Taiwan med nye militærøvelser.", ("Kina", "THREATENED", "Taiwan")),
    (
        "USA's udenrigsminister, Antony Blinken, truede fredag Iran med nye sanktioner.",
        ("Antony Blinken", "THREATENED", "Iran"),
    ),
    ("Enhedslisten kræver, at skatten sættes op.", ("Enhedslisten", "DEMANDED", None)),
    ("Frankrig opfordrer Israel til at åbne grænsen.", ("Frankrig", "URGED", "Israel")),
    ("Lars Bak lover, at vejen bliver færdig til tiden.", ("Lars Bak", "PROMISED", None)),
    ("Venstre foreslår, at afgiften fjernes.", ("Venstre", "PROPOSED", None)),
    ("Sverige godkender planen om et nyt kraftværk.", ("Sverige", "AGREED", None)),
    ("Dansk Folkeparti kan ikke acceptere forslaget.", ("Dansk Folkeparti", "REJECTED", None)),
    ("Ida Bruun afviser at trække sig fra posten.", ("Ida Bruun", "REJECTED", None)),
]
ATTITUDES = [
    ("Emma Dahl roser Danmark for at tage ansvar.", ("Emma Dahl", "PRAISED", "Danmark")),
    ("Finland fordømmer angrebet i skarpe vendinger.", ("Finland", "CRITICISED", None)),
    (
        "Amnesty International kritiserer Ungarn for at lukke grænsen.",
        ("Amnesty International", "CRITICISED", "Ungarn"),
    ),
    ("Ukraine anklager Rusland for at bruge forbudte våben.", ("Ukraine", "ACCUSED", "Rusland")),
    ("Polen støtter Ukraine.", ("Polen", "SUPPORTED", "Ukraine")),
]
DEEDS = [
    (
        "Estlands premierminister, Kaja Kallas, mødtes mandag med Emmanuel Macron i Paris.",
        ("Kaja Kallas", "MET", "Emmanuel Macron"),
    ),
    ("Rusland angreb natten til lørdag Ukraine med droner.", ("Rusland", "ATTACKED", "Ukraine")),
    ("Carlsberg har købt Vestas.", ("Carlsberg", "ACQUIRED", "Vestas")),
    ("Norge hjælper Ukraine.", ("Norge", "AIDED", "Ukraine")),
    ("Brøndby IF besejrede AGF søndag.", ("Brøndby IF", "DEFEATED", "AGF")),
]


@pytest.mark.parametrize(("text", "expected"), SPOKEN + ATTITUDES + DEEDS)
def test_one_sentence_tells_who_what_and_whom(text, expected):
    assert expected in told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Det regner i København, og vinden er frisk.",
        "Mette Holm er 43 år og bor i Aarhus.",
        "Hvis Rusland angriber Finland, bliver det alvorligt.",
        "Man siger, at København er dyr.",
        "Danmark blev kritiseret.",
    ],
)
def test_states_hypotheses_and_agentless_passives_tell_nothing(text):
    assert told(read(text)) == []


def test_a_passive_has_its_agent_as_source():
    assert ("Finland", "CRITICISED", "Rusland") in told(read("Rusland kritiseres af Finland."))


def test_an_apposition_between_commas_is_no_inquit():
    text = "Irans udenrigsminister, Hossein Amiri, der er på besøg i Doha, truer USA med gengæld."
    assert ("Hossein Amiri", "THREATENED", "USA") in told(read(text))


def test_the_dash_and_the_inquit_are_no_part_of_a_quote():
    statement = only(read("- Vi har ventet længe på den dag, siger Karen Juhl."), "SAID")
    assert statement.text == "Vi har ventet længe på den dag"
    assert statement.form == "direct"


def test_the_text_of_a_statement_is_where_it_says():
    annotated = read(
        "Sofie Krogh mener, at prisen på strøm stiger til vinter.",
        "»Det er skidt,« siger Ahmed Yilmaz.",
    )
    for statement in annotated.statements:
        assert annotated.article.text[statement.start : statement.end] == statement.text
        assert annotated.article.text[statement.cue_start : statement.cue_end] == statement.cue
        assert (
            statement.sentence_start
            <= statement.cue_start
            < statement.cue_end
            <= statement.sentence_end
        )


def test_a_quote_may_run_over_paragraphs():
    annotated = read(
        '"Først ryddede vi op i kælderen.',
        '"Derefter malede vi væggene i stuen," siger Karen Juhl.',
    )
    assert ("Karen Juhl", "SAID", None) in told(annotated)


def test_a_sentence_that_points_back_attributes_the_quote_before_it():
    annotated = read("- Vi giver ikke op.", "Sådan siger Karen Juhl efter mødet.")
    assert only(annotated, "SAID").text.rstrip(".") == "Vi giver ikke op"


def test_det_videre_is_said_by_whoever_spoke_last():
    annotated = read(
        "En svensk embedsmand sagde fredag, at aftalen er tæt på.",
        "Den skal underskrives i Geneve, lød det videre.",
    )
    assert told(annotated) == [("Sverige", "SAID", None), ("Sverige", "SAID", None)]


def test_an_unnamed_official_speaks_for_the_country():
    assert ("USA", "SAID", None) in told(read("Amerikanske embedsmænd siger, at lageret er tomt."))


def test_a_pronoun_is_the_person_of_its_gender_named_last():
    annotated = read("Mette Holm mødte Peter Lund på havnen.", "- Det var en god snak, siger hun.")
    assert name(annotated, annotated.statements[-1].source) == "Mette Holm"


def test_a_title_stands_for_the_person_who_has_it():
    annotated = read(
        "Statsminister Ida Bruun besøgte fredag Odense.",
        "- Jeg er glad for at være her, siger statsministeren.",
    )
    assert name(annotated, annotated.statements[-1].source) == "Ida Bruun"


def test_what_somebody_says_that_another_did_is_reported_by_them():
    annotated = read("Ukraine siger, at Rusland har angrebet Polen.")
    inner = only(annotated, "ATTACKED")
    assert (
        name(annotated, inner.source),
        name(annotated, inner.target),
        name(annotated, inner.reported_by),
    ) == ("Rusland", "Polen", "Ukraine")


def test_a_threat_without_target_has_its_places_as_topics():
    annotated = read("Rusland har længe truet med at gå ind i Odesa.")
    threat = only(annotated, "THREATENED")
    assert threat.target is None
    assert [name(annotated, t) for t in threat.topics] == ["Odesa"]


def test_an_action_that_is_threatened_has_not_happened():
    assert told(read("Iran truer med at angribe Israel.")) == [("Iran", "THREATENED", "Israel")]


def test_negation_is_told():
    statement = only(read("Peter Lund har ikke bekræftet, at han stiller op."), "CONFIRMED")
    assert statement.negated


def test_several_sources_make_a_statement_each():
    assert {
        s
        for s, p, _ in told(read("Norge og Sverige advarer om, at isen er usikker."))
        if p == "WARNED"
    } == {"Norge", "Sverige"}


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Torsdag sagde Mette Holm, at broen åbner.", "2024-05-09", "Torsdag"),
        ("Mette Holm sagde i går, at broen åbner.", "2024-05-09", "i går"),
        ("Den 3. maj sagde Mette Holm, at broen åbner.", "2024-05-03", "3. maj"),
        ("Mette Holm siger, at broen åbner.", "2024-05-10", "published"),
    ],
)
def test_the_day_of_a_statement_comes_with_the_words_it_is_worked_out_from(text, day, words):
    statement = read(text).statements[0]
    assert (statement.said_on, statement.said_from) == (day, words)


def test_without_a_day_of_publication_nothing_is_dated():
    assert (
        read("Mette Holm sagde i går, at broen åbner.", published=None).statements[0].said_on
        is None
    )


def test_every_predicate_of_the_lexicon_is_in_the_model():
    from kg.language.lexicon import NOTHING, load_lexicon

    lexicon = load_lexicon("da")
    used = {cue.predicate for cues in lexicon.cues.values() for cue in cues} | {
        cue.predicate for cues in lexicon.nouns.values() for cue in cues
    }
    assert used == {*PREDICATES, NOTHING}
