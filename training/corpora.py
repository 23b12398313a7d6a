"""Treebanks and entity corpora as spaCy documents, for training.

Each reader yields `Doc`s that carry only what its corpus knows: a layer that a corpus lacks stays unset, and
spaCy's components learn nothing from it. Sentences are grouped into documents of ten, so that the parser sees boundaries.
"""

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyconll
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

Sentence = pyconll.unit.sentence.Sentence
#: Which of a corpus's entity labels become which of ours; a label that is absent here is no entity.
UNER_LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
NORNE_LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE_LOC": "LOC", "GPE_ORG": "LOC"}
GROUP = 10


def read_conllu(path: Path) -> list[Sentence]:
    """Return the sentences of a gzipped CoNLL-U file."""
    return list(pyconll.load_from_string(gzip.open(path, "rt", encoding="utf-8").read()))


def misc(token: pyconll.unit.token.Token, key: str) -> str | None:
    """Return the value of a key in the MISC column, or None."""
    values = token.misc.get(key)
    return next(iter(values)) if values else None


def iob_spans(tags: Sequence[str], labels: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) in tokens, end exclusive, of the IOB2 `tags` whose label is in `labels`."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and not tag.startswith("I-"):
            if label in labels:
                yield start, i, labels[label]
            label = ""
        if tag.startswith("B-"):
            start, label = i, tag[2:]


def grouped(sentences: Iterable[Sentence], size: int = GROUP) -> Iterator[list[Sentence]]:
    """Yield the sentences in lists of `size`."""
    rest = iter(sentences)
    while group := list(islice(rest, size)):
        yield group


def treebank_doc(
    vocab: Vocab,
    sentences: list[Sentence],
    tags: Callable[[Sentence], list[str]] | None,
    *,
    syntax: bool = True,
) -> Doc:
    """Build one document; `tags` gives a sentence's IOB2 entity tags, None leaves entities unknown."""
    words, spaces, pos, morphs, lemmas, heads, deps, starts = [], [], [], [], [], [], [], []
    entities: list[tuple[int, int, str]] = []
    for sentence in sentences:
        offset = len(words)
        tokens = [t for t in sentence if not t.is_multiword()]
        for i, token in enumerate(tokens):
            words.append(token.form)
            spaces.append(misc(token, "SpaceAfter") != "No")
            pos.append(token.upos or "")
            morphs.append(
                "|".join(f"{k}={','.join(sorted(v))}" for k, v in sorted(token.feats.items()))
            )
            lemmas.append(token.lemma or token.form)
            head = int(token.head) - 1
            heads.append(offset + (head if head >= 0 else i))
            deps.append(token.deprel if head >= 0 else "ROOT")
            starts.append(i == 0)
        if tags:
            entities += [
                (s + offset, e + offset, label)
                for s, e, label in iob_spans(tags(sentence), UNER_LABELS | NORNE_LABELS)
            ]
    if syntax:
        doc = Doc(
            vocab,
            words=words,
            spaces=spaces,
            pos=pos,
            morphs=morphs,
            lemmas=lemmas,
            heads=heads,
            deps=deps,
        )
    else:
        doc = Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
    if tags:
        doc.set_ents([Span(doc, s, e, label=label) for s, e, label in entities])
    return doc


def misc_tags(key: str) -> Callable[[Sentence], list[str]]:
    """Return a function that reads a sentence's entity tags from a MISC key."""
    return lambda sentence: [misc(t, key) or "O" for t in sentence if not t.is_multiword()]


def iob2_tags(path: Path) -> dict[str, list[str]]:
    """Return the entity tags of a UNER .iob2.gz file by sentence id."""
    found: dict[str, list[str]] = defaultdict(list)
    current = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                current = line.split("=", 1)[1].strip()
            elif line.strip() and not line.startswith("#"):
                found[current].append(line.split("\t")[2])
    return found


def parole_docs(vocab: Vocab, path: Path, ddt: list[Sentence], skip: set[str]) -> Iterator[Doc]:
    """Yield PAROLE-DK documents with part of speech, features and lemmas, no syntax and no entities.

    The PAROLE tag of a word is turned into UPOS and FEATS as the treebank, which keeps the same tags, most often does for
    that tag and lemma, else for that tag. Documents in `skip` (those used for evaluation) are left out.
    """
    by_tag: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    by_word: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for sentence in ddt:
        for token in sentence:
            tag = (misc(token, "DDT") or "").split("/")[0]
            feats = "|".join(f"{k}={','.join(sorted(v))}" for k, v in sorted(token.feats.items()))
            by_tag[tag][token.upos, feats] += 1
            by_word[tag, token.lemma][token.upos, feats] += 1
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["id"] in skip:
                continue
            for paragraph in record["paragraphs"]:
                tokens = [
                    (token, not i) for sentence in paragraph for i, token in enumerate(sentence)
                ]
                words = [form for (form, _, _), _ in tokens]
                if not words or not all(words):
                    continue
                known = [
                    by_word.get((tag, lemma)) or by_tag.get(tag) for (_, lemma, tag), _ in tokens
                ]
                best = [counts.most_common(1)[0][0] if counts else ("X", "") for counts in known]
                yield Doc(
                    vocab,
                    words=words,
                    spaces=spacing(words),
                    pos=[upos for upos, _ in best],
                    morphs=[feats for _, feats in best],
                    lemmas=[lemma or form for (form, lemma, _), _ in tokens],
                    sent_starts=[start for _, start in tokens],
                )


def spacing(words: list[str]) -> list[bool]:
    """Guess which words a space follows in a tokenised text."""
    closing, opening, inside = set(".,;:!?)]»"), set("([«"), False
    spaces = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        quote = word == '"'
        if quote:
            inside = not inside
        next_closes = (
            following in closing
            or (following == '"' and inside and not quote)
            or (quote and inside)
        )
        spaces.append(not (next_closes or word in opening))
    return spaces


def renamed(
    docs: Iterable[Doc], forenames: list[str], surnames: list[str], places: list[str], seed: int
) -> Iterator[Doc]:
    """Yield copies in which persons and places bear other names, so that the recogniser learns contexts, not names.

    A person of n tokens gets n name tokens, a place of one token a place name of one token; a genitive -s is kept.
    """
    random_ = random.Random(seed)
    for doc in docs:
        words = [t.text for t in doc]
        for ent in doc.ents:
            if ent.label_ == "PER" and len(ent) <= 3:
                new = [random_.choice(forenames) for _ in ent]
                if len(ent) > 1 or random_.random() < 0.5:
                    new[-1] = random_.choice(surnames)
            elif ent.label_ == "LOC" and len(ent) == 1 and ent.text.isalpha():
                new = [random_.choice(places)]
            else:
                continue
            if ent.text.endswith("s") and ent[-1].lemma_ == ent.text[:-1].split()[-1]:
                new[-1] += "s"
            words[ent.start : ent.end] = new
        copy = Doc(
            doc.vocab,
            words=words,
            spaces=[bool(t.whitespace_) for t in doc],
            sent_starts=[bool(t.is_sent_start) for t in doc],
        )
        copy.set_ents([Span(copy, e.start, e.end, label=e.label_) for e in doc.ents])
        if any(e.label_ in {"PER", "LOC"} for e in doc.ents):
            yield copy
