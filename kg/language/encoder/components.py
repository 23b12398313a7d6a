"""The encoder as spaCy components: sentences, then tags, trees and names, then lemmas.

Each has a factory of its own, so that `spacy.load` builds it from a folder, and can be taken out or
replaced: `kg_encoder` reads the sentences that any component before it has set.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Token

from kg.language.encoder.boundaries import Boundaries
from kg.language.encoder.lemmas import Lemmas, apply_rule
from kg.language.encoder.model import Network, Parse
from kg.language.encoder.stored import Stored

IOB = {"I": 1, "O": 2, "B": 3}


class Sentences(Stored):
    """Finds where sentences begin."""

    boundaries: Boundaries

    def load(self, folder: Path) -> None:
        """Read the network of boundaries."""
        self.boundaries = Boundaries(folder)

    def read(self, docs: list[Doc]) -> None:
        """Set which tokens begin sentences; white space belongs to what is before it."""
        words = [[t for t in doc if not t.is_space] for doc in docs]
        found = self.boundaries.starts(
            [[t.text for t in tokens] for tokens in words],
            [[bool(t.whitespace_) or _space_follows(t) for t in tokens] for tokens in words],
        )
        for doc, tokens, starts in zip(docs, words, found, strict=True):
            column = np.full((len(doc), 1), -1, np.int64)
            first = [t.i for t, start in zip(tokens, starts.tolist(), strict=True) if start]
            column[np.array(first, np.int64)] = 1
            column[:1] = 1
            if tokens and tokens[0].i:
                column[tokens[0].i] = -1
            doc.from_array([SENT_START], column.astype(np.uint64))  # type: ignore[arg-type]


def _space_follows(token: Token) -> bool:
    following = token.i + 1
    return following < len(token.doc) and bool(token.doc[following].is_space)


class Encoder(Stored):
    """Sets parts of speech, features, lemmas by rule, trees and names."""

    network: Network

    def load(self, folder: Path) -> None:
        """Read the network, and note its labels in the vocabulary."""
        self.network = Network(folder)
        known, strings = self.network.vocabulary, self.vocab.strings
        self._upos = np.array([IDS[u] for u in known["upos"]], np.uint64)
        morphs = [self.vocab.morphology.add(f if f != "_" else "") for f in known["feats"]]
        self._feats = np.array(morphs, np.uint64)
        labels = ["ROOT" if label == "root" else label for label in known["labels"]]
        self._labels = np.array([strings.add(label) for label in labels], np.uint64)
        self._iob = np.array([IOB[tag[0]] for tag in known["names"]], np.uint64)
        self._types = np.array(
            [strings.add(tag[2:]) if tag[2:] else 0 for tag in known["names"]], np.uint64
        )
        dropped = [tag.endswith("-MISC") for tag in known["names"]]
        self._iob[dropped], self._types[dropped] = IOB["O"], 0

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of arcs."""
        return tuple(self.network.vocabulary["labels"])

    def read(self, docs: list[Doc]) -> None:
        """Read the sentences of the documents together."""
        sentences = [_sentences(doc) for doc in docs]
        parses = iter(self.network.read([[t.text for t in s] for each in sentences for s in each]))
        for doc, each in zip(docs, sentences, strict=True):
            self._set(doc, [(sentence, next(parses)) for sentence in each])

    def _set(self, doc: Doc, parsed: list[tuple[list[Token], Parse]]) -> None:
        """Write the parses of a document's sentences into it."""
        rows = np.zeros((len(doc), len(COLUMNS)), np.uint64)
        heads = np.zeros(len(doc), np.int64)
        word = np.zeros(len(doc), np.bool_)
        rules = self.network.vocabulary["lemma_rules"]
        add = self.vocab.strings.add
        for tokens, parse in parsed:
            at = np.array([t.i for t in tokens])
            word[at] = True
            heads[at] = np.where(parse.heads > 0, at[parse.heads - 1] - at, 0)
            lemmas = [
                add(apply_rule(t.text, rules[rule]))
                for t, rule in zip(tokens, parse.lemma_rules.tolist(), strict=True)
            ]
            rows[at] = np.stack(
                [
                    self._upos[parse.upos],
                    self._feats[parse.feats],
                    np.array(lemmas, np.uint64),
                    self._labels[parse.labels],
                    self._iob[parse.names],
                    self._types[parse.names],
                ],
                axis=1,
            )
        self._set_spaces(doc, rows, heads, word)
        doc.from_array([*COLUMNS, HEAD], np.column_stack([rows, heads.astype(np.uint64)]))  # type: ignore[arg-type]

    def _set_spaces(
        self, doc: Doc, rows: NDArray[np.uint64], heads: NDArray[np.int64], word: NDArray[np.bool_]
    ) -> None:
        """Hang white space on the word before it, or the first word."""
        places = np.flatnonzero(word)
        for i in np.flatnonzero(~word).tolist():
            before = int(np.searchsorted(places, i)) - 1
            heads[i] = places[max(before, 0)] - i if len(places) else -i
            lemma = self.vocab.strings.add(doc[i].text)
            label = self.vocab.strings.add("dep" if heads[i] else "ROOT")
            rows[i] = (IDS["SPACE"], self.vocab.morphology.add(""), lemma, label, IOB["O"], 0)


COLUMNS = (POS, MORPH, LEMMA, DEP, ENT_IOB, ENT_TYPE)


def _sentences(doc: Doc) -> list[list[Token]]:
    """Return the tokens of the document's sentences without white space, none of them empty."""
    parts = doc.sents if doc.has_annotation("SENT_START") else (doc[:],)
    found = [[t for t in part if not t.is_space] for part in parts]
    return [tokens for tokens in found if tokens]


class Lemmatiser(Stored):
    """Sets the lemmas of words that the tables know; others keep the encoder's."""

    lemmas: Lemmas

    def load(self, folder: Path) -> None:
        """Read the tables."""
        self.lemmas = Lemmas(folder)

    def read(self, docs: list[Doc]) -> None:
        """Set the lemmas of known words by form and part of speech."""
        for doc in docs:
            for token in doc:
                lemma = self.lemmas.known(token.text, token.pos_)
                if lemma is not None:
                    token.lemma_ = lemma


TREES = ["token.pos", "token.morph", "token.lemma", "token.dep", "token.head"]


@Language.factory("kg_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Make the component that finds sentences."""
    return Sentences(nlp.vocab, name)


@Language.factory("kg_encoder", assigns=[*TREES, "doc.sents", "doc.ents"])
def make_encoder(nlp: Language, name: str) -> Encoder:
    """Make the component that sets tags, trees and names."""
    return Encoder(nlp.vocab, name)


@Language.factory("kg_lemmas", assigns=["token.lemma"], requires=["token.pos"])
def make_lemmatiser(nlp: Language, name: str) -> Lemmatiser:
    """Make the component that sets the lemmas of known words."""
    return Lemmatiser(nlp.vocab, name)
