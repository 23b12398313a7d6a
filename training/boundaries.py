"""Training data of sentence boundaries: running text with its sentences.

The treebank's sentences do not follow each other, so they are put together at random; PAROLE's
paragraphs and the Norwegian and Swedish treebanks are running text.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg.language.encoder.boundaries import WORDS, Forms
from kg.language.encoder.features import key
from training.corpora import Sentence

QUOTES = (("“", "”"), ("”", "”"), ("»", "«"), ("«", "»"), ("„", "“"))
#: How much a Norwegian or Swedish text counts.
OTHER = 0.3


class Text(NamedTuple):
    """A text: words, which a space follows, and which begin sentences."""

    words: list[str]
    spaces: list[bool]
    starts: list[bool]


def joined(sentences: Iterable[Sentence]) -> Text:
    """Return sentences as one text."""
    text = Text([], [], [])
    for sentence in sentences:
        text.words.extend(sentence.words)
        text.starts.extend(i == 0 for i in range(len(sentence.words)))
        text.spaces.extend(sentence.spaces or [])
    return text if text.spaces else text._replace(spaces=spacing(text.words))


def spacing(words: list[str]) -> list[bool]:
    """Guess which words a space follows in a tokenised text.

    >>> spacing(["Nej", ",", '"', "ja", '"', "."])
    [False, True, False, False, False, True]
    """
    closing, opening, inside = set(".,;:!?)]»"), set("([«"), False
    spaces = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        quote = word == '"'
        inside ^= quote
        closes = following in closing or (following == '"' and inside and not quote)
        spaces.append(not (closes or (quote and inside) or word in opening))
    return spaces


def grouped(sentences: list[Sentence], least: int, most: int) -> Iterator[Text]:
    """Yield texts of so many sentences that follow each other."""
    at = 0
    while at < len(sentences):
        n = random.randint(least, most)
        yield joined(sentences[at : at + n])
        at += n


def requoted(text: Text) -> Text:
    """Return the text with quotation marks of another kind."""
    marks, words, inside = random.choice(QUOTES), [], False
    for word in text.words:
        words.append(marks[inside] if word == '"' else word)
        inside ^= word == '"'
    return text._replace(words=words)


def texts(corpora: Mapping[str, list[Sentence]]) -> tuple[list[Text], list[Text]]:
    """Return Danish texts, and Norwegian and Swedish ones."""
    danish = list(grouped(corpora["ddt"], 2, 12))
    for _ in range(2):
        danish += grouped(random.sample(corpora["ddt"], len(corpora["ddt"])), 2, 12)
    paragraphs: list[list[Sentence]] = []
    for sentence in corpora["parole"]:
        if sentence.opens_paragraph or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    danish += [joined(p) for p in paragraphs]
    danish += [joined(p + q) for p, q in zip(paragraphs[::2], paragraphs[1::2], strict=False)]
    danish += [requoted(text) for text in danish if '"' in text.words]
    other = list(grouped(corpora["no"], 4, 10))
    return danish, other + list(grouped([s for s in corpora["sv"] if s.head], 4, 10))


def write(corpora: Mapping[str, list[Sentence]], work: Path) -> None:
    """Write the known words of the component `kg_sentences`, and `boundaries.npz`."""
    random.seed(1)
    danish, other = texts(corpora)
    counts = Counter(key(word) for text in danish for word in text.words)
    words = ["<p>", "<u>", *(word for word, n in counts.most_common() if n >= 8)]
    folder = work / "kg_sentences"
    folder.mkdir(parents=True, exist_ok=True)
    compact = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (folder / WORDS).write_text(compact, "utf-8")
    forms, data = Forms(words), {}
    dev = [joined(corpora["dev"][i : i + 10]) for i in range(0, len(corpora["dev"]), 10)]
    for name, part in (("danish", danish), ("other", other), ("dev", dev)):
        data |= {f"{name}.{k}": v for k, v in _arrays(forms, part).items()}
    np.savez_compressed(work / "boundaries.npz", **data)


def _arrays(forms: Forms, part: list[Text]) -> dict[str, Any]:
    found = [forms.arrays(text.words, text.spaces) for text in part]
    return {
        "lengths": np.array([len(text.words) for text in part], np.int32),
        "ids": np.concatenate([ids for ids, _ in found]).astype(np.int32),
        "shapes": np.concatenate([shapes for _, shapes in found]).astype(np.uint8),
        "starts": np.concatenate([np.array(text.starts) for text in part]),
    }
