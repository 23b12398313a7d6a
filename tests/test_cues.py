"""Every line of the table of cues has an example in which its cue is found, as it says."""

from pathlib import Path

import pytest

import kg.language
from corpus.cues import found_cues
from kg.language import build
from kg.language.lexicon import NOTHING, NOUN_KINDS, cue_rows
from kg.language.pipeline import readings
from kg.language.statements.cues import find_cues
from kg.model import PREDICATES, Article
from training.cue_forms import forms

FOLDER = Path(kg.language.__file__).parent / "da"
ROWS = list(cue_rows(FOLDER))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vejen er ifølge politiet lukket.", {"ifølge"}),
        ("Det har Ida Bo ikke i sinde.", {"har", "sinde"}),
    ],
)
def test_the_words_of_a_cue_are_those_apart_from_it_too_whoever_says_it(text, words):
    (reading,) = readings(build("kg_da"), [Article("1", (text,))])
    assert words in [found for found, _ in found_cues(reading)[0]]


@pytest.mark.model
def test_every_cue_is_found_in_its_example():
    articles = [Article(str(n), (row["example"],)) for n, row in enumerate(ROWS)]
    missing = []
    for row, reading in zip(ROWS, readings(build("kg_da"), articles), strict=True):
        lemma, _, particles = row["cue"].partition("+")
        cues = [f.cue for f in find_cues(reading)]
        words = tuple(filter(None, particles.split("_")))
        alike = [c for c in cues if (c.predicate, c.lemma) == (row["predicate"], lemma)]
        if row["predicate"] == NOTHING:
            missing += [f"{row['cue']}: {row['example']} {c}" for c in cues if c.lemma == lemma]
        elif not any(c.particles[: len(words)] == words for c in alike):
            missing.append(f"{row['cue']} {row['predicate']}: {row['example']} {cues}")
    assert not missing, "\n".join(missing)


def test_no_reading_of_a_cue_stands_twice():
    keys = [(row["cue"], row["follows"], row["kind"] in NOUN_KINDS) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_every_predicate_is_one_of_the_list():
    assert {row["predicate"] for row in ROWS} <= {*PREDICATES, NOTHING}


def test_the_forms_of_every_verb_are_known():
    known = set((FOLDER / "cue_forms.csv").read_text("utf-8").splitlines()[1:])
    verbs = {row["cue"].partition("+")[0] for row in ROWS if row["kind"] not in NOUN_KINDS}
    assert known == {f"{form},{verb}" for verb in verbs for form in forms(verb)}
