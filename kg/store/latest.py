"""What is stored when an article is in a batch more than once: the article as it comes last."""

from collections.abc import Sequence

from kg.model import Annotated
from kg.store.base import Written
from kg.store.rows import digest


def latest(batch: Sequence[Annotated]) -> tuple[dict[str, Annotated], dict[str, str], Written]:
    """Return each article as it comes last, by id, with its digest, and what became of the others.

    An article that another text of it follows counts as replaced, one that the same follows as
    unchanged.
    """
    last: dict[str, Annotated] = {}
    digests: dict[str, str] = {}
    before = Written()
    for annotated in batch:
        identity, known_as = annotated.article.id, digest(annotated)
        if identity in last:
            same = digests[identity] == known_as
            before += Written(unchanged=1) if same else Written(replaced=1)
        last[identity], digests[identity] = annotated, known_as
    return last, digests, before
