"""Short texts read by the shipped pipeline, for the tests of the language package."""

from functools import lru_cache

from kg.language import annotate
from kg.model import Annotated, Article, Statement


@lru_cache(maxsize=512)
def read(*paragraphs: str, published: str | None = "2024-05-10") -> Annotated:
    """Annotate one article."""
    return next(annotate([Article("test", paragraphs, published=published)]))


def name(annotated: Annotated, entity: str | None) -> str | None:
    """Return an entity's name."""
    return next((e.name for e in annotated.entities if e.id == entity), None)


def told(annotated: Annotated) -> list[tuple[str | None, str, str | None]]:
    """Return source, predicate and target of each statement, in order, by name."""
    return [
        (name(annotated, s.source), s.predicate, name(annotated, s.target))
        for s in annotated.statements
    ]


def only(annotated: Annotated, predicate: str) -> Statement:
    """Return the one statement with a predicate."""
    found = [s for s in annotated.statements if s.predicate == predicate]
    assert len(found) == 1, f"{len(found)} statements {predicate}: {told(annotated)}"
    return found[0]
