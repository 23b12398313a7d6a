"""A stream of annotated articles -> batches of a size that a store takes well."""

import time
from collections.abc import Iterable, Iterator

from kg.errors import RecordError
from kg.model import Annotated
from kg.store.base import Engine, Written

#: Statements in a batch: it is held in memory with all that is made of it, and by Neo4j in its heap.
SIZES: dict[Engine, int] = {"embedded": 2000, "neo4j": 1000}
#: Seconds after which a batch is written though it is not full, so that a slow stream loses little to a kill.
SECONDS = 30.0


def batches(
    articles: Iterable[Annotated], size: int, seconds: float = SECONDS
) -> Iterator[list[Annotated]]:
    """Yield the articles in order, in lists of at least `size` statements; an article counts as one more.

    A list is shorter when `seconds` have gone by since it was begun, and at the end. None is empty.
    """
    batch: list[Annotated] = []
    weight, begun = 0, time.monotonic()
    for article in articles:
        batch.append(article)
        weight += 1 + len(article.statements)
        if weight >= size or time.monotonic() - begun > seconds:
            yield batch
            batch, weight, begun = [], 0, time.monotonic()
    if batch:
        yield batch


def newest(batch: Iterable[Annotated]) -> tuple[list[Annotated], Written, list[RecordError]]:
    """Return each article of a batch as it comes last, what became of the ones before, and the ones that clash.

    One that comes again as it was is unchanged, else replaced. An article clashes when it has the id of a statement of another one.
    """
    kept: dict[str, Annotated] = {}
    owners: dict[str, str] = {}
    before, clashes = Written(), []
    for annotated in batch:
        article = annotated.article.id
        if clash := _clash(annotated, owners):
            clashes.append(clash)
            continue
        owners |= dict.fromkeys((s.id for s in annotated.statements), article)
        if old := kept.pop(article, None):
            same = old == annotated
            before += Written(unchanged=1) if same else Written(replaced=1)
        kept[article] = annotated
    return list(kept.values()), before, clashes


def _clash(annotated: Annotated, owners: dict[str, str]) -> RecordError | None:
    article = annotated.article.id
    for number, statement in enumerate(annotated.statements):
        owner = owners.get(statement.id, article)
        if owner != article:
            path = f"$.statements[{number}].id"
            return RecordError(
                f"{annotated.article.known_as}: {path}: {statement.id!r} is that of a statement of {owner!r}"
            )
    return None
