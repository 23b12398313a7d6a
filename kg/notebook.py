"""A text -> what it is read to say, to look at in a notebook and to compute with."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.errors import RecordError, UsageError
from kg.explain import Account, in_short, of_annotated
from kg.explain.html import fragment
from kg.language import annotate
from kg.model import Annotated, Article, Entity, Role, Statement, article_id
from kg.moments import told
from kg.sources.paragraphs import split_paragraphs


@dataclass(frozen=True)
class Found:
    """An annotated article, at hand.

    A notebook shows its text with names, cues and contents marked, and below it for each statement
    what decided its parts.
    """

    annotated: Annotated

    @property
    def article(self) -> Article:
        """The text as it came, in paragraphs; offsets count into `article.text`."""
        return self.annotated.article

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The persons, countries, organisations and places, in order of appearance."""
        return self.annotated.entities

    @property
    def roles(self) -> tuple[Role, ...]:
        """The titles that the text gives persons."""
        return self.annotated.roles

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who said or did what to whom, in order of appearance."""
        return self._account.statements

    def name(self, entity: str | None) -> str:
        """Return the name of an entity by its id; "" for None."""
        return self._account.name(entity) if entity else ""

    def rows(self) -> list[dict[str, Any]]:
        """Return a plain row for each statement, with names for ids: `pandas.DataFrame(rows)`."""
        return [
            {
                "source": self.name(s.source),
                "predicate": s.predicate,
                "target": self.name(s.target),
                "topics": [self.name(topic) for topic in s.topics],
                "text": s.text,
                "claimed_by": self.name(s.reported_by),
                "negated": s.negated,
                "modality": s.modality,
                "form": s.form,
                "said_on": s.said_on,
                "confidence": s.confidence,
                "statement_id": s.id,
            }
            for s in self.statements
        ]

    @cached_property
    def _account(self) -> Account:
        return of_annotated(self.annotated)

    def __str__(self) -> str:
        account = self._account
        return "\n".join(in_short(account, s) for s in account.statements)

    def __repr__(self) -> str:
        counts = f"entities: {len(self.entities)}, statements: {len(self.statements)}"
        return f"<kg {self.article.id}, {counts}>"

    def _repr_html_(self) -> str:
        return fragment(self._account)


def read_text(
    text: str, *, title: str = "", outlet: str = "", published: str | None = None, url: str = ""
) -> Found:
    """Return what a text is read to say; see `kg.read`."""
    paragraphs = split_paragraphs(text)
    if not paragraphs:
        raise UsageError("there is nothing to read in the text: give at least a sentence")
    article = Article(
        article_id(url, outlet, title, paragraphs),
        paragraphs,
        title=title,
        outlet=outlet,
        published=_day(published),
        url=url,
    )
    [found] = annotate([article])
    if isinstance(found, RecordError):
        raise found
    return Found(found)


def _day(published: str | None) -> str | None:
    try:
        return told(published) if published else None
    except ValueError as error:
        raise UsageError(f"published={published!r} is {error}: write it as 2024-05-09") from error
