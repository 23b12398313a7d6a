"""Work grows with the length of an article, not with its square, whatever it is made of."""

import pytest
from cost import steps

from kg.language.parsing import REACH, load_pipeline, parse
from kg.language.pipeline import read
from kg.model import Article
from kg.sources.normalise import clean_text

pytestmark = [pytest.mark.model, pytest.mark.slow]
#: How often an article is repeated, and how often the longer one.
SHORT, LONG = 3, 12
#: How far the steps may be from proportional: a share for look-ups in what grows.
SLACK = 1.2
ENDINGS = "abdefgiklmnoprst"
PARAGRAPHS = {
    "news": [
        "Statsminister Karen Holm siger, at regeringen vil støtte Ukraine i vinter.",
        "- Vi kan ikke vente længere, siger Bo Lind til avisen. Han er minister.",
        '"Det er en trussel mod os alle," sagde hun, mens Rusland afviste det.',
    ],
    "pronouns": ["Bo Holm rejste til Berlin. Han sov, og han spiste. Hun gik, før hun sov."],
    "nobody": ["Det går godt, siger Bo Holm.", '"Vi kan ikke vente længere," lyder det.'],
    "infinitives": ["Bo Holm truer med at angribe Iran og beskylder USA for at dræbe folk."],
    "collectives": ["Foreningen Lys i Aarhus siger nej. Foreningen er enig, siger formanden."],
    "quotes": ['"Vi går nu," siger Bo Lind. »Vi bliver,« siger Ida Holm, «og vi sover».'],
    "capitals": ["DET SIGER KAREN HOLM. A B C D E F G. Karen Holm Og Bo Lind Siger Nej."],
    "marks": ['" " " » » « - - - ... . . . ! ! ? ? : : - " \' \' « « - - -'],
}


def cost(paragraphs, times):
    """Return the steps that an article of repeated paragraphs takes once these are parsed."""
    nlp = load_pipeline("kg_da")
    [(_, _, docs)] = parse(nlp, [Article("a", tuple(paragraphs))])
    article = Article("a", tuple(paragraphs) * times, published="2024-05-09")
    clean = clean_text(article.paragraphs)
    return steps(lambda: read(nlp, article, clean, docs * times))


@pytest.mark.parametrize("shape", PARAGRAPHS)
@pytest.mark.parametrize("joined", [False, True], ids=["paragraphs", "one paragraph"])
def test_four_times_the_words_take_four_times_the_steps(shape, joined):
    paragraphs = PARAGRAPHS[shape] * 10
    paragraphs = [" ".join(paragraphs)] if joined else paragraphs
    cost(paragraphs, 1)  # what is looked up once is known after this
    assert cost(paragraphs, LONG) < SLACK * LONG / SHORT * cost(paragraphs, SHORT)


def test_tokenizer_looks_at_the_edges_of_a_run_alone():
    nlp = load_pipeline("kg_da")
    run = '"' * 1000
    assert nlp.tokenizer.prefix_search(run).span() == (0, 1)
    assert nlp.tokenizer.suffix_search(run).span() == (REACH - 1, REACH)
    assert [t.text for t in nlp.make_doc(f"{run}Nej{run}")] == [*run, "Nej", *run]


def test_four_times_the_names_take_four_times_the_steps():
    def names(count):
        surnames = [f"Bo{a}{b}{c}" for a in ENDINGS for b in ENDINGS for c in ENDINGS]
        return [
            f"Formand Ib {s} for {s}rådet siger nej. Ib {s}s plan er god." for s in surnames[:count]
        ]

    def cost_of(count):
        nlp, article = load_pipeline("kg_da"), Article("a", tuple(names(count)))
        [(_, clean, docs)] = parse(nlp, [article])
        return steps(lambda: read(nlp, article, clean, docs))

    cost_of(400)  # what is looked up once is known after this
    assert cost_of(400) < SLACK * 4 * cost_of(100)
