"""Danish texts in which names are marked, as sentences: kg's own corpus, further gold, DANSK."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span

from corpus.align import PRONOUNS
from kg.language.names.gazetteer import DERIVED, gazetteer
from training.corpora import DANISH, Sentence, tags

CORPUS = Path(__file__).parent.parent / "corpus"
LABELS = {"PERSON": "PER", "ORGANISATION": "ORG", "COUNTRY": "LOC", "PLACE": "LOC"}
_COMPOUND = re.compile(r"\w[-–][a-zæøå]")
Spans = list[tuple[int, int, str]]


def is_name(surface: str) -> bool:
    """Tell whether a mention is a name, not an adjective, inhabitant, pronoun or compound."""
    if not (surface[0].isupper() or surface[0].isdigit()) or _COMPOUND.search(surface):
        return False
    candidates = gazetteer("da").lookup(surface)
    derived = bool(candidates) and candidates[0].how in DERIVED
    return not derived and surface.lower() not in PRONOUNS


def articles(folder: Path, part: str) -> Iterator[Sentence]:
    """Yield the sentences of a part's articles with the names that its gold lists marked.

    A name is marked wherever it stands as a word and is no part of a longer one.
    """
    texts = {r["id"]: r["paragraphs"] for r in _records(folder / f"{part}.articles.jsonl")}
    for gold in _records(folder / f"{part}.gold.jsonl"):
        names = {
            (mention, LABELS[entity["type"]])
            for entity in gold["entities"]
            for mention in entity["mentions"]
            if is_name(mention)
        }
        for paragraph in texts[gold["id"]]:
            yield from sentences(paragraph, marked(paragraph, names))


def marked(text: str, names: Iterable[tuple[str, str]]) -> Spans:
    """Return where names stand in a text, longest first, none in another."""
    taken = [False] * len(text)
    found = []
    for name, label in sorted(names, key=lambda pair: (-len(pair[0]), pair)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * len(name)
                found.append((match.start(), match.end(), label))
    return found


def dansk(path: Path) -> Iterator[Sentence]:
    """Yield DANSK's sentences; works, products and events are no names here."""
    for record in _records(path):
        spans = [
            (s, e, label) for s, e, label in record["entities"] if tags([f"B-{label}"])[0] != "O"
        ]
        for sentence in sentences(record["text"], spans):
            sentence.ner = ["O" if tag.endswith("MISC") else tag for tag in sentence.ner or []]
            yield sentence


def sentences(text: str, spans: Spans) -> Iterator[Sentence]:
    """Yield a text's sentences, cut at punctuation; a name that ends inside a token is left out."""
    doc = NLP(text)
    names: list[Span] = []
    for start, end, label in sorted(spans):
        span = doc.char_span(start, end, label=label)
        if span is not None and not (names and span.start < names[-1].end):
            names.append(span)
    doc.set_ents(names)
    for part in _parts(doc):
        tokens = [token for token in part if not token.is_space]
        if tokens:
            labels = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in tokens]
            yield Sentence(DANISH, [t.text for t in tokens], ner=tags(labels))


def _parts(doc: Doc) -> Iterator[Span]:
    """Yield the sentences, joined where a name runs over an end."""
    starts = [s.start for s in doc.sents if doc[s.start].ent_iob_ != "I"]
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        yield doc[start:end]


def _records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


NLP = spacy.blank("da")
NLP.add_pipe("sentencizer")
