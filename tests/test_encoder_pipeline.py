"""The shipped pipeline: texts are read, alike in whatever groups; a broken folder is named."""

import pickle
import random
import shutil
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.errors import RunError
from kg.language import pipelines_folder
from kg.language.encoder.boundaries import LONGEST

ROOT = Path(__file__).parent.parent
FOLDER = pipelines_folder() / "kg_da"
TEXTS = [
    "Statsminister Ida Holm (S) siger, at Danmark vil hjælpe Ukraine.",
    "– Vi går nu, sagde Bo Friis til avisen. Så gik han.",
    "Regn",
    "",
    "  \n ",
    "»Hvem er det?« spurgte hun.  »Det er Peter fra Odense Kommune,« svarede han.",
    "Ingen ved, hvad der skete i Aarhus i 2019; sagen er lukket, men ikke glemt, siger politiet.",
    "\tFørst et mellemrum. Og et til",
]
COLUMNS = ["POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(FOLDER)


def values(doc):
    return doc.to_array(COLUMNS).tolist()


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_text_is_read_alike_in_any_company(nlp, size):
    alone = {text: values(nlp(text)) for text in TEXTS}
    many = TEXTS * 3
    random.Random(size).shuffle(many)  # noqa: S311
    for text, doc in zip(many, nlp.pipe(many, batch_size=size), strict=True):
        assert values(doc) == alone[text], text


def test_two_processes_read_as_one(nlp):
    found = [values(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=2)]
    assert found == [values(nlp(text)) for text in TEXTS]


@pytest.mark.parametrize("text", TEXTS)
def test_each_sentence_has_one_root_and_its_words_hang_on_it(nlp, text):
    doc = nlp(text)
    assert "".join(t.text_with_ws for t in doc) == text
    for sentence in doc.sents:
        assert [t.dep_ for t in sentence].count("ROOT") == 1
        assert set(sentence.root.subtree) == set(sentence)
    assert all(t.pos_ and t.lemma_ for t in doc)


def test_a_sentence_is_understood(nlp):
    doc = nlp(TEXTS[0])
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Ida Holm", "PER"),
        ("S", "ORG"),
        ("Danmark", "LOC"),
        ("Ukraine", "LOC"),
    ]
    assert [(t.text, t.head.text) for t in doc if t.dep_ == "nsubj"] == [
        ("Ida", "siger"),
        ("Danmark", "hjælpe"),
    ]
    says = next(t for t in doc if t.text == "siger")
    assert (says.lemma_, says.pos_, says.morph.get("Tense")) == ("sige", "VERB", ["Pres"])


def test_sentences_begin_after_what_ends_them(nlp):
    doc = nlp(TEXTS[5])
    assert [sentence.text for sentence in doc.sents][1].startswith("»Det er Peter")


def test_a_text_of_three_thousand_words_is_read(nlp):
    doc = nlp("ord og " * 1500)
    assert len(doc) == 3000
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST


def test_a_document_of_words_without_spaces_is_read(nlp):
    (doc,) = nlp.pipe([Doc(nlp.vocab, words=["Bo", "sover", ".", "Ida", "læser", "."])])
    assert [s.text.split() for s in doc.sents] == [["Bo", "sover", "."], ["Ida", "læser", "."]]


def test_sentences_of_another_component_are_kept():
    nlp = spacy.load(FOLDER, exclude=["kg_sentences"])
    nlp.add_pipe("sentencizer", first=True, config={"punct_chars": [";"]})
    doc = nlp("Bo sover. Ida læser; det regner.")
    assert [s.text for s in doc.sents] == ["Bo sover. Ida læser;", "det regner."]


def test_a_pipeline_can_be_written_again_and_pickled(nlp, tmp_path):
    nlp.to_disk(tmp_path / "again")
    again = spacy.load(tmp_path / "again")
    component = pickle.loads(pickle.dumps(nlp.get_pipe("kg_lemmas")))  # noqa: S301
    assert values(again(TEXTS[0])) == values(nlp(TEXTS[0]))
    assert component.lemmas.known("sagde", "VERB") == "sige"


@pytest.mark.parametrize(
    "file",
    [
        "kg_encoder/sentences.onnx",
        "kg_encoder/vectors.npz",
        "kg_encoder/vocabulary.json",
        "kg_sentences/boundaries.onnx",
        "kg_lemmas/lemmas.tsv.gz",
    ],
)
@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, file, damage):
    folder = tmp_path / "kg_da"
    shutil.copytree(FOLDER, folder)
    if damage == "missing":
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(b"nothing")
    with pytest.raises(RunError, match=f"{Path(file).parent}.*{damage}"):
        spacy.load(folder)


def test_a_component_without_its_model_says_so():
    nlp = spacy.blank("da")
    nlp.add_pipe("kg_encoder")
    with pytest.raises(RunError, match="kg_encoder has no model"):
        nlp("Bo sover.")


def test_spacy_finds_the_factories_where_kg_is_installed():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    section = text.split("[project.entry-points.spacy_factories]")[1].split("\n\n")[0]
    found = [
        line.split("=")[1].split("#")[0].strip(' "') for line in section.splitlines() if ":" in line
    ]
    assert len(found) == len(spacy.load(FOLDER).pipe_names)
    for name in found:
        module, factory = name.split(":")
        assert callable(getattr(import_module(module), factory))
