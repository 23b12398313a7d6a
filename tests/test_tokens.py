"""The words of a text as plain objects tell what spaCy tells of them."""

import gc

import pytest
import spacy.tokens
from spacy.vocab import Vocab

from kg.language import annotate, build
from kg.language.tokens import Doc, Kept, Token, root
from kg.model import Article

pytestmark = pytest.mark.model
TEXTS = [
    "»Vi køber  tre af FN's gamle skibe,« siger Ida Lund, der (siden 2019) leder Nordhav.",
    "Hvem betaler? Det gør 38 kommuner - og Åse.",
    " ",
    "Ministeren, som blev kritiseret af Norge, afviser, at planen om at sælge havnen er død ...",
]
PLAIN = ("i", "idx", "text", "lower_", "lemma_", "pos_", "dep_", "ent_type_", "whitespace_")
TOLD = ("is_punct", "is_space", "is_alpha", "is_title", "like_num", "is_sent_start")


@pytest.fixture(scope="module")
def doc():
    nlp = build("kg_da")
    return Doc([nlp(text) for text in TEXTS])


def test_words_are_told_of_as_spacy_does(doc):
    assert len(doc) == len(doc.parsed)
    for word, token in zip(doc, doc.parsed, strict=True):
        assert [getattr(word, a) for a in PLAIN] == [getattr(token, a) for a in PLAIN]
        assert [getattr(word, a) for a in TOLD] == [bool(getattr(token, a)) for a in TOLD]
        assert {f: token.morph.get(f) for f in token.morph.to_dict()} == word.morph
        assert len(word) == len(token)
    assert any(len(values) > 1 for word in doc for values in word.morph.values())


def test_the_tree_is_that_of_spacy(doc):
    for word, token in zip(doc, doc.parsed, strict=True):
        assert word.head.i == token.head.i
        assert [c.i for c in word.children] == [c.i for c in token.children]
        assert (word.left_edge.i, word.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert (word.sent.start, word.sent.end) == (token.sent.start, token.sent.end)
        assert [word.is_ancestor(w) for w in doc] == [token.is_ancestor(t) for t in doc.parsed]


def test_the_head_of_a_stretch_is_that_of_spacy(doc):
    for start in range(len(doc)):
        for end in range(start + 1, min(start + 9, len(doc) + 1)):
            assert root(doc[start:end]).i == doc.parsed[start:end].root.i


def test_sentences_and_recognised_names_are_those_of_spacy(doc):
    assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in doc.parsed.sents]
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [
        (e.start, e.end, e.label_) for e in doc.parsed.ents
    ]
    assert doc.ents


def test_an_article_says_of_its_words_what_its_paragraphs_do(doc):
    nlp = build("kg_da")
    joined = spacy.tokens.Doc.from_docs([nlp(text) for text in TEXTS])
    told = ["IDX", "NORM", "TAG", "ENT_IOB", "ENT_TYPE", "HEAD", "DEP", "SENT_START", "SPACY"]
    assert doc.parsed.text == joined.text
    assert doc.parsed.to_array(told).tolist() == joined.to_array(told).tolist()


def test_so_many_strings_are_kept_at_most(monkeypatch):
    store = build("kg_da").vocab.strings
    monkeypatch.setattr(Kept, "MOST", 2)
    kept = Kept(store.__getitem__)
    assert [kept[store.add(word)] for word in ("en", "to", "en", "tre")] == [
        "en",
        "to",
        "en",
        "tre",
    ]
    assert [*kept.values()] == ["tre"]


def test_all_that_hangs_on_a_word_counts_where_the_tree_crosses_itself():
    heads, deps = [2, 2, 2, 2, 0], ["obl", "advmod", "ROOT", "punct", "acl"]
    words = ["hus", "altid", "købes", ",", "stort"]
    (_, _, verb, _, _) = Doc([spacy.tokens.Doc(Vocab(), words=words, heads=heads, deps=deps)])
    assert (verb.left_edge.text, verb.right_edge.text) == ("hus", "stort")


def test_the_words_of_an_article_are_gone_once_it_is_annotated():
    def words():
        return sum(isinstance(thing, Token) for thing in gc.get_objects())

    article = Article("a", tuple(TEXTS))
    list(annotate([article]))
    gc.collect()
    gc.disable()
    before = words()
    (annotated,) = annotate([article])
    after = words()
    gc.enable()
    assert annotated.statements
    assert after == before
