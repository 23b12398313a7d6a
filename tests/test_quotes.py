"""Direct speech: which marks pair, what runs over paragraphs, what is no quotation."""

import pytest
from cost import steps
from reading import name, read

from kg.language.lexicon import load_lexicon
from kg.language.parsing import load_pipeline
from kg.language.reading import Reading
from kg.language.syntax.quotes import find_quotes
from kg.language.tokens import Doc
from kg.model import Article
from kg.sources.normalise import clean_text

pytestmark = pytest.mark.model


def speech(*paragraphs):
    """Return who said what in direct speech, in order."""
    found = read(*paragraphs)
    return [(name(found, s.source), s.text) for s in found.statements if s.form == "direct"]


KINDS = [
    "»«",
    "«»",
    '""',
    "“”",
    "„“",
    "„”",
    "””",
    "»»",
    "‘’",
    "’’",
    "‚‘",
    "''",
    "›‹",
    "‹›",
    "<<>>",
    ">><<",
    "``''",
    "''''",
]


@pytest.mark.parametrize("marks", [*KINDS, "«\xa0\xa0»", "»\xa0\xa0«", "‹\xa0\xa0›", "„  “"])
def test_every_kind_of_marks_pairs(marks):
    half = len(marks) // 2
    quote = f"{marks[:half]}Vi venter ikke på nogen{marks[half:]}"
    assert speech(f"{quote}, siger Ida Holm.") == [("Ida Holm", "Vi venter ikke på nogen")]
    assert speech(f"Ida Holm siger: {quote}.") == [("Ida Holm", "Vi venter ikke på nogen")]


@pytest.mark.parametrize(
    "dash", ["- ", "– ", "— ", "― ", "-\xa0", "–\u2009", "-", "–", "―", "−", "− ", "-- ", "--"]
)
def test_every_dash_opens_speech(dash):
    paragraph = f"{dash}Vi venter ikke på nogen, siger Ida Holm."
    assert speech(paragraph) == [("Ida Holm", "Vi venter ikke på nogen")]


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        pytest.param(
            '»Hun kaldte planen "gal" og rejste sig«, siger Ida Holm.',
            'Hun kaldte planen "gal" og rejste sig',
            id="straight in guillemets",
        ),
        pytest.param(
            '"Hun kaldte planen "gal" og rejste sig", siger Ida Holm.',
            'Hun kaldte planen "gal" og rejste sig',
            id="straight in straight",
        ),
        pytest.param(
            "“Hun kaldte planen ‘gal’ og rejste sig”, siger Ida Holm.",
            "Hun kaldte planen ‘gal’ og rejste sig",
            id="single in double",
        ),
        pytest.param(
            "”Hun kaldte planen ”gal” og rejste sig”, siger Ida Holm.",
            "Hun kaldte planen ”gal” og rejste sig",
            id="Scandinavian in Scandinavian",
        ),
        pytest.param(
            "«Hun kaldte planen »gal« og rejste sig», siger Ida Holm.",
            "Hun kaldte planen »gal« og rejste sig",
            id="guillemets the other way round",
        ),
        pytest.param(
            '»Hun kaldte planen "gal"«, siger Ida Holm.',
            'Hun kaldte planen "gal"',
            id="both close together",
        ),
        pytest.param(
            '»"Gal" kaldte hun hele planen«, siger Ida Holm.',
            '"Gal" kaldte hun hele planen',
            id="both open together",
        ),
        pytest.param(
            '- Hun kaldte planen "gal", siger Ida Holm.',
            'Hun kaldte planen "gal"',
            id="marks in speech after a dash",
        ),
        pytest.param(
            "»Vi tager O'Haras ord for gode varer«, siger Ida Holm.",
            "Vi tager O'Haras ord for gode varer",
            id="an apostrophe in a word",
        ),
        pytest.param(
            "'Vi har ventet siden '90erne', siger Ida Holm.",
            "Vi har ventet siden '90erne",
            id="an apostrophe before a year",
        ),
        pytest.param(
            "’Hamas’ svar kommer nok i morgen’, siger Ida Holm.",
            "Hamas' svar kommer nok i morgen",
            id="a genitive",
        ),
        pytest.param(
            '"Vi venter på en 55" skærm til salen", siger Ida Holm.',
            'Vi venter på en 55" skærm til salen',
            id="an inch mark in a quote",
        ),
        pytest.param(
            'En 27" skærm står der. "Vi venter ikke på nogen", siger Ida Holm.',
            "Vi venter ikke på nogen",
            id="an inch mark before a quote",
        ),
        pytest.param(
            '"Vi venter ikke på nr. 5", siger Ida Holm.',
            "Vi venter ikke på nr. 5",
            id="a number before the closing mark",
        ),
        pytest.param(
            'Hun så på en 55 " skærm. "Vi venter ikke på nogen", siger Ida Holm.',
            "Vi venter ikke på nogen",
            id="a mark that nothing closes",
        ),
        pytest.param(
            "»Vi venter ikke på nogen,« siger Ida Holm.",
            "Vi venter ikke på nogen",
            id="the comma within",
        ),
        pytest.param(
            "Ida Holm siger:»Vi venter ikke på nogen«.",
            "Vi venter ikke på nogen",
            id="no space after the colon",
        ),
        pytest.param(
            "- »Vi venter ikke på nogen«, siger Ida Holm.",
            "Vi venter ikke på nogen",
            id="marks around all that follows a dash",
        ),
        pytest.param("»Kommer du?« spørger Ida Holm.", "Kommer du?", id="a question"),
    ],
)
def test_a_quote_is_whole_and_without_its_outer_marks(paragraph, text):
    assert speech(paragraph) == [("Ida Holm", text)]


def test_spaces_on_the_wrong_side_do_not_confuse_pairs():
    paragraph = '"Vi venter ikke på nogen, "siger Ida Holm. "Vi går nu, "siger Ib Bak.'
    assert speech(paragraph) == [("Ida Holm", "Vi venter ikke på nogen"), ("Ib Bak", "Vi går nu")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("»Vi venter ikke på nogen.", "»Og vi går ikke hjem«, siger Ida Holm."),
        ('"Vi venter ikke på nogen.', '"Og vi går ikke hjem", siger Ida Holm.'),
        ("”Vi venter ikke på nogen.", "”Og vi går ikke hjem”, siger Ida Holm."),
        ("»Vi venter ikke på nogen.", "Og vi går ikke hjem«, siger Ida Holm."),
        ("Ida Holm siger:", "»Vi venter ikke på nogen.", "»Og vi går ikke hjem.«"),
        ("»Vi venter ikke på nogen.", "\u200b", "»Og vi går ikke hjem«, siger Ida Holm."),
    ],
)
def test_a_quote_runs_over_paragraphs(paragraphs):
    assert speech(*paragraphs) == [("Ida Holm", "Vi venter ikke på nogen. Og vi går ikke hjem")]


def test_each_paragraph_that_closes_is_a_quote_of_its_own():
    found = speech("»Vi venter ikke på nogen«, siger Ida Holm.", "»Vi går«, siger Ib Bak.")
    assert found == [("Ida Holm", "Vi venter ikke på nogen"), ("Ib Bak", "Vi går")]


def test_a_mark_left_open_ends_with_its_paragraph():
    found = speech("Ida Holm siger: »Vi venter ikke på nogen", "»Vi går nu«, siger Ib Bak ikke.")
    assert ("Ib Bak", "Vi går nu") not in found
    found = speech("Ida Holm siger: »Vi venter ikke", 'Og "det er rigtigt", siger Ib Bak.')
    assert found[0] == ("Ida Holm", "Vi venter ikke")
    assert found[1:] == [("Ib Bak", "det er rigtigt")]


def test_an_apostrophe_left_open_opens_no_quote():
    assert speech("Det var i 'Holmen.", "Vi går nu, siger Ida Holm.") == []


@pytest.mark.parametrize("piece", ['"', "»", "« ", '"a" ', "»a ", "'a ", '5" ', "„ “ ” "])
def test_sixteen_times_the_marks_take_sixteen_times_the_steps(piece):
    nlp = load_pipeline("kg_da")

    def cost(times):
        article = Article("a", (" ".join([piece] * times),))
        clean = clean_text(article.paragraphs)
        doc = Doc([nlp.make_doc(clean.text)])
        reading = Reading(article, clean, doc, load_lexicon("da"))
        return steps(lambda: find_quotes(reading))

    assert cost(3_200) < 1.1 * 16 * cost(200)
