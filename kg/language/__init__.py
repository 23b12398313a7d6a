"""Articles in, annotated articles out: the only place that imports spaCy.

from kg.language import annotate
for annotated in annotate(articles):
    ...
"""

from collections.abc import Iterable, Iterator

from spacy.language import Language

from kg.errors import RecordError
from kg.language.parsing import pipelines_folder
from kg.language.pipeline import annotate_with, build
from kg.model import Annotated, Article
from kg.settings import pipeline as default_pipeline

__all__ = ["annotate", "build", "load", "pipelines_folder"]


def annotate(
    articles: Iterable[Article], *, pipeline: str | None = None
) -> Iterator[Annotated | RecordError]:
    """Yield the articles annotated, in order, reading them as they are needed.

    For an article on which a step fails, or with a paragraph too long to be parsed, the RecordError
    that says so is yielded in its place.

    `pipeline` is the name or folder of a spaCy pipeline (default: KG_PIPELINE, else kg_da). Raises
    RunError when it cannot be had.
    """
    return annotate_with(load(pipeline), articles)


def load(pipeline: str | None = None) -> Language:
    """Return the pipeline that `annotate` uses, from then on at once."""
    return build(pipeline or default_pipeline())
