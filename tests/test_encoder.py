"""The encoder's parts: hashes, features, trees, names, boundaries, lemmas."""

import doctest
import gzip
import itertools
from importlib import import_module

import numpy as np
import pytest

from kg.errors import RunError
from kg.language.encoder.boundaries import Forms, cut, shape
from kg.language.encoder.decoding import NameTags, are_trees, tree
from kg.language.encoder.features import UNKNOWN_WORD, Extractor
from kg.language.encoder.floret import FloretTable, murmur3, ngrams
from kg.language.encoder.lemmas import Lemmas, apply_rule, make_rule
from kg.language.encoder.running import batches

TAGS = ["B-LOC", "B-PER", "I-LOC", "I-PER", "O"]


def test_hashes_are_those_of_murmur3():
    """The published values for the empty key and a long one, and a key of each length modulo 16."""
    from spacy.strings import StringStore
    from spacy.vectors import Vectors

    rows = np.arange(1000, dtype=np.float32)[:, None]
    words = ["å" * n + "b" * m for n, m in itertools.product(range(5), range(9))][1:]
    theirs = Vectors(
        data=rows,
        strings=StringStore(),
        mode="floret",
        minn=3,
        maxn=5,
        hash_count=2,
        hash_seed=7,
        bow="<",
        eow=">",
    )
    for word in words:
        found = murmur3(ngrams(word, 3, 5), seed=7)[:, :2] % 1000
        assert found.mean() == pytest.approx(float(theirs[word][0]), rel=1e-5), word


def table(rows=50, width=3):
    random = np.random.default_rng(1)
    values = random.integers(-127, 128, (rows, width)).astype(np.int8)
    return FloretTable(values, np.ones(rows, np.float32), 3, 5, 2, seed=3)


def test_vectors_do_not_depend_on_what_is_asked_beside():
    alone = [table().vectors([word])[0] for word in ("ord", "", "Ærø")]
    assert np.array_equal(table().vectors(["ord", "", "Ærø"]), np.stack(alone))
    assert not alone[1].any()


def test_features_see_quotation_marks_alike_and_names_with_a_genitive():
    from zlib import crc32

    extractor = Extractor(list('\0\1\2\3"ab'), ["", "?", '"', "00"], table(), {crc32(b"Ib"): 1})
    features = extractor.features(["»", '"', "17", "Ibs", "ukendt"])
    assert features.word.tolist() == [2, 2, 3, UNKNOWN_WORD, UNKNOWN_WORD]
    assert (features.characters[0] == features.characters[1]).all()
    assert features.lists[:, 0].tolist() == [0, 0, 0, 1, 0]
    assert features.lists[:, -1].tolist() == [0, 0, 0, 1, 0]


def test_the_vector_of_a_word_without_end_is_made_of_its_beginning():
    extractor = Extractor([], ["", "?"], table(), {})
    long, longer = extractor.features(["a" * 50 + "b" * 60, "a" * 50 + "b" * 70_000]).vectors
    assert np.array_equal(long, longer)


def best_by_trial(scores):
    """Return the highest sum of scores of all trees with one root."""
    n = len(scores)
    best = -np.inf
    for heads in itertools.product(range(n + 1), repeat=n):
        chosen = np.array([heads])
        if all(h != i + 1 for i, h in enumerate(heads)) and are_trees(chosen)[0]:
            best = max(best, scores[np.arange(n), chosen[0]].sum())
    return best


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_the_tree_is_the_best_with_one_root(n):
    random = np.random.default_rng(n)
    for _ in range(30):
        scores = random.normal(size=(n, n + 1)).astype(np.float32) * 3
        heads = tree(scores)
        assert are_trees(heads[None])[0]
        assert scores[np.arange(n), heads].sum() == pytest.approx(best_by_trial(scores), abs=1e-4)


def test_a_long_sentence_full_of_cycles_becomes_a_tree():
    scores = np.random.default_rng(0).normal(size=(200, 201)).astype(np.float32)
    assert are_trees(tree(scores)[None])[0]


def test_what_is_no_tree_is_seen():
    heads = np.array([[0, 1, 1], [2, 1, 0], [0, 0, 1], [2, 3, 1], [2, 3, 0]])
    assert are_trees(heads).tolist() == [True, False, False, False, True]


def test_no_name_goes_on_that_has_not_begun():
    tags = NameTags(TAGS)
    random = np.random.default_rng(0)
    for _ in range(200):
        scores = random.normal(size=(6, len(TAGS))).astype(np.float32)
        names = [TAGS[i] for i in tags.best(scores)]
        for before, tag in itertools.pairwise(["O", *names]):
            assert tag[0] != "I" or before[2:] == tag[2:], names
    assert tags.best(np.zeros((0, len(TAGS)), np.float32)).tolist() == []


def test_names_are_the_best_allowed():
    scores = np.zeros((2, len(TAGS)), np.float32)
    scores[0, TAGS.index("O")], scores[0, TAGS.index("B-PER")] = 2, 1
    scores[1, TAGS.index("I-PER")], scores[1, TAGS.index("O")] = 5, 1
    assert [TAGS[i] for i in NameTags(TAGS).best(scores)] == ["B-PER", "I-PER"]


def test_batches_hold_all_texts_once_and_are_not_too_large():
    lengths = [5, 1, 9, 3, 3, 40]
    made = list(batches(lengths, 12))
    assert sorted(itertools.chain(*made)) == list(range(6))
    assert all(len(b) == 1 or len(b) * max(lengths[i] for i in b) <= 12 for b in made)


def test_a_text_without_ends_is_cut_where_a_beginning_is_likeliest():
    scores = np.full(500, -5, np.float32)
    scores[[100, 310]] = -1
    assert np.flatnonzero(cut(scores, longest=240)).tolist() == [0, 100, 310]


def test_shapes_tell_kinds_of_punctuation():
    assert len({tuple(shape(form)) for form in ("«", "»", '"', ".", ":", "–", ",", "A", "a")}) == 9


def test_an_open_quotation_mark_is_seen_until_it_closes():
    _, shapes = Forms([""]).arrays(list('a"b"c'), [True] * 5)
    assert shapes[:, -1].tolist() == [0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Bilerne", "bil"), ("gik", "gå"), ("Lars'", "Lars"), ("bedre", "god"), ("ord", "ord")],
)
def test_a_rule_makes_the_lemma(form, lemma):
    rule = make_rule(form, lemma)
    assert apply_rule(form, rule) == (lemma if rule != "0|0|" else form.lower())


def test_lemmas_of_known_words(tmp_path):
    with gzip.open(tmp_path / "lemmas.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("mænd\tNOUN\t0|3|and\nMænd\tPROPN\t1|0|\n")
    lemmas = Lemmas(tmp_path)
    assert lemmas.known("Mænd", "NOUN") == "mand"
    assert lemmas.known("Mænd", "PROPN") == "Mænd"
    assert lemmas.known("mænd", "VERB") is None


@pytest.mark.parametrize("content", [None, b"no gzip"])
def test_a_table_that_cannot_be_read_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / "lemmas.tsv.gz").write_bytes(content)
    with pytest.raises(RunError, match=r"lemmas\.tsv\.gz"):
        Lemmas(tmp_path)


@pytest.mark.parametrize("name", ["boundaries", "features", "floret", "lemmas", "running"])
def test_examples_in_the_documentation_hold(name):
    result = doctest.testmod(import_module(f"kg.language.encoder.{name}"))
    assert result.attempted
    assert not result.failed
