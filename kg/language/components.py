"""The steps from a parsed article to its statements, as spaCy components.

Each reads and fills `doc._.reading`, and declares the annotation it needs, so that `nlp.analyze_pipes()` can tell what is missing. The article's
document comes parsed (`kg.language.pipeline.article_doc`); `analysis` makes the pipeline that does the rest.
"""

from collections.abc import Callable
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.affiliations import find_affiliations
from kg.language.link import link
from kg.language.quotes import find_quotes
from kg.language.reading import Reading
from kg.language.recognise import recognise
from kg.language.roles import find_roles
from kg.language.statements import find_statements

SYNTAX = [
    "token.pos",
    "token.lemma",
    "token.morph",
    "token.dep",
    "token.head",
    "token.is_sent_start",
]
#: Component, step, and what it needs beside the reading; every one assigns the reading.
STEPS: tuple[tuple[str, Callable[[Reading], None], list[str]], ...] = (
    ("kg_names", recognise, ["doc.ents", "token.pos", "token.morph"]),
    ("kg_link", link, ["token.pos", "token.dep", "token.head"]),
    ("kg_roles", find_roles, ["token.pos", "token.morph", "token.lemma"]),
    ("kg_affiliations", find_affiliations, ["token.pos"]),
    ("kg_quotes", find_quotes, []),
    ("kg_statements", find_statements, SYNTAX),
)

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def _component(step: Callable[[Reading], None]) -> Callable[[Doc], Doc]:
    def run(doc: Doc) -> Doc:
        step(doc._.reading)
        return doc

    return run


for _name, _step, _needs in STEPS:
    Language.component(
        _name,
        func=_component(_step),
        assigns=["doc._.reading"],
        requires=["doc._.reading", *_needs],
    )


@lru_cache(maxsize=4)
def analysis(language: str) -> Language:
    """Return the pipeline of the steps for a language (ISO 639-1), which runs on documents that are parsed already."""
    nlp = spacy.blank(language)
    for name, _, _ in STEPS:
        nlp.add_pipe(name)
    return nlp
