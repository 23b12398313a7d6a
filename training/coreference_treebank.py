"""Words with the entity that each means, from the coreference of the Copenhagen treebank (CDT)."""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.language.pipeline import readings
from kg.language.reading import Reading, has
from kg.model import Article
from training.coreference_gold import Meant

Json = dict[str, Any]
LINKS = {"coref", "coref-iden", "coref-var"}
_CLOSES = re.compile(r"^[.,;:!?)\]%]+$")


def treebank(nlp: Language, path: Path) -> Iterator[tuple[Reading, Meant]]:
    """Yield the documents with the words that their links tell the meaning of."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    texts = [text_of(document) for document in documents]
    articles = [
        Article(d["doc"], tuple(paragraphs), title=d["meta"].get("title") or "")
        for d, (paragraphs, _) in zip(documents, texts, strict=True)
    ]
    for reading, document, (_, places) in zip(
        readings(nlp, articles), documents, texts, strict=True
    ):
        yield reading, _meant(reading, document, places)


def text_of(document: Json) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the paragraphs of a document, and where each token begins in them."""
    words = [t[0].replace("_", " ").replace("&quot;", '"') for t in document["tokens"]]
    starts = [*document["paragraphs"], len(words)]
    paragraphs, places = [], []
    for number, (first, end) in enumerate(pairwise(starts)):
        text, quoted = "", False
        for word in words[first:end]:
            joins = not text or text.endswith("(") or _CLOSES.match(word) is not None
            joins |= quoted and (word == '"' or text.endswith('"'))
            text += "" if joins else " "
            places.append((number, len(text)))
            text += word
            quoted ^= word == '"'
        paragraphs.append(text)
    return paragraphs, places


def chains(document: Json) -> list[list[int]]:
    """Return the tokens that stand for one thing, by thing."""
    first: dict[int, int] = {}
    for token, antecedent, label in document["edges"]:
        if label in LINKS and antecedent < token:
            root, other = _root(first, token), _root(first, antecedent)
            first[max(root, other)] = min(root, other)
    found = defaultdict(list)
    for token in sorted({*first, *first.values()}):
        found[_root(first, token)].append(token)
    return list(found.values())


def _root(first: dict[int, int], token: int) -> int:
    while first.setdefault(token, token) != token:
        token = first[token]
    return token


def _meant(reading: Reading, document: Json, places: list[tuple[int, int]]) -> Meant:
    at = {n: t for n, place in enumerate(places) if (t := _token(reading, *place)) is not None}
    found: Meant = {}
    chained: set[int] = set()
    for chain in chains(document):
        tokens = sorted(at[token] for token in chain if token in at)
        chained |= set(tokens)
        named = [(i, reading.name_at[i]) for i in tokens if i in reading.name_at]
        entities = Counter(name.entity for _, name in named if not name.part)
        entity = entities.most_common(1)[0][0] if entities else ""
        since = min((i for i, name in named if name.entity == entity), default=0)
        for i in tokens:
            if i not in reading.name_at and i >= since:
                found[i] = {entity} if entity else set()
    for token in reading.doc:
        if (
            token.pos_ == "NOUN"
            and token.i not in chained
            and token.i not in reading.name_at
            and has(token, "Definite", "Def")
            and token.dep_ in {"nsubj", "obj"}
        ):
            found[token.i] = set()
    return found


def _token(reading: Reading, paragraph: int, offset: int) -> int | None:
    low, high = reading.paragraph_bounds(paragraph)
    if low == high:
        return None
    start = reading.doc[low].idx + offset
    return next((t.i for t in reading.doc[low:high] if t.idx <= start < t.idx + len(t)), None)
