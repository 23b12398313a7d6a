"""The paragraphs of an article as one document of spaCy, for components of others."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from spacy.attrs import (
    DEP,
    ENT_ID,
    ENT_IOB,
    ENT_KB_ID,
    ENT_TYPE,
    HEAD,
    LEMMA,
    MORPH,
    NORM,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc
from spacy.vocab import Vocab

#: What a pipeline says of the tokens.
ANNOTATION = [HEAD, SENT_START, DEP, TAG, POS, MORPH, LEMMA, NORM]
ANNOTATION += [ENT_IOB, ENT_TYPE, ENT_KB_ID, ENT_ID]


def joined(paragraphs: Sequence[Doc]) -> Doc:
    """Join documents as `Doc.from_docs` does, which looks at each token; what counts is copied."""
    ends = [*accumulate(map(len, paragraphs))]
    if not any(ends):
        return Doc(paragraphs[0].vocab if paragraphs else Vocab())
    rows: Any = np.concatenate([doc.to_array([ORTH, SPACY, *ANNOTATION]) for doc in paragraphs])
    for doc, end in zip(paragraphs[:-1], ends, strict=False):
        if len(doc) and not doc[-1].is_space:
            rows[end - 1, 1] = True
    doc = Doc(paragraphs[0].vocab, words=rows[:, 0].tolist(), spaces=rows[:, 1].tolist())
    return doc.from_array(ANNOTATION, rows[:, 2:])
