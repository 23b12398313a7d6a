"""The project's own corpus of news as spaCy documents with names, for training and for choosing the best checkpoint."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.names.gazetteer import DERIVED, gazetteer

CORPUS = Path(__file__).parent.parent / "corpus"
LABELS = {"PERSON": "PER", "ORGANISATION": "ORG", "COUNTRY": "LOC", "PLACE": "LOC"}
_COMPOUND = re.compile(r"\w[-–][a-zæøå]")


def news_docs(nlp: Language, split: str) -> Iterator[Doc]:
    """Yield a document per paragraph of a split ("train", "dev"), tokenised by `nlp`.

    Marked are names as the treebank marks them: no adjectives, inhabitants, pronouns or compounds ("EU-landene"). A name that the
    tokeniser cuts elsewhere is left out.
    """
    articles = _read(CORPUS / f"{split}.articles.jsonl")
    for gold in _read(CORPUS / f"{split}.gold.jsonl").values():
        text = "\n".join(articles[gold["id"]]["paragraphs"])
        spans = [
            (s["start"], s["end"], LABELS[e["type"]])
            for e in gold["entities"]
            for s in e["spans"]
            if is_name(s["surface"])
        ]
        start = 0
        for paragraph in articles[gold["id"]]["paragraphs"]:
            yield _doc(
                nlp,
                paragraph,
                [
                    (s - start, e - start, label)
                    for s, e, label in spans
                    if start <= s and e <= start + len(paragraph)
                ],
            )
            start += len(paragraph) + 1
        if start != len(text) + 1:
            raise ValueError(f"{gold['id']}: paragraphs do not add up to the text")


def is_name(surface: str) -> bool:
    """Tell whether a mention is a name rather than an adjective, an inhabitant, a pronoun or a compound."""
    if not (surface[0].isupper() or surface[0].isdigit()) or _COMPOUND.search(surface):
        return False
    candidates = gazetteer("da").lookup(surface)
    return not (candidates and candidates[0].how in DERIVED) and surface.lower() not in {
        "han",
        "hun",
        "vi",
        "de",
        "jeg",
        "i",
        "man",
    }


def _doc(nlp: Language, text: str, spans: list[tuple[int, int, str]]) -> Doc:
    doc = nlp.make_doc(text)
    found: list[Span] = []
    for start, end, label in sorted(spans, key=lambda s: (s[0], -s[1])):
        span = doc.char_span(start, end, label=label)
        if span is not None and not (found and span.start < found[-1].end):
            found.append(span)
    doc.set_ents(found)
    return doc


def _read(path: Path) -> dict[str, Any]:
    return {
        record["id"]: record for record in map(json.loads, path.read_text("utf-8").splitlines())
    }
