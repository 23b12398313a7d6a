"""Trees that examples are given instead of those that the parser makes.

A rule that catches what a parser or a recogniser gets wrong needs their error to show itself, and
better ones make another. `trees.conllu` beside the examples holds such trees as CoNLL-U, a block
per paragraph that begins with "# text = ..."; names stand in the last column as "name=B-PER".
`python -m tests.trees "..."` prints the block of a paragraph, as the shipped pipeline reads it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.converters import conllu_to_docs

from kg.language import build

MARK = "# text = "


def read_trees(path: Path, nlp: Language) -> dict[str, Doc]:
    """Return the documents of a file by the paragraph that each is of."""
    text = path.read_text("utf-8") if path.exists() else ""
    blocks = re.split(rf"^{MARK}", text, flags=re.MULTILINE)[1:]
    return {block.partition("\n")[0]: _doc(block.partition("\n")[2], nlp) for block in blocks}


def _doc(block: str, nlp: Language) -> Doc:
    sentences = list(conllu_to_docs(block, n_sents=1, no_print=True))
    docs = [Doc(nlp.vocab).from_json(sentence.to_json()) for sentence in sentences]
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None
    return joined


def tree_lines(doc: Doc) -> Iterator[str]:
    """Yield the block of a paragraph, line by line."""
    yield MARK + doc.text
    for sentence in doc.sents:
        for token in sentence:
            head = 0 if token.head.i == token.i else token.head.i - sentence.start + 1
            misc = [] if token.whitespace_ or token.i == len(doc) - 1 else ["SpaceAfter=No"]
            misc += [f"name={token.ent_iob_}-{token.ent_type_}"] if token.ent_type_ else []
            dep = "root" if head == 0 else token.dep_
            columns = (token.i - sentence.start + 1, token.text, token.lemma_, token.pos_, "_")
            rest = (str(token.morph) or "_", head, dep, "_", "|".join(misc) or "_")
            yield "\t".join(map(str, columns + rest))
        yield ""


if __name__ == "__main__":
    for paragraph in sys.argv[1:]:
        print("\n".join(tree_lines(build("kg_da")(paragraph))))  # noqa: T201
